"""Colours that can be told apart and letters that can be read, in light and in dark."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from callwright.core.playback import Fate
from callwright.core.prompt import Strategy
from callwright.graph import style

PAIRS = [
    *(("ink", under) for under in ("page", "lane", "none", "manual", "minimum", "immediate")),
    *(("soft", under) for under in ("page", "lane")),
    *((f"{name}-edge", name) for name in ("none", "manual", "minimum", "immediate")),
    *((name, "lane") for name in ("cut", "caller-edge", "manual-edge")),
]


def _light(colour: str) -> float:
    def linear(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[n : n + 2]) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [style.LIGHT, style.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("letters", "under"), PAIRS)
def test_letters_can_be_read(colours: Mapping[str, str], letters: str, under: str) -> None:
    """Every letter has a contrast of at least 4.5 to what lies under it."""
    brighter, darker = sorted((_light(colours[letters]), _light(colours[under])), reverse=True)
    assert (brighter + 0.05) / (darker + 0.05) >= 4.5


def test_both_schemes_have_every_colour() -> None:
    """What is light has its like in the dark, and no rule names a colour that there is not."""
    assert style.LIGHT.keys() == style.DARK.keys()
    assert "$" not in style.sheet()


def test_the_legend_knows_everything() -> None:
    """Each strategy and each fate of the record has its words and its colour."""
    assert style.STRATEGIES.keys() == {strategy.value for strategy in Strategy}
    assert style.FATES.keys() == {fate.value for fate in Fate}
    assert style.KINDS.keys() >= style.STRATEGIES.keys()
