"""What differs between two versions of the same flows, as their author thinks of them: states, intents, prompts.

What only stands on another line is the same. Where a file differs in comments and layout alone, that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from callwright.compiler.archive import Archive

_ONE = {
    "states": "state",
    "intents": "intent",
    "prompts": "prompt",
    "variables": "variable",
    "hours": "hours",
    "services": "service",
}


class _Part(NamedTuple):
    value: Any
    line: int


def differences(before: Archive, after: Archive) -> Iterator[str]:
    """One line for each thing that differs, file by file."""
    old, new = {**before.files, **before.settings}, {**after.files, **after.settings}
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) == new.get(name):
            continue
        if name not in new:
            yield f"{name}  gone"
        elif name not in old:
            yield f"{name}  new"
        else:
            yield name
            parts, other = _parts(old[name], name), _parts(new[name], name)
            if parts is None or other is None:
                yield "  changed"
            else:
                yield from _compared(parts, other)


def _compared(before: Mapping[str, _Part], after: Mapping[str, _Part]) -> Iterator[str]:
    lines = []
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if old is None:
            assert new is not None
            lines.append((new.line, f"  {name}  new, line {new.line}"))
        elif new is None:
            lines.append((old.line, f"  {name}  gone, it was on line {old.line}"))
        elif old.value != new.value:
            was = "" if old.line == new.line else f" (it was on line {old.line})"
            lines.append((new.line, f"  {name}  changed, line {new.line}{was}"))
    if not lines:
        yield "  comments or layout alone"
    for _, line in sorted(lines):
        yield line


def _parts(data: bytes, file: str) -> dict[str, _Part] | None:
    """The named parts of a YAML file with their lines; ``None`` for any other file."""
    from callwright.compiler.document import parse

    if not file.endswith((".yaml", ".yml")):
        return None
    root = parse(data, file).root
    if root is None:
        return None
    made: dict[str, _Part] = {}
    for key, entry in root.entries.items():
        if key in _ONE and entry.value.kind == "map":
            for name, inner in entry.value.entries.items():
                made[f"{_ONE[key]} {name}"] = _Part(inner.value.value, inner.key.span.line)
        else:
            made[key] = _Part(entry.value.value, entry.key.span.line)
    return made
