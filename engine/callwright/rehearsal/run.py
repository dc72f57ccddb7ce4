"""Plays a script against an application and says, step by step, whether it went as written.

Theory of operation: one step after the other is played on the ``stage``. The first that goes otherwise ends the
rehearsal: what follows it would only be puzzling. A fault in the application's answers does not end it, but the
rehearsal has not passed.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from callwright.core.dialled import values_for
from callwright.core.inquiry import Inquiry
from callwright.core.moment import zone
from callwright.core.trace import Trace
from callwright.platform import behaviour, transcript
from callwright.platform.application import FlowApplication
from callwright.platform.behaviour import MissedMomentError
from callwright.platform.call import Call
from callwright.platform.caller import Caller
from callwright.platform.clock import Clock
from callwright.platform.dial import Connection, InProcess
from callwright.platform.envelope import CallSetup
from callwright.platform.line import Line
from callwright.platform.services import Services
from callwright.platform.switches import RECOMMENDED, Switches
from callwright.platform.timeline import Entry, Flaw
from callwright.platform.wire import Fault
from callwright.rehearsal.difference import DifferentError
from callwright.rehearsal.script import Rehearsal, Step, Transfers
from callwright.rehearsal.stage import Stage

if TYPE_CHECKING:
    from callwright.platform.external_api import ExternalApi


@dataclass(frozen=True, slots=True)
class StepResult:
    """How one step went; ``problem`` is empty when it went as written. ``at`` is the call's time in ms."""

    step: Step
    at: int
    problem: str = ""

    @property
    def passed(self) -> bool:
        return not self.problem


@dataclass(frozen=True, slots=True)
class Performance:
    """One rehearsal as it went: its steps up to the first difference, and everything that took place."""

    rehearsal: Rehearsal
    results: tuple[StepResult, ...]
    timeline: tuple[Entry, ...]
    unplayed: tuple[Inquiry, ...] = ()
    """What services were asked that the test says nothing about."""
    failures: tuple[Trace, ...] = ()
    """What of the flow could not go on as its author wrote it."""
    account: Mapping[str, Any] = field(default_factory=dict)
    """What the application's own record says of the call, where it can be asked (``core.record``)."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What was wrong with the application's answers, warnings left out."""
        return tuple(e.fault for e in self.timeline if isinstance(e, Flaw) and not e.fault.warning)

    @property
    def passed(self) -> bool:
        """Whether everything went as written and every answer was one that the platform takes."""
        return all(result.passed for result in self.results) and not self.faults and not self.unplayed

    def transcript(self) -> str:
        """The conversation, to be read."""
        return "\n".join(transcript.render(self.timeline))


def setup_for(rehearsal: Rehearsal, base: CallSetup) -> CallSetup:
    """The call that a test asks for; what it does not say is as in ``base``."""
    facts = rehearsal.call
    at = facts.at
    if at is not None and at.tzinfo is None:
        at = at.replace(tzinfo=zone(base.timezone))
    return replace(
        base,
        from_number=base.from_number if facts.from_number is None else facts.from_number,
        to_number=facts.to_number or base.to_number,
        epoch_ms=base.epoch_ms if at is None else round(at.timestamp() * 1000),
        direction="outbound" if facts.outbound else base.direction,
        sms_fails=facts.sms_fails,
        transfers=tuple(step.outcome for step in rehearsal.steps if isinstance(step, Transfers)),
    )


async def perform(
    rehearsal: Rehearsal,
    connection: Connection,
    clock: Clock,
    *,
    setup: CallSetup | None = None,
    switches: Switches = RECOMMENDED,
    seed: int = 0,
    api: ExternalApi | None = None,
) -> Performance:
    """Play one test from the first ring to the end of the call. Raises ``OSError`` where nobody answers.

    ``api`` is where the application can reach the call without being asked.
    """
    line = Line(
        setup_for(rehearsal, setup or CallSetup()), switches=switches, seed=seed, websocket=connection.websocket
    )
    stage = Stage(Call(line, connection, clock), Caller(seed))
    results: list[StepResult] = []
    if api is not None:
        api.reaches(stage.call)
    problem = _begin_with(rehearsal, connection)
    if problem:
        return Performance(rehearsal, (StepResult(rehearsal.steps[0], 0, problem),) if rehearsal.steps else (), ())
    try:
        await stage.call.begin()
        for step in rehearsal.steps:
            problem = ""
            try:
                await stage.play(step)
            except (DifferentError, MissedMomentError) as difference:
                problem = str(difference)
            results.append(StepResult(step, line.now, problem))
            if problem:
                break
        with suppress(MissedMomentError):
            # A caller hears the sentence out before they put down the receiver.
            await behaviour.settle(stage.call)
        line.hangs_up()
    finally:
        await stage.call.close()
    application = connection.application if isinstance(connection, InProcess) else None
    failures = application.failures if isinstance(application, FlowApplication) else ()
    return Performance(rehearsal, tuple(results), tuple(line.timeline), _unplayed(connection), failures)


def _begin_with(rehearsal: Rehearsal, connection: Connection) -> str:
    """Give the flow what a dialled call begins with; what is wrong with it, if anything is."""
    application = connection.application if isinstance(connection, InProcess) else None
    given = rehearsal.call.variables
    if not given or not isinstance(application, FlowApplication):
        return "a service at an address is given variables by callwright dial alone" if given else ""
    application.begins_with, wrong = values_for(application.flow, given, typed=True)
    return " ".join(f"{one.message} {one.mend}" for one in wrong)


def _unplayed(connection: Connection) -> tuple[Inquiry, ...]:
    application = connection.application if isinstance(connection, InProcess) else None
    services = application.services if isinstance(application, FlowApplication) else None
    return tuple(services.unknown) if isinstance(services, Services) else ()
