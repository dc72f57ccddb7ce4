"""The colours of a flow's picture can be told apart, and its letters be read, in light and in dark."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from callwright.graph import paint
from callwright.graph.chart import Kind, Manner
from tests.graph.test_style import _light

PAIRS = [
    *((letters, under) for letters in ("ink", "soft") for under in ("page", "card", "waits", "works", "plain")),
    ("ends-ink", "ends"),
    ("walk-ink", "walk"),
    *((f"{name}-edge", name) for name in ("none", "manual", "minimum", "immediate")),
]


@pytest.mark.parametrize("colours", [paint.LIGHT, paint.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("letters", "under"), PAIRS)
def test_letters_can_be_read(colours: Mapping[str, str], letters: str, under: str) -> None:
    """Every letter has a contrast of at least 4.5 to what lies under it."""
    brighter, darker = sorted((_light(colours[letters]), _light(colours[under])), reverse=True)
    assert (brighter + 0.05) / (darker + 0.05) >= 4.5


@pytest.mark.parametrize("colours", [paint.LIGHT, paint.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("line", ["line", "failure", "event", "calls", "walk", "edge"])
def test_lines_can_be_seen(colours: Mapping[str, str], line: str) -> None:
    """Every line has a contrast of at least 3 to the page, and a box's edge of 2."""
    brighter, darker = sorted((_light(colours[line]), _light(colours["page"])), reverse=True)
    assert (brighter + 0.05) / (darker + 0.05) >= (2 if line == "edge" else 3)


def test_both_schemes_have_every_colour() -> None:
    """What is light has its like in the dark, and no rule names a colour that there is not."""
    assert paint.LIGHT.keys() == paint.DARK.keys()
    assert "$" not in paint.sheet()


def test_the_legend_knows_every_line() -> None:
    """Each manner of a way has its words, and each kind of box that has a colour of its own a known one."""
    assert paint.LINES.keys() == set(Manner)
    assert paint.HEADS.keys() <= set(Kind)
    assert set(paint.HEADS.values()) <= paint.LIGHT.keys()
