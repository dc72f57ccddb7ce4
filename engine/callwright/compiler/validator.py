"""The flow schema as a validator that is quick enough to run on every save.

Theory of operation. The schema is written for editors: short and long forms stand side by side in ``anyOf``, each
branch for a kind of value of its own (a mapping, a list, a text), and shared parts are behind ``$ref``. Both cost a
plain validator most of its time and the author most of the sense of a finding. So here

1. every ``$ref`` is replaced by what it refers to, once (``shape``);
2. ``anyOf`` goes into the one branch whose kind fits the value, so that a finding is about what the author meant;
3. a scalar under a schema that only asks for its type is looked at without a validator of its own.

The verdict is that of the plain validator; a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from callwright.compiler.shape import KINDS, Schema, branch, flow_schema, types_of

_RESTRICTING = frozenset({"anyOf", "enum", "pattern", "minimum", "maximum", "minLength", "maxLength"})


def errors(data: Any) -> list[ValidationError]:
    """Every finding about the data of one file, each with the path to its value."""
    return list(_validator().iter_errors(data))


@cache
def _validator() -> Any:
    quick = extend(  # type: ignore[no-untyped-call]  # jsonschema has no types for it
        Draft7Validator, {"anyOf": _any_of, "properties": _properties, "items": _items, "additionalProperties": _rest}
    )
    return quick(flow_schema())


_takes: dict[int, frozenset[type]] = {}


def _accepts(schema: Schema, value: Any) -> bool:
    """Whether a scalar needs no further look: the schema asks for nothing but its type."""
    known = _takes.get(id(schema))
    if known is None:
        types = types_of(schema)
        free = not _RESTRICTING & schema.keys()
        known = frozenset(t for t, name in KINDS.items() if free and name in types and t not in (dict, list))
        _takes[id(schema)] = known
    return type(value) in known


def _any_of(validator: Any, branches: list[Schema], instance: Any, _schema: Schema) -> Iterator[ValidationError]:
    chosen = branch({"anyOf": branches}, instance)
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
    patterns = [re.compile(pattern) for pattern in schema.get("patternProperties", ())]
    for key, value in instance.items():
        if key in known or any(pattern.search(key) for pattern in patterns):
            continue
        if rest is False:
            yield ValidationError(f"{key!r} is not allowed", path=[key])
        elif not _accepts(branch(rest, value), value):
            yield from validator.descend(value, rest, path=key)
