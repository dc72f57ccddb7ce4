"""Spanish numbers: the words, and digits as callers say them.

Laws
1. A run of words that can be read in two ways is None: "doscientos cinco seis" is 2056 or 20056.
2. ``in_words`` of a number below a hundred is heard as that number.

Theory of operation: Spanish numbers are read from left to right in groups, since telephone numbers are said in
groups of two and three: "seiscientos doce, treinta y cuatro" is 61234. A hundred takes in what follows it, tens
take in a unit only behind "y". "mil" joins what stands before and behind it, and only where it is all that was said.
"""

from __future__ import annotations

from collections.abc import Sequence

UNITS = {
    "cero": 0, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
}  # fmt: skip
BELOW_30 = {
    "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17,
    "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiuno": 21, "veintiun": 21, "veintiuna": 21, "veintidos": 22,
    "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26, "veintisiete": 27, "veintiocho": 28,
    "veintinueve": 29,
}  # fmt: skip
TENS = {
    "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80,
    "noventa": 90,
}  # fmt: skip
_HUNDRED = {
    "doscient": 200, "trescient": 300, "cuatrocient": 400, "quinient": 500, "seiscient": 600, "setecient": 700,
    "sietecient": 700, "ochocient": 800, "novecient": 900, "nuevecient": 900,
}  # fmt: skip
HUNDREDS = {"cien": 100, "ciento": 100} | {
    f"{stem}{ending}": value for stem, value in _HUNDRED.items() for ending in ("os", "as")
}

LINK, THOUSAND, TIMES = "y", "mil", "veces"
_FORMS_OF_ONE = {"un": 1, "una": 1}
_BEHIND_LINK = {**UNITS, **_FORMS_OF_ONE}
SEQUENCES: dict[tuple[str, ...], int] = {
    **{(ten, LINK, unit): tens + value for ten, tens in TENS.items() for unit, value in _BEHIND_LINK.items() if value},
    # "un" is an article too, so it counts as 1 only where a number has begun: "ciento un euros".
    **{(hundred, one): value + 1 for hundred, value in HUNDREDS.items() for one in _FORMS_OF_ONE if hundred != "cien"},
}
"""Numbers of several words."""

REPEATERS = {"doble": 2, "triple": 3, "cuadruple": 4}
_GLUE = frozenset("y guion guiones espacio luego despues coma".split())
_ARTICLE = "el"


def is_digit_word(word: str) -> bool:
    """Can this word stand inside spoken digits?"""
    return (
        (word.isascii() and word.isdigit())
        or word in UNITS
        or word in BELOW_30
        or word in TENS
        or word in HUNDREDS
        or word in REPEATERS
        or word in _GLUE
        or word in (THOUSAND, TIMES, _ARTICLE)
    )


def hear_digits(words: Sequence[str]) -> str | None:
    """The digits that all these words together say, or None."""
    if THOUSAND in words:
        return _thousands(words)
    heard: list[str] = []
    at, end = 0, len(words)
    while at < end:
        if words[at] in _GLUE:
            if not heard or at + 1 == end or words[at - 1] in TENS or words[at - 1] in HUNDREDS:
                return None
            at += 1
            continue
        group = _repeated(words, at) or _group(words, at)
        if group is None:
            return None
        at, digits = group
        heard.append(digits)
    return "".join(heard) or None


def _thousands(words: Sequence[str]) -> str | None:
    """ "dos mil veintiséis", "cero ocho mil dos": one number and nothing else, but for zeros before it."""
    zeros = next((at for at, word in enumerate(words) if word != "cero"), 0)
    at = words.index(THOUSAND)
    head, tail = words[zeros:at], words[at + 1 :]
    if not tail and (not head or zeros):
        return None
    thousands = _number(head) if head else None if zeros else 1
    rest = _number(tail) if tail else 0
    return "0" * zeros + str(thousands * 1000 + rest) if thousands and rest is not None else None


def _number(words: Sequence[str]) -> int | None:
    """The one number from 1 to 999 that all these words are."""
    group = _group(words, 0)
    whole = group is not None and group[0] == len(words) and group[1][0] != "0"
    return int(group[1]) if group is not None and whole and len(group[1]) <= 3 else None


def _group(words: Sequence[str], at: int) -> tuple[int, str] | None:
    """The place behind one group of digits, and the group; None where there is none, or it might be two."""
    word = words[at]
    if word.isascii() and word.isdigit():
        return at + 1, word
    hundreds = HUNDREDS.get(word)
    if hundreds is None:
        return _below_100(words, at)
    if at + 1 == len(words) or words[at + 1] == "cero":
        return (at + 1, str(hundreds)) if word != "ciento" else None
    if words[at + 1] in HUNDREDS and word != "ciento":
        return at + 1, str(hundreds)
    rest = _below_100(words, at + 1)
    if rest is None or word == "cien":
        return None
    behind = words[rest[0]] if rest[0] < len(words) else ""
    loose = len(rest[1]) == 1 and (behind in UNITS or (len(behind) == 1 and behind.isdigit()))
    return (rest[0], str(hundreds + int(rest[1]))) if not loose else None


def _below_100(words: Sequence[str], at: int) -> tuple[int, str] | None:
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if (together := SEQUENCES.get(tuple(words[at : at + 3]))) is not None:
        return at + 3, str(together)
    if following == LINK and (word in TENS or word == "diez"):
        return None
    if word in TENS:
        return (at + 1, str(TENS[word])) if following not in UNITS or following == "cero" else None
    value = UNITS.get(word, BELOW_30.get(word))
    return None if value is None else (at + 1, str(value))


def _repeated(words: Sequence[str], at: int) -> tuple[int, str] | None:
    """ "doble cero", "tres veces el cinco"."""
    count, behind = REPEATERS.get(words[at], 0), at + 1
    if behind < len(words) and words[behind] == TIMES:
        count, behind = _BEHIND_LINK.get(words[at], 0), behind + 1
        count = count if 2 <= count <= 4 else 0
    if behind < len(words) and words[behind] == _ARTICLE:
        behind += 1
    if not count or behind >= len(words):
        return None
    word = words[behind]
    digit = word if len(word) == 1 and word.isdigit() else str(UNITS.get(word, ""))
    return (behind + 1, digit * count) if digit else None


_SPELLED = {value: word for word, value in reversed({**TENS, **UNITS, **BELOW_30}.items())}
_SPELLED |= {
    16: "dieciséis", 21: "veintiuno", 22: "veintidós", 23: "veintitrés", 26: "veintiséis",
}  # fmt: skip


def in_words(number: int) -> str:
    """A number below a hundred as it is written: "treinta y cinco"."""
    if number < 30 or number % 10 == 0:
        return _SPELLED[number]
    return f"{_SPELLED[number - number % 10]} {LINK} {_SPELLED[number % 10]}"
