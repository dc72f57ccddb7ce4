"""The page of diagnostics says what the catalogue says."""

from __future__ import annotations

from tests.docs.diagnostics_page import PAGE, page


def test_the_page_is_what_the_catalogue_says() -> None:
    """docs/diagnostics.md is up to date; if not, run ``python -m tests.docs.diagnostics_page``."""
    assert PAGE.read_text(encoding="utf-8") == page()
