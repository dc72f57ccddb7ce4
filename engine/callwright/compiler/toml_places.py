"""Where each name and value of a TOML file stands, which ``tomllib`` does not tell.

Only for text that ``tomllib`` has accepted: what it refuses is not looked for here. Places are counts of characters;
a name is known by its route, such as ``("rules", "menu-too-long")``, whichever of TOML's ways wrote it: under a
``[rules]`` line, as ``rules.menu-too-long``, or inside ``{ }``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_SKIP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANKS = re.compile(r"[ \t]*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}' + r"|'''.*?'{3,5}" + r'|"(?:\\.|[^"\\\n])*"' + r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_CLOSED = re.compile(r"\]?")
_PLAIN = re.compile(r"[^,\]}#\n]*")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))")
_LETTERS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}

Route = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the last name of a route stands, and its value (of a table: the name again)."""

    key: tuple[int, int]
    value: tuple[int, int]


def places(text: str) -> dict[Route, Place]:
    """Every name of a file that ``tomllib`` accepts, in its order."""
    reader = _Reader(text)
    reader.file()
    return reader.found


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Route, Place] = {}

    def file(self) -> None:
        table: Route = ()
        while True:
            self._skip(_SKIP)
            if self.at >= len(self.text):
                return
            if self.text[self.at] == "[":
                self.at += 2 if self.text.startswith("[[", self.at) else 1
                table = self._name(())
                self.at = self.text.find("]", self.at) + 1
                self._skip(_CLOSED)
            else:
                self._pair(table)

    def _pair(self, table: Route) -> None:
        route = self._name(table)
        self.at += 1  # the =
        self._skip(_BLANKS)
        start = self.at
        self._value(route)
        end = start + len(self.text[start : self.at].rstrip())
        self.found[route] = Place(self.found[route].key, (start, end))

    def _name(self, table: Route) -> Route:
        """A name, dotted or not; each of its steps is noted."""
        route = table
        while True:
            self._skip(_BLANKS)
            start = self.at
            quoted = _STRING.match(self.text, start)
            bare = None if quoted else _BARE.match(self.text, start)
            match = quoted or bare
            if match is None:
                self.at = len(self.text)  # not reached with text that tomllib accepts
                return route
            self.at = match.end()
            route = (*route, _plain(match.group()) if quoted else match.group())
            self.found.setdefault(route, Place(match.span(), match.span()))
            self._skip(_BLANKS)
            if not self.text.startswith(".", self.at):
                return route
            self.at += 1

    def _value(self, route: Route) -> None:
        string = _STRING.match(self.text, self.at)
        if string:
            self.at = string.end()
        elif self.text.startswith("[", self.at):
            self._inside("]", lambda: self._value(route))
        elif self.text.startswith("{", self.at):
            self._inside("}", lambda: self._pair(route))
        else:
            self._skip(_PLAIN)

    def _inside(self, closing: str, one: Callable[[], None]) -> None:
        self.at += 1
        while True:
            self._skip(_SKIP)
            if self.at >= len(self.text) or self.text[self.at] == closing:
                self.at += 1
                return
            if self.text[self.at] == ",":
                self.at += 1
            else:
                one()

    def _skip(self, what: re.Pattern[str]) -> None:
        match = what.match(self.text, self.at)
        self.at = match.end() if match else self.at


def _plain(quoted: str) -> str:
    inner = quoted[1:-1]
    if quoted[0] == "'":
        return inner
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _LETTERS.get(m[3], m[3]), inner)
