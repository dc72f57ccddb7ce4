"""Intents: phrases to ``model.Intent``, what is listened for anytime, and the lexicon of each language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from callwright.compiler.builders import reading
from callwright.compiler.builders.colons import swallowed_dash
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.faulty import instead
from callwright.compiler.builders.phrase_mends import phrase_mended
from callwright.compiler.builders.policy import Policy
from callwright.compiler.builders.questions import BUILT_IN_INTENTS, unknown_intent
from callwright.compiler.builders.targets import targets
from callwright.compiler.fixing import bare, without_line, write
from callwright.compiler.nodes import Node
from callwright.compiler.report import did_you_mean
from callwright.core.model import Intent, Targets
from callwright.diagnostics.model import Fix, Related, Span
from callwright.diagnostics.nearest import nearest
from callwright.languages import get as language_of
from callwright.languages.base import Language
from callwright.understanding.hearing import TYPES
from callwright.understanding.matcher import Lexicon
from callwright.understanding.phrases import Phrase, PhraseProblem, SlotRef, parse
from callwright.understanding.resolution import resolve

ALWAYS_ON = frozenset({"repeat", "help", "main_menu", "cancel", "wait", "back"})
"""Built-ins that work unless they are switched off."""

WITH_TARGET = frozenset({"operator", "goodbye"})
"""Built-ins that work as soon as ``anytime`` says where they lead."""


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
        _each_once(context, name, written)
        made[name] = Intent(name, phrases, entry.key.span, reading.text(reading.child(node, "description")))
    return made


def _each_once(context: Context, intent: str, written: Sequence[Node]) -> None:
    """Report a phrase that stands in the same intent already."""
    first: dict[str, Node] = {}
    for node in written:
        before = first.setdefault(" ".join(reading.text(node).casefold().split()), node)
        if before is not node and node.raw:
            line = node.source.line_of(node.start)
            context.report.add(
                "phrase-twice",
                f'"{reading.text(node)}" is a phrase of "{intent}" already.',
                node,
                "Delete this line.",
                (Related(before.span, "it stands here first"),),
                (without_line(node.source, line),) if _alone(node, line) else (),
            )


def _alone(node: Node, line: int) -> bool:
    """Whether a line holds nothing but this item."""
    return node.source.line_text(line).strip().removeprefix("-").strip() == node.source.text[node.start : node.end]


def _phrase(context: Context, intent: str, node: Node) -> Phrase | None:
    if swallowed_dash(context, node):
        return None
    text = reading.text(node)
    parsed = parse(text, frozenset(TYPES))
    if isinstance(parsed, PhraseProblem):
        meant = phrase_mended(text, TYPES, partial(_type_elsewhere, context))
        context.report.add(
            "bad-phrase",
            parsed.message,
            _part(node, parsed.offset, parsed.length),
            f"{parsed.help}\nWrite: {meant}" if meant else parsed.help,
            fixes=instead(node, text, meant)[1] if meant else (),
        )
        return None
    for slot in parsed.slots:
        if slot.type is not None:
            context.declare(slot.name, node, slot.type)
    context.phrases.append((intent, parsed, node))
    return parsed


def _type_elsewhere(context: Context, slot: str) -> str:
    """The type that another phrase or a state gives a slot; empty for none."""
    typed = re.compile(rf"<\s*{re.escape(slot)}\s*:\s*(\w+)\s*>")
    found = [
        entry.value.source.text[entry.value.start : entry.value.end] for entry in context.sections.intents.values()
    ]
    types = [type for text in found for type in typed.findall(text) if type in TYPES]
    for entry in context.sections.states.values():
        for item in reading.several(reading.child(entry.value, "collect")):
            if reading.text(reading.child(item, "slot")) == slot:
                types.insert(0, reading.text(reading.child(item, "type")))
    return types[0] if types else ""


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
        if name in ALWAYS_ON and node.kind == "scalar" and _is_off(context, node):
            context.report.add(
                "unknown-state",
                f'"{reading.text(node) or "nothing"}" is no state; to switch "{name}" off, the word is "off".',
                node,
                f"Write: {name}: off",
                fixes=(write("off", bare(node)),) if node.raw else (),
            )
            continue
        made[name] = targets(context, node, policy, f"anytime/{name}")
        if name in WITH_TARGET:
            universals.add(name)
        else:
            universals.discard(name)
    return made, frozenset(universals)


def _is_off(context: Context, node: Node) -> bool:
    written = reading.text(node).lower()
    return written in _OFF and written not in context.sections.states


def _near_value(name: str, known: Mapping[str, SlotRef], node: Node) -> tuple[Fix, ...]:
    near = nearest(name, known)
    return instead(node, f"<{name}>", f"<{near}>")[1] if near is not None else ()


_OFF = frozenset({"none", "never", "disabled", "disable", "nothing", "null", "~", "without", "aus", "nein"})
"""What authors write for off."""


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


def with_values(context: Context, declared: Mapping[str, Intent]) -> dict[str, Intent]:
    """The intents with the type and the options of every value in their phrases, as the flow collects it.

    To be called once the whole flow has been read. A value whose type nothing says is reported, and so are values
    that nobody could tell.
    """
    known = {
        name: SlotRef(name, found.type, context.collected[name].options if name in context.collected else {})
        for name, found in context.declared.items()
        if found.type
    }
    told: dict[str, list[Phrase]] = {name: [] for name in declared}
    for intent, phrase, node in context.phrases:
        untyped = [slot.name for slot in phrase.slots if slot.type is None and slot.name not in known]
        for name in untyped:
            context.report.add(
                "untyped-value",
                f"Nothing says what kind of value <{name}> is.{did_you_mean(name, known)}",
                node,
                f'Write its type, <{name}:digits>, or collect "{name}" in a state.',
                fixes=_near_value(name, known, node),
            )
        if untyped or any(slot.type not in (None, known[slot.name].type) for slot in phrase.slots):
            continue  # two types are told where the second one stands
        made = resolve(phrase, known)
        if isinstance(made, PhraseProblem):
            context.report.add("bad-phrase", made.message, _part(node, made.offset, made.length), made.help)
        else:
            told[intent].append(made)
    return {name: replace(intent, phrases=tuple(told[name])) for name, intent in declared.items()}
