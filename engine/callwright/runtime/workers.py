"""Several workers on one port: one process that answers nobody, and its children, which answer.

Theory of operation. The supervisor has read the flows and bound the port; then it forks. So all workers share one
listening socket, and whoever is free takes the next connection; none is lost that waits when a worker dies. They share
the flows' memory too. What they do not share is everything that is opened: each has an event loop, a store and
connections of its own. So nothing may be open, and no thread may run, when the supervisor forks.

    a worker dies           another one is started: at once if it had lived for a while, else after a growing pause
    SIGTERM, SIGINT         all are told to stop (see ``drain``), and the supervisor ends after the last
    again                   they are told once more, and killed if that does not help
    SIGHUP                  flows and secrets are read anew, then the workers are replaced one after the other: the next
                            one is told to stop when its successor answers
    the supervisor dies     they see its pipe close, and stop

A worker is deaf to SIGINT, since Ctrl-C in a terminal reaches every process of the group, and the supervisor has it.
"""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from callwright.runtime import log, signals
from callwright.runtime.server import GRACE_SECONDS

Serve = Callable[[Callable[[], None]], int]
"""Answers until told to stop; the exit code. It calls what it is given when the first request can be answered."""

MOST_WORKERS = 64

KILL_SECONDS = GRACE_SECONDS + 5.0
"""How long a worker that was told to stop may take."""

STEADY_SECONDS = 10.0
"""A worker that lived for so long is replaced at once when it dies."""

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 10.0
BEGIN_SECONDS = 60.0
"""How long a worker may take until it answers."""


