"""Italian values: numbers, money, telephone numbers and names; days, times and letters beside it."""

from __future__ import annotations

from decimal import Decimal

from callwright.languages.base import sequences, words
from callwright.languages.it_dates import DATES, DURATIONS, TIMES
from callwright.languages.it_letters import LETTERS
from callwright.languages.it_mends import MENDS
from callwright.languages.it_numbers import ORDINALS, TEENS, TENS, UNITS, compound
from callwright.languages.it_say import Say
from callwright.languages.values.tables import (
    MoneyWords,
    NameWords,
    NumberWords,
    PhoneWords,
    SpeechWords,
    Spoken,
    table,
)

NUMBERS = NumberWords(
    words={**UNITS, **TEENS, **TENS},
    scales={
        "cento": 100, "mille": 1000, "mila": 1000, "milione": 10**6, "milioni": 10**6, "miliardo": 10**9,
        "miliardi": 10**9, "dozzina": 12, "dozzine": 12,
    },
    ones=words("un una"),
    links=words("e"),
    ordinals=ORDINALS,
    suffixes=frozenset(),
    minus=words("meno -"),
    point=words("virgola punto"),
    decimal_mark=",",
    group_mark=".",
    units_after_tens=False,
    bare_scales=words("cento mille"),
    compound=compound,
    halves={
        "e (mezzo|mezza)": Decimal("0.5"),
        "e un quarto": Decimal("0.25"),
        "e tre quarti": Decimal("0.75"),
    },
    lone_parts={
        "(un|una)? (mezzo|mezza)": Decimal("0.5"),
        "la meta": Decimal("0.5"),
        "un quarto": Decimal("0.25"),
        "tre quarti": Decimal("0.75"),
        "(una)? mezza dozzina": Decimal(6),
        "(un|una)": Decimal(1),
    },
    pronouns=words("un una uno"),
    articles=words("un una"),
    out_of=sequences("su; su un massimo di"),
)  # fmt: skip

MONEY = MoneyWords(
    currencies=table("""
        euro; euri; eur; € = EUR
        franco; franchi; fr; sfr = *CHF
        franco svizzero; franchi svizzeri; chf = CHF
        dollaro; dollari; $ = *USD CAD AUD
        dollaro americano; dollari americani; usd = USD
        dollaro canadese; dollari canadesi; cad = CAD
        dollaro australiano; dollari australiani; aud = AUD
        sterlina; sterline; gbp; £ = GBP
        yen; jpy; ¥ = JPY
        zloty; pln = PLN
        corona; corone = *SEK DKK NOK CZK
        corona svedese; corone svedesi = SEK
        corona danese; corone danesi = DKK
        corona norvegese; corone norvegesi = NOK
        corona ceca; corone ceche = CZK
    """),
    minor=table("""
        centesimo; centesimi; cent; cents = *
        penny; pence = GBP
    """),
    regions={"": "EUR", "IT": "EUR", "SM": "EUR", "VA": "EUR", "CH": "CHF"},
    sayings="""
        <amount> = money
        <amount> (di|d)? <currency> = money
        (un|una) <currency> = money amount=1
        <currency> <amount> = money
        <whole> <currency> (e|virgola)? <cents> (<minor>)? = money
        (un|una) <currency> (e|virgola)? <cents> (<minor>)? = money whole=1
        <whole> <currency> e un <minor> = money cents=1
        (un|una) <currency> e un <minor> = money whole=1 cents=1
        <whole> <currency> e (mezzo|mezza) = money cents=50
        (un|una) <currency> e (mezzo|mezza) = money whole=1 cents=50
        mezzo <currency> = money amount=0 cents=50
        <cents> <minor> = cents
        un <minor> = cents cents=1
        <whole> (e)? <cents:two> = pair
        <amount> (percento|per cento|%) = untold
        (niente|gratis|gratuito) = untold
    """,
)

PHONES = PhoneWords(
    home="IT",
    plus=words("piu +"),
    skipped=words("prefisso numero interno poi e il trattino"),
    homophones={"zeri": "0", "cinqe": "5", "set": "7", "oto": "8", "quatro": "4", "nuove": "9"},
)

