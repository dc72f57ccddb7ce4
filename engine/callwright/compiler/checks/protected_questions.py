"""Questions that are protected: who answers before their last word is not heard, and waits on a silent line.

A short sound at the end of a question may be protected: nobody answers a tone.
"""

from __future__ import annotations

from callwright.compiler.checks.groups import Group, Role, answered
from callwright.compiler.checks.places import instead, strategy_of
from callwright.compiler.checks.subject import Subject
from callwright.compiler.checks.wording import wordings
from callwright.core.model import State
from callwright.core.prompt import Kind, Prompt

_SIGNAL_MS = 2_000


def look(subject: Subject, state: State, group: Group) -> None:
    """Look at the last prompt before the caller may answer."""
    question = group.question
    if not group.waits or not group.prompts or question is None or not answered(question):
        return
    last = group.prompts[-1]
    if not last.barge_in.protected or _is_signal(last):
        return
    place = strategy_of(subject, state, last)
    subject.report.add(
        "protected-question",
        "This is protected: a caller who answers before its last word is not heard, and waits.",
        place if place is not None else last.span,
        _help(group, last),
        fixes=instead(place, "minimum_characters", "Let the caller answer: minimum_characters") if place else (),
    )


def _is_signal(prompt: Prompt) -> bool:
    return prompt.kind is Kind.AUDIO and prompt.audio is not None and prompt.audio.duration_ms <= _SIGNAL_MS


def _help(group: Group, last: Prompt) -> str:
    asks_before = any(made.asks for prompt in group.prompts[:-1] for made in wordings(prompt))
    if asks_before and not any(made.asks for made in wordings(last)):
        return "Say what has to be heard before the question, and let the question be the last prompt."
    if group.role is Role.ASKED and any(len(made.sentences) > 1 for made in wordings(last)):
        return (
            "Protect only what has to be heard, in a prompt of its own, and give the question"
            " barge_in: minimum_characters."
        )
    return "Write barge_in: minimum_characters, or immediate with allow_after_ms: 500."
