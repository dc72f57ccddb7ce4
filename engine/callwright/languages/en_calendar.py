"""How dates, times and lengths of time are said in English."""

from __future__ import annotations

from callwright.languages.base import words
from callwright.languages.values.tables import DateWords, DurationWords, TimeWords, numbered, table

_UNITS = """
    second; seconds; sec; secs = second
    minute; minutes; min; mins = minute
    hour; hours; hr; hrs = hour
    day; days; night; nights = day
    week; weeks = week
    month; months = month
    year; years = year
"""

DATES = DateWords(
    months=numbered("""
        january; jan = 1
        february; feb; febuary = 2
        march; mar = 3
        april; apr = 4
        may = 5
        june; jun = 6
        july; jul = 7
        august; aug = 8
        september; sept; sep = 9
        october; oct = 10
        november; nov = 11
        december; dec = 12
    """),
    weekdays=numbered("""
        monday; mondays; mon = 1
        tuesday; tuesdays; tue; tues = 2
        wednesday; wednesdays; wed = 3
        thursday; thursdays; thu; thurs = 4
        friday; fridays; fri = 5
        saturday; saturdays = 6
        sunday; sundays = 7
    """),
    units=table("""
        day; days; night; nights = day
        week; weeks = week
        month; months = month
        year; years = year
    """),
    oh=words("oh o zero nought"),
    month_first=frozenset({"US", "PH"}),
    day_first=frozenset({"GB", "IE", "AU", "NZ", "IN", "ZA", "SG", "MT", "NG", "KE", "JM"}),
    sayings="""
        (<weekday>)? (the)? <day:ord> (of)? (the month of)? <month> = day
        (<weekday>)? (the)? <day:ord> (of)? <month> (in)? (the year)? <year> = day
        (<weekday>)? (the)? <day:ord> (of)? <month> <yy> = day
        (<weekday>)? (the)? <day:num> (of)? <month> = day
        (<weekday>)? (the)? <day:num> (of)? <month> (in)? <year> = day
        (<weekday>)? (the)? <day:num> (of)? <month> <yy> = day
        (<weekday>)? <month> (the)? <day> = day
        (<weekday>)? <month> (the)? <day> (of)? <year> = day
        (<weekday>)? <month> (the)? <day> <yy> = day
        (<weekday>)? <month> (the)? <day:ord> (of)? (in)? (the year)? <year> = day
        (the)? <day:ord> of (the)? <month:ord> = day
        (the)? <day:ord> of (the)? <month:ord> (of)? (in)? <year> = day
        (the)? <day:ord> of (the)? <month:ord> (of)? <yy> = day
        the <day:ord> the <month:ord> <year> = day
        the <day:ord> the <month:ord> <yy> = day
        <first:num> <second:num> <year> = numeric
        <first:num> <second:num> <yy> = numeric
        (<weekday>)? the <day:ord> (of this month)? = day
        (<weekday>)? <day:ord> = day
        <day:ord> of this month = day
        (the)? <day:ord> (day)? of (the)? (next|following|coming) month = inmonth shift=1
        (the)? <day:ord> (of)? next month = inmonth shift=1
        (the)? <day:ord> (day)? of last month = inmonth shift=-1
        (the)? (end|last|last day) of (the|this) month = inmonth shift=0 edge=last
        (the)? (end|last|last day) of next month = inmonth shift=1 edge=last
        (the)? (start|beginning) of next month = inmonth shift=1 day=1
        today = offset count=0
        now = offset count=0
        right now = offset count=0
        (immediately|this morning|this afternoon|this evening|tonight) = offset count=0
        tomorrow = offset count=1
        tommorow = offset count=1
        (the)? day after tomorrow = offset count=2
        yesterday = offset sign=-1
        last night = offset sign=-1
        (the)? day before yesterday = offset count=2 sign=-1
        in <count> <unit> (time|from now|from today)? = offset
        within <count> <unit> = within
        <count> <unit> from (now|today) = offset
        <count> <unit> (ago|back|earlier) = offset sign=-1
        <count> <unit> from tomorrow = offset plus=1
        <count> <unit> from yesterday = offset plus=-1
        today in <count> <unit> = offset
        tomorrow in <count> <unit> = offset base=1
        <count> <unit> today = offset
        <count> <unit> tomorrow = offset base=1
        <count> <unit> from <weekday> = offset
        in a fortnight = offset count=14
        a fortnight (from)? (today|now) = offset count=14
        <day:ord> <month:ord> <year> = day
        <day:ord> <month:ord> <yy> = day
        a week (from)? today = offset unit=week
        today week = offset unit=week
        a week (from)? tomorrow = offset unit=week plus=1
        tomorrow week = offset unit=week plus=1
        a week ago today = offset unit=week sign=-1
        <weekday> = day
        (this|the|on)? coming <weekday> = weekday which=coming
        this <weekday> = weekday which=coming
        <weekday> this week = weekday which=this
        next <weekday> = weekday which=next
        (the)? <weekday> (of)? next week = weekday which=next
        next week (on)? <weekday> = weekday which=next
        (the)? <weekday> after next = weekday which=next weeks=1
        last <weekday> = weekday which=last
        this past <weekday> = weekday which=last
        <weekday> last week = weekday which=lastweek
        last week (on)? <weekday> = weekday which=lastweek
        <weekday> week = weekday which=coming weeks=1
        (a)? week on (this|coming)? <weekday> = weekday which=coming weeks=1
        a week from (this|coming) <weekday> = weekday which=coming weeks=1
        a week from next <weekday> = weekday which=next weeks=1
        two weeks on <weekday> = weekday which=coming weeks=2
        (next|this|last) (week|month|year) = within
        christmas (day)? = day day=25 month=12
        boxing day = day day=26 month=12
        christmas eve = day day=24 month=12
        new years eve = day day=31 month=12
        (new years|new years day) = day day=1 month=1
        valentines (day)? = day day=14 month=2
        halloween = day day=31 month=10
        st patricks day = day day=17 month=3
        saint patricks day = day day=17 month=3
        independence day = day day=4 month=7
    """,
)