NAMES = NameWords(
    openers=tuple(
        sorted(
            sequences("""
        a; ad; e per; un amico; un amica; mio amico; mio fratello; mio figlio; mio padre; mio marito; mio zio;
        mio cugino; mio capo; mio collega; mio vicino; mio papa; il mio amico; il mio fratello; il mio figlio;
        il mio padre; il mio marito; il mio zio; il mio cugino; il mio capo; il mio collega; il mio vicino;
        il mio papa; al mio amico; al mio fratello; al mio figlio; al mio padre; al mio marito; al mio zio;
        al mio cugino; al mio capo; al mio collega; al mio vicino; al mio papa; mia amica; mia sorella; mia figlia;
        mia madre; mia moglie; mia zia; mia cugina; mia collega; mia vicina; mia mamma; la mia amica; la mia sorella;
        la mia figlia; la mia madre; la mia moglie; la mia zia; la mia cugina; la mia collega; la mia vicina;
        la mia mamma; alla mia amica; alla mia sorella; alla mia figlia; alla mia madre; alla mia moglie;
        alla mia zia; alla mia cugina; alla mia collega; alla mia vicina; alla mia mamma;
        mi chiamo; io mi chiamo; il mio nome e; il nome e; nome e cognome; il mio cognome e; il cognome e; sono; io
        sono; sono il; sono la; sono il signor; sono la signora; qui parla; parla; qui e; si; buongiorno; buonasera;
        buon giorno; salve; pronto; buongiorno sono; pronto sono; a nome; a nome di; a nome del; da parte di; per;
        cognome; nome; e; mi chiamo sempre; il mio nome di battesimo e; e il cognome e; e il mio cognome e; e di
        cognome; di nome; di cognome; di nome faccio
    """)
        )
    ),
    closers=tuple(
        sorted(
            sequences(
                "al telefono; all apparecchio; per favore; grazie; per cortesia; e il mio nome; buongiorno; di nome"
            )
        )
    ),
    particles=words("di de del della dello dei degli lo la li da dal d dell von van"),
    titles=words(
        "signor signora signore signorina sig dottor dottore dottoressa dott professor professore professoressa avvocato ingegner ingegnere famiglia"
    ),
    labels=words("nome cognome"),
    never=words("""
        casa banca tutti tutto me te lui lei noi oggi domani adesso ora pagare mandare
        no si non ok grazie prego buongiorno salve pronto come cosa chi perche dove quando niente nessuno voglio
        preferisco dirlo dire so aiuto operatore operatrice persona umano ripetere ripeta momento attimo aspetti
        anonimo segreto numero telefono servizio clienti centralino fattura con senza che mi ti ci vi vorrei posso devo boh scusi
    """),
)

_LIMITS = """
    non dopo prima entro fino tra fra eccetto tranne piu meno almeno massimo minimo qualche alcuni alcune parecchi
    diversi nessuno nessuna oltre sotto sopra quasi quinti terzi quarti sesto ottavi decimi mai ogni dalle partire presto tardi
"""

SPEECH = SpeechWords(
    restarts=tuple(
        sorted(
            sequences("""
        no; no no; no scusi; no scusa; no aspetti; no aspetta; no anzi; ah no; anzi; anzi no; scusi; scusa; mi scusi;
        pardon; cioe; volevo dire; voglio dire; intendevo; mi correggo; correggo; mi sono sbagliato; mi sono sbagliata;
        ho sbagliato; sbagliato; errore; o meglio; per meglio dire; o piuttosto; ripeto; ricomincio; aspetti; aspetta;
        mi scusi no; scusi no; facciamo; oppure no; no volevo dire
    """)
        )
    ),
    frames={
        "": words("""
            saremo e sarebbe circa credo penso direi ecco bene esattamente solo soltanto preciso precisamente faccia
            scriva metta diciamo verso dunque allora sono siamo
        """),
        "number": words("persona persone adulto adulti bambino bambini volta volte posti numero cifra totale gente"),
        "date": words("nato nata nascita data giorno compleanno appuntamento mattina pomeriggio sera ore"),
        "time": words("ora ore orario appuntamento domani tavolo verso"),
        "money": words("importo fattura prezzo somma totale costa pagare pagato bolletta"),
        "digits": words("numero codice cliente pratica ordine cap postale riferimento tessera cifre"),
        "phone": words("numero telefono cellulare fisso mobile recapito"),
        "spelling": words("si scrive codice nome cognome targa riferimento numero"),
    },
    limits=words(_LIMITS) | {"e mezza", "e mezzo"},
    idioms=tuple(
        sorted(
            sequences("""
        su una scala da uno a dieci; su una scala da 1 a 10; in una scala da uno a dieci; in una scala da 1 a 10;
        un momento; un attimo; un momentino; un attimino; un istante; prima di tutto
    """)
        )
    ),
    alternatives=words("o oppure od"),
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
