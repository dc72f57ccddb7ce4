"""Spanish values: numbers, money, lengths of time, telephone numbers, names; days, times and letters beside it."""

from __future__ import annotations

from decimal import Decimal

from callwright.languages.base import sequences, words
from callwright.languages.es_dates import DATES, TIMES
from callwright.languages.es_letters import LETTERS
from callwright.languages.es_mends import MENDS
from callwright.languages.es_numbers import BELOW_30, HUNDREDS, SEQUENCES, TENS, UNITS
from callwright.languages.es_say import HOME, POINT_REGIONS, Say
from callwright.languages.values.tables import (
    DurationWords,
    MoneyWords,
    NameWords,
    NumberWords,
    PhoneWords,
    SpeechWords,
    Spoken,
    numbered,
    table,
)

_HALF, _QUARTER = Decimal("0.5"), Decimal("0.25")

NUMBERS = NumberWords(
    words={**UNITS, **BELOW_30, **TENS, **HUNDREDS},
    scales=numbered("""
        mil; miles = 1000
        millon; millones = 1000000
        billon; billones = 1000000000000
    """),
    ones=words("un una"),
    links=frozenset(),
    ordinals={"primero": 1, "primer": 1},
    suffixes=frozenset(),
    minus=words("menos -"),
    point=words("coma punto"),
    decimal_mark=",",
    group_mark=".",
    point_regions=POINT_REGIONS,
    units_after_tens=False,
    sequences=SEQUENCES,
    bare_scales=words("mil"),
    halves={"y (medio|media)": _HALF, "y (un)? cuarto": _QUARTER},
    lone_parts={
        "(un|una)? (medio|media)": _HALF,
        "un cuarto": _QUARTER,
        "tres cuartos": Decimal("0.75"),
        "media docena": Decimal(6),
        "(una)? docena": Decimal(12),
        "(una)? docena y media": Decimal(18),
        **{f"{word} docenas": Decimal(12 * UNITS[word]) for word in ("dos", "tres", "cuatro", "cinco")},
        "(un|una)": Decimal(1),
        "(ningun|ninguno|ninguna)": Decimal(0),
    },
    pronouns=words("un una uno ningun ninguno ninguna medio media"),
    articles=words("un una"),
    out_of=sequences("de; sobre; de los"),
)

MONEY = MoneyWords(
    currencies=table("""
        euro; euros; eur; € = EUR
        dolar; dolares; dolar (estadounidense|americano); dolares (estadounidenses|americanos); usd = USD
        dolar canadiense; dolares canadienses = CAD
        dolar australiano; dolares australianos = AUD
        $ = *USD MXN ARS COP CLP UYU DOP CUP NIO CAD AUD
        libra; libras; libras esterlinas; libra esterlina; £ = GBP
        franco; francos; franco suizo; francos suizos = CHF
        zloty; zlotys; esloti; eslotis = PLN
        corona; coronas = *SEK NOK DKK CZK
        corona sueca; coronas suecas = SEK
        corona noruega; coronas noruegas = NOK
        corona danesa; coronas danesas = DKK
        yen; yenes; ¥ = JPY
        real; reales = BRL
        peso; pesos = *MXN ARS COP CLP UYU DOP CUP
        peso mexicano; pesos mexicanos = MXN
        peso argentino; pesos argentinos = ARS
        peso colombiano; pesos colombianos = COP
        peso chileno; pesos chilenos = CLP
        peso uruguayo; pesos uruguayos = UYU
        peso dominicano; pesos dominicanos = DOP
        sol; soles = PEN
        boliviano; bolivianos = BOB
        bolivar; bolivares = VES
        guarani; guaranies = PYG
        quetzal; quetzales = GTQ
        lempira; lempiras = HNL
        cordoba; cordobas = NIO
        colon; colones = CRC
    """),
    minor=table("""
        centimo; centimos; centavo; centavos; cent; cents = *
        penique; peniques = GBP
    """),
    regions=HOME,
    sayings="""
        <amount> (de)? <currency> = money
        <amount> = money
        (un|una) <currency> = money amount=1
        <currency> <amount> = money
        <whole> (de)? <currency> (y|con|coma)? <cents> (<minor>)? = money
        (un|una) <currency> (y|con|coma)? <cents> (<minor>)? = money whole=1
        <whole> (de)? <currency> (y|con)? un <minor> = money cents=1
        (un|una) <currency> (y|con)? un <minor> = money whole=1 cents=1
        <whole> (de)? <currency> y (medio|media) = money cents=50
        <currency> con <cents> (<minor>)? = money whole=1
        (un|una)? <currency> y (medio|media) = money whole=1 cents=50
        (medio|media) <currency> = money amount=0 cents=50
        <cents> <minor> = cents
        un <minor> = cents cents=1
        <whole> (con)? <cents:two> = pair
        <amount> (por ciento|%) = untold
        nada = money amount=0
    """,
)

