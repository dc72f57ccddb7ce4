"""Events: what may come from outside while a call runs, and where it leads.

The names are the author's; whoever sends an event uses the same ones. ``sms_failed`` is the platform's own. In a
target, ``event`` is what was sent with it.
"""

from __future__ import annotations

from types import MappingProxyType

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.policy import Policy
from callwright.compiler.builders.targets import targets
from callwright.compiler.nodes import Node
from callwright.core.model import Targets


def events(context: Context, node: Node | None, policy: Policy, route: str) -> MappingProxyType[str, Targets]:
    """``events`` of a state or of ``anytime``: names to targets, which alone may have ``interrupt``."""
    made: dict[str, Targets] = {}
    for name, entry in node.entries.items() if node is not None else ():
        if name == "interrupt" and reading.is_switch(entry.value):
            context.report.add(
                "misplaced-key",
                '"interrupt" stands among the names of the events, so it would be an event itself.',
                entry.key,
                f"Move it into the event that it is for, beside go_to:\nname_of_the_event:\n"
                f"  go_to: a_state\n  interrupt: {reading.text(entry.value)}",
            )
            continue
        context.listens = True
        made[name] = targets(context, entry.value, policy, f"{route}/events/{name}")
    return MappingProxyType(made)
