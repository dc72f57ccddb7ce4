"""What the author of each mutation is told, and whether it helps.

A mutation is **wrong** if the folder with it has findings that the folder without it has not. It is **right** if the
first of them that matters most is at one of its lines; the mend is **named** if one of its words is said there. One
without a new finding is **silent**: it left the flow as it was (``same``), or it made another flow that is as good as
the first (``other``).
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from callwright.compiler import compile_path
from callwright.compiler.compile import Compiled
from callwright.diagnostics.model import Diagnostic, Edit, Fix, Severity
from tests.compiler.flows import plain
from tests.mutations import rules_keys, rules_layout, rules_names, rules_talk, rules_values
from tests.mutations.lines import Good, read
from tests.mutations.mutation import RULES, Mutation

ROOT = Path(__file__).parents[2]
FOLDERS = ("flows", "examples")
LATER = frozenset({"reminder.yaml"})
"""Left out where only some places are tried: another file moves all of them, and each sample was looked at by hand."""
MODULES = (rules_keys, rules_layout, rules_values, rules_names, rules_talk)
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@cache
def good_files() -> tuple[Good, ...]:
    """Every flow of the repository that people read."""
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.yaml"))]
    return tuple(read(path, ROOT) for path in paths if not path.name.endswith(".test.yaml"))


def mutations(most: int | None = None) -> Iterator[Mutation]:
    """All of them; or of each rule at most so many, evenly spread over the places where it can be made."""
    for name, make in RULES.items():
        goods = [good for good in good_files() if most is None or Path(good.name).name not in LATER]
        every = [made for good in goods for made in make(good) if made.text != good.text]
        chosen = every
        if most is not None and len(every) > most:
            chosen = [every[(2 * at + 1) * len(every) // (2 * most)] for at in range(most)]
        for one in chosen:
            yield Mutation(name, one.file, one.text, one.lines, one.mends, one.was, one.became)


@dataclass(frozen=True, slots=True)
class Judged:
    """One mutation and what came of it. ``new`` are the findings that it brought, as an author meets them."""

    mutation: Mutation
    new: tuple[Diagnostic, ...]
    kind: str
    raised: str = ""

    @property
    def first(self) -> Diagnostic | None:
        """The finding that an author reads first: of those that matter most, the first."""
        return min(self.new, key=lambda found: _WEIGHT[found.severity], default=None)

    @property
    def right(self) -> bool:
        """Whether it is at the right line."""
        first = self.first
        return first is not None and first.span.line in self.mutation.lines and self._mine(first)

    @property
    def named(self) -> bool:
        """Whether it names the mend."""
        first = self.first
        if first is None:
            return False
        said = " ".join([first.message, first.help, *(fix.title for fix in first.fixes)])
        return any(word in said for word in self.mutation.mends)

    def _mine(self, found: Diagnostic) -> bool:
        return found.span.file.endswith(Path(self.mutation.file).name)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A fix that was made: ``left`` are the findings that it did not take away or that came with it."""

    judged: Judged
    fix: Fix
    left: tuple[Diagnostic, ...]
    restored: bool
    """Whether the flow means what it meant before the mistake."""


class Bench:
    """A copy of the good folders in which files are spoilt, one at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in FOLDERS:
            shutil.copytree(ROOT / name, folder / name)
        self._before: dict[str, tuple[Any, Counter[tuple[str, str]]]] = {}

    def compile(self, file: str, text: str) -> Compiled:
        """The file with another text, in its folder."""
        path = self.folder / file
        was = path.read_bytes()
        path.write_text(text, encoding="utf-8")
        try:
            return compile_path(path)
        finally:
            path.write_bytes(was)

    def before(self, file: str) -> tuple[Any, Counter[tuple[str, str]]]:
        """The flow as it is, and what there is to tell about it."""
        if file not in self._before:
            made = compile_path(self.folder / file)
            self._before[file] = meaning(made), _told(made.diagnostics)
        return self._before[file]

    def judge(self, mutation: Mutation) -> Judged:
        """What comes of a mutation."""
        meant, known = self.before(mutation.file)
        try:
            made = self.compile(mutation.file, mutation.text)
        except Exception as error:  # the very thing that must not happen is counted, not thrown on
            return Judged(mutation, (), "raised", repr(error))
        seen = Counter(known)
        new = []
        for found in made.diagnostics:
            key = (found.code, found.message)
            if seen[key] > 0:
                seen[key] -= 1
            else:
                new.append(found)
        kind = "wrong" if new else "same" if meaning(made) == meant else "other"
        return Judged(mutation, tuple(new), kind)


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made; they may come in any order and never overlap."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    places = [
        (
            starts[one.span.line - 1] + one.span.column - 1,
            starts[one.span.end_line - 1] + one.span.end_column - 1,
            one.text,
        )
        for one in edits
    ]
    for start, end, instead in sorted(places, reverse=True):
        text = text[:start] + instead + text[end:]
    return text


def _told(findings: Sequence[Diagnostic]) -> Counter[tuple[str, str]]:
    return Counter((found.code, found.message) for found in findings)


def meaning(made: Compiled) -> Any:
    """What a compiled project does, without places."""
    if made.project is None:
        return None
    return {name: plain(flow) for name, flow in made.project.flows.items()}


def fix_all(bench: Bench, judged: Judged) -> list[Fixed]:
    """Every fix of the first finding, made."""
    found = judged.first
    made = []
    meant, known = bench.before(judged.mutation.file)
    for fix in found.fixes if found is not None else ():
        text = applied(judged.mutation.text, fix.edits)
        compiled = bench.compile(judged.mutation.file, text)
        seen = known + _told([one for one in judged.new if one is not found])
        left = []
        for one in compiled.diagnostics:
            key = (one.code, one.message)
            if seen[key] > 0:
                seen[key] -= 1
            else:
                left.append(one)
        made.append(Fixed(judged, fix, tuple(left), meaning(compiled) == meant))
    return made


def judge_all(most: int | None = None, rules: Sequence[str] = ()) -> tuple[list[Judged], list[Fixed]]:
    """Every mutation, judged, and every fix that is offered for one, made. ``rules``: parts of their names."""
    assert MODULES
    with TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        chosen = [one for one in mutations(most) if not rules or any(rule in one.rule for rule in rules)]
        judged = [bench.judge(mutation) for mutation in chosen]
        return judged, [fixed for one in judged for fixed in fix_all(bench, one)]
