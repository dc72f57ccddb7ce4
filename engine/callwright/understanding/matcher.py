"""Which intent do these words mean?

Laws
1. Only intents that are listened for can win.
2. An utterance that is a phrase as it stands (case, accents, punctuation, hesitation and politeness aside)
   means that phrase's intent.
3. A winner is ahead by a margin; those about as good as the best are reported together, never one by chance.
4. What a "not" puts away wins nothing, nor does a shorter phrase within it.
5. The same words and the same listening give the same answer; the order of intents decides nothing but the
   order among equals.

Theory of operation: a lexicon holds every intent of a flow in one language. Whole utterances are looked up in
a dictionary. Where that fails, each listened intent is asked, by an index of the weighty stems of its
phrases, which phrases might fit, and only those are laid beside the utterance (``alignment``). A word that no
listened intent knows is first compared with the words they know, so that recognition errors are forgiven in
words of five letters and more. Nothing is prepared per set of listened intents: the work grows with what is
listened for, not with the lexicon. "yes" and "no" are heard by ``answer``, and only where nothing else fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from datetime import datetime
from enum import StrEnum
from typing import Any

from callwright.languages.base import Language
from callwright.understanding.alignment import JOINED, LONGEST, NOT, VALUE, Heard, Pattern, fit
from callwright.understanding.answer import Polarity
from callwright.understanding.compounds import parted
from callwright.understanding.frames import Frame, Scene, fit_frame
from callwright.understanding.negation import NOTHING, reach
from callwright.understanding.normalise import Words, core_places, located, normalise
from callwright.understanding.ordinal import hear_choice
from callwright.understanding.phrases import Expansion, Phrase, SlotRef
from callwright.understanding.rivals import WINS as WINS
from callwright.understanding.rivals import Found, is_better, is_denied, rivals
from callwright.understanding.values import FINDERS

MOST = 3
"""Candidates that are reported."""

_FORGIVEN_FROM = 5
"""Letters of the shortest word in which a recognition error is forgiven."""
_LONGEST_WORD = 40
"""Letters of the longest word that is looked into; stems are remembered, and callers must not fill that memory."""
_SIMILAR = 0.8
_SIMILAR_WORDS = 4
_MISHEARD_WORDS = 12
"""Unknown words of one utterance that are compared."""
_OFFERED = 4
"""More things than these are not told apart by their place."""
_FRAMES = 32
"""Plain sentences with values of one intent that are laid beside an utterance."""
_POLAR_SCORE = 0.9
_POLAR = ("yes", "no")
_ANYWHERE = frozenset({"operator"})
"""Universals whose built-in phrases count within a longer sentence; a "back" or "help" there means something else."""
_OPENING = frozenset({"wait"})
"""Universals that also count where they open a longer sentence."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An intent that the words may mean, and the phrase that says so."""

    intent: str
    score: float
    """0 to 1."""
    phrase: str
    """The phrase as the author wrote it."""
    values: tuple[tuple[str, Any], ...] = ()
    """Slot and heard value, as ``hear`` gives it, in the order of the phrase."""


class Verdict(StrEnum):
    CLEAR = "clear"
    CLOSE = "close"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Match:
    """What was understood. ``candidates`` are best first, at most three.

    CLEAR: the first one won, others are for the trace. CLOSE: all are about as good, two or three of them; ask
    the caller. NONE: none is good enough; what there is, is for the trace.
    """

    verdict: Verdict
    candidates: tuple[Candidate, ...]


_NO_MATCH = Match(Verdict.NONE, ())


class _Intent:
    """The patterns of one intent, by the stems under which they are found."""

    __slots__ = ("by_stem", "frames", "types", "words")

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

    def stems(self) -> Iterable[str]:
        """Every weighty stem of its phrases."""
        yield from self.by_stem
        for frame in self.frames:
            yield from frame.pattern.heavy


