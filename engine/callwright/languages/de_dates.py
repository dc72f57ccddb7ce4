"""German days and times of day, with the ways of the south and the east: "heuer", "Jänner", "viertel drei"."""

from __future__ import annotations

from callwright.languages.base import words
from callwright.languages.values.tables import DateWords, TimeWords, numbered, table

_WEEKDAYS = {
    "montag": 1, "dienstag": 2, "mittwoch": 3, "donnerstag": 4, "freitag": 5, "samstag": 6, "sonnabend": 6, "sonntag": 7,
}  # fmt: skip
_PARTS_OF_DAY = words("frueh morgen vormittag mittag nachmittag abend nacht")

_ON = "(am|der|den|dem|zum|vom|fuer den)?"
_IN_YEAR = "((im jahr|im jahre)? (<year>|<yy>))?"
_NEXT = "(naechste|naechsten|naechster|naechstem|naechstes)"
_LAST = "(letzte|letzten|letzter|letztem|letztes|vergangene|vergangenen|vergangener|vorige|vorigen|voriger|vergangenes)"
_THIS_YEAR = "(heuer|dieses jahr|diesen jahres|dieses jahres|in diesem jahr)"
_EDGE = "(anfang|mitte|ende)"
_COMING = "(kommende|kommenden|kommender|kommendem|kommendes)"
_THIS = "(diese|diesen|dieser|diesem|dieses)"
_AFTER_NEXT = "(uebernaechste|uebernaechsten|uebernaechster)"

DATES = DateWords(
    months=numbered("""
        januar; jaenner; jan; jaen = 1
        februar; feber; feb = 2
        maerz; marz; maer; mrz = 3
        april; apr = 4
        mai = 5
        juni; juno; jun = 6
        juli; julei; jul = 7
        august; aug = 8
        september; sept; sep = 9
        oktober; okt = 10
        november; nov = 11
        dezember; dez = 12
    """),
    weekdays={
        **_WEEKDAYS,
        **{f"{day}{part}": number for day, number in _WEEKDAYS.items() for part in _PARTS_OF_DAY},
    },
    units=table("""
        tag; tage; tagen; tages = day
        woche; wochen = week
        monat; monate; monaten = month
        jahr; jahre; jahren; jahres = year
    """),
    oh=words("null"),
    month_first=frozenset(),
    day_first=frozenset({"", "DE", "AT", "CH", "LI", "LU", "BE", "IT"}),
    sayings=f"""
        {_ON} (<weekday>)? {_ON} <day:day> <month> {_IN_YEAR} = day
        {_ON} (<weekday>)? {_ON} <day:ord> (der|des|im)? <month:ord> {_IN_YEAR} = day
        {_ON} (<weekday>)? {_ON} <day:day> <month> <hour:num> uhr (<minute:num>)? = day
        {_ON} (<weekday>)? {_ON} <day:ord> (der|des|im)? <month:ord> <hour:num> uhr (<minute:num>)? = day
        (am|den|dem|der) <day:day> <month:ord> {_IN_YEAR} = day
        <day:day> <month:ord> (<year>|<yy>) = day
        (am)? (null)? <day:num> (null)? <month:num> (<year>|<yy>) = day
        im (jahr|jahre)? <year> am <day:day> <month> = day
        im (jahr|jahre)? <year> am <day:ord> <month:ord> = day
        {_ON} <weekday> {_ON} <day:ord> = day
        {_ON} <weekday> (der|den|dem|am) <day:day> = day
        {_ON} <day:ord> = day
        (am|den|dem|der|zum) <day:day> = day
        <month:ord> (<year>|<yy>) = day
        (heute|heut) (morgen)? = offset count=0
        (morgen|morgn) = offset count=1
        (uebermorgen) = offset count=2
        (ueberuebermorgen) = offset count=3
        gestern (morgen)? = offset count=1 sign=-1
        (vorgestern) = offset count=2 sign=-1
        (vorvorgestern) = offset count=3 sign=-1
        (heute|heut)? in <count> <unit> = offset
        (heute|heut)? vor <count> <unit> = offset sign=-1
        (morgen|morgn) in <count> <unit> = offset plus=1
        uebermorgen in <count> <unit> = offset plus=2
        gestern vor <count> <unit> = offset sign=-1 plus=-1
        (heute)? (in|vor) (acht|8) tagen = untold
        (in|vor) (ein)? paar (tagen|wochen|monaten|jahren) = untold
        {_EDGE} ({_NEXT}|{_THIS}|{_LAST})? (woche|monat|monats|jahr|jahres) = within
        {_EDGE} <month> = within
        {_ON} <weekday> (morgen)? = day
        {_ON} ({_THIS}|{_COMING}) <weekday> = weekday which=coming
        {_ON} {_NEXT} <weekday> = weekday which=either
        {_ON} {_AFTER_NEXT} <weekday> = weekday which=next weeks=1
        {_ON} {_LAST} <weekday> = weekday which=last
        {_THIS} woche (am)? <weekday> = weekday which=week weeks=0
        {_ON} <weekday> {_THIS} woche = weekday which=week weeks=0
        ({_NEXT}|{_COMING}) woche (am)? <weekday> = weekday which=week weeks=1
        {_ON} <weekday> (der)? ({_NEXT}|{_COMING}) woche = weekday which=week weeks=1
        {_AFTER_NEXT} woche (am)? <weekday> = weekday which=week weeks=2
        {_ON} <weekday> (der)? {_AFTER_NEXT} woche = weekday which=week weeks=2
        {_LAST} woche (am)? <weekday> = weekday which=week weeks=-1
        {_ON} <weekday> (der)? {_LAST} woche = weekday which=week weeks=-1
        {_ON} <weekday> in <count> (woche|wochen) = offset unit=week
        seit {_ON} <weekday> = untold
        seit (gestern|vorgestern|heute) = untold
        {_ON} <weekday> vor <count> (woche|wochen) = untold
        (jeden|jeder|jedem|immer) <weekday> = untold
        in <weeks:count> (woche|wochen) (am)? <weekday> = weekday which=week
        {_ON} <weekday> in (vierzehn|14) tagen = offset unit=week count=2
        in (einem|nem) halben jahr = offset unit=month count=6
        vor (einem|nem) halben jahr = offset unit=month count=6 sign=-1
        {_THIS_YEAR} {_ON} <day:day> (<month>|<month:ord>) = day years=0
        {_ON} <day:day> (<month>|<month:ord>) {_THIS_YEAR} = day years=0
        ({_NEXT}|{_COMING}) jahr {_ON} <day:day> (<month>|<month:ord>) = day years=1
        {_ON} <day:day> (<month>|<month:ord>) ({_NEXT}|{_COMING}) (jahr|jahres) = day years=1
        {_LAST} jahr {_ON} <day:day> (<month>|<month:ord>) = day years=-1
        {_ON} <day:day> (<month>|<month:ord>) {_LAST} (jahr|jahres) = day years=-1
        {_ON} <day:day> (des)? ({_NEXT}|{_COMING}) (monats|monat) = inmonth shift=1
        {_ON} <day:day> (des)? {_THIS} (monats|monat) = inmonth shift=0
        {_ON} <day:day> (des)? {_LAST} (monats|monat) = inmonth shift=-1
        (heiligabend|heilig abend|heiliger abend|heiligen abend|heiligem abend) = day day=24 month=12
        {_ON} (ersten|erster|erste) (weihnachtsfeiertag|weihnachtstag) = day day=25 month=12
        {_ON} (zweiten|zweiter|zweite) (weihnachtsfeiertag|weihnachtstag) = day day=26 month=12
        (stefanitag|stephanitag|stephanstag) = day day=26 month=12
        (christtag) = day day=25 month=12
        (silvester|sylvester|silvesterabend) = day day=31 month=12
        (neujahr|neujahrstag) = day day=1 month=1
        (nikolaus|nikolaustag|nikolo) = day day=6 month=12
        (heilige drei koenige|heiligen drei koenigen|dreikoenigstag|dreikoenig) = day day=6 month=1
        (allerheiligen) = day day=1 month=11
        (tag der arbeit|maifeiertag|erster mai feiertag) = day day=1 month=5
        (tag der deutschen einheit) = day day=3 month=10
    """,
)

