"""German values: numbers, money, lengths of time, letters, telephone numbers, names; days and times beside it."""

from __future__ import annotations

from decimal import Decimal

from callwright.languages.base import sequences, words
from callwright.languages.de_dates import DATES, TIMES
from callwright.languages.de_letters import LETTERS
from callwright.languages.de_mends import MENDS
from callwright.languages.de_numbers import ARTICLES, HALVES, ORDINALS, TEENS, TENS, UNITS, compound, ordinal
from callwright.languages.de_say import Say
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

_HALF = Decimal("0.5")
# "um fünfe", "alle viere": Bavarian and old.
_COUNTED = {"viere": 4, "fuenfe": 5, "sechse": 6, "siebene": 7, "neune": 9, "zehne": 10, "elfe": 11, "zwoelfe": 12}
_COMPANY = numbered("""
    zweit = 2
    dritt = 3
    viert = 4
    fuenft = 5
    sechst = 6
    siebt = 7
    acht = 8
    neunt = 9
    zehnt = 10
""")
_SEVERAL = numbered("""
    zwei; zwo = 2
    drei = 3
    vier = 4
    fuenf = 5
    sechs = 6
    sieben = 7
    acht = 8
    neun = 9
""")

NUMBERS = NumberWords(
    words={**UNITS, **TEENS, **TENS, **_COUNTED},
    scales=numbered("""
        hundert = 100
        tausend; mille = 1000
        million; millionen; mio = 1000000
        milliarde; milliarden = 1000000000
        dutzend = 12
    """),
    ones=ARTICLES,
    links=words("und"),
    ordinals=ORDINALS,
    suffixes=frozenset(),
    minus=words("minus -"),
    point=words("komma punkt"),
    decimal_mark=",",
    group_mark=".",
    units_after_tens=False,
    unit_link="und",
    bare_scales=words("hundert tausend dutzend"),
    compound=compound,
    ordinal=ordinal,
    fractions=HALVES,
    halves={"(ein|und ein) (halb|halbe|halbes)": _HALF, "einhalb": _HALF, "und (eine|einen) (halbe|halben)": _HALF},
    lone_parts={
        "(ein|eine|einen) (halb|halbe|halben|halbes)": _HALF,
        "(ein|eine|einen)? viertel": Decimal("0.25"),
        "(dreiviertel|drei viertel)": Decimal("0.75"),
        "ein halbes dutzend": Decimal(6),
        "(ein|eine) einhalb": Decimal("1.5"),
        "(ein|eine|einer|eins|einen)": Decimal(1),
        "(kein|keine|keiner|keins|keinen)": Decimal(0),
        **{f"zu {word}": Decimal(value) for word, value in _COMPANY.items()},
        "einmal": Decimal(1),
        **{f"{word}mal": Decimal(value) for word, value in _SEVERAL.items()},
    },
    pronouns=words("ein eine einer eins einen kein keine keiner keins keinen"),
    articles=words("eine"),
    out_of=sequences("von; von maximal; von den"),
)

_NOTES = numbered("""
    fuenfer = 5
    zehner = 10
    zwanziger = 20
    fuenfziger; fuffziger; fuffi; fuffis = 50
    hunderter; hunni; hunnis = 100
    zweihunderter = 200
    fuenfhunderter = 500
    tausender = 1000
""")


def _notes() -> str:
    """ "'nen Zehner", "zwei Fünfziger"."""
    lines = [f"(ein|einen|einem|nen|n)? {note} = money amount={value}" for note, value in _NOTES.items()]
    for note, value in _NOTES.items():
        lines += [f"({word}|{count}) {note} = money amount={count * value}" for word, count in _SEVERAL.items()]
    return "\n".join(lines)


