"""The flows that come with callwright: without a mistake, and talked through over every way there is to them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from callwright.compiler import Project, compile_path
from callwright.core import interpreter
from callwright.core.events import Event
from callwright.core.model import Flow
from callwright.diagnostics.model import Span
from callwright.platform.application import FlowApplication
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import Connection, InProcess
from callwright.platform.dial_http import Webhook
from callwright.platform.dial_websocket import Socket
from callwright.platform.envelope import CallSetup
from callwright.platform.services import Services
from callwright.rehearsal.reader import load_script
from callwright.rehearsal.run import Performance, perform
from callwright.rehearsal.script import Assistant, Rehearsal
from tests.flows.service import running, serving
from tests.flows.stubs import environment, over_a_network, stubs

FLOWS = Path(__file__).parents[2] / "flows"
SCRIPTS = {path.name.removesuffix(".test.yaml"): load_script(path) for path in sorted(FLOWS.glob("*.test.yaml"))}
REHEARSALS = [(script.flow, rehearsal) for script in SCRIPTS.values() for rehearsal in script.rehearsals]
NAMES = [f"{name}: {rehearsal.name}" for name, rehearsal in REHEARSALS]
CALLS = {str(number): call for number, call in enumerate(REHEARSALS) if over_a_network(call[1])}
"""What is held over a network, by the id of its call."""
AT_ONCE = 6
"""Calls side by side over a network: no more, so that no service is asked in vain for the 0.9 s that a caller waits."""


@pytest.fixture(scope="module")
def project() -> Project:
    compiled = compile_path(FLOWS)
    assert compiled.project is not None
    return compiled.project


@pytest.fixture(params=["http", "websocket"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def address() -> Iterator[str]:
    with (
        running(stubs({call: rehearsal for call, (_, rehearsal) in CALLS.items()})) as services,
        serving(FLOWS, environment=environment(services)) as where,
    ):
        yield where


def _setup(flow: Flow, call: str = "") -> CallSetup:
    """A call to the flow's own number."""
    to_number = "".join(c for c in flow.numbers[0] if c.isdigit())
    return CallSetup(to_number=to_number, session_id=call, timezone=flow.timezone)


def _application(flow: Flow, rehearsal: Rehearsal) -> FlowApplication:
    return FlowApplication(flow, Services(rehearsal.services))


def _told(performance: Performance) -> str:
    problems = [f"{result.step.span}: {result.problem}" for result in performance.results if result.problem]
    return "\n".join([*problems, *map(str, performance.faults), performance.transcript()])


def test_the_flows_have_no_finding() -> None:
    """``flows/`` compiles without an error, a warning or a note."""
    compiled = compile_path(FLOWS)
    assert compiled.diagnostics == ()


def test_the_scripts_have_no_finding(project: Project) -> None:
    """Every script can be read, calls a flow that answers, and has six conversations and more."""
    for name, script in SCRIPTS.items():
        assert script.diagnostics == ()
        assert name in project.flows
        assert project.flows[script.flow].numbers
        assert len(script.rehearsals) >= 6


def test_every_flow_is_called(project: Project) -> None:
    """Each flow that answers a number is called by a script."""
    assert {name for name, flow in project.flows.items() if flow.numbers} == {s.flow for s in SCRIPTS.values()}


def test_every_flow_answers_its_own_number(project: Project) -> None:
    """A dialled number leads to the flow that names it, however it is written."""
    for flow in project.flows.values():
        if not flow.numbers:
            continue
        digits = "".join(c for c in flow.numbers[0] if c.isdigit())
        for written in (digits, f"+{digits}", f"00{digits}"):
            assert project.answering(written) is flow


@pytest.mark.parametrize("websocket", [False, True], ids=["webhook", "websocket"])
@pytest.mark.parametrize(("name", "rehearsal"), REHEARSALS, ids=NAMES)
def test_conversation_in_process(project: Project, name: str, rehearsal: Rehearsal, websocket: bool) -> None:
    """The conversation goes as it is written, with the events of either channel."""
    flow = project.flows[name]
    connection = InProcess(_application(flow, rehearsal), websocket=websocket)
    performance = run_now(perform(rehearsal, connection, VirtualClock(), setup=_setup(flow)))
    assert performance.passed, _told(performance)


@pytest.mark.parametrize("seed", range(1, 6))
def test_conversations_do_not_hang_on_the_callers_pace(project: Project, seed: int) -> None:
    """With other pauses and latencies every conversation still goes as it is written."""
    failed = []
    for name, rehearsal in REHEARSALS:
        flow = project.flows[name]
        connection = InProcess(_application(flow, rehearsal))
        performance = run_now(perform(rehearsal, connection, VirtualClock(), setup=_setup(flow), seed=seed))
        if not performance.passed:
            failed.append(_told(performance))
    assert not failed, "\n\n".join(failed)


async def _side_by_side(project: Project, way: Callable[[], Connection]) -> list[Performance]:
    room = asyncio.Semaphore(AT_ONCE)

    async def call(id: str, name: str, rehearsal: Rehearsal) -> Performance:
        async with room:
            return await perform(rehearsal, way(), VirtualClock(), setup=_setup(project.flows[name], id))

    return await asyncio.gather(*(call(id, *played) for id, played in CALLS.items()))


def _way(kind: str, address: str) -> Connection:
    if kind == "http":
        return Webhook(f"http://{address}/webhook", virtual_time=True)
    return Socket(f"ws://{address}/websocket", virtual_time=True)


def test_conversations_over_the_network(project: Project, kind: str, address: str) -> None:
    """All conversations, several at once, go as written over real HTTP and over real WebSockets.

    Each number reaches its own flow, and their services are asked over HTTP.
    """
    performances = asyncio.run(_side_by_side(project, lambda: _way(kind, address)))
    assert len(performances) > len(REHEARSALS) / 2
    failed = [_told(performance) for performance in performances if not performance.passed]
    assert not failed, "\n\n".join(failed)


def test_a_script_that_is_wrong_fails(project: Project) -> None:
    """The conversations are really compared: one with a sentence that nobody says does not pass."""
    name, rehearsal = REHEARSALS[0]
    flow = project.flows[name]
    first = rehearsal.steps[0]
    assert isinstance(first, Assistant)
    wrong = replace(rehearsal, steps=(replace(first, contains="a sentence that nobody says"),))
    performance = run_now(perform(wrong, InProcess(_application(flow, wrong)), VirtualClock(), setup=_setup(flow)))
    assert not performance.passed


def test_every_state_is_walked(project: Project) -> None:
    """The conversations together enter every state of every flow."""
    entered: set[Span] = set()
    for name, rehearsal in REHEARSALS:
        flow = project.flows[name]
        application = _Watched(flow, rehearsal)
        run_now(perform(rehearsal, InProcess(application, websocket=True), VirtualClock(), setup=_setup(flow)))
        entered |= application.entered
    states = {f"{flow.name}/{s.name}": s.span for flow in project.flows.values() for s in flow.states.values()}
    assert [state for state, span in states.items() if span not in entered] == []


class _Watched(FlowApplication):
    """The flow as an application that notes which states a call enters."""

    def __init__(self, flow: Flow, rehearsal: Rehearsal) -> None:
        super().__init__(flow, Services(rehearsal.services))
        self.entered: set[Span] = set()

    def take(self, event: Event) -> list[dict[str, Any]]:
        session = self.session
        if session is None or session.id != event.session:
            done = interpreter.start(self.flow, event)
        else:
            done = interpreter.step(self.flow, session, event)
        self.entered |= {trace.span for trace in done.trace if trace.rule == "enter" and trace.span is not None}
        return super().take(event)
