"""Calls on a Redis or Valkey server: for several machines.

Theory of operation. A turn is one script (``redis_scripts``), and what many calls ask in the same turn of the event
loop goes out together (``redis_server``). What this worker wrote last is kept decoded, so a turn needs no read.

*Time* is the server's, so that machines whose clocks differ agree (a clock that is given, as in tests, is told to the
server with each question). *Who has died* the server knows too.
"""

from __future__ import annotations

import secrets
import time
from typing import Any

from callwright.core.codec import dump, load
from callwright.core.session import Session
from callwright.stores import redis_scripts as scripts
from callwright.stores.base import (
    RETENTION_SECONDS,
    Answered,
    Clock,
    Conflict,
    Document,
    Held,
    Recorded,
    Stored,
    is_open,
)
from callwright.stores.bus import Bus
from callwright.stores.kept import Kept, unsent
from callwright.stores.redis_address import Address
from callwright.stores.redis_bus import RedisBus
from callwright.stores.redis_first import first_look, say
from callwright.stores.redis_scripts import Script
from callwright.stores.redis_server import Server

FORM = 1
"""The form in which a call is stored; a later release reads this one."""


class RedisStore:
    """Raises ``StoreError`` if the server cannot be used. Bound to the event loop that uses it first."""

    lasting = True

    def __init__(self, address: Address, *, clock: Clock = time.time, retention: float = RETENTION_SECONDS) -> None:
        self.owner = secrets.token_hex(6)
        self._address = address
        self._clock = clock
        self._servers_time = clock is time.time
        self._retention = _seconds(retention)
        self._kept = Kept()
        self._saves = 0
        first_look(address)
        self._bus = RedisBus(self)
        self._server = Server(address, self.owner, self._bus.heard)
        prefix = address.prefix
        self._prefix = prefix
        self._call, self._hold, self._record = f"{prefix}call:", f"{prefix}hold:", f"{prefix}record:"
        self._open, self._over, self._records = f"{prefix}open", f"{prefix}over", f"{prefix}records"

    def _now(self) -> str:
        return "" if self._servers_time else f"{self._clock():.6f}"

    async def _run(self, script: Script, keys: tuple[str, ...], *values: bytes | str | int, again: bool = True) -> Any:
        return await self.ask("EVALSHA", script.name, len(keys), *keys, self._now(), self._prefix, *values, again=again)

    async def ask(self, *command: bytes | str | int, again: bool = True) -> Any:
        """A command of the server."""
        asked = self._server.ask(*command, again=again)
        await asked.batch.done
        return self._server.answer(asked)

    def channel(self, name: str) -> str:
        """A channel of the bus."""
        return self._prefix + name

    async def load(self, call: str, *, fresh: bool = False) -> Stored | None:
        """See ``Store.load``."""
        kept = None if fresh else self._kept.get(call, self._clock())
        if kept is not None:
            return kept
        reply = await self._run(scripts.LOAD, (self._call + call,), self.owner)
        if reply is None:
            return None
        revision, session, fingerprint, answer, state, holder, form = reply
        if int(form) > FORM:
            raise self._server.failure("this call was stored by a newer callwright; install that one")
        maybe = None if state == b"0" else Answered(fingerprint, answer, state == b"2")
        return Stored(None if session is None else load(session), int(revision), maybe, (holder or b"").decode())

    async def save(
        self,
        call: str,
        session: Session | None,
        expected: int | None,
        keep: float,
        answered: Answered,
        lines: bytes = b"",
        holder: str = "",
    ) -> None:
        """See ``Store.save``."""
        fingerprint, body, lost = answered.fingerprint, answered.body, answered.lost
        fields: list[bytes | str | int] = ["v", FORM]
        if session is not None:
            fields += ["n", session.version, "s", dump(session)]
        if fingerprint:
            fields += ["f", fingerprint]
            if body is not None:
                fields += ["a", body]
            if lost:
                fields += ["l", 1]
        if holder:
            fields += ["w", holder]
        self._saves += 1
        self._kept.drop(call, None)
        asked = self._server.ask(
            "EVALSHA",
            scripts.SAVE.name,
            6,
            self._call + call,
            self._hold + call,
            self._record + call,
            self._open,
            self._over,
            self._records,
            self._now(),
            self._prefix,
            call,
            self.owner,
            "" if expected is None else expected,
            self._saves,
            _seconds(keep),
            1 if is_open(session) else 0,
            lines,
            self._retention,
            *fields,
        )
        await asked.batch.done
        reply = self._server.answer(asked)
        if reply == 0:
            until = self._clock() + keep
            self._kept.keep(call, until, Stored(session, (expected or 0) + 1, unsent(answered), holder))
        elif reply < 0:
            raise Conflict(call)
        else:
            raise Held(call, reply / 1000)

    async def hold(self, call: str, seconds: float) -> None:
        """See ``Store.hold``."""
        wait = await self._run(scripts.HOLD, (self._hold + call,), self.owner, _seconds(seconds))
        if wait:
            raise Held(call, wait / 1000)

    async def release(self, call: str) -> None:
        """See ``Store.release``."""
        await self._run(scripts.RELEASE, (self._hold + call,), self.owner)

    async def versions(self) -> set[str]:
        """See ``Store.versions``."""
        found: set[str] = set()
        for zset in (self._open, self._over):
            cursor: bytes | str = "0"
            while True:
                cursor, some = await self._run(scripts.VERSIONS, (zset,), cursor)
                found.update(version.decode() for version in some)
                if cursor == b"0":
                    break
        return found

    async def open_calls(self) -> int:
        """See ``Store.open_calls``."""
        return int(await self._run(scripts.OPEN, (self._open,)))

    async def sweep(self) -> int:
        """See ``Store.sweep``."""
        gone = 0
        for zset in (self._open, self._over):
            some = scripts.SOME
            while some == scripts.SOME:
                some = await self._run(scripts.SWEEP, (zset,), again=False)
                gone += some
        seen, passed = scripts.SOME, 0
        while seen == scripts.SOME:
            seen, stay = await self._run(scripts.SWEEP_RECORDS, (self._records,), self._retention, "+inf", passed)
            passed += stay
        return gone

    async def check(self) -> None:
        """See ``Store.check``: something is really written."""
        await self.ask("SET", f"{self._prefix}check:{self.owner}", "1", "PX", 1000)

    async def recorded(self, limit: int, before: float | None = None) -> list[Recorded]:
        """See ``Store.recorded``."""
        found: list[Recorded] = []
        least = "-inf" if before is None else f"({-before:.6f}"
        seen, passed = scripts.SOME, 0
        while seen == scripts.SOME and len(found) < limit:
            seen, some = await self._run(
                scripts.RECORDED, (self._records,), least, limit - len(found), self._retention, passed
            )
            passed += seen
            found += [Recorded(a.decode(), -float(b), float(c)) for a, b, c in zip(*[iter(some)] * 3, strict=True)]
        return found

    async def record(self, call: str) -> list[bytes]:
        """See ``Store.record``."""
        found = await self._run(scripts.RECORD, (self._record + call,), self._retention)
        return [line for one in found for line in one.split(b"\n")[1:]]

    async def forget(self, call: str) -> bool:
        """See ``Store.forget``."""
        keys = (self._record + call, self._records)
        return bool(await self._run(scripts.FORGET, keys, call, self._retention, again=False))

    async def put(self, shelf: str, key: str, value: bytes, expected: int | None = None) -> int:
        """See ``Store.put``."""
        wanted = "" if expected is None else expected
        revision = await self._run(scripts.PUT, (f"{self._prefix}shelf:{shelf}",), key, wanted, value, again=False)
        if revision < 0:
            raise Conflict(key)
        return int(revision)

    async def take(self, shelf: str, key: str) -> Document | None:
        """See ``Store.take``."""
        found = await self.ask("HGET", f"{self._prefix}shelf:{shelf}", key)
        if found is None:
            return None
        head, _, value = found.partition(b"\n")
        revision, _, at = head.partition(b" ")
        return Document(value, int(revision), float(at))

    async def keys(self, shelf: str) -> list[str]:
        """See ``Store.keys``."""
        return sorted(key.decode() for key in await self.ask("HKEYS", f"{self._prefix}shelf:{shelf}"))

    async def remove(self, shelf: str, key: str) -> bool:
        """See ``Store.remove``."""
        return bool(await self.ask("HDEL", f"{self._prefix}shelf:{shelf}", key, again=False))

    def bus(self) -> Bus:
        """See ``Store.bus``."""
        return self._bus

    def close(self) -> None:
        """See ``Store.close``."""
        self._kept.forget()
        say(self._address, self._server.left())
        self._server.leave()


def _seconds(seconds: float) -> str:
    return f"{seconds:.6f}"
