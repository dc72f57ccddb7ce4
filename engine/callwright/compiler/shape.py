"""The flow schema as a tree that can be walked: which part of it is about which value of a file.

Every ``$ref`` is replaced by what it refers to, so the tree may contain itself. What a key says about itself stands
beside the ``$ref`` or, where it has snippets, beside an ``allOf`` of that one ``$ref``, since editors ignore snippets
beside a bare one; it is kept under ``KEYS`` of the mapping that has the key. Of an ``anyOf``, whose branches are
each for a kind of value of their own (a mapping, a list, a text), the branch counts whose kind fits the value.
A part that takes all kinds but a few says so with ``if`` and ``then``, because of a list of all the others editors
would offer ``true``, ``false`` and ``null`` wherever a sentence goes; here it becomes that list.
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


@cache
def language_keys() -> frozenset[str]:
    """Every key of the language, wherever it stands."""
    found: set[str] = set()
    pending: list[Any] = [json.loads(schema_text("flow"))]
    while pending:
        part = pending.pop()
        if isinstance(part, dict):
            if isinstance(part.get("properties"), dict):
                found.update(part["properties"])
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


def types_of(schema: Mapping[str, Any]) -> list[str]:
    """The kinds of values that a schema is for."""
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else types


def _listed(part: Schema) -> Schema:
    """A part that takes all kinds but those of its ``if``, with the list of the kinds that it takes."""
    refused = types_of(part["if"])
    kinds = [kind for kind in dict.fromkeys(KINDS.values()) if kind not in refused]
    rest = {key: value for key, value in part.items() if key not in ("if", "then")}
    return {**rest, "type": kinds, "errorMessage": part["then"]["errorMessage"]}


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
        if "allOf" in part:
            (only,) = part["allOf"]
            return self._inline(only)
        if "if" in part:
            part = _listed(part)
        made = {key: self._inline(value) for key, value in part.items()}
        if "properties" in part:
            made[KEYS] = part["properties"]
        return made

    def _definition(self, name: str) -> Schema:
        if name not in self._done:
            self._done[name] = made = {}
            made.update(self._inline(self._schema["definitions"][name]))
        return self._done[name]
