"""How a scalar is read where the language knows what is meant: text, yes or no, a duration, a plain value.

Text is text: what is spoken, matched or dialled is what the author typed, never YAML's reading of it. Where the
schema has let a value through, nothing here raises.
"""

from __future__ import annotations

import re
from typing import Any

from callwright.compiler.nodes import Node

_ON = frozenset({"true", "yes", "on"})
_SWITCHES = _ON | {"false", "no", "off"}
_UNITS = {"ms": 1.0, "s": 1000.0, "m": 60_000.0}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m)")
_NUMBERS = frozenset({"number", "money", "duration"})
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,15})(?:\.[0-9]{1,15})?")


def text(node: Node | None) -> str:
    """What was typed, without blanks around it; empty for nothing."""
    return node.raw.strip() if node is not None else ""


def child(node: Node | None, key: str) -> Node | None:
    """The value under a key of a map; ``None`` where it is not there."""
    if node is None or node.kind != "map":
        return None
    entry = node.entries.get(key)
    return entry.value if entry is not None else None


def key_of(node: Node, key: str) -> Node:
    """The node of a key that is there."""
    return node.entries[key].key


def several(node: Node | None) -> tuple[Node, ...]:
    """The items of a list, or the value itself as the only one."""
    if node is None:
        return ()
    return tuple(node.items) if node.kind == "list" else (node,)


def is_switch(node: Node) -> bool:
    """Whether it says yes or no, on or off, true or false."""
    return node.kind == "scalar" and node.raw.strip().lower() in _SWITCHES


def switch(node: Node | None) -> bool:
    """Yes, on and true are true; anything else is false."""
    return text(node).lower() in _ON


def duration(node: Node | None) -> int | None:
    """A duration in milliseconds; ``None`` where there is none."""
    found = _DURATION.fullmatch(text(node))
    return round(float(found.group(1)) * _UNITS[found.group(2)]) if found else None


def integer(node: Node | None) -> int | None:
    """A whole number; ``None`` where there is none."""
    value = node.value if node is not None else None
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def number(node: Node | None) -> float | None:
    """A number; ``None`` where there is none."""
    value = node.value if node is not None else None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def typed_value(node: Node, type: str) -> Any:
    """The value of a variable with a type: only where the type has numbers is it read as one, so that 0211 stays."""
    if node.kind == "map":
        return {name: plain_value(entry.value) for name, entry in node.entries.items()}
    return plain_value(node) if node.kind == "list" or type in _NUMBERS else text(node)


def plain_value(node: Node) -> Any:
    """The value of a variable without a type: a plain number, true or false, a list, or else text."""
    if node.kind == "list":
        return [plain_value(item) for item in node.items]
    raw = node.raw
    if node.plain:
        if raw in ("true", "false"):
            return raw == "true"
        if _PLAIN_NUMBER.fullmatch(raw):
            return float(raw) if "." in raw else int(raw)
    return raw.strip()
