"""Every place of a file that has keys of the language, read off the schema.

A place is the shortest way to a set of keys: the keys that lead there, and dashes where it lies in a list. Each set of
``properties`` in the schema, shared or not, is one place.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from callwright.resources import schema_text

Schema = Mapping[str, Any]

DASH = "-"
"""The step of a route into a list."""

_SAMPLES = ("a", "1", "404", "/a")
"""Names of an author's, tried where the schema has a pattern for them."""


class Step(NamedTuple):
    """One step of a way: a key or a dash, and the lines of the keys that must stand beside it."""

    name: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A set of keys: how to get there, and the part of the schema that has them."""

    file: str
    route: tuple[Step, ...]
    schema: Schema

    def __str__(self) -> str:
        return f"{self.file}:{'/'.join(step.name for step in self.route) or 'file'}"

    @property
    def keys(self) -> Mapping[str, Schema]:
        """The keys by name, as they stand in the schema."""
        keys: Mapping[str, Schema] = self.schema["properties"]
        return keys

    def beside(self, key: str) -> tuple[str, ...]:
        """The lines of the keys that must stand beside a key here."""
        return _needed(self.schema, key)

    def text(self, *lines: str) -> str:
        """A file with these lines at this place, below the line that names the schema."""
        return modeline(self.file) + "".join(f"{line}\n" for line in _written(self.route, lines))


def modeline(file: str) -> str:
    """The first line of a file in a folder beside ``schemas``."""
    return f"# yaml-language-server: $schema=../schemas/{file}.schema.json\n"


def example(key: str, schema: Schema) -> list[str]:
    """The lines of the example that is shown over a key, from the key on."""
    return _example(key, schema)[1]


def places(file: str) -> list[Place]:
    """Every place of a kind of file (``flow``, ``test``), those near the root first."""
    whole = json.loads(schema_text(file))
    found: dict[int, Place] = {}
    seen: set[int] = set()
    pending: deque[tuple[tuple[Step, ...], Schema]] = deque([((), whole)])
    while pending:
        route, schema = pending.popleft()
        schema = resolved(whole, schema)
        if id(schema) in seen:
            continue
        seen.add(id(schema))
        if schema.get("properties"):
            found[id(schema["properties"])] = Place(file, route, schema)
        pending.extend((route + step, sub) for step, sub in _below(whole, schema))
    return list(found.values())


def takes(whole: Schema, schema: Schema) -> set[str]:
    """The kinds of values that a key takes, as far as the schema says so: ``object``, ``array``, ``string`` …"""
    schema = resolved(whole, schema)
    kinds = schema.get("type", ())
    found = {kinds} if isinstance(kinds, str) else set(kinds)
    if "properties" in schema or isinstance(schema.get("additionalProperties"), dict):
        found.add("object")
    for branch in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        found |= takes(whole, branch)
    return found


def resolved(whole: Schema, schema: Schema) -> Schema:
    """The definition behind a ``$ref``."""
    while "$ref" in schema:
        schema = whole["definitions"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def _below(whole: Schema, schema: Schema) -> Iterator[tuple[tuple[Step, ...], Schema]]:
    for branch in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        yield (), branch
    for key, sub in schema.get("properties", {}).items():
        yield (Step(key, _needed(schema, key)),), sub
    for pattern, sub in schema.get("patternProperties", {}).items():
        if isinstance(sub, dict):
            yield (Step(_named(pattern)),), sub
    if isinstance(schema.get("additionalProperties"), dict):
        names = schema.get("propertyNames", {})
        patterns = [resolved(whole, part).get("pattern", "") for part in names.get("allOf", ())]
        yield (Step(_named("".join(patterns))),), schema["additionalProperties"]
    if isinstance(schema.get("items"), dict):
        yield (Step(DASH),), schema["items"]


def _needed(schema: Schema, key: str) -> tuple[str, ...]:
    """The lines that must stand beside a key: those that the example of the key begins with, and required keys."""
    shown, _ = _example(key, schema["properties"][key])
    others = (other for other in schema.get("required", ()) if other != key and f"{other}:" not in "\n".join(shown))
    return (*(line for other in others for line in example(other, schema["properties"][other])), *shown)


def _example(key: str, schema: Schema) -> tuple[list[str], list[str]]:
    """What the example of a key begins with before the key, beside it; and the lines from the key on."""
    found = re.search(r"```yaml\n(.*)\n```", schema["markdownDescription"], re.DOTALL)
    assert found, key
    lines = found[1].split("\n")
    start = next(number for number, line in enumerate(lines) if re.match(rf'\s*"?{re.escape(key)}"?:', line))
    depth = _depth(lines[start])
    end = next((n for n, line in enumerate(lines) if n > start and _depth(line) <= depth), len(lines))
    return ([] if depth else lines[:start]), [line[depth:] for line in lines[start:end]]


def _written(route: Sequence[Step], lines: Sequence[str]) -> Iterator[str]:
    if not route:
        yield from lines
        return
    step, *rest = route
    below = list(_written(rest, lines))
    if step.name == DASH:
        yield from (f"{'- ' if not number else '  '}{line}" for number, line in enumerate(below))
    else:
        yield from step.beside
        yield f"{step.name}:"
        yield from (f"  {line}" if line else line for line in below)


def _named(pattern: str) -> str:
    """A name that fits a pattern."""
    return next(name for name in _SAMPLES if re.search(pattern, name))


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())
