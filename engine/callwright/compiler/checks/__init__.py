"""What a flow that can be built may still do wrong: one rule, one file, one line in a list below.

A rule gets a ``Subject`` and reports; it changes nothing and knows no other rule. Whether what it finds stops the flow
from being served stands in the catalogue.

There are two kinds. A rule of ``EACH_STATE`` looks at one state (``check(subject, state)``), and beside it only at what
stands outside the states: intents, ``anytime``, defaults, hours, named prompts. So what it finds holds for as long as
neither changes, and an editor need not ask it again at every key. A rule of ``WHOLE_FLOW`` (``check(subject)``) may look
at everything.
"""

from __future__ import annotations

from collections.abc import Callable

from callwright.compiler.checks import built_in_ending, silent_loop, unreachable
from callwright.compiler.checks.subject import Subject
from callwright.core.model import State

EACH_STATE: tuple[Callable[[Subject, State], None], ...] = ()

WHOLE_FLOW: tuple[Callable[[Subject], None], ...] = (
    silent_loop.check,
    unreachable.check,
    built_in_ending.check,
)


def run(subject: Subject) -> None:
    """Hold a flow against every rule."""
    for state in subject.flow.states.values():
        for look in EACH_STATE:
            look(subject, state)
    for check in WHOLE_FLOW:
        check(subject)
