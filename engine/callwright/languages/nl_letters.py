"""How Dutch callers spell: names of letters, and the spelling alphabets of the Netherlands and of Belgium.

Small words that sound like a letter ("en", "de", "we") are none: "A en B" is asked back, "de B van Bernard" is B.
"""

from __future__ import annotations

from callwright.languages.base import words
from callwright.languages.values.tables import LetterWords, table

_NAMES = """
    a; aa; ah = A
    be; bee = B
    ce; cee; see = C
    dee = D
    e; ee = E
    ef; eff = F
    ge; gee = G
    ha; haa = H
    i; ie = I
    jee = J
    ka; kaa = K
    el; ell = L
    em; emm = M
    enn = N
    o; oo; oh = O
    pe; pee = P
    ku; kuu; qu = Q
    er; err = R
    es; ess = S
    te; tee = T
    u; uu = U
    ve; vee = V
    wee; dubbele vee; dubbel vee = W
    ix; iks; icks = X
    ypsilon; griekse ij; griekse y; griekse i; i grec; igrec; ygrec = Y
    ij; lange ij; lange y = IJ
    zet; zed = Z
"""

# The Dutch one of old, the Belgian one, and the one that pilots use.
_ALPHABETS = """
    anton; anna; arthur; amsterdam; alpha; alfa = A
    bernard; bernhard; bruno; bravo = B
    cornelis; carolina; celine; charlie = C
    dirk; david; desire; delta = D
    eduard; emile; edison; echo = E
    ferdinand; frederik; frederic; foxtrot = F
    gerard; gustaaf; gustave; golf = G
    hendrik; henri; hotel = H
    izaak; isaak; isaac; isabella; isabelle; india = I
    ijsbrand; ijmuiden = IJ
    johan; johannes; jan; jozef; joseph; juliett; juliet; juliette = J
    karel; kilogram; kilo = K
    lodewijk; leopold; leo; lima = L
    maria; marie; mike = M
    nico; nicolaas; nicolas; november = N
    otto; oscar; oskar = O
    pieter; peter; piano; papa = P
    quirinus; quinten; quotient; quadraat; quebec = Q
    richard; rudolf; robert; romeo = R
    simon; sofie; samuel; sierra = S
    teunis; theodoor; telefoon; tango = T
    utrecht; ursula; uniform = U
    victor; viktor = V
    willem; waterloo; whiskey; whisky = W
    xantippe; xanthippe; xavier; xray; x ray = X
    yvonne; yankee = Y
    zaandam; zacharias; zero; zulu = Z
"""

LETTERS = LetterWords(
    letters=table(_NAMES),
    alphabet=table(_ALPHABETS),
    bridges=(("van",), ("als", "in"), ("zoals",), ("zoals", "in"), ("voor",)),
    shift=words("hoofdletter grote kleine letter de dan daarna"),
    repeaters={"dubbel": 2, "dubbele": 2, "tweemaal": 2, "driemaal": 3},
    marks=words("streepje koppelteken spatie schuine streep punt"),
    never=words("met en we je er"),
    counts={"twee": 2, "drie": 3},
)
