"""What the operating system tells this process, from its first moment to its last.

Theory of operation. A signal may come before there is a server that could obey it: while modules are imported, while
the event loop is made, between two steps of either. Python's own answer to Ctrl-C, an exception wherever the program
happens to be, gets lost there: what is raised in a callback of the import system or in a destructor is printed and
forgotten. So a program that is about to serve has them ``remembered``: from then on they only leave a note; and
whoever can obey says ``heard``, and is told of those that came and of those that come. Who is told twice to end and has
heard nothing yet ends at once.
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


@contextmanager
def remembered(*signals: int) -> Iterator[None]:
    """Within the block these signals are not obeyed, but remembered for ``heard``. For a program's main thread."""
    before = {each: signal.signal(each, _came) for each in signals} if _is_main() else {}
    try:
        yield
    finally:
        for each, how in before.items():
            signal.signal(each, how)
        _unheard.clear()


def ignore(*signals: int) -> None:
    """Neither obey nor remember them: somebody else does."""
    for each in signals:
        signal.signal(each, signal.SIG_IGN)
        _unheard[:] = [number for number in _unheard if number != each]


def came() -> int | None:
    """A signal that came and that nobody has heard yet."""
    return _unheard[0] if _unheard else None


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()


def _came(number: int, _frame: FrameType | None) -> None:
    if _hears is not None:
        _hears(number)
    elif number in _unheard and number in END:
        # Told twice, and nobody has heard it: something takes for ever.
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)
    else:
        _unheard.append(number)


@contextmanager
def heard(hear: Hear, *signals: int) -> Iterator[None]:
    """Within the block ``hear`` is called with each signal that comes, and at once with those that came before.

    Those of ``signals`` that nobody remembers or ignores are heard too, and are as before at the end. Not in the main
    thread there is nothing to hear.
    """
    global _hears
    if not _is_main():
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
