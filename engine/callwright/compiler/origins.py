"""Where each setting of a prompt or a question comes from: what an editor shows over it, and ``callwright show``.

Laws. The folding is that of the builders (``policy.fold``), from the flow's defaults down to the prompt; nothing is
worked out a second time. What no file says is callwright's own and has no place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.flow import Built
from callwright.compiler.builders.policy import KEYS, Policy, fold
from callwright.compiler.builders.questions import NO_INPUT_AFTER_MS
from callwright.compiler.nodes import Entry, Node
from callwright.core.model import Asks, Question
from callwright.diagnostics.model import Span

LADDERS = ("no_match", "no_input")

_ENTRIES = ("states", "prompts")


class Setting(NamedTuple):
    """One setting as it holds: its key, its value as an author would write it, and where that stands; ``None`` for
    what is callwright's own."""

    key: str
    value: str
    origin: Span | None


def defaults_of(context: Context) -> Policy:
    """What a flow says under ``defaults``."""
    node = context.sections.head("defaults")
    return fold(context, Policy(), node) if node is not None else Policy()


def of_named(context: Context, policy: Policy, use: Node) -> Iterator[Policy]:
    """What holds for each of the prompts that a ``use`` speaks, where ``policy`` holds around it."""
    entry = context.sections.prompts.get(reading.text(reading.child(use, "use")))
    for item in reading.several(entry.value) if entry is not None else ():
        yield fold(context, fold(context, policy, item, named=True) if item.kind == "map" else policy, use)


def settings_of(policy: Policy) -> tuple[Setting, ...]:
    """The settings that hold for a prompt, in the order of the language; those that it does not have are left out."""
    strategy, characters, after = policy.barge_in
    made = [_setting(policy, "strategy", strategy.value)]
    if characters is not None:
        made.append(_setting(policy, "minimum_characters", str(characters)))
    if after is not None:
        made.append(_setting(policy, "allow_after_ms", str(after)))
    if policy.voice is not None:
        made.append(_setting(policy, "voice", ", ".join(part for part in policy.voice if part)))
    made.append(_setting(policy, "no_input_after", duration(policy.no_input_after or NO_INPUT_AFTER_MS)))
    if policy.end_of_turn_silence is not None:
        made.append(_setting(policy, "end_of_turn_silence", duration(policy.end_of_turn_silence)))
    return tuple(made)


def _setting(policy: Policy, key: str, value: str) -> Setting:
    said = policy.said.get(key)
    return Setting(key, value, said.span if said is not None else None)


def duration(ms: int) -> str:
    """A length of time as authors write it."""
    return f"{ms // 1000}s" if ms % 1000 == 0 else f"{ms}ms"


def of_prompt(built: Built, file: str, line: int, column: int) -> tuple[Setting, ...]:
    """What holds for the prompt at a place of a flow, each with where it is said; empty where there is no prompt.

    Where a ``use`` speaks several prompts it is the last one. Of a prompt under ``prompts:`` it is what holds where
    the place that uses it says nothing else.
    """
    context = built.context.aside()
    path = _path(built, file, line, column)
    spoken = {prompt.span for prompt in (*built.flow.prompts.values(), *built.context.named.values())}
    if not any(node.span in spoken or "use" in node.entries for node in path):
        return ()
    policy = defaults_of(context)
    for node in path:
        if node.kind == "map" and "use" in node.entries:
            policy = next(iter([*of_named(context, policy, node)][-1:]), policy)
        elif node.kind == "map":
            policy = fold(context, policy, node)
    return settings_of(policy)


def _path(built: Built, file: str, line: int, column: int) -> list[Node]:
    """The values that a place is in, from the outside; what is below ``barge_in`` or ``voice`` left out."""
    sections = built.context.sections
    entries: list[Entry] = [*sections.states.values(), *sections.prompts.values()]
    entries += [entry for key, entry in sections.root.entries.items() if key not in _ENTRIES]
    path: list[Node] = []
    while (entry := next((one for one in entries if _is_in(one, file, line, column)), None)) is not None:
        node = entry.value
        path.append(node)
        while node.kind == "list":
            inside = next((item for item in node.items if _holds(item.span, file, line, column)), None)
            if inside is None:
                return path
            path.append(node := inside)
        entries = [one for key, one in node.entries.items() if key not in KEYS]
    return path


def _is_in(entry: Entry, file: str, line: int, column: int) -> bool:
    key, value = entry.key.span, entry.value.span
    return value.file == file and (_holds(value, file, line, column) or _holds(key, file, line, column))


def _holds(span: Span, file: str, line: int, column: int) -> bool:
    return (span.line, span.column) <= (line, column) <= (span.end_line, span.end_column) and span.file == file


def of_question(built: Built, question: Question) -> tuple[Setting, ...]:
    """What holds where a question waits: its silence, and its ladders with where each is written.

    The value of a ladder says whose it is: of this ``question``, of its ``state``, of the flow's ``defaults`` or
    ``built in``. A confirmation has the flow's.
    """
    context, sections = built.context.aside(), built.context.sections
    policy, state = defaults_of(context), sections.states[question.state].value
    policy = fold(context, policy, state)
    slot = next((one for one in _slots(state) if reading.text(reading.child(one, "slot")) == question.slot), None)
    if slot is not None:
        policy = fold(context, policy, slot)
    homes = [("defaults", sections.head("defaults"))]
    if question.asks in (Asks.INTENT, Asks.VALUE):
        homes = [("question", slot), ("state" if slot is not None else "question", state), *homes]
    timing = [one for one in settings_of(policy) if one.key in ("no_input_after", "end_of_turn_silence")]
    return (*timing, *(_ladder(key, homes) for key in LADDERS))


def _ladder(key: str, homes: list[tuple[str, Node | None]]) -> Setting:
    for whose, node in homes:
        if node is not None and key in node.entries:
            return Setting(key, whose, node.entries[key].key.span)
    return Setting(key, "built in", None)


def _slots(state: Node) -> tuple[Node, ...]:
    return reading.several(reading.child(state, "collect"))
