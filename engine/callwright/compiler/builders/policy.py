"""How prompts are spoken: what the flow, the state and the prompt say about it, folded together.

Laws. Each key inherits by itself, from the flow's defaults to the state, the slot and the prompt. Of ``barge_in``
each of its three options inherits by itself too. An inherited option that the strategy does not have is dropped; one
that is written where it cannot work is a mistake. A named prompt hands its options to whatever place uses it, so there
they are inherited ones, unless its own strategy lacks them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.fixing import bare, without_line, write
from callwright.compiler.nodes import Node
from callwright.compiler.report import Report
from callwright.core.prompt import BargeIn, Strategy, Voice
from callwright.diagnostics.model import Fix

KEYS = ("barge_in", "no_input_after", "end_of_turn_silence", "voice")

LEAST_END_OF_TURN_MS, MOST_END_OF_TURN_MS = 150, 2000

_CUT_BY_VOICE = (Strategy.MINIMUM_CHARACTERS, Strategy.IMMEDIATE)


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds at one place of the flow; ``None`` where nobody has said anything.

    ``said``: by option, the author's value that it comes from. Whatever is not there is callwright's own.
    """

    strategy: Strategy | None = None
    minimum_characters: int | None = None
    allow_after_ms: int | None = None
    no_input_after: int | None = None
    end_of_turn_silence: int | None = None
    voice: Voice | None = None
    said: Mapping[str, Node] = field(default_factory=dict, compare=False)

    @property
    def barge_in(self) -> BargeIn:
        """The effective policy, with what the platform advises where nobody has said anything."""
        return _barge_in(self.strategy or Strategy.MINIMUM_CHARACTERS, self.minimum_characters, self.allow_after_ms)


@cache
def _barge_in(strategy: Strategy, minimum_characters: int | None, allow_after_ms: int | None) -> BargeIn:
    counts = strategy is Strategy.MINIMUM_CHARACTERS
    return BargeIn(
        strategy,
        (3 if minimum_characters is None else minimum_characters) if counts else None,
        (allow_after_ms or 0) if strategy in _CUT_BY_VOICE else None,
    )


def fold(context: Context, policy: Policy, node: Node, *, named: bool = False) -> Policy:
    """The policy with what a map of the flow says itself; ``named``: the map is a named prompt."""
    entries = node.entries
    if not any(key in entries for key in KEYS):
        return policy
    if (barge_in := reading.child(node, "barge_in")) is not None:
        policy = _fold_barge_in(context.report, policy, barge_in, named)
    if (written := reading.child(node, "no_input_after")) is not None:
        ms = positive(context.report, written, "no_input_after")
        policy = replace(policy, no_input_after=ms, said={**policy.said, "no_input_after": written})
    if (written := reading.child(node, "end_of_turn_silence")) is not None:
        ms = _end_of_turn(context.report, written)
        policy = replace(policy, end_of_turn_silence=ms, said={**policy.said, "end_of_turn_silence": written})
    if (written := reading.child(node, "voice")) is not None:
        policy = replace(policy, voice=_voice(context.report, written), said={**policy.said, "voice": written})
    return policy


def _fold_barge_in(report: Report, policy: Policy, node: Node, named: bool) -> Policy:
    written = node if node.kind == "scalar" else reading.child(node, "strategy")
    if written is not None:
        strategy = Strategy(reading.text(written))
        policy = replace(policy, strategy=strategy, said={**policy.said, "strategy": written})
    if node.kind == "scalar":
        return policy
    holds = policy.strategy or Strategy.MINIMUM_CHARACTERS
    whose = "" if written is not None else ", which is the one that holds here"
    for option, allowed in (
        ("minimum_characters", (Strategy.MINIMUM_CHARACTERS,)),
        ("allow_after_ms", _CUT_BY_VOICE),
    ):
        value = reading.child(node, option)
        if value is None:
            continue
        if holds not in allowed and (written is not None or not named):
            report.add(
                "option-without-strategy",
                f'"{option}" does nothing with the strategy "{holds}"{whose}.',
                reading.key_of(node, option),
                f"Remove this line, or choose the strategy {' or '.join(allowed)}.",
                fixes=(*_removed(node, option), *((write(allowed[0], bare(written)),) if written is not None else ())),
            )
        elif option == "minimum_characters":
            policy = replace(policy, minimum_characters=reading.integer(value), said={**policy.said, option: value})
        else:
            policy = replace(policy, allow_after_ms=reading.integer(value), said={**policy.said, option: value})
    return policy


def _removed(node: Node, key: str) -> tuple[Fix, ...]:
    """Take a key away that stands on a line of its own, and not alone in its map."""
    entry = node.entries[key]
    line, source = entry.key.span.line, node.source
    alone = entry.value.span.end_line == line and source.line_text(line).lstrip().startswith(key)
    return (without_line(source, line),) if alone and len(node.entries) > 1 else ()


def positive(report: Report, node: Node, key: str) -> int | None:
    """A duration that is longer than nothing."""
    ms = reading.duration(node)
    if ms == 0:
        report.add(
            "out-of-range", f'"{key}" cannot be {node.raw}.', node, "Write a time that is longer, for example 8s."
        )
        return None
    return ms


def _end_of_turn(report: Report, node: Node) -> int | None:
    ms = reading.duration(node)
    if ms is not None and not LEAST_END_OF_TURN_MS <= ms <= MOST_END_OF_TURN_MS:
        report.add(
            "out-of-range",
            f'"end_of_turn_silence" cannot be {node.raw}.',
            node,
            f"It goes from {LEAST_END_OF_TURN_MS}ms to {MOST_END_OF_TURN_MS // 1000}s; 700ms is usual.",
        )
        return None
    return ms


def _voice(report: Report, node: Node) -> Voice:
    provider = reading.text(reading.child(node, "provider"))
    language = reading.child(node, "language")
    if language is not None and provider != "azure":
        report.add(
            "voice-language",
            f'A voice of "{provider}" has no "language".',
            reading.key_of(node, "language"),
            "Remove this line: its voices speak every language.",
            fixes=_removed(node, "language"),
        )
    return Voice(provider, reading.text(reading.child(node, "voice")) or None, reading.text(language) or None)
