"""docs/diagnostics.md, made from the catalogue. To write it anew: ``python -m tests.docs.diagnostics_page``."""

from __future__ import annotations

from callwright.diagnostics.catalog import CATALOG
from callwright.diagnostics.entry import Entry
from callwright.diagnostics.levels import settable
from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "diagnostics.md"

_HEAD = """\
# Diagnostics

Everything that `callwright check` can find, in alphabetical order. The name of each stands in brackets behind the
message. Errors have to be mended before the flow can be served; warnings and notes do not. What is marked with a star
can be set to another level, or silenced at one place by a comment with a reason:
[Checking a flow](checking.md) says how.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(_entry(CATALOG[code]) for code in sorted(CATALOG))])


def _entry(entry: Entry) -> str:
    return (
        f"## {entry.code}\n\n{entry.title}. ({_level(entry)})\n\n{_shown(entry.explanation)}\n\n"
        f"{_example(entry.example_bad)}\nMended:\n\n{_example(entry.example_good)}"
    )


def _level(entry: Entry) -> str:
    level = {"error": "Error", "warning": "Warning", "info": "Note"}[entry.severity]
    return f"{level} ★" if settable(entry) else level


def _example(text: str) -> str:
    fence = "````" if "```" in text else "```"
    return f"<!-- not a flow -->\n{fence}yaml\n{_shown(text).rstrip()}\n{fence}\n"


def _shown(text: str) -> str:
    """The text with what cannot be printed written out."""
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
