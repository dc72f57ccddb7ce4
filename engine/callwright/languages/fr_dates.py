"""How days, times of day and lengths of time are said in French."""

from __future__ import annotations

from callwright.languages.base import words
from callwright.languages.values.tables import DateWords, DurationWords, TimeWords, numbered, table

_ON = "(le|au|du|pour le|a partir de|a partir du|des le|des)?"
_OF = "(du mois de|du mois d|de|d)?"
_IN_YEAR = "((en|de l annee)? (<year>|<yy>))?"
_HOURS = "(heure|heures|h)"
_NEXT = "(prochain|prochaine|qui vient|suivant|suivante)"
_LAST = "(dernier|derniere|passe|passee)"
_NEXT_WEEK = "(la semaine prochaine|la semaine qui vient|semaine prochaine)"
_LAST_WEEK = "(la semaine derniere|la semaine passee|semaine derniere)"
_THIS_YEAR = "(cette annee|de cette annee)"
_NEXT_YEAR = "(l annee prochaine|de l annee prochaine|l an prochain|de l an prochain)"
_LAST_YEAR = "(l annee derniere|de l annee derniere|l an dernier|de l an dernier|l annee passee)"
_PART = "(matin|apres midi|soir|dans la matinee|dans l apres midi|dans la soiree)"
_TODAY = "(aujourd hui|aujourdhui)"

DATES = DateWords(
    months=numbered("""
        janvier; janv = 1
        fevrier; fevr; fev = 2
        mars = 3
        avril; avr = 4
        mai = 5
        juin = 6
        juillet; juil = 7
        aout; out = 8
        septembre; sept; sep = 9
        octobre; oct = 10
        novembre; nov = 11
        decembre; dec = 12
    """),
    weekdays=numbered("""
        lundi; lundis = 1
        mardi; mardis = 2
        mercredi; mercredis = 3
        jeudi; jeudis = 4
        vendredi; vendredis = 5
        samedi; samedis = 6
        dimanche; dimanches = 7
    """),
    units=table("""
        jour; jours = day
        semaine; semaines = week
        mois = month
        an; ans; annee; annees = year
    """),
    oh=words("zero"),
    month_first=frozenset(),
    day_first=frozenset({"", "FR", "BE", "CH", "LU", "MC", "CA"}),
    sayings=f"""
        {_ON} (<weekday>)? (le)? <day:day> {_OF} <month> {_IN_YEAR} = day
        {_ON} (<weekday>)? (le)? <day:day> {_OF} <month> <hour:num> {_HOURS} (<minute:num>)? = day
        {_ON} <day:num> <month:num> (<year>|<yy>) = day
        {_ON} <weekday> (le)? <day:num> = day
        {_ON} <weekday> (le)? (premier|1 er) = day day=1
        (le|au|du|pour le) <day:num> = day
        (le|au|du|pour le)? (premier|1 er) = day day=1
        en <year> le <day:day> <month> = day
        {_ON} <weekday> = day
        {_ON} <weekday> {_PART} = day
        (ce|cette) <weekday> ({_PART})? = weekday which=coming
        {_ON} <weekday> (qui vient|de cette semaine) = weekday which=coming
        {_ON} <weekday> ({_PART})? (prochain|suivant) = weekday which=either
        {_ON} <weekday> {_LAST} = weekday which=last
        cette semaine <weekday> = weekday which=week weeks=0
        {_NEXT_WEEK} (le)? <weekday> = weekday which=week weeks=1
        {_ON} <weekday> (de|d)? {_NEXT_WEEK} = weekday which=week weeks=1
        {_ON} <weekday> (de)? la semaine d apres = untold
        {_LAST_WEEK} (le)? <weekday> = weekday which=week weeks=-1
        {_ON} <weekday> (de)? {_LAST_WEEK} = weekday which=week weeks=-1
        {_ON} <weekday> en (huit|8) = weekday which=coming weeks=1
        {_ON} <weekday> en (quinze|15) = weekday which=coming weeks=2
        (de|d)? {_TODAY} en (huit|8) = offset count=7
        (de|d)? {_TODAY} en (quinze|15) = offset count=14
        {_ON} <weekday> dans <count> (semaine|semaines) = offset unit=week
        dans <weeks:count> (semaine|semaines) (le)? <weekday> = weekday which=week
        (tous les|chaque) <weekday> = untold
        {_TODAY} = offset count=0
        {_TODAY} meme = offset count=0
        (ce matin|cet apres midi|ce midi|ce soir|cette apres midi) = offset count=0
        (maintenant|tout de suite|immediatement) = offset count=0
        demain ({_PART})? = offset count=1
        apres demain ({_PART})? = offset count=2
        (le)? lendemain = untold
        (le)? surlendemain = untold
        hier ({_PART})? = offset count=1 sign=-1
        avant hier ({_PART})? = offset count=2 sign=-1
        dans <count> <unit> = offset
        d ici <count> <unit> = untold
        il y a <count> <unit> = offset sign=-1
        demain dans <count> <unit> = offset base=1
        <count> <unit> (a partir|a compter)? (d {_TODAY}|de {_TODAY}) = offset
        (dans|d ici|il y a) (huit|8|quinze|15) jours = untold
        (dans|d ici|il y a) une (quinzaine|huitaine) (de jours)? = untold
        (dans|d ici|il y a) quelques (jours|semaines|mois|annees) = untold
        d ici (demain|<weekday>|la fin) = untold
        (debut|mi|fin|courant|vers la fin) (du mois de|du mois d)? <month> = within
        (au|le)? (debut|milieu) (de|d|du mois de|du mois d) <month> = within
        (a)? la fin (de|d|du mois de|du mois d) <month> = within
        (en|au mois de|au mois d) <month> = within
        (debut|milieu|fin|a la fin) (du|de la|de l|de) (mois|semaine|annee) = within
        (la semaine|le mois|l annee|l an) {_NEXT} = within
        (la semaine|le mois|l annee|l an) {_LAST} = within
        cette (semaine|annee) = within
        ce mois = within
        (le|au)? dernier jour (du|de ce) mois = inmonth shift=0 edge=last
        (le|au)? dernier jour du mois prochain = inmonth shift=1 edge=last
        {_ON} <day:day> (du|de ce) mois (ci)? = inmonth shift=0
        {_ON} <day:day> (du|le) mois {_NEXT} = inmonth shift=1
        {_ON} <day:day> du mois {_LAST} = inmonth shift=-1
        {_ON} <day:day> {_OF} <month> {_THIS_YEAR} = day years=0
        {_ON} <day:day> {_OF} <month> {_NEXT_YEAR} = day years=1
        {_NEXT_YEAR} {_ON} <day:day> <month> = day years=1
        {_ON} <day:day> {_OF} <month> {_LAST_YEAR} = day years=-1
        {_LAST_YEAR} {_ON} <day:day> <month> = day years=-1
        (a|le jour de)? noel = day day=25 month=12
        (la)? veille de noel = day day=24 month=12
        (le)? reveillon de noel = day day=24 month=12
        (la|a la)? saint sylvestre = day day=31 month=12
        (le|au)? reveillon du (nouvel an|jour de l an) = day day=31 month=12
        (la)? veille du (nouvel an|jour de l an) = day day=31 month=12
        (le|au)? (jour de l an|nouvel an|premier de l an) = day day=1 month=1
        (l|a l)? epiphanie = day day=6 month=1
        (la|a la)? saint valentin = day day=14 month=2
        (la|a la)? fete du travail = day day=1 month=5
        (la|a la)? fete nationale = untold
        (l|a l)? assomption = day day=15 month=8
        (la|a la)? toussaint = day day=1 month=11
        (l|a l)? armistice = day day=11 month=11
        (la|a la)? saint nicolas = day day=6 month=12
    """,
)

