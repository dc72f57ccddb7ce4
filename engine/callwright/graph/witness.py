"""A witness on the line between the platform and a flow: notes every event, every answer, and what became of prompts.

Theory of operation: a ``Witness`` is a flow's application that writes down what goes through it. Beside each event it
keeps what the flow did and why (a step is pure, so it can be asked again), and how the flow's own record of what was
heard grew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from callwright.core import interpreter
from callwright.core.events import Button, Event, Outside
from callwright.core.model import Flow
from callwright.core.playback import Fate, Heard, Spoken
from callwright.core.prompt import Kind
from callwright.core.session import Session
from callwright.core.trace import Trace
from callwright.platform.application import FlowApplication
from callwright.platform.dial import Taken
from callwright.platform.voice import plain


@dataclass(frozen=True, slots=True)
class Exchange:
    """One event (its wire form) that came ``at`` (ms of the call), the actions that answered it, and why.

    ``outside``: it did not come from the platform but from the world outside; its name is the event's ``type``.
    """

    at: int
    event: Mapping[str, Any]
    actions: tuple[Mapping[str, Any], ...] = ()
    reasons: tuple[Trace, ...] = ()
    outside: bool = False


@dataclass(slots=True)
class Said:
    """A ``speak`` or ``audio`` that was sent, and by prompt what the flow's record says became of it."""

    action: Mapping[str, Any]
    prompts: tuple[str, ...]
    fates: list[Heard] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A prompt that was dropped ``at`` (ms) before it was spoken."""

    at: int
    words: str


class Witness(FlowApplication):
    """A flow on the line, with somebody who listens in."""

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow)
        self.exchanges: list[Exchange] = []
        self.said: list[Said] = []
        self.dropped: list[Dropped] = []
        self._began: int | None = None
        self._wire: Mapping[str, Any] | None = None
        self._lines: list[Said | None] = []

    def receive(self, event: Mapping[str, Any], at: int) -> list[dict[str, Any]]:
        self._wire = event
        try:
            return super().receive(event, at)
        finally:
            self._wire = None

    def take(self, event: Event) -> list[dict[str, Any]]:
        before = self.session if self.session is not None and self.session.id == event.session else None
        actions = super().take(event)
        step = interpreter.start(self.flow, event) if before is None else interpreter.step(self.flow, before, event)
        shown = self._wire or _of_the_world(event)
        self._note(Exchange(self._when(event.at), shown, tuple(actions), step.trace, self._wire is None), before)
        return actions

    def outside(self, name: str, body: Mapping[str, Any], at: int, *, reachable: bool) -> Taken:
        return self._refused(f"events/{name}", at, super().outside(name, body, at, reachable=reachable))

    def button(self, at: int, *, force: bool = False, reachable: bool) -> Taken:
        return self._refused("barge_in", at, super().button(at, force=force, reachable=reachable))

    def _refused(self, kind: str, at: int, taken: Taken) -> Taken:
        if taken.refusal is not None:
            reason = Trace("refused", taken.refusal.reason)
            self.exchanges.append(Exchange(self._when(at), {"type": kind}, (), (reason,), outside=True))
        return taken

    def _when(self, at: int) -> int:
        """A moment of the world as one of the call, which begins with its first event."""
        if self._began is None:
            self._began = at
        return at - self._began

    def _note(self, exchange: Exchange, before: Session | None) -> None:
        self.exchanges.append(exchange)
        session = self.session
        if session is None:
            return
        spoken = [action for action in exchange.actions if audible(action)]
        opened = [playback for playback in session.open if playback.audible]
        for action, playback in zip(reversed(spoken), reversed(opened), strict=False):
            self.said.append(Said(action, tuple(s.prompt for s in playback.spoken)))
        waited = before.waiting if before else ()
        self._read(session, exchange.at, waited)

    def _read(self, session: Session, at: int, waited: tuple[Spoken, ...]) -> None:
        """Follow the record: each line belongs to the oldest playback that has none yet, or is of a dropped prompt."""
        ledger = session.ledger
        if len(ledger) < len(self._lines):
            # A very long call's record keeps its latest lines only; what we know stands.
            return
        while len(self._lines) < len(ledger):
            place = len(self._lines)
            said = next((s for s in self.said if len(s.fates) < len(s.prompts)), None)
            line = ledger[place]
            if said is not None and _is_of(line, said):
                self._lines.append(said)
                said.fates.append(line)
                continue
            self._lines.append(None)
            words = next((_words(spoken) for spoken in waited if spoken.prompt == line.prompt), "")
            self.dropped.append(Dropped(at, words))
        # A line may be put right by what came next.
        counts: dict[int, int] = {}
        for line, owner in zip(ledger, self._lines, strict=False):
            if owner is not None:
                count = counts.get(id(owner), 0)
                owner.fates[count] = line
                counts[id(owner)] = count + 1


def _of_the_world(event: Event) -> Mapping[str, Any]:
    """What came from outside, shown as the request that it was; or what the flow did of its own accord."""
    match event:
        case Outside():
            return {"type": f"events/{event.name}", **({"body": dict(event.body)} if event.body else {})}
        case Button():
            return {"type": "barge_in", **({"force": True} if event.force else {})}
    return {"type": type(event).__name__.lower()}


def _words(spoken: Spoken) -> str:
    if spoken.kind is Kind.AUDIO:
        return "a recording"
    return plain(spoken.content) if spoken.kind is Kind.SSML else spoken.content


def audible(action: Mapping[str, Any]) -> bool:
    """Whether an action says something: a ``speak`` that is no silent one, or an ``audio``."""
    if action["type"] == "audio":
        return True
    return action["type"] == "speak" and bool(action.get("text") or plain(str(action.get("ssml", ""))))


def _is_of(line: Heard, said: Said) -> bool:
    # A dropped prompt is certainly never heard; one that is on the line is so at most as far as anybody knows.
    dropped = line.fate is Fate.NEVER and not line.about
    return not dropped and line.prompt == said.prompts[len(said.fates)]
