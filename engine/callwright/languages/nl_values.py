"""Dutch values: numbers, money, lengths of time, telephone numbers, names; days, times and letters beside it."""

from __future__ import annotations

from decimal import Decimal

from callwright.languages.base import sequences, words
from callwright.languages.nl_dates import DATES, TIMES
from callwright.languages.nl_letters import LETTERS
from callwright.languages.nl_mends import MENDS
from callwright.languages.nl_numbers import BELOW_100, HALVES, ORDINALS, TEENS, TENS, UNITS, compound, ordinal
from callwright.languages.nl_say import Say
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
# "met z'n vieren", "om vieren".
_COMPANY = numbered("""
    tweeen; tweetjes = 2
    drieen = 3
    vieren = 4
    vijven = 5
    zessen = 6
    zevenen = 7
    achten = 8
    negenen = 9
    tienen = 10
""")

NUMBERS = NumberWords(
    words={**UNITS, **TEENS, **TENS, **_COMPANY},
    scales=numbered("""
        honderd = 100
        duizend; mille = 1000
        miljoen = 1000000
        miljard = 1000000000
        dozijn = 12
    """),
    ones=words("een ene n"),
    links=words("en"),
    ordinals=ORDINALS,
    suffixes=words("e ste de"),
    minus=words("min minus -"),
    point=words("komma punt"),
    decimal_mark=",",
    group_mark=".",
    units_after_tens=False,
    unit_link="en",
    bare_scales=words("honderd duizend dozijn"),
    compound=compound,
    ordinal=ordinal,
    fractions=HALVES,
    halves={"en (een)? (half|halve)": _HALF},
    lone_parts={
        "(een)? (half|halve|helft)": _HALF,
        "(een)? (kwart)": Decimal("0.25"),
        "(driekwart|drie kwart)": Decimal("0.75"),
        "(een)? half dozijn": Decimal(6),
        "eentje": Decimal(1),
        # "voor vier personen": before a number that is no day and no hour it is never "before".
        **{f"voor {word}": Decimal(value) for word, value in BELOW_100.items() if value},
        **{f"voor {value}": Decimal(value) for value in range(1, 100)},
    },
    pronouns=words("een ene eentje"),
    articles=words("een n"),
    out_of=sequences("van; van de; op; op de; uit"),
)

_NOTES = "\n".join(
    f"({many}) {note} = money amount={count * worth}"
    for note, notes, worth in (("tientje", "tientjes", 10), ("mille", "mille", 1000), ("ton", "ton", 100_000))
    for many, note, count in (
        ("een|n", note, 1), ("twee|2", notes, 2), ("drie|3", notes, 3), ("vier|4", notes, 4), ("vijf|5", notes, 5),
        ("anderhalve", note, 1.5), ("anderhalf", note, 1.5),
    )
    if count * worth % 1 == 0
).replace(".0\n", "\n")  # fmt: skip

MONEY = MoneyWords(
    currencies=table("""
        euro; euros; eur; € = EUR
        zwitserse frank; zwitserse franken; chf = CHF
        frank; franken = CHF
        dollar; dollars; amerikaanse dollar; usd; $ = USD
        pond; ponden; pond sterling; gbp; £ = GBP
        yen; jpy; ¥ = JPY
        kroon; kronen = *DKK SEK NOK CZK
        zloty; pln = PLN
        roebel; roebels = RUB
        lira; turkse lira = TRY
        dirham = *AED MAD
        forint = HUF
        canadese dollar = CAD
        australische dollar = AUD
    """),
    minor=table("""
        cent; centen; cents; ct = *
        eurocent; eurocents = EUR
        penny; pence = GBP
        rappen = CHF
    """),
    regions={"": "EUR", "NL": "EUR", "BE": "EUR"},
    sayings=f"""
        <amount> (<currency>)? = money
        <currency> <amount> = money
        <whole> <currency> (en|komma)? <cents> (<minor>)? = money
        <cents> <minor> = cents
        <whole> <cents:two> = pair
        (een)? (dubbeltje) = cents cents=10
        (een)? (kwartje) = cents cents=25
        (een)? (briefje|biljet) van <amount> (<currency>)? = money
        {_NOTES}
    """,
)

_ONE = "(een|n)?"

DURATIONS = DurationWords(
    units=table("""
        seconde; seconden; sec; seconden lang = second
        minuut; minuten; minuutje; minuutjes; min = minute
        uur; uren; uurtje; uurtjes; u = hour
        dag; dagen; dagje = day
        week; weken; weekje; weekjes = week
        maand; maanden; maandje = month
        jaar; jaren; jaartje = year
    """),
    links=words("en plus"),
    sayings=f"""
        <amount> <unit> = part
        n <unit> = part amount=1
        <whole> (uur|uren) (en)? <minutes:minute> = hours
        <whole> (minuut|minuten) (en)? <seconds:minute> = minutes
        {_ONE} (half|halve) (uur|uurtje) = part minutes=30
        {_ONE} (halfuur|halfuurtje) = part minutes=30
        {_ONE} (kwartier|kwartiertje) = part minutes=15
        {_ONE} kwart uur = part minutes=15
        (drie|3) (kwartier|kwart uur) = part minutes=45
        driekwart uur = part minutes=45
        (vijf|5) kwartier = part minutes=75
        {_ONE} (halve minuut) = part seconds=30
        {_ONE} (half jaar|halfjaar) = part months=6
        {_ONE} kwartaal = part months=3
        (twee|2) kwartalen = part months=6
        (drie|3) kwartalen = part months=9
        <whole> <unit> en een (half|halve) = and_half
    """,
)

