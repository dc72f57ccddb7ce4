"""The emulator's own external API: how an application reaches a running call without being asked.

``POST /sessions/{id}/actions`` with ``Authorization: Bearer <token>`` and one action or an array of them as JSON:

202  they are performed, after the answers that came before them
400  no JSON, or actions that are refused; the body lists why
401  the token is missing or wrong
404  there is no such call, or it is over
409  the actions name another call than the address

Where the platform keeps this, and in which shape, no page says: this is a proposal. What is sent a second time under
the same ``Idempotency-Key`` is taken for a retry and performed once.
"""

from __future__ import annotations

import asyncio
import hmac

from aiohttp import web

from callwright.platform.call import Call
from callwright.platform.dial_http import decode
from callwright.platform.wire import check_answer

MAX_BYTES = 8 * 1024 * 1024


class ExternalApi:
    """Serves the calls that were given to ``reaches``, on loopback, while it is entered.

    ``port`` 0 takes a free one; ``arrival`` is set for whatever comes, so that a real clock wakes. An empty ``token``
    asks for none. Used with ``async with``; raises ``OSError`` where the port is taken.
    """

    def __init__(self, *, token: str = "", port: int = 0, arrival: asyncio.Event | None = None) -> None:
        self._token = token
        self._port = port
        self.arrival = arrival
        self._calls: dict[str, Call] = {}
        self._done: set[tuple[str, str]] = set()
        self._runner: web.AppRunner | None = None

    def reaches(self, call: Call) -> None:
        """From now on this call can be reached."""
        self._calls[call.line.session_id] = call

    @property
    def address(self) -> str:
        """What an application is configured with: a URL with ``{session_id}`` in it."""
        return f"http://127.0.0.1:{self._port}/sessions/{{session_id}}/actions"

    async def __aenter__(self) -> ExternalApi:
        app = web.Application(client_max_size=MAX_BYTES)
        app.router.add_post("/sessions/{session_id}/actions", self._take)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        try:
            await site.start()
        except OSError:
            await self.__aexit__()
            raise
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _take(self, request: web.Request) -> web.Response:
        if self._token:
            given = request.headers.get("Authorization", "")
            if not hmac.compare_digest(given.encode(), f"Bearer {self._token}".encode()):
                return _refused(401, "the token is missing or wrong")
        name = request.match_info["session_id"]
        call = self._calls.get(name)
        if call is None or call.line.over:
            return _refused(404, "there is no such call, or it is over")
        try:
            actions = decode(await request.read())
        except ValueError:
            return _refused(400, "no JSON")
        if _names_another(actions, name):
            return _refused(409, "the actions name another call than the address")
        lenient = call.line.switches.reader == "lenient"
        found = [str(fault) for fault in check_answer(actions, name, lenient=lenient)[1] if not fault.warning]
        if found:
            return _refused(400, *found)
        key = request.headers.get("Idempotency-Key", "")
        if not key or (name, key) not in self._done:
            self._done.add((name, key))
            call.arrives(actions)
            if self.arrival is not None:
                self.arrival.set()
        return web.Response(status=202)


def _names_another(actions: object, name: str) -> bool:
    entries = actions if isinstance(actions, list) else [actions]
    named = [entry["session_id"] for entry in entries if isinstance(entry, dict) and "session_id" in entry]
    return any(isinstance(one, str) and one != name for one in named)


def _refused(status: int, *why: str) -> web.Response:
    return web.json_response({"errors": list(why)}, status=status)
