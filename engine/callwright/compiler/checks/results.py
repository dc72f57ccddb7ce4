"""What sub-flows give back: the parts of ``result``, and the names that they fail with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from callwright.compiler.checks.subject import Subject, rungs_of, targets_of
from callwright.compiler.report import did_you_mean, listed
from callwright.core.model import Flow, Return, State

_RESULT = re.compile(r"(?<![\w.'\"])result\s*\.\s*(\w+)")


def check(subject: Subject) -> None:
    """Tell each part of ``result`` that no sub-flow which this flow calls gives back.

    What ``save`` beside a call takes is held against that one call elsewhere.
    """
    returns = returns_known(subject)
    if returns is None:
        return
    given = {one.name for back in returns for one in back.values} | {"failed"}
    saved = {id(entry.value) for site in subject.context.calls if site.save for entry in site.save.entries.values()}
    for use in subject.context.uses:
        if "result" not in use.names or id(use.node) in saved:
            continue
        for part in dict.fromkeys(_RESULT.findall(use.source)):
            if part not in given:
                subject.report.add(
                    "unknown-result",
                    f'No sub-flow gives back "{part}".{did_you_mean(part, given)}',
                    use.node.place_of(f"result.{part}"),
                    f"What comes back here: {listed(given)}. More is given with return: in the sub-flow.",
                )


def failures_known(subject: Subject) -> frozenset[str] | None:
    """The names that the sub-flows of a flow fail with; ``None`` where they are not all known."""
    returns = returns_known(subject)
    if returns is None or any(back.failed is not None and back.failed.names for back in returns):
        return None
    return frozenset(str(back.failed.value({})) for back in returns if back.failed is not None)


def returns_known(subject: Subject) -> list[Return] | None:
    """Every end of the sub-flows that may have come back before; ``None`` where nothing, or not all, is known."""
    if not subject.whole or not subject.context.calls or len(subject.context.flows) > len(subject.built):
        return None
    # Whoever goes on here from another flow may bring what that flow was given, so all of the project counts.
    flows = [made.flow for made in subject.built.values()]
    return [back for flow in flows for back in _returns(flow)]


def _returns(flow: Flow) -> Iterator[Return]:
    for targets in (*flow.anytime.values(), *flow.events.values()):
        yield from (target.returns for target in targets if target.returns is not None)
    for state in flow.states.values():
        yield from returns_of(state)


def returns_of(state: State) -> Iterator[Return]:
    """Every end of a sub-flow in a state."""
    if isinstance(state.act, Return):
        yield state.act
    yield from (target.returns for target in targets_of(state) if target.returns is not None)
    yield from (rung.returns for rung in rungs_of(state) if rung.returns is not None)
