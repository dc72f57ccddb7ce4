"""A flow written anew as no author should: keys in any order, any indentation, comments everywhere.

Written from the tree alone, by a way of its own, so that the formatter is not held against itself.
"""

from __future__ import annotations

import random

from callwright.compiler.nodes import Entry, Node

ABOVE, BEHIND = "# above ", "# behind "


def scramble(root: Node, seed: int, *, comments: bool = True) -> str:
    """The same data in another layout, ``\\n`` at the ends of lines. Each comment names the line that it belongs to."""
    lines = _Scrambler(random.Random(seed), comments).write_map(root, 0, "")
    # Without an empty line below it, a comment at the top would be the file's, not the first key's.
    head = ["# head", ""] if comments else []
    return "".join(f"{line}\n" for line in (*head, *lines))


class _Scrambler:
    def __init__(self, chance: random.Random, comments: bool) -> None:
        self.chance = chance
        self.comments = comments

    def write_map(self, node: Node, column: int, route: str, *, listed: bool = False) -> list[str]:
        entries = list(node.entries.items())
        if not _is_names(route):
            self.chance.shuffle(entries)
        lines: list[str] = []
        for place, (name, entry) in enumerate(entries):
            lines += self.entry(entry, column, f"{route}/{name}", may_begin=not listed or place > 0)
        return lines

    def entry(self, entry: Entry, column: int, route: str, *, may_begin: bool) -> list[str]:
        """One key. Above the first one of an item a comment would be the item's: ``may_begin`` is false there."""
        key, value = entry
        head = " " * column + key.source.text[key.start : key.end] + ":"
        if value.kind == "scalar":
            first, *rest = self.scalar(value, column)
            lines = [f"{head} {first}" if first else head, *rest]
            block = bool(rest)
        elif not value.entries and not value.items:
            lines, block = [f"{head} {value.source.text[value.start : value.end]}"], False
        elif value.kind == "map":
            lines, block = [head, *self.write_map(value, column + self.chance.choice((1, 2, 3, 4)), route)], True
        else:
            lines, block = [head, *self.write_list(value, column + self.chance.choice((0, 1, 2, 4)), route)], True
        return self.around(lines, column, route, may_end=not block, may_begin=may_begin)

    def write_list(self, node: Node, column: int, route: str) -> list[str]:
        lines: list[str] = []
        for place, item in enumerate(node.items):
            here = f"{route}/{place}"
            gap = self.chance.choice((1, 1, 2, 3))
            if item.kind == "scalar":
                first, *rest = self.scalar(item, column)
                lines += self.around([f"{' ' * column}-{' ' * gap}{first}".rstrip(), *rest], column, here, not rest)
                continue
            inner = column + 1 + gap
            if item.kind == "map":
                lines += _dashed(self.write_map(item, inner, here, listed=True), column)
            else:
                lines += _dashed(self.write_list(item, inner, here), column)
        return lines

    def scalar(self, node: Node, column: int) -> list[str]:
        """The text as it is written; of several lines, those behind the first are indented anew."""
        first, *rest = node.source.text[node.start : node.end].split("\n")
        least = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=0)
        step = self.chance.choice((1, 2, 3))
        return [first, *(" " * (column + step) + line[least:] if line.strip() else "" for line in rest)]

    def around(self, lines: list[str], column: int, route: str, may_end: bool, may_begin: bool = True) -> list[str]:
        above: list[str] = []
        if self.comments and may_begin and self.chance.random() < 0.2:
            above += [""] * self.chance.choice((0, 0, 1, 2))
            above += [f"{' ' * column}{ABOVE}{route}"]
        if self.comments and may_end and self.chance.random() < 0.2:
            lines = [*lines[:-1], f"{lines[-1]}  {BEHIND}{route}"]
        if self.chance.random() < 0.1:
            lines = [*lines[:-1], lines[-1] + "   "] if may_end else lines
        return above + lines


def _is_names(route: str) -> bool:
    """Whether the keys below are the author's own, so that their order may mean something."""
    last = route.rsplit("/", 1)[-1]
    named = "states intents variables hours services prompts transitions keys events set save with body query weekly"
    deep = route.count("/")
    return (deep == 1 and last in named.split()) or last in _NAMED


_NAMED = frozenset(
    "transitions keys events set save with body query headers weekly open options if_fails text return anytime".split()
)


def _dashed(lines: list[str], column: int) -> list[str]:
    """Put a dash before the first line that is no comment; comments above it go above the dash."""
    first = next(place for place, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
    above = [" " * column + line.strip() if line.strip() else "" for line in lines[:first]]
    text = lines[first]
    return [*above, " " * column + "-" + text[column + 1 :], *lines[first + 1 :]]
