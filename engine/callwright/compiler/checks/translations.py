"""Texts that a flow of several languages says in one of them only.

Theory of operation. A state is held against the languages in which a call can come to it: the first one at the start,
every one where other flows enter or may enter, and wherever ``set_language`` leads. A prompt with one text for all is
complained about where more than one language comes. Silent: a voice of its own (it is said in that voice's language,
whatever the call's is), a state that sets the language itself, a text of nothing but names and values, and audio.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from callwright.compiler.checks.groups import groups_of
from callwright.compiler.checks.places import place
from callwright.compiler.checks.subject import Subject, leads_to, state_in, targets_of, ways_of
from callwright.compiler.report import listed
from callwright.core.model import Call, Flow, State
from callwright.core.prompt import Kind, Prompt

_NAMES_AND_VALUES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+")
_MOST_NAMES = 4


def check(subject: Subject) -> None:
    """Look at every prompt of a flow that speaks several languages."""
    flow = subject.flow
    if len(flow.languages) < 2:
        return
    reached = _reached(subject)
    told: set[str] = set()
    for state in flow.states.values():
        languages = reached[state.name]
        if len(languages) < 2 or state.set_language is not None:
            continue
        for group in groups_of(state):
            for prompt in group.prompts:
                if prompt.id not in told and _one_for_all(prompt):
                    told.add(prompt.id)
                    _tell(subject, state, prompt, languages)
    _never_spoken(subject, reached)


def _one_for_all(prompt: Prompt) -> bool:
    texts = prompt.texts.get("")
    if not texts or prompt.own_voice or prompt.kind is Kind.AUDIO:
        return False
    return any(_is_a_sentence(text.source) for text in texts)


def _is_a_sentence(source: str) -> bool:
    words = _WORD.findall(_NAMES_AND_VALUES.sub(" ", source))
    return bool(words) and not (len(words) <= _MOST_NAMES and all(word[0].isupper() for word in words))


def _tell(subject: Subject, state: State, prompt: Prompt, languages: frozenset[str]) -> None:
    text = next(text for text in prompt.texts[""] if _is_a_sentence(text.source))
    tags = [tag for tag in subject.flow.languages if tag in languages]
    subject.report.add(
        "untranslated-text",
        f"Callers hear this in one language, whichever of {listed(tags)} they speak.",
        place(subject, state, prompt, text.source),
        f"Write it for each: text: with {' and '.join(f'{tag}:' for tag in _short(tags))} below it.",
    )


def _short(tags: list[str]) -> list[str]:
    short = [tag.partition("-")[0] for tag in tags]
    return short if len(set(short)) == len(short) else tags


def _never_spoken(subject: Subject, reached: dict[str, frozenset[str]]) -> None:
    flow = subject.flow
    spoken = frozenset(tag for tags in reached.values() for tag in tags)
    head = subject.context.sections.head("languages")
    for tag in flow.languages[1:]:
        if tag not in spoken and head is not None:
            node = next((item for item in (*head.items, head) if item.raw.strip().casefold() == tag.casefold()), head)
            subject.report.add(
                "language-never-spoken",
                f'No call comes to speak "{tag}": nothing sets it.',
                node,
                f"Let a state say: set_language: {tag}. Or leave the language out.",
            )


# in which languages a call comes to a state


def _reached(subject: Subject) -> dict[str, frozenset[str]]:
    flow = subject.flow
    switches = any(state.set_language for state in flow.states.values())
    called = subject.entered or not (flow.numbers or flow.answers_everything or switches)
    every = frozenset(flow.languages)
    reached: dict[str, set[str]] = {name: set() for name in flow.states}
    pending = [(flow.start, tag) for tag in (every if called else flow.languages[:1])]
    pending += [(name, tag) for name in subject.entered for tag in every]
    pending += [(name, tag) for name in _switched_inside(flow) for tag in every]
    anywhere = [
        state_in(flow, way)
        for targets in (*flow.anytime.values(), *flow.events.values())
        for target in targets
        for way in ways_of(target)
    ]
    ways = {name: [*leads_to(flow, state), *anywhere] for name, state in flow.states.items()}
    while pending:
        name, tag = pending.pop()
        state = flow.states.get(name)
        if state is None or tag in reached[name]:
            continue
        reached[name].add(tag)
        pending += [(way, state.set_language or tag) for way in ways[name]]
    return {name: frozenset(tags) for name, tags in reached.items()}


def _switched_inside(flow: Flow) -> Iterator[str]:
    """States that a call comes back to after a sub-flow, in which the language may have been changed."""
    if not any(state.set_language for state in flow.states.values()):
        return
    if any(target.call for targets in flow.anytime.values() for target in targets):
        yield from flow.states
        return
    for name, state in flow.states.items():
        if isinstance(state.act, Call):
            yield from leads_to(flow, state)
        elif any(target.call for target in targets_of(state)):
            yield name
