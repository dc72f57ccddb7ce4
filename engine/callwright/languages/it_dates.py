"""How days, times of day and lengths of time are said in Italian."""

from __future__ import annotations

from callwright.languages.base import words
from callwright.languages.values.tables import DateWords, DurationWords, TimeWords, numbered, table

_ON = "(il|l|lo|al|all|per il|per l|nel|di|dal|dall|a partire dal|a partire dall)?"
_IN_YEAR = "((del|dell|nel|nell|dell anno|dell anno del)? (<year>|<yy>))?"
_NEXT = "(prossimo|prossima|venturo|ventura|che viene|entrante)"
_LAST = "(scorso|scorsa|passato|passata)"
_NEXT_WEEK = "(settimana prossima|prossima settimana|settimana che viene|settimana entrante)"
_LAST_WEEK = "(settimana scorsa|scorsa settimana|settimana passata)"
_THIS_YEAR = "(di quest anno|quest anno)"
_NEXT_YEAR = "(dell anno prossimo|del prossimo anno|l anno prossimo|dell anno che viene)"
_LAST_YEAR = "(dell anno scorso|dello scorso anno|l anno scorso)"
_PART = "(mattina|mattino|pomeriggio|sera|notte)"
_AT = "(le|alle|ore|le ore|alle ore|l|all)?"
_PAST_AT = "(ora|ore)?"

