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
from callwright.diagnostics.nearest import nearest

_SMS_FAILED = "sms_failed"


def events(context: Context, node: Node | None, policy: Policy, route: str) -> MappingProxyType[str, Targets]:
    """``events`` of a state or of ``anytime``: names to targets, which alone may have ``interrupt``."""
    made: dict[str, Targets] = {}
    entries = node.entries if node is not None else {}
    for name, entry in entries.items():
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
        if _misspelt(context, name) and _SMS_FAILED not in entries:
            context.report.add(
                "misspelt-event",
                f'The platform has no event "{name}". Did you mean "{_SMS_FAILED}"?',
                entry.key,
                f"A text message that could not be sent is the event {_SMS_FAILED}, letter for letter.",
            )
        made[name] = targets(context, entry.value, policy, f"{route}/events/{name}")
    return MappingProxyType(made)


def _misspelt(context: Context, name: str) -> bool:
    """Whether a flow that sends text messages means the platform's own event by this name.

    The first word has to be near as well: ``fax_failed`` is somebody else's event.
    """
    if name == _SMS_FAILED or not nearest(name, (_SMS_FAILED,)):
        return False
    if not nearest(name.replace("-", "_").partition("_")[0][:3], ("sms",)):
        return False
    return any("send_sms" in state.value.entries for state in context.sections.states.values())
