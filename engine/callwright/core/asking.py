"""The question that waits: how it is asked, asked again, and remembered for ``back``."""

from __future__ import annotations

from callwright.core.model import Asks, Question
from callwright.core.prompt import Prompt
from callwright.core.session import After, Last
from callwright.core.turn import Turn

MAX_HISTORY = 12
_KEPT = (Asks.INTENT, Asks.VALUE)


def wait(turn: Turn, question: Question) -> None:
    """Make ``question`` the one that waits."""
    session = turn.session
    if session.question != question.id:
        leave(turn)
        session.question = question.id
        session.waits = session.asked_which = 0
        session.offered = ()
    session.after = After.LISTEN
    session.in_a_row = 0
    session.keys = ""
    session.pieces, session.piece_ms = (), 0
    session.noise_resumed = False
    session.last = Last.QUESTION
    session.listen_ms = question.no_input_after


def leave(turn: Turn) -> None:
    """No question waits any more, and no service is asked. It is kept for ``back``, but for one that only confirms."""
    session = turn.session
    session.inquiry, session.checking = None, ""
    question = turn.question if session.question else None
    if question is not None and question.asks in _KEPT:
        session.history = (*session.history, f"{turn.flow.name}:{question.id}")[-MAX_HISTORY:]
    session.question = ""


def ask_again(turn: Turn) -> None:
    """The question's prompts once more, without those that are said only once."""
    question = turn.question
    if question is None:
        return
    turn.say(prompts_of(turn, question), again=True)
    turn.session.last = Last.QUESTION


def prompts_of(turn: Turn, question: Question) -> tuple[Prompt, ...]:
    """What a question says when it is asked; a state that only waits has its prompts on the state."""
    if question.prompts:
        return question.prompts
    return turn.flow.states[question.state].prompts
