"""Comments that silence a rule at one place: ``# callwright: allow CODE because REASON``.

Laws:

- Only a finding whose rule may be silenced (``levels.settable``) is; a mistake of the language never is.
- A comment without a reason silences nothing.
- A comment at the end of a line is for what begins on that line, and behind a text of several lines for what begins
  anywhere in that text. A comment on a line of its own is for what begins on the next line that is no comment, with
  everything that belongs to it: a state, a prompt, an intent, any key. Above a key at the left margin, such as
  ``states:``, it is for that line alone, so that no comment silences a rule for a whole file: levels are for that.
- Every comment that means to silence something and does not is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from callwright.compiler.comments import Comment, comments_in
from callwright.compiler.document import Document
from callwright.compiler.mend import short
from callwright.compiler.nodes import Node
from callwright.diagnostics.catalog import CATALOG, finding
from callwright.diagnostics.levels import settable
from callwright.diagnostics.model import Diagnostic, Edit, Fix, Span
from callwright.diagnostics.nearest import nearest

_ANY = re.compile(r"#[ \t]*callwright\b")
_COMMENT = re.compile(r"#+[ \t]*callwright[ \t]*(?P<colon>:?)[ \t]*(?P<verb>[\w-]*)(?P<rest>.*)", re.DOTALL)
_BECAUSE = re.compile(r"(?:^|(?<=[\s,]))because\b[\s:]*")
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


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that a comment silences: with its reason, and where the comment stands."""

    diagnostic: Diagnostic
    reason: str
    comment: Span


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
    return bool(written["colon"]) or nearest(written["verb"], _VERBS) is not None


def allowances(document: Document) -> Allowances:
    """What the comments of a file allow. A file that could not be read allows nothing."""
    made = Allowances()
    root = document.root
    if root is None or not _ANY.search(root.source.text):
        return made
    comments = comments_in(root.source, root)
    lines: _Lines | None = None
    alone = {comment.line for comment in comments if comment.alone}
    for comment in comments:
        if is_allowance(comment.text):
            lines = lines or _Lines(root, alone)
            _read(comment, lines, made)
    return made


def _read(comment: Comment, lines: _Lines, made: Allowances) -> None:
    written = _COMMENT.fullmatch(comment.text)
    assert written is not None
    if not written["colon"] or written["verb"] != "allow":
        message = f"callwright does not understand this comment: '{short(comment.text)}'."
        made.findings.append(finding("allow-unclear", message, comment.span, f"Write: {FORM}"))
        return
    rest, offset = written["rest"], comment.start + written.start("rest")
    because = _BECAUSE.search(rest)
    reason = " ".join(rest[because.end() :].split()) if because else ""
    before = rest[: because.start()] if because else rest
    codes = [(match.group(), offset + match.start()) for match in _CODE.finditer(before) if match.group() != "and"]
    if not codes:
        message = "This comment does not say what it allows."
        made.findings.append(finding("allow-unclear", message, comment.span, f"Write: {FORM}"))
        return
    if not _REASON.search(reason):
        # Without "because" the reason may follow the codes directly: only what can be one is shown as a code.
        known = [code for code, _ in codes if code in CATALOG] or [codes[0][0]]
        message = "This comment gives no reason, so it silences nothing."
        help = f"Write why: # callwright: allow {', '.join(known)} because "
        after = " ".join(code for code, _ in codes if code not in known)
        help += after if not because and after else "…"
        made.findings.append(finding("allow-without-reason", message, comment.span, help))
        return
    first, last = lines.of(comment)
    for code, start in codes:
        span = comment.source.span(start, start + len(code))
        refused = not_settable(code, span, "silenced by a comment")
        if refused is not None:
            made.findings.append(refused)
        else:
            made.allowed.append(Allowance(code, reason, span, first, last))


def not_settable(code: str, span: Span, what: str) -> Diagnostic | None:
    """What is wrong with a code where one is expected that can be ``what``; ``None`` where nothing is."""
    entry = CATALOG.get(code)
    if entry is None:
        near = nearest(code, (known for known, one in CATALOG.items() if settable(one)))
        meant = f' Did you mean "{near}"?' if near else ""
        fixes = (Fix(f"Write “{near}”", (Edit(span, near),)),) if near else ()
        help = "All of them: callwright explain"
        return finding("unknown-rule", f'There is no rule "{code}".{meant}', span, help, fixes=fixes)
    if not settable(entry):
        message = f'"{code}" is a mistake in the language, not a rule of good dialogue: it cannot be {what}.'
        help = f"Mend it instead; this says how: callwright explain {code}"
        return finding("rule-not-settable", message, span, help)
    return None


class _Lines:
    """Which lines a comment is for."""

    def __init__(self, root: Node, alone: set[int]) -> None:
        self._source = root.source
        self._alone = alone
        self._last: dict[int, int] = {}
        self._texts: dict[int, int] = {}
        for key in (entry.key for entry in root.entries.values()):
            self._begins(key, key)
        waiting = [root]
        seen: set[int] = set()
        while waiting:
            node = waiting.pop()
            if node.kind == "scalar" or id(node) in seen:
                self._text(node)
                continue
            seen.add(id(node))
            for entry in node.entries.values():
                if node is not root:
                    self._begins(*entry)
                waiting.append(entry.value)
            for item in node.items:
                self._begins(item, item)
                waiting.append(item)

    def _begins(self, key: Node, value: Node) -> None:
        """What begins with ``key`` lasts to the end of ``value``, unless that is repeated from elsewhere."""
        first = self._source.line_of(key.start)
        last = self._source.line_of(max(value.end, value.start)) if value.start >= key.start else first
        self._last[first] = max(last, self._last.get(first, first))

    def _text(self, node: Node) -> None:
        if node.kind == "scalar":
            first, last = self._source.line_of(node.start), self._source.line_of(node.end)
            if last > first:
                self._texts[last] = first

    def of(self, comment: Comment) -> tuple[int, int]:
        """The first and the last line."""
        if not comment.alone:
            return self._texts.get(comment.line, comment.line), comment.line
        line, lines = comment.line + 1, self._source.lines
        while line <= len(lines) and (line in self._alone or not lines[line - 1].strip()):
            line += 1
        return line, self._last.get(line, line)
