"""Marks that stand for secrets of the environment in text that is stored.

Laws.
1. What is stored, traced or shown holds a mark, never a secret; only whoever sends a request fills the marks.
2. A mark comes from ``{{ env.NAME }}`` alone. Whatever a caller says, a service answers or an author writes loses the
   two characters that make a mark before it is put into anything.

Theory of operation: a mark is a name between two characters of Unicode's private use, which no language has. A
template lets through a ``Mark`` and takes the two characters out of everything else that it gives out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

OPENING, CLOSING = "\ue0e0", "\ue0e1"

MARK = re.compile(f"{OPENING}([A-Za-z][A-Za-z0-9_]*){CLOSING}")
"""One mark; its group is the name."""

_TAKEN_OUT = str.maketrans("", "", OPENING + CLOSING)


class Mark(str):
    """A mark that a template may give out as it is."""

    __slots__ = ()


def marked(name: str) -> str:
    """The mark that stands for the environment's ``name``."""
    return Mark(f"{OPENING}{name}{CLOSING}")


def fill(text: str, env: Mapping[str, str]) -> str:
    """``text`` with the environment's values in place of the marks. Raises ``KeyError`` for a name without a value."""
    return MARK.sub(lambda mark: env[mark[1]], text) if OPENING in text else text


def unmarked(value: Any) -> Any:
    """``value``, of whatever JSON can hold, without the characters that make marks, but for a ``Mark`` itself."""
    if isinstance(value, str):
        if isinstance(value, Mark) or (OPENING not in value and CLOSING not in value):
            return value
        return value.translate(_TAKEN_OUT)
    if isinstance(value, Mapping):
        return {unmarked(key): unmarked(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [unmarked(item) for item in value]
    return value


class Env(Mapping[str, str]):
    """``env`` as templates see it: a mark for every name. Which names there may be, the compiler has checked."""

    __slots__ = ()

    def __getitem__(self, name: str) -> str:
        return marked(name)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


ENV = Env()
