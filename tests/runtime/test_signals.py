"""A signal is heard whenever it comes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

from callwright.runtime import signals


def test_what_came_before_is_heard() -> None:
    """A signal that came when nobody could obey it is told to whoever can."""
    heard: list[int] = []
    with signals.remembered(signal.SIGTERM):
        os.kill(os.getpid(), signal.SIGTERM)
        assert signals.came() == signal.SIGTERM
        with signals.heard(heard.append, signal.SIGTERM):
            assert heard == [signal.SIGTERM]
            os.kill(os.getpid(), signal.SIGTERM)
            assert heard == [signal.SIGTERM] * 2
        assert signals.came() is None


def test_all_is_as_before_at_the_end() -> None:
    """Whoever embeds a server has their own handlers back."""
    before = [signal.getsignal(each) for each in signals.END]
    with signals.remembered(*signals.END), signals.heard(print, *signals.END):
        assert [signal.getsignal(each) for each in signals.END] != before
    with signals.heard(print, *signals.END):
        assert [signal.getsignal(each) for each in signals.END] != before
    assert [signal.getsignal(each) for each in signals.END] == before


def test_a_thread_hears_nothing() -> None:
    """Handlers are the main thread's; a server in a thread runs all the same."""
    ran: list[bool] = []

    def run() -> None:
        with signals.remembered(*signals.END), signals.heard(print, *signals.END):
            ran.append(True)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert ran


def test_told_twice_and_not_heard_it_ends() -> None:
    """Something takes for ever: the second signal is Python's own."""
    program = (
        "import os, signal\n"
        "from callwright.runtime import signals\n"
        "with signals.remembered(*signals.END):\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    print('still here', flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    print('never said')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=False)
    assert (done.returncode, done.stdout) == (-signal.SIGTERM, "still here\n")