MONEY = MoneyWords(
    currencies=table("""
        euro; euros; eur; € = EUR
        franken; fraenkli; schweizer franken; chf; sfr = CHF
        dollar; dollars; us dollar; usd; $ = USD
        pfund; pfund sterling; gbp; £ = GBP
        yen; jpy; ¥ = JPY
        kronen; krone = *DKK SEK NOK CZK
        zloty; pln = PLN
    """),
    minor=table("""
        cent; cents; ct = *
        rappen; raeppli = CHF
        penny; pence = GBP
        oere = *DKK SEK NOK
    """),
    regions={"": "EUR", "DE": "EUR", "AT": "EUR", "CH": "CHF", "LI": "CHF", "LU": "EUR", "BE": "EUR", "IT": "EUR"},
    sayings=f"""
        <amount> <currency>? = money
        (ein|eine|einen|einem|nen|n) <currency> = money amount=1
        <currency> <amount> = money
        <amount> (prozent|%) = untold
        <whole> <currency> (und|komma)? <cents> (<minor>)? = money
        (ein|eine|einen|einem|nen|n) <currency> (und|komma)? <cents> (<minor>)? = money whole=1
        <whole> <currency> (und)? (ein|einen|eine) <minor> = money cents=1
        (ein|eine|einen) <currency> (und)? (ein|einen|eine) <minor> = money whole=1 cents=1
        <cents> <minor> = cents
        (ein|einen|nen) <minor> = cents cents=1
        <whole> <cents:two> = pair
        {_notes()}
    """.replace("<currency>?", "(<currency>)?"),
)

DURATIONS = DurationWords(
    units=table("""
        sekunde; sekunden; sek; sekuendchen = second
        minute; minuten; min; minuetchen = minute
        stunde; stunden; std; h; stuendchen = hour
        tag; tage; tagen; nacht; naechte; naechten; uebernachtung; uebernachtungen = day
        woche; wochen = week
        monat; monate; monaten = month
        jahr; jahre; jahren = year
    """),
    links=words("und plus"),
    sayings="""
        <amount> <unit> = part
        (ein|eine|einen|einem|einer|ne|nen|ner|n) <unit> = part amount=1
        <whole> (stunde|stunden) (und)? <minutes:minute> = hours
        (ein|eine|einer|ne|ner|n) stunde (und)? <minutes:minute> = hours
        <whole> (minute|minuten) (und)? <seconds:minute> = minutes
        (ein|eine|einer|ne|ner|n) minute (und)? <seconds:minute> = minutes
        (ein|eine|einen|einem|einer|ne|nen|ner|n)? (halb|halbe|halben|halbes|halber) stunde = part minutes=30
        (ein|eine|einen|einem|einer|ne|nen|ner|n)? (viertelstunde|viertelstuendchen|viertel stunde) = part minutes=15
        (ein|eine|einen|einem|einer|ne|nen|ner|n)? (dreiviertelstunde|dreiviertel stunde|drei viertel stunde|drei viertel stunden|drei viertelstunden) = part minutes=45
        fuenf (viertelstunden|viertel stunden) = part minutes=75
        (ein|eine|einen|einem|einer|ne|nen|ner|n)? (halbe minute|halben minute) = part seconds=30
        (ein|eine|einen|einem|einer|ne|nen|ner|n)? (halbes jahr|halben jahr|halbjahr) = part months=6
        (ein|eine|einen|einem|einer|ne|nen|ner|n)? (vierteljahr|viertel jahr|quartal) = part months=3
        (dreivierteljahr|dreiviertel jahr) = part months=9
        <amount> <unit> und (eine|ein|einen) (halbe|halbes|halben) = and_half
        (ein|eine|einen) <unit> und (eine|ein|einen) (halbe|halbes|halben) = and_half amount=1
    """,
)

PHONES = PhoneWords(
    home="DE",
    plus=words("plus +"),
    skipped=words(
        "vorwahl durchwahl nummer rufnummer handynummer dann danach und die der strich bindestrich schraegstrich"
    ),
    homophones={"ein": "1", "zwoo": "2", "zwee": "2", "sechse": "6", "fuenfe": "5", "viere": "4"},
)

