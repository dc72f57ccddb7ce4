"""Where a target leads, and what is carried along: states, sub-flows, results, values that are set."""

from __future__ import annotations

from collections.abc import Iterable

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.notes import CallSite
from callwright.compiler.fixing import bare, near_name, write
from callwright.compiler.nodes import Node
from callwright.compiler.report import did_you_mean, listed
from callwright.core.model import Assignment, Call, Destination, Return
from callwright.diagnostics.model import Fix
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
    context.led.add(name)
    return Destination(name)


def _other_flow(context: Context, node: Node, name: str) -> Destination | None:
    flow, _, state = name.partition("/")
    if flow not in context.flows:
        context.report.add(
            "unknown-flow",
            f'There is no flow "{flow}" in this folder.{did_you_mean(flow, context.flows)}',
            node,
            f"Flows: {listed(context.flows)}.",
            fixes=_nearest_place(node, f"{_OTHER_FLOW}{{}}", flow, context.flows),
        )
        return None
    if state and state not in context.flows[flow]:
        context.report.add(
            "unknown-state",
            f'The flow "{flow}" has no state "{state}".{did_you_mean(state, context.flows[flow])}',
            node,
            f"Its states: {listed(context.flows[flow])}.",
            fixes=_nearest_place(node, f"{_OTHER_FLOW}{flow}/{{}}", state, context.flows[flow]),
        )
        return None
    context.entered.add((flow, state))
    return Destination(state, flow)


def _nearest_place(node: Node, form: str, name: str, names: Iterable[str]) -> tuple[Fix, ...]:
    near = nearest(name, names)
    return (write(form.format(near), bare(node)),) if near is not None else ()


def _unknown_state(context: Context, node: Node, name: str) -> None:
    states = context.sections.states
    fixes = near_name(name, states, node)
    if name in context.flows:
        help = f"There is a flow of that name: write flow:{name}"
        fixes = (write(f"{_OTHER_FLOW}{name}", bare(node)), *fixes)
    elif name in ("hangup", "hang_up", "end"):
        help = "A call ends in a state with 'hangup: yes'; write that state's name here."
    elif name == "return":
        help = 'A sub-flow ends with "return:" in place of go_to: return: yes'
    elif " " in name and not nearest(name, states):
        help = (
            'If the caller is to hear it, write it under "prompts:", and the next state under "go_to:":\n'
            f"{_spoken(node)}"
        )
    else:
        help = f"States: {listed(states)}."
        if not fixes and name.isidentifier():
            help += f" If it is another flow, write: flow:{name}"
    message = f'There is no state "{name}".{did_you_mean(name, states)}'
    context.report.add("unknown-state", message, node, help, fixes=fixes)


def _spoken(node: Node) -> str:
    """A sentence as the prompts of a target, in its quotes if it has any."""
    said = " ".join(node.source.text[node.start : node.end].split())
    return f"prompts: {said}\ngo_to: a_state"


def assignments(context: Context, node: Node | None) -> tuple[Assignment, ...]:
    """``set`` and ``save``: names and their values, in the order of the file. Each of them has a value from here on."""
    for name, entry in node.entries.items() if node is not None else ():
        context.declare(name, entry.key)
        context.assigned.append((name, entry.value))
    return _assigned(context, node, "To empty it write: forget: {name}")


def _assigned(context: Context, node: Node | None, mend: str) -> tuple[Assignment, ...]:
    made = []
    for name, entry in node.entries.items() if node is not None else ():
        if entry.value.kind == "scalar" and not entry.value.raw and entry.value.plain:
            context.report.add("empty-text", f'"{name}" has no value here.', entry.key, mend.format(name=name))
        made.append(Assignment(name, context.value(entry.value), entry.key.span))
    return tuple(made)


def returned(context: Context, node: Node) -> Return:
    """``return``: the values that a sub-flow gives back, or nothing but its end."""
    given = _assigned(context, node, "Write its value, or remove this line.")
    failed = next((one.value for one in given if one.name == "failed"), None)
    return Return(node.span, tuple(one for one in given if one.name != "failed"), failed)


def called(context: Context, node: Node, state: str = "") -> Call | None:
    """``call`` with what stands beside it: ``with`` and, of a ``state``, ``save`` and ``keep``."""
    written = node.entries["call"].value
    to = destination(context, written)
    given, save, keep = (reading.child(node, key) for key in ("with", "save", "keep"))
    if not state:
        save = keep = None
    own = to is not None and to.flow in ("", context.flow)
    handed = assignments(context, given) if own else _assigned(context, given, "Write its value, or remove this line.")
    saved = assignments(context, save)
    kept = frozenset(reading.text(item) for item in reading.several(keep))
    if to is None:
        return None
    failures = reading.child(node, "if_fails")
    context.calls.append(
        CallSite(to, state, written, given, save, failures if state else None, tuple(reading.several(keep)))
    )
    for item in reading.several(keep):
        if own:
            context.kept.append((reading.text(item), item))
        else:
            context.declare(reading.text(item), item)
    return Call(to, written.span, with_=handed, save=saved, keep=kept)
