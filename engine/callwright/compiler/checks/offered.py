"""Keys that are offered and words that callers are told to say, which nothing here understands."""

from __future__ import annotations

import re

from callwright.compiler.checks.groups import Group, Role
from callwright.compiler.checks.places import place
from callwright.compiler.checks.subject import Subject
from callwright.compiler.checks.wording import PRESS, wording
from callwright.compiler.report import listed
from callwright.core.model import Asks, Question, State
from callwright.core.prompt import Kind, Prompt

_NAMES = {"*": "star", "#": "hash"}
_ANSWERS = (Role.ASKED, Role.RUNG, Role.HELP)


def look(subject: Subject, state: State, group: Group) -> None:
    """Look at questions, and at what is said while one is open."""
    question = group.question
    if question is None or group.role not in _ANSWERS or question.asks is not Asks.INTENT or not question.keys:
        return
    for prompt in group.prompts:
        for texts in prompt.texts.values():
            for text in texts:
                _keys(subject, state, question, prompt, text.source)


def _keys(subject: Subject, state: State, question: Question, prompt: Prompt, source: str) -> None:
    made = wording(source, markup=prompt.kind is Kind.SSML)
    if not made.may_offer_keys:
        return
    for sentence in made.sentences:
        for found in PRESS.finditer(sentence):
            key = _NAMES.get(found["key"], found["key"])
            if key not in question.keys:
                subject.report.add(
                    "key-not-taken",
                    f'Callers are told "{found.group()}", but nothing listens for the key {found["key"]} here.',
                    place(subject, state, prompt, source, re.sub(r"\s+", " ", found.group())),
                    f'Add it below "keys:" of the state "{question.state}". Keys that are there: '
                    f"{listed(question.keys)}.",
                )
