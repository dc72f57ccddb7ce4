"""The flows that come with callwright: without a mistake, and talked through over every way there is to them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from callwright.compiler import Project, compile_path
from callwright.core import codec
from callwright.core.interpreter import start, step
from callwright.core.model import Flow
from callwright.core.session import Session
from callwright.platform.application import FlowApplication
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import Connection, InProcess
from callwright.platform.dial_http import Webhook
from callwright.platform.dial_websocket import Socket
from callwright.platform.envelope import CallSetup
from callwright.rehearsal.reader import load_script
from callwright.rehearsal.run import Performance, perform
from callwright.rehearsal.script import Assistant, Rehearsal
from tests.flows.service import serving

FLOWS = Path(__file__).parents[2] / "flows"
SCRIPTS = {path.name.removesuffix(".test.yaml"): load_script(path) for path in sorted(FLOWS.glob("*.test.yaml"))}
REHEARSALS = [(name, rehearsal) for name, script in SCRIPTS.items() for rehearsal in script.rehearsals]
NAMES = [f"{name}: {rehearsal.name}" for name, rehearsal in REHEARSALS]


@pytest.fixture(scope="module")
def project() -> Project:
    compiled = compile_path(FLOWS)
    assert compiled.project is not None
    return compiled.project


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(FLOWS) as where:
        yield where


def _setup(flow: Flow, call: str = "") -> CallSetup:
    """A call to the flow's own number."""
    return CallSetup(to_number="".join(c for c in flow.numbers[0] if c.isdigit()), session_id=call)


def _told(performance: Performance) -> str:
    problems = [f"{result.step.span}: {result.problem}" for result in performance.results if result.problem]
    return "\n".join([*problems, *map(str, performance.faults), performance.transcript()])


def test_the_flows_have_no_finding() -> None:
    """``flows/`` compiles without an error, a warning or a note."""
    compiled = compile_path(FLOWS)
    assert compiled.diagnostics == ()
    assert compiled.project is not None
    assert sorted(compiled.project.flows) == sorted(SCRIPTS)


def test_the_scripts_have_no_finding() -> None:
    """Every script can be read, is for the flow beside it, and has six conversations and more."""
    for name, script in SCRIPTS.items():
        assert script.diagnostics == ()
        assert script.flow == name
        assert len(script.rehearsals) >= 6


def test_every_flow_answers_its_own_number(project: Project) -> None:
    """A dialled number leads to the flow that names it, however it is written."""
    for flow in project.flows.values():
        digits = "".join(c for c in flow.numbers[0] if c.isdigit())
        for written in (digits, f"+{digits}", f"00{digits}"):
            assert project.answering(written) is flow


@pytest.mark.parametrize("websocket", [False, True], ids=["webhook", "websocket"])
@pytest.mark.parametrize(("name", "rehearsal"), REHEARSALS, ids=NAMES)
def test_conversation_in_process(project: Project, name: str, rehearsal: Rehearsal, websocket: bool) -> None:
    """The conversation goes as it is written, with the events of either channel."""
    flow = project.flows[name]
    connection = InProcess(FlowApplication(flow), websocket=websocket)
    performance = run_now(perform(rehearsal, connection, VirtualClock(), setup=_setup(flow)))
    assert performance.passed, _told(performance)


@pytest.mark.parametrize("seed", range(1, 6))
def test_conversations_do_not_hang_on_the_callers_pace(project: Project, seed: int) -> None:
    """With other pauses and latencies every conversation still goes as it is written."""
    for name, rehearsal in REHEARSALS:
        flow = project.flows[name]
        performed = perform(rehearsal, InProcess(FlowApplication(flow)), VirtualClock(), setup=_setup(flow), seed=seed)
        performance = run_now(performed)
        assert performance.passed, _told(performance)


async def _all_at_once(project: Project, way: Callable[[], Connection], kind: str) -> list[Performance]:
    calls = []
    for number, (name, rehearsal) in enumerate(REHEARSALS):
        setup = _setup(project.flows[name], f"{kind}-{number}")
        calls.append(perform(rehearsal, way(), VirtualClock(), setup=setup))
    return await asyncio.gather(*calls)


def test_conversations_over_http(project: Project, address: str) -> None:
    """All conversations at once go as written over real HTTP, each number reaching its own flow."""
    way = lambda: Webhook(f"http://{address}/webhook", virtual_time=True)  # noqa: E731 - a connection for each call
    for performance in asyncio.run(_all_at_once(project, way, "http")):
        assert performance.passed, _told(performance)


def test_conversations_over_a_websocket(project: Project, address: str) -> None:
    """All conversations at once go as written over real WebSockets, each number reaching its own flow."""
    way = lambda: Socket(f"ws://{address}/websocket", virtual_time=True)  # noqa: E731 - a connection for each call
    for performance in asyncio.run(_all_at_once(project, way, "websocket")):
        assert performance.passed, _told(performance)


def test_a_script_that_is_wrong_fails(project: Project) -> None:
    """The conversations are really compared: one with a sentence that nobody says does not pass."""
    name, rehearsal = REHEARSALS[0]
    flow = project.flows[name]
    first = rehearsal.steps[0]
    assert isinstance(first, Assistant)
    wrong = replace(rehearsal, steps=(replace(first, contains="a sentence that nobody says"),))
    performance = run_now(perform(wrong, InProcess(FlowApplication(flow)), VirtualClock(), setup=_setup(flow)))
    assert not performance.passed


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_every_state_is_walked(project: Project, name: str) -> None:
    """The conversations of a flow together enter each of its states."""
    flow = project.flows[name]
    entered: set[str] = set()
    for rehearsal in SCRIPTS[name].rehearsals:
        application = _Watched(flow)
        run_now(perform(rehearsal, InProcess(application), VirtualClock(), setup=_setup(flow)))
        entered |= application.entered
    assert sorted(flow.states.keys() - entered) == []


class _Watched:
    """The flow as an application that notes which states a call enters."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._session: Session | None = None
        self.entered: set[str] = set()

    def receive(self, event: dict[str, Any], at: int) -> list[dict[str, Any]]:
        decoded = codec.decode(event, at)
        done = start(self._flow, decoded) if self._session is None else step(self._flow, self._session, decoded)
        self._session = done.session
        self.entered |= {trace.detail for trace in done.trace if trace.rule == "enter"}
        return list(done.actions)
