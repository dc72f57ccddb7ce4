"""What is written down of each turn, in the very save that keeps the session.

Theory of operation. What was answered to what, in order, is all that a call is: ``step`` is pure, so everything else
(states, reasons, what was heard) is found by doing it once more with the same flow. So a turn is put together from
bytes that are there already, the event as it came and the answer as it goes out; nothing is encoded twice. The form is
told in ``rehearsal.recording``.

*Secrets.* A flow that has any (``core.hiding``) pays for them: where one is known, a turn is stepped once more without
it. If that comes to the same, the turn is written as any other. If not, or if a secret may be in what came, words are
masked, and the session without its secrets is written too, so that a replay goes on behind it.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Any

from callwright.core import codec, hiding
from callwright.core.events import Event, SessionEnd, SessionStart
from callwright.core.hiding import Veil, veil_of
from callwright.core.interpreter import Step, step
from callwright.core.model import Flow
from callwright.core.own_events import OURS, as_own, as_wire
from callwright.core.session import Session
from callwright.rehearsal.recording import RECORD, SMALL, kept

LONGEST_EVENT = 16 * 1024
"""Bytes of an event that are kept as they came; of a longer one, what was understood."""

VEILS = 1_000
"""How many versions' secrets are known at a time."""


class Recorder:
    """One a service. What its methods give are the ``lines`` of a save."""

    def __init__(self) -> None:
        self._veils: dict[tuple[str, str], Veil | None] = {}
        self._plain: dict[int, Flow] = {}
        """Flows without secrets, by their identity."""
        self._heads: dict[tuple[str, str, str], bytes] = {}
        """What stands in the heads of all calls of a flow."""
        self._release = version("callwright")

    def turn(
        self,
        flow: Flow,
        before: Session | None,
        event: Event,
        made: Step,
        raw: bytes = b"",
        body: bytes | None = None,
        *,
        http: bool = True,
        moved: bool = False,
    ) -> bytes:
        """An event that was stepped. ``raw`` is it as it came, ``body`` its answer alone, encoded.

        ``http``: it came over the webhook; ``moved``: ``before`` is in another version than it was saved in.
        """
        if self._plain.get(id(flow)) is flow and raw and len(raw) < LONGEST_EVENT and b"\n" not in raw:
            # Nearly every turn. What follows does the same for it, and for all others.
            if body is None:
                line = b'{"at":%d,"event":%b,"answer":null}' % (event.at, raw)
            else:
                answer = body if len(body) < SMALL else kept(made.actions, body)
                line = b'{"at":%d,"event":%b,"answer":%b}' % (event.at, raw, answer)
            if before is None:
                return self._head(flow, event, None, http=http) + b"\n" + line
            if not moved:
                return line
        veil = self._veil(flow)
        if veil is None:
            line = b'{"at":%d,%b,"answer":%b}' % (event.at, _written(event, raw), kept(made.actions, body))
        else:
            line = _veiled(veil, flow, before, event, made, raw, body)
        if before is None:
            return self._head(flow, event, veil, http=http) + b"\n" + line
        return _moved(event, before) + b"\n" + line if moved else line

    def ended(self, flow: Flow, before: Session, event: SessionEnd, raw: bytes, *, moved: bool = False) -> bytes:
        """The platform said that the call is over. Nothing was stepped."""
        if self._veil(flow) is not None:
            raw = b""
        line = b'{"at":%d,%b,"answer":null}' % (event.at, _written(event, raw))
        return _moved(event, before) + b"\n" + line if moved else line

    def undone(self, event: Event) -> bytes:
        """An event of ours, the last that was recorded, was put back."""
        return b'{"at":%d,"undone":true}' % event.at

    def repeated(self, event: Event) -> bytes:
        """The last event came again, and got the same answer."""
        return b'{"at":%d,"repeated":true}' % event.at

    def fault(self, event: Event, error: BaseException, body: bytes | None, begins: Flow | None = None) -> bytes:
        """We failed, and the call stays where it was. What was said is left out: nobody knows whether it was secret.

        ``begins`` is the flow of a call whose first event it was.
        """
        data = {"at": event.at, "fault": type(error).__name__, **_shown(hiding.hidden_event(event))}
        line = _json(data | {"answer": None if body is None else json.loads(body)})
        return line if begins is None else self._head(begins, event, self._veil(begins), http=True) + b"\n" + line

    def _veil(self, flow: Flow) -> Veil | None:
        key = flow.version, flow.name
        if len(self._veils) >= VEILS or len(self._plain) >= VEILS:
            self._veils.clear()
            self._plain.clear()
        if key not in self._veils:
            self._veils[key] = veil_of(flow)
        veil = self._veils[key]
        if veil is None:
            self._plain[id(flow)] = flow
        return veil

    def _head(self, flow: Flow, event: Event, veil: Veil | None, *, http: bool) -> bytes:
        over = "http" if http else "websocket"
        key = flow.version, flow.name, over
        rest = self._heads.get(key)
        if rest is None:
            if len(self._heads) >= VEILS:
                self._heads.clear()
            known = {"flow": flow.name, "version": flow.version, "over": over, "callwright": self._release}
            rest = self._heads[key] = _json(known)[1:-1]
        head = b'{"record":%d,"at":%d,"call":%b,%b}' % (RECORD, event.at, codec.encode_text(event.session), rest)
        if isinstance(event, SessionStart) and event.variables:
            variables = dict(event.variables if veil is None else veil.without(event.variables))
            return head[:-1] + b"," + _json({"variables": variables})[1:]
        return head


