"""One service over HTTP: attempts, redirects, and nothing that it did not ask for.

Theory of operation. ``ask`` makes one inquiry, whose time counts from the moment it is wanted: waiting for others, all
attempts and the pauses between them.

*Again.* What only reads (GET, HEAD) is asked again, twice at most, after a growing, random pause: where there was no
connection or it broke, after 502, 503 and 504, and after 429 if it says when. What changes something is sent again only
where no connection came about, because then it cannot have arrived. It goes over a connection of its own: of a kept one
that turns out to be dead nobody could tell. All attempts carry the same ``Idempotency-Key``.

*Redirects* are followed by what only reads, three times, and only within the same server (see ``place``).

No cookies, no proxies of the environment, certificates are checked. aiohttp is imported when the first call needs it.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from callwright.runtime.services import reading
from callwright.runtime.services.addresses import NOT_ALLOWED, opener
from callwright.runtime.services.answer import REFUSED, TIMEOUT, UNREACHABLE, UNREADABLE, Answer, UnusableError
from callwright.runtime.services.place import followed

if TYPE_CHECKING:
    from aiohttp import ClientHandlerType, ClientRequest, ClientResponse, ClientSession
    from aiohttp.abc import AbstractResolver
    from yarl import URL

SAFE = frozenset({"GET", "HEAD"})
"""The methods that only read."""

ATTEMPTS = 3
REDIRECTS = 3
AT_ONCE = 64
"""So many inquiries at one service at a time; others wait."""

PAUSE_SECONDS = 0.1
"""The first pause, a random part of it; each later one is three times as long."""

LONGEST_PAUSE = 2.0
"""Nobody waits longer for a ``Retry-After``."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({502, 503, 504})


class Sending(NamedTuple):
    """What is sent. ``hidden`` strikes the secrets out of a text that came back."""

    method: str
    url: URL
    headers: Mapping[str, str]
    body: bytes | None = None
    hidden: Callable[[str], str] = str


class _Tried(NamedTuple):
    """One attempt. ``again``: it may be tried again, ``after`` so many seconds if the service said so."""

    answer: Answer
    again: bool = False
    after: float | None = None


class _BrokenError(Exception):
    """The connection broke when the request may have been sent. aiohttp would send some methods again by itself."""


