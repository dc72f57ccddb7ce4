"""The same conversation over an open connection."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from callwright.runtime.app import create_app
from callwright.runtime.service import Service
from callwright.stores.memory import MemoryStore
from tests.runtime.serving import event, serving

Talk = Callable[[ClientConnection], Awaitable[Any]]


def dial(port: int) -> connect:
    headers = {"X-API-TOKEN": "s3cret-Ü".encode().decode("latin-1")}
    return connect(f"ws://127.0.0.1:{port}/websocket", additional_headers=headers, compression=None)


def talk(port: int, act: Talk) -> Any:
    """Do something with one socket."""

    async def main() -> Any:
        async with asyncio.timeout(20), dial(port) as line:
            return await act(line)

    return asyncio.run(main())


async def say(line: ClientConnection, kind: str, call: str, **fields: object) -> None:
    await line.send(json.dumps(event(kind, call, **fields)))


async def hear(line: ClientConnection) -> Any:
    return json.loads(await line.recv())


def test_a_call_over_a_socket(port: int) -> None:
    """One frame an event, one frame an answer; no answer, no frame."""

    async def act(line: ClientConnection) -> None:
        await say(line, "session_start", "w1")
        assert (await hear(line))["text"] == "This call may be recorded."
        await say(line, "user_speech_started", "w1")
        await say(line, "assistant_speech_ended", "w1")
        assert (await hear(line))["text"].startswith("Would you like")
        await say(line, "user_speak", "w1", text="my bill", barged_in=True)
        answer = await hear(line)
        assert "order number" in (answer if isinstance(answer, dict) else answer[-1])["text"]
        await say(line, "session_end", "w1")

    talk(port, act)


@pytest.mark.parametrize("headers", [{}, {"X-API-TOKEN": ""}, {"X-API-TOKEN": "wrong"}, {"X-API-KEY": "s3cret"}])
def test_a_wrong_token_is_refused_before_the_upgrade(port: int, headers: dict[str, str]) -> None:
    """The refusal is an HTTP 401."""

    async def main() -> int:
        try:
            async with connect(f"ws://127.0.0.1:{port}/websocket", additional_headers=headers):
                return 101
        except InvalidStatus as refusal:
            return refusal.response.status_code

    assert asyncio.run(main()) == 401


@pytest.mark.parametrize(("message", "code"), [(b"\x00\x01", 1003), ("x" * (256 * 1024 + 1), 1009)])
def test_what_is_no_text_or_too_big_closes_the_socket(port: int, message: str | bytes, code: int) -> None:
    """1003 for a binary frame, 1009 for more than 256 KiB."""

    async def act(line: ClientConnection) -> int:
        await line.send(message)
        with pytest.raises(ConnectionClosed):
            await line.recv()
        assert line.close_code is not None
        return line.close_code

    assert talk(port, act) == code


@pytest.mark.parametrize("text", ["", "x", "null", "[]", "{}", '{"type":"user_speak"}', '{"a":NaN}', "[" * 100_000])
def test_what_is_no_event_is_ignored(port: int, text: str) -> None:
    """The socket stays open and the next event is answered."""

    async def act(line: ClientConnection) -> Any:
        await line.send(text)
        await say(line, "session_start", f"after-{hash(text)}")
        return await hear(line)

    assert talk(port, act)["type"] == "speak"


def test_several_calls_share_a_socket(port: int) -> None:
    """Each answer names its call."""

    async def act(line: ClientConnection) -> None:
        for call in ("s1", "s2", "s3"):
            await say(line, "session_start", call)
        assert [(await hear(line))["session_id"] for _ in range(3)] == ["s1", "s2", "s3"]

    talk(port, act)


def test_a_call_goes_on_over_another_socket(port: int) -> None:
    """A socket that breaks takes no call with it."""

    async def begin(line: ClientConnection) -> None:
        await say(line, "session_start", "moved")
        await hear(line)
        line.transport.abort()

    async def go_on(line: ClientConnection) -> Any:
        await say(line, "assistant_speech_ended", "moved")
        return await hear(line)

    talk(port, begin)
    assert talk(port, go_on)["text"].startswith("Would you like")


def test_nothing_is_a_retry(port: int) -> None:
    """The same key twice is two keys."""

    async def act(line: ClientConnection) -> None:
        await say(line, "session_start", "twice")
        await hear(line)
        await say(line, "assistant_speech_ended", "twice")
        await hear(line)
        await say(line, "user_speak", "twice", text="my bill")
        await hear(line)
        for _ in range(60):
            await say(line, "dtmf_received", "twice", digit="4")
        answers: list[dict[str, Any]] = []
        while not answers or "4" not in answers[-1].get("text", ""):
            answer = await hear(line)
            answers.extend(answer if isinstance(answer, list) else [answer])
        spoken = answers[-1]["text"]
        assert sum(c == "4" for c in spoken) == 60

    talk(port, act)


def impatient(flows: Path, milliseconds: int) -> Starlette:
    """The service, with a tick for who is silent so long."""
    app = create_app(flows)
    service: Service = app.state.service
    service.settings = replace(service.settings, quiet=lambda _session: milliseconds)
    return app


def test_a_call_in_silence_is_ticked(flows: Path) -> None:
    """Where nothing came for longer than all that was pending, the application speaks first, also a second time."""

    async def act(line: ClientConnection) -> tuple[Any, Any]:
        await say(line, "session_start", "quiet")
        await hear(line)
        return await hear(line), await hear(line)

    with serving(impatient(flows, 100)) as port:
        first, second = talk(port, act)
    for answer in (first, second):
        actions = answer if isinstance(answer, list) else [answer]
        assert all(action["session_id"] == "quiet" for action in actions)
        assert any(action["type"] == "speak" for action in actions)


def test_a_tick_goes_to_the_socket_that_the_call_moved_to(flows: Path) -> None:
    """The old socket hears no more of a call as soon as another socket brings an event of it."""

    async def main(port: int) -> None:
        async with asyncio.timeout(20), dial(port) as old, dial(port) as new:
            await say(old, "session_start", "moving")
            await hear(old)
            await say(new, "assistant_speech_ended", "moving")
            await hear(new)
            ticked = await hear(new)
            assert "moving" in json.dumps(ticked)
            await say(old, "session_start", "other")
            assert (await hear(old))["session_id"] == "other"

    with serving(impatient(flows, 300)) as port:
        asyncio.run(main(port))


def test_the_time_is_believed_only_where_that_was_asked_for(flows: Path) -> None:
    """The member ``at`` is an event's time with ``trust_clock``, and ignored without."""

    async def act(line: ClientConnection) -> None:
        await line.send(json.dumps(event("session_start", "timed") | {"at": 1_700_000_000_000}))
        await hear(line)

    for trust in (True, False):
        store = MemoryStore()
        with serving(create_app(flows, store=store, trust_clock=trust)) as port:
            talk(port, act)
            stored = asyncio.run(store.load("timed"))
        assert stored is not None
        assert stored.session is not None
        assert (stored.session.started_at == 1_700_000_000_000) is trust


