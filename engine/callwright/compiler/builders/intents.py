"""Intents: phrases to ``model.Intent``, what is listened for anytime, and the lexicon of each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.policy import Policy
from callwright.compiler.builders.questions import BUILT_IN_INTENTS, unknown_intent
from callwright.compiler.builders.targets import targets
from callwright.compiler.later import LATER_TYPES, not_in_this_version
from callwright.compiler.nodes import Node
from callwright.core.model import Intent, Targets
from callwright.diagnostics.model import Span
from callwright.languages import get as language_of
from callwright.languages.base import Language
from callwright.understanding.matcher import Lexicon
from callwright.understanding.phrases import Phrase, PhraseProblem, SlotRef, parse

ALWAYS_ON = frozenset({"repeat", "help", "main_menu", "cancel", "wait", "back"})
"""Built-ins that work unless they are switched off."""

WITH_TARGET = frozenset({"operator", "goodbye"})
"""Built-ins that work as soon as ``anytime`` says where they lead."""

TYPES = frozenset({"digits", "yes_no"})
"""Types of values."""


def intents(context: Context) -> dict[str, Intent]:
    """Every intent that the author declared."""
    made: dict[str, Intent] = {}
    for name, entry in context.sections.intents.items():
        if not context.sections.usable("intents", name):
            continue
        node = entry.value
        written = [*reading.several(reading.child(node, "phrases")), *reading.several(reading.child(node, "examples"))]
        if node.kind != "map":
            written = list(reading.several(node))
        phrases = tuple(phrase for item in written if (phrase := _phrase(context, name, item)) is not None)
        if not written:
            context.report.add(
                "intent-without-phrases",
                f'The intent "{name}" has no phrases.',
                entry.key,
                'Add "phrases:" with what callers say.',
            )
        made[name] = Intent(name, phrases, entry.key.span, reading.text(reading.child(node, "description")))
    return made


def _phrase(context: Context, intent: str, node: Node) -> Phrase | None:
    text = reading.text(node)
    parsed = parse(text, TYPES | LATER_TYPES)
    if isinstance(parsed, PhraseProblem):
        context.report.add("bad-phrase", parsed.message, _part(node, parsed.offset, parsed.length), parsed.help)
        return None
    for slot in parsed.slots:
        if slot.type in LATER_TYPES:
            context.report.add(
                "not-allowed-value", not_in_this_version(slot.type), node, f"Types: {', '.join(sorted(TYPES))}."
            )
        elif slot.type is not None:
            context.declare(slot.name, node, slot.type)
        else:
            context.untyped.append((slot.name, node))
    context.phrases.append((intent, parsed, node))
    return parsed


def _part(node: Node, offset: int, length: int) -> Span:
    """A part of a text that stands on one line without quotes; of any other text the whole."""
    span = node.span
    if not node.plain or span.line != span.end_line or node.raw != node.raw.strip():
        return span
    start = min(span.column + offset, span.end_column)
    return Span(span.file, span.line, start, span.line, min(start + max(length, 1), max(span.end_column, start + 1)))


def anytime(context: Context, policy: Policy) -> tuple[dict[str, Targets], frozenset[str]]:
    """What may be said in every state, with where it leads, and the built-ins that are on."""
    made: dict[str, Targets] = {}
    universals = set(ALWAYS_ON)
    for name, entry in context.sections.anytime.items():
        if name == "events":
            continue
        if name not in context.intents and name not in BUILT_IN_INTENTS:
            unknown_intent(context, entry.key, name)
        node = entry.value
        if reading.is_switch(node):
            _switch(context, node, name, universals)
            continue
        made[name] = targets(context, node, policy, f"anytime/{name}")
        if name in WITH_TARGET:
            universals.add(name)
        else:
            universals.discard(name)
    return made, frozenset(universals)


def _switch(context: Context, node: Node, name: str, universals: set[str]) -> None:
    on = reading.switch(node)
    if name in ALWAYS_ON:
        universals.add(name) if on else universals.discard(name)
    elif on or name not in WITH_TARGET:
        context.report.add(
            "unknown-state",
            f'"{name}" needs to know where it leads.',
            node,
            "Write the name of a state instead.",
        )


def lexicons(context: Context, declared: Mapping[str, Intent]) -> dict[str, Lexicon]:
    """One lexicon for each language of the flow: the author's phrases and the built-in ones."""
    made: dict[str, Lexicon] = {}
    by_language: dict[Language, Lexicon] = {}
    for tag in context.languages:
        language = language_of(tag)
        if language not in by_language:
            phrases = {name: list(found) for name, found in _built_in(language).items()}
            for name, intent in declared.items():
                phrases[name] = [*intent.phrases, *phrases.get(name, ())]
            by_language[language] = Lexicon.build(phrases, language)
        made[tag] = by_language[language]
    return made


@cache
def _built_in(language: Language) -> Mapping[str, tuple[Phrase, ...]]:
    templates = {**language.universals, "yes": language.yes, "no": language.no}
    return {name: tuple(_certain(text) for text in texts) for name, texts in templates.items()}


def _certain(text: str) -> Phrase:
    parsed = parse(text)
    assert isinstance(parsed, Phrase), text
    return parsed


def with_types(intent: Intent, types: Mapping[str, str]) -> Intent:
    """The intent with the type of every value in its phrases: ``<order_number>`` has that of its slot."""
    if not any(slot.type is None for phrase in intent.phrases for slot in phrase.slots):
        return intent

    def typed(slot: SlotRef) -> SlotRef:
        return slot if slot.type else SlotRef(slot.name, types[slot.name])

    phrases = tuple(
        replace(
            phrase,
            slots=tuple(typed(slot) for slot in phrase.slots),
            expansions=tuple(
                tuple(piece if isinstance(piece, str) else typed(piece) for piece in one) for one in phrase.expansions
            ),
        )
        for phrase in intent.phrases
    )
    return replace(intent, phrases=phrases)
