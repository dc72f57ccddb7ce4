"""Laws of sub-flows: what they leave behind, where they come back to, and how deep they go."""

from __future__ import annotations

from collections.abc import Iterator

from callwright.core.model import Call, Flow, State
from callwright.core.session import Frame, Phase
from tests.laws.witness import Moment, Witness

DEEPEST = 20


def nothing_leaks_from_a_subflow(call: Witness) -> Iterator[str]:
    """After a sub-flow the values of its caller are what they were, but for ``save``, and ``keep`` where it was
    cancelled; and for what the states behind it set and forget, or the very words fill."""
    for moment in call.moments:
        frame = _left(moment)
        if frame is None or moment.after.flow != frame.flow:
            continue
        flow = call.flow.family[frame.flow]
        may = _may_change(flow, flow.states[frame.state], moment)
        if may is None:
            continue
        before, after = frame.values, moment.after.values
        for name in sorted(before.keys() | after.keys()):
            if before.get(name) != after.get(name) and name not in may:
                yield f"at {moment.now} ms {name} was {before.get(name)!r} and is {after.get(name)!r}: {moment.rules}"


def _left(moment: Moment) -> Frame | None:
    """Who waited for the sub-flows that were left in this step; ``None`` where none was, or new ones were begun."""
    before, after = moment.before, moment.after
    if before is None or len(after.stack) >= len(before.stack) or after.phase is not Phase.TALK:
        return None
    if before.stack[: len(after.stack)] != after.stack or "call" in moment.rules:
        return None
    return before.stack[len(after.stack)]


def _may_change(flow: Flow, state: State, moment: Moment) -> set[str] | None:
    """Names that this step may have changed rightly; ``None`` where anything may, as words with values lead on."""
    if "heard" in moment.rules and any(phrase.slots for name in flow.intents for phrase in flow.intents[name].phrases):
        return None
    may = {"tries", "counted"}
    if isinstance(state.act, Call):
        may |= {one.name for one in state.act.save} | set(state.act.keep)
    for name in moment.noted("enter"):
        for one in (flow.states[name],) if name in flow.states else ():
            may |= {assigned.name for assigned in one.sets} | set(one.forget)
    may |= {detail.split()[0] for detail in moment.noted("value dropped")} | set(moment.noted("refused"))
    return may


def a_digression_comes_back(call: Witness) -> Iterator[str]:
    """After a small task in between the question that was open waits again, with its prompts said anew."""
    for moment in call.moments:
        before, after = moment.before, moment.after
        if before is None or "return" not in moment.rules or "failed" in moment.rules:
            continue
        behind = moment.rules[len(moment.rules) - moment.rules[::-1].index("return") :]
        if "enter" in behind or len(after.stack) != len(before.stack) - 1:
            continue
        frame = before.stack[-1]
        if frame.digression and frame.question and (after.flow, after.question) != (frame.flow, frame.question):
            yield f"at {moment.now} ms {after.question!r} waits, not {frame.question!r}"


def subflows_are_not_too_deep(call: Witness) -> Iterator[str]:
    """No more than 20 wait for each other, and outside of all of them the outermost flow talks."""
    for moment in call.moments:
        stack = moment.after.stack
        if len(stack) > DEEPEST:
            yield f"at {moment.now} ms {len(stack)} sub-flows wait for each other"
