"""Greetings that a reprompt says again: "Sorry, I did not get that. Welcome to ..."."""

from __future__ import annotations

from callwright.compiler.checks.groups import Group, Role
from callwright.compiler.checks.notices import notice_in
from callwright.compiler.checks.places import beside, written
from callwright.compiler.checks.subject import Subject
from callwright.compiler.checks.wording import GREETING, wordings
from callwright.core.model import Question, State
from callwright.core.prompt import Prompt
from callwright.core.target import Reprompt


def look(subject: Subject, state: State, group: Group) -> None:
    """Look at a question that one of its rungs asks again, word for word."""
    question = group.question
    if group.role is not Role.ASKED or question is None or not asked_again(question):
        return
    first = group.prompts[0]
    for prompt in group.prompts:
        if prompt.once:
            continue
        greets = prompt is first and any(GREETING.match(made.text) for made in wordings(prompt))
        if not greets and not any(notice_in(made) for made in wordings(prompt)):
            continue
        _tell(subject, state, prompt, "greeting" if greets else "notice", alone=len(group.prompts) > 1)


def asked_again(question: Question) -> bool:
    """Whether an author's rung says the question again."""
    rungs = (*(question.no_match or ()), *(question.no_input or ()))
    return any(rung.reprompt is Reprompt.QUESTION for rung in rungs)


def _tell(subject: Subject, state: State, prompt: Prompt, what: str, *, alone: bool) -> None:
    node = written(subject, state, prompt)
    own = alone and all(len(made.sentences) == 1 or not made.asks for made in wordings(prompt))
    subject.report.add(
        "repeated-greeting",
        f"Each time the question is asked again, callers hear this {what} again too.",
        prompt.span,
        "Add once: yes, so that it is said at most once in a call."
        if own
        else f"Make a prompt of its own of the {what}, with once: yes, and leave the question in another.",
        fixes=beside(node, "once: yes", "Say it once in a call: once: yes") if own and node is not None else (),
    )
