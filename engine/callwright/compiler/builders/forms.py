"""Forms: ``collect`` with its slots, their limits, checks and confirmations."""

from __future__ import annotations

from dataclasses import dataclass

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.policy import Policy, fold, positive
from callwright.compiler.builders.prompts import build_prompts
from callwright.compiler.builders.questions import NO_INPUT_AFTER_MS, Answers, Ladders, help_of, keys, ladders
from callwright.compiler.builders.targets import targets
from callwright.compiler.nodes import Node
from callwright.core.model import Asks, Check, Form, Help, Question, Reprompt, Slot

_DIGITS_ONLY = ("length", "min", "max", "checksum", "end_key", "key_pause")
_KEYPAD = {"#": "hash", "*": "star"}
_KEY_PAUSE_MS = 4000
_MOST_DIGITS = 64


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


def form(context: Context, node: Node, around: Around) -> Form:
    """The form of a state that has ``collect``."""
    collect = node.entries["collect"].value
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
        on_cancel=targets(context, on_cancel, policy, f"{route}/on_cancel") if on_cancel is not None else None,
        keep=_keep(context, node, names),
    )


def _keep(context: Context, node: Node, names: frozenset[str]) -> frozenset[str]:
    kept = set()
    for item in reading.several(reading.child(node, "keep")):
        name = reading.text(item)
        if name not in names:
            context.report.add(
                "unknown-name",
                f'This state does not collect "{name}".',
                item,
                f"It collects: {', '.join(sorted(names))}.",
            )
        kept.add(name)
    return frozenset(kept)


def _slot(context: Context, node: Node, around: Around, *, says_nothing_before: bool) -> Slot:
    entries = node.entries
    name, type = reading.text(entries["slot"].value), reading.text(entries["type"].value)
    context.declare(name, entries["slot"].value, type)
    route = f"{around.state}/{name}"
    policy = fold(context, around.policy, node)
    if says_nothing_before and "prompts" not in entries:
        context.report.add(
            "slot-without-question",
            f'The caller is not told that "{name}" is wanted.',
            entries["slot"].value,
            'Add "prompts:" with the question.',
        )
    low, high = _limits(context, node, type)
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
        min_length=low,
        max_length=high,
        checksum=reading.text(reading.child(node, "checksum")) or None,
        end_key=_KEYPAD.get(reading.text(end_key), reading.text(end_key)) or None,
        key_pause=(positive(context.report, pause, "key_pause") if pause is not None else None) or _KEY_PAUSE_MS,
        checks=_checks(context, node, policy, route),
        confirm=_confirm(context, confirm, around, policy, f"{route}/confirm", name) if confirm is not None else None,
        sensitive=sensitive,
    )


def _limits(context: Context, node: Node, type: str) -> tuple[int, int]:
    """How many digits a value has, at least and at most."""
    if type != "digits":
        for key in _DIGITS_ONLY:
            if key in node.entries:
                context.report.add(
                    "misplaced-key",
                    f'"{key}" is for digits, not for {type}.',
                    reading.key_of(node, key),
                    "Remove this line.",
                )
        return 1, _MOST_DIGITS
    length, low, high = (reading.integer(reading.child(node, key)) for key in ("length", "min", "max"))
    if length is not None:
        for key in ("min", "max"):
            if key in node.entries:
                context.report.add(
                    "misplaced-key",
                    f'"{key}" cannot stand beside "length".',
                    reading.key_of(node, key),
                    'Write either "length", or "min" and "max".',
                )
        return length, length
    if low is not None and high is not None and low > high:
        context.report.add(
            "out-of-range", f'"min" is {low} and "max" is {high}.', node.entries["min"].value, "Swap the two."
        )
    return low or 1, high or _MOST_DIGITS


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
        when = context.condition(item.entries["when"].value)
        prompts = build_prompts(context, item.entries["prompts"].value, policy, f"{route}/check/{index}")
        reprompt = reading.text(reading.child(item, "reprompt")) or Reprompt.QUESTION
        if when is not None:
            made.append(Check(when, prompts, item.span, Reprompt(reprompt)))
    return tuple(made)
