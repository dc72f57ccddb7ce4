"""Farewells before something that goes on: callers who heard "Goodbye" have hung up, or wonder what comes now."""

from __future__ import annotations

from callwright.compiler.checks.groups import Group, Role, answered
from callwright.compiler.checks.places import place
from callwright.compiler.checks.subject import Subject, state_in
from callwright.compiler.checks.wording import FAREWELL, NAMES_A_WORD, wording
from callwright.core.model import Form, Question, State
from callwright.core.prompt import Kind, Prompt


def look(subject: Subject, state: State, group: Group) -> None:
    """A question, or an answer to what went wrong, that ends with a farewell, after which the call waits."""
    if not group.waits or group.question is None or not answered(group.question):
        return
    found = _farewell(group.prompts)
    if found is not None:
        rung = group.role is Role.RUNG
        subject.report.add(
            "farewell-and-on",
            "Callers hear a farewell, and then the line stays open and waits for them.",
            place(subject, state, *found),
            "To end the call here, make it: - go_to: and the state that says goodbye and hangs up."
            if rung
            else 'Say goodbye in a state with "hangup: yes", and lead there.',
        )


def check(subject: Subject) -> None:
    """A state that says goodbye and leads on to one that asks something."""
    for state in subject.flow.states.values():
        if state.go_to is None or state.act is not None or not state.prompts:
            continue
        found = _farewell(state.prompts)
        if found is None:
            continue
        next_state = subject.flow.states.get(state_in(subject.flow, state.go_to))
        if next_state is not None and isinstance(next_state.act, (Question, Form)):
            subject.report.add(
                "farewell-and-on",
                f'Callers hear a farewell, and then the call goes on: "{next_state.name}" asks something.',
                place(subject, state, *found),
                'To end the call here write "hangup: yes" in the place of "go_to:"; else leave the farewell out.',
            )


def _farewell(prompts: tuple[Prompt, ...]) -> tuple[Prompt, str, str] | None:
    """The last prompt, its text, and the sentence in it that is a farewell."""
    if not prompts:
        return None
    last = prompts[-1]
    for texts in last.texts.values():
        for text in texts:
            made = wording(text.source, markup=last.kind is Kind.SSML)
            found = FAREWELL.search(made.text) if made.may_end else None
            if found is None or not (made.text[:1].isupper() or made.text.endswith((".", "!"))):
                continue  # a single word may be a state whose go_to was forgotten
            if not NAMES_A_WORD.search(made.text, 0, found.start()):
                return last, text.source, made.sentences[-1]
    return None
