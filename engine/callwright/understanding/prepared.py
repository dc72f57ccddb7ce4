"""The phrases of one intent, made ready to be laid beside utterances.

Laws
1. Every plain sentence of a phrase is a pattern, or a frame where it holds a value that has to be heard.
2. Of patterns that differ in small words only the shortest is kept: these weigh nothing around a phrase.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet

from callwright.languages.base import Language
from callwright.understanding.alignment import VALUE, Pattern
from callwright.understanding.frames import Frame
from callwright.understanding.normalise import Words, normalise
from callwright.understanding.phrases import Expansion, Phrase, SlotRef
from callwright.understanding.values import FINDERS

FORGIVEN_FROM = 5
"""Letters of the shortest word in which a recognition error is forgiven."""
_ANYWHERE = frozenset({"operator"})
"""Universals whose built-in phrases count within a longer sentence; a "back" or "help" there means something else."""
_OPENING = frozenset({"wait"})
"""Universals that also count where they open a longer sentence."""


class Intent:
    """The patterns of one intent, by the stems under which they are found."""

    __slots__ = ("by_stem", "frames", "known", "types", "words")

    def __init__(self, patterns: Iterable[Pattern], frames: Iterable[Frame], words: Iterable[str]) -> None:
        self.by_stem: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            for stem in pattern.heavy:
                self.by_stem.setdefault(stem, []).append(pattern)
        self.types = {stem.removeprefix(VALUE) for stem in self.by_stem if stem.startswith(VALUE)}
        self.frames = tuple(sorted(frames, key=lambda frame: -frame.pattern.total))
        """The phrases with values of other types than digits, those that say most first."""
        self.words = tuple(words)
        """Words in which a recognition error is forgiven."""
        self.known: AbstractSet[str] = self.by_stem.keys()
        """Every weighty stem of its phrases."""
        if self.frames:
            self.known = frozenset(self.known).union(*(frame.pattern.heavy for frame in self.frames))


class Preparation:
    """Makes the intents of one language ready."""

    __slots__ = ("_language", "_learn", "_stem")

    def __init__(
        self, language: Language, stem: Callable[[str], str], learn: Callable[[str, str, Words], None]
    ) -> None:
        self._language = language
        self._stem = stem
        self._learn = learn
        """Told each plain sentence without values: intent, phrase and words."""

    def intent(self, name: str, phrases: Sequence[Phrase]) -> Intent:
        built_in = self._language.universals.get(name, ())
        patterns: dict[tuple[str, ...], Pattern] = {}
        frames: dict[object, Frame] = {}
        words: dict[str, None] = {}
        for phrase in phrases:
            is_built_in = phrase.source in built_in
            framed = [expansion for expansion in _spellings(phrase) if _is_framed(expansion)]
            for expansion in framed:
                frame = self._frame(name, phrase, expansion, words)
                if frame is not None:
                    frames.setdefault((frame.chunks, frame.slots), frame)
            for expansion in _spellings(phrase):
                pattern = self._pattern(name, phrase.source, expansion, is_built_in, words)
                if pattern is None:
                    continue
                # Small words weigh nothing around a phrase: of patterns that differ in them the shortest will do.
                key = tuple(stem for stem in pattern.stems if stem in pattern.heavy)
                known = patterns.get(key)
                if known is None or (len(pattern.stems), pattern.alone) < (len(known.stems), known.alone):
                    patterns[key] = pattern
        return Intent(patterns.values(), frames.values(), words)

    def _frame(self, name: str, phrase: Phrase, expansion: Expansion, vocabulary: dict[str, None]) -> Frame | None:
        """One plain sentence with values of any type."""
        from callwright.understanding.hearing import TYPES  # it hears options by phrases in its turn

        pieces = [piece if isinstance(piece, SlotRef) else self._weighed(piece, vocabulary) for piece in expansion]
        own = {piece.name for piece in expansion if isinstance(piece, SlotRef)}
        if any(slot.type not in TYPES for slot in phrase.slots if slot.name in own):
            return None
        others = tuple(slot for slot in phrase.slots if slot.name not in own and slot.type is not None)
        return Frame.of(name, phrase.source, pieces, others)

    def _weighed(self, text: str, vocabulary: dict[str, None]) -> tuple[tuple[str, bool], ...]:
        """The words of a stretch as stems, and whether each is a small one."""
        weighed = []
        for token in normalise(text, self._language).core:
            light = token in self._language.light
            weighed.append((self._stem(token), light))
            if not light and len(token) >= FORGIVEN_FROM:
                vocabulary[token] = None
        return tuple(weighed)

    def _pattern(
        self,
        name: str,
        source: str,
        expansion: Expansion,
        is_built_in: bool,
        vocabulary: dict[str, None],
    ) -> Pattern | None:
        """One plain sentence as a pattern; without values it also goes into the dictionaries."""
        language = self._language
        if _is_framed(expansion):
            return None
        if len(expansion) == 1 and isinstance(expansion[0], str):
            words = normalise(expansion[0], language)
            self._learn(name, source, words)
            pieces: list[tuple[str, ...] | SlotRef] = [words.core or words.tokens]
        else:
            pieces = [normalise(one, language).core if isinstance(one, str) else one for one in expansion]
        stems: list[str] = []
        light: list[bool] = []
        slots: list[str] = []
        for piece in pieces:
            if isinstance(piece, SlotRef):
                stems.append(f"{VALUE}{piece.type}")
                light.append(False)
                slots.append(piece.name)
                continue
            for token in piece:
                stems.append(self._stem(token))
                light.append(token in language.light)
                if not light[-1] and len(token) >= FORGIVEN_FROM:
                    vocabulary[token] = None
        if not stems:
            return None
        alone = is_built_in and (name not in _ANYWHERE or all(light))
        return Pattern.of(name, source, stems, light, tuple(slots), alone, opens=alone and name in _OPENING)


def _is_framed(expansion: Expansion) -> bool:
    """It holds a value that ``values.FINDERS`` does not find by itself."""
    return any(isinstance(piece, SlotRef) and (piece.type not in FINDERS or piece.options) for piece in expansion)


def _spellings(phrase: Phrase) -> Iterable[Expansion]:
    """The plain sentences, those with a hyphen also in one word: "e-mail", "email"."""
    for expansion in phrase.expansions:
        yield expansion
        if any(isinstance(piece, str) and "-" in piece for piece in expansion):
            yield tuple(piece.replace("-", "") if isinstance(piece, str) else piece for piece in expansion)
