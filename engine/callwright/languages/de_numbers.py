"""German numbers in one word: cardinals, ordinals and halves.

Laws
1. ``compound`` of a number's word is that number, whatever its length below a million, and of an ordinal's
   ``ordinal``; any other word is None.
2. Words stand in normal form: "ue" for "ü", "ss" for "ß". What lost its accent is read too ("funf").

Theory of operation: a word is taken apart at "tausend", "hundert" and "und". Numbers in several words are put
together elsewhere, by the same rules as in every language.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

UNITS = {
    "null": 0, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fuenf": 5, "funf": 5, "fuemf": 5, "fuennef": 5,
    "fuenef": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
}  # fmt: skip
TEENS = {
    "zehn": 10, "elf": 11, "zwoelf": 12, "zwolf": 12, "dreizehn": 13, "vierzehn": 14, "fuenfzehn": 15, "funfzehn": 15,
    "fuffzehn": 15, "fuemfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
TENS = {
    "zwanzig": 20, "dreissig": 30, "dreizig": 30, "vierzig": 40, "fuenfzig": 50, "funfzig": 50, "fuffzig": 50,
    "fuemfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90,
}  # fmt: skip
ARTICLES = frozenset("ein eine einen einer einem eines nen ne ner nem n".split())
"""Words that count one thing before its name: "eine Stunde"."""

BELOW_100 = {
    **UNITS,
    **TEENS,
    **TENS,
    **{
        f"{unit}{link}{ten}": tens + digit
        for unit, digit in {**UNITS, "ein": 1}.items()
        if digit and unit != "eins"
        for ten, tens in TENS.items()
        for link in ("und", "un", "nd")
    },
}
_DIALECT = ("funf", "fuemf", "fuenn", "fuene", "zwolf", "fuff", "dreizig")
PLAIN = frozenset(
    word
    for word, value in BELOW_100.items()
    if not word.startswith(_DIALECT)
    and not word.endswith(("funfzig", "fuemfzig", "fuffzig", "dreizig"))
    and (value < 21 or value % 10 == 0 or "und" in word)
)
"""The words below a hundred as they are written."""
_IN_COMPOUNDS = {**BELOW_100, "ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1}
_HUNDRED = {0: 9, 1: 19}
"""Hundreds go up to nine; by themselves up to nineteen, as years are said."""


@lru_cache(maxsize=8192)
def compound(token: str) -> int | None:
    """The number that one word is; None if it is none. "ein" by itself is an article."""
    head, thousand, tail = token.partition("tausend")
    if thousand:
        many = _below_1000(head, 9) if head else 1
        rest = _rest(tail, _below_1000(tail, 9), _below_1000(tail.removeprefix("und"), 9))
        return None if not many or rest is None else many * 1000 + rest
    return BELOW_100.get(token) if "hundert" not in token else _below_1000(token, 19)


def _below_1000(token: str, most: int) -> int | None:
    """ "zweihundertfünf", "hundertundeins"; ``most`` hundreds."""
    head, hundred, tail = token.partition("hundert")
    if not hundred:
        return _IN_COMPOUNDS.get(token)
    many = _IN_COMPOUNDS.get(head) if head else 1
    rest = _rest(tail, _IN_COMPOUNDS.get(tail), _IN_COMPOUNDS.get(tail.removeprefix("und")))
    return None if not many or many > most or many == 10 or rest is None else many * 100 + rest


def _rest(tail: str, *readings: int | None) -> int | None:
    return next((one for one in readings if one), None) if tail else 0


_IRREGULAR = {1: ("erst",), 2: ("zweit", "zwot"), 3: ("dritt",), 7: ("siebt", "siebent"), 8: ("acht",)}


def _stems() -> Iterator[tuple[str, int]]:
    for stem, value in BELOW_100.items():
        if value not in _IRREGULAR and 0 < value < 100:
            yield f"{stem}{'t' if value < 20 else 'st'}", value
    for value, stems in _IRREGULAR.items():
        yield from ((stem, value) for stem in stems)


ORDINALS = {f"{stem}{ending}": value for stem, value in _stems() for ending in ("e", "en", "er", "es", "em", "ens")}
"""Word -> its number, 1 to 99."""


def ordinal(token: str) -> int | None:
    """ "einundzwanzigsten", "hundertster"; None for any other word."""
    return ORDINALS.get(token)


def _halves() -> Iterator[tuple[str, Decimal]]:
    half = Decimal("0.5")
    for word, value in {**BELOW_100, "ein": 1}.items():
        if 0 < value < 100 and word != "eins":
            for link in ("ein", "undein"):
                yield f"{word}{link}halb", value + half
                yield f"{word}{link}halbtausend", (value + half) * 1000
    for word, value in {**UNITS, "ein": 1}.items():
        yield f"{word}einviertel", value + Decimal("0.25")
        yield f"{word}dreiviertel", value + Decimal("0.75")
    yield "anderthalb", Decimal("1.5")
    yield "anderthalbtausend", Decimal(1500)


HALVES = dict(_halves())
"""Word -> its number: "zweieinhalb", "zweieinhalbtausend", "eineinviertel"."""