class _Worker:
    """A child. ``ready`` when it answers."""

    def __init__(self, pid: int, pipe: int) -> None:
        self.pid = pid
        self.pipe = pipe
        self.began = time.monotonic()
        self.ready = False
        self.kill_at: float | None = None
        """When it is killed; ``None``: it was not told to stop."""

    def tell(self, number: int) -> None:
        """Send it a signal."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def stop(self) -> None:
        """Tell it to stop."""
        self.tell(signal.SIGTERM)
        if self.kill_at is None:
            self.kill_at = time.monotonic() + KILL_SECONDS


class Supervisor:
    """``serve`` is what a worker does, ``renew`` has the supervisor read anew what it gives to later workers.

    ``renew`` says whether what it read is good. ``listening`` are the sockets of all, closed when nobody takes
    connections any more.
    """

    def __init__(
        self,
        count: int,
        serve: Serve,
        renew: Callable[[], bool] = lambda: True,
        listening: Sequence[socket.socket] = (),
    ) -> None:
        self._count = count
        self._serve = serve
        self._listening = listening
        self._renew = renew
        self._workers: list[_Worker] = []
        self._old: list[_Worker] = []
        """Those that are still to be replaced by newer ones."""
        self._successor: _Worker | None = None
        self._told: list[int] = []
        self._ending = False
        self._pause = 0.0
        self._start_at = 0.0

    def run(self) -> int:
        """Supervise until told to stop; the exit code. Returns in the workers too, with theirs."""
        asked = [signal.SIGINT, signal.SIGTERM, signal.SIGCHLD]
        if signals.RELOAD is not None:
            asked.append(signal.Signals(signals.RELOAD))
        self._asked = asked
        with signals.remembered(*asked):
            return self._run()

    def _run(self) -> int:
        self._line, held = os.pipe()
        self._wake, woken = os.pipe()
        os.set_blocking(woken, False)
        os.set_blocking(self._wake, False)
        before = signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
        self._inherited = (held, self._wake, woken)
        try:
            with selectors.DefaultSelector() as self._selector:
                self._selector.register(self._wake, selectors.EVENT_READ)
                code = self._supervise()
        finally:
            signal.set_wakeup_fd(before)
        return code

    def _supervise(self) -> int:
        with signals.heard(self._told.append):
            while True:
                for number in self._heard():
                    self._obey(number)
                self._reap()
                if self._ending and not self._workers:
                    return 130 if signal.SIGINT in self._ended_by else 0
                if self._has_to_start() and not self._fork():
                    break
                self._look_after()
                self._wait()
        return self._work()

    _ended_by: Sequence[int] = ()

    def _heard(self) -> list[int]:
        told, self._told[:] = self._told[:], []
        return told

    def _obey(self, number: int) -> None:
        if number in signals.END:
            if self._ending:
                for worker in self._workers:
                    worker.kill_at = time.monotonic() + 1.0
            self._ended_by = (*self._ended_by, number)
            self._ending = True
            self._old.clear()
            for one in self._listening:
                one.close()
            for worker in self._workers:
                worker.stop()
        elif number == signals.RELOAD and not self._ending and self._renew():
            log.note("the workers are replaced one after the other", workers=len(self._workers))
            self._old = [worker for worker in self._workers if worker.kill_at is None]

    def _has_to_start(self) -> bool:
        """Whether a worker is missing, or an old one waits for a successor."""
        if self._ending or time.monotonic() < self._start_at:
            return False
        staying = [worker for worker in self._workers if worker.kill_at is None]
        if len(staying) < self._count:
            return True
        leaving = len(self._workers) > len(staying)
        return bool(self._old) and self._successor is None and not leaving

    def _fork(self) -> bool:
        """Start a worker. False in the worker."""
        ready, tell = os.pipe()
        replaces = len([worker for worker in self._workers if worker.kill_at is None]) >= self._count
        signal.pthread_sigmask(signal.SIG_BLOCK, self._asked)
        pid = os.fork()
        if pid == 0:
            self._ready = tell
            os.close(ready)
            for worker in self._workers:
                os.close(worker.pipe)
            return False
        signal.pthread_sigmask(signal.SIG_UNBLOCK, self._asked)
        os.close(tell)
        worker = _Worker(pid, ready)
        self._workers.append(worker)
        self._selector.register(ready, selectors.EVENT_READ, worker)
        if replaces:
            self._successor = worker
        return True

    def _look_after(self) -> None:
        """Who is ready, who has to go, who did not obey."""
        successor = self._successor
        if successor is not None and successor.ready:
            self._successor = None
            if self._old:
                self._old.pop(0).stop()
        now = time.monotonic()
        for worker in self._workers:
            if worker.kill_at is not None and now >= worker.kill_at:
                log.warn("a worker did not stop in time", pid=worker.pid)
                worker.tell(signal.SIGKILL)
                worker.kill_at = now + KILL_SECONDS
            elif worker.kill_at is None and not worker.ready and now >= worker.began + BEGIN_SECONDS:
                log.warn("a worker did not begin in time", pid=worker.pid)
                worker.stop()

    def _reap(self) -> None:
        """Take leave of the workers that have ended."""
        for worker in list(self._workers):
            pid, status = os.waitpid(worker.pid, os.WNOHANG)
            if pid == 0:
                continue
            self._workers.remove(worker)
            if worker.pipe in self._selector.get_map():
                self._selector.unregister(worker.pipe)
            os.close(worker.pipe)
            if worker in self._old:
                self._old.remove(worker)
            if worker is self._successor:
                self._successor = None
                self._old.clear()
                log.fault("a new worker could not begin, so the others stay", pid=worker.pid)
            elif worker.kill_at is None:
                self._died(worker, os.waitstatus_to_exitcode(status))

    def _died(self, worker: _Worker, code: int) -> None:
        """Nobody told it to."""
        lived = time.monotonic() - worker.began
        self._pause = 0.0 if lived >= STEADY_SECONDS else min(max(FIRST_PAUSE, 2 * self._pause), LONGEST_PAUSE)
        self._start_at = time.monotonic() + self._pause
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        log.fault(
            "a worker died, another one takes its place",
            pid=worker.pid,
            found=how,
            lived=round(lived, 1),
            pause=round(self._pause, 1),
        )

    def _wait(self) -> None:
        """Until a signal comes, a worker is ready, or something is due."""
        due = [worker.kill_at for worker in self._workers if worker.kill_at is not None]
        due += [worker.began + BEGIN_SECONDS for worker in self._workers if not worker.ready]
        if self._start_at > time.monotonic():
            due.append(self._start_at)
        seconds = max(0.0, min(due) - time.monotonic()) if due else None
        if self._told or self._has_to_start():
            return
        for key, _ in self._selector.select(seconds):
            if key.data is None:
                with suppress(BlockingIOError):
                    os.read(self._wake, 4096)
            else:
                # A byte: it answers. The end of the pipe: it ended.
                key.data.ready = bool(os.read(key.fd, 1)) or key.data.ready
                self._selector.unregister(key.fd)

    def _work(self) -> int:
        """What a worker does."""
        signal.set_wakeup_fd(-1)
        for each in self._inherited:
            os.close(each)
        signals.ignore(*(number for number in self._asked if number not in (signal.SIGTERM, signal.SIGCHLD)))
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, self._asked)
        return self._serve(self._begun)

    def _begun(self) -> None:
        """The worker answers: tell the supervisor, and see whether it lives."""
        with suppress(OSError):
            os.write(self._ready, b"+")
        os.close(self._ready)
        loop = asyncio.get_running_loop()

        def orphaned() -> None:
            loop.remove_reader(self._line)
            log.fault("the supervisor died, so this worker stops")
            os.kill(os.getpid(), signal.SIGTERM)

        loop.add_reader(self._line, orphaned)
