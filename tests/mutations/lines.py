"""The lines of a good flow file, as far as a rule that spoils one has to know them.

Read by indentation alone and without the compiler, so that what judges the compiler does not lean on it. Good for
files in block style with comments in lines of their own, which all our flows are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_LINE = re.compile(
    r"(?P<indent> *)(?P<dashes>(?:- +)*)(?:(?P<key>\"[^\"]*\"|[\w-]+(?:, [\w-]+)*):(?= |$))?(?P<value>.*)"
)
_BLOCK = re.compile(r"[|>][-+]?")

SECTIONS = ("variables", "intents", "anytime", "prompts", "services", "hours", "states", "defaults")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``number`` from 1; ``kind`` is ``blank``, ``comment``, ``text`` (inside ``>-``) or ``yaml``.

    ``above`` are the keys that it stands below, from the margin on; ``key`` is empty in an item of a list.
    """

    number: int
    text: str
    kind: str
    indent: int = 0
    dash: bool = False
    key: str = ""
    value: str = ""
    above: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """The key at the margin that the line stands below; its own where it stands there."""
        return self.above[0] if self.above else self.key

    @property
    def parent(self) -> str:
        """The nearest key that the line stands below."""
        return self.above[-1] if self.above else ""

    @property
    def defines(self) -> str:
        """The section in which this line gives something of the author's a name; empty where it does not."""
        return self.section if self.key and self.indent == 2 and not self.dash and self.section in SECTIONS else ""


@dataclass(frozen=True, slots=True)
class Good:
    """A good file: ``name`` is its path below the repository."""

    name: str
    text: str
    lines: tuple[Line, ...]

    def replaced(self, number: int, *lines: str) -> str:
        """The text with one line put in place by others, or by none."""
        kept = self.text.split("\n")
        return "\n".join([*kept[: number - 1], *lines, *kept[number:]])

    def names(self, section: str) -> list[str]:
        """What the file defines in a section, in its order."""
        return [line.key for line in self.lines if line.defines == section]

    def mentions(self, word: str) -> frozenset[int]:
        """The lines that have a word in them."""
        found = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        return frozenset(line.number for line in self.lines if found.search(line.text))


def read(path: Path, root: Path) -> Good:
    """A file, read."""
    return good(str(path.relative_to(root)), path.read_text(encoding="utf-8"))


def good(name: str, text: str) -> Good:
    """A text, read."""
    lines: list[Line] = []
    stack: list[tuple[int, str]] = []
    block = -1
    for number, written in enumerate(text.split("\n"), 1):
        stripped = written.strip()
        indent = len(written) - len(written.lstrip(" "))
        if not stripped:
            lines.append(Line(number, written, "blank"))
            continue
        if 0 <= block < indent:
            lines.append(Line(number, written, "text", indent))
            continue
        block = -1
        if stripped.startswith("#"):
            lines.append(Line(number, written, "comment", indent))
            continue
        match = _LINE.fullmatch(written)
        assert match is not None, written
        dashes, key, value = match["dashes"], match["key"] or "", match["value"].strip()
        column = indent + len(dashes)
        while stack and stack[-1][0] >= (column if not dashes else indent + 1):
            stack.pop()
        above = tuple(name for _, name in stack)
        lines.append(Line(number, written, "yaml", indent, bool(dashes), key.strip('"'), value, above))
        if key:
            stack.append((column, key.strip('"')))
        if _BLOCK.fullmatch(value):
            block = indent
    return Good(name, text, tuple(lines))