PHONES = PhoneWords(
    home="NL",
    plus=words("plus +"),
    skipped=words("kengetal netnummer nummer telefoonnummer mobiel dan daarna en het is streepje"),
    homophones={"zeuven": "7", "twe": "2", "nulle": "0"},
)

NAMES = NameWords(
    openers=tuple(
        sequences("""
            aan; naar; het is voor; het gaat naar; een vriend; een vriendin; mijn vriend; mijn vriendin; mijn broer;
            mijn zus; mijn zoon; mijn dochter; mijn man; mijn vrouw; mijn moeder; mijn vader; mijn mama; mijn papa;
            mijn baas; mijn collega; mijn buurman; mijn buurvrouw; mijn oom; mijn tante; mijn neef; mijn nicht;
            mijn partner;
            goedemorgen; goedemiddag; goedenavond; goeiemorgen; goeiemiddag; goedendag; goeiendag; goede morgen;
            goede middag; goede avond; dag; hallo; ja hallo; ja; hoi; ja goedemorgen; ja goedemiddag;
            mijn naam is; de naam is; mijn naam; naam; ik ben; ik ben het; ik ben de; ik heet; de heer; met de heer; de heer en mevrouw; u spreekt met; je spreekt met; spreekt met;
            met; dit is; hier is; hier; t is; het is; dat is; op naam van; op de naam; onder de naam; voor;
            voor de familie; familie; mijn achternaam is; mijn voornaam is; de achternaam is; de voornaam is;
            achternaam is; voornaam is; het gaat om; het gaat over; ik bel voor; ik bel namens
        """)
    ),
    closers=tuple(
        sequences("""
            alstublieft; alsjeblieft; graag; bedankt; dank u; dank u wel; goedemorgen; goedemiddag; goedenavond;
            goedendag; is de naam; is mijn naam; heet ik; hier; aan de lijn; aan de telefoon; spreekt u; spreek je
        """)
    ),
    particles=words("van de den der het t ten ter te op in aan la le du"),
    titles=words("meneer mevrouw heer juffrouw familie dokter dr doctor drs ir ing mr professor prof"),
    labels=words("voornaam achternaam familienaam roepnaam meisjesnaam"),
    never=words("""
        huis bank iedereen alles mij mijzelf hem haar hen ons vandaag morgen nu betalen
        ja nee neen niet geen idee weet wil kan zeg liever bedankt dank hallo goede goedemorgen goedemiddag goedenavond
        dag oke ok eh moment ik dat wat hoe waarom wie juist klopt fout verkeerd anoniem geheim niemand iemand naam
        voornaam achternaam herhalen hulp medewerker met zonder zoals alstublieft alsjeblieft graag gaat niks niets gemeente firma bedrijf kantoor garage apotheek
    """),
)

SPEECH = SpeechWords(
    restarts=tuple(
        sequences("""
            nee; neen; ach nee; oh nee; eh nee; nee wacht; nee sorry; nee pardon; sorry; pardon; excuus; fout;
            verkeerd; correctie; ik bedoel; ik bedoelde; bedoel ik; dat wil zeggen; of beter; beter gezegd; of nee;
            of liever; liever gezegd; of toch liever; doe toch maar; toch maar; wacht; stop; ik herhaal; niet goed;
            nee toch niet; toch niet; nee dat klopt niet; nee klopt niet; nee
            fout; nee verkeerd; nee dat is niet goed; nee niet
        """)
    ),
    frames={
        "": words("""
            is zijn was waren zou zeg zeggen zegt goed mooi past graag ongeveer circa zo zowat een beetje rond plusminus
            denk geloof schat meen volgens mij precies maar wel dus uit hoofd alstublieft alsjeblieft
        """),
        "number": words("stuks stuk personen persoon mensen man kinderen kind volwassenen keer procent graden"),
        "date": words("geboren geboortedatum verjaardag datum afspraak geboortedag jaar kan komen wil"),
        "time": words("uur tijd afspraak kan komen"),
        "money": words("bedrag rekening factuur prijs kost kosten totaal samen contant"),
        "phone": words("nummer telefoonnummer mobiel mobiele vast bereikbaar gsm"),
        "spelling": words("postcode kenteken letters spel spelt spellen schrijf schrijft schrijven"),
        "digits": words("code nummer klantnummer pincode"),
    },
    limits=words("""
        niet geen na voor tot vanaf tussen uiterlijk minstens hoogstens hooguit minimaal maximaal behalve kort paar
        meer minder binnen aantal sinds ruim bijna
    """),
    alternatives=words("of tot"),
    idioms=tuple(
        sequences("""
        op een schaal van een tot tien;
        op een schaal van 1 tot 10;
        op een schaal van een tot en met tien;
        afspraak voor; reservering voor; tafel voor; goede morgen; goede middag; goede avond; een beetje; een moment;
        een ogenblik; een momentje; even kijken; eens kijken; even denken
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
