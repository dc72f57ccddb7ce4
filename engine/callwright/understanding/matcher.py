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
from enum import StrEnum
from typing import Any

from callwright.languages.base import Language
from callwright.understanding.alignment import JOINED, LONGEST, NOT, VALUE, Heard
from callwright.understanding.answer import Polarity
from callwright.understanding.compounds import parted
from callwright.understanding.fits import fits
from callwright.understanding.negation import NOTHING, reach
from callwright.understanding.normalise import Words, normalise
from callwright.understanding.ordinal import hear_choice
from callwright.understanding.phrases import Phrase
from callwright.understanding.prepared import FORGIVEN_FROM, Intent, Preparation
from callwright.understanding.rivals import WINS as WINS
from callwright.understanding.rivals import Found, rivals
from callwright.understanding.scene import scene_of
from callwright.understanding.values import FINDERS

MOST = 3
"""Candidates that are reported."""

_LONGEST_WORD = 40
"""Letters of the longest word that is looked into; stems are remembered, and callers must not fill that memory."""
_SIMILAR = 0.8
_SIMILAR_WORDS = 4
_MISHEARD_WORDS = 12
"""Unknown words of one utterance that are compared."""
_OFFERED = 4
"""More things than these are not told apart by their place."""
_POLAR_SCORE = 0.9
_POLAR = ("yes", "no")


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


class Lexicon:
    """Every intent of a flow in one language. Built once; ``match`` changes nothing."""

    __slots__ = ("_by_core", "_by_tokens", "_intents", "_language", "_stems", "polarity", "tells_time")

    def __init__(self, language: Language) -> None:
        self._language = language
        self._by_tokens: dict[tuple[str, ...], dict[str, Match]] = {}
        self._by_core: dict[tuple[str, ...], dict[str, Match]] = {}
        self._intents: dict[str, Intent] = {}
        self._stems: frozenset[str] = frozenset()
        self.polarity = Polarity((), (), language)
        self.tells_time = False
        """Whether any phrase holds a value, so that ``match`` needs to know what time it is."""

    @classmethod
    def build(cls, intents: Mapping[str, Sequence[Phrase]], language: Language) -> Lexicon:
        """A lexicon of all intents, the built-in ones included, each with its phrases.

        A value without a type never matches (``resolution``).
        """
        lexicon = cls(language)
        preparation = Preparation(language, lexicon._stem, lexicon._learn)
        for name, phrases in intents.items():
            lexicon._intents[name] = preparation.intent(name, phrases)
        lexicon.tells_time = any(intent.frames for intent in lexicon._intents.values())
        lexicon._stems = frozenset(stem for intent in lexicon._intents.values() for stem in intent.known)
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
        scene = scene_of(words, tokens, self._language, language, now) if framed else None
        good = [one for one in fits(heard, intents, WINS, scene) if one[1].score >= WINS]
        if good:
            best = rivals(good, prefer)
            if len(best) > 1:
                return Match(Verdict.CLOSE, _candidates(best))
            return Match(Verdict.CLEAR, _candidates([*best, *(one for one in good if one is not best[0])]))
        polar = self._polar(words, listening)
        return polar if polar is not None else Match(Verdict.NONE, _candidates(fits(heard, intents, 0.0)))

    def _hear(self, words: Words, intents: list[Intent]) -> tuple[Heard, tuple[str, ...]]:
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

    def _is_known(self, token: str, intents: list[Intent]) -> bool:
        stem = self._stem(token)
        return any(stem in intent.known for intent in intents)

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

    def _hear_misheard(self, heard: Heard, tokens: tuple[str, ...], intents: list[Intent]) -> None:
        """Words that nobody listening knows, as the known words that they sound like."""
        unknown = [
            (at, token)
            for at, token in enumerate(tokens)
            if FORGIVEN_FROM <= len(token) <= _LONGEST_WORD
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

    def _learn(self, name: str, source: str, words: Words) -> None:
        match = Match(Verdict.CLEAR, (Candidate(name, 1.0, source),))
        self._by_tokens.setdefault(words.tokens, {}).setdefault(name, match)
        if words.core:
            self._by_core.setdefault(words.core, {}).setdefault(name, match)


def _candidates(found: Iterable[Found]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(pattern.intent, round(one.score, 3), pattern.source, one.values)
        for pattern, one in list(found)[:MOST]
    )
