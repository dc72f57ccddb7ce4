"""What became of something from outside: whether the platform has what it caused, gets it later, or nothing came of it.

Theory of operation. ``of`` looks at the step that took the event, and at whether what it made was sent:

    no channel, or nobody took what was sent             next_answer
    it waits for its turn, until nobody talks            next_answer
    its words wait behind a protected prompt             next_answer
    none of its targets' conditions holds                no
    something was sent, or there was nothing to say      now
    the button, where nothing is said nor waits          now
"""

from __future__ import annotations

from enum import StrEnum

from callwright.core.events import Button, Event, Outside
from callwright.core.interpreter import Step
from callwright.core.session import Session


class Delivered(StrEnum):
    """The word for it in answers and in the log."""

    NOW = "now"
    NEXT_ANSWER = "next_answer"
    NO = "no"


def of(event: Outside | Button, before: Session, made: Step, *, sent: bool) -> Delivered:
    """What became of ``event``, taken by ``made``. ``sent``: the call was reached, and what was made arrived."""
    session = made.session
    if isinstance(event, Button) and not (session.halt or made.actions or session.waiting):
        return Delivered.NOW
    if not sent or _waits(event, session):
        return Delivered.NEXT_ANSWER
    if isinstance(event, Outside) and _came_to_nothing(event, made):
        return Delivered.NO
    if not made.actions and (session.waiting or session.after is not before.after):
        return Delivered.NEXT_ANSWER
    return Delivered.NOW


def moment(event: Event, session: Session) -> int:
    """When an event of ours is taken: at a moment of its own, since what is sent then may have to be put back."""
    stopped = (playback.sent_at + playback.cut_ms for playback in session.open if playback.cut_ms is not None)
    return max(event.at, session.sent_at + 1, *(at + 1 for at in stopped))


def _waits(event: Outside | Button, session: Session) -> bool:
    """Whether it is still kept. Events wait in the order in which they came, so this one would be the last."""
    if isinstance(event, Button):
        return bool(session.halt)
    last = session.pending[-1] if session.pending else None
    return last is not None and (last.name, last.body) == (event.name, event.body)


def _came_to_nothing(event: Outside, made: Step) -> bool:
    """Whether it was let go without a target. Where it was taken, its last trace has the target's place."""
    told = [trace for trace in made.trace if trace.rule == "outside"]
    return bool(told) and told[-1].span is None and told[-1].detail.startswith(f"{event.name}:")