TIMES = TimeWords(
    parts=table("""
        du matin; du mat; le matin; matin; au matin; ce matin; dans la matinee; de bon matin; en matinee = 0-12
        de l apres midi; l apres midi; apres midi; cet apres midi; cette apres midi; dans l apres midi = 12-19
        du soir; le soir; soir; au soir; ce soir; dans la soiree; en soiree = 16-24
        de la nuit; la nuit; cette nuit; dans la nuit; nuit = 20-6
    """),
    at=words("a vers"),
    oh=words("zero"),
    sayings=f"""
        <hour> = past
        <hour> {_HOURS} (pile|precises|precise|pil)? = past
        <hour> {_HOURS} (et)? <minute> (minute|minutes|min|mn)? = past
        <hour> {_HOURS} <minute:oh> = past
        <hour> <minute:two> = past
        <hour> <minute:oh> = past
        <hour> {_HOURS} et (demi|demie) = past minute=30
        <hour> et (demi|demie) = past minute=30
        <hour> {_HOURS} (et)? (un)? quart = past minute=15
        <hour> et quart = past minute=15
        <hour> {_HOURS} (et)? trois quarts = past minute=45
        <hour> {_HOURS} moins <minute> (minutes|minute)? = to
        <hour> {_HOURS} moins (le|un)? quart = to minute=15
        <hour> moins (le|un)? quart = to minute=15
        <minute> (minute|minutes) (avant|apres) <hour> {_HOURS} = untold
        midi (pile)? = past hour=12 exact=1
        midi et (demi|demie) = past hour=12 minute=30 exact=1
        midi (et)? quart = past hour=12 minute=15 exact=1
        midi <minute> = past hour=12 exact=1
        midi moins <minute> = to hour=12 exact=1
        midi moins (le|un)? quart = to hour=12 minute=15 exact=1
        minuit (pile)? = past hour=0 exact=1
        minuit et (demi|demie) = past hour=0 minute=30 exact=1
        minuit (et)? quart = past hour=0 minute=15 exact=1
        minuit <minute> = past hour=0 exact=1
        minuit moins <minute> = to hour=0 exact=1
        minuit moins (le|un)? quart = to hour=0 minute=15 exact=1
        <written> ({_HOURS})? = written
        (maintenant|tout de suite) = ahead sign=0
        dans <length> = ahead sign=1
        d ici <length> = untold
        il y a <length> = ahead sign=-1
    """,
)

DURATIONS = DurationWords(
    units=table("""
        seconde; secondes; sec = second
        minute; minutes; min; mn = minute
        heure; heures; h = hour
        jour; jours; journee; journees; nuit; nuits = day
        semaine; semaines = week
        mois = month
        an; ans; annee; annees = year
    """),
    links=words("et"),
    sayings="""
        <amount> <unit> = part
        <amount> <unit> et (demi|demie) = and_half
        <whole> (heure|heures|h) (et)? <minutes:minute> = hours
        <whole> (minute|minutes) (et)? <seconds:minute> = minutes
        (une|la)? demi heure = part minutes=30
        (une)? petite demi heure = untold
        (un|1|le)? quart (d|de l) heure = part minutes=15
        (trois|3) (quart|quarts) d heure = part minutes=45
        (cinq|5) quarts d heure = part minutes=75
        <whole> (heure|heures) (et)? (un)? quart = hours minutes=15
        <whole> (heure|heures) (et)? trois quarts = hours minutes=45
        une demi journee = untold
        un semestre = part months=6
        un trimestre = part months=3
        une (quinzaine|huitaine|dizaine) (de jours)? = untold
        quelques <unit> = untold
        (moins|plus) (de|d) <amount> <unit> = untold
    """,
)
