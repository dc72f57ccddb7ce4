"""Forms: ``collect`` with its slots, their limits, checks and confirmations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.notes import Collected
from callwright.compiler.builders.policy import Policy, fold, positive
from callwright.compiler.builders.prompts import build_prompts
from callwright.compiler.builders.questions import (
    BUILT_IN_INTENTS,
    NO_INPUT_AFTER_MS,
    Answers,
    Ladders,
    help_of,
    keys,
    ladders,
    unknown_intent,
)
from callwright.compiler.builders.requests import request
from callwright.compiler.builders.slot_options import slot_options
from callwright.compiler.builders.targets import targets
from callwright.compiler.fixing import near_name
from callwright.compiler.nodes import Node
from callwright.compiler.report import did_you_mean
from callwright.core.model import Asks, Check, Corrections, Form, Help, Question, Reprompt, Slot

_KEYPAD = {"#": "hash", "*": "star"}
_KEY_PAUSE_MS = 4000
_LONGEST_PAUSE_MS = 30_000


@dataclass(frozen=True, slots=True)
class Around:
    """What a state hands to the questions of its form."""

    state: str
    policy: Policy
    ladders: Ladders
    flow_ladders: Ladders
    answers: Answers
    help: Help | None
    listening: frozenset[str]
    corrections: Corrections


def form(context: Context, node: Node, around: Around) -> Form:
    """The form of a state that has ``collect``."""
    collect = node.entries["collect"].value
    mends = corrections(context, reading.child(node, "corrections"), Corrections())
    around = replace(around, corrections=mends, listening=around.listening | mends.on)
    slots: list[Slot] = []
    for item in reading.several(collect):
        slot = _slot(context, item, around, says_nothing_before="prompts" not in node.entries or bool(slots))
        if any(slot.name == other.name for other in slots):
            context.report.add(
                "slot-twice",
                f'"{slot.name}" is collected twice in this state.',
                item.entries["slot"].value,
                "Give one of them another name, or remove it.",
            )
        slots.append(slot)
    confirm, on_no, on_cancel = (reading.child(node, key) for key in ("confirm", "on_no", "on_cancel"))
    if on_no is not None and confirm is None:
        context.report.add(
            "misplaced-key",
            '"on_no" has nothing to answer: this state has no "confirm".',
            reading.key_of(node, "on_no"),
            'Add "confirm:" with the question, or remove "on_no".',
        )
    names = frozenset(slot.name for slot in slots)
    policy, route = around.policy, around.state
    return Form(
        slots=tuple(slots),
        confirm=_confirm(context, confirm, around, policy, f"{route}/confirm", "") if confirm is not None else None,
        on_no=targets(context, on_no, policy, f"{route}/on_no") if on_no is not None else None,
        on_cancel=targets(context, on_cancel, policy, f"{route}/on_cancel", leads_on="on_cancel")
        if on_cancel is not None
        else None,
        keep=_keep(context, node, names),
        corrections=mends,
    )


def _keep(context: Context, node: Node, names: frozenset[str]) -> frozenset[str]:
    kept = set()
    for item in reading.several(reading.child(node, "keep")):
        name = reading.text(item)
        if name not in names:
            context.report.add(
                "unknown-name",
                f'This state does not collect "{name}".{did_you_mean(name, names)}',
                item,
                f"It collects: {', '.join(sorted(names))}.",
                fixes=near_name(name, names, item),
            )
        kept.add(name)
    return frozenset(kept)


def _slot(context: Context, node: Node, around: Around, *, says_nothing_before: bool) -> Slot:
    entries = node.entries
    name, type = reading.text(entries["slot"].value), reading.text(entries["type"].value)
    context.declare(name, entries["slot"].value, type)
    route = f"{around.state}/{name}"
    mends = corrections(context, reading.child(node, "corrections"), around.corrections)
    around = replace(around, listening=around.listening | mends.on)
    policy = fold(context, around.policy, node)
    if says_nothing_before and "prompts" not in entries:
        context.report.add(
            "slot-without-question",
            f'The caller is not told that "{name}" is wanted.',
            entries["slot"].value,
            'Add "prompts:" with the question.',
        )
    options = MappingProxyType(slot_options(context, node, name, type))
    context.collected.setdefault(name, Collected(type, options))
    end_key, pause = reading.child(node, "end_key"), reading.child(node, "key_pause")
    confirm = reading.child(node, "confirm")
    sensitive = reading.switch(reading.child(node, "sensitive"))
    if sensitive:
        context.secrets.add(name)
    return Slot(
        name=name,
        type=type,
        question=_question(context, node, around, policy, route, name, type),
        span=node.span,
        options=options,
        end_key=_KEYPAD.get(reading.text(end_key), reading.text(end_key)) or None,
        key_pause=(_pause(context, pause) if pause is not None else None) or _KEY_PAUSE_MS,
        checks=_checks(context, node, policy, route),
        confirm=_confirm(context, confirm, around, policy, f"{route}/confirm", name) if confirm is not None else None,
        corrections=mends,
        sensitive=sensitive,
    )


def _pause(context: Context, node: Node) -> int | None:
    ms = positive(context.report, node, "key_pause")
    if ms is not None and ms > _LONGEST_PAUSE_MS:
        context.report.add(
            "out-of-range",
            f'"key_pause" cannot be {node.raw}: so long nothing is done with the keys that were pressed.',
            node,
            f"It is the time between two keys, at most {_LONGEST_PAUSE_MS // 1000}s; 4s is usual.",
        )
        return None
    return ms


def _question(
    context: Context, node: Node, around: Around, policy: Policy, route: str, name: str, type: str
) -> Question:
    said = ladders(context, node, policy, route, around.ladders)
    own_keys = keys(context, reading.child(node, "keys"), policy, route)
    question = Question(
        id=route,
        state=around.state,
        span=node.span,
        prompts=build_prompts(context, reading.child(node, "prompts"), policy, f"{route}/prompts"),
        asks=Asks.VALUE,
        slot=name,
        transitions=around.answers.transitions,
        otherwise=around.answers.otherwise,
        keys={**around.answers.keys, **own_keys},
        no_match=said.no_match,
        no_input=said.no_input,
        help=help_of(context, node, policy, route) or around.help,
        no_input_after=policy.no_input_after or NO_INPUT_AFTER_MS,
        end_of_turn_silence=policy.end_of_turn_silence,
        yes_no=type == "yes_no" or "yes" in around.answers.own,
        own=around.answers.own,
        listening=around.listening,
    )
    context.questions[route] = question
    return question


def _confirm(context: Context, node: Node, around: Around, policy: Policy, route: str, slot: str) -> Question:
    """A yes/no question. Its ladders are the flow's: those of the slot ask for the value in its own words."""
    if node.plain and reading.is_switch(node):
        context.report.add(
            "bad-value",
            f'"confirm" cannot be "{reading.text(node)}": the caller would hear that word.',
            node,
            f"Write the question, for example: confirm: Is {{{{ {slot} | say }}}} right?"
            if slot
            else "Write the question, for example: confirm: Is that right?",
        )
    question = Question(
        id=route,
        state=around.state,
        span=node.span,
        prompts=build_prompts(context, node, policy, route),
        asks=Asks.CONFIRM_SLOT if slot else Asks.CONFIRM_FORM,
        slot=slot,
        transitions=around.answers.transitions,
        no_match=around.flow_ladders.no_match,
        no_input=around.flow_ladders.no_input,
        help=around.help,
        no_input_after=policy.no_input_after or NO_INPUT_AFTER_MS,
        end_of_turn_silence=policy.end_of_turn_silence,
        yes_no=True,
        own=around.answers.own,
        listening=around.listening,
    )
    context.questions[route] = question
    return question


