"""German as callers speak it."""

from __future__ import annotations

import pytest

from callwright.languages.de import GERMAN, stem
from callwright.understanding.normalise import normalise

HEARD = """
12 34 56 = 123456
123456 = 123456
12-34-56 = 123456
007 = 007
null = 0
eins = 1
zwo = 2
eins zwei drei = 123
Eins, zwei, drei. = 123
null eins fünf eins = 0151
null eins fuenf eins = 0151
null eins funf eins = 0151
zwo drei zwo = 232
vier fünf sechs sieben acht neun = 456789
doppel null sieben = 007
Doppelnull sieben = 007
doppelt fünf = 55
Doppel-Fünf = 55
doppelvier drei = 443
eins doppel zwei drei = 1223
zweimal die drei = 33
zweimal drei = 33
dreimal die fünf = 555
dreimal null = 000
viermal die 7 = 7777
zwei mal die drei = 33
2 mal die 3 = 33
3 mal null = 000
zehn elf zwölf = 101112
zwölf = 12
siebzehn = 17
einundzwanzig = 21
dreiundzwanzig = 23
zwoundzwanzig = 22
fünfundfünfzig = 55
neunundneunzig = 99
ein und zwanzig = 21
drei und zwanzig = 23
zwanzig = 20
dreißig = 30
dreissig = 30
zwanzig drei = 203
zwölf vierunddreißig sechsundfünfzig = 123456
zwölf und vierunddreißig = 1234
neunzehn vierundachtzig = 1984
eins zwei strich drei = 123
eins zwei Bindestrich drei = 123
eins zwei und dann drei = 123
zweihundert = 200
zwei hundert = 200
vierhundertelf = 411
zweihundertfünf = 205
einhundertdreiundzwanzig = 123
zweitausend = 2000
fünf tausend = 5000
acht 8 acht = 888
0211 556 = 0211556
sechzehn siebzig = 1670
null null sieben = 007
fünfzig fünf = 505
neun neun neunzig = 9990
neunhundert = 900
hundertfünf = 105
zweitausendfünf = 2005
tausendeins = 1001
zwölftausenddreihundertfünfundvierzig = 12345
zwölftausend dreihundertfünfundvierzig = 12345
zwölf tausend drei hundert fünf und vierzig = 12345
vierhundertzwölftausenddreihundertfünfunddreißig = 412335
"""

UNTOLD = """
zweihundert fünf
zwei hundert fünf
zweitausend fünf
hundert
tausend
null hundert
doppel
doppel zwanzig
doppel doppel zwei
zweimal
zweimal die
zweimal die zwanzig
ein
eine
ein Moment
und eins
eins und
die drei
strich eins
eins strich
eins oder zwei
meine Nummer ist eins zwei
vielleicht sieben
erste zweite
3a
fünfmal die eins
zwei mal
Rechnung
eins komma zwei
hundert eins
tausend dreihundert
eine Million
"""


@pytest.mark.parametrize("line", HEARD.strip().splitlines())
def test_digits_heard(line: str) -> None:
    """These words are exactly these digits."""
    said, _, digits = line.partition(" = ")
    assert GERMAN.hear_digits(normalise(said, GERMAN).tokens) == digits


@pytest.mark.parametrize("said", UNTOLD.strip().splitlines())
def test_digits_not_told(said: str) -> None:
    """These words are no digits, or could be several, and are not guessed."""
    assert GERMAN.hear_digits(normalise(said, GERMAN).tokens) is None


@pytest.mark.parametrize(("number", "word"), [(n, w) for n, w in enumerate(
    "zwanzig einundzwanzig zweiundzwanzig dreiundzwanzig vierundzwanzig fünfundzwanzig sechsundzwanzig "
    "siebenundzwanzig achtundzwanzig neunundzwanzig dreißig".split(), 20)])  # fmt: skip
def test_two_digit_numbers(number: int, word: str) -> None:
    """Units come before tens, in one word."""
    assert GERMAN.hear_digits(normalise(word, GERMAN).tokens) == str(number)


@pytest.mark.parametrize(
    "forms",
    [
        "Vertrag Verträge Vertrags Verträgen",
        "kündigen kündige kündigt gekündigt Kündigung Kündigungen kundigen",
        "Rechnung Rechnungen",
        "Öffnungszeit Öffnungszeiten Offnungszeiten Oeffnungszeiten",
        "öffnen geöffnet öffnet",
        "Termin Termine Terminen Termins",
        "Frage Fragen",
        "bestellen Bestellung bestellt bestelle",
        "liefern Lieferung Lieferungen",
    ],
)
def test_word_forms(forms: str) -> None:
    """The forms of one word fold into one, with and without the umlaut."""
    assert len({stem(form) for form in normalise(forms, GERMAN).tokens}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("ja", "januar"), ("haus", "hau"), ("termin", "terminal"), ("rechnung", "recht")]
)
def test_different_words(one: str, other: str) -> None:
    """Folding stops before it makes one word of two."""
    assert stem(one) != stem(other)
