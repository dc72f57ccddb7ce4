"""A phrase with values of any type, laid beside an utterance: "transfer 50 pounds to James on Friday".

Laws
1. A frame fits only where each of its values is told: what ``hear`` asks back leaves the phrase unmatched.
2. No word belongs to two values, nor to a value and a word of the phrase.
3. A "not" that reaches a word of the phrase puts the phrase away; one within a value is judged by ``hear``.
4. Nothing is heard before the words of the phrase are found.

Theory of operation: a frame is one plain sentence of a phrase as chunks of words with values between them. The
chunks are placed in order, each where its first weighty word stands; what lies between two chunks, from the one's
end to the other's beginning, is the window of the value there. A window that holds two values, as a small word
between them was not said, is heard by ``hear_several``. The score is that of ``alignment``: words of weight between
and around cost. Values of the phrase's other sentences are looked for in what is left: "on Friday, transfer ...".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from callwright.understanding.alignment import (
    AROUND,
    AROUND_A_PART,
    BETWEEN,
    NOT,
    VALUE,
    Fit,
    Heard,
    Pattern,
)
from callwright.understanding.phrases import SlotRef
from callwright.understanding.placing import Chunk, Placed, places
from callwright.understanding.resolution import MARKED, OPEN_ENDED
from callwright.understanding.scene import Scene, Told

_PLACINGS = 4
"""Ways to place the chunks that are heard."""
_TRIED = 64
"""Ways to place the chunks that are looked at."""
_PROVING = 3
"""Characters of a lone value of digits that speaks for itself."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One plain sentence of a phrase: ``chunks`` are one more than ``slots``."""

    pattern: Pattern
    """What ``rivals`` sees of it."""
    chunks: tuple[Chunk, ...]
    slots: tuple[SlotRef, ...]
    others: tuple[SlotRef, ...]
    """Values of the phrase's other sentences."""
    small: bool
    """It has no word of weight, so that it must be all that is said."""

    @classmethod
    def of(
        cls,
        intent: str,
        source: str,
        pieces: Sequence[tuple[tuple[str, bool], ...] | SlotRef],
        others: tuple[SlotRef, ...],
    ) -> Frame | None:
        """``pieces``: stretches of words (stem, is it a small one) and values; None where nothing holds it."""
        slots = tuple(piece for piece in pieces if isinstance(piece, SlotRef))
        words = [word for piece in pieces if not isinstance(piece, SlotRef) for word in piece]
        if not words and all(slot.type in OPEN_ENDED for slot in slots):
            return None
        small = all(light for _, light in words)
        chunks: list[list[tuple[str, float]]] = [[]]
        for piece in pieces:
            if isinstance(piece, SlotRef):
                chunks.append([])
            else:
                chunks[-1] += [(stem, 1.0 if small or not light else 0.2) for stem, light in piece]
        stems = [stem for chunk in chunks for stem, _ in chunk]
        flags = [weight < 1.0 for chunk in chunks for _, weight in chunk]
        values = [VALUE + str(slot.type) for slot in slots]
        pattern = Pattern.of(
            intent, source, [*stems, *values], [*flags, *(False for _ in values)], tuple(slot.name for slot in slots)
        )
        made = tuple(Chunk(tuple(stem for stem, _ in one), tuple(weight for _, weight in one)) for one in chunks)
        return cls(pattern, made, slots, others, small)

    def may_reach(self, least: float, stems: AbstractSet[str]) -> bool:
        """Can it score ``least`` where only ``stems`` are heard, if all its values are told?"""
        missing = sum(
            weight for chunk in self.chunks for stem, weight in zip(chunk.stems, chunk.weights, strict=True)
            if stem not in stems
        )  # fmt: skip
        return self.pattern.total - missing >= least * self.pattern.total


def fit_frame(frame: Frame, heard: Heard, scene: Scene) -> Fit | None:
    """The place of a frame in an utterance where most of its words are; None where a value or a word is missing."""
    for placing in _placings(frame, heard)[:_PLACINGS]:
        found = _fit(frame, placing, heard, scene)
        if found is not None:
            return found
    return None


