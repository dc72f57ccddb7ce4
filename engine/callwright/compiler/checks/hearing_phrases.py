"""The sentences that phrases stand for, as callers say them, and what the matcher makes of each.

Nothing here guesses: a sentence goes the same way as the words of a caller. A value in a phrase is said as people say
one of its type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from callwright.compiler.checks.subject import Subject
from callwright.compiler.nodes import Node
from callwright.core.model import Flow, Question
from callwright.core.speaking import Speaker
from callwright.languages import get as language_of
from callwright.languages.base import Language
from callwright.understanding.matcher import Verdict
from callwright.understanding.normalise import Words, normalise
from callwright.understanding.phrases import Expansion, Phrase, SlotRef

NOW = datetime.fromisoformat("2026-11-20T10:00")
"""When sentences with a day in them are said: a Friday morning."""
SAMPLES: Mapping[str, Any] = {
    "digits": "4711",
    "number": 7,
    "money": {"amount": 50, "currency": "EUR"},
    "date": "2026-11-26",
    "time": "09:30",
    "duration": "PT45M",
    "phone": "+492115566770",
    "spelling": "K7X",
    "yes_no": True,
    "name": "Miller",
    "text": "hello",
}
"""A value of each type, as ``hear`` gives it."""

Key = tuple[str, ...]
"""The weighty stems of a sentence, in order; a value is its type."""


class Said(NamedTuple):
    """One sentence of a phrase. ``intent`` is empty for built-in words, ``node`` for those."""

    intent: str
    text: str
    words: Words
    phrase: Phrase | None
    node: Node | None
    has_values: bool


class Listening(NamedTuple):
    """What a question listens for; ``own`` is what its state leads on from itself."""

    every: AbstractSet[str]
    own: AbstractSet[str]


class Outcome(NamedTuple):
    """Who gets a sentence: one intent, several of which the caller is asked, or nobody."""

    winner: str = ""
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ear:
    """What a flow hears in one of its languages, ``tag``."""

    subject: Subject
    tag: str
    _outcomes: dict[tuple[str, Listening], Outcome] = field(default_factory=dict)

    @cached_property
    def flow(self) -> Flow:
        """The flow, somewhere: what "tomorrow" is has to be known."""
        return replace(self.subject.flow, timezone=self.subject.flow.timezone or "UTC")

    @cached_property
    def language(self) -> Language:
        return language_of(self.tag)

    @cached_property
    def sentences(self) -> tuple[Said, ...]:
        """Every sentence of every phrase of the author, in the order of the file."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[Said]:
        intents = self.subject.flow.intents
        resolved = {(name, phrase.source): phrase for name, intent in intents.items() for phrase in intent.phrases}
        for name, written, node in self.subject.context.phrases:
            phrase = resolved.get((name, written.source), written)
            for expansion in phrase.expansions:
                text = self._spoken(expansion)
                if text is not None:
                    values = any(isinstance(piece, SlotRef) for piece in expansion)
                    yield Said(name, text, normalise(text, self.language), phrase, node, values)

    def built_in(self, names: Iterable[str]) -> Iterator[Said]:
        """The plain sentences that the language ships for built-in intents."""
        for name in names:
            for text in {"yes": self.language.yes, "no": self.language.no}.get(name) or self.language.universals[name]:
                if not any(sign in text for sign in "(<|"):
                    yield Said(name, text, normalise(text, self.language), None, None, False)

    def key(self, said: Said) -> Key:
        """What weighs in a sentence."""
        tokens = said.words.core or said.words.tokens
        return tuple(self.language.stem(token) for token in tokens if token not in self.language.light)

    @cached_property
    def questions(self) -> dict[Listening, list[Question]]:
        """The questions of the flow, those together that listen for the same."""
        found: dict[Listening, list[Question]] = {}
        for question in self.subject.flow.questions.values():
            found.setdefault(Listening(question.listening, question.own), []).append(question)
        return found

    def outcome(self, words: Words, listening: Listening) -> Outcome:
        """Who gets these words where that is listened for."""
        known = self._outcomes.get((words.text, listening))
        if known is None:
            known = self._outcomes[words.text, listening] = self._ask(words, listening)
        return known

    def _ask(self, words: Words, listening: Listening) -> Outcome:
        flow = self.subject.flow
        match = flow.lexicons[self.tag].match(words, listening.every, listening.own, now=NOW, language=flow.language)
        if match.verdict is Verdict.NONE:
            return Outcome()
        if match.verdict is Verdict.CLEAR:
            return Outcome(match.candidates[0].intent)
        written = [one.intent for one in match.candidates if one.intent in flow.intents]
        if len(written) == 1:
            return Outcome(written[0])
        return Outcome("", tuple(one.intent for one in match.candidates))

    def _spoken(self, expansion: Expansion) -> str | None:
        pieces = [piece if isinstance(piece, str) else self._value(piece) for piece in expansion]
        return " ".join("".join(piece).strip() for piece in pieces if piece) if None not in pieces else None

    def _value(self, slot: SlotRef) -> str | None:
        labels = self.subject.flow.labels.get(slot.name, {})
        if slot.type == "choice":
            return next(iter(labels.values()), None)
        kind = str(slot.type)
        speaker = Speaker(self.tag, NOW.isoformat()[:16])
        return speaker.value(SAMPLES[kind], kind) if kind in SAMPLES else None
