"""How Polish callers spell: names of letters, and the words by which they explain them."""

from __future__ import annotations

from callwright.languages.base import words
from callwright.languages.values.tables import LetterWords, table

_NAMES = """
    be = B
    ce = C
    de = D
    ef = F
    gie = G
    ha; samo ha = H
    ce ha = CH
    jot = J
    ka = K
    el = L
    em = M
    en = N
    pe = P
    ku = Q
    er = R
    es = S
    te = T
    fau = V
    wu = W
    iks; ix = X
    igrek; ipsylon; ypsylon = Y
    zet = Z
    a z ogonkiem; a ogonkiem = Ą
    e z ogonkiem; e ogonkiem = Ę
    cie; ce z kreska; c z kreska; ce kreskowane = Ć
    l z kreska; el z kreska; el przekreslone; l przekreslone = Ł
    en z kreska; n z kreska; n kreskowane = Ń
    o z kreska; o kreskowane; u zamkniete; o zamkniete = Ó
    es z kreska; s z kreska; es kreskowane = Ś
    ziet; zet z kreska; z z kreska = Ź
    zet z kropka; z z kropka = Ż
"""

_ALPHABETS = """
    adam; anna; agata; alfa; alpha = A
    barbara; bogdan; bozena; bravo = B
    celina; cezary; cecylia; charlie = C
    cma; cwiek = Ć
    dorota; daniel; dariusz; delta = D
    ewa; edward; elzbieta; echo = E
    franciszek; felicja; foxtrot = F
    genowefa; grazyna; grzegorz; gustaw; golf = G
    halina; henryk; helena; hotel = H
    irena; iwona; igor; ilona; india = I
    jan; janina; jadwiga; jerzy; julia; juliett; juliet = J
    karol; katarzyna; krystyna; kilo = K
    leon; ludwik; lena; lima = L
    lukasz; lodz; lucja; lodka = Ł
    maria; marek; magda; mike = M
    natalia; nina; norbert; november = N
    olga; olaf; oskar; oscar = O
    piotr; pawel; paulina; papa = P
    quebec; quiz = Q
    roman; robert; renata; romeo = R
    stanislaw; stefan; sylwia; sierra = S
    snieg; sliwka; swinia = Ś
    tadeusz; tomasz; teresa; tango = T
    urszula; ula; uniform = U
    violetta; violeta; victor; wiktoria = V
    wanda; waclaw; wojciech; wladyslaw; whisky; whiskey = W
    xawery; ksawery; xantypa; xray = X
    yeti; york; yankee = Y
    zofia; zygmunt; zenon; zbigniew; zulu = Z
    zrodlo; zrebak; zdzblo = Ź
    zaba; zaneta; zuk; zolw = Ż
"""

LETTERS = LetterWords(
    letters=table(_NAMES),
    alphabet=table(_ALPHABETS),
    bridges=(("jak",), ("jak", "w"), ("tak", "jak")),
    shift=words("duze duza male mala wielkie wielka litera potem dalej"),
    repeaters={"podwojne": 2, "podwojna": 2, "podwojny": 2, "potrojne": 3},
    marks=words("myslnik kreska lacznik spacja ukosnik kropka"),
    never=words("przez bez z"),
    accented={"eł": "Ł", "eń": "Ń", "eś": "Ś", "ziet": "Ź", "żet": "Ż"},
    counts={"dwa": 2, "dwie": 2, "trzy": 3},
)
