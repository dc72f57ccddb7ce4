"""A process that writes is killed, again and again: what is there is whole, and what was said to be saved is there.

Ten times in a run; ``CALLWRIGHT_KILLS`` says how often, if more is wanted.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.stores.desk import HOUR, PRINT, Desk, a_session

KILLS = int(os.environ.get("CALLWRIGHT_KILLS", "10"))

several = pytest.mark.parametrize("kind", ["sqlite", "redis"])

_WRITE = """
import asyncio, os, signal, sys
from callwright.core.session import Session
from callwright.stores import Answered, open_store

clock = lambda: 1_000_000.0

async def main():
    store = open_store(sys.argv[1], clock=clock)
    answered = Answered(b"print", b'{"type":"hangup"}')
    await store.bus().open(lambda sender, message: None)

    async def save(call, revision):
        stored = await store.load(call)
        expected = None if stored is None else stored.revision
        session = Session(call, "hotline", "v1", 1, state="x" * 500, streak=(expected or 0) + 1)
        await store.save(call, session, expected, 3600, answered, b'{"turn":%d}' % ((expected or 0) + 1))
        return (expected or 0) + 1

    if sys.argv[2] == "once":
        await save("c0", None)
        await store.hold("c0", 60)
        os.kill(os.getpid(), signal.SIGKILL)
    while True:
        revisions = await asyncio.gather(*(save(f"c{n}", None) for n in range(8)))
        print(*revisions, flush=True)

asyncio.run(main())
"""


@several
def test_the_answer_of_a_worker_that_was_killed_may_be_asked_for_again(desk: Desk) -> None:
    """kill -9 between saving and answering leaves the answer beside the session, and is known at once."""
    died = subprocess.run([sys.executable, "-c", _WRITE, desk.url, "once"], check=False)
    assert died.returncode == -signal.SIGKILL
    store = desk.open()
    assert desk.stored(store, "c0").unsent == PRINT


@several
def test_a_hold_of_a_worker_that_was_killed_is_void(desk: Desk) -> None:
    """Nobody waits for the dead."""
    died = subprocess.run([sys.executable, "-c", _WRITE, desk.url, "once"], check=False)
    assert died.returncode == -signal.SIGKILL
    store = desk.open()
    desk.do(store.hold("c0", 1))
    desk.do(store.save("c0", a_session("c0"), 1, HOUR, PRINT))
    assert desk.stored(store, "c0").revision == 2


@pytest.fixture
def writers(desk: Desk) -> Iterator[list[int]]:
    """The last revisions that a writer said it had saved, each time before it was killed."""

    def killed() -> Iterator[list[int]]:
        for n in range(KILLS):
            with subprocess.Popen([sys.executable, "-c", _WRITE, desk.url, "on"], stdout=subprocess.PIPE) as writer:
                assert writer.stdout is not None
                told = writer.stdout.readline()
                for _ in range(n % 7):
                    told = writer.stdout.readline()
                writer.kill()
                rest = [line for line in writer.stdout.read().split(b"\n") if line.count(b" ") == 7]
            yield [int(number) for number in (rest or [told])[-1].split()]

    return killed()


@pytest.mark.slow
@several
def test_whatever_was_said_to_be_saved_is_there(desk: Desk, writers: Iterator[list[int]]) -> None:
    """The store opens, each session is whole, its record has a line for each revision, and nothing went back."""
    for revisions in writers:
        store = desk.open()
        for n, told in enumerate(revisions):
            stored = desk.stored(store, f"c{n}")
            assert stored.revision >= told
            assert stored.session is not None
            assert stored.session.streak == stored.revision
            assert desk.do(store.record(f"c{n}")) == [b'{"turn":%d}' % (turn + 1) for turn in range(stored.revision)]
        desk.close_stores()
