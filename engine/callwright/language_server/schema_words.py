"""What the schema says about the keys of the language and their fixed values, found by the keys above them.

The schema is the one place where the language is described; the same texts are shown by editors that read it
themselves. A place is a route of keys without list positions, as in ``names.Place``; where several kinds of value
are possible, what all of them offer counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

from callwright.compiler.names import is_test
from callwright.resources import schema_text

Schema = dict[str, Any]
Opens = Literal["value", "map", "list"]


_OTHER_SPELLINGS = frozenset({"true", "false", "on", "off", "null", ""})
"""Of yes and no, and of nothing, which is understood as yes in some places."""


class Word(NamedTuple):
    """A key or a fixed value. ``text``: markdown; ``opens``: what a key is followed by when it is put in."""

    name: str
    summary: str
    text: str
    opens: Opens = "value"


def schema_of(file: str) -> str:
    """The schema that describes a file."""
    return "test" if is_test(file) else "flow"


@cache
def keys_at(route: tuple[str, ...], schema: str = "flow", *, item: bool = False) -> tuple[Word, ...]:
    """The keys that can stand in a map. ``item``: in one that begins behind a dash."""
    found: dict[str, Word] = {}
    for part in parts_at(route, schema, item=item):
        for name, sub in part.get("properties", {}).items():
            if name not in found and not (sub is False or sub.get("doNotSuggest") or sub.get("deprecationMessage")):
                found[name] = _word(name, sub, schema)
    return tuple(found.values())


@cache
def values_at(route: tuple[str, ...], schema: str = "flow", *, item: bool = False) -> tuple[Word, ...]:
    """The fixed values that can stand behind a key, and examples of others. ``item``: behind a dash."""
    found: dict[str, Word] = {}
    for part in parts_at(route, schema, item=item):
        for one in part.get("defaultSnippets", ()):
            if isinstance(one["body"], str) and one["body"].isidentifier():
                text = one.get("description", one["label"])
                found.setdefault(one["body"], Word(one["body"], text, text))
        for example in part.get("examples", ()):
            found.setdefault(str(example), Word(str(example), "for example", ""))
        texts = part.get("markdownEnumDescriptions") or part.get("enumDescriptions") or ()
        for index, value in enumerate(part.get("enum", ())):
            name = value if isinstance(value, str) else json.dumps(value)
            text = texts[index] if index < len(texts) else ""
            found.setdefault(name, Word(name, text, text))
        if isinstance(part.get("const"), str):
            name = part["const"]
            text = part.get("markdownDescription") or part.get("description") or part.get("title") or ""
            found.setdefault(name, Word(name, part.get("description", text), text))
    other = _OTHER_SPELLINGS if "yes" in found else ()
    return tuple(word for name, word in found.items() if name not in other)


def key_of(route: tuple[str, ...], schema: str = "flow") -> Word | None:
    """What is said about the key that ends a route; ``None`` where the schema has no such key."""
    return next((word for word in keys_at(route[:-1], schema) if word.name == route[-1]), None) if route else None


def _word(name: str, sub: Schema, schema: str) -> Word:
    whole = {**_target(sub, schema), **sub}
    summary = str(whole.get("description", ""))
    return Word(name, summary, str(whole.get("markdownDescription", summary)), _opens(sub, schema))


def _opens(sub: Schema, schema: str) -> Opens:
    types: set[str] = set()
    for part in _alternatives(sub, schema, items=False):
        named = part.get("type", ())
        types.update([named] if isinstance(named, str) else named)
    if types == {"object"}:
        return "map"
    return "list" if types == {"array"} else "value"


@cache
def parts_at(route: tuple[str, ...], schema: str = "flow", *, item: bool = False) -> list[Schema]:
    """Every part of the schema that is about a place: one for each kind of value that can stand there. ``item``: as an
    item of the list there."""
    parts = list(_alternatives(_whole(schema), schema))
    for key in route:
        below = [sub for part in parts if isinstance(sub := _below(part, key), dict)]
        parts = [part for sub in below for part in _alternatives(sub, schema)]
    if item:
        items = [part["items"] for part in parts if "items" in part]
        parts = [part for sub in items for part in _alternatives(sub, schema)]
    return parts


def _below(part: Schema, key: str) -> Any:
    if key in part.get("properties", {}):
        return part["properties"][key]
    for pattern, sub in part.get("patternProperties", {}).items():
        if re.search(pattern, key):
            return sub
    return part.get("additionalProperties")


def _alternatives(part: Schema, schema: str, *, items: bool = True) -> Iterator[Schema]:
    """Every kind of value that a part allows; of a list also what its items are."""
    pending, seen = [part], set[int]()
    while pending:
        sub = pending.pop(0)
        if not isinstance(sub, dict) or id(sub) in seen:
            continue
        seen.add(id(sub))
        target = _target(sub, schema)
        if target:
            pending.insert(0, target)
        yield sub
        for way in ("anyOf", "oneOf", "allOf"):
            pending += sub.get(way, ())
        pending += [sub[way] for way in ("then", "else") if way in sub]
        if items and "items" in sub:
            pending.append(sub["items"])


def _target(sub: Schema, schema: str) -> Schema:
    reference = sub.get("$ref")
    if not isinstance(reference, str):
        return {}
    found: Any = _whole(schema)
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found if isinstance(found, dict) else {}


@cache
def _whole(schema: str) -> Schema:
    made: Schema = json.loads(schema_text(schema))
    return made
