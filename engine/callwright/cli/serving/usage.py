"""What is said of options that cannot be used."""

from __future__ import annotations


class WrongUsage(Exception):  # noqa: N818  it is what somebody typed, and no error of ours
    """``message`` says what was found, ``mend`` what to do; empty where the message says it all."""

    def __init__(self, message: str, mend: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend
