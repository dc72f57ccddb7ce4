"""Targets: where something leads, on what condition, and what is set and said on the way."""

from __future__ import annotations

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.policy import Policy
from callwright.compiler.builders.prompts import build_prompts
from callwright.compiler.nodes import Node
from callwright.compiler.report import did_you_mean, listed
from callwright.core.model import Assignment, Destination, Target, Targets
from callwright.diagnostics.nearest import nearest

_OTHER_FLOW = "flow:"


def destination(context: Context, node: Node) -> Destination | None:
    """The state that a ``go_to`` names: ``state``, ``flow:other`` or ``flow:other/state``."""
    name = reading.text(node)
    if not name:
        context.report.add("unknown-state", "There is no state's name here.", node, "Write the name of a state.")
        return None
    if name.startswith(_OTHER_FLOW):
        return _other_flow(context, node, name.removeprefix(_OTHER_FLOW))
    if name not in context.sections.states and (name,) in context.sections.refused.parts:
        return None  # it stands at the left margin, which has been told
    if name not in context.sections.states:
        _unknown_state(context, node, name)
        return None
    return Destination(name)


def _other_flow(context: Context, node: Node, name: str) -> Destination | None:
    flow, _, state = name.partition("/")
    if flow not in context.flows:
        context.report.add(
            "unknown-flow",
            f'There is no flow "{flow}" in this folder.{did_you_mean(flow, context.flows)}',
            node,
            f"Flows: {listed(context.flows)}.",
        )
        return None
    if state and state not in context.flows[flow]:
        context.report.add(
            "unknown-state",
            f'The flow "{flow}" has no state "{state}".{did_you_mean(state, context.flows[flow])}',
            node,
            f"Its states: {listed(context.flows[flow])}.",
        )
        return None
    context.entered.add((flow, state))
    return Destination(state, flow)


def _unknown_state(context: Context, node: Node, name: str) -> None:
    states = context.sections.states
    if name in context.flows:
        help = f"There is a flow of that name: write flow:{name}"
    elif name in ("hangup", "hang_up", "end"):
        help = "A call ends in a state with 'hangup: yes'; write that state's name here."
    elif " " in name and not nearest(name, states):
        help = (
            'If the caller is to hear it, write it under "prompts:", and the next state under "go_to:":\n'
            f"{_spoken(node)}"
        )
    else:
        help = f"States: {listed(states)}."
    context.report.add("unknown-state", f'There is no state "{name}".{did_you_mean(name, states)}', node, help)


def _spoken(node: Node) -> str:
    """A sentence as the prompts of a target, in its quotes if it has any."""
    said = " ".join(node.source.text[node.start : node.end].split())
    return f"prompts: {said}\ngo_to: a_state"


def assignments(context: Context, node: Node | None) -> tuple[Assignment, ...]:
    """``set``: names and their values, in the order of the file."""
    if node is None:
        return ()
    made = []
    for name, entry in node.entries.items():
        context.declare(name, entry.key)
        if entry.value.kind == "scalar" and not entry.value.raw and entry.value.plain:
            context.report.add(
                "empty-text", f'"{name}" has no value here.', entry.key, f"To empty it write: forget: {name}"
            )
        made.append(Assignment(name, context.value(entry.value), entry.key.span))
    return tuple(made)


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
    goes = reading.child(node, "go_to")
    if goes is None and (leads_on or not ({"prompts", "set"} & entries.keys())):
        place = next(iter(entries.values())).key if entries else node
        where = f'Under "{leads_on}" each line leads to a state; this' if leads_on else "This target"
        context.report.add("leads-nowhere", f'{where} has no "go_to".', place, 'Add "go_to:" with the name of a state.')
        return None
    return Target(
        span=node.span,
        go_to=destination(context, goes) if goes is not None else None,
        when=context.condition(reading.child(node, "when")),
        sets=assignments(context, reading.child(node, "set")),
        prompts=build_prompts(context, reading.child(node, "prompts"), policy, f"{route}/prompts"),
        interrupt=reading.switch(reading.child(node, "interrupt")),
    )
