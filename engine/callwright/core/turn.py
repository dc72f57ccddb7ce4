"""One step in the making: the session's draft, what is answered, and why.

Rules are functions that take a ``Turn``; it lives only inside one ``step``. It knows how to put words into a prompt
and a prompt into the queue; when the queue goes out is the business of ``line.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from callwright.core import ledger
from callwright.core.actions import Action
from callwright.core.model import Flow, Question
from callwright.core.moment import local, minute, wall
from callwright.core.playback import Fate, Heard, Spoken
from callwright.core.prompt import PROTECTED, Kind, Prompt, Voice
from callwright.core.secret_marks import ENV
from callwright.core.session import Session
from callwright.core.speaking import Speaker
from callwright.core.templates import Condition, RenderError, Template, Value
from callwright.core.trace import Trace
from callwright.core.voices import base, voice_for
from callwright.diagnostics.model import Span
from callwright.languages import get as language_of
from callwright.languages.base import Language
from callwright.understanding.matcher import Lexicon
from callwright.understanding.normalise import Words


class Failed(Exception):  # noqa: N818 - a turn that cannot go on as written, not a fault of ours
    """A template that cannot be spoken, or states that never wait. ``span`` is the author's line."""

    def __init__(self, message: str, span: Span | None) -> None:
        super().__init__(message)
        self.message = message
        self.span = span


