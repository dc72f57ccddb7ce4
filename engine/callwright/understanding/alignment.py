"""How well one phrase fits one utterance.

Laws
1. The score is between 0 and 1; 1 is the phrase itself and nothing else of weight.
2. A phrase without "not" does not fit where "not" stands within it or reaches it (``negation`` tells how far).
3. Bounded: an utterance is cut to ``LONGEST`` words, a phrase is tried at ``TRIES`` places.

Theory of operation: words have weight; small words of the language (``light``) have little. A phrase is laid
beside the utterance at each place of its first weighty word, each further word is looked for near where it
should follow. The score is the share of the phrase's weight that was found, less something for words of
weight in between, for a changed order, and for words of weight around it. Words around a whole phrase cost
little ("it's about my bill, it came yesterday"), around a part of a phrase much ("change my dentist
appointment" is not "cancel my dentist appointment").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from callwright.languages.base import Language
from callwright.understanding.negation import NOTHING, Reach

LONGEST = 60
"""Words of an utterance that are looked at where it is no phrase as it stands."""
TRIES = 4
"""Places of a phrase's first weighty word that are tried."""
_PLACES = 6
"""Places of one stem that are kept."""

NOT = "\0not"
"""Every negation of the language as one stem."""
VALUE = "\0value:"
"""Begins the stem of a value's place."""
JOINED = 0.97
"""How sure two words are that together are one of a phrase."""
_LIGHT = 0.2
_REACH, _LIGHT_REACH = 6, 3
"""How many words away from its place a word is still found."""
_REACH_OF_NOT = 8
BETWEEN, _ORDER, AROUND, AROUND_A_PART = 0.05, 0.04, 0.02, 0.08
_WHOLE = 0.999