def _written(event: Event, raw: bytes) -> bytes:
    """The event's member of its line."""
    if not raw or len(raw) > LONGEST_EVENT:
        return _json(_shown(event))[1:-1]
    # JSON that is pretty has line breaks, and never within a text.
    return b'"event":' + (raw.replace(b"\n", b" ") if b"\n" in raw else raw)


def _shown(event: Event) -> dict[str, Any]:
    return {"own": as_own(event)} if type(event) in OURS else {"event": as_wire(event)}


def _json(data: dict[str, Any]) -> bytes:
    return codec.encode([data]) or b""


def _moved(event: Event, session: Session) -> bytes:
    return _json({"at": event.at, "moved": session.version})


def _veiled(
    veil: Veil, flow: Flow, before: Session | None, event: Event, made: Step, raw: bytes, body: bytes | None
) -> bytes:
    """The line of a turn in a flow that has secrets."""
    after = veil.stripped(made.session)
    known = [made.session] if before is None else [before, made.session]
    if veil.hides(before, made.session) or veil.repeats(event, *known):
        hidden = hiding.hidden_event(event)
        data = {"at": event.at, **_shown(hidden), "answer": _masked(made), "hidden": True}
        trace = [_place(made, number) for number in range(len(made.trace))]
        return _json(data | {"after": json.loads(codec.dump(after)), "trace": trace})
    lighter = event
    if before is not None:
        bare = veil.stripped(before)
        lighter = veil.lighter(event, bare)
        if lighter is not event or veil.tells_apart(before, bare):
            again = step(flow, bare, lighter)
            if again.actions != made.actions or veil.stripped(again.session) != after:
                data = {"at": event.at, **_shown(lighter), "answer": _masked(made), "masked": True}
                return _json(data | {"after": json.loads(codec.dump(after))})
    written = _written(lighter, raw if lighter is event else b"")
    return b'{"at":%d,%b,"answer":%b}' % (event.at, written, kept(made.actions, body))


def _masked(made: Step) -> Any:
    actions = [hiding.hidden_action(action) for action in made.actions]
    return None if not actions else actions[0] if len(actions) == 1 else actions


def _place(made: Step, number: int) -> tuple[str, str, int]:
    trace = made.trace[number]
    return (trace.rule, "", 0) if trace.span is None else (trace.rule, trace.span.file, trace.span.line)
