"""What the words of a flow's phrases come to, heard once for the rules that ask: who wins, and who never does."""

from __future__ import annotations

from callwright.compiler.checks import phrases, same_words
from callwright.compiler.checks.hearing_phrases import Ear
from callwright.compiler.checks.subject import Subject


def check(subject: Subject) -> None:
    """Hold the phrases against each other, and against the built-in words."""
    if subject.context.phrases:
        ear = Ear(subject)
        same_words.check(subject, ear)
        phrases.check(subject, ear)
