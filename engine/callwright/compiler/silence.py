"""Comments that silence a rule at one place: ``# callwright: allow CODE because REASON``.

Laws:

- Only a finding whose rule may be silenced (``levels.settable``) is; a mistake of the language never is.
- A comment without a reason silences nothing.
- A comment at the end of a line is for what begins on that line, and behind a text of several lines for what begins
  anywhere in that text. A comment on a line of its own is for what begins on the next line that is no comment, with
  everything that belongs to it: a state, a prompt, an intent, any key. Above a key at the left margin, such as
  ``states:``, it is for that line alone, so that no comment silences a rule for a whole file: levels are for that.
- Every comment that means to silence something and does not is told; one inside a text, too, which would be spoken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from callwright.compiler.document import Document
from callwright.compiler.mend import short
from callwright.compiler.nodes import Entry, Node
from callwright.diagnostics.catalog import CATALOG, finding
from callwright.diagnostics.levels import Silenced, about_these, settable
from callwright.diagnostics.model import Diagnostic, Edit, Fix, Span
from callwright.diagnostics.nearest import nearest, only_near

_ANY = re.compile(r"#[ \t]*callwright\b", re.IGNORECASE)
_COMMENT = re.compile(
    r"#+[ \t]*callwright[ \t]*(?P<colon>:?)[ \t]*(?P<verb>[\w-]*)(?P<rest>.*)", re.DOTALL | re.IGNORECASE
)
_BECAUSE = re.compile(r"(?:^|(?<=[\s,]))because\b[\s:]*", re.IGNORECASE)
_CODE = re.compile(r"[^\s,]+")
_REASON = re.compile(r"[^\W\d_]{2}")
_VERBS = ("allow", "allows", "ignore", "disable", "silence", "suppress", "noqa", "off")
FORM = "# callwright: allow CODE because REASON"


@dataclass(slots=True)
class Allowance:
    """One code that a comment allows, from the line ``first`` to the line ``last``.

    ``span`` is where the code stands; ``used`` grows true with the first finding that it silences.
    """

    code: str
    reason: str
    span: Span
    first: int
    last: int
    used: bool = False

    def covers(self, found: Diagnostic) -> bool:
        """Whether this is what the comment is for."""
        return found.code == self.code and self.first <= found.span.line <= self.last


@dataclass(slots=True)
class Allowances:
    """What the comments of one file allow, and what is wrong with them."""

    allowed: list[Allowance] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)

    def silences(self, found: Diagnostic) -> Silenced | None:
        """The silenced finding, or ``None`` where no comment is for it."""
        first = None
        for one in self.allowed:
            if one.covers(found):
                one.used = True
                first = first or one
        return Silenced(found, first.reason, first.span) if first is not None else None

    def unused(self) -> Iterator[Diagnostic]:
        """Every allowance that had nothing to silence."""
        for one in self.allowed:
            if not one.used:
                yield finding(
                    "allow-unused",
                    f'There is nothing here that "{one.code}" finds, so this comment silences nothing.',
                    one.span,
                    "Remove it; or move it to the end of the line that the finding names, or to a line above it.",
                )


def is_allowance(comment: str) -> bool:
    """Whether a comment (with its ``#``) speaks to us: it means to silence something, rightly written or not."""
    written = _COMMENT.fullmatch(comment)
    if written is None:
        return False
    return bool(written["colon"]) or nearest(written["verb"].lower(), _VERBS) is not None


def allowances(document: Document) -> Allowances:
    """What the comments of a file allow. A file that could not be read allows nothing."""
    made = Allowances()
    lines = _Lines(document.lines)
    hashes = [(number, match.start()) for number, line in lines.speaking() for match in _ANY.finditer(line)]
    if document.root is None or not hashes:
        return made
    layout = _Layout(document.root, {line for number, _ in hashes for line in (number, lines.below(number))})
    for number, column in hashes:
        text = lines.text(number)[column:].rstrip()
        span = Span(document.file, number, column + 1, number, column + 1 + len(text))
        if is_allowance(text):
            if layout.inside_a_text(number, column + 1):
                made.findings.append(_spoken(text, span))
                continue
            alone = not lines.text(number)[:column].strip()
            below = lines.below(number)
            reach = (below, layout.last(below)) if alone else (layout.first(number), number)
            _read(text, span, reach, made)
    return made


def _spoken(comment: str, span: Span) -> Diagnostic:
    message = f"This is no comment but part of the text: '{short(comment)}'."
    return finding("allow-unclear", message, span, "Move it to a line of its own above the text, outside its quotes.")


def _read(comment: str, span: Span, reach: tuple[int, int], made: Allowances) -> None:
    written = _COMMENT.fullmatch(comment)
    assert written is not None
    if not written["colon"] or written["verb"].lower() != "allow":
        message = f"callwright does not understand this comment: '{short(comment)}'."
        made.findings.append(finding("allow-unclear", message, span, f"Write: {FORM}"))
        return
    rest, offset = written["rest"], span.column + written.start("rest")
    because = _BECAUSE.search(rest)
    reason = " ".join(rest[because.end() :].split()) if because else ""
    before = rest[: because.start()] if because else rest
    codes = [
        (match.group(), offset + match.start()) for match in _CODE.finditer(before) if match.group().lower() != "and"
    ]
    if not codes:
        message = "This comment does not say what it allows."
        made.findings.append(finding("allow-unclear", message, span, f"Write: {FORM}"))
        return
    if not _REASON.search(reason):
        # Without "because" the reason may follow the codes directly: only what can be one is shown as a code.
        known = [code for code, _ in codes if code in CATALOG] or [codes[0][0]]
        message = "This comment gives no reason, so it silences nothing."
        help = f"Write why: # callwright: allow {', '.join(known)} because "
        after = " ".join(code for code, _ in codes if code not in known)
        help += after if not because and after else "…"
        made.findings.append(finding("allow-without-reason", message, span, help))
        return
    for code, start in codes:
        at = Span(span.file, span.line, start, span.line, start + len(code))
        refused = not_settable(code, at, "silenced by a comment")
        if refused is not None:
            made.findings.append(refused)
        else:
            made.allowed.append(Allowance(code, reason, at, *reach))


def not_settable(code: str, span: Span, what: str) -> Diagnostic | None:
    """What is wrong with a code where one is expected that can be ``what``; ``None`` where nothing is."""
    entry = CATALOG.get(code)
    if entry is None:
        known = {one.code for one in CATALOG.values() if settable(one)}
        near = nearest(code, known)
        meant = f' Did you mean "{near}"?' if near else ""
        fixes = (Fix(f"Write “{near}”", (Edit(span, near),), safe=only_near(code, known)),) if near else ()
        help = "All of them: callwright explain"
        return finding("unknown-rule", f'There is no rule "{code}".{meant}', span, help, fixes=fixes)
    if not settable(entry):
        kind = "a mistake in the language" if not about_these(code) else "about levels and comments like this one"
        message = f'"{code}" is {kind}, not a rule of good dialogue: it cannot be {what}.'
        help = f"Mend it instead; this says how: callwright explain {code}"
        return finding("rule-not-settable", message, span, help)
    return None


class _Lines:
    """The lines of a file, by their numbers."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def text(self, number: int) -> str:
        return self._lines[number - 1]

    def speaking(self) -> Iterator[tuple[int, str]]:
        """Those that may hold a comment for us."""
        return ((number, line) for number, line in enumerate(self._lines, 1) if "#" in line and _ANY.search(line))

    def below(self, number: int) -> int:
        """The next line that is more than a comment."""
        for below in range(number, len(self._lines)):
            line = self._lines[below].strip()
            if line and not line.startswith("#"):
                return below + 1
        return len(self._lines) + 1


class _Layout:
    """What begins and ends at a few lines of a file. Places are told as spans, since a file may be read in parts."""

    def __init__(self, root: Node, wanted: set[int]) -> None:
        self._wanted = wanted
        self._last: dict[int, int] = {}
        self._texts: list[Span] = []
        self._seen: set[int] = set()
        for section in root.entries.values():
            self._text(section.key)
            for entry in section.value.entries.values():
                last = max(entry.value.span.end_line, entry.key.span.line)
                if any(entry.key.span.line <= line <= last for line in wanted):
                    self._entry(entry)
            if not section.value.entries:
                self._walk(section.value)

    def _walk(self, value: Node) -> None:
        waiting = [value]
        while waiting:
            node = waiting.pop()
            if node.kind == "scalar":
                self._text(node)
                continue
            if id(node) in self._seen:
                continue
            self._seen.add(id(node))
            for entry in node.entries.values():
                self._begins(entry.key.span, entry.value)
                self._text(entry.key)
                waiting.append(entry.value)
            for item in node.items:
                self._begins(item.span, item)
                waiting.append(item)

    def _entry(self, entry: Entry) -> None:
        self._begins(entry.key.span, entry.value)
        self._text(entry.key)
        self._walk(entry.value)

    def _begins(self, first: Span, value: Node) -> None:
        """What begins at ``first`` lasts to the end of ``value``, unless that is repeated from elsewhere."""
        if first.line in self._wanted:
            span = value.span
            last = span.end_line if span >= first else first.line
            self._last[first.line] = max(last, self._last.get(first.line, first.line))

    def _text(self, node: Node) -> None:
        span = node.span
        if any(span.line <= line <= span.end_line for line in self._wanted):
            text = node.source.text
            if node.kind == "scalar" and not node.plain and text[node.start : node.start + 1] in ("|", ">"):
                # Behind the head of a block text a comment may stand; the text begins below.
                span = Span(span.file, span.line + 1, 1, span.end_line, span.end_column)
            self._texts.append(span)

    def inside_a_text(self, line: int, column: int) -> bool:
        """Whether the character at this place is part of a text."""
        at = (line, column)
        return any((one.line, one.column) <= at < (one.end_line, one.end_column) for one in self._texts)

    def first(self, line: int) -> int:
        """The line where the text began that ends on ``line``; ``line`` itself where none does."""
        return min((one.line for one in self._texts if one.end_line == line), default=line)

    def last(self, line: int) -> int:
        """The last line of what begins on ``line``."""
        return self._last.get(line, line)
