"""Dutch days and times of day, of the north and the south: "half vier", "kwart na drie"."""

from __future__ import annotations

from callwright.languages.base import words
from callwright.languages.values.tables import DateWords, TimeWords, numbered, table

_WEEKDAYS = {
    "maandag": 1, "dinsdag": 2, "woensdag": 3, "donderdag": 4, "vrijdag": 5, "zaterdag": 6, "zondag": 7,
}  # fmt: skip
_PARTS_OF_DAY = ("ochtend", "morgen", "voormiddag", "middag", "namiddag", "avond", "nacht")

# "voor de vijfde" is for the fifth, where "voor" by itself is "before".
_ON = "(voor de)?"
_THE = "(de|op)?"
_IN_YEAR = "((van|in|in het jaar)? (<year>|<yy>))?"
_NEXT = "(volgende|volgend)"
_COMING = "(komende|komend|aanstaande|eerstvolgende|eerstkomende)"
_THIS = "(deze|dit)"
_LAST = "(afgelopen|vorige|vorig|verleden|laatste)"
_EDGE = "(begin|half|halverwege|midden|medio|eind|einde|rond)"
_UNITS = "(week|maand|jaar)"
_HOURS = "een twee drie vier vijf zes zeven acht negen tien elf twaalf".split()
# "halfvier", as some recognisers write it.
_HALF_HOURS = "\n".join(f"half{hour} = past_half hour={number} minute=0" for number, hour in enumerate(_HOURS, 1))

DATES = DateWords(
    months=numbered("""
        januari; jan; januarie = 1
        februari; feb; februarie = 2
        maart; mrt = 3
        april; apr = 4
        mei = 5
        juni; jun; junie = 6
        juli; jul; julie = 7
        augustus; aug = 8
        september; sept; sep = 9
        oktober; okt; october = 10
        november; nov = 11
        december; dec = 12
    """),
    weekdays={
        **_WEEKDAYS,
        **{f"{day}{part}": number for day, number in _WEEKDAYS.items() for part in _PARTS_OF_DAY},
        **{f"{day} {part}": number for day, number in _WEEKDAYS.items() for part in _PARTS_OF_DAY},
    },
    units=table("""
        dag; dagen = day
        week; weken; weekje = week
        maand; maanden = month
        jaar; jaren = year
    """),
    oh=words("nul"),
    month_first=frozenset(),
    day_first=frozenset({"", "NL", "BE", "SR", "AW", "CW", "SX", "BQ"}),
    sayings=f"""
        {_ON} (<weekday>)? {_THE} <day:day> <month> {_IN_YEAR} = day
        {_ON} (<weekday>)? {_THE} <day:ord> (van)? (de)? <month:ord> {_IN_YEAR} = day
        {_ON} (<weekday>)? {_THE} <day:day> <month> <hour:num> uur (<minute:num>)? = day
        {_ON} (<weekday>)? {_THE} <day:ord> van de <month:num> {_IN_YEAR} = day
        {_ON} <day:num> (van)? (de)? <month:ord> (<year>|<yy>) = day
        (nul)? <day:num> (nul)? <month:num> (<year>|<yy>) = day
        {_ON} <weekday> {_THE} <day:ord> = day
        {_ON} <day:ord> = day
        {_ON} <day:ord> (dag|week|keer|helft|weekend|<weekday>) = untold
        {_ON} <weekday> = day
        (vandaag|vanochtend|vanmorgen|vanmiddag|vannamiddag|vanavond) = offset count=0
        (morgen|morgenochtend|morgenvroeg|morgenmiddag|morgennamiddag|morgenavond) = offset count=1
        morgen (ochtend|vroeg|middag|namiddag|avond) = offset count=1
        (overmorgen|overmorgenochtend|overmorgenmiddag|overmorgenavond) = offset count=2
        (gisteren|gister|gisterenochtend|gisterochtend|gistermiddag|gisterenmiddag|gisteravond|gisterenavond) = offset count=1 sign=-1
        (eergisteren|eergister) = offset count=2 sign=-1
        (vandaag)? over <count> <unit> = offset
        morgen over <count> <unit> = offset base=1
        overmorgen over <count> <unit> = offset base=2
        <count> <unit> geleden = offset sign=-1
        (vandaag)? over anderhalve week = untold
        (vandaag)? (over|binnen|in) (een)? (acht|8) dagen = untold
        (acht|8) dagen geleden = untold
        binnen <count> <unit> = untold
        (over|binnen) (een)? (paar|aantal) (dagen|weken|maanden|jaar|jaren) = untold
        (een)? (paar|aantal) (dagen|weken|maanden|jaar|jaren) geleden = untold
        (over)? een <unit> of <count> (geleden)? = untold
        {_EDGE} (van (de|het))? ({_NEXT}|{_COMING}|{_THIS}|{_LAST})? {_UNITS} = within
        (in)? (het)? {_EDGE} (van)? <month> = within
        (vandaag)? ({_NEXT}|{_COMING}|{_THIS}|{_LAST}) (<unit>|weekend) = within
        {_ON} {_THIS} <weekday> = weekday which=coming
        {_ON} {_COMING} <weekday> = weekday which=coming
        {_ON} <weekday> aanstaande = weekday which=coming
        {_ON} {_NEXT} <weekday> = weekday which=either
        {_ON} (afgelopen|verleden|laatste|vorige) <weekday> = weekday which=last
        {_ON} <weekday> (jongstleden|laatstleden) = weekday which=last
        {_THIS} week (op)? <weekday> = weekday which=week weeks=0
        {_ON} <weekday> (van)? {_THIS} week = weekday which=week weeks=0
        ({_NEXT}|{_COMING}) week (op)? <weekday> = weekday which=week weeks=1
        {_ON} <weekday> (van|in)? (de)? ({_NEXT}|{_COMING}) week = weekday which=week weeks=1
        {_LAST} week (op)? <weekday> = weekday which=week weeks=-1
        {_ON} <weekday> (van|in)? (de)? {_LAST} week = weekday which=week weeks=-1
        {_ON} <weekday> over <count> (week|weken) = offset unit=week
        {_ON} <weekday> over (veertien|14) dagen = offset unit=week count=2
        {_ON} <weekday> over (acht|8) dagen = untold
        {_ON} <weekday> <count> (week|weken) geleden = untold
        over <weeks:count> (week|weken) op <weekday> = weekday which=week
        (elke|iedere|alle|steeds) <weekday> = untold
        over een half jaar = offset unit=month count=6
        een half jaar geleden = offset unit=month count=6 sign=-1
        dit jaar {_THE} <day:day> <month> = day years=0
        {_ON} <day:day> <month> (van)? dit jaar = day years=0
        ({_NEXT}|{_COMING}) jaar {_THE} <day:day> <month> = day years=1
        {_ON} <day:day> <month> (van)? ({_NEXT}|{_COMING}) jaar = day years=1
        {_LAST} jaar {_THE} <day:day> <month> = day years=-1
        {_ON} <day:day> <month> (van)? {_LAST} jaar = day years=-1
        {_ON} <day:ord> (van)? (de)? ({_NEXT}|{_COMING}) maand = inmonth shift=1
        {_ON} <day:ord> (van)? deze maand = inmonth shift=0
        {_ON} <day:ord> (van)? (de)? {_LAST} maand = inmonth shift=-1
        {_ON} laatste dag van (de|deze) maand = inmonth edge=last shift=0
        {_ON} laatste dag van (de)? ({_NEXT}|{_COMING}) maand = inmonth edge=last shift=1
        (op)? (kerstavond) = day day=24 month=12
        (op)? (eerste kerstdag|1 e kerstdag|1 ste kerstdag) = day day=25 month=12
        (op)? (tweede kerstdag|2 e kerstdag|2 de kerstdag) = day day=26 month=12
        (op|met)? (oudejaarsdag|oudejaarsavond|oudjaar|oudejaar) = day day=31 month=12
        (op|met)? (nieuwjaar|nieuwjaarsdag) = day day=1 month=1
        (op|met)? (oud en nieuw|kerst|kerstmis|pasen|pinksteren|hemelvaart|koningsdag|sinterklaas) = within
        (op)? (driekoningen) = day day=6 month=1
        (op)? (dag van de arbeid) = day day=1 month=5
        (op)? (bevrijdingsdag) = day day=5 month=5
        (op)? (allerheiligen) = day day=1 month=11
        (op)? (wapenstilstand) = day day=11 month=11
        (op)? (pakjesavond) = day day=5 month=12
    """,
)