DURATIONS = DurationWords(
    units=table("""
        segundo; segundos; seg = second
        minuto; minutos; min; mins; minutitos = minute
        hora; horas; h; hrs = hour
        dia; dias; noche; noches = day
        semana; semanas = week
        mes; meses = month
        ano; anos = year
    """),
    links=words("y con"),
    sayings="""
        <amount> <unit> = part
        (un|una) <unit> = part amount=1
        (medio|media) <unit> = half
        (un|una)? <unit> y (medio|media) = and_half amount=1
        <amount> <unit> y (medio|media) = and_half
        <whole> (hora|horas|h) (y|con)? <minutes:minute> = hours
        una hora (y|con)? <minutes:minute> = hours
        <whole> (hora|horas) y (un)? cuarto = hours minutes=15
        (una)? hora y (un)? cuarto = part minutes=75
        <whole> (hora|horas) y tres cuartos = hours minutes=45
        (una)? hora y tres cuartos = part minutes=105
        <whole> (minuto|minutos) (y|con)? <seconds:minute> = minutes
        un minuto (y|con)? <seconds:minute> = minutes
        (un)? cuarto de hora = part minutes=15
        (tres|3) cuartos de hora = part minutes=45
        (una)? quincena = part days=15
        un trimestre = part months=3
        un semestre = part months=6
        (un par|un par de|una pareja de) <unit> = untold
        (un|una) (o|a) <amount> <unit> = untold
        (todo el dia|el dia entero) = part days=1
    """,
)

PHONES = PhoneWords(
    plus=words("mas +"),
    skipped=words("prefijo numero telefono movil celular fijo extension lada clave luego despues y el guion"),
    homophones={
        "sero": "0",
        "zero": "0",
        "sinco": "5",
        "cinko": "5",
        "ciete": "7",
        "nuebe": "9",
        "hocho": "8",
        "un": "1",
    },
    home="ES",
)

NAMES = NameWords(
    openers=tuple(
        sorted(
            sequences("""
        a; para; es para; un amigo; una amiga; mi amigo; mi hermano; mi hijo; mi padre; mi marido; mi esposo; mi tio;
        mi primo; mi jefe; mi companero; mi vecino; mi papa; mi amiga; mi hermana; mi hija; mi madre; mi mujer;
        mi esposa; mi tia; mi prima; mi jefa; mi companera; mi vecina; mi mama;
        me llamo; mi nombre es; mi nombre completo es; el nombre es; soy; yo soy; yo me llamo; nombre es; es; a nombre de;
        al nombre de; a mi nombre; de parte de; le habla; habla; habla usted con; aqui; le llamo; llamo; llama; hola;
        hola buenas; buenas; hola soy; buenos dias; buenas tardes; buenas noches; buen dia; si; pues; bueno; si soy;
        mi apellido es; apellido es; el apellido es; mis apellidos son; los apellidos son; apellidos; apellido;
        el apellido; mi primer apellido es; nombre; nombre y apellidos; se llama; pongalo a nombre de; ponga; seria;
        me dicen; puede llamarme; para servirle; por favor; perdon; disculpe; el; la
    """)
        )
    ),
    closers=tuple(
        sorted(
            sequences("""
        por favor; gracias; muchas gracias; es mi nombre; me llamo; para servirle; al habla; al aparato; a sus ordenes;
        buenos dias; buenas tardes; buenas noches; se escribe; deletreado; ese es mi nombre
    """)
        )
    ),
    particles=words("de del la las los y i e da do dos di van von el"),
    titles=words(
        "senor senora senorita sr sra srta don dona doctor doctora dr dra profesor profesora ingeniero licenciado"
    ),
    never=words("""
        casa banco todos todo mi mis ti el ella ellos hoy manana ahora enviar mandar
        no si vale pues nadie ninguno ninguna nada anonimo quien que como cuando donde porque para por yo usted
        quiero quisiera puedo puede prefiero decir decirlo darlo dar necesito tengo hablar saber llamar pagar momento
        minuto segundo espere repita repetir ayuda operador operadora agente factura cita persona alguien nombre
        apellido llamo soy perdon gracias hola adios exacto correcto mismo misma igual siempre titular cliente clienta dueno duena propietario propietaria paciente abonado abonada socio
        socia madre padre marido mujer esposo esposa hijo hija hermano hermana
    """),
    labels=words("nombre apellido apellidos nombres"),
)

