"""The servers that are compared, each in a process of its own: ``python -m tests.benchmarks.servers NAME FOLDER``.

A name is ``bare`` (``bare-logged`` with uvicorn's own line a request), ``by-hand-sqlite`` or ``by-hand-redis`` for what
is written by hand, and ``memory``, ``sqlite`` or ``redis`` for callwright; ``memory-watched`` is the same with all that
a telephone line runs with: metrics, the record of each call, and one line of the log a turn, written to a file. All of
them sit on one core, the load on the other. By hand there is uvicorn with its usual settings, but for its log of every
request.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from starlette.applications import Starlette

FLOW = """
flow: bench
language: en-US
start: welcome
intents:
  billing:
    - billing
    - my bill
  opening_hours:
    - opening hours
    - when are you open
states:
  welcome:
    prompts:
      - text: This call may be recorded for quality assurance.
        barge_in: none
      - text: Would you like billing, or our opening hours?
        barge_in: immediate
    transitions:
      billing: billing
      opening_hours: hours
  hours:
    prompts: We are open Monday to Friday, nine to six.
    go_to: welcome
  billing:
    collect:
      slot: order_number
      type: digits
      length: 6
      prompts: Please tell me the six digits of your order number.
    go_to: welcome
"""

REDIS = "redis-server"
_HERE = Path(__file__).parents[2]


class Serving(NamedTuple):
    """A server that runs: the port that it answers on, and its process."""

    port: int
    process: int


def cores() -> tuple[int, int] | None:
    """The core of the servers and the core of the load; ``None`` where there are no two."""
    if not hasattr(os, "sched_getaffinity"):
        return None
    allowed = sorted(os.sched_getaffinity(0))
    return (allowed[0], allowed[-1]) if len(allowed) > 1 else None


def take_core(which: int) -> None:
    """Stay on the servers' core (0) or on the load's (1), where there are two."""
    both = cores()
    if both is not None:
        os.sched_setaffinity(0, {both[which]})


def _ours(name: str, folder: str, redis: str) -> Starlette:
    from callwright.runtime import log
    from callwright.runtime.app import app_of
    from callwright.runtime.server import settle
    from callwright.runtime.settings import Settings

    store, _, watched = name.partition("-")
    flow = Path(folder) / f"{name}.yaml"
    flow.write_text(FLOW)
    addresses = {"memory": "memory://", "sqlite": f"sqlite:///{folder}/{name}.db", "redis": redis}
    # What is logged goes to a file: a terminal would be measured, not we.
    log.set_up("info" if watched else "warning", open(Path(folder) / f"{name}.log", "w"))  # noqa: SIM115
    app = app_of([flow], addresses[store], Settings() if watched else Settings(records=None))
    settle()
    return app


def _by_hand(name: str, folder: str, redis: str) -> Starlette:
    from tests.benchmarks import by_hand

    if name == "by-hand-sqlite":
        return by_hand.with_sqlite(f"{folder}/{name}.db")
    return by_hand.with_redis(redis) if name == "by-hand-redis" else by_hand.bare()


def main(name: str, folder: str, redis: str = "") -> None:
    """Serve on a free port, which is printed."""
    take_core(0)
    from callwright.runtime.server import bind, make_server

    sockets = bind("127.0.0.1", 0)
    if name.startswith(("bare", "by-hand")):
        import uvicorn

        logged = name.endswith("-logged")
        if logged:
            sys.stdout = open(Path(folder) / f"{name}.log", "w")  # noqa: SIM115  where uvicorn writes its lines
        application = _by_hand(name.removesuffix("-logged"), folder, redis)
        config = uvicorn.Config(application, loop="uvloop", http="httptools", access_log=logged)
        server = uvicorn.Server(config)
    else:
        server = make_server(_ours(name, folder, redis), "127.0.0.1", 0)
    print(sockets[0].getsockname()[1], file=sys.__stdout__, flush=True)
    server.run(sockets=sockets)


@contextmanager
def serving(name: str, folder: Path, redis: str = "") -> Iterator[Serving]:
    """Run one of them as long as this lasts."""
    command = [sys.executable, "-m", "tests.benchmarks.servers", name, str(folder), redis]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_HERE) as process:
        assert process.stdout is not None
        try:
            yield Serving(int(process.stdout.readline()), process.pid)
        finally:
            process.terminate()


@contextmanager
def redis_server(folder: Path) -> Iterator[str | None]:
    """A Redis server of our own that writes no file, on the load's core; its address, ``None`` where there is none."""
    command = shutil.which(REDIS)
    if command is None:
        yield None
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
    with subprocess.Popen([command, *options], stdout=subprocess.DEVNULL, preexec_fn=lambda: take_core(1)) as process:
        try:
            _until_it_listens(port, process)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()


def _until_it_listens(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.05)


if __name__ == "__main__":
    main(*sys.argv[1:])
