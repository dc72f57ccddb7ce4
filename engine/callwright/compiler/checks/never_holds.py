"""Conditions that decide nothing, because they never hold, or always do.

What stands behind a condition that never holds is never said and never taken. What stands below one that always holds
is never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from callwright.compiler.checks.subject import Subject, questions_of, targets_of
from callwright.compiler.checks.whereabouts import place_in
from callwright.core.model import Call, Choose, Form, Request, State, Target, Targets
from callwright.core.prompt import Prompt
from callwright.core.template_truth import holds
from callwright.core.templates import Condition
from callwright.diagnostics.model import Span


def check(subject: Subject, state: State) -> None:
    """Look at every target and every prompt of a state."""
    for targets in choices_of(state):
        _choices(subject, targets)
    for prompt in prompts_of(state):
        _prompt(subject, prompt)


def check_anytime(subject: Subject) -> None:
    """The same for what may be said, or come from outside, in every state."""
    for targets in (*subject.flow.anytime.values(), *subject.flow.events.values()):
        _choices(subject, targets)


def choices_of(state: State) -> Iterator[Targets]:
    """Every list of targets of a state, of which the first that holds is taken."""
    act = state.act
    yield from state.if_fails.values()
    yield state.on_error or ()
    yield from state.events.values()
    if isinstance(act, Choose):
        yield act.targets
    elif isinstance(act, Form):
        yield act.on_no or ()
        yield act.on_cancel or ()
    elif isinstance(act, Call):
        yield act.on_cancel or ()
    told: set[int] = set()
    for question in questions_of(state):
        for targets in (*question.transitions.values(), *question.keys.values(), question.otherwise or ()):
            if id(targets) not in told:
                told.add(id(targets))
                yield targets


def prompts_of(state: State) -> Iterator[Prompt]:
    """Every prompt of a state, wherever it is said."""
    yield from state.prompts
    for target in targets_of(state):
        yield from target.prompts
    if isinstance(state.act, Request):
        yield from state.act.filler
    for question in questions_of(state):
        yield from question.prompts
        yield from question.help.prompts if question.help is not None else ()
        for rung in (*(question.no_match or ()), *(question.no_input or ())):
            yield from rung.prompts
    if isinstance(state.act, Form):
        for slot in state.act.slots:
            for one in slot.checks:
                yield from one.prompts
                yield from one.request.filler if one.request is not None else ()


def _choices(subject: Subject, targets: Targets) -> None:
    for place, target in enumerate(targets):
        if target.when is None:
            continue
        known = holds(target.when)
        if known is False:
            _never(subject, target.when, target.span, _lost(target))
        elif known is True:
            below = " What stands below is never taken." if place < len(targets) - 1 else ""
            _always(subject, target.when, target.span, below)


def _lost(target: Target) -> str:
    if target.go_to is not None:
        where = f"flow:{target.go_to.flow}/{target.go_to.state}" if target.go_to.flow else target.go_to.state
        return f'so no caller gets from here to "{where.rstrip("/")}"'
    return "so this line is never taken"


def _prompt(subject: Subject, prompt: Prompt) -> None:
    known = holds(prompt.when) if prompt.when is not None else None
    if prompt.when is not None and known is False:
        _never(subject, prompt.when, prompt.span, "so no caller ever hears this")
    elif prompt.when is not None and known is True:
        _always(subject, prompt.when, prompt.span, "")


def _never(subject: Subject, when: Condition, span: Span, what: str) -> None:
    subject.report.add(
        "never-holds",
        f'"{when.source}" can never hold, {what}.',
        place_in(subject, when.source, span),
        "Ask for what the call can tell, for example: when: tries > 2. Or remove it.",
    )


def _always(subject: Subject, when: Condition, span: Span, below: str) -> None:
    subject.report.add(
        "never-taken" if below else "always-holds",
        f'"{when.source}" always holds.{below}',
        place_in(subject, when.source, span),
        'Remove this "when", or ask for what the call can tell, for example: when: tries > 2',
    )
