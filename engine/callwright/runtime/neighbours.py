"""What one worker leaves to another: the one that holds a call's WebSocket, or that asks a service for it.

Theory of operation. Only the worker with the call's socket can speak on it, and the store says which one that is
(``Stored.holder``). So what comes from outside, or from a service, at any other worker is handed on to that one, which
does with it what it would do had it come there; its answer is the asker's. Where it is gone, or the socket is, the
asker takes it itself: the store is the same for all, and what is to be said waits for the platform's next event.

    outside    an event from outside, or the button    what became of it, or the refusal
    told       what a service answered                 whether it was taken
    inquiry    who asks this service for this call?    what the service answered, once it has
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any

from callwright.core.events import Button, Outside, Parties
from callwright.core.outside import Refusal
from callwright.runtime.delivery import Delivered
from callwright.runtime.reach import SEND_SECONDS
from callwright.runtime.relay import NOT_MINE, LostError, Message, Relay
from callwright.runtime.services.answer import Answer

TAKING_SECONDS = SEND_SECONDS + 5.0
"""How long another worker may take over what it was handed: it waits at the call's gate, and sends."""

LARGEST_ANSWER = 48 * 1024
"""Characters of a service's answer that are handed on; who asked for a larger one keeps it."""

Taken = Delivered | Refusal | None


class Neighbours:
    """One a service. What the other workers hand us is taken by the three functions, if it is ours (``is_here``)."""

    def __init__(
        self,
        relay: Relay,
        is_here: Callable[[str], bool],
        outside: Callable[[Outside | Button], Awaitable[Taken]],
        told: Callable[[str, str, int, Answer | None], Awaitable[None]],
        asked: Callable[[str, str, float], Awaitable[Answer | None]],
    ) -> None:
        self._relay = relay
        self._is_here = is_here
        self._take_outside, self._take_told, self._take_asked = outside, told, asked
        relay.on("outside", self._outside)
        relay.on("told", self._told)
        relay.on("inquiry", self._inquiry)

    async def outside(self, holder: str, event: Outside | Button) -> tuple[bool, Taken]:
        """Hand on an event from outside, or the button: whether it was taken there, and what became of it.

        Raises ``LostError``.
        """
        fields: dict[str, Any] = (
            {"name": event.name, "body": event.body} if isinstance(event, Outside) else {"force": event.force}
        )
        answer = await self._relay.ask(holder, "outside", TAKING_SECONDS, call=event.session, at=event.at, **fields)
        if answer is NOT_MINE:
            return False, None
        if "refused" in answer:
            return True, Refusal(answer["refused"], tuple(answer["known"]))
        return True, Delivered(answer["delivered"]) if answer["delivered"] else None

    async def _answer_outside(self, event: Outside | Button) -> dict[str, Any]:
        taken = await self._take_outside(event)
        if isinstance(taken, Refusal):
            return {"refused": taken.reason, "known": list(taken.known)}
        return {"delivered": taken}

    def _outside(self, _sender: str, message: Message) -> Awaitable[Any] | None:
        call, at = message["call"], message["at"]
        if not self._is_here(call):
            return _not_mine()
        if "name" in message:
            return self._answer_outside(Outside(call, at, Parties(), message["name"], message["body"]))
        return self._answer_outside(Button(call, at, Parties(), force=message["force"]))

    async def told(self, holder: str, call: str, key: str, ms: int, answer: Answer | None) -> bool:
        """Hand on what a service answered (``None``: nothing yet). Whether it was taken."""
        if answer is not None and _size(answer) > LARGEST_ANSWER:
            return False
        said = None if answer is None else answer._asdict()
        try:
            taken = await self._relay.ask(holder, "told", TAKING_SECONDS, call=call, key=key, ms=ms, answer=said)
        except LostError:
            return False  # taken twice it has no effect: the call waits for it no more
        return taken is not NOT_MINE

    def _told(self, _sender: str, message: Message) -> Awaitable[Any] | None:
        if not self._is_here(message["call"]):
            return _not_mine()
        return self._answer_told(message)

    async def _answer_told(self, message: Message) -> bool:
        said = message["answer"]
        answer = None if said is None else Answer(**said)
        await self._take_told(message["call"], message["key"], message["ms"], answer)
        return True

    async def inquiry(self, call: str, key: str, until: float) -> Answer | None:
        """What a service answers that another worker asks, ``until`` (``time.monotonic``) at the latest."""
        left = until - time.monotonic()
        said = await self._relay.ask_all("inquiry", left, call=call, key=key, left=left)
        return None if said is NOT_MINE else Answer(**said)

    def _inquiry(self, _sender: str, message: Message) -> Awaitable[Any] | None:
        until = time.monotonic() + message["left"]
        return self._answer_inquiry(message["call"], message["key"], until)

    async def _answer_inquiry(self, call: str, key: str, until: float) -> dict[str, Any] | None:
        answer = await self._take_asked(call, key, until)
        return None if answer is None or _size(answer) > LARGEST_ANSWER else answer._asdict()


async def _not_mine() -> None:
    """The question is answered: not by me."""


def _size(answer: Answer) -> int:
    return len(str(answer.json)) + len(answer.text)
