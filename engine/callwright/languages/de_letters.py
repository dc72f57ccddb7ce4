"""How German callers spell: names of letters, and the spelling alphabets of three countries."""

from __future__ import annotations

from callwright.languages.base import words
from callwright.languages.values.tables import LetterWords, table

_NAMES = """
    a; ah = A
    be; bee; beh = B
    ce; ceh; zeh; tse = C
    de; deh = D
    e; eh = E
    ef; eff = F
    ge; geh = G
    ha; hah = H
    i; ie; ih = I
    jot; jott; yot = J
    ka; kah = K
    el; ell = L
    em; emm = M
    en; enn = N
    o; oh = O
    pe; peh = P
    ku; kuh; qu = Q
    er; err = R
    es = S
    te; teh; tee = T
    u; uh = U
    vau; vauh; fau = V
    we; weh = W
    ix; iks; icks = X
    ypsilon; uepsilon; ypsylon; ipsilon; upsilon = Y
    zet; zett; set; zed = Z
    ueh = Ü
    scharfes s; scharf s; eszett; es zett; eszet; es zet; sz; buckel s; dreierles s; rucksack s = ß
"""

# DIN 5009 of old and of 2022, Austria, Switzerland, and the one that pilots use.
_ALPHABETS = """
    anton; anna; albert; aachen; alpha; alfa = A
    aerger; a umlaut; umlaut a; umlaut anton; umlaut aachen; aetna = Ä
    berta; bertha; bernhard; berlin; bravo = B
    caesar; cesar; chemnitz; celle; charlie = C
    charlotte = CH
    dora; daniel; david; duesseldorf; delta = D
    emil; erich; essen; eduard; echo = E
    friedrich; fritz; frankfurt; foxtrot; foxtrott = F
    gustav; georg; goslar; golf = G
    heinrich; heinz; hans; hamburg; hotel = H
    ida; ingelheim; india; indien; igel = I
    julius; jakob; jacob; jena; juliett; juliet; juliette = J
    kaufmann; konrad; karl; kaiser; koeln; kilo = K
    ludwig; leopold; leipzig; lima; ludwik = L
    martha; marta; marie; maria; muenchen; mike = M
    nordpol; niklaus; nikolaus; norbert; nathan; nuernberg; november = N
    otto; offenbach; oskar; oscar = O
    oekonom; o umlaut; umlaut o; oesterreich; oese; umlaut otto; umlaut offenbach = Ö
    paula; paul; peter; potsdam; papa = P
    quelle; quickborn; quebec = Q
    richard; rosa; robert; rudolf; rostock; romeo = R
    samuel; siegfried; sophie; salzwedel; sierra = S
    schule = SCH
    theodor; tuebingen; tango = T
    ulrich; unna; uniform = U
    uebermut; u umlaut; umlaut u; uebel; ueberfluss; umlaut ulrich; umlaut unna = Ü
    viktor; victor; voelklingen = V
    wilhelm; wuppertal; whiskey; whisky = W
    xanthippe; xaver; xanten; xray; x ray = X
    yverdon; yankee = Y
    zacharias; zeppelin; zuerich; zwickau; zulu = Z
"""

LETTERS = LetterWords(
    letters=table(_NAMES),
    alphabet=table(_ALPHABETS),
    bridges=(("wie",), ("wie", "in"), ("von",), ("vom",), ("fuer",)),
    shift=words("grosses grosser gross kleines kleiner klein buchstabe das ein dann danach und"),
    repeaters={"doppel": 2, "doppelt": 2, "doppeltes": 2, "doppelte": 2, "zweimal": 2, "dreimal": 3, "zwei mal": 2},
    marks=words("strich bindestrich minus leerzeichen leerschritt schraegstrich punkt"),
    written={"ae": "Ä", "oe": "Ö", "ue": "Ü", "ss": "ß"},
)
