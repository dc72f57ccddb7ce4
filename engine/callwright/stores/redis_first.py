"""What is said to a server where no event loop runs: the first look at it, and the last word."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import hiredis

from callwright.stores.base import StoreError
from callwright.stores.redis_address import Address
from callwright.stores.redis_line import Command, Talk, connect, hello, meaning

LOOK_SECONDS = 5.0
SAY_SECONDS = 1.0
OLDEST = 6


def first_look(address: Address) -> None:
    """Raise ``StoreError`` if the server cannot be used: it is not there, wants a password, or is too old."""
    try:
        info = _said(address, ("INFO", "server"), LOOK_SECONDS)
    except (OSError, UnicodeError, hiredis.ReplyError) as error:
        raise StoreError(f"The store {address.shown} cannot be used: {meaning(error)}.") from error
    found = re.search(rb"redis_version:(\d+)([.\d]*)", info if isinstance(info, bytes) else b"")
    if found is not None and int(found[1]) < OLDEST:
        version = (found[1] + found[2]).decode()
        raise StoreError(f"The store {address.shown} is Redis {version}; it must be {OLDEST} or later.")


def say(address: Address, command: Command) -> None:
    """Say something, if anybody is there to hear it."""
    with suppress(OSError, UnicodeError, hiredis.ReplyError, StoreError):
        _said(address, command, SAY_SECONDS)


def _said(address: Address, command: Command, seconds: float) -> Any:
    async def said() -> Any:
        async with asyncio.timeout(seconds):
            talk = Talk()
            line = await connect(address, talk.replied, talk.lost)
            try:
                replies = await talk.ask(line, *hello(address, "callwright"), command)
            finally:
                line.cut()
                await asyncio.sleep(0)
            return replies[-1]

    with ThreadPoolExecutor(1) as thread:  # an event loop may be running in this one
        return thread.submit(asyncio.run, said()).result()