class Lexicon:
    """Every intent of a flow in one language. Built once; ``match`` changes nothing."""

    __slots__ = ("_by_core", "_by_tokens", "_intents", "_language", "_stems", "polarity")

    def __init__(self, language: Language) -> None:
        self._language = language
        self._by_tokens: dict[tuple[str, ...], dict[str, Match]] = {}
        self._by_core: dict[tuple[str, ...], dict[str, Match]] = {}
        self._intents: dict[str, _Intent] = {}
        self._stems: frozenset[str] = frozenset()
        self.polarity = Polarity((), (), language)

    @classmethod
    def build(cls, intents: Mapping[str, Sequence[Phrase]], language: Language) -> Lexicon:
        """A lexicon of all intents, the built-in ones included, each with its phrases.

        A value without a type never matches (``resolution``).
        """
        lexicon = cls(language)
        for name, phrases in intents.items():
            lexicon._intents[name] = lexicon._prepare(name, phrases)
        lexicon._stems = frozenset(stem for intent in lexicon._intents.values() for stem in intent.stems())
        if "no" in intents:
            for text in language.done:
                lexicon._learn("no", text, normalise(text, language))
        lexicon.polarity = Polarity(intents.get("yes", ()), intents.get("no", ()), language)
        return lexicon

    def match(
        self,
        words: Words,
        listening: AbstractSet[str],
        prefer: AbstractSet[str] = frozenset(),
        *,
        now: datetime | None = None,
        language: str = "",
    ) -> Match:
        """What the words mean among the intents listened for; at equal score those in ``prefer`` win."""
        if not words.tokens:
            return _NO_MATCH
        for known, key in ((self._by_tokens, words.tokens), (self._by_core, words.core)):
            entries = known.get(key)
            if entries is None:
                continue
            hits = [name for name in entries if name in listening]
            if len(hits) > 1 and "no" in hits:
                hits = self._settled(hits, words)
            if len(hits) > 1 and not prefer.isdisjoint(hits):
                hits = [name for name in hits if name in prefer]
            if len(hits) == 1:
                return entries[hits[0]]
            if hits:
                return Match(Verdict.CLOSE, tuple(entries[name].candidates[0] for name in hits[:MOST]))
        return self._compare(words, listening, prefer, now, language)

    def _settled(self, hits: list[str], words: Words) -> list[str]:
        """What ends a conversation, where "no" is listened for: "that's all" is a no, "bye" a goodbye."""
        done = not self._language.done.isdisjoint((" ".join(words.tokens), " ".join(words.core)))
        if "goodbye" in hits:
            yields = "no" if done else "goodbye"
            return [name for name in hits if name != yields]
        return [name for name in hits if name != "yes"] if done else hits

    def _compare(
        self,
        words: Words,
        listening: AbstractSet[str],
        prefer: AbstractSet[str],
        now: datetime | None,
        language: str,
    ) -> Match:
        """The slow path: weigh every phrase that might fit."""
        names = sorted(name for name in listening if name in self._intents and name not in _POLAR)
        if "wait" in names and hear_choice(words, self._language, _OFFERED) is not None:
            names.remove("wait")  # "the second one" chooses, "one second" waits
        intents = [self._intents[name] for name in names]
        heard, tokens = self._hear(words, intents)
        framed = any(intent.frames for intent in intents)
        scene = self._scene(words, tokens, language, now) if framed else None
        good = [one for one in _fits(heard, intents, WINS, scene) if one[1].score >= WINS]
        if good:
            best = rivals(good, prefer)
            if len(best) > 1:
                return Match(Verdict.CLOSE, _candidates(best))
            return Match(Verdict.CLEAR, _candidates([*best, *(one for one in good if one is not best[0])]))
        polar = self._polar(words, listening)
        return polar if polar is not None else Match(Verdict.NONE, _candidates(_fits(heard, intents, 0.0)))

    def _scene(self, words: Words, tokens: tuple[str, ...], tag: str, now: datetime | None) -> Scene | None:
        """The utterance as text in which values are heard; ``tokens`` are those that are compared."""
        found = located(words, self._language)
        if found is None:
            return None
        text, spans = found
        core = words.core or words.tokens
        places = core_places(words, self._language) if words.core else range(len(words.tokens))
        kept = [spans[place] for place in places]
        if len(kept) != len(core):
            return None
        where: list[tuple[int, int]] = []
        for token, place in zip(core, kept, strict=True):
            where += [place] if tokens[len(where) : len(where) + 1] == (token,) else [place, place]
        return Scene(text, where[: len(tokens)], self._language, tag, now)

    def _hear(self, words: Words, intents: list[_Intent]) -> tuple[Heard, tuple[str, ...]]:
        """The utterance with every reading of its words that the listened intents know, and those words."""
        tokens = (words.core or words.tokens)[:LONGEST]
        far = reach(words, self._language)
        if self._language.joints and far == NOTHING:
            tokens = parted(tokens, self._language.joints, lambda token: self._is_known(token, intents))[:LONGEST]
        heard = Heard(tokens, self._language, self._stem, far)
        self._hear_joined(heard, tokens)
        self._hear_misheard(heard, tokens, intents)
        for kind in sorted({kind for intent in intents for kind in intent.types}):
            for place in FINDERS[kind](tokens, self._language):
                heard.add(VALUE + kind, place.start, place.end, 1.0)
                heard.values[VALUE + kind, place.start] = place.value
        return heard, tokens

    def _is_known(self, token: str, intents: list[_Intent]) -> bool:
        stem = self._stem(token)
        return any(
            stem in intent.by_stem or any(stem in frame.pattern.heavy for frame in intent.frames) for intent in intents
        )

    def _polar(self, words: Words, listening: AbstractSet[str]) -> Match | None:
        if listening.isdisjoint(_POLAR):
            return None
        answer = self.polarity.hear(words)
        name = "yes" if answer else "no"
        if answer is None or name not in listening:
            return None
        return Match(Verdict.CLEAR, (Candidate(name, _POLAR_SCORE, name),))

    def _hear_joined(self, heard: Heard, tokens: tuple[str, ...]) -> None:
        """Two words that are one in a phrase: "Öffnungs Zeiten"."""
        for at in range(len(tokens) - 1):
            stem = self._stem(tokens[at] + tokens[at + 1])
            if stem in self._stems:
                heard.add(stem, at, at + 2, JOINED)

    def _hear_misheard(self, heard: Heard, tokens: tuple[str, ...], intents: list[_Intent]) -> None:
        """Words that nobody listening knows, as the known words that they sound like."""
        unknown = [
            (at, token)
            for at, token in enumerate(tokens)
            if _FORGIVEN_FROM <= len(token) <= _LONGEST_WORD
            and token.isalpha()
            and heard.content >> at & 1
            and not self._is_known(token, intents)
        ]
        if not unknown:
            return
        from rapidfuzz import process  # only the slow path pays for this import
        from rapidfuzz.distance import OSA

        known = [word for intent in intents for word in intent.words]
        for at, token in unknown[:_MISHEARD_WORDS]:
            for word, sureness, _ in process.extract(
                token, known, scorer=OSA.normalized_similarity, score_cutoff=_SIMILAR, limit=_SIMILAR_WORDS
            ):
                heard.add(self._stem(word), at, at + 1, sureness)

    def _stem(self, token: str) -> str:
        if len(token) > _LONGEST_WORD:
            return token
        return NOT if token in self._language.negations else self._language.stem(token)

    def _prepare(self, name: str, phrases: Sequence[Phrase]) -> _Intent:
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
        return _Intent(patterns.values(), frames.values(), words)

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
            if not light and len(token) >= _FORGIVEN_FROM:
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
                if not light[-1] and len(token) >= _FORGIVEN_FROM:
                    vocabulary[token] = None
        if not stems:
            return None
        alone = is_built_in and (name not in _ANYWHERE or all(light))
        return Pattern.of(name, source, stems, light, tuple(slots), alone, opens=alone and name in _OPENING)

    def _learn(self, name: str, source: str, words: Words) -> None:
        match = Match(Verdict.CLEAR, (Candidate(name, 1.0, source),))
        self._by_tokens.setdefault(words.tokens, {}).setdefault(name, match)
        if words.core:
            self._by_core.setdefault(words.core, {}).setdefault(name, match)


