"""Brackets on one line, half written: ``{billing: hours, sales:``."""

from __future__ import annotations

import re
from typing import NamedTuple

_PIECE = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|\{\{.*?(?:\}\}|$)|[{}\[\],]|:(?=\s|$)|.""", re.DOTALL)


class Brackets(NamedTuple):
    """Where a text in brackets ends: below which ``keys``, in a key or not, and what is typed there."""

    keys: tuple[str, ...]
    is_key: bool
    in_list: bool
    text: str
    beside: dict[str, str]


class _Level:
    def __init__(self, sign: str) -> None:
        self.sign = sign
        self.key: str | None = None
        self.text = ""
        self.done: dict[str, str] = {}

    def close_entry(self) -> None:
        if self.key is not None:
            self.done[self.key] = self.text.strip()
        self.key, self.text = None, ""


def in_brackets(text: str) -> Brackets:
    """The place at the end of ``text``, which begins with a bracket."""
    levels: list[_Level] = []
    for match in _PIECE.finditer(text):
        piece = match[0]
        top = levels[-1] if levels else None
        if piece in ("{", "["):
            levels.append(_Level(piece))
        elif top is None:
            break
        elif piece in ("}", "]"):
            levels.pop()
        elif piece == ",":
            top.close_entry()
        elif piece == ":" and top.sign == "{" and top.key is None:
            top.key, top.text = top.text.strip().strip("'\""), ""
        else:
            top.text += piece
    if not levels:
        return Brackets((), False, False, "", {})
    last = levels[-1]
    keys = tuple(level.key for level in levels if level.key is not None)
    return Brackets(keys, last.sign == "{" and last.key is None, last.sign == "[", last.text, last.done)
