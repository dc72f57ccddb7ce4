"""How Italian callers spell: names of letters, and the towns and words that stand for them."""

from __future__ import annotations

from callwright.languages.base import sequences, words
from callwright.languages.values.tables import LetterWords, table

_NAMES = """
    a; ah = A
    bi; be = B
    ci; ce = C
    di; de = D
    e; eh = E
    effe; ef = F
    gi; ge = G
    acca; hacca; aca = H
    i = I
    i lunga; ilunga; gei; jei; jota; iod = J
    kappa; cappa; ka = K
    elle; el = L
    emme; em = M
    enne; en = N
    o; oh = O
    pi; pe = P
    qu; cu; ku = Q
    erre; er = R
    esse; es = S
    ti; te = T
    u; uh = U
    vu; vi; ve = V
    doppia vu; doppia vi; doppiavu; doppiavi; vu doppia; vi doppia; doppia v = W
    ics; iks; ix = X
    ipsilon; ipsilonne; i greca; igreca; i greco = Y
    zeta; zita = Z
    a accentata; a con l accento = À
    e accentata; e con l accento = È
    i accentata; i con l accento = Ì
    o accentata; o con l accento = Ò
    u accentata; u con l accento = Ù
"""

_ALPHABETS = """
    ancona; alpha; alfa; anna; aosta; arezzo; amore = A
    bologna; bari; bravo; bergamo; brescia; barbara; barcellona = B
    como; charlie; catania; cagliari; cesare; carlo; casa = C
    domodossola; delta; domo; davide; dado; daniela = D
    empoli; enna; echo; elena; ettore; este = E
    firenze; foxtrot; francesco; foggia; ferrara; franco = F
    genova; golf; giovanni; giorgio; gatto = G
    hotel; holland; hobby = H
    imola; india; isernia; italia; ivrea; iole = I
    jolly; jersey; juliet; juliett; jesolo; jugoslavia = J
    kilo; kursaal; kenia; kenya; kiev; kiwi = K
    livorno; lima; lecce; luca; lucca; lodi = L
    milano; mike; maria; mario; modena; marco; messina = M
    napoli; november; novara; novembre; nicola; nuoro = N
    otranto; oscar; olbia; oristano; orvieto; olga = O
    padova; papa; palermo; pisa; parma; paolo; pescara; pietro = P
    quarto; quadro; quebec; queen; quaderno; quarona = Q
    roma; romeo; ravenna; rimini; roberto; rovigo = R
    savona; sierra; salerno; siena; sara; siracusa; sassari = S
    torino; tango; taranto; trento; trieste; teresa; treviso = T
    udine; uniform; umbria; umberto; uniforme; urbino = U
    venezia; victor; verona; vicenza; varese; vittorio = V
    washington; whisky; whiskey; wagner; walter; wafer = W
    xilofono; xray; x ray; xanto; xeres; xenia = X
    york; yankee; yogurt; yacht; yoga; yemen = Y
    zara; zulu; zurigo; zorro; zebra; zaira = Z
"""

LETTERS = LetterWords(
    letters=table(_NAMES),
    alphabet=table(_ALPHABETS),
    bridges=tuple(sorted(sequences("come; come in; di; per; come la parola; la di; quella di"))),
    shift=words("maiuscola maiuscolo minuscola minuscolo grande piccola lettera la poi accento"),
    repeaters={"doppia": 2, "doppio": 2, "tripla": 3, "triplo": 3},
    counts={"due": 2, "tre": 3},
    marks=words("trattino spazio punto barra apostrofo"),
    never=words("con senza"),
)
