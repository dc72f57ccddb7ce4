"""The secrets of one door: one or several that are valid at once, from a setting or from a file that may change.

Theory of operation. Secrets are exchanged without a moment in which nobody is welcome: the new one is added, the other
side is told, the old one is taken away. So a door has several, separated by blanks, commas or lines. Each is compared
as bytes in constant time, and all are compared even where the first one fits, so that the time of an answer says
nothing about how much of a guess was right, nor which secret it was like.

A file is read again when it changed (looked at once a second, see ``Service``) or when the process gets SIGHUP. A file
that is gone, empty or unreadable changes nothing but a line in the log: a door never opens because its lock is missing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from hmac import compare_digest
from pathlib import Path

from callwright.runtime import log

LEAST_CHARACTERS = 16
"""A shorter secret can be guessed by whoever has patience."""

MOST_BYTES = 64 * 1024
"""Of a file; more is no file of secrets."""


class Tokens:
    """``values`` are the secrets, as texts or as bytes. Raises ``ValueError`` if there is none, or an empty one."""

    __slots__ = ("_file", "_seen", "values")

    def __init__(self, *values: str | bytes) -> None:
        self.values = tuple(value.encode() if isinstance(value, str) else value for value in values)
        if not self.values or b"" in self.values:
            raise ValueError("a secret is empty")
        self._file: Path | None = None
        self._seen: tuple[int, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Tokens:
        """The secrets in a text, separated by blanks, commas or lines. Raises ``ValueError`` if there is none."""
        return cls(*_parts(text))

    @classmethod
    def read(cls, file: Path) -> Tokens:
        """The secrets in a file, to be read again by ``reread``. Raises ``ValueError`` with what is wrong with it."""
        tokens = cls(*_parts(_text(file)))
        tokens._file, tokens._seen = file, _look(file)
        return tokens

    def __contains__(self, given: bytes) -> bool:
        """Whether that is one of them, in a time that tells nothing."""
        values = self.values
        if len(values) == 1:
            return compare_digest(given, values[0])
        found = False
        for value in values:
            found |= compare_digest(given, value)
        return found

    @property
    def first(self) -> str:
        """The one that we show to others; the rest of them are on their way out."""
        return self.values[0].decode("utf-8", "replace")

    @property
    def is_of_a_file(self) -> bool:
        """Whether there is anything to be read again."""
        return self._file is not None

    @property
    def are_weak(self) -> bool:
        """Whether one of them is short enough to be guessed."""
        return any(len(value) < LEAST_CHARACTERS for value in self.values)

    def shares(self, other: Tokens | None) -> bool:
        """Whether a secret is in both."""
        return other is not None and not set(self.values).isdisjoint(other.values)

    def reread(self, forbidden: Tokens | None = None, *, whatever: bool = False) -> bool:
        """Take the file's secrets if it changed (``whatever``: also if not); whether they are others now.

        What cannot be used changes nothing and is a warning: a file that is gone or empty, a secret that is in
        ``forbidden`` too, since no secret may open two doors.
        """
        if self._file is None:
            return False
        seen = _look(self._file)
        if seen == self._seen and not whatever:
            return False
        self._seen = seen
        try:
            values = Tokens(*_parts(_text(self._file))).values
        except ValueError as error:
            log.warn("the file of secrets cannot be used; the secrets stay as they were", found=str(error))
            return False
        if forbidden is not None and not set(values).isdisjoint(forbidden.values):
            log.warn(
                "the file of secrets holds one of another door; the secrets stay as they were", file=str(self._file)
            )
            return False
        if values == self.values:
            return False
        self.values = values
        log.note("the secrets were exchanged", file=str(self._file), secrets=len(values))
        return True


def _parts(text: str) -> Iterable[str]:
    return text.replace(",", " ").split()


def _look(file: Path) -> tuple[int, ...]:
    """What changes when the file does, also behind a link that is turned to another file."""
    try:
        found = os.stat(file)
    except OSError:
        return ()
    return (found.st_ino, found.st_mtime_ns, found.st_size)


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            raw = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise ValueError(f"{file}: {error.strerror or error}") from None
    if len(raw) > MOST_BYTES:
        raise ValueError(f"{file}: more than {MOST_BYTES} bytes")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{file}: this is no text") from None
    if not text.replace(",", " ").split():
        raise ValueError(f"{file}: there is no secret in it")
    return text
