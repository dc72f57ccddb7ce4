"""Targets: where something leads, on what condition, and what is set and said on the way."""

from __future__ import annotations

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.destinations import assignments, called, destination, returned
from callwright.compiler.builders.policy import Policy
from callwright.compiler.builders.prompts import build_prompts
from callwright.compiler.nodes import Node
from callwright.core.model import Target, Targets

_WAYS = ("go_to", "return", "call")


def targets(context: Context, node: Node, policy: Policy, route: str, *, leads_on: str = "") -> Targets:
    """A target or a list of them, of which the first whose ``when`` holds is taken.

    ``leads_on`` names the key under which each of them has to go to a state.
    """
    items = reading.several(node)
    made: list[Target] = []
    for index, item in enumerate(items):
        target = _target(context, item, policy, f"{route}/{index}", leads_on)
        if target is not None:
            made.append(target)
            if target.when is None and _unconditional(item) and index < len(items) - 1:
                context.report.add(
                    "never-taken",
                    "What stands below is never taken, because this line has no condition.",
                    item if item.kind == "scalar" else next(iter(item.entries.values())).key,
                    'Give it a "when", or move it to the end of the list.',
                )
    return tuple(made)


def _unconditional(node: Node) -> bool:
    return node.kind == "scalar" or "when" not in node.entries


def _target(context: Context, node: Node, policy: Policy, route: str, leads_on: str) -> Target | None:
    if node.kind == "scalar" and not reading.text(node):
        context.report.add(
            "unknown-state",
            "There is no state's name here.",
            node,
            "Write the name of a state; or below it, in lines of their own, what is said and where it leads:\n"
            "prompts: One moment, please.\ngo_to: a_state",
        )
        return None
    if node.kind == "scalar":
        going = destination(context, node)
        return Target(node.span, going) if going else None
    entries = node.entries
    ways = [key for key in entries if key in _WAYS]
    if not ways and (leads_on or not ({"prompts", "set"} & entries.keys())):
        place = next(iter(entries.values())).key if entries else node
        where = f'Under "{leads_on}" each line leads to a state; this' if leads_on else "This target"
        context.report.add("leads-nowhere", f'{where} has no "go_to".', place, 'Add "go_to:" with the name of a state.')
        return None
    _one_way(context, node, ways, leads_on)
    goes, gives = reading.child(node, "go_to"), reading.child(node, "return")
    return Target(
        span=node.span,
        go_to=destination(context, goes) if goes is not None else None,
        returns=returned(context, gives) if gives is not None else None,
        call=called(context, node) if "call" in entries else None,
        when=context.condition(reading.child(node, "when")),
        sets=assignments(context, reading.child(node, "set")),
        prompts=build_prompts(context, reading.child(node, "prompts"), policy, f"{route}/prompts"),
        interrupt=reading.switch(reading.child(node, "interrupt")),
    )


def _one_way(context: Context, node: Node, ways: list[str], leads_on: str) -> None:
    """A target leads one way; a digression only where a question waits that it can come back to."""
    if len(ways) > 1:
        context.report.add(
            "two-acts",
            f'This target has both "{ways[0]}" and "{ways[1]}"; it can lead one way.',
            reading.key_of(node, ways[1]),
            "Remove one of them.",
        )
    if "with" in node.entries and "call" not in ways:
        context.report.add(
            "misplaced-key",
            '"with" belongs beside "call", which this target does not have.',
            reading.key_of(node, "with"),
            'Remove it, or add "call:" with a state or a flow.',
        )
    if leads_on and "call" in ways:
        context.report.add(
            "misplaced-key",
            f'Under "{leads_on}" no question waits that a call could come back to.',
            reading.key_of(node, "call"),
            'Lead with "go_to:" to a state that has this "call:", and in it a "go_to:" for afterwards.',
        )
