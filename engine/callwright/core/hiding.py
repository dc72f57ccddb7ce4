"""What a record must not hold: secrets, and whatever was made of them.

Laws.
1. Of a session that ``Veil.stripped`` gave out, nothing can be learnt that a caller said in secret: not from its
   values, not from words that were put together with them, not from what was typed or understood on the way.
2. ``stripped`` looks at the session alone, and twice is once. So whoever folds ``step`` over a record and strips after
   each step stands where whoever wrote it says they stand.

Theory of operation. A secret is a slot that is ``sensitive`` or a variable that is ``secret``, in any flow that the
call can be led to; and so is everything that an author sets from one, however often it changes hands. The caller's
last words count as secret too, since nobody knows what was in them. A turn is *hidden* where a secret was asked for,
before it or after, or where one has changed. Where only a prompt is made of a secret, the words of the prompt are.

Nobody can tell from outside whether a step made use of a secret. But it can be tried: ``step`` is pure, so if it does
the same without it, it did not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from msgspec.structs import replace

from callwright.core.actions import Action
from callwright.core.events import AssistantSpeak, Event, Key, Outside, Response, UserSpeak
from callwright.core.model import Assignment, Destination, Flow, Form, Return
from callwright.core.playback import Playback, Spoken
from callwright.core.prompt import Kind, Prompt
from callwright.core.session import Frame, Session
from callwright.core.templates import Condition, Template, Value
from callwright.languages import get as language_of

HIDDEN = "•••"
"""What stands in the place of a secret."""

_SHORTEST = 3
"""A secret of fewer letters and digits is found in every sentence, so sentences are not searched for it."""

_MATTERS = ("values", "confirmed", "open", "waiting", "cut", "closed", "keys", "pieces", "stack", "result", "unsent")
"""What of a session is stripped and may change what a step does."""

_KEPT = frozenset({"type", "session_id", "provider", "language", "voice", "strategy"})
"""What of an action is no words."""


def veil_of(flow: Flow) -> Veil | None:
    """How to keep the secrets of a flow and its family; ``None`` where there are none. Slow: keep it."""
    return Veil(flow) if any(one.secrets for one in _reached(flow)) else None


def _reached(flow: Flow) -> tuple[Flow, ...]:
    """The flow, and those of its family that a call can be led to from there."""
    found: dict[str, Flow] = {}
    pending = [flow]
    while pending:
        one = pending.pop()
        if one.name not in found:
            found[one.name] = one
            led = {part.flow for part in _parts(one) if isinstance(part, Destination) and part.flow}
            pending += [flow.family[name] for name in sorted(led & flow.family.keys())]
    return tuple(found.values())


class Veil:
    """One a flow that a call can begin with."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        family = _reached(flow)
        parts = [part for one in family for part in _parts(one)]
        self._names = _spread(frozenset(name for one in family for name in one.secrets) | {"text"}, parts)
        self._said = frozenset(
            f"{one.name}:{prompt.id}" for one in family for prompt in one.prompts.values() if self._tells(prompt)
        )
        self._ours = frozenset(
            text for one in family for tag in one.languages for text in language_of(tag).sentences.values()
        )
        self._marked = frozenset(
            name
            for one in family
            for state in one.states.values()
            if isinstance(state.act, Form) and any(slot.name in self._names for slot in state.act.slots)
            for name in (state.name, *(slot.name for slot in state.act.slots))
        )
        """Forms with a secret, and their slots: what was confirmed of them is marked by their values."""
        used = {name for part in parts if isinstance(part, Template | Condition | Value) for name in part.names}
        self._words_matter = "text" in used

    def _tells(self, prompt: Prompt) -> bool:
        return any(self._names & set(text.names) for texts in prompt.texts.values() for text in texts)

    # which turns

    def hides(self, before: Session | None, after: Session) -> bool:
        """Whether what came may hold a secret: one was asked for, or is another one now."""
        if any(self._asks(one) for one in (before, after) if one is not None):
            return True
        known: Mapping[str, Any] = {} if before is None else before.values
        return any(known.get(name) != after.values.get(name) for name in self._names)

    def _asks(self, session: Session) -> bool:
        """Whether the form that is asked about there has a sensitive slot."""
        flow = self._flow.family.get(session.flow, self._flow)
        asked = flow.questions.get(session.question)
        state = flow.states.get(asked.state) if asked else None
        act = state.act if state else None
        return isinstance(act, Form) and any(slot.sensitive for slot in act.slots)

    def repeats(self, event: Event, *sessions: Session) -> bool:
        """Whether an event says again a secret that is known in one of these sessions."""
        if isinstance(event, UserSpeak):
            said: Any = event.text
        elif isinstance(event, Outside):
            said = event.body
        elif isinstance(event, Response):
            said = (event.json, event.text)
        else:
            return False
        known = {plain for session in sessions for plain in self._known(session) if len(plain) >= _SHORTEST}
        if not known:
            return False
        every = _plain(" ".join(_texts(said)))
        return any(one in every for one in known)

    def _known(self, session: Session) -> Iterator[str]:
        for values in (session.values, *(frame.values for frame in session.stack)):
            for name in self._names & values.keys():
                for text in _texts(values[name]):
                    yield _plain(text)

    # without them

    def stripped(self, session: Session) -> Session:
        """The session without its secrets."""
        bare = session.fork()
        if bare.text:
            bare.text = HIDDEN
        bare.values = self.without(bare.values)
        if bare.confirmed:
            bare.confirmed = frozenset(self._marks(bare.confirmed, session.values))
        bare.stack = tuple(self._frame(frame) for frame in bare.stack)
        if bare.result and "result" in self._names:
            bare.result = {name: _mask(value) for name, value in bare.result.items()}
        if bare.inquiry is not None:
            bare.inquiry = bare.inquiry._replace(path="", query=(), body=None)
        if self._asks(session):
            bare.keys, bare.pieces = "", ()
        bare.open = tuple(self._playback(playback) for playback in bare.open)
        bare.waiting = tuple(self._spoken(one) for one in bare.waiting)
        if bare.cut is not None:
            bare.cut = tuple(self._spoken(one) for one in bare.cut)
        if bare.closed is not None:
            bare.closed = self._playback(bare.closed)
        if bare.unsent:
            bare.unsent = tuple(hidden_action(action) for action in bare.unsent)
        return bare

    def without(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Values by name, the secret ones masked."""
        found = self._names & values.keys()
        return {**values, **{name: _mask(values[name]) for name in found}} if found else values

    def _frame(self, frame: Frame) -> Frame:
        marks = tuple(sorted(self._marks(frame.confirmed, frame.values)))
        return frame._replace(values=self.without(frame.values), confirmed=marks)

    def _marks(self, marks: Iterable[str], values: Mapping[str, Any]) -> Iterator[str]:
        """What was confirmed, marked by stripped values; what was confirmed of earlier values is dropped."""
        known = {str(value): str(_mask(value)) if name in self._names else str(value) for name, value in values.items()}
        for mark in marks:
            name, _, told = mark.partition("=")
            if name.partition("/")[0] not in self._marked:
                yield mark
            elif all(part in known for part in told.split("|")):
                yield f"{name}={'|'.join(known[part] for part in told.split('|'))}"

    def _playback(self, playback: Playback) -> Playback:
        return replace(playback, spoken=tuple(self._spoken(one) for one in playback.spoken))

    def _spoken(self, one: Spoken) -> Spoken:
        if one.kind is Kind.AUDIO:
            return one
        known = one.prompt not in self._said if one.prompt else one.content in self._ours
        return one if known else replace(one, content=HIDDEN)

    def tells_apart(self, session: Session, bare: Session) -> bool:
        """Whether a step might do another thing with ``bare``, which is ``session`` stripped."""
        return (self._words_matter and session.text != bare.text) or any(
            getattr(session, name) != getattr(bare, name) for name in _MATTERS
        )

    def lighter(self, event: Event, bare: Session) -> Event:
        """The event without the words of prompts that ``bare`` has none of."""
        if not isinstance(event, AssistantSpeak) or not event.text:
            return event
        last = () if bare.closed is None else (bare.closed,)
        said = event.text.split()
        if any(playback.text.split() == said for playback in (*bare.open, *last)):
            return event
        return replace(event, text=HIDDEN)


def hidden_event(event: Event) -> Event:
    """The event without what somebody said, typed or sent in it. It can be shown, not stepped."""
    match event:
        case UserSpeak() | AssistantSpeak():
            return replace(event, text=HIDDEN if event.text else "")
        case Key():
            return replace(event, key=HIDDEN)
        case Outside():
            return replace(event, body={})
        case Response():
            return replace(event, json=None, text="")
    return event


def hidden_action(action: Mapping[str, Any]) -> Action:
    """An action without its words."""
    return {
        name: value if name in _KEPT else hidden_action(value) if isinstance(value, Mapping) else _mask_text(value)
        for name, value in action.items()
    }


def _mask_text(value: Any) -> Any:
    return HIDDEN if isinstance(value, str) else value


def _mask(value: Any) -> Any:
    return None if value is None else HIDDEN


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _texts(value: Any) -> Iterator[str]:
    """Every text and number in JSON data."""
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _spread(names: frozenset[str], parts: list[Any]) -> frozenset[str]:
    """These names, and all that is set from them, through however many hands."""
    while True:
        more = {part.name for part in parts if isinstance(part, Assignment) and names & set(part.value.names)}
        if any(isinstance(part, Return) and any(one.name in names | more for one in part.values) for part in parts):
            more.add("result")
        if more <= names:
            return names
        names |= more


def _parts(flow: Flow) -> Iterator[Any]:
    """Every value that a flow is made of, at any depth; the other flows of its family left out."""
    seen: set[int] = set()
    pending: list[Any] = [getattr(flow, f.name) for f in fields(flow) if f.name not in ("family", "lexicons", "span")]
    while pending:
        part = pending.pop()
        if part is None or isinstance(part, str | int | float) or id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, Mapping):
            pending.extend(part.values())
        elif isinstance(part, list | tuple | frozenset | set):
            pending.extend(part)
        else:
            yield part
            if is_dataclass(part):
                pending.extend(getattr(part, f.name) for f in fields(part))
