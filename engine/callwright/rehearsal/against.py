"""A test script held against the flows that it is for: does it name what there is?

Theory of operation. ``reader`` knows no flow, so that a script can be read, and played against a service, without one.
What a script says of its flow is checked here, where the flows could be built. A script belongs to the flow that it
names, else to the one whose file it stands beside (``hotline.test.yaml`` beside ``hotline.yaml``); to which it cannot
be told, nothing is said about the names in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from callwright.compiler.compile import files_below
from callwright.core.model import Flow
from callwright.diagnostics.catalog import finding
from callwright.diagnostics.model import Diagnostic, in_order
from callwright.diagnostics.nearest import listing, nearest
from callwright.rehearsal.script import Mention, Script
from callwright.rehearsal.values import meant

TESTS = (".test.yaml", ".test.yml")
_TEST = re.compile(r"\.test\.ya?ml$")
_SAYS_IT_IS = re.compile(rb"^(?:\xef\xbb\xbf)?(?:tests?|flow)[ \t]*:", re.MULTILINE)
"""What tells a test script, with a slip in it or not, from other YAML of such a name."""
_PLATFORM_EVENTS = ("sms_failed",)


def scripts_below(folder: Path) -> Iterator[Path]:
    """The test scripts of a folder and of the folders in it, in order; those too that cannot be read.

    Raises ``OSError`` where the folder itself cannot be read.
    """
    for file in files_below(folder):
        if file.name.endswith(TESTS) and _may_be_script(file):
            yield file


def _may_be_script(file: Path) -> bool:
    try:
        return _SAYS_IT_IS.search(file.read_bytes()) is not None
    except OSError:
        return True


def faults_of(script: Script, flows: Mapping[str, Flow]) -> tuple[Diagnostic, ...]:
    """The names in a script that there are not, in order. ``flows``: every one of the project, by name."""
    flow = _flow_of(script, flows)
    return in_order(list(_faults(script, flow, flows)))


def _flow_of(script: Script, flows: Mapping[str, Flow]) -> Flow | None:
    if script.flow:
        return flows.get(script.flow)
    beside = _TEST.sub("", script.file)
    return next((flow for flow in flows.values() if str(Path(flow.span.file).with_suffix("")) == beside), None)


def _faults(script: Script, flow: Flow | None, flows: Mapping[str, Flow]) -> Iterator[Diagnostic]:
    for mention in script.mentions:
        if mention.what == "flow":
            if mention.name not in flows:
                yield _unknown(mention, "There is no flow", flows, "Flows")
        elif flow is not None and mention.what == "service":
            # A sub-flow asks its own services, and which ones a call comes to is not told here.
            services = {name for one in (flow, *flows.values()) for name in one.services}
            if mention.name not in services:
                yield _unknown(mention, f'The flow "{flow.name}" asks no service', services, "Services")
        elif mention.what == "variable":
            if flow is not None and mention.name not in flow.variables:
                yield _unknown(mention, f'The flow "{flow.name}" has no variable', flow.variables, "Variables")
        elif flow is not None and mention.name not in (listened := _events(flows.values())):
            yield _unknown(mention, "Nothing in the flow listens for the event", listened, "Events")


def _events(flows: Iterable[Flow]) -> set[str]:
    return {
        *_PLATFORM_EVENTS,
        *(name for flow in flows for name in flow.events),
        *(name for flow in flows for state in flow.states.values() for name in state.events),
    }


def _unknown(mention: Mention, what: str, names: Iterable[str], all_of_them: str) -> Diagnostic:
    known = sorted(names)
    near = nearest(mention.name, known)
    instead = f' Did you mean "{near}"?' if near else ""
    help = f"{all_of_them}: {listing(known)}." if known else f"There are no {all_of_them.lower()}: remove it."
    if mention.what == "event":
        help += "\nWhere the test is to show that nothing happens, write beside it: refused: yes"
    fixes = meant(mention.name, known, mention.span)
    return finding("test-unknown-name", f'{what} "{mention.name}".{instead}', mention.span, help, fixes=fixes)
