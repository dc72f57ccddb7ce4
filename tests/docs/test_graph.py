"""docs/graph.md: its pictures are drawn from the flows that we ship, and its words are those of the pictures.

With ``CALLWRIGHT_REGEN=1`` the pictures are drawn anew; look at them before they are committed.
"""

from __future__ import annotations

import re

from callwright.cli.graph import ENDINGS
from callwright.graph.drafting import chart
from callwright.graph.plan import picture
from callwright.graph.walking import read, walk
from tests.docs.pages import ROOT
from tests.golden import check_golden
from tests.graph.test_plan import shipped
from tests.graph.test_walking import recorded

PAGE = (ROOT / "docs" / "graph.md").read_text(encoding="utf-8")
PICTURES = ROOT / "docs" / "pictures" / "flows"
HOTLINE = "customer-hotline"


def test_the_picture_is_of_its_flow() -> None:
    """The hotline is drawn, byte by byte, as the command that stands above the picture draws it."""
    assert f"callwright graph flows/{HOTLINE}.yaml --output" in PAGE
    check_golden(PICTURES / f"{HOTLINE}.svg", picture(chart(shipped(HOTLINE))))


def test_the_path_is_of_its_call() -> None:
    """The path is that of the test that the command names."""
    name = re.findall(r'--test "([^"]+)"', PAGE)[0]
    flow, text, _ = recorded(HOTLINE)
    model = chart(flow)
    check_golden(PICTURES / "a-call.svg", picture(model, walk(model, next(r for r in read(text) if r.name == name))))


def test_every_picture_is_shown() -> None:
    """No picture is missing on the page, and none is left over."""
    shown = set(re.findall(r"\]\(pictures/flows/([a-z-]+)\.svg\)", PAGE))
    assert shown == {path.stem for path in PICTURES.glob("*.svg")}


def test_every_ending_is_named() -> None:
    """The table of formats has each ending that the command knows, and no other."""
    assert set(re.findall(r"`(\.[a-z]+)`", PAGE)) == set(ENDINGS)