TIMES = TimeWords(
    parts=table("""
        am; a m; in the morning; this morning; tomorrow morning; of the morning; morning = 0-12
        pm; p m = 12-24
        in the afternoon; this afternoon; tomorrow afternoon; of the afternoon; afternoon = 12-19
        in the evening; this evening; tomorrow evening; of the evening; evening; tonight = 16-1
        at night; in the night; last night; night = 18-6
        in the early morning; early in the morning = 0-9
    """),
    at=words("at around about by"),
    oh=words("oh o zero"),
    sayings="""
        <hour> = past
        <hour> (oclock|oh clock) (exactly|sharp)? = past
        <hour> o clock = past
        <hour> (sharp|exactly) = past
        <hour> <minute:two> = past
        <hour> <minute:oh> = past
        <hour> (hours)? and <minute> (minutes|mins) = past
        <hour> hundred (hours)? = past exact=1
        <hour:oh> hundred (hours)? = past exact=1
        <hour:oh> <minute:two> (hours)? = past exact=1
        <hour> <minute:two> hours = past exact=1
        <written> = written
        <written> (oclock|hours|h) = written
        half past <hour> = past minute=30
        half <hour> = past minute=30
        (a)? quarter (past|after) <hour> = past minute=15
        (a)? quarter (to|of|before|til|till) <hour> = to minute=15
        <minute> (minutes|mins)? (past|after) <hour> = past
        <minute> (minutes|mins) (to|before|til|till|of) <hour> = to
        (5|five) (to|of|before|til|till) <hour> = to minute=5
        (10|ten) (to|of|before|til|till) <hour> = to minute=10
        (20|twenty) (to|of|before|til|till) <hour> = to minute=20
        (25|twenty five) (to|of|before|til|till) <hour> = to minute=25
        <minute> (minutes|mins)? (to|past|after|before|till|til) = untold
        (noon|midday|noontime) = past hour=12 exact=1
        twelve noon = past hour=12 exact=1
        12 noon = past hour=12 exact=1
        midnight = past hour=0 exact=1
        twelve midnight = past hour=0 exact=1
        half past (noon|midday) = past hour=12 minute=30 exact=1
        (now|right now) = ahead sign=0
        in <length> (time)? = ahead sign=1
        <length> from now = ahead sign=1
        <length> ago = ahead sign=-1
    """,
)

DURATIONS = DurationWords(
    units=table(_UNITS),
    links=words("and"),
    sayings="""
        <amount> <unit> = part
        <amount> <unit> and a half = and_half
        (a|an) <unit> = part amount=1
        (a|an) <unit> and a half = and_half amount=1
        half (a|an) <unit> = half
        a half <unit> = half
        a half an <unit> = half
        (a)? quarter of an hour = part minutes=15
        (a)? quarter hour = part minutes=15
        three quarters of an hour = part minutes=45
        an hour and a quarter = part minutes=75
        an hour and three quarters = part minutes=105
        <whole> (hour|hours) <minutes:minute> = hours
        an hour <minutes:minute> = hours
        <whole> (minute|minutes) <seconds:minute> = minutes
        a minute <seconds:minute> = minutes
        (a)? fortnight = part days=14
        two fortnights = part days=28
        overnight = part days=1
        (a|one) decade = part months=120
        (all day|the whole day) = part days=1
    """,
)
