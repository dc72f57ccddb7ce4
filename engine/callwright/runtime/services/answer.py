"""What came of an inquiry."""

from __future__ import annotations

from typing import Any, NamedTuple

TIMEOUT = "timeout"
"""No answer within the service's timeout, all attempts together."""

UNREACHABLE = "unreachable"
"""No connection, or one that broke."""

UNAVAILABLE = "unavailable"
"""It failed so often that it is not asked for a moment (see ``breaker``)."""

TOO_LARGE = "too_large"
UNREADABLE = "unreadable"
"""What came is no HTTP, or is no JSON although it says so."""

REFUSED = "refused"
"""By us: it must not be asked, or it leads where we must not follow."""

INTERRUPTED = "interrupted"
"""We were restarted meanwhile, and nobody can tell whether it was done."""


class Answer(NamedTuple):
    """``status`` and body where an HTTP answer came, whatever it says; else ``kind`` says what went wrong.

    ``text`` is 16 kB at most. ``found`` tells the log why; like all here it holds no value of a secret, and unlike the
    body nothing of the caller's.
    """

    status: int = 0
    kind: str = ""
    json: Any = None
    text: str = ""
    attempts: int = 0
    found: str = ""


class UnusableError(Exception):
    """There is no answer to give on; ``kind`` is one of the above, the message is for the log."""

    def __init__(self, kind: str, found: str) -> None:
        super().__init__(found)
        self.kind = kind
