"""A real Redis or Valkey server of a test's own."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import time
from pathlib import Path

from tests.needs import redis_server

START_SECONDS = 20.0


def a_port() -> int:
    """One that is free, and low enough for the second one of a cluster's node."""
    while True:
        port = 10_000 + secrets.randbelow(20_000)
        with socket.socket() as free:
            try:
                free.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


class RedisServer:
    """Started by ``start``, on a free port, with its files in ``folder``. It keeps what it was told over a restart."""

    def __init__(self, folder: Path, *options: str) -> None:
        self._command = redis_server()
        self._folder = folder
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None
        self.port = a_port()
        self.url = f"redis://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        listen = ["--bind", "127.0.0.1", "--port", str(self.port)]
        files = ["--dir", str(self._folder), "--save", "", "--appendonly", "yes", "--appendfsync", "always"]
        with (self._folder / "redis.log").open("ab") as log:
            self._process = subprocess.Popen([self._command, *listen, *files, *self._options], stdout=log, stderr=log)
        until = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self._process.poll() is None, (self._folder / "redis.log").read_text()
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.01)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as line:
                line.sendall(b"PING\r\n")
                return not line.recv(64).startswith(b"-LOADING")
        except OSError:
            return False

    def freeze(self) -> None:
        """It is there, and does not answer (SIGSTOP)."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on (SIGCONT)."""
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """It dies (SIGKILL)."""
        self._signal(signal.SIGKILL)
        assert self._process is not None
        self._process.wait()
        self._process = None

    def stop(self) -> None:
        """End it, however it is."""
        if self._process is not None:
            self.kill()

    def say(self, *words: str) -> bytes:
        """A command, and the beginning of its answer."""
        with socket.create_connection(("127.0.0.1", self.port), 5) as line:
            line.sendall(b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(w), w.encode()) for w in words))
            return line.recv(65_536)

    def _signal(self, number: int) -> None:
        assert self._process is not None
        os.kill(self._process.pid, number)
