"""The service's log: one JSON object a line, with the call's id wherever there is one.

Theory of operation. Everything goes to the logger ``callwright`` of the standard library, so whoever mounts the
service keeps their own logging. What a line holds beside its message is passed as ``extra={"fields": {…}}``. How lines
are written, and that nothing that a caller says can forge one, is said in ``log_lines``. The line of a turn is made by
hand where nobody but our own handler wants it, with the very fields that it has in a record.

What is personal stays out: words and keys of callers, and what comes with an event from outside, are logged at
``debug`` only, and not where the question asks for something sensitive; of telephone numbers only the last three digits
are shown.

A line that the level switches off costs one comparison: callers ask ``turns_wanted()`` before they collect anything.
"""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TextIO

from callwright.core.codec import MAX_ID
from callwright.core.events import Event, Key, Outside, SessionStart, Unknown, UserSpeak
from callwright.core.interpreter import Step
from callwright.core.model import Flow, Form
from callwright.core.playback import Fate, Heard
from callwright.core.rules import RULES
from callwright.core.session import Session
from callwright.runtime.log_lines import Lines, direct, flush, quoted
from callwright.runtime.services.answer import Answer

LEVELS = ("debug", "info", "warning", "error")

logger = logging.getLogger("callwright")

PLACES_KEPT = 10_000
_PLACES: dict[tuple[str, str], str] = {}

_KINDS: dict[type[Event], str] = {kind: quoted(kind.__name__) for kind in RULES if kind is not Unknown}
_FATES = tuple(fate.value for fate in Fate)
_COUNTED = ", ".join(f'"{name}": %d' for name in _FATES)

_NUMBER = re.compile(r"\+?\d[\d ()/-]{2,}\d")


def set_up(level: str, stream: TextIO) -> None:
    """Log to ``stream`` from ``level`` (one of ``LEVELS``) on. For a program, never for a library's user."""
    flush()
    handler = Lines(stream)
    # uvicorn warns of each request that is none, and anybody can send as many as they like.
    others = {"uvicorn": "ERROR", "asyncio": "WARNING", "opentelemetry": "WARNING"}
    for name, lowest in {"callwright": level.upper(), **others}.items():
        named = logging.getLogger(name)
        named.handlers = [handler]
        named.setLevel(lowest)
        named.propagate = False


def unwritten() -> int:
    """How many lines could not be written."""
    return sum(handler.lost for handler in logger.handlers if isinstance(handler, Lines))


def turns_wanted() -> bool:
    """Whether anybody reads one line a turn."""
    return logger.isEnabledFor(logging.INFO)


def masked(number: str) -> str:
    """A telephone number of which the last three digits are left."""
    return "…" + number[-3:] if len(number) > 3 else "…" if number else ""


def turn(
    flow: Flow, event: Event, step: Step, milliseconds: float, delivered: str = "", before: Session | None = None
) -> None:
    """One line for one event: what came, where the call stands, what was answered.

    ``delivered`` is what became of something from outside; ``before`` is the call before the event.
    """
    if not logger.isEnabledFor(logging.INFO):
        return
    session = step.session
    lines = direct(logger) if logger.level == logging.INFO else None
    if lines is not None:
        # What the line needs, and nothing that would live on for it: memory that is used again at once is quick.
        actions, kind, more = step.actions, type(event), ""
        said = actions[0]["type"] if len(actions) == 1 else '", "'.join([action["type"] for action in actions])
        if kind is SessionStart:
            more = f', "from": {_masked(session.caller)}, "to": {_masked(session.called)}'
        elif kind is Outside:
            more = f', "name": {quoted(event.name)}'  # type: ignore[attr-defined]  # an Outside has one
        if delivered:
            more += f', "delivered": "{delivered}"'
        name = _KINDS.get(kind) or quoted(kind_of(event))
        place = _PLACES.get((session.flow, session.state)) or _place(session)
        lines.later(_line, lines, time.time(), name, event.session, place, said, milliseconds, more)
        return
    fields: dict[str, Any] = {
        "call": event.session,
        "event": kind_of(event),
        "flow": session.flow,
        "state": session.state,
        "actions": [action["type"] for action in step.actions],
        "ms": round(milliseconds, 3),
    }
    if isinstance(event, Outside):
        fields["name"] = event.name
    if delivered:
        fields["delivered"] = str(delivered)
    if isinstance(event, SessionStart):
        fields["from"], fields["to"] = masked(session.caller), masked(session.called)
    if logger.isEnabledFor(logging.DEBUG):
        fields |= _details(flow, event, step, before)
    logger.info("turn", extra={"fields": fields})


def _line(
    lines: Lines,
    at: float,
    name: str,
    call: str,
    place: str,
    said: str,
    milliseconds: float,
    more: str,
) -> str:
    """The same as JSON, without what is for ``debug``. See ``_place``; ``said`` are the actions."""
    actions = f'"{said}"' if said else ""
    return (
        f'{{"time": "{lines.at(at)}", "level": "info", "message": "turn", "call": {quoted(call)}, '
        f'"event": {name}{place}[{actions}], "ms": {milliseconds:.3f}{more}}}'
    )


def _place(session: Session) -> str:
    """What stands in a line between the event and the actions, which is the same for all calls that are there."""
    if len(_PLACES) > PLACES_KEPT:
        _PLACES.clear()
    place = _PLACES[session.flow, session.state] = (
        f', "flow": {quoted(session.flow)}, "state": {quoted(session.state)}, "actions": '
    )
    return place


def _masked(number: str) -> str:
    """As JSON."""
    return _ending(number[-3:]) if len(number) > 3 else '"…"' if number else '""'


