"""Polish values: numbers, money, lengths of time, telephone numbers, names; days, times and letters beside it."""

from __future__ import annotations

from decimal import Decimal

from callwright.languages.base import sequences, words
from callwright.languages.pl_dates import DATES, TIMES
from callwright.languages.pl_letters import LETTERS
from callwright.languages.pl_mends import MENDS
from callwright.languages.pl_numbers import HUNDREDS, ORDINALS, TEENS, TENS, UNITS
from callwright.languages.pl_say import Say
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

_MARKS = {
    "jedynk": 1, "dwojk": 2, "trojk": 3, "czwork": 4, "piatk": 5, "szostk": 6, "siodemk": 7, "osemk": 8, "dziewiatk": 9,
    "dziesiatk": 10,
}  # fmt: skip
"""As marks are named: "ósemka"."""

NUMBERS = NumberWords(
    words={**UNITS, **TEENS, **TENS, **HUNDREDS},
    scales=numbered("""
        tysiac; tysiace; tysiecy; tysiaca = 1000
        milion; miliony; milionow; miliona = 1000000
        miliard; miliardy; miliardow = 1000000000
        tuzin; tuziny; tuzinow = 12
        stowa; stowe; stowy; stow; stowka; stowke; stowki; stowek = 100
        dycha; dyche; dychy; dych = 10
        tys; tysi; tysiak; tysiaka; tysiaki; tysiakow = 1000
    """),
    ones=frozenset(),
    links=frozenset(),
    ordinals=ORDINALS,
    suffixes=words("go ego szego ciego mego stego"),
    minus=words("minus -"),
    point=words("przecinek kropka"),
    decimal_mark=",",
    group_mark=".",
    units_after_tens=True,
    bare_scales=words(
        "tysiac tysiaca milion miliona miliard tuzin stowa stowe stowka stowke dycha dyche tysiak tysiaka"
    ),
    fractions={"poltora": Decimal("1.5"), "poltorej": Decimal("1.5")},
    halves={"i pol": _HALF, "i cwierc": Decimal("0.25")},
    lone_parts={
        "(pol|polowa|polowe|jedna druga)": _HALF,
        "(cwierc|jedna czwarta)": Decimal("0.25"),
        "trzy czwarte": Decimal("0.75"),
        "pol tuzina": Decimal(6),
        **{f"({word}a|{word}e)": Decimal(value) for word, value in _MARKS.items()},
        "we (dwoje|dwojke)": Decimal(2),
        "w trojke": Decimal(3),
        "w czworke": Decimal(4),
        "w piatke": Decimal(5),
    },
    pronouns=words("jeden jedna jedno jednego jednej jednym"),
    out_of=sequences("na; z"),
    ordinals_add=True,
)

MONEY = MoneyWords(
    currencies=table("""
        zloty; zlote; zlotych; zlotego; zlotowka; zlotowki; zlotowek; zl; pln = PLN
        euro; eur; € = EUR
        dolar; dolary; dolarow; dolara; dolarow amerykanskich; usd; $ = USD
        funt; funty; funtow; funta; funtow szterlingow; gbp; £ = GBP
        frank; franki; frankow; franka; frankow szwajcarskich; franki szwajcarskie; chf = CHF
        korona; korony; koron = *CZK DKK NOK SEK
        korona czeska; korony czeskie; koron czeskich = CZK
        hrywna; hrywny; hrywien = UAH
        rubel; ruble; rubli = RUB
        forint; forinty; forintow = HUF
        jen; jeny; jenow = JPY
        lej; leje; lei = RON
        lira; liry; lir = TRY
    """),
    minor=table("""
        grosz; grosze; groszy; gr = PLN
        cent; centy; centow = *
        pens; pensy; pensow = GBP
    """),
    regions={"": "PLN", "PL": "PLN"},
    sayings="""
        <amount> (<currency>)? = money
        (pln|zl) <amount> = money currency=PLN
        (€|eur|euro) <amount> = money currency=EUR
        ($|usd) <amount> = money currency=USD
        (£|gbp) <amount> = money currency=GBP
        <whole> <currency> (i|przecinek)? <cents> (<minor>)? = money
        (zloty|zlotowka) (i)? <cents> (<minor>)? = money whole=1
        (zloty|zlotowka) = money amount=1
        <cents> <minor> = cents
        <whole> <cents:two> = pair
    """,
)