class Turn:
    """``session`` may be written to until the step ends; ``flow`` is the one that the call stands in."""

    __slots__ = (
        "actions",
        "answered",
        "at",
        "family",
        "first_language",
        "flow",
        "held",
        "hops",
        "kept",
        "muted",
        "response",
        "said",
        "session",
        "stopped",
        "takes_long",
        "trace",
        "words",
    )

    def __init__(self, flow: Flow, session: Session, at: int) -> None:
        self.family: Mapping[str, Flow] = flow.family
        self.first_language = flow.languages[0]
        """Of the flow that was called: what the telephone line's own voice speaks."""
        self.flow = flow if flow.name == session.flow else flow.family.get(session.flow, flow)
        self.session = session
        self.at = at
        self.actions: list[Action] = []
        self.trace: list[Trace] = []
        self.hops = 0
        self.stopped = False
        """``barge_in`` is among the actions."""
        self.words: tuple[str, bool] = ("", False)
        """The utterance of this turn, and whether it barged in; they are remembered only if they count."""
        self.said: Words | None = None
        """The words of this turn in normal form."""
        self.muted = False
        """Nothing may be answered to this event."""
        self.held: list[Spoken] = []
        """Protected prompts that waited when the rest of the queue was dropped."""
        self.kept = False
        """Something came from outside; unless it is taken there is nothing to answer."""
        self.takes_long = False
        """A service has not answered in time: the caller must hear something, if only a silence of our own."""
        self.response: Mapping[str, Any] = {}
        """What a service answered, in the step that takes it."""
        self.answered = False
        """The caller said or typed something that is answered in this step."""

    def note(self, rule: str, detail: str = "", span: Span | None = None) -> None:
        """Write one decision into the trace."""
        self.trace.append(Trace(rule, detail, span))

    @property
    def language(self) -> Language:
        """The language that is spoken now."""
        return language_of(self.session.language)

    @property
    def lexicon(self) -> Lexicon:
        """All that the flow listens for, in the language that is spoken now."""
        return self.lexicon_of(self.flow)

    def lexicon_of(self, flow: Flow) -> Lexicon:
        """All that a flow listens for, in the language that is spoken now, or in its own."""
        return flow.lexicons.get(self.session.language) or flow.lexicons[flow.language]

    @property
    def question(self) -> Question | None:
        """The question that waits or is about to."""
        return self.flow.questions.get(self.session.question)

    def voice(self, wanted: Voice | None) -> Voice | None:
        """Who speaks now where the author wants this voice; ``None`` for the telephone line's own."""
        language = self.session.language
        if wanted is None and language == self.first_language:
            return None
        return voice_for(wanted, language, self.first_language)

    # values

    @property
    def now(self) -> datetime:
        """The moment of this event where the call takes place; without a time zone, as people say it."""
        return wall(self.at, self.flow.timezone)

    @property
    def speaker(self) -> Speaker:
        """Who says values, in the language and at the moment of this event."""
        return Speaker(self.session.language, minute(self.now), self.flow.timezone)

    @property
    def today(self) -> str:
        """The date of this event where the call takes place."""
        return self.now.strftime("%Y-%m-%d")

    def scope(self) -> dict[str, Any]:
        """Everything that a template sees."""
        session = self.session
        now = self.now
        return {
            **session.values,
            "caller": {"number": plus(session.caller)},
            "called": {"number": plus(session.called)},
            "call": {"direction": session.direction, "language": session.language},
            "heard": {"text": session.text, "intent": session.intent, "barged_in": session.barged_in},
            "event": session.event,
            "response": self.response,
            "result": session.result,
            "env": ENV,
            "was_heard": self.was_heard,
            "open": self.open,
            "opens_next": self.opens_next,
            "now": now.strftime("%Y-%m-%dT%H:%M"),
            "today": now.strftime("%Y-%m-%d"),
            "types_": self.flow.types,
            "labels_": self.flow.labels,
            "timezone_": self.flow.timezone,
        }

    def was_heard(self, name: str) -> bool:
        """Whether the prompt of that name was played to its end."""
        return any(heard.name == name and heard.fate is Fate.HEARD for heard in self.session.ledger)

    def open(self, name: str) -> bool:
        """Whether somebody is there now, by the hours of that name."""
        return self.flow.hours[name].is_open(local(self.at, self.flow.timezone))

    def opens_next(self, name: str) -> str:
        """When somebody is there next, by the hours of that name: local ISO time."""
        return self.flow.hours[name].opens_next(local(self.at, self.flow.timezone))

    def text_of(self, template: Template, span: Span | None) -> str:
        """A template's text. Raises ``Failed``."""
        if template.constant:
            return template.source
        try:
            return template.render(self.scope())
        except RenderError as error:
            raise Failed(f"{error} in '{template.source}'", span) from error

    def holds(self, condition: Condition | None, span: Span | None) -> bool:
        """Whether a condition holds; none always does. Raises ``Failed``."""
        if condition is None:
            return True
        try:
            return condition.holds(self.scope())
        except RenderError as error:
            raise Failed(f"{error} in '{condition.source}'", span) from error

    def value_of(self, value: Value, span: Span | None) -> Any:
        """What an author's value stands for now. Raises ``Failed``."""
        try:
            return value.value(self.scope())
        except RenderError as error:
            raise Failed(str(error), span) from error

    def put(self, values: Mapping[str, Any]) -> None:
        """Fill variables and slots."""
        self.session.values = {**self.session.values, **values}

    # the queue

    def say(self, prompts: tuple[Prompt, ...], *, again: bool = False) -> None:
        """Queue prompts whose condition holds; ``again`` leaves out those that are said only once."""
        for prompt in prompts:
            self._say_one(prompt, again)

    def _say_one(self, prompt: Prompt, again: bool) -> None:
        session = self.session
        if prompt.when is not None and not self.holds(prompt.when, prompt.span):
            return
        key = f"{self.flow.name}:{prompt.id}"
        times = session.said.get(key, 0) if session.said else 0
        if prompt.once and (again or times):
            return
        if prompt.kind is Kind.AUDIO:
            content = key
        else:
            texts = prompt.texts
            variants = texts.get(session.language) or texts.get("") or self._in_language(prompt)
            template = variants[times % len(variants)]
            content = template.source if template.constant else self.text_of(template, prompt.span)
            content = content.strip()
            if not content:
                return
            if prompt.once or len(variants) > 1:
                session.said = {**session.said, key: times + 1}
        if prompt.once and prompt.kind is Kind.AUDIO:
            session.said = {**session.said, key: 1}
        spoken = Spoken(
            key,
            prompt.kind,
            content,
            prompt.barge_in,
            prompt.name or "",
            prompt.voice if prompt.own_voice else self.voice(prompt.voice),
            prompt.no_input_after,
            prompt.end_of_turn_silence,
        )
        if spoken in self.held:
            # It waits already, and what is protected is said before anything new: once is enough.
            self.held.remove(spoken)
        else:
            session.waiting += (spoken,)

    def _in_language(self, prompt: Prompt) -> tuple[Template, ...]:
        texts = prompt.texts
        if "" in texts:
            return texts[""]
        wanted = base(self.session.language)
        for tag in texts:
            if base(tag) == wanted:
                return texts[tag]
        for tag in self.flow.languages:
            if tag in texts:
                return texts[tag]
        return next(iter(texts.values()))

    def say_built_in(self, sentence: str, *, protected: bool = False, **words: str) -> None:
        """Queue one of the language's own sentences."""
        text = self.language.sentences[sentence]
        self.say_text(text.format(**words) if words else text, protected=protected)

    def say_text(self, text: str, *, protected: bool = False) -> None:
        """Queue a sentence that no author wrote, with the flow's policy and voice and the question's end of turn."""
        question = self.question
        self.session.waiting += (
            Spoken(
                "",
                Kind.TEXT,
                text,
                PROTECTED if protected else self.flow.barge_in,
                voice=self.voice(self.flow.voice),
                end_of_turn_silence=question.end_of_turn_silence if question else self.flow.end_of_turn_silence,
            ),
        )

    def drop_waiting(self) -> None:
        """Forget what waits to be said but for what is protected."""
        session = self.session
        if not session.waiting:
            self.held = []
            return
        kept = tuple(spoken for spoken in session.waiting if spoken.barge_in.protected)
        self.held = list(kept)
        if len(kept) == len(session.waiting):
            return
        said = dict(session.said)
        for spoken in session.waiting:
            if not spoken.barge_in.protected and spoken.prompt in said:
                said[spoken.prompt] -= 1
        session.said = said
        self.record(ledger.never(tuple(s for s in session.waiting if not s.barge_in.protected)))
        session.waiting = kept

    def record(self, heard: tuple[Heard, ...]) -> None:
        """Write what became of prompts into the ledger."""
        self.session.ledger = ledger.latest(self.session.ledger + heard)


def plus(number: str) -> str:
    """A caller's number as authors write it: ``+`` and digits, empty if withheld."""
    plain = number.isascii() and number.isdigit()
    digits = number if plain else "".join(c for c in number if c in "0123456789")
    if not digits:
        return ""
    if number.strip().startswith("00"):
        digits = digits[2:]
    return "+" + digits