@dataclass(frozen=True, slots=True)
class Pattern:
    """One plain sentence of a phrase, ready to be laid beside an utterance."""

    intent: str
    source: str
    stems: tuple[str, ...]
    weights: tuple[float, ...]
    heavy: frozenset[str]
    """The stems that carry its meaning."""
    total: float
    """The sum of the weights."""
    needed: frozenset[str]
    """Stems without which it cannot fit: "not", and values."""
    slots: tuple[str, ...]
    """Names of the values, in order."""
    alone: bool
    """A built-in word such as "back", that counts only if nothing else of weight is said."""
    opens: bool
    """It also counts where it opens a longer utterance: "one moment, I have to look"."""

    @classmethod
    def of(
        cls,
        intent: str,
        source: str,
        stems: Sequence[str],
        light: Sequence[bool],
        slots: tuple[str, ...] = (),
        alone: bool = False,
        opens: bool = False,
    ) -> Pattern:
        """``light`` says of each stem whether it is a small word; where all are, all weigh."""
        only_light = all(light)
        weights = tuple(1.0 if only_light or not small else _LIGHT for small in light)
        heavy = frozenset(stem for stem, weight in zip(stems, weights, strict=True) if weight == 1.0)
        needed = frozenset(stem for stem in stems if stem == NOT or stem.startswith(VALUE))
        return cls(intent, source, tuple(stems), weights, heavy, sum(weights), needed, slots, alone, opens)

    def may_reach(self, least: float, stems: AbstractSet[str]) -> bool:
        """Can the score be ``least`` where only ``stems`` are heard? Never says no where it can."""
        missing = len(self.heavy - stems)
        return self.total - missing >= least * self.total and self.needed <= stems


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a pattern was found."""

    score: float
    heavy: int
    """A bit for each word of the utterance in which a word of weight was found."""
    whole: bool
    """Every word of weight was found."""
    sure: bool
    """Every word of weight was found as it is, none as one that sounds like it."""
    values: tuple[tuple[str, Any], ...]


class Heard:
    """An utterance, ready to be compared: where each stem stands, and what weighs."""

    __slots__ = (
        "content", "contrast", "denied", "exclusion", "length", "light", "negation", "places", "reach", "through",
        "values",
    )  # fmt: skip

    def __init__(
        self, tokens: Sequence[str], language: Language, stem: Callable[[str], str], reach: Reach = NOTHING
    ) -> None:
        self.length = len(tokens)
        self.reach = reach
        self.denied: list[int] = []
        """The weighty words of whole phrases that a "not" reaches."""
        self.places: dict[str, list[tuple[int, int, float]]] = {}
        """stem -> (first word, word after it, how sure)"""
        self.values: dict[tuple[str, int], str] = {}
        """(stem of a type, first word) -> the value there"""
        self.content = self.light = self.negation = self.exclusion = self.contrast = self.through = 0
        bit, opening = 1, True
        for at, token in enumerate(tokens):
            self.add(stem(token), at, at + 1, 1.0)
            opening = opening and token in language.openers
            if opening:
                self.light |= bit
            elif token in language.negations:
                self.negation |= bit
            elif token in language.contrasts:
                self.contrast |= bit
            elif token in language.exclusions:
                self.exclusion |= bit
            elif token in language.light:
                self.light |= bit
            else:
                self.content |= bit
                if token in language.asking:
                    self.through |= bit
            bit <<= 1
        self.through |= self.light

    def add(self, stem: str, start: int, end: int, sureness: float) -> None:
        """A further reading of the words from ``start`` to ``end``."""
        places = self.places.setdefault(stem, [])
        if len(places) < _PLACES:
            places.append((start, end, sureness))

    def is_negated(self, used: int, heavy: int) -> bool:
        """Does a "not" reach the words ``used``, or stand among them? ``heavy`` are those of weight."""
        if self.reach.refused & heavy or self._is_bare(used):
            return True
        low = (used & -used).bit_length() - 1
        high = used.bit_length()
        span = (1 << high) - (1 << low)
        putting_away = self.negation | self.exclusion
        if self.negation & span:
            return True
        first = low if self.reach.starts >> low & 1 else max(0, low - _REACH_OF_NOT)
        for at in range(low - 1, first - 1, -1):
            if putting_away >> at & 1:
                return True
            if not self.through >> at & 1 or self.reach.starts >> at & 1:
                break
        return bool(self.negation >> high) and self._is_negated_from_behind(used, low, high)

    def _is_bare(self, used: int) -> bool:
        """ "no message": a noun right after the "no"; "no, cancel my bill" has small words that a verb takes."""
        first = used & -used
        after = first << 1
        return bool(self.reach.bare << 1 & first & ~self.light) and not (used & ~first and after & self.light)

    def _is_negated_from_behind(self, used: int, low: int, high: int) -> bool:
        """All else in the clause is small words; a comma behind the "not" ends it."""
        start, end = 0, self.length
        for at in range(self.length):
            if at < low and self.contrast >> at & 1:
                start = at + 1
            elif at <= low and self.reach.starts >> at & 1:
                start = at
            elif at >= high:
                denied = self.negation & (1 << at) - (1 << high)
                if (self.contrast | (self.reach.starts if denied else 0)) >> at & 1:
                    end = at
                    break
        clause = (1 << end) - (1 << start)
        return bool(self.negation & clause & ~((1 << high) - 1)) and not self.content & clause & ~used


def fit(pattern: Pattern, heard: Heard) -> Fit | None:
    """The best place of a pattern in an utterance; None where it does not fit at all."""
    anchor = -1
    for at, stem in enumerate(pattern.stems):
        if pattern.weights[at] == 1.0 and stem in heard.places:
            anchor = at
            break
    if anchor < 0:
        return None
    best: Fit | None = None
    for start, _, _ in heard.places[pattern.stems[anchor]][:TRIES]:
        found = _lay(pattern, heard, start - anchor)
        if found is not None and (best is None or found.score > best.score):
            best = found
    return best


def _lay(pattern: Pattern, heard: Heard, expected: int) -> Fit | None:
    """The pattern laid beside the utterance so that it would begin at word ``expected``."""
    places, values = heard.places, []
    used, heavy, found, swaps, last, missing = 0, 0, 0.0, 0, -1, 0
    whole = sure = True
    has_not = False
    for stem, weight in zip(pattern.stems, pattern.weights, strict=True):
        best, best_away = None, (_REACH if weight == 1.0 else _LIGHT_REACH) + 1
        for place in places.get(stem, ()):
            away = abs(place[0] - expected)
            if away < best_away and not used >> place[0] & 1:
                best, best_away = place, away
        if best is None:
            if stem in pattern.needed:
                return None
            whole = whole and weight < 1.0
            missing += 1
            expected += 1
            continue
        start, end, sureness = best
        bits = (1 << end) - (1 << start)
        used |= bits
        if weight == 1.0:
            heavy |= bits
            sure = sure and sureness >= JOINED
        found += weight * sureness
        swaps += start < last
        last, expected = start, end
        has_not = has_not or stem == NOT
        if stem.startswith(VALUE):
            values.append(heard.values[stem, start])
    if not has_not and heard.is_negated(used, heavy):
        if whole:
            heard.denied.append(heavy)
        return None
    low, high = (used & -used).bit_length() - 1, used.bit_length()
    span = (1 << high) - (1 << low)
    weighty = heard.content | heard.negation | heard.exclusion
    if pattern.alone and heard.light >> low & 1 and not heavy & ~heard.light:
        weighty = (1 << heard.length) - 1  # small words alone must be all that is said
    between = (weighty & span & ~used).bit_count()
    around = (weighty & ~span).bit_count()
    share = found / pattern.total
    score = share * max(0.7, 1 - BETWEEN * between - _ORDER * swaps)
    score *= 1 - (AROUND if whole else AROUND_A_PART) * min(around, 8)
    if pattern.alone:
        if 2 * missing >= len(pattern.stems):
            return None
        if between + around and not _is_unmistakable(pattern, heard, used, found, swaps):
            return None
    if pattern.slots and len(pattern.slots) == len(pattern.stems) and between + around and max(map(len, values)) < 3:
        return None
    return Fit(score, heavy, whole, whole and sure, tuple(zip(pattern.slots, values, strict=True)))


def _is_unmistakable(pattern: Pattern, heard: Heard, used: int, found: float, swaps: int) -> bool:
    """A built-in sentence, word for word, that has three words or opens the utterance as it may."""
    low = (used & -used).bit_length() - 1
    if found < _WHOLE * pattern.total or swaps or used >> low & ((used >> low) + 1):
        return False
    return len(pattern.stems) >= 3 or (pattern.opens and not heard.content & (1 << low) - 1)
