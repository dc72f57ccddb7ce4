"""Polish days and times of day: "trzeciego maja", "wpół do czwartej"."""

from __future__ import annotations

from callwright.languages.base import words
from callwright.languages.pl_numbers import HOURS
from callwright.languages.values.tables import DateWords, TimeWords, numbered, table

_ON = "(w|we|na|dnia|w dniu)?"
_YEAR = "((roku)? (<year>|<yy>) (roku|rok|r)?)?"
_COMING = "(najblizszy|najblizsza|najblizsze|nadchodzacy|nadchodzaca)"
_THIS = "(ten|ta|te)"
_NEXT = "(przyszly|przyszla|nastepny|nastepna|kolejny|kolejna)"
_LAST = "(zeszly|zeszla|ubiegly|ubiegla|ostatni|ostatnia|poprzedni|poprzednia|miniony|miniona)"
_THIS_WEEK = "(w tym tygodniu|tego tygodnia|w biezacym tygodniu|biezacego tygodnia)"
_NEXT_WEEK = "(w przyszlym tygodniu|przyszlego tygodnia|w nastepnym tygodniu|nastepnego tygodnia|w kolejnym tygodniu)"
_LAST_WEEK = "(w zeszlym tygodniu|zeszlego tygodnia|w ubieglym tygodniu|ubieglego tygodnia|w poprzednim tygodniu)"
_THIS_YEAR = "(tego roku|w tym roku|biezacego roku|w biezacym roku)"
_NEXT_YEAR = "(przyszlego roku|w przyszlym roku|nastepnego roku|w nastepnym roku)"
_LAST_YEAR = "(zeszlego roku|w zeszlym roku|ubieglego roku|w ubieglym roku)"
_EDGE = "(na poczatku|poczatek|w polowie|polowa|pod koniec|koniec|na koniec|z koncem|okolo polowy)"
_SPAN = "(tygodniu|tygodnia|tydzien|miesiacu|miesiaca|miesiac|roku|rok|weekend|weekendzie)"

