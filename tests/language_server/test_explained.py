"""Where a code is explained at length."""

from __future__ import annotations

from urllib.parse import urlparse
from urllib.request import url2pathname

from callwright.diagnostics.catalog import CATALOG
from callwright.language_server.explained import where_explained


def test_each_code_leads_to_its_heading() -> None:
    """The address of every code names a file that is there, and the line of the code's own heading in it."""
    for code in CATALOG:
        address = urlparse(where_explained(code))
        with open(url2pathname(address.path), encoding="utf-8") as page:
            lines = page.read().splitlines()
        assert lines[int(address.fragment.removeprefix("L")) - 1] == f"## {code}"


def test_what_is_explained_nowhere_has_no_address() -> None:
    """A code that the page does not have leads nowhere, rather than to the wrong place."""
    assert where_explained("no-such-code") == ""