def _fit(frame: Frame, placing: Sequence[Placed | None], heard: Heard, scene: Scene) -> Fit | None:
    placed = [one for one in placing if one is not None]
    used = heavy = 0
    for words in placed:
        used |= words.used
        heavy |= words.heavy
    whole = all(one.whole for one in placed) and not _misses_weight(frame, placing)
    for chunk, one in zip(frame.chunks, placing, strict=True):
        if one is not None and NOT not in chunk.stems and heard.is_negated(one.used, one.heavy):
            if whole:
                heard.denied.append(heavy)
            return None
    told: dict[str, Told] = {}
    name = next((slot for slot in frame.others if slot.type == "name"), None)
    for slots, start, end, bounded in _windows(frame, placing, heard.length):
        begin, stop = scene.window(start, end)
        values = scene.values(slots, begin, stop, name, bounded=bounded)
        if values is None:
            return None
        told.update(values)
    for value in told.values():
        bits = scene.bits(value.start, value.end)
        used |= bits
        heavy |= bits & heard.content or bits
    if heard.content & ~used:
        left = scene.without(used)
        if any(slot.type in MARKED and scene.says(slot, left) for slot in frame.slots):
            return None  # another amount: nobody knows which one is meant
        for slot, value in _besides(frame, scene, left, name).items():
            told[slot] = value
            bits = scene.bits(value.start, value.end)
            used |= bits
            heavy |= bits & heard.content or bits
    if not used:
        return None
    score = _score(frame, placed, told, heard, used, whole)
    if score is None:
        return None
    names = [*frame.pattern.slots, *(name for name in told if name not in frame.pattern.slots)]
    return Fit(score, heavy, whole, whole and all(one.sure for one in placed), tuple((n, told[n].value) for n in names))


def _score(
    frame: Frame, placed: Sequence[Placed], told: Mapping[str, Told], heard: Heard, used: int, whole: bool
) -> float | None:
    low, high = (used & -used).bit_length() - 1, used.bit_length()
    span = (1 << high) - (1 << low)
    weighty = heard.content | heard.negation | heard.exclusion
    between = (weighty & span & ~used).bit_count()
    around = (weighty & ~span).bit_count()
    if frame.small and between + around:
        marked = not placed and all(slot.type in MARKED or slot.type == "choice" for slot in frame.slots)
        long = not placed and all(
            slot.type in ("digits", "phone") and len(told[slot.name].value) >= _PROVING for slot in frame.slots
        )
        if not marked and not long:
            return None
    found = sum(one.found for one in placed) + len(frame.slots)
    share = found / frame.pattern.total * max(0.7, 1 - BETWEEN * between)
    return share * (1 - (AROUND if whole else AROUND_A_PART) * min(around, 8))


def _besides(frame: Frame, scene: Scene, left: str, name: SlotRef | None) -> dict[str, Told]:
    """Marked values in the words that are left: "on Friday, transfer 50 pounds"."""
    others = [slot for slot in frame.others if slot.type in MARKED]
    if not others:
        return {}
    told = scene.several(frame.others, left, name.name if name is not None else "")
    return {slot.name: told[slot.name] for slot in others if slot.name in told}


def _misses_weight(frame: Frame, placing: Sequence[Placed | None]) -> bool:
    return any(one is None and chunk.heavy for chunk, one in zip(frame.chunks, placing, strict=True))


def _windows(
    frame: Frame, placing: Sequence[Placed | None], length: int
) -> Iterator[tuple[tuple[SlotRef, ...], int, int, bool]]:
    """The values between two chunks that were found, and the tokens between which they stand."""
    slots: list[SlotRef] = []
    start = 0
    for at, placed in enumerate(placing):
        if placed is not None:
            if slots:
                yield tuple(slots), start, placed.start, True
            slots, start = [], placed.end
        if at < len(frame.slots):
            slots.append(frame.slots[at])
    if slots:
        yield tuple(slots), start, length, False


def _placings(frame: Frame, heard: Heard) -> list[list[Placed | None]]:
    """Ways to place all chunks in order, those that find the most first."""
    ways: list[tuple[float, list[Placed | None]]] = [(0.0, [])]
    for at, chunk in enumerate(frame.chunks):
        if not chunk.stems:
            ways = [(found, [*way, None]) for found, way in ways]
            continue
        longer: list[tuple[float, list[Placed | None]]] = []
        standing = places(chunk, heard)
        for found, way in ways:
            last = next((one for one in reversed(way) if one is not None), None)
            first = last.end + 1 if last is not None else min(at, 1)
            longer += [(found + one.found, [*way, one]) for one in standing if one.start >= first]
            if not chunk.heavy and _may_be_missing(frame, at):
                longer.append((found, [*way, None]))
        ways = longer[:_TRIED]
    least = 0.7 * frame.pattern.total - len(frame.slots)
    ways = [one for one in ways if one[0] >= least and (any(one[1]) or not any(c.stems for c in frame.chunks))]
    ways.sort(key=lambda one: -one[0])
    return [way for _, way in ways]


def _may_be_missing(frame: Frame, at: int) -> bool:
    """A small word between two values need not be said where the values tell themselves apart; a name needs it."""
    if at == 0 or at == len(frame.slots):
        return True
    one, other = frame.slots[at - 1].type, frame.slots[at].type
    return one != other and OPEN_ENDED.isdisjoint((one, other)) and (one in MARKED or other in MARKED)