DATES = DateWords(
    months=numbered("""
        gennaio; genn; gen = 1
        febbraio; febb; feb = 2
        marzo; mar = 3
        aprile; apr = 4
        maggio; mag = 5
        giugno; giu = 6
        luglio; lug = 7
        agosto; ago = 8
        settembre; sett; set = 9
        ottobre; ott = 10
        novembre; nov = 11
        dicembre; dic = 12
    """),
    weekdays=numbered("""
        lunedi = 1
        martedi = 2
        mercoledi = 3
        giovedi = 4
        venerdi = 5
        sabato; sabati = 6
        domenica; domeniche = 7
    """),
    units=table("""
        giorno; giorni = day
        settimana; settimane = week
        mese; mesi = month
        anno; anni = year
    """),
    oh=words("zero"),
    month_first=frozenset(),
    day_first=frozenset({"", "IT", "CH", "SM", "VA"}),
    sayings=f"""
        {_ON} (<weekday>)? (il|l)? <day:day> (di)? <month> {_IN_YEAR} = day
        {_ON} (<weekday>)? (il|l)? uno <month> {_IN_YEAR} = day day=1
        {_ON} <day:num> (del|dell)? <month:num> (del)? (<year>|<yy>) = day
        {_ON} <weekday> (il|l)? <day:num> = day
        {_ON} <weekday> (il)? primo = day day=1
        (il|l|al|all|per il|per l|dal|dall) <day:num> = day
        (il|al|per il|dal)? primo = day day=1
        nel <year> (il|l) <day:day> <month> = day
        {_ON} <weekday> ({_PART})? = day
        questo <weekday> ({_PART})? = weekday which=coming
        questa <weekday> ({_PART})? = weekday which=coming
        {_ON} <weekday> (che viene|di questa settimana|entrante) = weekday which=coming
        {_ON} <weekday> (prossimo|prossima|venturo|ventura) = weekday which=either
        {_ON} (prossimo|prossima) <weekday> = weekday which=either
        {_ON} <weekday> {_LAST} = weekday which=last
        {_ON} (scorso|scorsa) <weekday> = weekday which=last
        questa settimana (di)? <weekday> = weekday which=week weeks=0
        (la|nella)? {_NEXT_WEEK} (di)? <weekday> = weekday which=week weeks=1
        {_ON} <weekday> (della|la|nella)? {_NEXT_WEEK} = weekday which=week weeks=1
        (la|nella)? {_LAST_WEEK} (di)? <weekday> = weekday which=week weeks=-1
        {_ON} <weekday> (della|la|nella)? {_LAST_WEEK} = weekday which=week weeks=-1
        {_ON} <weekday> a (otto|8) = weekday which=coming weeks=1
        {_ON} <weekday> a (quindici|15) = weekday which=coming weeks=2
        oggi a (otto|8) = offset count=7
        oggi a (quindici|15) = offset count=14
        domani a (otto|8) = offset count=8
        {_ON} <weekday> (tra|fra) <count> (settimana|settimane) = offset unit=week
        (tra|fra) <weeks:count> (settimana|settimane) (di)? <weekday> = weekday which=week
        (tutti i|ogni) <weekday> = untold
        (tutte le) <weekday> = untold
        oggi ({_PART})? = offset count=0
        (oggi stesso|adesso|subito|ora) = offset count=0
        (stamattina|stamani|stasera|stanotte|questa mattina|questo pomeriggio|questa sera) = offset count=0
        domani ({_PART})? = offset count=1
        (domattina|domani stesso) = offset count=1
        (dopodomani|dopo domani) ({_PART})? = offset count=2
        ieri ({_PART})? = offset count=1 sign=-1
        (l altro ieri|ieri l altro|l altroieri|altro ieri|altroieri|avantieri) = offset count=2 sign=-1
        (tra|fra) <count> <unit> = offset
        <count> <unit> fa = offset sign=-1
        (tra|fra) <count> <unit> da domani = offset base=1
        (entro|nei prossimi|in) <count> <unit> = untold
        (tra|fra) (otto|8|quindici|15) giorni = untold
        (otto|8|quindici|15) giorni fa = untold
        (tra|fra) (un paio di|qualche|una quindicina di|una decina di|alcuni|pochi) <unit> = untold
        qualche <unit> fa = untold
        (a|verso|per)? (inizio|meta|fine) (di)? <month> = within
        (all|verso l)? inizio (di)? <month> = within
        (alla|verso la)? (meta|fine) di <month> = within
        (inizio|meta|fine) (settimana|mese|anno) = within
        (all inizio|alla fine|a meta) (del|della|dell) (mese|settimana|anno) = within
        (a|in|nel mese di) <month> = within
        (la|nella)? ({_NEXT_WEEK}|{_LAST_WEEK}) = within
        (il|l|nel|nell)? (mese|anno) ({_NEXT}|{_LAST}) = within
        (questa settimana|questo mese|quest anno|questo fine settimana) = within
        (l|all)? ultimo (giorno)? (del|di questo) mese = inmonth shift=0 edge=last
        (l|all)? ultimo (giorno)? del (mese prossimo|prossimo mese) = inmonth shift=1 edge=last
        {_ON} <day:day> (del|di questo) mese = inmonth shift=0
        {_ON} <day:day> del mese {_NEXT} = inmonth shift=1
        {_ON} <day:day> del prossimo mese = inmonth shift=1
        {_ON} <day:day> del mese {_LAST} = inmonth shift=-1
        {_ON} <day:day> dello scorso mese = inmonth shift=-1
        {_ON} <day:day> (di)? <month> {_THIS_YEAR} = day years=0
        {_ON} <day:day> (di)? <month> {_NEXT_YEAR} = day years=1
        {_ON} <day:day> (di)? <month> {_LAST_YEAR} = day years=-1
        l anno prossimo {_ON} <day:day> <month> = day years=1
        l anno scorso {_ON} <day:day> <month> = day years=-1
        (a|il giorno di|il)? natale = day day=25 month=12
        (la|alla)? vigilia di natale = day day=24 month=12
        (la vigilia|alla vigilia) = day day=24 month=12
        (a|il giorno di)? santo stefano = day day=26 month=12
        (a|il|l ultimo dell anno)? san silvestro = day day=31 month=12
        (l|all)? ultimo (giorno)? dell anno = day day=31 month=12
        (la|alla)? vigilia di capodanno = day day=31 month=12
        (a|il giorno di|il)? capodanno = day day=1 month=1
        (l epifania|all epifania|epifania|la befana|alla befana|befana) = day day=6 month=1
        (a)? san valentino = day day=14 month=2
        (a)? san giuseppe = day day=19 month=3
        (la|alla)? festa (della liberazione) = day day=25 month=4
        (la|alla)? festa (dei lavoratori|del lavoro) = day day=1 month=5
        (la|alla)? festa della repubblica = day day=2 month=6
        (a|il giorno di|il)? ferragosto = day day=15 month=8
        (a)? (ognissanti|tutti i santi) = day day=1 month=11
        (l|all)? immacolata = day day=8 month=12
    """,
)

