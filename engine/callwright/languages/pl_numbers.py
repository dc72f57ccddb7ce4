"""Polish numbers: cardinals in the cases that callers use, ordinals, hours, and digits.

Laws
1. Words stand in normal form: "ł" is "l", the other letters lose their marks.
2. Hundreds, tens and units that follow each other are one number: "sześćset dwa" is 602, in digits too, as nobody
   says "six hundred" and means a 6 by it.

Theory of operation: ``merged`` puts the words of one number together before digits are heard, so that digits said
one by one, in pairs and in threes go the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def numbered(text: str) -> dict[str, int]:
    """Words and their number, a line each: ``dwa; dwie = 2``. The tables of values are not brought for digits alone."""
    found: dict[str, int] = {}
    for line in filter(str.strip, text.splitlines()):
        forms, _, value = line.partition("=")
        found |= {form.strip(): int(value) for form in forms.split(";")}
    return found


UNITS = numbered("""
    zero = 0
    jeden; jedna; jedno; jednego; jednej; jednym = 1
    dwa; dwie; dwoch; dwu; dwom; dwiema; dwoje; dwojga = 2
    trzy; trzech; trzem; trzema; troje; trojga = 3
    cztery; czterech; czterem; czworo; czworga = 4
    piec; pieciu; piecioro = 5
    szesc; szesciu; szescioro = 6
    siedem; siedmiu; siedmioro = 7
    osiem; osmiu; osmioro = 8
    dziewiec; dziewieciu = 9
""")
TEENS = numbered("""
    dziesiec; dziesieciu = 10
    jedenascie; jedenastu = 11
    dwanascie; dwunastu = 12
    trzynascie; trzynastu = 13
    czternascie; czternastu = 14
    pietnascie; pietnastu = 15
    szesnascie; szesnastu = 16
    siedemnascie; siedemnastu = 17
    osiemnascie; osiemnastu = 18
    dziewietnascie; dziewietnastu = 19
""")
TENS = numbered("""
    dwadziescia; dwudziestu = 20
    trzydziesci; trzydziestu = 30
    czterdziesci; czterdziestu = 40
    piecdziesiat; piecdziesieciu = 50
    szescdziesiat; szescdziesieciu = 60
    siedemdziesiat; siedemdziesieciu = 70
    osiemdziesiat; osiemdziesieciu = 80
    dziewiecdziesiat; dziewiecdziesieciu = 90
""")
HUNDREDS = numbered("""
    sto; stu = 100
    dwiescie; dwustu = 200
    trzysta; trzystu = 300
    czterysta; czterystu = 400
    piecset; pieciuset = 500
    szescset; szesciuset = 600
    siedemset; siedmiuset = 700
    osiemset; osmiuset = 800
    dziewiecset; dziewieciuset = 900
""")
THOUSANDS = frozenset("tysiac tysiace tysiecy tysiaca".split())

# The names of the digits as things: "dwie trójki", "pięć zer".
NOUNS = numbered("""
    jedynka = 1
    dwojka = 2
    trojka = 3
    czworka = 4
    piatka = 5
    szostka = 6
    siodemka = 7
    osemka = 8
    dziewiatka = 9
""")
PLURALS = {"zera": 0, "zer": 0} | {
    form: digit for noun, digit in NOUNS.items() for form in (f"{noun[:-1]}i", f"{noun[:-1]}e", f"{noun[:-2]}ek")
}

_STEMS = numbered("""
    pierwsz = 1
    drug = 2
    trzeci = 3
    czwart = 4
    piat = 5
    szost = 6
    siodm = 7
    osm = 8
    dziewiat = 9
    dziesiat = 10
    jedenast = 11
    dwunast = 12
    trzynast = 13
    czternast = 14
    pietnast = 15
    szesnast = 16
    siedemnast = 17
    osiemnast = 18
    dziewietnast = 19
    dwudziest = 20
    trzydziest = 30
    czterdziest = 40
    piecdziesiat = 50
    szescdziesiat = 60
    siedemdziesiat = 70
    osiemdziesiat = 80
    dziewiecdziesiat = 90
    dwutysieczn = 2000
""")
_SOFT = {"drug": ("i", "iego", "im", "iemu", "ie"), "trzeci": ("", "ego", "m", "emu", "e")}
ORDINALS = {
    f"{stem}{ending}": value
    for stem, value in _STEMS.items()
    for ending in _SOFT.get(stem, ("y", "ego", "ym", "emu", "e"))
}
"""Masculine, as days and years are counted: "trzeciego", "dwudziesty"."""

_FEMININE = {
    f"{stem}{ending}": value
    for stem, value in _STEMS.items()
    if value <= 20
    for ending in (("a", "iej") if stem == "drug" else ("a", "ej"))
} | {"zerowa": 0, "zerowej": 0}
HOURS = _FEMININE | {
    f"{tens} {unit}": 20 + value
    for tens in ("dwudziesta", "dwudziestej")
    for unit, value in _FEMININE.items()
    if 1 <= value <= 4
}
"""Feminine, as hours are: "ósmej", "dwudziesta druga"."""

_BELOW_1000: Mapping[str, int] = UNITS | TEENS | TENS | HUNDREDS


def merged(words: Sequence[str]) -> list[str] | None:
    """The words with each number of several words in one piece of figures: "sześćset dwa" is "602".

    Repeated digits are written out: "trzy zera" is "000". None where it cannot be told what is meant.
    """
    told: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        if word in THOUSANDS:
            value, end = 0, at
        elif word in _BELOW_1000:
            value, end = _below_1000(words, at)
        else:
            told.append(str(NOUNS[word]) if word in NOUNS else word)
            at += 1
            continue
        following = words[end] if end < len(words) else ""
        if following in THOUSANDS and (value or end == at):
            rest, behind = _below_1000(words, end + 1)
            told.append(str((value or 1) * 1000 + rest))
            end = behind
        elif following in PLURALS and 2 <= value <= 9:
            told.append(str(PLURALS[following]) * value)
            end += 1
        elif value >= 100 and value % 100 == 0 and following in ("zero", "0"):
            return None  # "sześćset zero dwa": 60002, or 602
        else:
            told.append(str(value))
        at = end
    return told


def _below_1000(words: Sequence[str], at: int) -> tuple[int, int]:
    """The number that begins here, and the place behind it; 0 if there is none."""
    value, room = 0, 1000
    while at < len(words) and (part := _BELOW_1000.get(words[at])) is not None:
        if part >= room or (part == 0 and room < 1000):
            break
        value += part
        at += 1
        room = 100 if part >= 100 else 10 if part >= 20 else 0
    return value, at
