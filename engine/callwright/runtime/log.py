"""The service's log: one JSON object a line, with the call's id wherever there is one.

Theory of operation. Everything goes to the logger ``callwright`` of the standard library, so whoever mounts the
service keeps their own logging. What a line holds beside its message is passed as ``extra={"fields": {…}}``. JSON
escapes line breaks and control characters, so nothing that a caller says can forge a line or colour a terminal.

What is personal stays out: words and keys of callers, and what comes with an event from outside, are logged at
``debug`` only, and not where the question asks for something sensitive; of telephone numbers only the last three digits
are shown.

A line that the level switches off costs one comparison: callers ask ``turns_wanted()`` before they collect anything.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any, TextIO

from callwright.core.codec import MAX_ID
from callwright.core.events import Event, Key, Outside, SessionStart, Unknown, UserSpeak
from callwright.core.interpreter import Step
from callwright.core.model import Flow, Form
from callwright.core.playback import Fate, Heard
from callwright.core.session import Session
from callwright.runtime.services.answer import Answer

LEVELS = ("debug", "info", "warning", "error")

logger = logging.getLogger("callwright")

_ESCAPED = re.compile("[^ -~…]")
"""All that is not plain and printable, but for the sign that stands in masked numbers."""

_NUMBER = re.compile(r"\+?\d[\d ()/-]{2,}\d")


class JsonLines(logging.Formatter):
    """One record as one JSON object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        line.update(getattr(record, "fields", {}))
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            line["error"] = f"{type(error).__name__}: {error}"
            frames = traceback.extract_tb(error.__traceback__)
            line["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        text = json.dumps(line, ensure_ascii=False, default=str)
        return _ESCAPED.sub(lambda odd: json.dumps(odd[0])[1:-1], text)


def set_up(level: str, stream: TextIO) -> None:
    """Log to ``stream`` from ``level`` (one of ``LEVELS``) on. For a program, never for a library's user."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    for name, lowest in (("callwright", level.upper()), ("uvicorn", "WARNING"), ("asyncio", "WARNING")):
        named = logging.getLogger(name)
        named.handlers = [handler]
        named.setLevel(lowest)
        named.propagate = False


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
    if not turns_wanted():
        return
    session = step.session
    fields: dict[str, Any] = {
        "call": event.session,
        "event": event.type if isinstance(event, Unknown) else type(event).__name__,
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
        if _hides(flow, before, session):
            fields["trace"] = [trace.rule for trace in step.trace]
        else:
            if isinstance(event, UserSpeak):
                fields["words"] = event.text[:500]
            elif isinstance(event, Key):
                fields["key"] = event.key
            elif isinstance(event, Outside):
                fields["body"] = json.dumps(event.body, ensure_ascii=False)[:500]
            fields["trace"] = [str(trace) for trace in step.trace]
    logger.info("turn", extra={"fields": fields})


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


def over(flow: Flow, session: Session) -> None:
    """One line for a call that is over: how many prompts were heard, and which protected ones were not."""
    fields: dict[str, Any] = {"call": session.id, "flow": session.flow}
    for fate in Fate:
        fields[fate.value] = sum(line.fate is fate for line in session.ledger)
    unheard = [line for line in session.ledger if line.fate in (Fate.CUT, Fate.NEVER) and _protected(flow, line)]
    fields["protected_unheard"] = [line.name or line.prompt for line in unheard]
    logger.info("call over", extra={"fields": fields})


def _protected(flow: Flow, line: Heard) -> bool:
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
    """Something of ours went wrong: its place in the code as data, for whoever runs the service."""
    known: dict[str, object] = {"call": call} if call else {}
    exc_info = None if error is None else (type(error), error, error.__traceback__)
    logger.error(message, extra={"fields": known | fields}, exc_info=exc_info)


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
