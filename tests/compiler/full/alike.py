"""Compiled flows as plain data that can be compared: everything that a call is made of, but for places in files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from typing import Any

from callwright.core.templates import Condition, Template, Value
from callwright.diagnostics.model import Span
from callwright.understanding.matcher import Lexicon

_LEFT_OUT = frozenset({"family", "version"})


def plain(value: Any) -> Any:
    """A part of a flow as plain data."""
    if isinstance(value, Span | Lexicon):  # a lexicon is made of the intents, which are compared themselves
        return None
    if isinstance(value, Template | Condition):
        return type(value).__name__, value.source
    if isinstance(value, Value):
        return "Value", plain(value._constant), plain(value._from)
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value) if one.name not in _LEFT_OUT}
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, AbstractSet):
        return sorted(map(str, value))
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    return value


def differences(one: Any, other: Any, route: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where two values made by ``plain`` differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in {**one, **other}:
            yield from differences(one.get(key), other.get(key), f"{route}/{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, pair in enumerate(zip(one, other, strict=True)):
            yield from differences(*pair, f"{route}/{index}")
    elif one != other:
        yield route, one, other
