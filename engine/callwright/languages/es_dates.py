"""Spanish days and times of day, of Spain and of America: "las cuatro menos cuarto", "un cuarto para las cuatro"."""

from __future__ import annotations

from callwright.languages.base import words
from callwright.languages.values.tables import DateWords, TimeWords, numbered, table

_ON = "(el|al)? (dia)?"
_DAY = "(el|al)? (<weekday> (el)?)? (dia)? <day:day>"
_IN_YEAR = "((de|del) (ano)? (<year>|<yy>))?"
_IN_MORNING = "((por|en|de|a) la (manana|tarde|noche))?"
_NEXT_WEEK = "((semana) (que viene|que entra|proxima|siguiente)|(proxima|siguiente) semana)"
_NEXT_MONTH = "((mes) (que viene|que entra|proximo|siguiente|entrante)|(proximo|siguiente) mes)"
_LAST_WEEK = "((semana) (pasada|anterior)|pasada semana)"
_NEXT_YEAR = "(ano (que viene|que entra|proximo|siguiente)|(proximo|siguiente) ano)"
_IN = "(dentro de|en|de aqui a|de aqui en)"

DATES = DateWords(
    months=numbered("""
        enero; ene = 1
        febrero; feb = 2
        marzo = 3
        abril; abr = 4
        mayo = 5
        junio; jun = 6
        julio; jul = 7
        agosto; ago = 8
        septiembre; setiembre; sept; sep; set = 9
        octubre; oct = 10
        noviembre; nov = 11
        diciembre; dic = 12
    """),
    weekdays=numbered("""
        lunes = 1
        martes = 2
        miercoles = 3
        jueves = 4
        viernes = 5
        sabado; sabados = 6
        domingo; domingos = 7
    """),
    units=table("""
        dia; dias = day
        semana; semanas = week
        mes; meses = month
        ano; anos = year
    """),
    oh=words("cero"),
    month_first=frozenset(),
    day_first=frozenset({"", *"ES MX AR CO CL PE UY PY BO EC VE CR GT HN NI SV DO CU GQ".split()}),
    sayings=f"""
        {_DAY} (de)? <month> {_IN_YEAR} = day
        {_DAY} (de)? <month> (<year>|<yy>) = day
        {_DAY} (del|de) <month:num> (de|del)? (<year>|<yy>) = day
        (el)? <day:num> del <month:num> = day
        (el)? (1 o|1 er|1 ero) de <month> {_IN_YEAR} = day day=1
        <month> <day:num> (de|del)? <year> = day
        <first:num> <second:num> (<year>|<yy>) = numeric
        {_DAY} (de|del) <month> (de este ano|del presente ano) = day years=0
        {_DAY} (de|del) <month> del {_NEXT_YEAR} = day years=1
        {_DAY} (de|del) <month> del ano pasado = day years=-1
        (el|al|dia) <day:day> {_IN_MORNING} = day
        <weekday> (el)? (dia)? <day:day> {_IN_MORNING} = day
        <weekday> {_IN_MORNING} = day
        hoy {_IN_MORNING} = offset count=0
        (hoy mismo|esta manana|esta tarde|esta noche|ahora|ahora mismo) = offset count=0
        manana {_IN_MORNING} = offset count=1
        (manana mismo|manana al mediodia) = offset count=1
        (por|en|de|a) la manana = within
        la manana del <weekday> = day
        manana o pasado (manana)? = untold
        (el)? pasado <day:day> de <month> = untold
        (el)? <day:day> de <month> (pasado|ultimo) = untold
        (<weekday>)? <month> <day:num> = day
        pasado manana {_IN_MORNING} = offset count=2
        ayer {_IN_MORNING} = offset sign=-1
        anoche = offset sign=-1
        (anteayer|antier|antes de ayer|antes de anoche) = offset count=2 sign=-1
        {_IN} <count> <unit> = offset
        (hoy)? hace <count> <unit> = offset sign=-1
        <count> <unit> atras = offset sign=-1
        manana {_IN} <count> <unit> = offset base=1
        <weekday> {_IN} <count> (semana|semanas) = offset unit=week
        {_IN} (ocho|8|quince|15) dias = untold
        hace (ocho|8|quince|15) dias = untold
        (de)? (hoy|manana|<weekday>) en (ocho|quince) = untold
        {_IN} <count> dias habiles = untold
        (proximo|siguiente|este) <weekday> {_IN_MORNING} = weekday which=coming
        <weekday> (proximo|siguiente|que viene|que entra) {_IN_MORNING} = weekday which=coming
        <weekday> (de)? (esta|la presente) semana = weekday which=week weeks=0
        esta semana (el)? <weekday> = weekday which=week weeks=0
        <weekday> (de)? la {_NEXT_WEEK} {_IN_MORNING} = weekday which=week weeks=1
        (la)? {_NEXT_WEEK} (el)? <weekday> = weekday which=week weeks=1
        <weekday> (de)? la {_LAST_WEEK} = weekday which=week weeks=-1
        (la)? {_LAST_WEEK} (el)? <weekday> = weekday which=week weeks=-1
        <weekday> (pasado|ultimo|anterior) = weekday which=last
        (pasado|ultimo) <weekday> = weekday which=last
        <weekday> de la otra semana = untold
        (todos los|cada|los) <weekday> = untold
        (primer|segundo|tercer|ultimo) <weekday> (de|del) (mes|<month>) = untold
        {_ON} <day:day> (de)? este mes = inmonth shift=0
        {_ON} <day:day> del (mes actual|corriente|presente) = inmonth shift=0
        {_ON} <day:day> del {_NEXT_MONTH} = inmonth shift=1
        {_ON} <day:day> del (mes pasado|pasado mes|mes anterior) = inmonth shift=-1
        ultimo (dia)? (de este mes|del mes) = inmonth shift=0 edge=last
        ultimo (dia)? del {_NEXT_MONTH} = inmonth shift=1 edge=last
        (fin|final|finales|principio|principios|primeros|mediados|inicios|comienzos) (de|del) (este)? (mes|ano|<month>) = within
        ({_NEXT_WEEK}|{_NEXT_MONTH}|{_NEXT_YEAR}) = within
        ({_LAST_WEEK}|mes pasado|ano pasado) = within
        (esta semana|este mes|este ano|este fin de semana|el fin de semana) = within
        (nochebuena|noche buena) = day day=24 month=12
        (dia de)? navidad = day day=25 month=12
        (nochevieja|noche vieja|fin de ano) = day day=31 month=12
        (dia de)? ano nuevo = day day=1 month=1
        dia de (los)? reyes = day day=6 month=1
        san valentin = day day=14 month=2
        dia de (los)? muertos = day day=2 month=11
        todos los santos = day day=1 month=11
    """,
)


