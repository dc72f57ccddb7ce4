"""The flow schema as a validator that is quick enough to run on every save.

Theory of operation. The schema is written for editors: short and long forms stand side by side in ``anyOf``, each
branch for a kind of value of its own (a mapping, a list, a text), and shared parts are behind ``$ref``. Both cost a
plain validator most of its time and the author most of the sense of a finding. So here

1. every ``$ref`` is replaced by what it refers to, once;
2. ``anyOf`` goes into the one branch whose kind fits the value, so that a finding is about what the author meant;
3. a scalar under a schema that only asks for its type is looked at without a validator of its own.

The verdict is that of the plain validator; a test holds the two together.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from callwright.resources import schema_text

Schema = dict[str, Any]

_KINDS: Mapping[type, str] = {
    dict: "object",
    list: "array",
    str: "string",
    bool: "boolean",
    int: "number",
    float: "number",
    type(None): "null",
}
_RESTRICTING = frozenset({"anyOf", "enum", "pattern", "minimum", "maximum", "minLength", "maxLength"})


def errors(data: Any) -> list[ValidationError]:
    """Every finding about the data of one file, each with the path to its value."""
    return list(_validator().iter_errors(data))


@cache
def flow_schema() -> Schema:
    """The schema of a flow file with every ``$ref`` replaced; it may contain itself."""
    schema: Schema = json.loads(schema_text("flow"))
    return _Inliner(schema).root()


def branch(schema: Schema, value: Any) -> Schema:
    """The schema for a value of this kind: of an ``anyOf`` the branch that fits."""
    while "anyOf" in schema:
        schema = _fitting(schema["anyOf"], value)
    return schema


@cache
def _validator() -> Any:
    quick = extend(
        Draft7Validator, {"anyOf": _any_of, "properties": _properties, "items": _items, "additionalProperties": _rest}
    )
    return quick(flow_schema())


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
        return {key: self._inline(value) for key, value in part.items()}

    def _definition(self, name: str) -> Schema:
        if name not in self._done:
            self._done[name] = made = {}
            made.update(self._inline(self._schema["definitions"][name]))
        return self._done[name]


_takes: dict[int, frozenset[type]] = {}


def _accepts(schema: Schema, value: Any) -> bool:
    """Whether a scalar needs no further look: the schema asks for nothing but its type."""
    known = _takes.get(id(schema))
    if known is None:
        types = _types(schema)
        free = not _RESTRICTING & schema.keys()
        known = frozenset(t for t, name in _KINDS.items() if free and name in types and t not in (dict, list))
        _takes[id(schema)] = known
    return type(value) in known


def _fitting(branches: list[Schema], value: Any) -> Schema:
    """The branch whose kind fits; for a value that fits none, the one for texts, since most keys take one."""
    kind = _KINDS.get(type(value), "")
    for schema in branches:
        if kind in _types(schema):
            return schema
    return next((schema for schema in branches if "string" in _types(schema)), branches[0])


def _types(schema: Schema) -> list[str]:
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else types


def _any_of(validator: Any, branches: list[Schema], instance: Any, _schema: Schema) -> Iterator[ValidationError]:
    chosen = _fitting(branches, instance)
    if not _accepts(chosen, instance):
        yield from validator.descend(instance, chosen)


def _properties(
    validator: Any, properties: Mapping[str, Schema], instance: Any, _schema: Schema
) -> Iterator[ValidationError]:
    if type(instance) is dict:
        for key, value in instance.items():
            schema = properties.get(key)
            if schema is not None and not _accepts(branch(schema, value), value):
                yield from validator.descend(value, schema, path=key)


def _items(validator: Any, items: Schema, instance: Any, _schema: Schema) -> Iterator[ValidationError]:
    if type(instance) is list:
        for index, value in enumerate(instance):
            if not _accepts(branch(items, value), value):
                yield from validator.descend(value, items, path=index)


def _rest(validator: Any, rest: Schema | bool, instance: Any, schema: Schema) -> Iterator[ValidationError]:
    """``additionalProperties``: a finding for each key that is not allowed, with the key as its path's end."""
    if type(instance) is not dict or rest is True:
        return
    known = schema.get("properties", {})
    prefixes = tuple(pattern.removeprefix("^") for pattern in schema.get("patternProperties", ()))
    for key, value in instance.items():
        if key in known or (prefixes and key.startswith(prefixes)):
            continue
        if rest is False:
            yield ValidationError(f"{key!r} is not allowed", path=[key])
        elif not _accepts(branch(rest, value), value):
            yield from validator.descend(value, rest, path=key)
