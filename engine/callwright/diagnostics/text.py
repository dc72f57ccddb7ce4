"""Diagnostics for people at a terminal: what, where, the line with carets under the words, and the mend.

```text
error: There is no state "billling". [unknown-state]
  --> flows/acme.yaml:12:16
   |
12 |       billing: billling
   |                ^^^^^^^^
   = help: Did you mean "billing"?
```
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from callwright.diagnostics.levels import Silenced
from callwright.diagnostics.model import Diagnostic, Severity, Span
from callwright.diagnostics.shown import excerpt, shown, without_secrets

_WIDEST = 110
"""Columns of a source line that are shown; of a longer line, the part around the finding."""

_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.INFO: "\x1b[1;36m"}
_BOLD, _QUIET, _PLAIN = "\x1b[1m", "\x1b[36m", "\x1b[0m"


def render(
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[str, Sequence[str]],
    silenced: Sequence[Silenced] = (),
    *,
    colours: bool = False,
) -> str:
    """All diagnostics, one after the other, and nothing for none; last those that are silenced, with the reason.

    ``sources`` maps a file to its lines; where a file is missing, its excerpts are left out. ``colours`` adds
    the terminal's colours. A secret that a finding lies on is masked.
    """
    paint = _Paint(colours)
    sources = without_secrets(sources, (*diagnostics, *(one.diagnostic for one in silenced)))
    shown_first = [_one(diagnostic, sources, paint) for diagnostic in diagnostics]
    return "\n".join([*shown_first, *(_silenced(one, sources, paint) for one in silenced)])


class _Paint:
    def __init__(self, colours: bool) -> None:
        self._colours = colours

    def __call__(self, colour: str, text: str) -> str:
        return f"{colour}{text}{_PLAIN}" if self._colours else text


def _one(diagnostic: Diagnostic, sources: Mapping[str, Sequence[str]], paint: _Paint) -> str:
    last = max([diagnostic.span.line, *(related.span.line for related in diagnostic.related)])
    margin = " " * len(str(last))
    colour = _COLOURS[diagnostic.severity]
    head = paint(colour, f"{diagnostic.severity}:")
    out = [f"{head} {paint(_BOLD, shown(diagnostic.message))} [{diagnostic.code}]"]
    out += _place(diagnostic.span, sources, margin, "-->", "^", paint, colour)
    for related in diagnostic.related:
        out.append(f"{margin} {paint(_QUIET, '=')} {shown(related.message)}")
        out += _place(related.span, sources, margin, "-->", "-", paint, _QUIET)
    if diagnostic.help:
        first, *rest = diagnostic.help.split("\n")
        out.append(f"{margin} {paint(_QUIET, '=')} help: {shown(first)}")
        out += [f"{margin}         {shown(line)}" for line in rest]
    return "\n".join(out) + "\n"


def _silenced(one: Silenced, sources: Mapping[str, Sequence[str]], paint: _Paint) -> str:
    found = one.diagnostic
    margin = " " * len(str(found.span.line))
    out = [f"{paint(_QUIET, 'silenced:')} {paint(_BOLD, shown(found.message))} [{found.code}]"]
    out += _place(found.span, sources, margin, "-->", "^", paint, _QUIET)
    out.append(f"{margin} {paint(_QUIET, '=')} because {shown(one.reason)}")
    return "\n".join(out) + "\n"


def _place(
    span: Span,
    sources: Mapping[str, Sequence[str]],
    margin: str,
    arrow: str,
    mark: str,
    paint: _Paint,
    colour: str,
) -> list[str]:
    out = [f"{margin}{paint(_QUIET, arrow)} {shown(span.file)}:{span.line}:{span.column}"]
    lines = sources.get(span.file, ())
    if not 1 <= span.line <= len(lines):
        return out
    line = lines[span.line - 1]
    start = min(span.column - 1, len(line))
    # Of a finding that goes over several lines, the first is shown.
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    end = max(end, start + 1)
    left = max(0, min(start - 20, len(line) - _WIDEST)) if len(line) > _WIDEST else 0
    right = left + _WIDEST
    before, found = excerpt(line[left:start]), excerpt(line[start : min(end, right)])
    view = ("…" if left else "") + excerpt(line[left:right]).rstrip() + ("…" if right < len(line) else "")
    carets = " " * (_width(before) + (1 if left else 0)) + mark * max(1, _width(found))
    bar = paint(_QUIET, "|")
    number = paint(_QUIET, str(span.line).rjust(len(margin)))
    return [*out, f"{margin} {bar}", f"{number} {bar} {view}".rstrip(), f"{margin} {bar} {paint(colour, carets)}"]


def _width(text: str) -> int:
    """Columns of a terminal: some letters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(c) or c in "\u200d\ufe0f" else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
