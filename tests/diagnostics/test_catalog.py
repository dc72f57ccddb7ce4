"""Every code is described, and its example is true."""

from __future__ import annotations

import re

import pytest

from callwright.compiler.document import parse
from callwright.diagnostics.catalog import CATALOG, Entry, finding
from callwright.diagnostics.codes_yaml import YAML_CODES
from callwright.diagnostics.model import Related, Severity, Span

SPAN = Span("f.yaml", 1, 1, 1, 2)
# Their examples would be as large as what they warn of, or cannot be written as text.
NOT_SHOWN = {"file-too-large", "too-many-aliases", "not-utf8"}


@pytest.mark.parametrize("code", CATALOG)
def test_entry(code: str) -> None:
    """A code is kebab-case, and its entry says all that is asked of it."""
    entry = CATALOG[code]
    assert entry.code == code
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    assert entry.title
    assert not entry.title.endswith(".")
    assert entry.explanation.endswith((".", "`", "?"))
    assert entry.example_bad != entry.example_good


def test_no_code_twice() -> None:
    """No two entries share a code."""
    assert len({entry.code for entry in YAML_CODES}) == len(YAML_CODES)


@pytest.mark.parametrize("entry", [entry for entry in YAML_CODES if entry.code not in NOT_SHOWN], ids=lambda e: e.code)
def test_examples(entry: Entry) -> None:
    """The bad example brings its code about, and the good one is read without a word."""
    code = entry.code
    assert code in {found.code for found in parse(CATALOG[code].example_bad.encode(), "f.yaml").diagnostics}
    assert parse(CATALOG[code].example_good.encode(), "f.yaml").diagnostics == ()


def test_finding() -> None:
    """A finding has the severity of its code, and an unknown code cannot be reported."""
    related = Related(SPAN, "there")
    found = finding("cut-by-comment", "Cut.", SPAN, "Mend.", [related])
    assert (found.severity, found.help, found.related) == (Severity.WARNING, "Mend.", (related,))
    with pytest.raises(KeyError):
        finding("no-such-code", "Cut.", SPAN)
