"""French digits, which are mostly said in pairs: "zéro six, douze, trente-quatre" is 061234.

Laws
1. A ten takes in what can belong to it: "soixante-douze" is 72.
2. "vingt quatre vingt" may be 24 20 or 20 80: it is told only where one reading alone is in pairs.

Theory of operation: everything but a "quatre-vingt" behind another ten or behind a zero has one reading, which
``Numerals`` finds. For the rest every reading in pairs is looked for, from the end, two at most at each place.
"""

from __future__ import annotations

from collections.abc import Sequence

from callwright.languages.digits import Numerals
from callwright.languages.fr_numbers import BELOW_100, TEENS, TENS, UNITS

_NUMERALS = Numerals(
    units={word: str(value) for word, value in UNITS.items()},
    wholes={word: str(value) for word, value in TEENS.items()},
    tens={word: str(value) for word, value in TENS.items()},
    rounds={"cent": "00", "mille": "000"},
    repeaters={"double": 2, "triple": 3, "quadruple": 4},
    glue=frozenset({"et", "puis", "ensuite", "tiret", "espace"}),
    units_after_tens=False,
    ends={"cent": "100"},
    times="fois",
    article="le",
    hundred="cent",
    thousand="mille",
    conjunction="et",
    sequences={sequence: str(value) for sequence, value in BELOW_100.items()},
    sums=True,
)
_SINGULAR = {"cents": "cent", "vingts": "vingt", "zeros": "zero", "mil": "mille"}
_PAIRS: dict[tuple[str, ...], int] = {**BELOW_100, **{(word,): value for word, value in (TEENS | TENS).items()}}
_PAIRS |= {("zero", unit): value for unit, value in UNITS.items()}


def hear_digits(words: Sequence[str]) -> str | None:
    """The digits that all these words together say, or None."""
    heard = [_SINGULAR.get(word, word) for word in words]
    doubtful = any(
        heard[at : at + 2] == ["quatre", "vingt"] and _opens(heard[at - 1]) for at in range(1, len(heard) - 1)
    )
    return _in_pairs(words) if doubtful else _NUMERALS.hear(heard)


def is_digit_word(word: str) -> bool:
    """Can this word stand inside spoken digits?"""
    return _NUMERALS.is_word(_SINGULAR.get(word, word))


def _opens(word: str) -> bool:
    """ "quatre" behind it may belong to it."""
    return word == "zero" or word in TENS


def _in_pairs(heard: Sequence[str]) -> str | None:
    """The one reading in which every two digits are a pair. "vingts" is only a part of 80."""
    behind: list[set[str]] = [set() for _ in heard] + [{""}]
    for at in range(len(heard) - 1, -1, -1):
        for size in range(1, min(4, len(heard) - at) + 1):
            value = _PAIRS.get(tuple(heard[at : at + size]))
            if value is not None:
                behind[at] |= {f"{value:02}{rest}" for rest in behind[at + size]}
        if len(heard[at]) == 2 and heard[at].isascii() and heard[at].isdigit():
            behind[at] |= {heard[at] + rest for rest in behind[at + 1]}
        behind[at] = set(sorted(behind[at])[:2])
    return behind[0].pop() if len(behind[0]) == 1 else None