class Client:
    """One service. ``private``: it may be in a private network. ``resolver`` tells addresses; the system's if none."""

    def __init__(self, *, private: bool = False, resolver: Callable[[], AbstractResolver] | None = None) -> None:
        self._private = private
        self._resolver = resolver
        self._room = asyncio.Semaphore(AT_ONCE)
        self._keeping: ClientSession | None = None
        self._fresh: ClientSession | None = None

    async def ask(self, sending: Sending, seconds: float) -> Answer:
        """What comes of it, after ``seconds`` at most. Raises nothing of the network's."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        attempts, pause = 0, PAUSE_SECONDS
        try:
            async with asyncio.timeout(seconds), self._room:
                while True:
                    attempts += 1
                    tried = await self._attempt(sending)
                    wait = random.uniform(pause / 2, pause) if tried.after is None else tried.after
                    pause *= 3
                    if not tried.again or attempts == ATTEMPTS or wait > LONGEST_PAUSE or loop.time() + wait >= end:
                        return tried.answer._replace(attempts=attempts)
                    await asyncio.sleep(wait)
        except TimeoutError:
            return Answer(kind=TIMEOUT, attempts=attempts, found=f"no answer within {seconds:g} seconds")

    async def _attempt(self, sending: Sending) -> _Tried:
        from aiohttp import (
            ClientConnectorCertificateError,
            ClientConnectorError,
            ClientError,
            ClientPayloadError,
            ClientResponseError,
            InvalidURL,
        )

        safe = sending.method in SAFE
        try:
            return await self._walk(sending, safe)
        except UnusableError as error:
            return _Tried(Answer(kind=error.kind, found=str(error)))
        except ClientConnectorCertificateError:
            return _Tried(Answer(kind=REFUSED, found="its certificate does not prove who it is"))
        except ClientConnectorError as error:
            if NOT_ALLOWED in str(error.os_error):
                return _Tried(Answer(kind=REFUSED, found=f"{NOT_ALLOWED} (allow_private: yes allows private ones)"))
            return _Tried(Answer(kind=UNREACHABLE, found="no connection"), again=True)
        except InvalidURL:
            return _Tried(Answer(kind=REFUSED, found="a host that is neither a name nor an address"))
        except ClientResponseError:
            return _Tried(Answer(kind=UNREADABLE, found="no HTTP that can be read"))
        except (_BrokenError, ClientPayloadError, ConnectionError):
            return _Tried(Answer(kind=UNREACHABLE, found="the connection broke"), again=safe)
        except (ClientError, ValueError) as error:
            return _Tried(Answer(kind=UNREADABLE, found=f"what came cannot be used ({type(error).__name__})"))

    async def _walk(self, sending: Sending, safe: bool) -> _Tried:
        """Ask, and follow redirects."""
        from aiohttp import ClientTimeout

        session, url = self._open(keeping=safe), sending.url
        for _ in range(REDIRECTS + 1):
            async with session.request(
                sending.method,
                url,
                headers=sending.headers,
                data=sending.body,
                allow_redirects=False,
                timeout=ClientTimeout(total=None, sock_connect=None),
            ) as response:
                location = response.headers.get("Location", "")
                if response.status not in _REDIRECTS or not location:
                    return await self._read(sending, response)
            if not safe:
                raise UnusableError(REFUSED, "a redirect of a request that changes something")
            url = followed(url, location)
        raise UnusableError(REFUSED, f"more than {REDIRECTS} redirects")

    async def _read(self, sending: Sending, response: ClientResponse) -> _Tried:
        status = response.status
        found, json, text = "", None, ""
        try:
            if sending.method != "HEAD":
                body = await reading.read(response)
                json, text = reading.understood(body, response.content_type, response.charset, status, sending.hidden)
        except UnusableError as error:
            if 200 <= status < 300:
                raise
            found = str(error)
        after = _seconds(response.headers.get("Retry-After", ""))
        again = status in _PASSING or (status == 429 and after is not None)
        return _Tried(Answer(status, "", json, text, found=found), again and sending.method in SAFE, after)

    def _open(self, *, keeping: bool) -> ClientSession:
        session = self._keeping if keeping else self._fresh
        if session is None:
            session = self._made(keeping)
            if keeping:
                self._keeping = session
            else:
                self._fresh = session
        return session

    def _made(self, keeping: bool) -> ClientSession:
        from aiohttp import ClientSession, DummyCookieJar, TCPConnector, ThreadedResolver

        connector = TCPConnector(
            limit=0,
            force_close=not keeping,
            resolver=(self._resolver or ThreadedResolver)(),
            socket_factory=opener(private=self._private),
        )
        return ClientSession(
            connector=connector,
            cookie_jar=DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            middlewares=(_once,),
        )

    async def close(self) -> None:
        """Let go of the connections."""
        for session in (self._keeping, self._fresh):
            if session is not None:
                await session.close()
        self._keeping = self._fresh = None


async def _once(request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
    """Send a request, and never send it again unknown to us."""
    from aiohttp import ClientConnectorError, ClientOSError, ServerDisconnectedError

    try:
        return await handler(request)
    except ClientConnectorError:
        raise
    except (ClientOSError, ServerDisconnectedError) as error:
        raise _BrokenError from error


def _seconds(retry_after: str) -> float | None:
    """What the header says in seconds; a date is not waited for."""
    told = retry_after.strip()
    if not told:
        return None
    return float(told) if told.isascii() and told.isdigit() and len(told) < 9 else float("inf")
