"""Menus: more choices than a caller keeps in mind, and a question that is not the last thing said.

Counted is what is offered, not what is understood. Keys that are offered count one each, but 0, which is the usual way
to a person. Choices in a sentence are what stands between its commas and its "or"; they are a menu only if the question
listens for as many things, so that a sentence with commas is none.
"""

from __future__ import annotations

import re

from callwright.compiler.builders.questions import BUILT_IN_INTENTS
from callwright.compiler.checks.groups import Group, Role, answered
from callwright.compiler.checks.places import place
from callwright.compiler.checks.subject import Subject
from callwright.compiler.checks.wording import COMMA, INSTRUCTS, OR, PRESS, Wording, wording
from callwright.core.model import Asks, Form, Question, State
from callwright.core.prompt import Kind, Prompt

MOST = 4
"""Choices that most callers keep in mind while they listen."""

_LONE_DIGIT = re.compile(r"(?<![\w.,:+-])[1-9](?![\w:]|[.,]\d)")
_LEAST_TRAILING = 20
"""Characters from which on something behind a question is more than a polite word."""


def look(subject: Subject, state: State, group: Group) -> None:
    """Look at every question and every rung that asks again."""
    question = group.question
    if question is None or group.role not in (Role.ASKED, Role.RUNG) or not answered(question):
        return
    if _understood(state, question) > MOST:
        for texts in _by_language(group.prompts):
            if _too_many_keys(subject, state, question, texts) or _too_many_words(subject, state, texts):
                break
    if group.role is Role.ASKED and _is_menu(question):
        _question_not_last(subject, state, group)


def _by_language(prompts: tuple[Prompt, ...]) -> list[list[tuple[Prompt, str, Wording]]]:
    tags = {tag for prompt in prompts for tag in prompt.texts if tag} or {""}
    return [
        [
            (prompt, texts[0].source, wording(texts[0].source, markup=prompt.kind is Kind.SSML))
            for prompt in prompts
            if (texts := prompt.texts.get(tag) or prompt.texts.get(""))
        ]
        for tag in sorted(tags)
    ]


def _too_many_keys(subject: Subject, state: State, question: Question, said: list[tuple[Prompt, str, Wording]]) -> bool:
    keys = set(question.keys) - {"0", "star", "hash"}
    if len(keys) <= MOST or question.slot:
        return False
    offered: dict[str, tuple[Prompt, str, str]] = {}
    for prompt, source, made in said:
        for sentence in made.sentences if made.may_offer_keys else ():
            if (first := PRESS.search(sentence)) is None:
                continue
            for found in _LONE_DIGIT.finditer(sentence, first.start() if offered else 0):
                if found.group() in keys:
                    offered.setdefault(found.group(), (prompt, source, sentence))
    if len(offered) <= MOST:
        return False
    prompt, source, sentence = list(offered.values())[MOST]
    subject.report.add(
        "menu-too-long",
        f"This menu offers {len(offered)} keys; by the last one most callers have forgotten the first.",
        place(subject, state, prompt, source, sentence),
        _SPLIT,
    )
    return True


def _too_many_words(subject: Subject, state: State, said: list[tuple[Prompt, str, Wording]]) -> bool:
    for prompt, source, made in said:
        for sentence in made.sentences:
            if sentence.count(",") < MOST - 1 or PRESS.search(sentence) is not None:
                continue
            if "?" not in sentence and INSTRUCTS.search(sentence) is None:
                continue  # it tells something
            choices = offered_in(sentence)
            if choices > MOST:
                subject.report.add(
                    "menu-too-long",
                    f"This sentence offers {choices} choices; by the last one most callers have forgotten the first.",
                    place(subject, state, prompt, source, sentence),
                    _SPLIT,
                )
                return True
    return False


_SPLIT = (
    f"Offer {MOST} at most: ask first for the kind of thing, and for the rest in a question of its own. What is not"
    " offered can be understood all the same."
)


def offered_in(sentence: str) -> int:
    """How many choices a sentence lists: what stands between its commas up to "or", and what stands behind that."""
    last = None
    for found in OR.finditer(sentence):
        last = found
    if last is None:
        return 1
    before = COMMA.split(OR.sub(", ", sentence[: last.start()]))
    return len([part for part in before if part.strip()]) + 1


def _understood(state: State, question: Question) -> int:
    """How many different things the question listens for."""
    intents = len(question.listening) and len(question.listening - BUILT_IN_INTENTS)
    options = 0
    if question.slot and isinstance(state.act, Form):
        slot = next((slot for slot in state.act.slots if slot.name == question.slot), None)
        options = len(slot.options.get("options", ())) if slot is not None and slot.type == "choice" else 0
    return max(intents, options, len(question.keys) if not question.slot else 0)


def _is_menu(question: Question) -> bool:
    own = set(question.transitions) - BUILT_IN_INTENTS
    return question.asks is Asks.INTENT and len(own) + bool(question.keys) > 1


def _question_not_last(subject: Subject, state: State, group: Group) -> None:
    for said in _by_language(group.prompts):
        asked: str = ""
        behind: tuple[Prompt, str, str] | None = None
        for prompt, source, made in said:
            for sentence in made.sentences:
                if "?" in sentence:
                    asked, behind = sentence, None
                elif asked and behind is None and len(sentence) >= _LEAST_TRAILING and not INSTRUCTS.search(sentence):
                    behind = (prompt, source, sentence)
        if behind is not None:
            prompt, source, sentence = behind
            subject.report.add(
                "menu-question-not-last",
                f'Callers answer "{asked}" at once, and talk into this sentence, which comes after it.',
                place(subject, state, prompt, source, sentence),
                "Say it before the question, so that the question is the last thing the caller hears.",
            )
            return
