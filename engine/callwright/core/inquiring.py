"""Asking a service: when the question goes out, what is said while it takes long, and what its answer does.

Theory of operation. A state that asks waits until its prompts have ended (``sending``), then ``begin`` makes the
``Inquiry``. The step that did so, and every later one that would leave the caller in silence meanwhile, says that it
``awaits``: whoever runs the call waits a moment for the response, and has ``still_asking`` say a filler where none
came. While something is said a response may come too; what follows from it waits in the queue like anything else. A
response that nobody can be told of now (a plain webhook) is taken all the same, and is spoken with the next answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from callwright.core import forms, ladders, line, walk
from callwright.core.events import Response, StillAsking
from callwright.core.inquiry import Inquiry
from callwright.core.model import Body, Check, Form, Request, Slot, State
from callwright.core.session import After
from callwright.core.templates import Value
from callwright.core.turn import Failed, Turn

MAX_IN_A_ROW = 20
"""So many inquiries may follow one another; then it is a circle."""


def begin(turn: Turn) -> None:
    """The prompts before it have ended: make the inquiry. Raises ``Failed`` where a value for it is missing."""
    session = turn.session
    request = _subject(turn, session.checking)[0]
    session.in_a_row += 1
    if session.in_a_row > MAX_IN_A_ROW:
        raise Failed(f"services were asked {MAX_IN_A_ROW} times without the caller being asked anything", request.span)
    session.asked += 1
    session.inquiry = Inquiry(
        f"{session.id}/{session.asked}",
        request.service,
        request.method,
        turn.text_of(request.path, request.span),
        _query(turn, request),
        None if request.body is None else _body(turn, request, request.body),
        turn.at,
        session.checking,
    )
    turn.note("ask", f"{request.service}: {request.method} {request.path.source}", request.span)


def _query(turn: Turn, request: Request) -> tuple[tuple[str, str], ...]:
    """The names and values that are sent behind the path; one without a value is left out."""
    pairs: list[tuple[str, str]] = []
    for name, written in request.query.items():
        value = turn.value_of(written, request.span)
        for one in value if isinstance(value, list | tuple) else (value,):
            if one is not None:
                pairs.append((name, _plain(one)))
    return tuple(pairs)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return urlencode(value)
    return str(value)


def _body(turn: Turn, request: Request, body: Body) -> Any:
    if isinstance(body, Value):
        return turn.value_of(body, request.span)
    if isinstance(body, Mapping):
        return {name: _body(turn, request, part) for name, part in body.items()}
    assert isinstance(body, Sequence)
    return [_body(turn, request, part) for part in body]


def _subject(turn: Turn, purpose: str) -> tuple[Request, Slot | None, int]:
    """The request of the state we stand in, and the slot and check that it belongs to."""
    act = turn.flow.states[turn.session.state].act
    if isinstance(act, Request):
        return act, None, 0
    assert isinstance(act, Form)
    name, _, number = purpose.rpartition("/")
    slot = next(slot for slot in act.slots if slot.name == name)
    request = slot.checks[int(number)].request
    assert request is not None
    return request, slot, int(number)


def still_asking(turn: Turn, event: StillAsking) -> None:
    """It takes long: say the next filler, or keep the line with a silence of its own."""
    session = turn.session
    inquiry = session.inquiry
    if inquiry is None or inquiry.key != event.key:
        turn.note("ignored", "an inquiry that is over")
        turn.muted = True
        return
    if line.occupied(turn) or not event.reachable:
        turn.note("still asking", "something is being said")
        turn.muted = True
        return
    filler = _subject(turn, inquiry.purpose)[0].filler
    said = len(session.waiting)
    while inquiry.filled < len(filler) and len(session.waiting) == said:
        turn.say((filler[inquiry.filled],))
        inquiry = inquiry._replace(filled=inquiry.filled + 1)
    session.inquiry = inquiry
    turn.note("still asking", f"{turn.at - inquiry.at} ms", filler[inquiry.filled - 1].span if inquiry.filled else None)
    turn.takes_long = True


def answered(turn: Turn, event: Response) -> None:
    """What came of the inquiry: its values, a refusal of what was checked, or where to go when it did not work."""
    session = turn.session
    inquiry = session.inquiry
    turn.muted = not event.reachable
    if inquiry is None or inquiry.key != event.key:
        turn.note("ignored", "the response to an inquiry that is over")
        turn.muted = True
        return
    state = turn.flow.states[session.state]
    request, slot, number = _subject(turn, inquiry.purpose)
    session.inquiry, session.after, session.checking = None, After.LISTEN, ""
    turn.response = {"status": event.status, "json": event.json, "text": event.text}
    turn.note("response", event.kind or str(event.status), request.span)
    turn.hops = 0
    if 200 <= event.status < 300:
        going = _worked(turn, state, request, slot, number)
    elif slot is not None and 400 <= event.status < 500:
        # What the service says to a value that it refuses may help to ask better.
        walk.assign(turn, request.save)
        forms.forget_check(turn, slot, number)
        going = _refused(turn, state, slot, slot.checks[number])
    else:
        going = walk.fall_back(turn, state, *_names(event))
    if going is not None:
        walk.enter(turn, going)
    else:
        session.moved_at = turn.at


def _worked(turn: Turn, state: State, request: Request, slot: Slot | None, number: int) -> walk.Going:
    walk.assign(turn, request.save)
    if slot is None:
        if state.go_to is None:
            raise Failed("this request leads nowhere", state.span)
        return state.go_to
    assert isinstance(state.act, Form)
    forms.passed(turn, state.act, slot, number)
    ladders.understood(turn)
    return walk.ask_form(turn, state, state.act)


def _refused(turn: Turn, state: State, slot: Slot, check: Check) -> walk.Going:
    assert isinstance(state.act, Form)
    return walk.refuse(turn, state, state.act, slot, check)


def _names(event: Response) -> tuple[str, ...]:
    """What went wrong, from the most to the least exact name."""
    if event.kind:
        return (event.kind,)
    return str(event.status), f"{event.status // 100}xx"
