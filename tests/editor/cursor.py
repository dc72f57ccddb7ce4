"""What an author does in an editor: put the cursor somewhere, and take one of the things that are offered."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

CURSOR = "‸"


class Cursor(NamedTuple):
    """A text with a place in it; line and column count from 0."""

    text: str
    line: int
    column: int


def cursor(marked: str) -> Cursor:
    """The text without its one cursor mark, and where that was."""
    before, mark, after = marked.partition(CURSOR)
    assert mark, marked
    assert CURSOR not in after, marked
    return Cursor(before + after, before.count("\n"), len(before) - before.rfind("\n") - 1)


def taken(place: Cursor, item: dict[str, Any]) -> str:
    """The text after a completion was taken and each of its tab stops left at what it offers.

    As in Visual Studio Code, the further lines of what is inserted are indented like the line it goes to.
    """
    lines = place.text.split("\n")
    line = lines[place.line]
    end = place.column
    start = end - len(line[:end]) + len(re.sub(r"\w*$", "", line[:end]))  # the word that is being written
    inserted = item.get("insertText") or item["label"]
    if "textEdit" in item:
        span = item["textEdit"]["range"]
        assert span["start"]["line"] == span["end"]["line"] == place.line, item
        start, end, inserted = span["start"]["character"], span["end"]["character"], item["textEdit"]["newText"]
    indent = line[: len(line) - len(line.lstrip())][:start]
    lines[place.line] = line[:start] + untabbed(inserted).replace("\n", "\n" + indent) + line[end:]
    return "\n".join(lines)


_STOP = re.compile(r"\\([\\$}])|\$\{\d+:((?:[^}\\]|\\.)*)\}|\$\{\d+\|([^,|]*)[^|]*\|\}|\$\{\d+\}|\$\d+")


def untabbed(snippet: str) -> str:
    """A snippet as plain text: each tab stop is what it offers, or nothing."""

    def plain(found: re.Match[str]) -> str:
        escaped, offered, first = found.groups()
        return escaped or re.sub(r"\\([\\$}])", r"\1", offered or first or "")

    return _STOP.sub(plain, snippet)
