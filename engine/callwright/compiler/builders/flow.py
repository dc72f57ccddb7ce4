"""A whole flow: its sections to ``model.Flow``, names resolved, templates and phrases compiled, defaults folded in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from callwright.compiler.builders import acts, reading
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.events import events
from callwright.compiler.builders.follow_ups import drop_follow_ups
from callwright.compiler.builders.hours import hours
from callwright.compiler.builders.intents import anytime, intents, lexicons, with_values
from callwright.compiler.builders.kept import Kept, KeptState
from callwright.compiler.builders.kinds import check_kinds
from callwright.compiler.builders.notes import CallSite
from callwright.compiler.builders.policy import Policy, fold
from callwright.compiler.builders.prompts import check_named
from callwright.compiler.builders.questions import NO_INPUT_AFTER_MS, Ladders, ladders
from callwright.compiler.builders.regions import check_region
from callwright.compiler.builders.requests import services
from callwright.compiler.builders.scope import settle
from callwright.compiler.builders.spoken_language import check_language
from callwright.compiler.builders.states import Anywhere, build_state
from callwright.compiler.builders.timezone import needs_timezone, timezone
from callwright.compiler.builders.variables import variables
from callwright.compiler.files import Files
from callwright.compiler.nodes import Entry, Node
from callwright.compiler.report import Report, did_you_mean, listed
from callwright.compiler.sections import Sections
from callwright.core.model import Flow, Intent, State
from callwright.core.voices import base
from callwright.diagnostics.model import Span
from callwright.languages import LANGUAGES, known
from callwright.understanding.matcher import Lexicon

_LANGUAGE = "en-US"


@dataclass(frozen=True, slots=True)
class Built:
    """A flow, and what has to be held against the others of its project.

    ``leads_to`` are the places of other flows that it leads to (flow, state; an empty state is its start), ``calls``
    its calls of sub-flows, ``names`` whatever has a value in it. ``needs_timezone`` is the first place where it
    matters what time it is. The time zone of the flow and of its hours is empty where the flow does not tell it.
    ``context`` is what was noted on the way.
    """

    flow: Flow
    context: Context
    leads_to: frozenset[tuple[str, str]]
    calls: tuple[CallSite, ...]
    names: frozenset[str]
    needs_timezone: Span | None


def build_flow(
    sections: Sections,
    flows: Mapping[str, frozenset[str]],
    family: Mapping[str, Flow],
    files: Files,
    report: Report,
    kept: Kept,
) -> Built | None:
    """Build one flow of a project; ``None`` where it has a mistake, all of which are in the report then.

    ``flows`` holds the states of every flow by its name; ``family`` is filled by the caller once all are built;
    ``kept`` is what is left of the building before, empty for the first.
    """
    before, told = report.errors, len(report.diagnostics)
    context = Context(flow=sections.name, sections=sections, flows=flows, files=files, report=report)
    kept.begin(sections, flows)
    context.languages = _languages(context)
    title = sections.head("title")
    context.title = context.template(title) if title is not None and reading.text(title) else None
    context.intents = frozenset(sections.intents)
    held = variables(context)
    declared = intents(context)
    defaults = sections.head("defaults")
    policy, said, transcription = Policy(), Ladders(), None
    if defaults is not None:
        policy = fold(context, policy, defaults)
        said = ladders(context, defaults, policy, "defaults", said)
        written = reading.child(defaults, "transcription")
        transcription = acts.transcription(context, written) if written is not None else None
    for node in sections.refused.dropped:
        context.names_in(node)
    check_named(context, policy)
    led, universals = anytime(context, policy)
    happening = events(context, reading.child(sections.head("anytime"), "events"), policy, "anytime")
    anywhere = Anywhere(policy, said, frozenset(led) | universals)
    states = _states(context, anywhere, kept)
    start = _start(context)
    numbers = _numbers(context)
    asked = services(context)
    zone = timezone(context)
    opening = hours(context, zone)
    settle(context)
    check_kinds(context)
    declared = with_values(context, declared)
    check_language(context)
    drop_follow_ups(sections, report, told)
    if report.errors > before or sections.refused.parts or not sections.whole:
        return None
    types = {name: found.type for name, found in context.declared.items() if found.type}
    flow = Flow(
        name=sections.name,
        version="",
        span=sections.span,
        title=reading.text(title) or sections.name,
        languages=context.languages,
        start=start,
        states=MappingProxyType(states),
        questions=MappingProxyType(context.questions),
        prompts=MappingProxyType(context.prompts),
        lexicons=MappingProxyType(_lexicons(context, declared, kept)),
        family=family,
        numbers=numbers,
        answers_everything=sections.head("answers") is not None,
        variables=MappingProxyType(held),
        intents=MappingProxyType(declared),
        anytime=MappingProxyType(led),
        universals=universals,
        events=happening,
        types=MappingProxyType(types),
        labels=MappingProxyType(context.labels),
        services=MappingProxyType(asked),
        hours=MappingProxyType(opening),
        timezone=zone,
        secrets=frozenset(context.secrets),
        barge_in=policy.barge_in,
        voice=policy.voice,
        no_input_after=policy.no_input_after or NO_INPUT_AFTER_MS,
        end_of_turn_silence=policy.end_of_turn_silence,
        transcription=transcription,
        sends_vad=any(prompt.end_of_turn_silence is not None for prompt in context.prompts.values())
        or any(question.end_of_turn_silence is not None for question in context.questions.values()),
    )
    return Built(
        flow,
        context,
        frozenset(context.entered),
        tuple(context.calls),
        frozenset(context.declared),
        needs_timezone(context),
    )


def versioned(flow: Flow, version: str, family: Mapping[str, Flow], *, answers_everything: bool) -> Flow:
    """The flow with what is known only once the whole project has been read."""
    everything = flow.answers_everything or answers_everything
    return replace(flow, version=version, family=family, answers_everything=everything)


def _states(context: Context, anywhere: Anywhere, kept: Kept) -> dict[str, State]:
    made: dict[str, State] = {}
    for name, entry in context.sections.states.items():
        if context.sections.usable("states", name):
            found = kept.state(name, entry, context.files) or _state(context, name, entry, anywhere)
            kept.states[name] = found
            made[name] = found.state
            context.take(found.notes, context.report)
            context.report.extend(found.told)
    if not context.sections.states:
        context.report.add(
            "flow-without-states",
            "This flow has no states, so a caller would hear nothing.",
            context.sections.span,
            'Add "states:" with at least one state that has "prompts:".',
        )
    return made


def _state(context: Context, name: str, entry: Entry, anywhere: Anywhere) -> KeptState:
    aside = context.aside()
    state = build_state(aside, name, entry, anywhere)
    return KeptState(entry, entry.key.source.first_line, state, aside, tuple(aside.report.diagnostics))


def _lexicons(context: Context, declared: Mapping[str, Intent], kept: Kept) -> Mapping[str, Lexicon]:
    spoken = context.languages, declared
    if kept.spoken != spoken:
        kept.spoken, kept.lexicons = spoken, lexicons(context, declared)
    return kept.lexicons


def _start(context: Context) -> str:
    states, node = context.sections.states, context.sections.head("start")
    if node is None:
        return next(iter(states), "")
    name = reading.text(node)
    if name not in states:
        context.report.add(
            "unknown-state",
            f'The flow starts in "{name}", but there is no such state.{did_you_mean(name, states)}',
            node,
            f"States: {listed(states)}.",
        )
    return name


def _languages(context: Context) -> tuple[str, ...]:
    one, more = context.sections.head("language"), context.sections.head("languages")
    nodes: list[Node] = [*reading.several(one), *reading.several(more)]
    tags: dict[str, str] = {}
    for node in nodes:
        tag = reading.text(node)
        tags.setdefault(tag.casefold(), tag)
        check_region(context.report, node, tag)
        if not known(tag):
            names = ", ".join(f"{language.name} ({language.tag})" for language in LANGUAGES.values())
            context.report.add(
                "incomplete-language",
                f'There are no built-in sentences for "{base(tag)}" yet: where the flow has none of its own, '
                "the caller hears English.",
                node,
                f"Complete are: {names}.",
            )
    return tuple(tags.values()) or (_LANGUAGE,)


def _numbers(context: Context) -> tuple[str, ...]:
    node = context.sections.head("numbers")
    made: list[str] = []
    for item in reading.several(node):
        written = reading.text(item)
        if bare(written) and acts.is_number(written):
            made.append(written)
        else:
            context.report.add(
                "bad-number",
                f'"{written}" is not a telephone number.',
                item,
                "Write it with its country code: +49 211 5566770",
            )
    return tuple(made)


def bare(number: str) -> str:
    """A dialled number as it is compared: its digits, without ``+`` or an international ``00``."""
    plain = number.isascii() and number.isdigit()
    digits = number if plain else "".join(c for c in number if c in "0123456789")
    return digits[2:] if digits.startswith("00") and not number.strip().startswith("+") else digits