DATES = DateWords(
    months=numbered("""
        stycznia; styczen = 1
        lutego; luty = 2
        marca; marzec = 3
        kwietnia; kwiecien = 4
        maja; maj = 5
        czerwca; czerwiec = 6
        lipca; lipiec = 7
        sierpnia; sierpien = 8
        wrzesnia; wrzesien = 9
        pazdziernika; pazdziernik = 10
        listopada; listopad = 11
        grudnia; grudzien = 12
    """),
    weekdays=numbered("""
        poniedzialek; poniedzialku; poniedzialkiem = 1
        wtorek; wtorku; wtorkiem = 2
        sroda; srode; srody = 3
        czwartek; czwartku; czwartkiem = 4
        piatek; piatku; piatkiem = 5
        sobota; sobote; soboty = 6
        niedziela; niedziele; niedzieli = 7
    """),
    units=table("""
        dzien; dni; dnia = day
        tydzien; tygodnie; tygodni; tygodnia = week
        miesiac; miesiace; miesiecy; miesiaca = month
        rok; lata; lat; roku = year
    """),
    oh=words("zero"),
    month_first=frozenset(),
    day_first=frozenset({"", "PL"}),
    sayings=f"""
        {_ON} (<weekday>)? (dnia)? <day:day> (tego)? <month> {_YEAR} = day
        {_ON} (<weekday>)? (dnia)? <day:ord> (zero)? <month:ord> {_YEAR} = day
        {_ON} <day:day> (zero)? <month:ord> (<year>|<yy>) (roku|rok|r)? = day
        (zero)? <day:num> (zero)? <month:num> (<year>|<yy>) (roku|rok|r)? = day
        <day:ord> (zero)? <month:num> (<year>|<yy>) (roku|rok|r)? = day
        {_ON} <day:tens> <month:ord> (<year>|<yy>) (roku|rok|r)? = day
        w roku <year> <day:day> <month> = day
        {_ON} <weekday> (dnia)? <day:ord> = day
        {_ON} <day:ord> = day
        {_ON} <day:ord> (dzien|dnia|polowie|polowa|tydzien|tygodniu|raz|<weekday>) = untold
        {_ON} <weekday> = day
        (dzis|dzisiaj|na dzis|na dzisiaj) = offset count=0
        (jutro|na jutro|jutrzejszy dzien) = offset count=1
        (pojutrze|na pojutrze) = offset count=2
        (popojutrze) = offset count=3
        wczoraj = offset count=1 sign=-1
        przedwczoraj = offset count=2 sign=-1
        (dzis|dzisiaj)? za <count> <unit> = offset
        jutro za <count> <unit> = offset base=1
        (dzis|dzisiaj)? za (tydzien|tygodnia) = offset unit=week
        jutro za tydzien = offset unit=week base=1
        za miesiac = offset unit=month
        za rok = offset unit=year
        za dzien = offset unit=day
        za pol roku = offset unit=month count=6
        <count> <unit> temu = offset sign=-1
        tydzien temu = offset unit=week sign=-1
        miesiac temu = offset unit=month sign=-1
        rok temu = offset unit=year sign=-1
        pol roku temu = offset unit=month count=6 sign=-1
        (za)? (kilka|pare|kilkanascie) (dni|tygodni|miesiecy|lat) (temu)? = untold
        (za)? poltora (tygodnia|miesiaca|roku) (temu)? = untold
        (w ciagu|w przeciagu) (<count>)? <unit> = untold
        {_EDGE} (przyszlego|tego|zeszlego|nastepnego)? {_SPAN} = within
        {_EDGE} <month> = within
        (w|na|za)? (przyszlym|nastepnym|kolejnym|tym|zeszlym|ubieglym|biezacym|przyszly|nastepny|zeszly|ten) {_SPAN} = within
        {_ON} {_THIS} <weekday> = weekday which=coming
        {_ON} {_COMING} <weekday> = weekday which=coming
        {_ON} {_NEXT} <weekday> = weekday which=either
        {_ON} {_LAST} <weekday> = weekday which=last
        {_THIS_WEEK} {_ON} <weekday> = weekday which=week weeks=0
        {_ON} <weekday> {_THIS_WEEK} = weekday which=week weeks=0
        {_NEXT_WEEK} {_ON} <weekday> = weekday which=week weeks=1
        {_ON} <weekday> {_NEXT_WEEK} = weekday which=week weeks=1
        {_LAST_WEEK} {_ON} <weekday> = weekday which=week weeks=-1
        {_ON} <weekday> {_LAST_WEEK} = weekday which=week weeks=-1
        {_ON} <weekday> za tydzien = offset unit=week
        {_ON} <weekday> za <count> (tygodnie|tygodni) = offset unit=week
        {_ON} <weekday> (tydzien|<count> tygodnie) temu = untold
        za tydzien {_ON} <weekday> = weekday which=week weeks=1
        za <weeks:count> (tygodnie|tygodni) {_ON} <weekday> = weekday which=week
        {_ON} (kazdy|kazda|co) <weekday> = untold
        {_THIS_YEAR} {_ON} <day:day> (<month>|<month:ord>) = day years=0
        {_ON} <day:day> (<month>|<month:ord>) {_THIS_YEAR} = day years=0
        {_NEXT_YEAR} {_ON} <day:day> (<month>|<month:ord>) = day years=1
        {_ON} <day:day> (<month>|<month:ord>) {_NEXT_YEAR} = day years=1
        {_LAST_YEAR} {_ON} <day:day> (<month>|<month:ord>) = day years=-1
        {_ON} <day:day> (<month>|<month:ord>) {_LAST_YEAR} = day years=-1
        {_ON} <day:day> (przyszlego|nastepnego|kolejnego) miesiaca = inmonth shift=1
        {_ON} <day:day> (tego|biezacego) miesiaca = inmonth shift=0
        {_ON} <day:day> (zeszlego|ubieglego|poprzedniego) miesiaca = inmonth shift=-1
        {_ON} (ostatni|ostatniego) (dzien|dnia) (tego)? miesiaca = inmonth edge=last shift=0
        {_ON} (wigilia|wigilie) = day day=24 month=12
        {_ON} (boze narodzenie) = day day=25 month=12
        {_ON} (sylwester|sylwestra) = day day=31 month=12
        {_ON} (nowy rok|nowy rok) = day day=1 month=1
        {_ON} (trzech kroli|swieto trzech kroli) = day day=6 month=1
        {_ON} (walentynki) = day day=14 month=2
        {_ON} (mikolajki) = day day=6 month=12
        {_ON} (wszystkich swietych) = day day=1 month=11
        {_ON} (swieto niepodleglosci) = day day=11 month=11
        {_ON} (swieta|wielkanoc|majowka|majowke|weekend) = within
    """,
)

TIMES = TimeWords(
    parts=table("""
        rano; z rana; porankiem = 0-12
        nad ranem = 0-7
        przed poludniem; przedpoludniem = 5-13
        w poludnie = 11-15
        po poludniu; popoludniu = 12-19
        wieczorem; wieczor = 17-24
        w nocy; noca; nocy = 20-6
    """),
    at=words("o okolo kolo punkt godzinie godziny"),
    oh=words("zero"),
    hours=HOURS,
    sayings="""
        (godzina|godzinie|godziny)? <hour> (tej|ej|ta)? = past
        (godzina|godzinie|godziny)? <hour> (i)? <minute:two> (minut)? = past
        (godzina|godzinie|godziny)? <hour> <minute:oh> = past
        (godzina|godzinie|godziny)? <hour> (i)? <minute> (minut|minuty|minuta) = past
        (kwadrans) po <hour> = past minute=15
        za kwadrans <hour> = to minute=15
        <minute> (minut|minuty|minuta)? po <hour> = past
        za <minute> (minut|minuty|minute)? <hour> = to
        (wpol do|w pol do|pol do) <hour> = past_half minute=0
        <minute> (minut|minuty|minuta)? po (wpol do|w pol do|pol do) <hour> = past_half
        za <minute> (minut|minuty|minute)? (wpol do|w pol do|pol do) <hour> = to_half
        (godzina|godzinie)? <written> = written
        (polnoc|polnocy) = past hour=0 exact=1
        w samo poludnie = past hour=12 exact=1
        w poludnie = past hour=12 exact=1
        za <length> = ahead sign=1
    """,
)
