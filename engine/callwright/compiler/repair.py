"""The line that spoils the layout of a file, found by trying what would mend it.

Theory of operation. Where a line is indented wrongly, or lost its dash or its colon, YAML complains further below and
about something else. So the few lines around the complaint are changed one at a time in the ways that hands slip, and
each change is read again: the one after which the file can be read, and holds what the schema allows, is the mend, and
its line is the line of the mistake. Only the entries around the place are read, so a long file costs no more.

Laws: a trial is never more than a proposal; where none makes the file readable, or two are as good and of different
lines, nothing is proposed that the words of YAML do not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ruamel.yaml.error import YAMLError

from callwright.compiler.compose import Composer, TooMuchError
from callwright.compiler.nodes import Node
from callwright.compiler.shape import along, flow_schema, language_keys
from callwright.compiler.source import Source
from callwright.compiler.yaml_events import readers

ABOVE, BELOW = 12, 2
"""Lines around a complaint that are tried."""
_MOST_LINES = 160
_KEY = re.compile(r"(?P<indent> *)(?P<dash>(?:- +)*)(?P<key>[A-Za-z_][\w-]*):(?= |$)")
_NO_COLON = re.compile(r"(?P<head> *(?:- +)*)(?P<key>[A-Za-z_]\w*)(?P<sign> *[;=] *|:(?=\S)| +|$)(?P<rest>.*)")
_OPEN_SENTENCE = re.compile(r"(?:: |- )\w[^:]* \w+,?$")
"""A text of several words without a sign at its end."""
_SWALLOWED = re.compile(r"\n *(?:- |[A-Za-z_]\w*:(?: |$))")
"""A line of its own inside a text that stands without quotes."""
_MISPLACED = 0.6


class Trial(NamedTuple):
    """One change of one line: ``kind`` is ``indent``, ``dash``, ``no_dash`` or ``colon``; ``like`` a line of the same
    column, for words; ``cost`` grows with what the schema still says about the result."""

    kind: str
    line: int
    text: str
    like: int
    cost: float


class _Window(NamedTuple):
    """The entries around a place: their lines, the number of the first, and the header that stands above them."""

    header: tuple[str, ...]
    first: int
    lines: list[str]

    def text(self, line: int, changed: str) -> str:
        lines = list(self.lines)
        lines[line - self.first] = changed
        return "\n".join((*self.header, *lines)) + "\n"


def ranked(source: Source, line: int) -> list[Trial]:
    """The changes near a line (of the source, as it counts) that make the file readable, the likeliest first."""
    window = _window(source, line)
    found: list[tuple[float, int, int, Trial]] = []
    for trial in _trials(window, line):
        measured = _cost(source, window, trial)
        if measured is not None:
            cost, odd = measured
            distance = abs(trial.line - line) if trial.line <= line else 3 + trial.line - line
            found.append((cost + odd + _likely(window, trial), distance, len(found), trial._replace(cost=cost)))
    found.sort(key=lambda one: one[:3])
    return [one[3] for one in found]


def moved(source: Source, numbers: Sequence[int]) -> Trial | None:
    """The one of these lines that only has to begin in another column for the schema to have less against the file."""
    if not numbers:
        return None
    window = _window(source, numbers[0])
    inside = [one for one in numbers if window.first <= one < window.first + len(window.lines)]
    if not inside:
        return None
    as_it_is = Trial("indent", inside[0], window.lines[inside[0] - window.first], 0, 0.0)
    before = _cost(source, window, as_it_is)
    found: list[tuple[float, int, Trial]] = []
    for number in inside:
        stripped = window.lines[number - window.first].strip()
        for indent, like in _indents(window, number):
            trial = Trial("indent", number, " " * indent + stripped, like, 0.0)
            after = _cost(source, window, trial)
            better = after is not None and before is not None and sum(after) < sum(before) - _MISPLACED
            if after is not None and better and not _is_unknown(source, window, trial):
                found.append((sum(after) + _likely(window, trial), len(found), trial._replace(cost=after[0])))
    return min(found)[2] if found else None


def faults(text: str) -> int | None:
    """What there is against a whole text, counted; ``None`` where it cannot be read."""
    from callwright.compiler.validator import errors  # slow to import, and needed for a broken file alone

    composer = Composer(Source("", text))
    try:
        composer.run(readers()[0](text))
    except (YAMLError, TooMuchError):
        return None
    root = composer.root
    if root is None or root.kind != "map":
        return None
    return len(errors(root.value)) + len(composer.findings) + _swallowed(root)


def _likely(window: _Window, trial: Trial) -> float:
    """What speaks against a change when the schema has nothing against it."""
    if trial.kind == "indent":
        own, new = _indent(window.lines[trial.line - window.first]), _indent(trial.text)
        odd = 0.03 if new % 2 and not own % 2 else 0.0
        lonely = 0.1 if trial.text.lstrip().startswith("- ") and not _item_at(window, trial) else 0.0
        return 0.05 + odd + lonely + (0.02 if abs(new - own) > 2 else 0.0) + 0.06 * _jumps(window, trial)
    if trial.kind == "dash" and _fits_above(window, trial):
        return 0.09
    return {"dash": 0.04, "no_dash": 0.06}.get(trial.kind, 0.0)


def _fits_above(window: _Window, trial: Trial) -> bool:
    """Whether a line with a key may as well belong to the item above, which has keys and not this one."""
    own = _KEY.match(trial.text)
    above = _item_near(window, trial.line)
    if own is None or above is None or above > trial.line:
        return False
    item = window.lines[above - window.first : trial.line - window.first]
    keys = [found["key"] for text in item if (found := _KEY.match(text))]
    return bool(keys) and _KEY.match(item[0]) is not None and own["key"] not in keys


def _item_at(window: _Window, trial: Trial) -> bool:
    """Whether a line near by begins an item in the column to which one is moved."""
    near = (window.lines[at - window.first] for at in range(trial.line - 6, trial.line + 7) if _inside(window, at))
    new = _indent(trial.text)
    return any(text.lstrip().startswith("- ") and _indent(text) == new for text in near)


def _jumps(window: _Window, trial: Trial) -> int:
    """Lines near by that begin more than one level further in than the line above them."""
    lines = [
        trial.text if at == trial.line else window.lines[at - window.first]
        for at in range(trial.line - 4, trial.line + 5)
        if _inside(window, at)
    ]
    held = [text for text in lines if text.strip() and not text.lstrip().startswith("#")]
    return sum(_indent(below) - _indent(above) > 2 for above, below in pairwise(held))


def _window(source: Source, line: int) -> _Window:
    lines, first = source.lines, source.first_line
    if len(lines) <= _MOST_LINES:
        return _Window((), first, [_tamed(text) for text in lines])
    at = min(line - first, len(lines) - 1)
    known = flow_schema()["properties"]
    keys = {i: found for i, one in enumerate(lines) if (found := _KEY.match(one))}
    tops = [i for i, found in keys.items() if not found["indent"] and found["key"] in known]
    near = [i for i in tops if i <= max(at - ABOVE, 0)]
    top = near[-1] if near else 0
    child = next((found["indent"] for i, found in keys.items() if i > top), "  ")
    starts = [i for i, found in keys.items() if i > top and (found["indent"] == child or i in tops)]
    before = [i for i in starts if i <= at - ABOVE]
    after = [i for i in starts if i > at + BELOW]
    begin = before[-1] if before else top + 1
    end = after[1] if len(after) > 1 else min(len(lines), at + _MOST_LINES)
    return _Window((_tamed(lines[top]),), first + begin, [_tamed(text) for text in lines[begin:end]])


_IN_BRACKETS = re.compile(r"[\[{][^\[\]{}]*[\]}]")
_REFUSED_BY_C = re.compile(r"(?<=\S):(?=\S)|\?")


def _tamed(line: str) -> str:
    """The line without what only the reader in C refuses, letter for letter as long as it was."""
    if "[" not in line and "{" not in line:
        return line
    return _IN_BRACKETS.sub(lambda found: _REFUSED_BY_C.sub(".", found.group()), line)


def _trials(window: _Window, line: int) -> Iterator[Trial]:
    last = min(line + BELOW, window.first + len(window.lines) - 1)
    for number in (*_strangers(window, line - ABOVE), *range(max(window.first, line - ABOVE), last + 1)):
        text = window.lines[number - window.first]
        stripped = text.strip()
        if not stripped or stripped.startswith("#"):
            continue
        if stripped.startswith("-") and not stripped.startswith("- ") and len(stripped) > 1:
            yield Trial("dash", number, f"{' ' * _indent(text)}- {stripped[1:]}", 0, 0.0)
            continue
        following = window.lines[number + 1 - window.first :][:1]
        heads = bool(following) and _indent(following[0]) > _indent(text)
        yield from _colons(text, number, heads=heads, beside=_key_near(window, number))
        if stripped.startswith("- "):
            yield Trial("no_dash", number, " " * _indent(text) + stripped[2:], 0, 0.0)
        elif _item_near(window, number) is not None:
            yield Trial("dash", number, f"{' ' * _indent(text)}- {stripped}", 0, 0.0)
        for indent, like in _indents(window, number):
            yield Trial("indent", number, " " * indent + stripped, like, 0.0)


def _strangers(window: _Window, before: int) -> list[int]:
    """Lines further above that begin a key at the margin which no file has there."""
    known = flow_schema()["properties"]
    return [
        number
        for number in range(window.first, min(before, window.first + len(window.lines)))
        if (found := _KEY.match(window.lines[number - window.first]))
        and not found["indent"]
        and found["key"] not in known
    ]


def _item_near(window: _Window, number: int) -> int | None:
    """A line above or below that begins an item in the same column."""
    indent = _indent(window.lines[number - window.first])
    for step in (-1, 1):
        for other in range(number + step, number + 12 * step, step):
            if not window.first <= other < window.first + len(window.lines):
                break
            text = window.lines[other - window.first]
            if text.strip() and _indent(text) <= indent:
                if _indent(text) == indent and text.lstrip().startswith("- "):
                    return other
                break
    return None


def _key_near(window: _Window, number: int) -> bool:
    """Whether the line above or below begins with a key in the same column."""
    own = _indent(window.lines[number - window.first])
    above, below = (
        window.lines[other - window.first] if _inside(window, other) else "" for other in (number - 1, number + 1)
    )
    if _OPEN_SENTENCE.search(above):
        return False  # it goes on here
    return any(_indent(text) == own and _KEY.match(text) is not None for text in (above, below))


def _inside(window: _Window, number: int) -> bool:
    return window.first <= number < window.first + len(window.lines)


def _colons(text: str, number: int, *, heads: bool, beside: bool) -> Iterator[Trial]:
    found = _NO_COLON.fullmatch(text.rstrip())
    if found is None or _KEY.match(text):
        return
    rest = found["rest"].strip()
    if found["key"] in language_keys() or (not rest and heads) or found["sign"].strip() or (rest and beside):
        yield Trial("colon", number, f"{found['head']}{found['key']}:{' ' if rest else ''}{rest}", 0, 0.0)


def _indents(window: _Window, number: int) -> Iterator[tuple[int, int]]:
    """The columns in which lines around begin, and one level further in than the line above; each with such a line."""
    own = _indent(window.lines[number - window.first])
    seen: dict[int, int] = {}
    for other in sorted(range(number - 14, number + 8), key=lambda one: abs(one - number)):
        if other == number or not window.first <= other < window.first + len(window.lines):
            continue
        text = window.lines[other - window.first]
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        columns = [_indent(text)]
        if text.lstrip().startswith("- "):
            columns.append(columns[0] + 2)
        for column in columns:
            seen.setdefault(column, other)
        if other == number - 1:
            seen.setdefault(columns[-1] + 2, 0)
    seen.pop(own, None)
    yield from ((column, like) for column, like in seen.items() if column <= own + 8)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _cost(source: Source, window: _Window, trial: Trial) -> tuple[float, float] | None:
    """What the schema has against the changed text, and how odd it is besides; ``None`` where it cannot be read."""
    from callwright.compiler.validator import errors  # slow to import, and needed for a broken file alone

    changed = Source(source.file, window.text(trial.line, trial.text))
    composer = Composer(changed)
    try:
        composer.run(readers()[0](changed.text))
    except (YAMLError, TooMuchError):
        return None
    root = composer.root
    if root is None or root.kind != "map":
        return None
    found = errors(root.value)
    return len(found) + len(composer.findings) + _swallowed(root), _oddities(root)


def _is_unknown(source: Source, window: _Window, trial: Trial) -> bool:
    """Whether the schema has no such key in the column to which a line is moved."""
    from callwright.compiler.validator import errors  # slow to import, and needed for a broken file alone

    composer = Composer(Source(source.file, window.text(trial.line, trial.text)))
    composer.run(readers()[0](composer.source.text))
    if composer.root is None:
        return False
    found = errors(composer.root.value)
    unknown = {tuple(one.absolute_path) for one in found if one.validator == "additionalProperties"}
    at = trial.line - window.first + len(window.header) + 1
    return any((*path, key.raw) in unknown for path, key in _keys(composer.root) if key.span.line == at)


def _oddities(root: Node) -> float:
    """What speaks against a tree with words of the language among the author's own names."""
    found = 0
    for path, key in _keys(root):
        if key.raw in language_keys() and key.raw not in along(root.value, path)[-1].get("properties", {}):
            found += 1
    return _MISPLACED * found


def _swallowed(root: Node) -> int:
    """How many texts have swallowed a line of its own."""
    return sum(_SWALLOWED.search(node.source.text, node.start, node.end) is not None for node in _texts(root))


def _texts(root: Node) -> Iterator[Node]:
    """Texts without quotes, which may have swallowed the lines below."""
    pending = [root]
    while pending:
        node = pending.pop()
        pending += [entry.value for entry in node.entries.values()]
        pending += node.items
        if node.plain and " " in node.raw:
            yield node


def _keys(root: Node) -> Iterator[tuple[Sequence[str | int], Node]]:
    pending: list[tuple[tuple[str | int, ...], Node]] = [((), root)]
    while pending:
        path, node = pending.pop()
        for name, entry in node.entries.items():
            yield path, entry.key
            pending.append(((*path, name), entry.value))
        pending.extend(((*path, at), item) for at, item in enumerate(node.items))
