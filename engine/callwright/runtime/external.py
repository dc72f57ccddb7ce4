"""The platform's external API: actions for a call that nobody asked us about.

Theory of operation. One POST a call of ``send``, its body as an answer's. 2xx means that the platform has it. What may
pass by itself (no connection, a timeout, 429, 5xx) is tried again after a growing, random pause, or after the
``Retry-After`` that we were told if it is short; anything else is a refusal. Redirects are not followed: the token is
for this address alone. All attempts of one sending carry the same ``Idempotency-Key``, since one that timed out may
have arrived. aiohttp is imported when the first call needs it.
"""

from __future__ import annotations

import asyncio
import random
import re
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from callwright.runtime import log
from callwright.runtime.reach import SEND_SECONDS, never
from callwright.runtime.tokens import Tokens

if TYPE_CHECKING:
    from aiohttp import ClientSession

SESSION_ID = "{session_id}"
ATTEMPTS = 3
ATTEMPT_SECONDS = 2.0
PAUSE_SECONDS = 0.25
"""The first pause; each later one is twice as long."""

LONGEST_PAUSE = 2.0

_VALUE = re.compile(r"([?&][^=&#]*=)[^&#{}]+")


class External:
    """The API at ``template``, an address with ``{session_id}`` in it. Raises ``ValueError`` for one that is none."""

    def __init__(self, template: str, token: str | Tokens | None = None) -> None:
        problem = wrong_with(template)
        if problem is not None:
            raise ValueError(" ".join(problem))
        self._template = template
        self._headers = {"Content-Type": "application/json", "User-Agent": "callwright"}
        if isinstance(token, str):
            if not token.strip():
                raise ValueError("the token of the external API is empty, or holds what no header can")
            token = Tokens(token)
        if token is not None and not token.first.isprintable():
            raise ValueError("the token of the external API is empty, or holds what no header can")
        self._token = token
        self._client: ClientSession | None = None

    def address(self, call: str) -> str:
        """Where the actions of a call go. Its id is the platform's and may hold anything."""
        name = quote(call, safe="")
        return self._template.replace(SESSION_ID, name if name.strip(".") else name.replace(".", "%2E"))

    def _authorization(self) -> dict[str, str]:
        """The secret as it is now: it may be exchanged while we run."""
        return {} if self._token is None else {"Authorization": f"Bearer {self._token.first}"}

    async def send(self, call: str, body: bytes, pressed: Callable[[], bool] = never) -> bool:
        """See ``Channel.send``."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        end = began + SEND_SECONDS
        key = secrets.token_hex(8)
        pause, found = PAUSE_SECONDS, list[str]()
        for attempt in range(1, ATTEMPTS + 1):
            told, retry_after = await self._attempt(call, body, key, min(ATTEMPT_SECONDS, end - loop.time()))
            if not told:
                return True
            found.append(told)
            wait = pause * random.uniform(0.5, 1.0) if retry_after is None else retry_after
            pause *= 2
            if attempt == ATTEMPTS or wait > LONGEST_PAUSE or loop.time() + wait >= end or pressed():
                break
            await asyncio.sleep(wait)
            if pressed():
                break
        log.warn(
            "the external API did not take the actions of a call",
            call=call,
            attempts=len(found),
            seconds=round(loop.time() - began, 1),
            found="; ".join(found),
        )
        return False

    async def _attempt(self, call: str, body: bytes, key: str, seconds: float) -> tuple[str, float | None]:
        """What went wrong, empty if nothing did; after how many seconds to try again, ``None`` if nobody said.

        A refusal is to be tried again never.
        """
        from aiohttp import ClientError, ClientTimeout
        from yarl import URL

        try:
            async with self._open().post(
                URL(self.address(call), encoded=True),
                data=body,
                headers={"Idempotency-Key": key} | self._authorization(),
                timeout=ClientTimeout(total=seconds),
                allow_redirects=False,
            ) as answer:
                status, after = answer.status, answer.headers.get("Retry-After", "")
        except TimeoutError:
            return f"no answer within {seconds:.1f} seconds", None
        except (ClientError, OSError, ValueError) as error:
            return f"no connection ({type(error).__name__})", None
        if 200 <= status < 300:
            return "", None
        if status == 429 or status >= 500:
            return f"status {status}", _seconds(after)
        return f"status {status}", float("inf")

    def _open(self) -> ClientSession:
        if self._client is None:
            from aiohttp import ClientSession, DummyCookieJar

            self._client = ClientSession(headers=self._headers, cookie_jar=DummyCookieJar())
        return self._client

    async def close(self) -> None:
        """Let go of the connections. A later ``send`` opens them again."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()


def _seconds(retry_after: str) -> float | None:
    """What the header says in seconds; a date is not waited for."""
    if not retry_after.strip():
        return None
    return float(retry_after) if retry_after.isascii() and retry_after.isdigit() else float("inf")


def wrong_with(template: str) -> tuple[str, str] | None:
    """Why this is no address of an external API, and the mend; or ``None``."""
    found = f"The address of the external API '{_without_secrets(template)}'"
    if template.count(SESSION_ID) != 1 or set("{}") & set(template.replace(SESSION_ID, "")):
        return (
            f"{found} does not have {SESSION_ID} in it once, and no other braces.",
            f"Write it where the call's id belongs, as in https://platform.example/sessions/{SESSION_ID}/actions.",
        )
    try:
        parts = urlsplit(template.replace(SESSION_ID, "id"))
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not template.isascii() or not template.isprintable() or set(" #") & set(template):
        return (
            f"{found} is no web address.",
            "Write one that begins with https:// (or http://), in plain letters and without a '#'.",
        )
    server = template.partition("://")[2].partition("/")[0].partition("?")[0]
    if SESSION_ID in server or "@" in server:
        return (
            f"{found} has {SESSION_ID} or a password in its server's name.",
            f"Write {SESSION_ID} after the first single slash, and put the secret into the token.",
        )
    return None


def _without_secrets(template: str) -> str:
    """The address as it may be shown: without a name and a password, and without the values of its query."""
    scheme, mark, rest = template.partition("://") if "://" in template else ("", "", template)
    _, at, behind = rest.rpartition("@")
    return scheme + mark + _VALUE.sub(r"\1…", f"…@{behind}" if at else rest)
