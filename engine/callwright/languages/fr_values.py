"""French values: numbers, money, telephone numbers and names; days, times and letters beside it."""

from __future__ import annotations

from decimal import Decimal

from callwright.languages.base import sequences, words
from callwright.languages.fr_dates import DATES, DURATIONS, TIMES
from callwright.languages.fr_letters import LETTERS
from callwright.languages.fr_mends import MENDS
from callwright.languages.fr_numbers import ORDINALS, SEQUENCES, TEENS, TENS, UNITS
from callwright.languages.fr_say import Say
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
    words={**UNITS, **TEENS, **TENS, "vingts": 20},
    scales={
        "cent": 100, "mille": 1000, "mil": 1000, "million": 10**6, "millions": 10**6, "milliard": 10**9,
        "milliards": 10**9, "douzaine": 12, "douzaines": 12,
    },
    ones=words("un une"),
    links=words("et"),
    ordinals=ORDINALS,
    suffixes=words("er ere re e eme ieme"),
    minus=words("moins -"),
    point=words("virgule point"),
    decimal_mark=",",
    group_mark=".",
    units_after_tens=False,
    sequences=SEQUENCES,
    bare_scales=words("cent mille mil"),
    halves={
        "et (demi|demie)": Decimal("0.5"),
        "et (un)? quart": Decimal("0.25"),
        "(et)? trois quarts": Decimal("0.75"),
    },
    lone_parts={
        "(un|une)? (demi|demie)": Decimal("0.5"),
        "la moitie": Decimal("0.5"),
        "(un)? quart": Decimal("0.25"),
        "trois quarts": Decimal("0.75"),
        "une demi douzaine": Decimal(6),
        "(aucun|aucune)": Decimal(0),
    },
    pronouns=words("un une aucun aucune"),
    articles=words("un"),
    out_of=sequences("sur; sur les"),
)  # fmt: skip

MONEY = MoneyWords(
    currencies=table("""
        euro; euros; eur; € = EUR
        franc; francs = *CHF XOF XAF
        franc suisse; francs suisses; chf = CHF
        dollar; dollars; $ = *USD CAD AUD
        dollar americain; dollars americains; dollars us; us dollars; usd = USD
        dollar canadien; dollars canadiens; cad; piastre; piastres = CAD
        dollar australien; dollars australiens; aud = AUD
        livre; livres; livre sterling; livres sterling; gbp; £ = GBP
        yen; yens; jpy; ¥ = JPY
        zloty; zlotys; pln = PLN
        couronne; couronnes = *SEK DKK NOK CZK
        couronne suedoise; couronnes suedoises = SEK
        couronne danoise; couronnes danoises = DKK
        couronne norvegienne; couronnes norvegiennes = NOK
        couronne tcheque; couronnes tcheques = CZK
    """),
    minor=table("""
        centime; centimes; cent; cents; cts = *
        penny; pence = GBP
    """),
    regions={"": "EUR", "FR": "EUR", "BE": "EUR", "LU": "EUR", "MC": "EUR", "CH": "CHF", "CA": "CAD"},
    sayings="""
        <amount> = money
        <amount> (de|d)? <currency> = money
        <currency> <amount> = money
        <whole> <currency> (et|virgule)? <cents> (<minor>)? = money
        <whole> <currency> et (demi|demie) = money cents=50
        <cents> <minor> = cents
        <whole> <cents:two> = pair
        <amount> (pourcent|pour cent|%) = untold
        (rien|gratuit) = untold
    """,
)

PHONES = PhoneWords(
    home="FR",
    plus=words("plus +"),
    skipped=words("indicatif numero poste puis ensuite et le la tiret point"),
    homophones={
        "zeros": "0", "quat": "4", "cinque": "5", "set": "7", "cet": "7", "cette": "7", "uit": "8", "neuve": "9",
        "troi": "3",
    },
)  # fmt: skip

NAMES = NameWords(
    openers=tuple(
        sorted(
            sequences("""
        a; pour; c est pour; c est a; un ami; une amie; mon ami; mon frere; mon fils; mon pere; mon mari; mon papa;
        mon oncle; mon cousin; mon collegue; mon voisin; mon patron; mon copain; mon amie; ma soeur; ma fille;
        ma mere; ma femme; ma maman; ma tante; ma cousine; ma voisine; ma patronne; ma copine;
        je m appelle; je me nomme; mon nom est; mon nom c est; mon nom de famille est; mon nom de famille c est; mon
        prenom est; mon prenom c est; le nom est; le nom c est; nom de famille; nom; prenom; moi c est; c est; ici;
        c est le; je suis; oui; bonjour; bonsoir; allo; oui bonjour; allo bonjour; bonjour je suis; au nom de; au nom
        d; sous le nom de; sous le nom; de la part de; pour; et; et mon nom c est; et mon nom est; et mon nom de famille c est
    """)
        )
    ),
    closers=tuple(
        sorted(
            sequences(
                "a l appareil; au telephone; au bout du fil; s il vous plait; merci; c est mon nom; bonjour; je m epelle"
            )
        )
    ),
    particles=words("de du des la le l d van von der den y da di"),
    titles=words("monsieur madame mademoiselle mme mr m mlle docteur dr maitre professeur famille"),
    labels=words("nom prenom"),
    never=words("""
        maison banque tous tout moi toi lui eux aujourd demain maintenant payer envoyer virer
        oui non ouais bonjour merci pardon comment quoi pourquoi qui ou quand pas rien ne veux dire sais aide
        operateur conseiller quelqu personne humain repeter repetez moment instant attendez anonyme secret numero
        telephone service client clients standard accueil facture avec sans epeler comme je tu il elle nous vous ils elles est suis peux voudrais appelle
    """),
)

_LIMITS = """
    pas ni non avant apres jusque jusqu entre sauf plus moins depuis maximum minimum max min quelques plusieurs
    tard tot des partir presque quart quarts tiers cinquieme cinquiemes chaque jamais
"""

SPEECH = SpeechWords(
    restarts=tuple(
        sorted(
            sequences("""
        non; non non; non pardon; non attendez; ah non; non plutot; non excusez moi; pardon; excusez moi; excuse moi;
        desole; desolee; je veux dire; je voulais dire; enfin; plutot; ou plutot; enfin non; je me trompe; je me suis
        trompe; je me suis trompee; erreur; correction; je corrige; attendez; attends; stop; mais non; je reprends;
        je recommence; je repete; finalement; ou alors plutot; ou non
    """)
        )
    ),
    frames={
        "": words("""
            serons sommes est c sera serait environ a peu pres crois pense dirais voila bien exactement juste repondre note notez
            disons vers donc alors
        """),
        "number": words("personne personnes gens adulte adultes enfant enfants fois nombre chiffre total"),
        "date": words("ne nee naissance date rendez vous jour naquis anniversaire matin soir apres midi heures heure"),
        "time": words("heure heures rendez vous demain table vers"),
        "money": words("balles montant facture prix somme total coute payer paye"),
        "digits": words("numero code client clients dossier commande postal postale reference carte chiffres est"),
        "phone": words("numero telephone portable mobile fixe joindre joignable"),
        "spelling": words("s ecrit ca epelle nom prenom code reference plaque immatriculation est numero"),
    },
    limits=words(_LIMITS) | {"et demie", "et demi"},
    limits_before=words("au"),
    idioms=tuple(
        sorted(
            sequences("""
        sur une echelle de un a dix; sur une echelle de 1 a 10; un instant; un moment; un petit instant;
        un petit moment; une petite seconde; une petite minute; tout d abord
    """)
        )
    ),
    alternatives=words("ou"),
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
