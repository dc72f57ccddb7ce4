"""Leaving in order: what is under way is finished, sockets are told to go, nothing is lost."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from callwright.runtime.app import create_app
from callwright.runtime.drain import SERVICE_RESTART
from callwright.runtime.server import Server, bind, make_server
from tests.chaos.flow import FLOW, event, number, texts
from tests.chaos.lines import BrokenError, Lines
from tests.runtime.services.stand_in import StandIn
from tests.runtime.shop import SHOP, Held


class Running:
    """A server in this event loop."""

    def __init__(self, folder: Path, flow: str = FLOW, **environment: str) -> None:
        (folder / "flow.yaml").write_text(flow)
        self.app = create_app(folder / "flow.yaml", store=f"sqlite:///{folder}/calls.db", environment=environment)
        sockets = bind("127.0.0.1", 0)
        self.port: int = sockets[0].getsockname()[1]
        self.server: Server = make_server(self.app, "127.0.0.1", self.port)
        self._running = asyncio.create_task(self.server.serve(sockets))

    def tell(self) -> None:
        """As SIGTERM does."""
        self.server.hear(signal.SIGTERM)

    async def leaves(self) -> None:
        """It has heard it, and takes no more calls."""
        async with asyncio.timeout(10):
            while not self.app.state.service.leaving.begun:
                await asyncio.sleep(0.01)

    async def ended(self) -> None:
        """It has ended, within the grace."""
        async with asyncio.timeout(12):
            await self._running


async def until_closed(line: ClientConnection) -> AsyncIterator[str | bytes]:
    """What comes until the other side closes."""
    with suppress(ConnectionClosed):
        while True:
            yield await line.recv()


async def connection(running: Running) -> Lines:
    import random

    return Lines([running.port], random.Random(1))


def test_a_kept_connection_is_closed_in_order(tmp_path: Path) -> None:
    """What comes on it while the service leaves is answered, with ``connection: close``; new ones are refused."""

    async def main() -> None:
        running = Running(tmp_path)
        lines = await connection(running)
        kept = await lines.connect()
        await kept.send(event("session_start", "c1"))
        await kept.receive()
        running.tell()
        async with asyncio.timeout(5):
            while True:
                try:
                    (await lines.connect()).reset()
                except BrokenError:
                    break
                await asyncio.sleep(0.01)
        await kept.send(event("user_speak", "c1", text="next"))
        status, body = await kept.receive()
        assert (status, number(texts(body)), kept.open) == (200, 1, False)
        await lines.close()
        await running.ended()

    asyncio.run(main())


def test_ready_says_so_first(tmp_path: Path) -> None:
    """``GET /ready`` on a kept connection is 503, with the reason."""

    async def main() -> None:
        running = Running(tmp_path)
        reader, writer = await asyncio.open_connection("127.0.0.1", running.port)
        ask = b"GET /ready HTTP/1.1\r\nHost: x\r\n\r\n"
        writer.write(ask)
        assert b" 200 " in await reader.readline()
        running.tell()
        await running.leaves()
        writer.write(ask)
        rest = await reader.read()
        assert b" 503 " in rest
        assert b"told to stop" in rest
        writer.close()
        await running.ended()

    asyncio.run(main())


def test_a_socket_is_told_to_come_back(tmp_path: Path) -> None:
    """1012, after what came is answered; the next process goes on with the call."""

    async def main() -> None:
        running = Running(tmp_path)
        async with connect(f"ws://127.0.0.1:{running.port}/websocket") as line:
            await line.send(event("session_start", "c1").decode())
            assert number(str(await line.recv())) == 0
            await line.send(event("user_speak", "c1", text="next").decode())
            running.tell()
            heard = [str(frame) async for frame in until_closed(line)]
            assert number(heard[-1]) == 1
            assert line.close_code == SERVICE_RESTART
        await running.ended()
        after = Running(tmp_path)
        async with connect(f"ws://127.0.0.1:{after.port}/websocket") as line:
            await line.send(event("user_speak", "c1", text="next").decode())
            assert number(str(await line.recv())) == 2
        after.tell()
        await after.ended()

    asyncio.run(main())


def test_a_socket_whose_call_waits_for_a_service_is_not_closed_before(tmp_path: Path) -> None:
    """What the service said is in the store then, and the next process says it, without asking again."""

    async def main() -> None:
        held = Held()
        stand_in = StandIn(held)
        async with stand_in.open() as url, asyncio.timeout(30):
            flow = SHOP.replace("METHOD", "GET").replace("NEXT", "tell")
            running = Running(tmp_path, flow, SHOP=url, TOKEN="t")
            async with connect(f"ws://127.0.0.1:{running.port}/websocket") as line:
                await line.send(event("session_start", "c1").decode())
                await line.recv()
                await asyncio.sleep(1.0)  # no synchronisation: so long the prompt lasts, by the service's own clock
                await line.send(event("assistant_speech_ended", "c1").decode())
                while "One moment" not in str(await line.recv()):
                    pass
                running.tell()
                await running.leaves()
                await asyncio.sleep(0.5)  # no synchronisation: so long after that it is open still
                await (await line.ping())
                held.free.set()
                assert [frame async for frame in until_closed(line)] == []
                assert line.close_code == SERVICE_RESTART
            await running.ended()
            after = Running(tmp_path, flow, SHOP=url, TOKEN="t")
            async with connect(f"ws://127.0.0.1:{after.port}/websocket") as line:
                await line.send(event("assistant_speech_ended", "c1").decode())
                assert "It is shipped." in str(await line.recv())
            after.tell()
            await after.ended()
        assert len(stand_in.asked) == 1

    asyncio.run(main())


def test_told_twice_it_ends_at_once(tmp_path: Path) -> None:
    """Although a connection owes us the rest of its request."""

    async def main() -> None:
        running = Running(tmp_path)
        with socket.create_connection(("127.0.0.1", running.port)) as slow:
            slow.sendall(
                b"POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n"
            )
            async with asyncio.timeout(10):
                while not running.server.server_state.connections:
                    await asyncio.sleep(0.01)
            running.tell()
            await running.leaves()
            await asyncio.sleep(0.3)  # no synchronisation: so long after that it waits still
            assert not running._running.done()
            running.tell()
            async with asyncio.timeout(2):
                await running.ended()

    asyncio.run(main())


def test_the_answer_is_json_still(tmp_path: Path) -> None:
    """An event that waits in the gate while the service is told to stop is answered as ever."""

    async def main() -> None:
        running = Running(tmp_path)
        lines = await connection(running)
        await lines.post(event("session_start", "c1"))
        several = [await lines.connect() for _ in range(5)]
        for one in several:
            await one.send(event("user_speech_started", "c1"))
            assert (await one.receive())[0] == 204
        for one in several:
            await one.send(event("user_speak", "c1", text="next"))
        running.tell()
        answers = [await one.receive() for one in several]
        assert sorted(number(texts(body)) or 0 for _, body in answers) == [1, 2, 3, 4, 5]
        assert all(json.loads(body) for _, body in answers)
        await lines.close()
        await running.ended()

    asyncio.run(main())