TIMES = TimeWords(
    parts=table("""
        morgens; am morgen; frueh; in der frueh; in der fruehe; fruehmorgens; frueh am morgen; frueh morgens = 0-12
        vormittags; am vormittag; vormittag = 0-13
        mittags; am mittag; mittag; zu mittag = 11-15
        nachmittags; am nachmittag; nachmittag; spaetnachmittags; am spaeten nachmittag = 12-19
        abends; am abend; abend; am spaeten abend; spaetabends = 17-24
        nachts; in der nacht; nacht = 20-6
    """),
    at=words("um gegen"),
    oh=words("null"),
    sayings="""
        <hour> (uhr)? = past
        <hour> uhr (und)? <minute> (minuten)? = past
        <hour> uhr <minute:oh> = past
        <hour> <minute:two> (uhr)? = past
        <hour> <minute:oh> (uhr)? = past
        ein uhr = past hour=1
        ein uhr (und)? <minute> (minuten)? = past hour=1
        ein uhr <minute:oh> = past hour=1
        (eine minute|einer minute) nach <hour> (uhr)? = past minute=1
        (eine minute|einer minute) vor <hour> (uhr)? = to minute=1
        viertel (nach|ueber) <hour> (uhr)? = past minute=15
        viertel vor <hour> (uhr)? = to minute=15
        viertel <hour> (uhr)? = to minute=45
        (dreiviertel|drei viertel) <hour> (uhr)? = to minute=15
        <minute> (minuten)? nach <hour> (uhr)? = past
        <minute> (minuten)? vor <hour> (uhr)? = to
        halb <hour> (uhr)? = past_half minute=0
        <minute> (minuten)? vor halb <hour> (uhr)? = to_half
        <minute> (minuten)? nach halb <hour> (uhr)? = past_half
        <written> (uhr)? = written
        mitternacht = past hour=0 exact=1
        in <length> = ahead sign=1
    """,
)