DURATIONS = DurationWords(
    units=table("""
        sekunda; sekundy; sekund; sekunde; sek = second
        minuta; minuty; minut; minute; minutke; min = minute
        godzina; godziny; godzin; godzine; godz; h = hour
        dzien; dni; dnia; doba; doby; dobe; dob = day
        tydzien; tygodnie; tygodni; tygodnia = week
        miesiac; miesiace; miesiecy; miesiaca = month
        rok; lata; lat; roku = year
    """),
    links=words("i oraz plus"),
    sayings="""
        <amount> <unit> = part
        (godzina|godzine|godzinke|godzinka|godzinki|godziny) = part unit=hour
        (minuta|minute|minutke|minutka) = part unit=minute
        (dzien|dobe|doba) = part unit=day
        tydzien = part unit=week
        miesiac = part unit=month
        rok = part unit=year
        <whole> <unit> i pol = and_half
        <whole> (godzina|godziny|godzin|godzine) (i)? <minutes:minute> = hours
        (godzina|godzine|godzinka|godzinke) (i)? <minutes:minute> = hours
        <whole> (minuta|minuty|minut|minute) (i)? <seconds:minute> = minutes
        (minuta|minute) (i)? <seconds:minute> = minutes
        (pol godziny|pol godzinki|polgodziny) = part minutes=30
        (kwadrans|kwadransik) = part minutes=15
        (dwa|2) kwadranse = part minutes=30
        (trzy|3) kwadranse = part minutes=45
        pol minuty = part seconds=30
        (godzina|godzine|godziny) i pol = part minutes=90
        pol roku = part months=6
        (kwartal) = part months=3
        (dwa|2) kwartaly = part months=6
        (trzy|3) kwartaly = part months=9
        pol (dnia|miesiaca) = untold
    """,
)

PHONES = PhoneWords(
    home="PL",
    plus=words("plus +"),
    skipped=words("kierunkowy numer telefonu potem dalej i to kreska myslnik wewnetrzny"),
    homophones={"raz": "1"},
)

NAMES = NameWords(
    openers=tuple(
        sequences("""
            dzien dobry; dobry wieczor; witam; halo; czesc; tak; tak dzien dobry; nazywam sie; ja nazywam sie; mam na imie;
            moje nazwisko; moje nazwisko to; moje imie to; moje imie; imie; nazwisko; imie i nazwisko; jestem; tu; tutaj;
            tu mowi; mowi; z tej strony; przy telefonie; na nazwisko; nazwisko to; imie to; to jest; to; chodzi o;
            w imieniu; dzwonie w imieniu; kontakt z
        """)
    ),
    closers=tuple(
        sequences("""
            prosze; dziekuje; przy telefonie; z tej strony; mowi; dzien dobry; dobry wieczor; slucham; sie nazywam;
            nazywam sie; tak sie nazywam; to moje nazwisko
        """)
    ),
    particles=words("de von van der da di la le al"),
    titles=words("pan pani pana panem panna panstwo doktor dr profesor prof inzynier inz mgr magister mecenas ksiadz"),
    labels=words("imie nazwisko"),
    never=words("""
        tak nie no dobra dobrze okej ok prosze dziekuje dzien dobry wieczor halo czesc witam moment chwila chwileczke ja
        ty ten to co jak kto gdzie kiedy czemu dlaczego wiem chce podawac podam mowic powiem moge anonimowo prywatne
        nikt ktos nazwisko imie powtorzyc pomoc konsultant konsultantem przez bez z jest niestety wole zle dobre dokladnie
        zgadza sie slysze rozumiem nazywam firma biuro
    """),
)

SPEECH = SpeechWords(
    restarts=tuple(
        sequences("""
            przepraszam; nie przepraszam; o przepraszam; oj przepraszam; pomylka; nie pomylka; znaczy; to znaczy; to
            znaczy nie; znaczy sie; a nie jednak; nie jednak; jednak; albo jednak; albo nie; oj nie; o nie; aj nie; nie
            czekaj; nie chwila; nie stop; stop; poprawka; poprawiam; poprawiam sie; zle; nie zle; nie tak; wroc; nie wroc;
            zle powiedzialem; zle powiedzialam; mialo byc; powtarzam; albo raczej; a raczej; czy raczej; a wlasciwie
        """)
    ),
    frames={
        "": words("""
            jest sa bedzie byloby to mowie powiedzmy dobrze super pasuje chetnie prosze poprosze okolo mysle chyba
            sadze wydaje dokladnie rowno tylko juz pani pan panu wiec bo wlasnie
        """),
        "number": words("sztuk sztuki sztuka osob osoby osoba ludzi dzieci dziecko doroslych razy procent stopni nas"),
        "date": words(
            "urodzony urodzona urodzilem urodzilam urodzenia urodziny data dzien termin wizyta wizyte roku rok"
        ),
        "time": words("godzina godzinie godzine czas termin"),
        "money": words("kwota kwote rachunek faktura cena kosztuje koszt razem lacznie gotowka"),
        "phone": words("numer telefonu telefon komorka komorkowy stacjonarny kontaktowy"),
        "spelling": words("litery literuje pisze sie kod rejestracja"),
        "digits": words("kod numer klienta pin"),
    },
    limits=words("""
        nie po przed do od ponad miedzy pomiedzy najpozniej najwczesniej minimum maksimum maksymalnie minimalnie
        najmniej najwyzej oprocz poza bez kilka pare kilkanascie kilkadziesiat mniej wiecej prawie niecale niecaly
        niecala zaden zadna zadnej trzecich ciagu powyzej ponizej hakiem
    """),
    alternatives=words("albo lub czy badz ewentualnie"),
    idioms=tuple(
        sequences("""
        w skali od jednego do dziesieciu; w skali od 1 do 10; w ciagu dnia; jeden moment; jedna chwila;
        jedna chwileczka; mniej wiecej; po prostu; od razu
    """)
    ),
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
