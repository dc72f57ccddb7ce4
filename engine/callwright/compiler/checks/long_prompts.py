"""Prompts that last longer than callers listen."""

from __future__ import annotations

from callwright.compiler.checks.groups import Group
from callwright.compiler.checks.places import place
from callwright.compiler.checks.subject import Subject
from callwright.compiler.checks.wording import wording
from callwright.core.model import State
from callwright.core.prompt import Kind

MOST_MS = 20_000
"""Speech that most callers listen to without saying anything."""


def look(subject: Subject, state: State, group: Group) -> None:
    """Look at every prompt by itself, in each of its languages."""
    for prompt in group.prompts:
        if prompt.audio is not None:
            if prompt.audio.duration_ms > MOST_MS:
                subject.report.add("long-prompt", _message(prompt.audio.duration_ms), prompt.span, _HELP)
            continue
        for texts in prompt.texts.values():
            for text in texts:
                if len(text.source) < _SHORT and prompt.kind is Kind.TEXT:
                    continue
                made = wording(text.source, markup=prompt.kind is Kind.SSML)
                if made.ms > MOST_MS:
                    at = place(subject, state, prompt, text.source)
                    subject.report.add("long-prompt", _message(made.ms), at, _HELP)


_SHORT = 60
"""A text of fewer characters does not last that long, even if all of them are digits."""

_HELP = "Say the most important part first, and offer the rest: let callers ask for it, or send it as a message."


def _message(ms: int) -> str:
    return f"This prompt lasts about {-(-ms // 1000)} seconds; after 20 seconds most callers no longer listen."