def _is_framed(expansion: Expansion) -> bool:
    """It holds a value that ``values.FINDERS`` does not find by itself."""
    return any(isinstance(piece, SlotRef) and (piece.type not in FINDERS or piece.options) for piece in expansion)


def _spellings(phrase: Phrase) -> Iterable[Expansion]:
    """The plain sentences, those with a hyphen also in one word: "e-mail", "email"."""
    for expansion in phrase.expansions:
        yield expansion
        if any(isinstance(piece, str) and "-" in piece for piece in expansion):
            yield tuple(piece.replace("-", "") if isinstance(piece, str) else piece for piece in expansion)


def _fits(heard: Heard, intents: list[_Intent], least: float, scene: Scene | None = None) -> list[Found]:
    """The best fit of each intent, best first; what cannot score ``least`` is passed over. Without a ``scene`` no
    values are heard."""
    stems = heard.places.keys()
    found: list[Found] = []
    for intent in intents:
        best: Found | None = None
        laid: set[int] = set()
        for stem in sorted(intent.by_stem.keys() & stems):
            for pattern in intent.by_stem[stem]:
                if id(pattern) in laid or not pattern.may_reach(least, stems):
                    continue
                laid.add(id(pattern))
                one = fit(pattern, heard)
                if one is not None and (best is None or is_better(one, best[1])):
                    best = pattern, one
        if scene is not None and intent.frames:
            best = _best_frame(intent, heard, least, scene, best)
        if best is not None:
            found.append(best)
    if heard.denied:
        found = [one for one in found if NOT in one[0].needed or not is_denied(one[1], heard.denied)]
    found.sort(key=lambda one: -one[1].score)
    return found


def _best_frame(intent: _Intent, heard: Heard, least: float, scene: Scene, best: Found | None) -> Found | None:
    """The best of the phrases with values, if it is better than what there is."""
    tried = 0
    for frame in intent.frames:
        if not frame.may_reach(least, heard.places.keys()):
            continue
        one = fit_frame(frame, heard, scene)
        if one is not None and (best is None or is_better(one, best[1])):
            best = frame.pattern, one
            if one.whole and not heard.content & ~one.heavy:
                break
        tried += 1
        if tried == _FRAMES:
            break
    return best


def _candidates(fits: Iterable[Found]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(pattern.intent, round(found.score, 3), pattern.source, found.values)
        for pattern, found in list(fits)[:MOST]
    )