SPEECH = SpeechWords(
    restarts=tuple(
        sorted(
            sequences("""
        no; no no; no perdon; perdon; perdone; disculpe; disculpa; no espere; espere; espera; no digo; digo; digo no;
        quiero decir; quise decir; mejor; mejor dicho; o mejor; mejor no; no mejor; no no perdon; no me refiero a;
        me refiero a; corrijo; correccion; rectifico; me equivoque; me he equivocado; perdon me equivoque; miento;
        que diga; no que diga; o sea no; ay no; ay perdon; no no es; no me llamo; no quise decir; no quiero decir
    """)
        )
    ),
    statements=words("""
        puedo puede podemos podria quiero quieren queremos quisiera tengo tenemos tiene hay es son era esta estoy me te se
        le les lo nos antes despues mas menos hasta todos siempre sabe soy va vale voy viene vengo vino hace haria
        necesito recuerdo acuerdo se todavia aun mucho muy sea seria fue paso pasa sirve importa entiendo estare
        podre pueden llego llega trabajo trabaja conviene interesa antes
    """),
    frames={
        "": words("""
            creo pienso supongo diria sera serian son sobre unos unas aproximadamente alrededor cerca casi exactamente justo
            respuesta calculo debe deben total mismo
        """),
        "number": words(
            "somos personas persona gente comensales adultos adulto ninos nino numero total piezas unidades anos"
        ),
        "date": words("""
            fecha nacimiento naci nacido nacida cumpleanos dia tarde noche cita nacio
        """),
        "spelling": words("""
            codigo postal matricula placa referencia numero pedido contrato cliente nombre apellido escribe deletrea
            deletreo escrito reserva
        """),
        "digits": words("extension numero habitacion codigo postal pin pedido cliente cuenta contrato termina"),
        "time": words("hora horas reserva mesa cita"),
        "money": words("importe precio cantidad factura total"),
        "phone": words("numero telefono movil celular"),
    },
    limits=words("""
        no antes despues hasta entre menos mas maximo minimo nunca sin excepto salvo ningun par tercios tercio quintos
        quinto sextos octavos varios varias pocos tantos cuantos cada ultimo ultima penultimo tope pico tantas docena docenas pasadas cualquier cualquiera
    """)
    | {
        "a partir",
        "al menos",
        "como mucho",
        "como poco",
        "por lo menos",
        "en adelante",
        "por ciento",
        "y cuarto",
        "y media",
    },
    limits_before=words("desde al lo"),
    idioms=tuple(
        sorted(
            sequences("""
        en una escala del uno al diez;
        en una escala de uno a diez;
        en una escala de 1 a 10;
        en una escala del 1 al 10;
        mas o menos; un momento; un momentito; un segundito; un minutito; a ver; o sea; primero de todo; en primer lugar;
        espere un momento; espere un segundo; espere un minuto; un segundo por favor; por lo visto; por una parte;
        por un lado; una cosa; una pregunta; nada mas
    """)
        )
    ),
    alternatives=words("o u"),
)

SPOKEN = Spoken(
    numbers=NUMBERS,
    dates=DATES,
    times=TIMES,
    money=MONEY,
    durations=DURATIONS,
    letters=LETTERS,
    phones=PHONES,
    names=NAMES,
    speech=SPEECH,
    say=Say(),
    mends=MENDS,
)
"""How values are said in Spanish."""
