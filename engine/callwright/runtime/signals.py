"""What the operating system tells this process, from its first moment to its last.

Theory of operation. A signal may come before there is a server that could obey it: while modules are imported, while
the event loop is made, between two steps of either. Python's own answer to Ctrl-C, an exception wherever the program
happens to be, gets lost there: what is raised in a callback of the import system or in a destructor is printed and
forgotten. So a program that is about to serve says ``remember``, from which moment on signals only leave a note; and
whoever can obey says ``heard``, and is told of those that came and of those that come.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

Hear = Callable[[int], None]

END = (signal.SIGINT, signal.SIGTERM)
"""What ends a program."""

RELOAD: int | None = getattr(signal, "SIGHUP", None)
"""What has it read anew what it was given; Windows has no such thing."""

_unheard: list[int] = []
_hears: Hear | None = None


def remember(*signals: int) -> None:
    """Do not obey these signals, but remember them for ``heard``. For a program's main thread."""
    for each in signals:
        signal.signal(each, _came)


def ignore(*signals: int) -> None:
    """Neither obey nor remember them: somebody else does."""
    for each in signals:
        signal.signal(each, signal.SIG_IGN)
        _unheard[:] = [number for number in _unheard if number != each]


def _came(number: int, _frame: FrameType | None) -> None:
    if _hears is None:
        _unheard.append(number)
    else:
        _hears(number)


@contextmanager
def heard(hear: Hear, *signals: int) -> Iterator[None]:
    """Within the block ``hear`` is called with each signal that comes, and at once with those that came before.

    Those of ``signals`` that nobody remembers or ignores are heard too, and are as before at the end. Not in the main
    thread there is nothing to hear.
    """
    global _hears
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {each: signal.getsignal(each) for each in signals}
    added = {each: how for each, how in before.items() if how not in (_came, signal.SIG_IGN)}
    for each in added:
        signal.signal(each, _came)
    _hears = hear
    try:
        unheard, _unheard[:] = _unheard[:], []
        for number in unheard:
            hear(number)
        yield
    finally:
        _hears = None
        for each, how in added.items():
            signal.signal(each, how)