TIMES = TimeWords(
    parts=table("""
        s ochtends; sochtends; s morgens; smorgens; in de ochtend; in de morgen; vanochtend; vanmorgen = 0-12
        ochtend; ochtends; morgenochtend; morgenvroeg; in de voormiddag; voormiddag; s voormiddags = 0-12
        s middags; smiddags; in de middag; vanmiddag; middag; middags; morgenmiddag; gistermiddag = 12-19
        in de namiddag; namiddag; s namiddags; snamiddags; vannamiddag; morgennamiddag = 12-19
        s avonds; savonds; in de avond; vanavond; avond; avonds; morgenavond; gisteravond = 17-24
        s nachts; snachts; in de nacht; vannacht; nacht; nachts = 20-6
    """)
    | {f"{day}{part}": "0-12" for day in _WEEKDAYS for part in ("ochtend", "morgen", "voormiddag")}
    | {f"{day}{part}": "12-19" for day in _WEEKDAYS for part in ("middag", "namiddag")}
    | {f"{day}avond": "17-24" for day in _WEEKDAYS},
    at=words("om rond tegen omstreeks"),
    oh=words("nul"),
    sayings=f"""
        <hour> (uur)? = past
        <hour> uur (en)? <minute> (minuten)? = past
        <hour> uur <minute:oh> = past
        <hour> (u|h) (<minute>)? = past
        <hour> uur kwart = untold
        <hour> <minute:two> (uur)? = past
        <hour> <minute:oh> (uur)? = past
        (kwart|een kwartier|kwartier) (over|na) <hour> (uur)? = past minute=15
        (kwart|een kwartier|kwartier) voor <hour> (uur)? = to minute=15
        <minute> (minuut|minuten)? (over|na) <hour> (uur)? = past
        <minute> (minuut|minuten)? voor <hour> (uur)? = to
        half <hour> (uur)? = past_half minute=0
        {_HALF_HOURS}
        <minute> (minuut|minuten)? voor half <hour> (uur)? = to_half
        <minute> (minuut|minuten)? (over|na) half <hour> (uur)? = past_half
        <written> (uur)? = written
        (middernacht) = past hour=0 exact=1
        over <length> = ahead sign=1
        een uur of <hour> = untold
    """,
)
