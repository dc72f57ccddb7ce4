"""One mistake in a good file, with where its author would look for it and what would help."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tests.mutations.lines import Good, Line


@dataclass(frozen=True, slots=True)
class Mutation:
    """A file with one mistake.

    ``lines`` are those where an author would look for it. ``mends`` are the words of which the message, the help or a
    fix has to say one: the right word, the right line written out, or what to do. ``was`` is the spoilt line as it was,
    ``became`` as it is.
    """

    rule: str
    file: str
    text: str
    lines: frozenset[int]
    mends: tuple[str, ...]
    was: str
    became: str

    @property
    def name(self) -> str:
        """A name for tables."""
        return f"{self.rule} {self.file}:{min(self.lines)}"


Maker = Callable[[Good], Iterator[Mutation]]
RULES: dict[str, Maker] = {}


def rule(make: Maker) -> Maker:
    """Register a rule under its function's name: ``a_letter_lost`` is “a letter lost”."""
    RULES[make.__name__.strip("_").replace("_", " ")] = make
    return make


def spoilt(
    good: Good, line: Line, became: str, *mends: str, also: Iterable[int] = (), after: Iterable[str] = ()
) -> Mutation:
    """The file with one line changed (and others put behind it); the mend is the line as it was, unless said."""
    text = good.replaced(line.number, became, *after)
    lines = frozenset({line.number, *also, *(line.number + 1 + at for at, _ in enumerate(after))})
    return Mutation("", good.name, text, lines, (*mends, line.text.strip()), line.text.strip(), became.strip())


def yaml_lines(good: Good, *, key: str = "", parent: str = "", valued: bool | None = None) -> Iterator[Line]:
    """The lines that hold YAML, with this key, below this one, with or without a value."""
    for line in good.lines:
        if (
            line.kind != "yaml"
            or (key and line.key not in key.split())
            or (parent and line.parent not in parent.split())
        ):
            continue
        if valued is None or bool(line.value) == valued:
            yield line


def with_key(line: Line, key: str) -> str:
    """The line with another key."""
    return re.sub(rf"^( *(?:- +)*)\"?{re.escape(line.key)}\"?:", lambda m: f"{m[1]}{key}:", line.text, count=1)


def with_value(line: Line, value: str) -> str:
    """The line with another value."""
    return line.text[: len(line.text.rstrip()) - len(line.value)] + value


def misspelt(word: str, how: int = 0) -> str:
    """A word with one slip: 0 two letters swapped, 1 a letter lost, 2 a letter doubled."""
    at = max(1, len(word) // 2)
    if how == 0:
        for shift in (0, -1, 1, -2, 2):
            i = at + shift
            if 0 < i < len(word) and word[i - 1] != word[i] and "_" not in word[i - 1 : i + 1]:
                return word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :]
        how = 2
    if how == 1 and len(word) > 3:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at] + word[at:] if at < len(word) else word + word[-1]
