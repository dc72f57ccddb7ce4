"""A flow that asks a service, and the calls that do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from callwright.core.events import SessionStart, SpeechEnded
from callwright.runtime.catalog import Catalog, load
from callwright.runtime.dispatcher import Dispatcher
from callwright.runtime.outcome import Outcome
from callwright.runtime.reach import Channel, Reach
from callwright.runtime.services.services import Services
from callwright.stores import Store
from callwright.stores.memory import MemoryStore
from tests.runtime.services.stand_in import StandIn, reply
from tests.runtime.turns import AT, US

SHOP = """
flow: shop
language: en-US
start: look
services:
  shop:
    url: "{{ env.SHOP }}"
    timeout: 4s
    allow_private: yes
    headers:
      Authorization: Bearer {{ env.TOKEN }}
intents:
  lost: [I give up]
anytime:
  lost: bye
states:
  look:
    prompts: Let me look.
    request:
      service: shop
      path: /orders/{{ caller.number }}
      method: METHOD
      query:
        key: "{{ env.TOKEN }}"
      filler: [One moment., Still looking.]
      save:
        status: "{{ response.json.status }}"
    if_fails:
      interrupted:
        prompts: Nobody knows.
        go_to: bye
      any:
        prompts: That did not work.
        go_to: bye
    go_to: NEXT
  price:
    request:
      service: shop
      path: /price
      save:
        price: "{{ response.json.price }}"
    if_fails: bye
    go_to: both
  both:
    prompts: It is {{ status }} for {{ price }}.
    go_to: ask
  tell:
    prompts: It is {{ status }}.
    go_to: ask
  ask:
    prompts: Anything else?
    transitions:
      otherwise: ask
  bye:
    prompts: Goodbye.
    hangup: yes
"""

SHIPPED = reply(200, {"status": "shipped"})
TOKEN = "t0p-s3cret"


def catalog(folder: Path, method: str = "GET", then: str = "tell") -> Catalog:
    """The flow, compiled; what it asks for first is asked with ``method``, and ``then`` is where it goes on."""
    path = folder / "shop.yaml"
    path.write_text(SHOP.replace("METHOD", method).replace("NEXT", then))
    loaded = load([path])
    return Catalog(loaded)


class Held:
    """A service that answers when it is told to."""

    def __init__(self, answer: bytes = SHIPPED) -> None:
        self.free = asyncio.Event()
        self._answer = answer

    async def __call__(self, writer: asyncio.StreamWriter) -> None:
        await self.free.wait()
        writer.write(self._answer)


@asynccontextmanager
async def desk(
    known: Catalog,
    stand_in: StandIn,
    store: Store | None = None,
    external: Channel | None = None,
    *,
    close: bool = True,
) -> AsyncIterator[Dispatcher]:
    """A dispatcher, and the service that its flow asks. Without ``close`` the process dies."""
    async with stand_in.open() as url:
        services = Services({"SHOP": url, "TOKEN": TOKEN})
        dispatcher = Dispatcher(known, MemoryStore() if store is None else store, Reach(external), services)
        try:
            yield dispatcher
        finally:
            if close:
                await dispatcher.close()
            else:
                asking = [task for task in asyncio.all_tasks() if "Asking._ask" in repr(task)]
                for task in asking:
                    task.cancel()
                await asyncio.wait(asking)
                await services.close()


async def until_asked(dispatcher: Dispatcher, socket: Channel | None = None, call: str = "c1") -> Outcome:
    """The answer to the event with which the service is asked."""
    await dispatcher.dispatch(SessionStart(call, AT, US), socket=socket)
    return await dispatcher.dispatch(SpeechEnded(call, AT + 2000, US), f"ended of {call}".encode(), socket=socket)
