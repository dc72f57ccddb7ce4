"""Dutch numbers in one word: cardinals, ordinals and halves.

Laws
1. ``compound`` of a number's word is that number, whatever its length below a million, and of an ordinal's
   ``ordinal``; any other word is None.
2. Words stand in normal form: "drieëntwintig" is "drieentwintig", "één" is "een".

Theory of operation: a word is taken apart at "duizend", "honderd" and "en". A year may be said in two halves and
written as one word ("negentienvijfenzestig"). Numbers in several words are put together elsewhere, by the same
rules as in every language.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

UNITS = {
    "nul": 0, "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
}  # fmt: skip
TEENS = {
    "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16,
    "zeventien": 17, "achttien": 18, "negentien": 19,
}  # fmt: skip
TENS = {
    "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80,
    "negentig": 90,
}  # fmt: skip
BELOW_100 = {
    **UNITS,
    **TEENS,
    **TENS,
    **{f"{unit}en{ten}": tens + digit for unit, digit in UNITS.items() if digit for ten, tens in TENS.items()},
}


@lru_cache(maxsize=8192)
def compound(token: str) -> int | None:
    """The number that one word is; None if it is none."""
    head, thousand, tail = token.partition("duizend")
    if thousand:
        many = _below_1000(head, 9) if head else 1
        rest = _rest(tail, _below_1000(tail, 9), _below_1000(tail.removeprefix("en"), 9))
        return None if not many or rest is None else many * 1000 + rest
    if "honderd" in token:
        return _below_1000(token, 99)
    return BELOW_100.get(token) or (0 if token == "nul" else YEARS.get(token))


def _below_1000(token: str, most: int) -> int | None:
    """ "tweehonderdvijf", "honderdeneen"; ``most`` hundreds, as "twaalfhonderd" is 1200."""
    head, hundred, tail = token.partition("honderd")
    if not hundred:
        return BELOW_100.get(token)
    many = BELOW_100.get(head) if head else 1
    rest = _rest(tail, BELOW_100.get(tail), BELOW_100.get(tail.removeprefix("en")))
    return None if not many or many > most or many % 10 == 0 or rest is None else many * 100 + rest


def _rest(tail: str, *readings: int | None) -> int | None:
    return next((one for one in readings if one), None) if tail else 0


YEARS = {
    f"{century}{rest}": hundreds * 100 + value
    for century, hundreds in TEENS.items()
    if hundreds > 14
    for rest, value in BELOW_100.items()
    if value > 9
}
"""Word -> its year: "negentienvijfenzestig"."""

_IRREGULAR = {1: ("eerst",), 3: ("derd",), 8: ("achtst",)}


def _stems() -> Iterator[tuple[str, int]]:
    for stem, value in BELOW_100.items():
        if 0 < value < 100 and value not in _IRREGULAR:
            yield f"{stem}{'d' if value < 20 else 'st'}", value
    for value, stems in _IRREGULAR.items():
        yield from ((stem, value) for stem in stems)


ORDINALS = {f"{stem}e": value for stem, value in _stems()}
"""Word -> its number, 1 to 99."""


def ordinal(token: str) -> int | None:
    """ "eenentwintigste"; None for any other word."""
    return ORDINALS.get(token)


def _halves() -> Iterator[tuple[str, Decimal]]:
    half = Decimal("0.5")
    for word, value in BELOW_100.items():
        if 0 < value < 100:
            for ending in ("half", "halve"):
                yield f"{word}en{ending}", value + half
                yield f"{word}eneen{ending}", value + half
    for word in ("anderhalf", "anderhalve"):
        yield word, 1 + half


HALVES = dict(_halves())
"""Word -> its number: "tweeenhalf", "anderhalve"."""