@lru_cache(maxsize=1000)
def _ending(digits: str) -> str:
    """The sign stands as it is; the digits may be anything."""
    return f'"…{quoted(digits)[1:]}'


def _details(flow: Flow, event: Event, step: Step, before: Session | None) -> dict[str, Any]:
    """What is for ``debug`` only."""
    if _hides(flow, before, step.session):
        return {"trace": [trace.rule for trace in step.trace]}
    fields: dict[str, Any] = {}
    if isinstance(event, UserSpeak):
        fields["words"] = event.text[:500]
    elif isinstance(event, Key):
        fields["key"] = event.key
    elif isinstance(event, Outside):
        fields["body"] = json.dumps(event.body, ensure_ascii=False)[:500]
    return fields | {"trace": [str(trace) for trace in step.trace]}


def kind_of(event: Event) -> str:
    """The event's name in the log. Of a type that we do not know, the sender chose it."""
    return event.type[:MAX_ID] if isinstance(event, Unknown) else type(event).__name__


def failures(event: Event, step: Step) -> None:
    """One line for whatever could not go on as its author wrote it, with the place in their file."""
    for trace in step.trace:
        if trace.rule == "failed":
            warn(
                "a turn could not go on as written",
                call=event.session,
                event=type(event).__name__,
                state=step.session.state,
                found=_NUMBER.sub(lambda number: masked(number[0]), trace.detail),
                place="" if trace.span is None else str(trace.span),
            )


def _hides(began: Flow, before: Session | None, after: Session) -> bool:
    """Whether what came may hold what nobody is to read: it was asked for, or a secret is another one now."""
    if any(_sensitive(began, one) for one in (before, after) if one is not None):
        return True
    secrets = {name for flow in began.family.values() for name in flow.secrets}
    known = {} if before is None else before.values
    return any(known.get(name) != after.values.get(name) for name in secrets)


def _sensitive(began: Flow, session: Session) -> bool:
    """Whether the form that is asked about there has a sensitive slot."""
    flow = began.family.get(session.flow, began)
    asked = flow.questions.get(session.question)
    state = flow.states.get(asked.state) if asked else None
    act = state.act if state else None
    return isinstance(act, Form) and any(slot.sensitive for slot in act.slots)


Heeded = tuple[Sequence[int], Sequence[str]]
"""Of a call that is over: how many prompts had each ``Fate``, and which protected ones were not heard."""


def over(call: str, flow: str, heeded: Callable[[], Heeded]) -> bool:
    """One line for a call that is over. ``heeded`` is asked when that is written; whether it will be."""
    if not logger.isEnabledFor(logging.INFO):
        return False
    lines = direct(logger)
    if lines is not None:
        lines.later(_over, lines, time.time(), call, flow, heeded)
        return True
    fates, unheard = heeded()
    fields = dict(zip(_FATES, fates, strict=True))
    fields_of_all = {"call": call, "flow": flow, **fields, "protected_unheard": list(unheard)}
    logger.info("call over", extra={"fields": fields_of_all})
    return True


def _over(lines: Lines, at: float, call: str, flow: str, heeded: Callable[[], Heeded]) -> str:
    fates, unheard = heeded()
    missed = ", ".join([quoted(name) for name in unheard])
    return (
        f'{{"time": "{lines.at(at)}", "level": "info", "message": "call over", "call": {quoted(call)}, '
        f'"flow": {quoted(flow)}, {_COUNTED % tuple(fates)}, "protected_unheard": [{missed}]}}'
    )


def protected(flow: Flow, line: Heard) -> bool:
    """Whether the prompt of a line of the ledger may never be cut by its caller."""
    name, _, place = line.prompt.partition(":")
    prompt = flow.family[name].prompts.get(place) if name in flow.family else None
    return prompt is not None and prompt.barge_in.protected


def inquiry(call: str, service: str, method: str, path: str, answer: Answer, milliseconds: float) -> None:
    """One line for what a service was asked. ``path`` is as its author wrote it, and no value is in the line."""
    fields: dict[str, Any] = {"call": call, "service": service, "method": method, "path": path}
    fields |= {"status": answer.status} if answer.status else {"kind": answer.kind}
    fields |= {"ms": round(milliseconds, 1), "attempts": answer.attempts}
    if answer.found:
        fields["found"] = answer.found
    logger.log(logging.WARNING if answer.kind else logging.INFO, "a service was asked", extra={"fields": fields})


def fault(message: str, call: str = "", error: BaseException | None = None, **fields: object) -> None:
    """Something of ours went wrong: its place in the code as data, for whoever runs the service.

    Of an error in a call only ``debug`` has more than its kind: what a caller said may be in its words.
    """
    known: dict[str, object] = {"call": call} if call else {}
    exc_info = None if error is None else (type(error), error, error.__traceback__)
    terse = bool(call) and not logger.isEnabledFor(logging.DEBUG)
    logger.error(message, extra={"fields": known | fields, "terse": terse}, exc_info=exc_info)


def note(message: str, **fields: object) -> None:
    """Something worth knowing."""
    logger.info(message, extra={"fields": fields})


def refused(door: str, status: int, error: str, call: str = "", **fields: object) -> None:
    """A request was refused, at which ``door`` and why; never with what was sent. Strangers are a warning."""
    known: dict[str, object] = {"call": call[:MAX_ID]} if call else {}
    (warn if status == 401 else note)("a request was refused", door=door, status=status, why=error, **known, **fields)


def warn(message: str, **fields: object) -> None:
    """Something that somebody should look at."""
    logger.warning(message, extra={"fields": fields})
