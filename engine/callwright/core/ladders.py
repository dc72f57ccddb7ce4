"""Ladders: what follows when the caller was not understood, or not heard.

Rung n answers the nth failure of its kind since the caller was last understood. When an author's rungs are used up,
and after ``MAX_STREAK`` failures in a row whatever their kind and place, the built-in ending follows: the operator,
once; else a farewell.
"""

from __future__ import annotations

from enum import StrEnum

from callwright.core import asking, walk
from callwright.core.model import Help, Question, Reprompt, Rung
from callwright.core.session import Last
from callwright.core.turn import Turn

MAX_STREAK = 8
_BUILT_IN_RUNGS = 2


class Failure(StrEnum):
    """What went wrong with a turn."""

    NO_MATCH = "no_match"
    NO_INPUT = "no_input"


def fail(turn: Turn, kind: Failure, *, instead: str = "", apology: str = "") -> None:
    """Count a failure and say its rung.

    ``instead`` is what may have been meant, asked back in the rung's place; ``apology`` says better than the built-in
    sentence what was wrong, where the author wrote no ladder.
    """
    session = turn.session
    session.patient = False
    question = turn.question
    assert question is not None
    number = _count(turn, kind, question)
    ladder = question.no_match if kind is Failure.NO_MATCH else question.no_input
    rungs = _BUILT_IN_RUNGS if ladder is None else len(ladder)
    if number > rungs or session.streak >= MAX_STREAK:
        turn.note(kind.value, f"number {number}, the built-in ending", question.span)
        walk.ending(turn)
    elif instead:
        turn.note(kind.value, f"number {number}, asked back")
        turn.say_built_in("did_you_mean", choices=instead)
    elif ladder is None:
        turn.note(kind.value, f"number {number}, built-in", question.span)
        if apology:
            turn.say_text(apology)
        else:
            turn.say_built_in("not_understood" if kind is Failure.NO_MATCH else "not_heard")
        asking.ask_again(turn)
    else:
        _climb(turn, kind, number, ladder[number - 1])


def _count(turn: Turn, kind: Failure, question: Question) -> int:
    session = turn.session
    key = f"{kind.value}:{turn.flow.name}:{question.id}"
    number = session.failures.get(key, 0) + 1
    session.failures = {**session.failures, key: number}
    session.last_failure = key
    session.streak += 1
    return number


def take_back(turn: Turn) -> None:
    """The words were already on their way when the last rung was said: do not hold it against the caller."""
    session = turn.session
    key, session.last_failure = session.last_failure, ""
    number = session.failures.get(key, 0)
    if number:
        session.failures = {**session.failures, key: number - 1}
        session.streak = max(0, session.streak - 1)
        turn.note("taken back", "an answer was on its way")


def understood(turn: Turn) -> None:
    """The caller was understood: every ladder begins anew."""
    session = turn.session
    session.failures = {}
    session.streak = session.forgiven = session.ending = session.asked_which = 0
    session.last_failure = ""
    session.noise_resumed = False


def _climb(turn: Turn, kind: Failure, number: int, rung: Rung) -> None:
    session = turn.session
    turn.note(kind.value, f"rung {number}", rung.span)
    walk.assign(turn, rung.sets)
    turn.say(rung.prompts)
    session.last = Last.QUESTION
    if rung.go_to is not None:
        walk.enter(turn, rung.go_to)
    elif rung.returns is not None:
        walk.proceed(turn, walk.come_back(turn, rung.returns))
    elif rung.reprompt is Reprompt.QUESTION:
        asking.ask_again(turn)
    elif rung.reprompt is Reprompt.HELP:
        help_out(turn)


def help_out(turn: Turn) -> None:
    """Say the question's help; a question without any is asked again."""
    question = turn.question
    aid: Help | None = question.help if question else None
    if aid is None:
        asking.ask_again(turn)
        return
    turn.say(aid.prompts)
    if aid.reprompt:
        asking.ask_again(turn)
    turn.session.last = Last.HELP
