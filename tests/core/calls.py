"""A call for tests of the core: events in, actions out, a clock that moves only when it is told to."""

from __future__ import annotations

import textwrap
from functools import cache
from typing import Any

from callwright.compiler import compile_text
from callwright.core import codec
from callwright.core.events import (
    Button,
    Event,
    LegacyBargeIn,
    Outside,
    Parties,
    Response,
    SpeechStarted,
    StillAsking,
    Tick,
    Undelivered,
)
from callwright.core.interpreter import Step, start, step, undone
from callwright.core.model import Flow
from callwright.core.playback import Playback
from callwright.core.session import Phase, Session

_TELLS = SpeechStarted | LegacyBargeIn
BEGIN = 1_800_000_000_000
SESSION = {"id": "call-1", "from_phone_number": "4915120304050", "to_phone_number": "49211556677"}


@cache
def flow_of(text: str) -> Flow:
    """The only flow of a text; its mistakes are the test's."""
    compiled = compile_text(textwrap.dedent(text))
    assert compiled.project is not None, [f"{d.span}: {d.message}" for d in compiled.diagnostics]
    return compiled.project.entry()


class Call:
    """One call. Every method that is an event returns what is answered."""

    def __init__(self, text: str | Flow, *, begin: bool = True, session: dict[str, Any] | None = None) -> None:
        self.flow = text if isinstance(text, Flow) else flow_of(text)
        self.at = BEGIN
        self.envelope = session or SESSION
        self.session: Session | None = None
        self.steps: list[Step] = []
        self.answer: list[dict[str, Any]] = []
        self.before: Session | None = None
        self.last: Event | None = None
        if begin:
            self.event("session_start")

    def event(self, kind: str, after: int = 0, **fields: Any) -> list[dict[str, Any]]:
        """One event, ``after`` ms later."""
        self.at += after
        return self._take(codec.decode({"type": kind, "session": self.envelope, **fields}, self.at))

    def outside(self, name: str, after: int = 0, *, now: bool = True, **body: Any) -> list[dict[str, Any]]:
        """Something happens outside; ``now``: what is answered can be sent at once."""
        self.at += after
        return self._take(Outside(self.envelope["id"], self.at, Parties(), name, body, now))

    def button(self, after: int = 0, *, now: bool = True, force: bool = False) -> list[dict[str, Any]]:
        """Somebody presses the button that stops the playing prompt."""
        self.at += after
        return self._take(Button(self.envelope["id"], self.at, Parties(), force, now))

    def responds(
        self, status: int = 200, json: Any = None, after: int = 300, *, kind: str = "", now: bool = True
    ) -> list[dict[str, Any]]:
        """The service that is asked answers; ``now``: what follows from it can be sent at once."""
        self.at += after
        inquiry = self.state.inquiry
        assert inquiry is not None, "no service is asked"
        return self._take(Response(self.envelope["id"], self.at, Parties(), inquiry.key, status, kind, json, "", now))

    def waits(self, after: int = 900, *, now: bool = True) -> list[dict[str, Any]]:
        """The service that is asked takes too long for silence."""
        self.at += after
        inquiry = self.state.inquiry
        assert inquiry is not None, "no service is asked"
        return self._take(StillAsking(self.envelope["id"], self.at, Parties(), inquiry.key, now))

    def undelivered(self, after: int = 0) -> list[dict[str, Any]]:
        """What the last step made never reached the platform: an answer is put back, what was our own is undone."""
        sent_at, self.at = self.at, self.at + after
        if isinstance(self.last, Outside | Button | Tick):
            assert self.before is not None
            self.session, self.answer = undone(self.flow, self.before, self.last), []
            return []
        return self._take(Undelivered(self.envelope["id"], self.at, Parties(), sent_at, tuple(self.answer)))

    def _take(self, event: Event) -> list[dict[str, Any]]:
        self.before, self.last = self.session, event
        done = start(self.flow, event) if self.session is None else step(self.flow, self.session, event)
        self.session = done.session
        self.steps.append(done)
        self.answer = list(done.actions)
        return self.answer

    def says(self, text: str, after: int = 3000, *, barged_in: bool = False) -> list[dict[str, Any]]:
        """The caller's words arrive."""
        return self.event("user_speak", after, text=text, barged_in=barged_in)

    def interrupts(self, text: str, after: int = 3000) -> list[dict[str, Any]]:
        """Words that cut a prompt arrive; the ended is a separate event."""
        return self.says(text, after, barged_in=True)

    def key(self, digit: str, after: int = 500) -> list[dict[str, Any]]:
        """A key is pressed."""
        return self.event("dtmf_received", after, digit=digit)

    def ended(self, after: int | None = None) -> list[dict[str, Any]]:
        """The oldest open playback ended; by default when it should have."""
        if after is None:
            open_ = [playback for playback in self.state.open if not playback.presumed]
            after = max(0, open_[0].sent_at + open_[0].length_ms - self.at) if open_ else 0
        return self.event("assistant_speech_ended", after)

    def timeout(self, after: int = 8000) -> list[dict[str, Any]]:
        """The caller stayed silent."""
        return self.event("user_input_timeout", after)

    def listens(self) -> None:
        """Let everything be said until the call waits for the caller."""
        for _ in range(30):
            if not self.state.open:
                return
            self.ended()
        raise AssertionError("the assistant never stops")

    @property
    def state(self) -> Session:
        """The session now."""
        assert self.session is not None
        return self.session

    @property
    def open(self) -> tuple[Playback, ...]:
        """What is on the line."""
        return self.state.open

    @property
    def said(self) -> str:
        """The words of the last answer, silent speaks left out."""
        return " | ".join(a["text"] for a in self.answer if "text" in a)

    @property
    def kinds(self) -> list[str]:
        """The kinds of the last answer's actions; a silent speak is ``silence``."""
        return [
            "silence" if "ssml" in a and "<break" in a["ssml"] and "text" not in a else a["type"] for a in self.answer
        ]

    @property
    def rules(self) -> list[str]:
        """Which rules the last step named."""
        return [trace.rule for trace in self.steps[-1].trace]

    def holds_on(self) -> bool:
        """The invariant: something plays, or a timeout is pending, or a word is due, or the call is ending."""
        session = self.state
        if self.steps[-1].awaits or (self.state.inquiry is not None and isinstance(self.last, _TELLS)):
            # Somebody waits for a service; what only tells us something changes nothing of that.
            return True
        if session.phase is not Phase.TALK:
            return True
        return session.armed > 0 or any(playback.cut_ms is None for playback in session.open)