TIMES = TimeWords(
    parts=table("""
        di mattina; del mattino; di mattino; la mattina; mattina; al mattino; stamattina; stamani; domattina = 0-12
        della mattina; in mattinata; questa mattina = 0-12
        di pomeriggio; del pomeriggio; il pomeriggio; nel pomeriggio; pomeriggio; questo pomeriggio = 12-19
        di sera; della sera; la sera; sera; stasera; in serata; questa sera = 16-24
        di notte; della notte; la notte; notte; stanotte; questa notte = 20-6
    """),
    at=words("alle le all l ore verso"),
    oh=words("zero"),
    sayings=f"""
        {_AT} <hour> {_PAST_AT} = past
        {_AT} <hour> {_PAST_AT} (in punto|precise|esatte) = past
        {_AT} <hour> {_PAST_AT} e <minute> (minuti|minuto)? = past
        {_AT} <hour> {_PAST_AT} e <minute:oh> = past
        {_AT} <hour> <minute:two> = past
        {_AT} <hour> <minute:oh> = past
        {_AT} <hour> e (mezza|mezzo|trenta) = past minute=30
        {_AT} <hour> e (un)? quarto = past minute=15
        {_AT} <hour> e (tre|3) quarti = past minute=45
        {_AT} <hour> meno <minute> (minuti)? = to
        {_AT} <hour> meno un minuto = to minute=1
        {_AT} <hour> meno (un)? quarto = to minute=15
        {_AT} una = past hour=1
        {_AT} una (in punto|precisa) = past hour=1
        {_AT} una e <minute> (minuti)? = past hour=1
        {_AT} una e <minute:oh> = past hour=1
        {_AT} una <minute:two> = past hour=1
        {_AT} una e (mezza|mezzo) = past hour=1 minute=30
        {_AT} una e (un)? quarto = past hour=1 minute=15
        {_AT} una e (tre|3) quarti = past hour=1 minute=45
        {_AT} una meno <minute> (minuti)? = to hour=1
        {_AT} una meno (un)? quarto = to hour=1 minute=15
        (manca|mancano) un quarto alle <hour> = to minute=15
        (manca|mancano) un quarto all una = to hour=1 minute=15
        (manca|mancano) <minute> (minuti)? alle <hour> = to
        (manca|mancano) <minute> (minuti)? all una = to hour=1
        (a)? mezzogiorno (in punto|esatto)? = past hour=12 exact=1
        (a)? mezzogiorno e (mezza|mezzo) = past hour=12 minute=30 exact=1
        (a)? mezzogiorno e (un)? quarto = past hour=12 minute=15 exact=1
        (a)? mezzogiorno e (tre|3) quarti = past hour=12 minute=45 exact=1
        (a)? mezzogiorno (e)? <minute> = past hour=12 exact=1
        (a)? mezzogiorno meno <minute> = to hour=12 exact=1
        (a)? mezzogiorno meno (un)? quarto = to hour=12 minute=15 exact=1
        (a)? mezzanotte (in punto)? = past hour=0 exact=1
        (a)? mezzanotte e (mezza|mezzo) = past hour=0 minute=30 exact=1
        (a)? mezzanotte e (un)? quarto = past hour=0 minute=15 exact=1
        (a)? mezzanotte e (tre|3) quarti = past hour=0 minute=45 exact=1
        (a)? mezzanotte (e)? <minute> = past hour=0 exact=1
        (a)? mezzanotte meno <minute> = to hour=0 exact=1
        (a)? mezzanotte meno (un)? quarto = to hour=0 minute=15 exact=1
        {_AT} <written> = written
        (adesso|subito) = ahead sign=0
        (tra|fra) <length> = ahead sign=1
        <length> fa = ahead sign=-1
    """,
)

DURATIONS = DurationWords(
    units=table("""
        secondo; secondi; sec = second
        minuto; minuti; min = minute
        ora; ore; h = hour
        giorno; giorni; giornata; giornate; notte; notti = day
        settimana; settimane = week
        mese; mesi = month
        anno; anni = year
    """),
    links=words("e"),
    sayings="""
        <amount> <unit> = part
        (un|una) <unit> = part amount=1
        <amount> <unit> e (mezzo|mezza) = and_half
        (un|una) <unit> e (mezzo|mezza) = and_half amount=1
        <whole> (ora|ore|h) (e)? <minutes:minute> = hours
        un ora (e)? <minutes:minute> = hours
        <whole> (minuto|minuti) (e)? <seconds:minute> = minutes
        un minuto (e)? <seconds:minute> = minutes
        (una)? mezz ora = part minutes=30
        (una)? (mezzora|mezza ora) = part minutes=30
        (un)? quarto d ora = part minutes=15
        (tre|3) quarti d ora = part minutes=45
        <whole> ore e (un)? quarto = hours minutes=15
        <whole> ore e (tre|3) quarti = hours minutes=45
        un ora e (un)? quarto = hours minutes=15
        un ora e (tre|3) quarti = hours minutes=45
        da <whole> a <amount> <unit> = untold
        da (un|una) a <amount> <unit> = untold
        mezza giornata = untold
        un semestre = part months=6
        un trimestre = part months=3
        (un)? paio (di|d) <unit> = untold
        (qualche|alcuni|alcune|pochi|poche) <unit> = untold
        (una)? (decina|quindicina|ventina|trentina) (di|d) <unit> = untold
        (meno|piu) (di|d) <amount> <unit> = untold
        (meno|piu) (di|d) (un|una) <unit> = untold
    """,
)
