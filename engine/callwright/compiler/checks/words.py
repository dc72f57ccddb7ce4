"""What the words of a flow's phrases come to, heard once for the rules that ask: who wins, and who never does."""

from __future__ import annotations

from callwright.compiler.checks import phrases, same_words
from callwright.compiler.checks.hearing_phrases import Ear
from callwright.compiler.checks.subject import Subject
from callwright.core.voices import base


def check(subject: Subject) -> None:
    """Hold the phrases against each other, and against the built-in words."""
    if not subject.context.phrases:
        return
    told: set[frozenset[str]] = set()
    languages = {base(tag): tag for tag in reversed(subject.flow.languages)}
    for tag in reversed(languages.values()):
        ear = Ear(subject, tag)
        same_words.check(subject, ear, told)
        if tag == subject.flow.language:
            phrases.check(subject, ear)
