"""Working blocks that the schema offers at a place, written as YAML with places to type in.

The schema has them as data (``defaultSnippets``), in which ``${1:text}`` is such a place; editors that read the schema
themselves write them the same way.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from itertools import count
from typing import Any, NamedTuple

from callwright.language_server.schema_words import parts_at

_STOP = re.compile(r"\$\{\d+:((?:[^}\\]|\\.)*)\}|\$\{\d+\|([^,|]*)[^|]*\|\}|\$\{?\d+\}?")
_ESCAPED = re.compile(r"\\([$}\\])")
_QUOTED = re.compile(r"\".*\"|'.*'", re.DOTALL)
_NEEDS_QUOTES = re.compile(r"^[\s{\[&*!|>'\"%@`#,]|^[-?:](?:\s|$)|:(?:\s|$)|\s#|^$")


class Block(NamedTuple):
    """``lines``: the keys of a map, or the items of a list, as an editor's snippet."""

    label: str
    summary: str
    lines: tuple[str, ...]


@cache
def blocks_at(route: tuple[str, ...], schema: str = "flow", *, item: bool = False) -> tuple[Block, ...]:
    """The blocks that can be written where a map's keys stand. ``item``: in a map that begins behind a dash."""
    found: dict[str, Block] = {}
    for part in parts_at(route, schema, item=item):
        for one in part.get("defaultSnippets", ()):
            if isinstance(one.get("body"), dict):
                found.setdefault(one["label"], _block(one))
    return tuple(found.values())


def named_beside(block: Block, beside: Container[str]) -> tuple[str, ...]:
    """The lines of a block whose first key is a name, with another name where that stands there already."""
    key, colon, rest = block.lines[0].partition(":")
    if key not in beside:
        return block.lines
    free = next(name for number in count(2) if (name := f"{key}_{number}") not in beside)
    return (f"{free}{colon}{rest}", *block.lines[1:])


@cache
def block_below(route: tuple[str, ...], schema: str = "flow") -> Block | None:
    """The block that is usual below the key that ends a route; ``None`` where usually only a word follows it."""
    for part in parts_at(route, schema):
        for one in part.get("defaultSnippets", ())[:1]:
            return _block(one) if isinstance(one.get("body"), dict | list) else None
    return None


def _block(one: dict[str, Any]) -> Block:
    return Block(one["label"], str(one.get("description", "")), tuple(_lines(one["body"])))


def _lines(body: Any) -> list[str]:
    if isinstance(body, dict):
        return [line for key, value in body.items() for line in _entry(f"{key}:", value)]
    made = []
    for item in body:
        first, *rest = _lines(item) if isinstance(item, dict | list) else [scalar(item)]
        made += [f"- {first}", *(f"  {line}" for line in rest)]
    return made


def _entry(key: str, value: Any) -> list[str]:
    if isinstance(value, dict | list):
        return [key, *(f"  {line}" for line in _lines(value))]
    return [f"{key} {scalar(value)}".rstrip()]


def scalar(value: Any) -> str:
    """A value as it is written behind a key, in quotes where it needs them."""
    if not isinstance(value, str):
        return str(value).lower()
    bare = not _QUOTED.fullmatch(value) and _NEEDS_QUOTES.search(plain(value))
    return f'"{value}"' if bare else value


def plain(snippet: str) -> str:
    """A snippet as it reads when every place to type in is left as it is."""
    return _ESCAPED.sub(r"\1", _STOP.sub(lambda stop: stop[1] or stop[2] or "", snippet))
