"""The flow schema as a tree that can be walked: which part of it is about which value of a file.

Every ``$ref`` is replaced by what it refers to, so the tree may contain itself; what a key says about itself beside
its ``$ref`` is kept under ``KEYS`` of the mapping that has the key. Of an ``anyOf``, whose branches are
each for a kind of value of their own (a mapping, a list, a text), the branch counts whose kind fits the value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from callwright.resources import schema_text

Schema = dict[str, Any]

KEYS = "x-keys"

KINDS: Mapping[type, str] = {
    dict: "object",
    list: "array",
    str: "string",
    bool: "boolean",
    int: "number",
    float: "number",
    type(None): "null",
}
"""How the schema calls each kind of value."""


@cache
def flow_schema() -> Schema:
    """The schema of a flow file."""
    schema: Schema = json.loads(schema_text("flow"))
    return _Inliner(schema).root()


@cache
def keys_below(key: str) -> frozenset[str]:
    """The keys that can stand below a key of this name, wherever in a flow it stands."""
    found: set[str] = set()
    seen: set[int] = set()
    pending: list[Any] = [flow_schema()]
    while pending:
        part = pending.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, dict):
            for sub in (part["properties"].get(key),) if isinstance(part.get("properties"), dict) else ():
                for one in (sub, *sub.get("anyOf", ())) if isinstance(sub, dict) else ():
                    found.update(one.get("properties", ()))
            pending.extend(part.values())
        elif isinstance(part, list):
            pending.extend(part)
    return frozenset(found)


def branch(schema: Schema, value: Any) -> Schema:
    """The schema for a value of this kind; for a value that fits no branch, the one for texts."""
    while "anyOf" in schema:
        schema = _fitting(schema["anyOf"], value)
    return schema


def along(data: Any, path: Sequence[str | int]) -> list[Schema]:
    """The schema of a file and of each part on the way down to ``path``."""
    schemas = [branch(flow_schema(), data)]
    for part in path:
        data = data[part]
        schemas.append(_below(schemas[-1], part, data))
    return schemas


def _below(schema: Schema, part: str | int, data: Any) -> Schema:
    if isinstance(part, int):
        sub = schema.get("items", {})
    else:
        patterns = schema.get("patternProperties", {}).items()
        matching = [found for pattern, found in patterns if re.search(pattern, part)]
        sub = schema.get("properties", {}).get(part) or (matching or [schema.get("additionalProperties")])[0]
    return branch(sub, data) if isinstance(sub, dict) else {}


def _fitting(branches: list[Schema], value: Any) -> Schema:
    """The branch whose kind fits; for a value that fits none, the one for texts, since most keys take one."""
    kind = KINDS.get(type(value), "")
    for schema in branches:
        if kind in types_of(schema):
            return schema
    return next((schema for schema in branches if "string" in types_of(schema)), branches[0])


def types_of(schema: Schema) -> list[str]:
    """The kinds of values that a schema is for."""
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else types


class _Inliner:
    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._done: dict[str, Schema] = {}

    def root(self) -> Schema:
        body = {key: value for key, value in self._schema.items() if key not in ("$schema", "definitions")}
        inlined: Schema = self._inline(body)
        return inlined

    def _inline(self, part: Any) -> Any:
        if isinstance(part, list):
            return [self._inline(item) for item in part]
        if not isinstance(part, dict):
            return part
        if isinstance(part.get("$ref"), str):
            return self._definition(part["$ref"].rsplit("/", 1)[1])
        made = {key: self._inline(value) for key, value in part.items()}
        if "properties" in part:
            made[KEYS] = part["properties"]
        return made

    def _definition(self, name: str) -> Schema:
        if name not in self._done:
            self._done[name] = made = {}
            made.update(self._inline(self._schema["definitions"][name]))
        return self._done[name]