def _checks(context: Context, node: Node, policy: Policy, route: str) -> tuple[Check, ...]:
    made = []
    for index, item in enumerate(reading.several(reading.child(node, "check"))):
        id = f"{route}/check/{index}"
        written = reading.child(item, "request")
        _one_reason(context, item)
        asked = request(context, written, policy, id, id) if written is not None else None
        when = context.condition(reading.child(item, "when"))
        with context.seeing(*(("response",) if asked is not None else ())):
            prompts = build_prompts(context, item.entries["prompts"].value, policy, id)
        reprompt = reading.text(reading.child(item, "reprompt")) or Reprompt.QUESTION
        if when is not None or asked is not None:
            made.append(Check(prompts, item.span, when, asked, Reprompt(reprompt)))
    return tuple(made)


def _one_reason(context: Context, node: Node) -> None:
    if "when" in node.entries and "request" in node.entries:
        context.report.add(
            "misplaced-key",
            '"when" and "request" cannot stand in one check.',
            reading.key_of(node, "request"),
            "Make two checks of it, each with a dash and its own prompts.",
        )
    elif "when" not in node.entries and "request" not in node.entries:
        context.report.add(
            "missing-key",
            'A check needs "when" or "request", which are missing here.',
            next(iter(node.entries.values())).key,
            "Add for example: when: order_number == '000000'",
        )


def corrections(context: Context, node: Node | None, inherited: Corrections) -> Corrections:
    """``corrections`` of a form or a slot: ``accept``, ``ask``, or a mapping with ``mode`` and ``on``."""
    if node is None:
        return inherited
    mode, on = reading.child(node, "mode") if node.kind == "map" else node, reading.several(reading.child(node, "on"))
    for item in on:
        if reading.text(item) not in context.intents and reading.text(item) not in BUILT_IN_INTENTS:
            unknown_intent(context, item, reading.text(item))
    accept = reading.text(mode) == "accept" if mode is not None else inherited.accept
    return Corrections(accept, frozenset(reading.text(item) for item in on) or inherited.on)
