"""Prompts: a sentence, a mapping, or a list of them, to ``model.Prompt``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from callwright.compiler.builders import reading
from callwright.compiler.builders.braces import note_braces
from callwright.compiler.builders.colons import note_forgotten_colon, swallowed_dash
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.policy import Policy, fold
from callwright.compiler.fixing import near_name
from callwright.compiler.nodes import Node
from callwright.compiler.report import did_you_mean, listed
from callwright.core.prompt import Kind, Prompt
from callwright.core.templates import Template

KINDS = ("text", "ssml", "audio", "use")


def build_prompts(context: Context, node: Node | None, policy: Policy, route: str) -> tuple[Prompt, ...]:
    """The prompts that stand under a key. ``route`` begins their ids: ``welcome/prompts``."""
    made: list[Prompt] = []
    for index, item in enumerate(reading.several(node)):
        made.extend(_build(context, item, policy, f"{route}/{index}"))
    return tuple(made)


def check_named(context: Context, policy: Policy) -> None:
    """Build the named prompts once for their mistakes, whether anything uses them or not."""
    for name, entry in context.sections.prompts.items():
        context.prompt_names.add(name)
        if not context.sections.usable("prompts", name):
            continue
        items = reading.several(entry.value)
        for index, item in enumerate(items):
            if item.kind == "map" and "use" in item.entries:
                context.report.add(
                    "use-in-named-prompt",
                    f'The named prompt "{name}" uses another one.',
                    reading.key_of(item, "use"),
                    "Write its text here, or list both where they are used.",
                )
                continue
            for prompt in _build(context, item, policy, f"prompts/{name}/{index}", named=True):
                context.named[prompt.id] = context.prompts.pop(prompt.id)


def _build(context: Context, node: Node, policy: Policy, route: str, *, named: bool = False) -> tuple[Prompt, ...]:
    if node.kind == "scalar":
        note_forgotten_colon(context, node)
        texts = {"": (_sentence(context, node, markup=False),)}
        return (context.register(_prompt(Kind.TEXT, node, policy, route, texts)),)
    kinds = [key for key in KINDS if key in node.entries]
    if len(kinds) != 1:
        _not_one_kind(context, node, kinds)
        return ()
    if kinds == ["use"]:
        return _use(context, node, policy, route)
    own = fold(context, policy, node, named=named)
    return (context.register(_one(context, node, kinds[0], own, route)),)


def _not_one_kind(context: Context, node: Node, kinds: list[str]) -> None:
    if not kinds:
        place = next(iter(node.entries.values())).key if node.entries else node
        context.report.add(
            "prompt-without-text",
            "This prompt says nothing.",
            place,
            'Add "text:" with the sentence, or ssml, audio or use.',
        )
        return
    context.report.add(
        "prompt-with-two-texts",
        f'This prompt has both "{kinds[0]}" and "{kinds[1]}".',
        reading.key_of(node, kinds[1]),
        "A prompt has exactly one of text, ssml, audio and use. Make two prompts of it, each with a dash.",
    )


def _one(context: Context, node: Node, kind: str, own: Policy, route: str) -> Prompt:
    source = node.entries[kind].value
    audio, texts = None, {}
    if kind == "audio":
        audio = context.recording(source)
    else:
        texts = _texts(context, source, markup=kind == "ssml")
    prompt = _prompt(Kind(kind), node, own, route, texts)
    return replace(
        prompt,
        audio=audio,
        name=reading.text(reading.child(node, "name")) or None,
        when=context.condition(reading.child(node, "when")),
        once=reading.switch(reading.child(node, "once")),
    )


def _prompt(kind: Kind, node: Node, own: Policy, route: str, texts: Mapping[str, tuple[Template, ...]]) -> Prompt:
    said_here = node.kind == "map" and "no_input_after" in node.entries
    return Prompt(
        id=route,
        kind=kind,
        span=node.span,
        texts=texts,
        barge_in=own.barge_in,
        voice=own.voice,
        own_voice=node.kind == "map" and "voice" in node.entries,
        no_input_after=own.no_input_after if said_here else None,
        end_of_turn_silence=own.end_of_turn_silence,
    )


def _use(context: Context, node: Node, policy: Policy, route: str) -> tuple[Prompt, ...]:
    """The named prompts, with what is written beside ``use`` put over them.

    Places that say the same thing in the same way share one id, so that ``once`` and sentences in turn count over
    the whole call.
    """
    source = node.entries["use"].value
    name = reading.text(source)
    named = context.sections.prompts
    if name not in named:
        context.report.add(
            "unknown-prompt",
            f'There is no prompt "{name}" under "prompts:" at the top of the file.{did_you_mean(name, named)}'
            if name
            else 'Behind "use" there is no name of a prompt. Write the one that is to be spoken.',
            source,
            f"Prompts with a name: {listed(named)}.",
            fixes=near_name(name, named, source),
        )
        return ()
    if not context.sections.usable("prompts", name):
        return ()
    made: list[Prompt] = []
    for index, item in enumerate(reading.several(named[name].value)):
        kinds = [key for key in KINDS if key in item.entries] if item.kind == "map" else ["text"]
        if len(kinds) != 1 or kinds == ["use"]:
            continue
        made.append(_used(context, node, item, policy, (name, index, f"{route}/{index}")))
    return tuple(made)


def _used(context: Context, node: Node, item: Node, policy: Policy, place: tuple[str, int, str]) -> Prompt:
    name, index, route = place
    if item.kind == "scalar":
        prompt = _prompt(Kind.TEXT, item, policy, route, {"": (_sentence(context, item, markup=False),)})
        inner = policy
    else:
        kind = next(key for key in KINDS if key in item.entries)
        inner = fold(context, policy, item, named=True)
        prompt = _one(context, item, kind, inner, route)
    own = fold(context, inner, node)
    beside = node.entries
    prompt = replace(
        prompt,
        name=reading.text(reading.child(node, "name")) or prompt.name or name,
        when=context.condition(reading.child(node, "when")) if "when" in beside else prompt.when,
        once=reading.switch(reading.child(node, "once")) if "once" in beside else prompt.once,
        barge_in=own.barge_in,
        voice=own.voice,
        own_voice=prompt.own_voice or "voice" in beside,
        end_of_turn_silence=own.end_of_turn_silence,
        no_input_after=own.no_input_after if "no_input_after" in beside else prompt.no_input_after,
    )
    if {"when", "once", "name"} & beside.keys():
        return context.register(prompt)
    shared = f"prompts/{name}/{index}"
    usual = context.named.get(shared)
    how = "" if usual is not None and _spoken(usual) == _spoken(prompt) else f" {_how(prompt)}"
    return context.register(replace(prompt, id=shared + how))


def _spoken(prompt: Prompt) -> tuple[object, ...]:
    return prompt.barge_in, prompt.voice, prompt.own_voice, prompt.no_input_after, prompt.end_of_turn_silence


def _how(prompt: Prompt) -> str:
    """How a prompt is spoken, as part of an id."""
    barge_in = prompt.barge_in
    how = [
        barge_in.strategy.value,
        f"{barge_in.minimum_characters}" if barge_in.minimum_characters is not None else "",
        f"after {barge_in.allow_after_ms}" if barge_in.allow_after_ms else "",
        " ".join(part for part in prompt.voice or () if part),
        "its own" if prompt.own_voice else "",
        f"silence {prompt.no_input_after}" if prompt.no_input_after is not None else "",
        f"turn {prompt.end_of_turn_silence}" if prompt.end_of_turn_silence is not None else "",
    ]
    return f"({', '.join(part for part in how if part)})"


# what is said


def _texts(context: Context, node: Node, *, markup: bool) -> dict[str, tuple[Template, ...]]:
    if node.kind == "scalar" or "one_of" in node.entries:
        if len(node.entries) > 1:
            other = next(key for key in node.entries if key != "one_of")
            context.report.add(
                "text-of-two-kinds",
                f'"one_of" and "{other}" cannot stand side by side.',
                reading.key_of(node, other),
                'Write the sentences in turn below their language: a "one_of" for each.',
            )
        return {"": _turns(context, node, markup=markup)}
    if not node.entries:
        context.report.add("empty-text", "There is no text here.", node, "Write the sentence that the caller hears.")
    by_language: dict[str, tuple[Template, ...]] = {}
    for tag, entry in node.entries.items():
        language = _language(context, tag)
        if language is None:
            context.report.add(
                "unknown-language",
                f'"{tag}" is not a language of this flow.{did_you_mean(tag, ("one_of", *context.languages))}',
                entry.key,
                f'Its languages: {listed(context.languages)}. More are named under "languages:" at the top.',
                fixes=near_name(tag, ("one_of", *context.languages), entry.key),
            )
            continue
        by_language[language] = _turns(context, entry.value, markup=markup)
    missing = [tag for tag in context.languages if tag not in by_language]
    if missing and by_language:
        context.report.add(
            "missing-language",
            f"This text is not there in {listed(missing)}.",
            next(iter(node.entries.values())).key,
            "Add it for every language of the flow.",
        )
    return by_language


def _language(context: Context, tag: str) -> str | None:
    """The language of the flow that a key means: ``de`` is ``de-DE`` where that is the only German."""
    folded = tag.casefold()
    for language in context.languages:
        if language.casefold() == folded:
            return language
    near = [language for language in context.languages if language.casefold().split("-")[0] == folded]
    return near[0] if len(near) == 1 else None


def _turns(context: Context, node: Node, *, markup: bool) -> tuple[Template, ...]:
    if node.kind == "map":
        node = node.entries["one_of"].value if "one_of" in node.entries else node
        if node.kind == "map":
            context.report.add("prompt-without-text", "This text is empty.", node, "Write the sentence.")
            return (context.template(node),)
    return tuple(_sentence(context, item, markup=markup) for item in reading.several(node))


def _sentence(context: Context, node: Node, *, markup: bool) -> Template:
    comment = node.comment
    if not reading.text(node) and comment is not None:
        context.report.add(
            "empty-text",
            "Everything behind a # is a comment, so there is no text here.",
            comment,
            "If the caller is to hear it, put the whole text in quotes.",
        )
    elif not reading.text(node):
        context.report.add("empty-text", "There is no text here.", node, "Write the sentence that the caller hears.")
    swallowed_dash(context, node)
    note_braces(context, node)
    return context.template(node, markup=markup)
