"""``callwright serve --workers``, as whole processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.chaos.cluster import Host, cluster
from tests.chaos.flow import FLOW, event, number, texts

SECONDS = 15.0


def until(fact: Callable[[], object]) -> None:
    """Wait for it."""
    end = time.monotonic() + SECONDS
    while not fact():
        assert time.monotonic() < end
        time.sleep(0.02)


def post(host: Host, kind: str, call: str = "c1", **fields: object) -> int | None:
    """An event on a connection of its own; the number that is said."""
    address = f"http://127.0.0.1:{host.port}/webhook"
    request = urllib.request.Request(address, event(kind, call, **fields), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return number(texts(answer.read()))


def test_a_worker_that_dies_is_replaced(tmp_path: Path) -> None:
    """The call goes on, and the log says what happened."""
    with cluster(tmp_path, "sqlite:///calls.db") as (host,):
        assert post(host, "session_start") == 0
        before = host.workers()
        host.kill(before[0])
        until(lambda: len(host.workers()) == 2 and before[0] not in host.workers())
        assert [post(host, "user_speak", text="next") for _ in range(4)] == [1, 2, 3, 4]
        assert '"found": "SIGKILL"' in host.log


def test_one_that_dies_again_and_again_is_not_started_without_end(tmp_path: Path) -> None:
    """The pauses between two beginnings grow."""
    with cluster(tmp_path, "sqlite:///calls.db") as (host,):
        for _ in range(4):
            until(lambda: len(host.workers()) == 2)
            host.kill(host.workers()[-1])
            until(lambda: len(host.workers()) < 2)
        until(lambda: host.log.count("a worker died") == 4)
        assert [f'"pause": {pause}' in host.log for pause in (0.1, 0.2, 0.4, 0.8)] == [True] * 4


def test_the_flows_are_reported_once(tmp_path: Path) -> None:
    """However many workers there are; and so is the welcome."""
    with cluster(tmp_path, "sqlite:///calls.db", 1, 3) as (host,):
        post(host, "session_start")
        assert host.log.count("[immediate-without-opening]") == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_all_end_in_order(tmp_path: Path, number: signal.Signals) -> None:
    """No lease and no bus is left, and no process. Ctrl-C reaches the whole group, as in a terminal."""
    host = Host(tmp_path, "sqlite:///calls.db", 2)
    try:
        workers = host.workers()
        post(host, "session_start")
        if number is signal.SIGINT:
            for pid in workers:
                os.kill(pid, number)
        host.tell(number)
        assert host.process.wait(SECONDS) == (130 if number is signal.SIGINT else 0)
        assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
        assert not [path.name for path in tmp_path.glob("calls.db-*") if "lease" in path.name or "bus" in path.name]
        assert "died" not in host.log
    finally:
        host.close()


def test_where_the_supervisor_dies_its_workers_stop(tmp_path: Path) -> None:
    """Nobody answers for ever on a port that nobody can stop."""
    host = Host(tmp_path, "sqlite:///calls.db", 2)
    try:
        post(host, "session_start")
        workers = host.workers()
        host.tell(signal.SIGKILL)
        until(lambda: not [pid for pid in workers if Path(f"/proc/{pid}").exists()])
    finally:
        host.close()


def test_new_flows_are_served_after_a_hang_up_signal(tmp_path: Path) -> None:
    """SIGHUP: what was saved is read, and the workers are replaced. Calls keep the version that they began with."""
    with cluster(tmp_path, "sqlite:///calls.db") as (host,):
        assert post(host, "session_start") == 0
        before = host.workers()
        flow = tmp_path / "host0" / "counting.yaml"
        flow.write_text(FLOW.replace("count: 0", "count: 100"))
        host.tell(signal.SIGHUP)
        until(lambda: len(host.workers()) == 2 and not set(before) & set(host.workers()))
        assert post(host, "session_start", "c2") == 100
        assert post(host, "user_speak", text="next") == 1


def test_broken_flows_replace_nobody(tmp_path: Path) -> None:
    """The mistake is told, and the last good version goes on serving."""
    with cluster(tmp_path, "sqlite:///calls.db") as (host,):
        before = host.workers()
        (tmp_path / "host0" / "counting.yaml").write_text(FLOW.replace("go_to: counting", "go_to: nowhere"))
        host.tell(signal.SIGHUP)
        until(lambda: "The last good version goes on serving" in host.log)
        assert host.workers() == before
        assert post(host, "session_start") == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--workers", "2", "--store", "memory://"], "would lose calls"),
        (["--workers", "0"], "use one from 1 to 64"),
        (["--workers", "many"], "use one from 1 to 64"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str], says: str) -> None:
    """Exit 2, what was wrong and what is allowed."""
    (tmp_path / "counting.yaml").write_text(FLOW)
    command = [sys.executable, "-m", "callwright", "serve", "counting.yaml", "--port", "0", *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [(), ("--reload",), ("--reload", "--workers", "2")])
def test_ctrl_c_is_never_lost(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """In whichever moment of the beginning it comes: the process ends, in order, and says nothing strange."""
    (tmp_path / "counting.yaml").write_text(FLOW)
    command = [sys.executable, "-m", "callwright", "serve", "counting.yaml", "--port", "0", "--management", "off"]
    for pause in (0.0, 0.05):
        with subprocess.Popen(
            [*command, *arguments], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            try:
                assert process.stdout is not None
                while not process.stdout.readline().startswith("Try it:"):
                    pass
                time.sleep(pause)
                process.send_signal(signal.SIGINT)
                _, told = process.communicate(timeout=SECONDS)
            finally:
                process.kill()
        assert process.returncode == 130
        assert "Traceback" not in told
        assert "Warning" not in told
