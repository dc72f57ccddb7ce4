"""The same interruptions over real HTTP and a real WebSocket: what the caller hears is what they hear in process."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from callwright.compiler import Project, compile_path
from callwright.core.model import Flow
from callwright.platform.application import FlowApplication
from callwright.platform.behaviour import settle
from callwright.platform.call import Call
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import Connection, InProcess
from callwright.platform.dial_http import Webhook
from callwright.platform.dial_websocket import Socket
from callwright.platform.envelope import CallSetup
from callwright.platform.line import Line
from callwright.platform.timeline import to_data
from tests.flows.service import serving
from tests.interruption.keep import number_of
from tests.interruption.moves import Move
from tests.interruption.scene import Scene
from tests.interruption.shipped import FLOWS, NAMES
from tests.interruption.tour import Stop, tour

EVERY_MS = 500
AT_ONCE = 16

Told = list[dict[str, Any]]


@pytest.fixture(scope="module")
def project() -> Project:
    compiled = compile_path(FLOWS)
    assert compiled.project is not None
    return compiled.project


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(FLOWS) as where:
        yield where


@dataclass(frozen=True)
class Plan:
    """One call: what is done until the ``playback``-th playback, which is interrupted ``at`` ms after it began."""

    setup: CallSetup
    path: tuple[Move, ...]
    playback: int
    at: int
    words: Move


async def _lead(plan: Plan, connection: Connection) -> Told:
    """Go through the call and give all that took place."""
    line = Line(plan.setup, websocket=connection.websocket)
    call = Call(line, connection, VirtualClock())
    await call.begin()
    try:
        for move in plan.path:
            await settle(call)
            await move.perform(call)
        await call.until(lambda: len(line.playbacks) > plan.playback)
        await call.pass_time(line.playbacks[plan.playback].at + plan.at - call.now)
        plan.words.begin(call)
        await settle(call)
        line.hangs_up()
    finally:
        await call.close()
    # How quick an answer was is this machine's business: the call's own time stands still meanwhile.
    return [entry for entry in to_data(line.timeline) if not (entry["kind"] == "flaw" and entry["fault"]["warning"])]


def _plans(flow: Flow, *, websocket: bool) -> list[Plan]:
    """Every prompt under its own policy, words at every 500 ms; a half of the moments for each transport."""
    led = tour(flow)
    plans: list[Plan] = []
    seen: set[object] = set()
    for prompt, stop in led.stops.items():
        scene = Scene(stop, prompt, flow, led.waiting[stop.setup.from_number], websocket=websocket)
        which = _playback(stop, flow, scene.spoken[0].prompt)
        if (stop.path, which) in seen:
            continue
        seen.add((stop.path, which))
        for at in range(EVERY_MS * websocket, scene.length_ms, 2 * EVERY_MS):
            id_ = f"{flow.name}-{websocket}-{len(plans)}"
            setup = replace(stop.setup, to_number=number_of(flow), session_id=id_)
            plans.append(Plan(setup, stop.path, which, at, scene.words))
    return plans


def _playback(stop: Stop, flow: Flow, prompt: str) -> int:
    """Which playback of the whole call says the prompt, counted from 0."""

    async def count() -> int:
        application = FlowApplication(flow)
        line = Line(stop.setup)
        call = Call(line, InProcess(application), VirtualClock())
        await call.begin()
        before = 0
        for move in stop.path:
            await settle(call)
            before = len(line.playbacks)
            await move.perform(call)

        def says() -> bool:
            session = application.session
            return bool(
                line.playing is not None
                and len(line.playbacks) > before
                and session is not None
                and session.open
                and any(spoken.prompt == prompt for spoken in session.open[-1].spoken)
            )

        assert await call.until(says), f"{prompt} is not said"
        return len(line.playbacks) - 1

    return run_now(count())


async def _all(plans: list[Plan], way: Callable[[], Connection]) -> list[Told]:
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(plan: Plan) -> Told:
        async with gate:
            return await _lead(plan, way())

    waiting: list[Awaitable[Told]] = [one(plan) for plan in plans]
    return list(await asyncio.gather(*waiting))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("websocket", [False, True], ids=["webhook", "websocket"])
def test_a_real_service_answers_as_the_flow_in_process(
    project: Project, address: str, name: str, websocket: bool
) -> None:
    """Interrupted at the same moment, the same is cut and the same is said, whatever way leads to the flow."""
    flow = project.flows[name]

    def way() -> Connection:
        if websocket:
            return Socket(f"ws://{address}/websocket", virtual_time=True)
        return Webhook(f"http://{address}/webhook", virtual_time=True)

    plans = _plans(flow, websocket=websocket)
    real = asyncio.run(_all(plans, way))
    cut = 0
    for plan, told in zip(plans, real, strict=True):
        expected = run_now(_lead(plan, InProcess(FlowApplication(flow), websocket=websocket)))
        assert told == expected, f"{plan.path} interrupted at {plan.at} ms by {plan.words}"
        cut += any(entry.get("cut_by") == "caller" for entry in told)
    assert len(plans) > 100
    assert cut > len(plans) // 4
