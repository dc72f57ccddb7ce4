"""Italian digits: one by one, in pairs and in threes ("trecentoquarantasette dodici trentaquattro")."""

from __future__ import annotations

from collections.abc import Sequence

from callwright.languages.digits import Numerals
from callwright.languages.it_numbers import BELOW_100, BELOW_1000, TENS, UNITS, compound


def _whole(word: str) -> str | None:
    """ "duemilaventisei": in one word it has one meaning."""
    value = compound(word)
    return str(value) if value is not None and value >= 1000 else None


_NUMERALS = Numerals(
    units={word: str(value) for word, value in UNITS.items()},
    wholes={
        word: str(value)
        for word, value in BELOW_1000.items()
        if value > 9 and word not in TENS and (word in BELOW_100 or value % 100)
    },
    tens={word: str(value) for word, value in TENS.items()},
    rounds={"cento": "00", "mila": "000"},
    repeaters={"doppio": 2, "doppia": 2, "triplo": 3, "tripla": 3, "quadruplo": 4},
    glue=frozenset({"e", "poi", "trattino", "spazio", "barra"}),
    units_after_tens=False,
    ends={word: str(value) for word, value in BELOW_1000.items() if value % 100 == 0} | {"mille": "1000"},
    times="volte",
    article="il",
    hundred="cento",
    thousand="mila",
    conjunction="e",
    whole=_whole,
)


def hear_digits(words: Sequence[str]) -> str | None:
    """The digits that all these words together say, or None."""
    return _NUMERALS.hear(words)


def is_digit_word(word: str) -> bool:
    """Can this word stand inside spoken digits?"""
    return _NUMERALS.is_word(word) or _whole(word) is not None
