"""A test made of a recorded call that passes right away.

Law: what ``passing`` gives out passes against the flow that it was tried with; steps behind a secret, which nobody
but the author can fill in, are not tried.

Theory of operation. The steps (``acts``) are played against the emulated platform. Where one does not come out as it
was recorded, it is made easier: an interruption need not cut, then may come when the assistant has finished, and what
still does not come about is left out; then all is played again, from the beginning. A line of the assistant that is
left out is no line of the test; ``left_out`` counts them, so that whoever gets the test knows how near it comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from callwright.core.model import Flow
from callwright.platform.behaviour import WAITING, During
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.envelope import CallSetup
from callwright.platform.services import Replies, Reply, Services, ways
from callwright.rehearsal.acts import NOWHERE, Retold
from callwright.rehearsal.run import Performance, perform
from callwright.rehearsal.script import CallFacts, Rehearsal, Step
from callwright.rehearsal.steps import Noting

ROUNDS = 400
"""How often it is tried at most; each round makes something easier."""


@dataclass(frozen=True, slots=True)
class Passing:
    """A test that passes. ``untried`` are the steps from there on that nobody could try, because of a secret."""

    rehearsal: Rehearsal
    left_out: tuple[Step, ...]
    eased: int
    secrets: frozenset[int]
    untried: int | None


def passing(retold: Retold, name: str, call: CallFacts, flow: Flow, *, websocket: bool) -> Passing:
    """The test. ``websocket``: how the call is to be played."""
    steps = list(retold.steps)
    marked = [n in retold.secrets for n in range(len(steps))]
    first = next((n for n, secret in enumerate(marked) if secret), None)
    behind, marks = ([], []) if first is None else (steps[first:], marked[first:])
    steps = steps if first is None else steps[:first]
    services = {service: dict(replies) for service, replies in retold.services.items()}
    left_out: list[Step] = []
    eased = 0
    for _ in range(ROUNDS):
        rehearsal = Rehearsal(name, NOWHERE, tuple(steps), call, _frozen(services))
        played = _played(rehearsal, flow, websocket=websocket)
        if played.passed:
            break
        for inquiry in played.unplayed:
            services.setdefault(inquiry.service, {})[ways(inquiry)[-2]] = [Reply(0, kind="unreachable")]
        wrong = next((n for n, result in enumerate(played.results) if not result.passed), None)
        if wrong is None:
            if played.unplayed:
                continue
            break
        easier = _easier(steps[wrong])
        if easier is None:
            left_out.append(steps.pop(wrong))
        else:
            eased += 1
            steps[wrong] = easier
    whole = Rehearsal(name, NOWHERE, (*steps, *behind), call, _frozen(services))
    secrets = frozenset(len(steps) + n for n, secret in enumerate(marks) if secret)
    return Passing(whole, tuple(left_out), eased, secrets, None if first is None else len(steps))


def _played(rehearsal: Rehearsal, flow: Flow, *, websocket: bool) -> Performance:
    connection = InProcess(Noting(flow, Services(rehearsal.services)), websocket=websocket)
    return run_now(perform(rehearsal, connection, VirtualClock(), setup=setup_of(flow)))


def setup_of(flow: Flow) -> CallSetup:
    """The call that a flow's tests are played with where they say nothing."""
    setup = CallSetup(timezone=flow.timezone)
    return replace(setup, to_number=flow.numbers[0]) if flow.numbers else setup


def _easier(step: Step) -> Step | None:
    """The same with less asked of it; ``None`` where nothing is left to give up."""
    loose: Any = step
    if getattr(step, "cuts", None) is not None:
        return replace(loose, cuts=None)  # type: ignore[no-any-return]
    if isinstance(getattr(step, "moment", None), During):
        return replace(loose, moment=WAITING)  # type: ignore[no-any-return]
    return None


def _frozen(services: dict[str, dict[str, list[Reply]]]) -> Replies:
    return {name: {way: tuple(_in_short(replies)) for way, replies in ones.items()} for name, ones in services.items()}


def _in_short(replies: Sequence[Reply]) -> Sequence[Reply]:
    """The same without repetitions at the end: the last one is given from then on."""
    short = list(replies)
    while len(short) > 1 and short[-1] == short[-2]:
        short.pop()
    return short
