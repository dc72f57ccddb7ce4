"""The safe mends of findings, made one after the other until none is left.

Theory of operation. ``look`` says everything there is to tell about a project in which some files have other bytes
than on the disk. In each round the safe mends of all findings are made that do not touch each other, then it is looked
again: a mend often uncovers the next mistake. Nothing is written here.

Laws:

- A mend stays only if its finding is gone, the file is no worse as YAML, and ``kept`` finds nothing lost. A mend that
  does not stay is not tried again.
- It ends: no text comes twice, and there are at most ``_MOST_ROUNDS`` rounds.
- Where two mends touch each other, the first in the order of findings is made, the other looked for anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from callwright.compiler.editing.kept import faults, keeps
from callwright.compiler.editing.text import TextFile, overlap
from callwright.diagnostics.model import Diagnostic, Edit, Fix

_MOST_ROUNDS = 50

Look = Callable[[Mapping[str, bytes]], Sequence[Diagnostic]]
"""The findings of a project, with these files (by the name that spans have) in place of what is on the disk."""


@dataclass(frozen=True, slots=True)
class Mend:
    """One mend that was made: of which finding, and how."""

    diagnostic: Diagnostic
    fix: Fix


@dataclass(frozen=True, slots=True)
class Mended:
    """What came of it: the files that changed (before, after), the mends that were made, and the findings left."""

    changed: Mapping[str, tuple[bytes, bytes]]
    mends: tuple[Mend, ...]
    left: tuple[Diagnostic, ...]


def mend(look: Look, read: Callable[[str], bytes], may_change: Callable[[str], bool] = lambda _: True) -> Mended:
    """Make every safe mend. ``read`` gives the bytes of a file on the disk; ``may_change`` says which may be changed.

    Raises ``OSError`` where ``read`` does.
    """
    return _Mending(look, read, may_change).run()


class _Mending:
    def __init__(self, look: Look, read: Callable[[str], bytes], may_change: Callable[[str], bool]) -> None:
        self.look = look
        self.read = read
        self.may_change = may_change
        self.before: dict[str, bytes] = {}
        self.now: dict[str, bytes] = {}
        self.tried: dict[str, bytes] = {}
        self.refused: set[tuple[str, str, tuple[Edit, ...]]] = set()
        self.mends: list[Mend] = []

    def run(self) -> Mended:
        findings = self.look({})
        seen = {self._state()}
        for _ in range(_MOST_ROUNDS):
            wanted = _apart(self._wanted(findings))
            made = self._made(wanted, findings) if wanted else None
            if made is None or self._state() in seen:
                break
            seen.add(self._state())
            findings = made
        changed = {file: (self.before[file], data) for file, data in self.now.items() if data != self.before[file]}
        return Mended(changed, tuple(self.mends), tuple(findings))

    def _state(self) -> tuple[tuple[str, bytes], ...]:
        return tuple(sorted((file, data) for file, data in self.now.items() if data != self.before[file]))

    def _wanted(self, findings: Iterable[Diagnostic]) -> list[Mend]:
        wanted = []
        for found in findings:
            for fix in found.fixes:
                files = {edit.span.file for edit in fix.edits}
                # Of several safe ones none is the one that was meant.
                if not fix.safe or sum(other.safe for other in found.fixes) > 1 or not all(map(self.may_change, files)):
                    continue
                if fix.edits and (found.code, found.message, fix.edits) not in self.refused:
                    wanted.append(Mend(found, fix))
        return wanted

    def _made(self, wanted: list[Mend], findings: Sequence[Diagnostic]) -> Sequence[Diagnostic] | None:
        """Make these mends together; where that does not hold, the first half that does. The findings after it."""
        found = self._tried(wanted)
        if found is not None and not any(_again(one, findings, found) for one in wanted):
            self.now.update(self.tried)
            self.mends += wanted
            return found
        if len(wanted) == 1:
            one = wanted[0]
            self.refused.add((one.diagnostic.code, one.diagnostic.message, one.fix.edits))
            return None
        half = len(wanted) // 2
        made = self._made(wanted[:half], findings)
        # Where the first half was made, the places of the second may have moved: they are looked for anew.
        return made if made is not None else self._made(wanted[half:], findings)

    def _tried(self, mends: list[Mend]) -> Sequence[Diagnostic] | None:
        """What there would be to tell with these mends; ``None`` where they cannot be made, or lose something."""
        edits: dict[str, list[Edit]] = {}
        for one in mends:
            for edit in one.fix.edits:
                edits.setdefault(edit.span.file, []).append(edit)
        self.tried = {}
        for file, of_file in edits.items():
            old = TextFile.of(self._bytes(file))
            try:
                new = old.edited(of_file) if old is not None else None
            except ValueError:
                return None  # a place that is not in the file
            if old is None or new is None or faults(new) > faults(old) or not keeps(old, new, of_file):
                return None
            self.tried[file] = new.data
        return self.look({**self.now, **self.tried})

    def _bytes(self, file: str) -> bytes:
        if file not in self.now:
            self.before[file] = self.now[file] = self.read(file)
        return self.now[file]


def _apart(mends: Sequence[Mend]) -> list[Mend]:
    """As many as can be made in one go, the first ones first."""
    chosen: list[Mend] = []
    taken: dict[str, list[Edit]] = {}
    for one in mends:
        if any(overlap(edit.span, other.span) for edit in one.fix.edits for other in taken.get(edit.span.file, ())):
            continue
        for edit in one.fix.edits:
            taken.setdefault(edit.span.file, []).append(edit)
        chosen.append(one)
    return chosen


def _again(mend: Mend, before: Sequence[Diagnostic], after: Sequence[Diagnostic]) -> bool:
    """Whether a finding is still there: on its line, or where lines come or go anywhere, as many times as before."""
    found = mend.diagnostic
    lines_stay = all("\n" not in edit.text and edit.span.line == edit.span.end_line for edit in mend.fix.edits)

    def times(diagnostics: Sequence[Diagnostic]) -> int:
        # One finding may stand for several that say the same, at the places that belong to it.
        places = [
            span
            for one in diagnostics
            if (one.code, one.message) == (found.code, found.message)
            for span in (one.span, *(related.span for related in one.related))
        ]
        on_line = [span for span in places if (span.file, span.line) == (found.span.file, found.span.line)]
        return len(on_line if lines_stay else places)

    return times(after) >= times(before)
