"""The emulator's external API, over real HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from callwright.platform import behaviour
from callwright.platform.behaviour import During
from callwright.platform.call import Call
from callwright.platform.clock import RealClock, VirtualClock
from callwright.platform.dial import InProcess
from callwright.platform.dial_http import Webhook
from callwright.platform.external_api import ExternalApi
from callwright.platform.line import Line
from tests.platform.applications import Hotline, act, over_http, serving, speak

Post = Callable[..., Awaitable[int]]


def with_call(work: Callable[[Call, Post], Awaitable[None]], token: str = "") -> Call:
    """A call in the middle of its first prompt that can be reached; ``work`` reaches it."""
    line = Line()
    call = Call(line, InProcess(Hotline()), VirtualClock())

    async def talk() -> None:
        await call.begin()
        await behaviour.reach(call, During(300))
        async with ExternalApi(token=token) as api, aiohttp.ClientSession() as client:
            api.reaches(call)

            async def post(data: Any, session: str = line.session_id, **headers: str) -> int:
                url = api.address.replace("{session_id}", session)
                body = {"data": data} if isinstance(data, str) else {"json": data}
                async with client.post(url, headers=headers, **body) as answer:
                    return answer.status

            await work(call, post)
        await call.close()

    asyncio.run(talk())
    return call


def test_actions_are_performed_on_the_running_call() -> None:
    """One action or an array is taken with 202 and performed next, whatever plays."""

    async def work(call: Call, post: Post) -> None:
        session = call.line.session_id
        assert await post([act(session, "barge_in"), speak(session, "Fire. Leave the building.")]) == 202
        await call.advance()
        assert await post(act(session, "hangup")) == 202
        await call.until(lambda: call.line.over)

    call = with_call(work)
    assert [(p.words, p.cut_by) for p in call.line.playbacks] == [
        ("This call may be recorded.", "action"),
        ("Fire. Leave the building.", "hangup"),
    ]


def test_what_is_refused() -> None:
    """No JSON or a bad action: 400; another call's action: 409; no such call or an ended one: 404."""

    async def work(call: Call, post: Post) -> None:
        session = call.line.session_id
        assert await post("{") == 400
        assert await post({"type": "say", "session_id": session}) == 400
        assert await post({"type": "hangup"}) == 400
        assert await post(act("other", "hangup")) == 409
        assert await post(act("other", "hangup"), session="other") == 404
        call.line.hangs_up()
        assert await post(act(session, "hangup")) == 404

    assert len(with_call(work).line.playbacks) == 1


def test_the_token() -> None:
    """Without the right bearer token nothing is taken."""

    async def work(call: Call, post: Post) -> None:
        action = act(call.line.session_id, "barge_in")
        assert await post(action) == 401
        assert await post(action, Authorization="Bearer wrong") == 401
        assert await post(action, Authorization="Bearer s3cret") == 202

    with_call(work, token="s3cret")


def test_a_retry_is_performed_once() -> None:
    """What comes again under the same Idempotency-Key is answered and not performed."""

    async def work(call: Call, post: Post) -> None:
        action = speak(call.line.session_id, "Once.")
        for key in ("a", "a", "b"):
            assert await post(action, **{"Idempotency-Key": key}) == 202
        await call.pass_time(20_000)

    assert [p.words for p in with_call(work).line.playbacks].count("Once.") == 2


def test_it_wakes_a_real_clock() -> None:
    """In real time an action is performed when it arrives, though the call was waiting for something else."""
    arrival = asyncio.Event()

    async def talk(host: str) -> Line:
        line = Line()
        call = Call(line, Webhook(f"http://{host}/webhook"), RealClock(arrival))
        await call.begin()
        await call.until(lambda: line.playing is not None, 5000)
        async with ExternalApi(arrival=arrival) as api, aiohttp.ClientSession() as client:
            api.reaches(call)
            url = api.address.replace("{session_id}", line.session_id)
            waits = asyncio.create_task(call.until(lambda: line.over, 5000))
            async with client.post(url, json=act(line.session_id, "hangup")) as answer:
                assert answer.status == 202
            assert await waits
        await call.close()
        return line

    with serving(over_http(Hotline())) as host:
        line = asyncio.run(talk(host))
    assert line.playbacks[0].cut_by == "hangup"


def test_a_port_that_is_taken() -> None:
    """A port that somebody else has is an error of the system, not a hang."""

    async def twice() -> None:
        async with ExternalApi() as first:
            port = int(first.address.split(":")[2].split("/")[0])
            with pytest.raises(OSError, match="address"):
                await ExternalApi(port=port).__aenter__()

    asyncio.run(twice())
