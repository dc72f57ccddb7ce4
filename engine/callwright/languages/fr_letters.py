"""How French callers spell: names of letters, accents, and the first names and words that stand for letters."""

from __future__ import annotations

from callwright.languages.base import sequences, words
from callwright.languages.values.tables import LetterWords, table

_NAMES = """
    a; ha = A
    be; b = B
    ce; se = C
    de = D
    e; eu = E
    effe; ef; eff = F
    ge; j ai = G
    hache; ache = H
    i = I
    ji; gi = J
    ka; cas = K
    elle; el; aile = L
    emme; em; aime = M
    enne; en; haine = N
    o; eau; au = O
    pe = P
    qu; ku; cu = Q
    erre; er; air; ere = R
    esse; es; s = S
    te; the = T
    u = U
    ve = V
    double v; double ve; doublev; doubleve = W
    ixe; ix; iks = X
    i grec; igrec; i grecque = Y
    zede; zed; zedde = Z
    e accent aigu; e aigu = É
    e accent grave; e grave = È
    e accent circonflexe; e circonflexe = Ê
    e trema; e avec trema = Ë
    a accent grave; a grave = À
    a accent circonflexe; a circonflexe = Â
    c cedille = Ç
    i accent circonflexe; i circonflexe = Î
    i trema = Ï
    o accent circonflexe; o circonflexe = Ô
    o trema = Ö
    u accent circonflexe; u circonflexe = Û
    u accent grave; u grave = Ù
    u trema = Ü
"""

# The first names of the French post, those usual beside them, Belgium's and Switzerland's, and what pilots use.
_ALPHABETS = """
    anatole; arthur; anna; alpha; alfa; andre; alice; antoine; anne; albert = A
    berthe; bernard; berta; bravo; bruno; beatrice; bruxelles = B
    celestin; cesar; cecile; charlie; camille; claude; cecilia = C
    desire; daniel; david; delta; denis; denise; dominique = D
    eugene; emile; echo; emma; edouard; eric = E
    francois; francoise; foxtrot; frederic; frederique; fernand = F
    gaston; georges; golf; gustave; gerard; genevieve = G
    henri; hotel; henriette; helene; hector = H
    irma; isidore; ida; india; isabelle; irene = I
    joseph; jean; jeanne; jules; juliette; juliett; jacques; julien = J
    kleber; kilo; karl; karine; kevin; kangourou = K
    louis; louise; lima; leopold; leon; lucien; laurent; luc = L
    marcel; marie; mike; marcelle; martin; michel; maurice = M
    nicolas; november; novembre; noemie; nathalie; napoleon; noel = N
    oscar; olivier; olga; ophelie = O
    pierre; papa; paul; philippe; pascal; piano = P
    quintal; quebec; quentin; quiche; quittance = Q
    raoul; robert; romeo; rene; richard; roger = R
    suzanne; sierra; simon; sophie; samuel; sylvie; serge = S
    therese; thomas; tango; theodore; tuyau = T
    ursule; uniforme; uniform; ulysse = U
    victor; victoire; valerie; vincent = V
    william; whisky; whiskey; wagon; waterloo = W
    xavier; xray; x ray; xylophone = X
    yvonne; yves; yankee; yvette; yolande = Y
    zoe; zulu; zurich; zacharie; zebre = Z
"""

LETTERS = LetterWords(
    letters=table(_NAMES),
    alphabet=table(_ALPHABETS),
    bridges=tuple(sorted(sequences("comme; comme dans; pour; de; comme le mot; comme un; comme une"))),
    shift=words("majuscule minuscule grand petit lettre la le un une puis ensuite et"),
    repeaters={"double": 2, "triple": 3},
    counts={"deux": 2, "trois": 3},
    marks=words("tiret trait espace point slash apostrophe union"),
    never=words("avec sans"),
)
