"""What is said in one go: the prompts of one place of a state, in order, and what happens behind them.

    ASKED    a question: the caller answers it
    SAID     what is said in passing, before the state does what it does
    RUNG     the answer to a no-match or a no-input
    HELP     what help says
    REPLY    what is said where a target leads, and where a check refuses a value
    FILLER   what is said while a service is asked

``waits``: the last of these prompts is followed by the caller's answer, not by more that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from callwright.compiler.checks.subject import Subject, questions_of, targets_of
from callwright.core.model import Asks, Call, Flow, Form, Question, Request, Rung, State, Target
from callwright.core.prompt import Prompt
from callwright.core.target import Reprompt


class Role(Enum):
    """Where the prompts of a group stand; see the module."""

    ASKED = auto()
    SAID = auto()
    RUNG = auto()
    HELP = auto()
    REPLY = auto()
    FILLER = auto()


class Group(NamedTuple):
    """See the module. ``question`` is the one that is open while the group is said, if one is."""

    role: Role
    prompts: tuple[Prompt, ...]
    question: Question | None = None
    waits: bool = False


Look = Callable[[Subject, State, Group], None]
"""A rule about what is said in one go."""


def groups_of(state: State) -> Iterator[Group]:
    """Every group of a state in which something is said; what several questions share comes once."""
    act = state.act
    questions = tuple(questions_of(state))
    first = questions[0] if questions else None
    if isinstance(act, Question) and state.prompts:
        yield Group(Role.ASKED, state.prompts, first, waits=True)
    elif state.prompts:
        silent = first is not None and not first.prompts
        yield Group(Role.ASKED if silent else Role.SAID, state.prompts, first if silent else None, waits=silent)
    seen: set[int] = set()
    for question in questions:
        if question.prompts:
            yield Group(Role.ASKED, question.prompts, question, waits=True)
        yield from _answers(question, seen)
    if isinstance(act, Form):
        for slot in act.slots:
            for check in slot.checks:
                if check.prompts:
                    yield Group(Role.REPLY, check.prompts, slot.question, waits=check.reprompt is Reprompt.NONE)
                if check.request is not None and check.request.filler:
                    yield Group(Role.FILLER, check.request.filler)
    elif isinstance(act, Request) and act.filler:
        yield Group(Role.FILLER, act.filler)
    yield from _replies(targets_of(state), first)


def _answers(question: Question, seen: set[int]) -> Iterator[Group]:
    for ladder in (question.no_match, question.no_input):
        if ladder and id(ladder) not in seen:
            seen.add(id(ladder))
            for rung in ladder:
                if rung.prompts:
                    yield Group(Role.RUNG, rung.prompts, question, waits=stays(rung))
    if question.help is not None and question.help.prompts and id(question.help) not in seen:
        seen.add(id(question.help))
        yield Group(Role.HELP, question.help.prompts, question, waits=not question.help.reprompt)


def stays(rung: Rung) -> bool:
    """Whether the caller answers a rung as it is, and nothing is said behind it."""
    return rung.go_to is None and rung.returns is None and rung.reprompt is Reprompt.NONE


def replies_anywhere(flow: Flow) -> Iterator[Group]:
    """What is said where ``anytime`` leads, by words or by an event."""
    for targets in (*flow.anytime.values(), *flow.events.values()):
        yield from _replies(targets, None)


def _replies(targets: Iterable[Target], question: Question | None) -> Iterator[Group]:
    seen: set[int] = set()
    for target in targets:
        if target.prompts and id(target) not in seen:
            seen.add(id(target))
            here = target.go_to is None and target.returns is None and target.call is None
            yield Group(Role.REPLY, target.prompts, question if here else None, waits=here and question is not None)


def answered(question: Question) -> bool:
    """Whether callers can answer a question by words or keys; one that only waits for events asks nothing."""
    return bool(question.transitions or question.keys or question.otherwise) or question.asks is not Asks.INTENT


def leaves(state: State) -> bool:
    """Whether nothing of ours is said after the prompts of a state, because it ends or hands the call on."""
    return not (state.act is None or isinstance(state.act, (Question, Form, Request, Call)))
