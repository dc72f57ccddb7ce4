"""The real thing: ``callwright serve`` as processes, with their workers, and a Redis server of our own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests import needs
from tests.chaos.flow import FLOW

SECONDS = 20.0
"""How long anything may take to begin or to end."""


class Host:
    """One ``callwright serve``. Its log is ``log``."""

    def __init__(self, folder: Path, store: str, workers: int, *arguments: str) -> None:
        folder.mkdir(exist_ok=True, parents=True)
        (folder / "counting.yaml").write_text(FLOW)
        self._log = (folder / "log").open("w+")
        command = [sys.executable, "-m", "callwright", "serve", "counting.yaml", "--port", "0", "--management", "off"]
        plain = {name: value for name, value in os.environ.items() if not name.startswith("CALLWRIGHT_")}
        self.process = subprocess.Popen(
            [*command, "--store", store, "--workers", str(workers), *arguments],
            cwd=folder,
            env=plain,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        assert self.process.stdout is not None
        self.port = 0
        for line in self.process.stdout:
            if line.startswith("  webhook"):
                self.port = int(line.rpartition(":")[2].split("/")[0])
            if line.startswith("Try it:"):
                break
        else:
            raise AssertionError(self.log)
        end = time.monotonic() + SECONDS
        while len(self.workers()) < workers:
            assert time.monotonic() < end, self.log
            time.sleep(0.01)

    @property
    def log(self) -> str:
        """What it wrote."""
        self._log.seek(0)
        return self._log.read()

    def workers(self) -> list[int]:
        """The ids of its workers, the youngest last; its own where it has none."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(child) for child in children] or [self.process.pid]

    def tell(self, number: int) -> None:
        """Send a signal to the process that was started."""
        self.process.send_signal(number)

    def kill(self, pid: int) -> None:
        """``kill -9`` one of its workers."""
        assert pid in self.workers()
        os.kill(pid, signal.SIGKILL)

    def stop(self) -> int:
        """Tell it to stop, and wait; its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        code = self.process.wait(SECONDS)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code

    def close(self) -> None:
        """End it whatever happens."""
        with suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait(SECONDS)
        if self.process.stdout is not None:
            self.process.stdout.close()
        self._log.close()


@contextmanager
def cluster(folder: Path, store: str, hosts: int = 1, workers: int = 2, *arguments: str) -> Iterator[list[Host]]:
    """Some hosts on one store. They stop in order at the end, with exit code 0."""
    several: list[Host] = []
    try:
        for place in range(hosts):
            several.append(Host(folder / f"host{place}", store, workers, *arguments))
        yield several
        assert [host.stop() for host in several] == [0] * hosts, several[0].log
    finally:
        for host in several:
            host.close()


class Redis:
    """A Redis server on a free port, which keeps what it has across ``kill`` and ``start``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._command = needs.redis_server()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    @property
    def url(self) -> str:
        """Its address as a store."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it (again), and wait until it answers."""
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--appendonly", "yes", "--save", ""]
        self.process = subprocess.Popen(
            [self._command, *options, "--dir", str(self._folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 0.2) as line:
                line.sendall(b"PING\r\n")
                if line.recv(64).startswith(b"+PONG"):
                    return
            time.sleep(0.01)
        raise AssertionError("the Redis server does not answer")

    def freeze(self) -> None:
        """It is there, and does nothing."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on."""
        self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """It is gone."""
        self.process.kill()
        self.process.wait(SECONDS)


@contextmanager
def redis() -> Iterator[Redis]:
    """A Redis server for a test."""
    with tempfile.TemporaryDirectory(prefix="callwright-redis-") as folder:
        server = Redis(Path(folder))
        try:
            yield server
        finally:
            server.thaw()
            server.kill()


@contextmanager
def store_of(kind: str) -> Iterator[str]:
    """The address of a store for several processes: ``sqlite`` or ``redis``."""
    if kind == "redis":
        with redis() as server:
            yield server.url
    else:
        with tempfile.TemporaryDirectory(prefix="callwright-sqlite-") as folder:
            yield f"sqlite:///{folder}/calls.db"
