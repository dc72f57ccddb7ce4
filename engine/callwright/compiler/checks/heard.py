"""Every rule about what is said in one go, held against each group of prompts of a state."""

from __future__ import annotations

from callwright.compiler.checks import (
    farewells,
    greetings,
    long_prompts,
    menus,
    notices,
    offered,
    openings,
    protected_questions,
    protection,
    raw_values,
    read_aloud,
    told_words,
)
from callwright.compiler.checks.groups import Look, groups_of, replies_anywhere
from callwright.compiler.checks.subject import Subject
from callwright.core.model import State

LOOKS: tuple[Look, ...] = (
    menus.look,
    protected_questions.look,
    notices.look,
    long_prompts.look,
    openings.look,
    protection.look,
    raw_values.look,
    greetings.look,
    offered.look,
    farewells.look,
    read_aloud.look,
    told_words.look,
)


def check_anytime(subject: Subject) -> None:
    """What is said where ``anytime`` leads, from whatever state."""
    start = subject.flow.states[subject.flow.start]
    for group in replies_anywhere(subject.flow):
        for look in LOOKS:
            look(subject, start, group)


def check(subject: Subject, state: State) -> None:
    """Walk a state once for all of them."""
    for group in groups_of(state):
        for look in LOOKS:
            look(subject, state, group)
