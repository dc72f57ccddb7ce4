"""Which part of a value a caller mends: "the last two are 4 7", "not 4 but 5".

Laws
1. A mend changes what was named and nothing else.
2. What fits in two places ("5 instead of 4" where there are two fours) is both, and so it is none.

Theory of operation: the language's sayings find the words for the old and the new part; who asks says what those words
are (digits, a date, a name). A saying must cover the whole utterance but for small words before it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from callwright.languages.values.grammar import Slot
from callwright.languages.values.said import Said
from callwright.languages.values.voice import Voice

Read = Callable[[Said], Collection[str]]
"""What a stretch of words may spell, as digits or letters."""
_LONGEST = 28
"""Words that are looked at; nobody mends a value with more."""


@dataclass(frozen=True, slots=True)
class Mend:
    """One way to understand what is mended."""

    kind: str
    """swap, last, first or at."""
    told: Said
    """The words for what holds now."""
    old: Said | None
    """The words for what it replaces, of a swap."""
    many: int
    """How many digits or letters are told; 0 where nobody said."""
    place: int
    """Of one digit or letter, counted from 1, or back from -1."""


def mends_in(said: Said, voice: Voice) -> list[Mend]:
    """Every way in which the words mend a part of a value; empty where they mend none."""
    said = voice.calm(said).part(0, _LONGEST)
    tokens = said.tokens
    grammar = voice.grammar("mends", voice.spoken.mends.sayings, lambda: _slots(voice))
    for start in range(len(tokens)):
        found = [
            Mend(
                reading.meaning,
                said.part(*reading.given["new" if reading.meaning == "swap" else "told"]),
                said.part(*reading.given["old"]) if "old" in reading.given else None,
                reading.given.get("many", 0),
                reading.given.get("place", 0),
            )
            for reading in grammar.readings(tokens, start, {})
            if reading.end == len(tokens)
        ]
        if found:
            return found
        if tokens[start] not in voice.language.light and tokens[start] not in voice.language.openers:
            break
    return []


def mended(before: str, mends: Sequence[Mend], read: Read) -> set[str]:
    """What digits or letters become by these mends, every way that is possible."""
    found: set[str] = set()
    for mend in mends:
        told = [one for one in read(mend.told) if not mend.many or len(one) == mend.many]
        if mend.kind == "swap" and mend.old is not None:
            found |= {one for old in read(mend.old) for new in told for one in _swapped(before, old, new)}
        elif mend.kind == "last":
            found |= {before[: -len(one)] + one for one in told if 0 < len(one) <= len(before)}
        elif mend.kind == "first":
            found |= {one + before[len(one) :] for one in told if 0 < len(one) <= len(before)}
        elif mend.kind == "at" and 1 <= abs(mend.place) <= len(before):
            at = mend.place - 1 if mend.place > 0 else len(before) + mend.place
            found |= {before[:at] + one + before[at + 1 :] for one in told if len(one) == 1}
    return found


def _swapped(before: str, old: str, new: str) -> set[str]:
    if not old or old == new:
        return set()
    places = [at for at in range(len(before)) if before.startswith(old, at)]
    return {before[:at] + new + before[at + len(old) :] for at in places}


def _slots(voice: Voice) -> Mapping[str, Slot]:
    numbers = voice.numbers

    def run(tokens: Sequence[str], at: int) -> list[tuple[int, tuple[int, int]]]:
        return [(end, (at, end)) for end in range(at + 1, len(tokens) + 1)]

    def many(tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
        return [(end, value) for end, value in numbers.cardinal(tokens, at) if 1 <= value <= 20]

    return {"old": run, "new": run, "told": run, "many": many, "place": numbers.ordinal}