def _clock() -> str:
    """The times of day; "una" is an article as well, so as an hour by itself it stands behind "la"."""
    lines = ["(la|las)? <hour> (en punto|horas|hora|h)? = past", "la una (en punto)? = past hour=1"]
    lines += ["(la|las)? <hour> y un minuto = past minute=1", "(la|las)? una y un minuto = past hour=1 minute=1"]
    lines += ["un minuto para (la|las) <hour> = to minute=1", "un minuto para la una = to hour=1 minute=1"]
    for hour, fixed in (("(la|las)? <hour>", ""), ("(la|las)? una", "hour=1")):
        lines += [
            f"{hour} y <minute> (minutos)? = past {fixed}",
            f"{hour} (con)? <minute:oh> = past {fixed}",
            f"{hour} con <minute> (minutos)? = past {fixed}",
            f"{hour} <minute:two> (horas|h|minutos)? = past {fixed}",
            f"{hour} (horas|hora|h) (y|con)? <minute> (minutos)? = past {fixed}",
            f"{hour} y media = past minute=30 {fixed}",
            f"{hour} y (un)? cuarto = past minute=15 {fixed}",
            f"{hour} y tres cuartos = past minute=45 {fixed}",
            f"{hour} menos <minute> (minutos)? = to {fixed}",
            f"{hour} menos (un)? cuarto = to minute=15 {fixed}",
            f"{hour} y (pico|algo|tantos) = untold",
        ]
    for hour, fixed in (("(la|las) <hour>", ""), ("la una", "hour=1")):
        lines += [
            f"(faltan|son)? <minute> (minutos)? para {hour} = to {fixed}",
            f"(falta|faltan)? (un)? cuarto para {hour} = to minute=15 {fixed}",
        ]
    return "\n".join(lines)


TIMES = TimeWords(
    parts=table("""
        de la manana; por la manana; en la manana; a la manana; esta manana = 1-13
        am; a m = 0-12
        pm; p m = 12-24
        de la madrugada; por la madrugada; de madrugada = 0-7
        del mediodia; de mediodia; al mediodia; del medio dia = 11-16
        de la tarde; por la tarde; en la tarde; a la tarde; esta tarde = 12-21
        de la noche; por la noche; en la noche; a la noche; esta noche = 18-4
    """),
    at=words("a sobre hacia"),
    oh=words("cero"),
    sayings=f"""
        {_clock()}
        <written> (horas|h|hs|hrs)? = written
        (las)? doce del mediodia = past hour=12 exact=1
        (el|al)? (mediodia|medio dia) = past hour=12 exact=1
        (la|a)? (medianoche|media noche) = past hour=0 exact=1
        (medianoche|media noche) y media = past hour=0 minute=30 exact=1
        (mediodia|medio dia) y media = past hour=12 minute=30 exact=1
        (ahora|ahora mismo|ya mismo) = ahead sign=0
        (en|dentro de|de aqui a) <length> = ahead sign=1
        hace <length> = ahead sign=-1
    """,
)
