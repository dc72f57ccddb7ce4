"""How lines are made and written: in order, whole, soon, and never in a caller's way."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import subprocess
import sys
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.runtime.log_lines import BATCH_SECONDS, MOST_KEPT, JsonLines, Lines, direct, flush, quoted


@pytest.fixture
def logger() -> logging.Logger:
    """A logger that nobody else knows."""
    logger = logging.Logger("alone", logging.INFO)
    logger.propagate = False
    return logger


class Written(io.StringIO):
    """Knows how often it was written to, and tells when."""

    def __init__(self) -> None:
        super().__init__()
        self.times: list[float] = []
        self.came = threading.Event()

    def write(self, text: str) -> int:
        self.times.append(time.monotonic())
        self.came.set()
        return super().write(text)


@given(st.text())
def test_a_text_is_one_line_of_plain_ascii(text: str) -> None:
    """Whatever it is, it comes back as it was, and nothing in it ends a line or colours a terminal."""
    made = quoted(text)
    assert json.loads(made) == text
    assert made.isascii()
    assert made.isprintable()
    assert len(made.splitlines()) == 1


@given(st.text(), st.text())
def test_a_record_is_one_line(message: str, field: str) -> None:
    """Message and fields come back as they were; what is not plain is escaped, but for the sign of masked numbers."""
    record = logging.LogRecord("x", logging.INFO, "x", 1, message.replace("%", ""), None, None)
    record.fields = {"field": field}
    line = JsonLines().format(record)
    assert json.loads(line)["field"] == field
    assert line.replace("…", "").isascii()
    assert line.isprintable()
    assert len(line.splitlines()) == 1


def test_lines_of_one_moment_are_written_together_and_soon() -> None:
    """Inside a loop many lines are one write, and a reader has them a moment later."""
    stream = Written()
    lines = Lines(stream)

    async def main() -> float:
        began = time.monotonic()
        for number in range(50):
            lines.add(str(number))
        while not stream.came.is_set():
            await asyncio.sleep(0)
        return stream.times[0] - began

    assert asyncio.run(main()) >= BATCH_SECONDS * 0.9
    assert stream.getvalue().split() == [str(number) for number in range(50)]
    assert len(stream.times) == 1


def test_an_error_is_written_at_once_behind_what_came_before(logger: logging.Logger) -> None:
    """From ``warning`` on nobody waits, and the order stays."""
    stream = Written()
    logger.addHandler(Lines(stream))

    async def main() -> list[str]:
        logger.info("one")
        assert stream.getvalue() == ""
        logger.warning("two")
        return [json.loads(line)["message"] for line in stream.getvalue().splitlines()]

    assert asyncio.run(main()) == ["one", "two"]


def test_outside_of_a_loop_nothing_waits(logger: logging.Logger) -> None:
    """In a thread, or before and after the service runs."""
    stream = Written()
    logger.addHandler(Lines(stream))
    logger.info("one")
    assert json.loads(stream.getvalue())["message"] == "one"


def test_the_lines_of_a_loop_that_is_gone_are_not_lost() -> None:
    """They go out with the next line, in order."""
    stream = Written()
    lines = Lines(stream)

    async def say(word: str) -> None:
        lines.add(word)

    asyncio.run(say("one"))
    asyncio.run(say("two"))
    lines.add("three")
    assert stream.getvalue().split() == ["one", "two", "three"]


def test_threads_and_a_loop_lose_nothing() -> None:
    """Each one's lines stay in their order, whole, and all are there."""
    stream = io.StringIO()
    lines = Lines(stream)

    def many(name: str) -> None:
        for number in range(500):
            lines.add(f"{name} {number}")

    async def main() -> None:
        threads = [threading.Thread(target=many, args=(name,)) for name in "ab"]
        for thread in threads:
            thread.start()
        many("loop")
        for thread in threads:
            thread.join()

    asyncio.run(main())
    flush()
    written = stream.getvalue().splitlines()
    for name in ("a", "b", "loop"):
        assert [line for line in written if line.startswith(name + " ")] == [f"{name} {n}" for n in range(500)]


def test_only_so_many_lines_wait() -> None:
    """A loop that never turns cannot fill the memory."""
    stream = Written()
    lines = Lines(stream)

    async def main() -> None:
        for _ in range(MOST_KEPT + 1):
            lines.add("x")

    asyncio.run(main())
    assert len(stream.times) == 1


class Full(io.StringIO):
    """A disk without room."""

    def write(self, text: str) -> int:
        raise OSError(28, "No space left on device", text)


@pytest.mark.parametrize("closed", [False, True])
def test_what_cannot_be_written_is_counted_and_raises_nothing(closed: bool) -> None:
    """A full disk, or a stream that is closed."""
    stream = io.StringIO() if closed else Full()
    lines = Lines(stream)
    if closed:
        stream.close()
    lines.add("one")
    lines.add("two")
    assert lines.lost == 2


def test_who_else_listens_gets_ordinary_records(logger: logging.Logger) -> None:
    """Ready lines are for our own handler, and only where it is alone and nothing is filtered."""
    lines = Lines(io.StringIO())
    assert direct(logger) is None
    logger.addHandler(lines)
    assert direct(logger) is lines
    lines.addFilter(lambda _: True)
    assert direct(logger) is None
    lines.filters.clear()
    logger.addFilter(lambda _: True)
    assert direct(logger) is None
    logger.filters.clear()
    logger.addHandler(logging.NullHandler())
    assert direct(logger) is None
    logger.handlers.pop()
    logger.propagate = True
    assert direct(logger) is None


PROGRAM = """
import asyncio, os, sys
from callwright.runtime import log
log.set_up("info", sys.stdout)
async def main():
    log.note("one")
    if "fork" in sys.argv and os.fork() == 0:
        log.note("child")
        os._exit(0)
    if "fork" in sys.argv:
        os.wait()
    log.note("two")
asyncio.run(main())
"""


@pytest.mark.parametrize(("word", "said"), [("exit", ["one", "two"]), ("fork", ["one", "child", "two"])])
def test_a_program_that_ends_has_written_all(word: str, said: list[str]) -> None:
    """Also what waited still; and a process that was forked writes nothing of its parent's twice."""
    found = subprocess.run([sys.executable, "-c", PROGRAM, word], capture_output=True, check=True, timeout=60)
    assert [json.loads(line)["message"] for line in found.stdout.splitlines()] == said


def test_the_time_of_a_line_is_now() -> None:
    """In UTC, to the millisecond, over the turn of a second too."""
    from datetime import UTC, datetime

    lines = Lines(io.StringIO())
    end = time.monotonic() + 1.1
    while time.monotonic() < end:
        before = datetime.now(UTC)
        told = datetime.fromisoformat(lines.now())
        assert abs((told - before).total_seconds()) < 0.5