NAMES = NameWords(
    openers=tuple(
        sequences("""
            an; an den; an die; an dem; fuer den; fuer die; es ist fuer; das ist fuer; es geht an; das geht an;
            das geld geht an; ueberweisen sie es an; schicken sie es an; einen freund; eine freundin; meinen freund;
            meinen bruder; meinen sohn; meinen mann; meinen vater; meinen papa; meinen chef; meinen kollegen;
            meinen nachbarn; meinen vermieter; meinen onkel; meinen opa; meinen cousin; meinen partner; meinen enkel;
            meinen neffen; meine freundin; meine schwester; meine tochter; meine frau; meine mutter; meine mama;
            meine chefin; meine kollegin; meine nachbarin; meine vermieterin; meine tante; meine oma; meine cousine;
            meine partnerin; meine enkelin; meine nichte;
            guten tag; guten morgen; guten abend; gruess gott; hallo; ja hallo; ja guten tag; moin; servus; ja; also;
            gruezi; ich heiss; der; die; mein name ist; meine name ist; mein name is; mein name lautet; es geht um; ich rufe an fuer; ich rufe fuer; der name ist; der name lautet; name ist; ich heisse; ich bin; ich bin der;
            ich bin die; hier ist; hier ist der; hier ist die; hier spricht; es spricht; sie sprechen mit; auf den namen;
            auf; unter dem namen; unter; fuer familie; familie; fuer; name; nachname; vorname; der nachname ist;
            der vorname ist; nachname ist; vorname ist; mein nachname ist; mein vorname ist; das ist; das ist der;
            das ist die; am apparat ist
        """)
    ),
    closers=tuple(
        sequences("""
            bitte; bitte schoen; danke; gruess gott; guten tag; ist mein name; heisse ich; mein name; am apparat; hier; am telefon; spricht hier
        """)
    ),
    particles=words("von van der den dem de zu zur zum vom ten ter und di da del la le auf am im"),
    titles=words("herr herrn frau fraeulein familie doktor dr professor prof dipl ing med"),
    labels=words("vorname nachname familienname zuname hausname"),
    never=words("""
        bank hause haus gleiche gleichen selbe derselbe dieselbe vorhin rechnung termin konto vertrag bestellung alle allen jeden jemand uns euch mich mir ihn sie heute jetzt gestern spaeter beide wen wem
        ja nein doch okay ok nee noe bitte danke hallo guten tag morgen abend moment ich nicht das moechte sagen
        will kann was wie warum wozu mhm aha genau richtig falsch egal keine ahnung angabe angaben anonym geheim name vorname nachname niemand keiner
        wiederholen hilfe operator mitarbeiter mit ohne wie
    """),
)

SPEECH = SpeechWords(
    restarts=tuple(
        sequences("""
            ich wiederhole; ich korrigiere; nein; nee; ach nein; ach ne; aeh ne; ach nee; quatsch; falsch; stopp; stop; moment; halt; korrigiere; korrektur;
            entschuldigung; verzeihung; pardon; sorry; ich meine; ich meinte; meine ich; vielmehr; besser gesagt;
            beziehungsweise besser; oder besser; oder vielmehr; oder nein; doch lieber; oder doch lieber; nein warten sie;
            nee warten sie; nein moment; nein entschuldigung; nein quatsch; ach quatsch; nein doch; doch nicht; nein doch nicht
        """)
    ),
    frames={
        "": words("""
            heisst lautet waere ist sind sagen sagt gut passt gern gerne bitte ungefaehr etwa circa ca rund so rum herum
            knapp gut glaub glaube denke schaetze meine wohl genau
        """),
        "number": words("stueck personen person leute kinder kind erwachsene mal prozent grad"),
        "date": words("geboren geburtsdatum geburtstag datum termin jahrgang jahr"),
        "time": words("uhr uhrzeit termin zeit"),
        "money": words("betrag rechnung summe preis kostet kosten gesamt insgesamt bar"),
        "phone": words("nummer telefonnummer rufnummer handynummer handy mobil festnetz erreichbar"),
    },
    limits=words(
        "nicht kein keine vor nach bis ab zwischen spaetestens fruehestens mindestens hoechstens ausser kurz paar drittel fuenftel sechstel achtel zehntel weniger mehr maximal minimal angerufen gewartet warte"
    ),
    idioms=tuple(
        sequences("""
        einen moment; ein moment; einen kleinen moment; einen augenblick; noch einmal; erst einmal; erstmal einmal;
        auf einmal; schon einmal; zum einen;
        auf einer skala von eins bis zehn;
        auf einer skala von 1 bis 10;
        auf der skala von eins bis zehn;
        auf der skala von 1 bis 10
    """)
    ),
    alternatives=words("oder bis beziehungsweise"),
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
