"""The platform's API that rings somebody: one POST, asked once.

Theory of operation. A request that may have arrived is never repeated, since nobody wants to be rung twice: no answer
in time, a broken connection and an error of the platform's own (5xx) are ``UNCERTAIN``, and so is told. Where nothing
was sent (no connection) or the platform says no (4xx), nobody is rung for certain: ``REFUSED``, with the mend in plain
words. Redirects are not followed: the token is for this address alone. aiohttp is imported when the first call needs
it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from callwright.runtime.outbound.dials import State
from callwright.runtime.outbound.plan import Plan

if TYPE_CHECKING:
    from aiohttp import ClientSession

SHOWN = 200
"""Characters of what the platform said that are told on."""

_APPROVAL = "Calls to the outside need the platform's approval for your account."


class Said(NamedTuple):
    """What came of it. ``status`` is the platform's (0: none came); ``wait`` is how many seconds it wants to be left
    alone. ``problem`` and ``mend`` are empty where it rings."""

    state: State
    status: int = 0
    problem: str = ""
    mend: str = ""
    wait: int | None = None


class Platform:
    """The API that ``plan`` names."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._client: ClientSession | None = None

    async def ring(self, id: str, flow: str, number: str) -> Said:
        """Ask it to ring ``number`` (digits) for our ``flow``. Raises nothing. ``id`` is the dial's."""
        from aiohttp import ClientConnectorError, ClientError, ClientTimeout, ConnectionTimeoutError
        from yarl import URL

        plan = self._plan
        ai_flow = plan.ai_flow(flow) or ""
        address = f"{plan.url.rstrip('/')}/ai-flows/{quote(ai_flow, safe='')}/call"
        body = {"billingDevice": plan.device(flow), "toPhoneNumber": f"+{number}" if plan.plus else number}
        try:
            async with self._open().post(
                URL(address, encoded=True),
                data=json.dumps(body).encode(),
                headers={"Idempotency-Key": id, "Authorization": f"Bearer {plan.token.first}"},
                timeout=ClientTimeout(total=plan.timeout, sock_connect=plan.timeout / 2),
                allow_redirects=False,
            ) as answer:
                status, after = answer.status, answer.headers.get("Retry-After", "")
                text = (await answer.content.read(4 * SHOWN)).decode("utf-8", "replace") if status >= 300 else ""
        except (ClientConnectorError, ConnectionTimeoutError) as error:
            return Said(
                State.REFUSED,
                0,
                f"The platform cannot be reached ({type(error).__name__}), so nobody was rung.",
                "Look at the network and at --platform-url, and dial again.",
            )
        except TimeoutError:
            return _uncertain(0, f"The platform gave no answer within {plan.timeout:g} seconds.")
        except (ClientError, OSError, ValueError) as error:
            return _uncertain(0, f"The connection to the platform broke ({type(error).__name__}).")
        return _said(status, text, after, ai_flow)

    def _open(self) -> ClientSession:
        if self._client is None:
            from aiohttp import ClientSession, DummyCookieJar, TCPConnector

            headers = {"Content-Type": "application/json", "User-Agent": "callwright"}
            # A connection that waited may be closed at the other end just as we write: then nobody knows what arrived.
            connector = TCPConnector(force_close=True)
            self._client = ClientSession(headers=headers, cookie_jar=DummyCookieJar(), connector=connector)
        return self._client

    async def close(self) -> None:
        """Let go of the connections. A later ``ring`` opens them again."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()


def _said(status: int, text: str, after: str, ai_flow: str) -> Said:
    if 200 <= status < 300:
        return Said(State.INITIATED, status)
    words = " ".join(text.split())[:SHOWN]
    told = f"status {status}" + (f": {words}" if words else "")
    match status:
        case 400:
            return Said(
                State.REFUSED,
                status,
                f"The platform refuses the call ({told}).",
                f'Its flow "{ai_flow}" may have no telephone number, which the person called is shown: give it one in '
                "the platform's settings. Or the billing device is none of yours: look at --billing-device.",
            )
        case 401 | 403:
            return Said(
                State.REFUSED,
                status,
                f"The platform does not accept our token ({told}).",
                f"Put a valid one into CALLWRIGHT_PLATFORM_TOKEN. {_APPROVAL}",
            )
        case 404:
            return Said(
                State.REFUSED,
                status,
                f'The platform has no flow "{ai_flow}" ({told}).',
                "Write the id that the platform shows for its flow behind --ai-flow.",
            )
        case 429:
            wait = int(after) if after.isascii() and after.isdigit() and len(after) < 6 else None
            when = "in a moment" if wait is None else f"in {wait} seconds"
            return Said(
                State.REFUSED,
                status,
                f"The platform is asked for too many calls ({told}).",
                f"Dial again {when}, and fewer in a minute: --dial-rate.",
                wait,
            )
    if status == 408 or status >= 500:
        return _uncertain(status, f"The platform had a fault of its own ({told}).")
    return Said(
        State.REFUSED, status, f"The platform refuses the call ({told}).", "Look at --platform-url and at its settings."
    )


def _uncertain(status: int, problem: str) -> Said:
    return Said(
        State.UNCERTAIN,
        status,
        f"{problem} Nobody knows whether it rings.",
        "It is not asked again, so that nobody is rung twice. Should the call come, it is taken as this one.",
    )
