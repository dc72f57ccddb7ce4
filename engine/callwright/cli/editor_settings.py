"""The settings of Visual Studio Code: JSON with comments, into which missing ones are put.

Laws. What stands there stays, byte for byte, comments and commas too; an author's own value is never replaced. New
settings stand at the beginning of the object that they belong to. A text that cannot be read is left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_TOKEN = re.compile(
    r"(?P<between>\s+|//[^\r\n]*|/\*.*?\*/)|(?P<string>\"(?:[^\"\\]|\\.)*\")|(?P<sign>[{}\[\],:])|(?P<word>[^\s{}\[\],:\"/]+)",
    re.DOTALL,
)


class NotReadableError(Exception):
    """The text is no JSON, not even with comments and commas at the end."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The text with what was missing, the settings that were added, and those that have another value and keep it."""

    text: str
    added: tuple[str, ...]
    kept: tuple[str, ...]


@dataclass(slots=True)
class _Object:
    """An object of the text: where its entries begin, and what they are."""

    start: int
    entries: dict[str, Any] = field(default_factory=dict)


def merged(text: str, wanted: Mapping[str, Any]) -> Merged:
    """The settings in ``text`` together with ``wanted``. Raises ``NotReadableError``."""
    root = _read(text)
    inserts: dict[int, str] = {}
    added: list[str] = []
    kept: list[str] = []
    end = "\r\n" if "\r\n" in text else "\n"

    def put(there: _Object, missing: Mapping[str, Any], depth: int, above: str) -> None:
        lines = []
        for name, value in missing.items():
            shown = f"{above} > {name}" if above else name
            if name not in there.entries:
                added.append(shown)
                lines.append(f"{json.dumps(name)}: {json.dumps(value, indent=2, ensure_ascii=False)}")
            elif isinstance(value, Mapping) and isinstance(there.entries[name], _Object):
                put(there.entries[name], value, depth + 1, shown)
            elif there.entries[name] != value:
                kept.append(shown)
        if lines:
            pad = "\n" + "  " * depth
            body = "".join(pad + line.replace("\n", pad) + "," for line in lines)
            inserts[there.start] = (body if there.entries else body[:-1] + pad[:-2]).replace("\n", end)

    put(root, wanted, 1, "")
    for start in sorted(inserts, reverse=True):
        text = text[:start] + inserts[start] + text[start:]
    return Merged(text, tuple(added), tuple(kept))


def _read(text: str) -> _Object:
    tokens = _tokens(text)
    try:
        root = _value(next(tokens), tokens)
        if not isinstance(root, _Object) or next(tokens, None) is not None:
            raise NotReadableError
    except (StopIteration, ValueError, RecursionError) as error:
        raise NotReadableError from error
    return root


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """The signs, strings and words of the text, each with where it ends."""
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise NotReadableError
        at = found.end()
        if not found["between"]:
            yield found[0], at


def _value(token: tuple[str, int], tokens: Iterator[tuple[str, int]]) -> Any:
    written, end = token
    if written == "{":
        made = _Object(end)
        while (key := next(tokens)[0]) != "}":
            if not key.startswith('"') or next(tokens)[0] != ":":
                raise NotReadableError
            made.entries[json.loads(key, strict=False)] = _value(next(tokens), tokens)
            if (sign := next(tokens)[0]) != ",":
                if sign != "}":
                    raise NotReadableError
                break
        return made
    if written == "[":
        items = []
        while (item := next(tokens))[0] != "]":
            items.append(_value(item, tokens))
            if (sign := next(tokens)[0]) != ",":
                if sign != "]":
                    raise NotReadableError
                break
        return items
    return json.loads(written, strict=False)