def test_the_service_stops_with_sockets_open(flows: Path) -> None:
    """A socket that is open when the service is told to stop is closed with 1012, and the service ends."""

    async def main() -> int | None:
        with serving(create_app(flows)) as port:
            line = await dial(port)
            await say(line, "session_start", "open")
            await hear(line)
        with pytest.raises(ConnectionClosed):
            await asyncio.wait_for(line.recv(), 10)
        return line.close_code

    assert asyncio.run(main()) == 1012


def test_who_tells_the_time_hears_when_we_are_through(flows: Path) -> None:
    """With ``trust_clock`` each event is followed, after its answer or where there is none, by its own time."""

    async def act(line: ClientConnection) -> list[Any]:
        heard = []
        for kind, at in (("session_start", 1000), ("nonsense", 1500)):
            await line.send(json.dumps({**event(kind, "t1"), "at": at}))
            heard.append(await hear(line))
        return [*heard, await hear(line)]

    with serving(create_app(flows, trust_clock=True)) as port:

        async def main() -> Any:
            async with asyncio.timeout(20), connect(f"ws://127.0.0.1:{port}/websocket", compression=None) as line:
                return await act(line)

        speak, first, second = asyncio.run(main())
    assert speak["type"] == "speak"
    assert [first, second] == [{"at": 1000}, {"at": 1500}]
