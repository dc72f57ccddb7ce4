"""How values are said in English: the tables."""

from __future__ import annotations

from decimal import Decimal

from callwright.languages.base import phrases, sequences, words
from callwright.languages.en_calendar import DATES, DURATIONS, TIMES
from callwright.languages.en_mends import MENDS
from callwright.languages.en_say import Say
from callwright.languages.values.tables import (
    LetterWords,
    MoneyWords,
    NameWords,
    NumberWords,
    PhoneWords,
    SpeechWords,
    Spoken,
    table,
)

_NUMBERS = NumberWords(
    words={
        "zero": 0, "nought": 0, "naught": 0, "nil": 0, "none": 0,
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
        "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40,
        "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    },
    scales={
        "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "grand": 1000, "dozen": 12,
        "hundreds": 100, "thousands": 1000, "k": 1000,
    },
    ones=words("a an"),
    links=words("and"),
    ordinals={
        "first": 1, "second": 2, "third": 3, "fourth": 4, "forth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
        "eighth": 8, "ninth": 9, "nineth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "twelveth": 12,
        "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
        "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
    },
    suffixes=words("st nd rd th"),
    minus=words("minus negative -"),
    point=words("point dot"),
    decimal_mark=".",
    group_mark=",",
    units_after_tens=True,
    bare_scales=words("hundred thousand"),
    halves={
        "(and a|and) half": Decimal("0.5"),
        "and a quarter": Decimal("0.25"),
        "and three quarters": Decimal("0.75"),
    },
    lone_parts={
        "(a)? half": Decimal("0.5"),
        "(a)? half (a)? dozen": Decimal(6),
        "(a)? quarter": Decimal("0.25"),
        "three quarters": Decimal("0.75"),
    },
    pronouns=words("one none"),
    out_of=sequences("out of; of; outta; out of a possible"),
)  # fmt: skip

_MONEY = MoneyWords(
    currencies=table("""
        dollar; dollars; $ = *USD AUD CAD NZD SGD
        us dollars; us dollar; american dollars; american dollar; usd = USD
        canadian dollars; canadian dollar; cad = CAD
        australian dollars; australian dollar; aud = AUD
        buck; bucks = *USD AUD CAD NZD
        euro; euros; eur; € = EUR
        pound; pounds; quid; £ = GBP
        pounds sterling; pound sterling; sterling; gbp; british pounds = GBP
        swiss francs; swiss franc; francs; franc; chf = CHF
        yen; ¥ = JPY
        rupees; rupee = INR
        rand; rands = ZAR
        kroner; danish (krone|kroner) = DKK
        swedish (krona|kronor) = SEK
        norwegian (krone|kroner) = NOK
        zloty; zlotys = PLN
    """),
    minor=table("""
        cent; cents = *
        penny; pennies = *
        pence; p = GBP
    """),
    regions=table("""
        US; PR = USD
        GB = GBP
        IE; MT = EUR
        AU = AUD
        NZ = NZD
        CA = CAD
        IN = INR
        ZA = ZAR
        SG = SGD
    """),
    sayings="""
        <amount> <currency> = money
        <amount> = money
        <currency> <amount> = money
        <currency> <whole> <cents> = money
        <currency> <whole> and <cents> (<minor>)? = money
        <whole> <currency> <cents> = money
        <whole> <currency> (and)? <cents> <minor> = money
        (a|an) <currency> = money amount=1
        (a|an) <currency> <cents> = money amount=1
        (a|an) <currency> (and)? <cents> <minor> = money amount=1
        (a|an) <currency> and a half = money amount=1 cents=50
        <whole> <currency> and a half = money cents=50
        half a <currency> = money amount=0 cents=50
        <cents> <minor> = cents
        (a|one) (penny|cent) = money amount=0 cents=1
        <whole> <cents:two> = pair
        (a)? fiver = money amount=5
        (a)? tenner = money amount=10
        nothing = money amount=0
        (a)? (half|quarter) of = untold
        half = untold
        <amount> (percent|%) = untold
    """,
)

_LETTERS = LetterWords(
    letters=table("""
        ay; eh = A
        bee; be = B
        see; sea; cee; si = C
        dee; de = D
        ee; he = E
        ef; eff = F
        gee; jee; ji = G
        aitch; haitch; age; eich = H
        eye; aye = I
        jay; jai = J
        kay = K
        el; ell; elle = L
        em = M
        en; an = N
        oh; owe = O
        pee; pea = P
        queue; cue; kew = Q
        are; ar; our = R
        ess; es = S
        tea; tee; te = T
        you; ewe; yu = U
        vee; we = V
        double (u|you); doubleyou = W
        ex; eggs = X
        why; wye; wie = Y
        zee; zed = Z
    """),
    alphabet=table("""
        alpha; alfa; adam; apple; able; alice; andrew = A
        bravo; boy; baker; bob; benjamin = B
        charlie; charly; charles; cat = C
        delta; david; dog = D
        echo; edward; easy; elephant = E
        foxtrot; frank; fox; freddie = F
        golf; george; golfe = G
        hotel; henry; harry = H
        india; ida; isaac = I
        juliet; juliett; john; jack = J
        kilo; king = K
        lima; lincoln; lucy = L
        mike; mary; mother = M
        november; nora; nancy = N
        oscar; ocean; oliver = O
        papa; paul; peter = P
        quebec; queen = Q
        romeo; robert; roger = R
        sierra; sam; sugar; samuel = S
        tango; tom; thomas = T
        uniform; union; uncle = U
        victor; victoria = V
        whiskey; whisky; william = W
        xray; x ray = X
        yankee; young; yellow = Y
        zulu; zebra = Z
    """),
    bridges=tuple(sorted(sequences("as in; is in; like in; like; for; as; from; of; like the word; as in the word"))),
    shift=words("capital upper lower case uppercase lowercase big small letter letters number numbers digit the"),
    repeaters={"double": 2, "triple": 3, "treble": 3, "quadruple": 4},
    never=words("with without"),
    marks=words("dash hyphen space minus slash dot then"),
)

_PHONES = PhoneWords(
    plus=words("plus +"),
    skipped=words("area code"),
    homophones={
        "for": "4", "fore": "4", "to": "2", "too": "2", "ate": "8", "won": "1", "tree": "3", "sex": "6", "nein": "9",
        "niner": "9", "fife": "5",
    },
)  # fmt: skip

_NAMES = NameWords(
    openers=tuple(
        sorted(
            sequences("""
        to; for; its for; this is for; thats for; that is for; it goes to; it should go to; send it to; i want to send it to; id like to send it to; give it to; pay it to;
        transfer it to; my friend; my brother; my sister; my son; my daughter; my wife; my husband; my mother; my father;
        my mom; my mum; my dad; my boss; my colleague; my neighbour; my neighbor; my cousin; my uncle; my aunt; my partner;
        my landlord; a friend; a friend of mine; a colleague; called; his name is; her name is;
        my name is; my names; the name is; the names; name is; names; this is; it is; its; i am; im; sure; its; i am called; im called; call me; you
        can call me; here is; my first name is; my last name is; my surname is; first name; last name; surname; its
        under; under; that is; thats; speaking is; is; yes; yeah; hello; hi; well; and; so; the name; my name;
        last name is; first name is; surname is; good morning; good afternoon; good evening; please; ok; okay
    """)
        )
    ),
    closers=tuple(
        sorted(
            sequences(
                "speaking; calling; here; spelled; spelt; spelling; please; is my name; thats me; thank you; thanks; on the phone"
            )
        )
    ),
    particles=words("van von de der den del della di da la le du of ter ten zu y bin al"),
    labels=words("surname"),
    titles=words("mr mrs ms miss mister missus doctor dr professor prof sir madam"),
    never=words("""
        now today tomorrow tonight appointment invoice account booking reservation whom home bank house free nothing everything example instance pay send transfer make book cancel go get speak
        talk change order buy check ask see dinner lunch work business real everybody everyone somebody someone myself him
        her us them people persons
        no yes yeah nope what who why how when where i you me my we they he she it the a an not dont do cant wont
        sorry pardon help operator agent none nobody anonymous want to say tell have know moment wait minute hold
        on in at for with about your that this there is are was be need would like could can and or but if so
        maybe later again repeat number phone email
    """),
)

_SPEECH = SpeechWords(
    restarts=tuple(
        sorted(
            sequences("""
        no; no no; no wait; no sorry; no i mean; sorry; i mean; i meant; or rather; rather; make that; make it; correction; wait;
        wait no; actually; actually no; scratch that; oh no; no its; sorry no; no make that; no make it; no not; nope; excuse me; my mistake
    """)
        )
    ),
    frames={
        "": words("um think guess believe about around approximately roughly exactly maybe answer please"),
        "number": words("number altogether total people person persons"),
        "date": words("date birth born birthday day morning afternoon evening appointment"),
        "spelling": words(
            "postcode zip post pin policy order number thats reads spelled spelt spelling spell code plate registration reference first last name surname"
        ),
        "digits": words("extension room number zip code pin order customer account postcode"),
        "time": words("time oclock tomorrow today table appointment"),
    },
    limits=frozenset(
        phrases(
            """
        few several couple many any last next thirds fifths eighths tenths not before after until till til between than least most except excluding past since earlier later every
        each never without under over below above latest earliest dont cant cannot doesnt wont isnt arent couldnt wouldnt twice waiting called
    """.replace(" ", ";").replace("\n", ";")
            + "up to;out of;and a quarter;and a half"
        )
    ),
    limits_before=words("from"),
    idioms=tuple(
        sorted(
            sequences("""
        on a scale of one to ten; on a scale from one to ten; on a scale of 1 to 10; on a scale from 1 to 10; first of all;
        first thing; wait a second; wait one second; one second; one moment; one sec; just a second; second of all;
        at first
    """)
        )
    ),
    alternatives=words("or"),
)

SPOKEN = Spoken(
    numbers=_NUMBERS,
    dates=DATES,
    times=TIMES,
    money=_MONEY,
    durations=DURATIONS,
    letters=_LETTERS,
    phones=_PHONES,
    names=_NAMES,
    speech=_SPEECH,
    say=Say(),
    mends=MENDS,
)
