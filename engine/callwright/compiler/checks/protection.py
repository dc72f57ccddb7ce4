"""``none`` on more than the few prompts that need it: callers cannot cut short what they know by heart.

What needs it: notices, a prompt with a name (``was_heard`` asks for it), the last words before a hang-up or a transfer,
and short ones. What is left is told where one of them is long, or where they are a third of all that the flow says.
"""

from __future__ import annotations

from callwright.compiler.checks.groups import Group, Role, groups_of, leaves
from callwright.compiler.checks.notices import notice_in
from callwright.compiler.checks.places import strategy_of
from callwright.compiler.checks.subject import Subject
from callwright.compiler.checks.wording import longest_ms, seconds, wordings
from callwright.core.model import State
from callwright.core.prompt import Prompt

LONG_MS = 10_000
_SHORT_MS = 3_000
_FEW = 4
_SHARE = 3


def look(subject: Subject, state: State, group: Group) -> None:
    """A single protected prompt that is long."""
    for prompt in group.prompts:
        if prompt.barge_in.protected and not _needs_it(state, group, prompt) and longest_ms(prompt) > LONG_MS:
            place = strategy_of(subject, state, prompt)
            subject.report.add(
                "needless-protection",
                f"For about {seconds(round(longest_ms(prompt), -3))} callers cannot stop this, not even those who know"
                " it by heart.",
                place if place is not None else prompt.span,
                "Protect only the sentence that has to be heard, in a prompt of its own; or give this prompt a name:,"
                " if was_heard() is to know it.",
            )


def check(subject: Subject) -> None:
    """Protected prompts that are a large part of the flow."""
    protected: list[tuple[State, Prompt]] = []
    seen: set[str] = set()
    if sum(prompt.barge_in.protected for prompt in subject.flow.prompts.values()) < _FEW:
        return
    for state in subject.flow.states.values():
        for group in groups_of(state):
            for prompt in group.prompts:
                if prompt.id not in seen:
                    seen.add(prompt.id)
                    if prompt.barge_in.protected and not _needs_it(state, group, prompt):
                        protected.append((state, prompt))
    if len(protected) < _FEW or len(protected) * _SHARE < len(seen):
        return
    state, prompt = protected[0]
    place = strategy_of(subject, state, prompt)
    subject.report.add(
        "needless-protection",
        f"{len(protected)} of the {len(seen)} prompts of this flow are protected without need: callers wait for the end"
        " of what they know by heart, and what they say meanwhile is not heard.",
        place if place is not None else prompt.span,
        "Keep barge_in: none for legal notices, farewells and the words before a transfer; leave it out elsewhere.",
    )


def _needs_it(state: State, group: Group, prompt: Prompt) -> bool:
    if prompt.name is not None or longest_ms(prompt) <= _SHORT_MS:
        return True
    if leaves(state) and group.role is Role.SAID:
        return True
    return any(notice_in(made) for made in wordings(prompt))
