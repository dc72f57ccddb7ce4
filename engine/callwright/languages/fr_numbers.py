"""French numbers: those of France, and "septante", "huitante", "nonante" of Belgium and Switzerland.

Theory of operation: below a hundred French says several words for one number ("quatre-vingt-dix-sept"), and where
another word ends only the whole tells: they are listed, each with every way in which it is written.
"""

from __future__ import annotations

from collections.abc import Iterator

UNITS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9,
}  # fmt: skip
TEENS = {
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "dixsept": 17,
    "dixhuit": 18, "dixneuf": 19,
}  # fmt: skip
TENS = {
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80,
    "octante": 80, "nonante": 90,
}  # fmt: skip
EIGHTY = (("quatre", "vingt"), ("quatre", "vingts"))

ORDINALS = {
    "premier": 1, "premiere": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5,
    "sixieme": 6, "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10, "onzieme": 11, "douzieme": 12,
    "treizieme": 13, "quatorzieme": 14, "quinzieme": 15, "seizieme": 16, "vingtieme": 20, "trentieme": 30,
}  # fmt: skip
"""Word -> its place. Only the first of a month is an ordinal; the others are "le deux", "le trois"."""


def _below_20() -> Iterator[tuple[tuple[str, ...], int]]:
    for word, value in {**UNITS, **TEENS}.items():
        if value:
            yield (word,), value
    for unit in ("sept", "huit", "neuf"):
        yield ("dix", unit), 10 + UNITS[unit]


def _below_100() -> Iterator[tuple[tuple[str, ...], int]]:
    small = list(_below_20())
    yield from ((words, value) for words, value in small if len(words) > 1)
    for ten, tens in TENS.items():
        for words, value in small:
            if value == 1:
                yield (ten, "et", *words), tens + 1
                if tens > 60:
                    yield (ten, *words), tens + 1
            elif value < 10 or ten == "soixante":
                yield (ten, *words), tens + value
    yield ("soixante", "et", "onze"), 71
    for eighty in EIGHTY:
        yield eighty, 80
        for words, value in small:
            yield (*eighty, *words), 80 + value
            if value in (1, 11):
                yield (*eighty, "et", *words), 80 + value


BELOW_100 = dict(_below_100())
"""Every number below a hundred that is several words."""


def _hundreds() -> Iterator[tuple[tuple[str, ...], int]]:
    for words, value in _below_20():
        if 1 < value < 20 and value != 10:
            yield (*words, "cents"), value * 100


SEQUENCES = {**BELOW_100, **dict(_hundreds())}
"""The same, and round hundreds: in "deux cents" these are hundreds, in "trente cents" they are money."""
