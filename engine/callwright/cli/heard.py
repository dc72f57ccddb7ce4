"""What the caller really heard, as a few lines to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from callwright.platform.transcript import seconds


def render(account: Mapping[str, Any]) -> list[str]:
    """One line for each prompt of a call's account (``core.record``): its fate, which one it is, and its place."""
    return [f"  {line['fate']:<6} {', '.join(_about(line))}" for line in account["heard"]]


def _about(line: Mapping[str, Any]) -> Iterator[str]:
    place = line.get("place")
    where = f"{place['file']}:{place['line']}" if place else "a sentence of callwright's own"
    yield f"{line['name']} ({where})" if line["name"] else where
    if line["fate"] == "cut":
        yield f"after {'about ' if line['about'] else ''}{seconds(line['ms'])}"
    elif line["fate"] == "ended":
        yield "most likely to its end, but nobody said so"
    if "sentence" in line:
        yield f"in “{line['sentence']}”"
