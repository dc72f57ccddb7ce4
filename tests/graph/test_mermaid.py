"""A flow as Mermaid text: all of it is there, and no words in it break it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from callwright.graph import mermaid
from callwright.graph.chart import Manner, Walked
from callwright.graph.drafting import chart
from tests.golden import check_golden
from tests.graph.large import flow_of
from tests.graph.test_plan import FLOWS, _hostile, shipped

GOLDEN = Path(__file__).parent / "golden" / "flows"
ARROW = re.compile(r"^  s\d+ (?:-->|-\.->|==>)(?:\|\"[^\"]*\"\|)? s\d+$")


@pytest.mark.parametrize("name", FLOWS)
def test_the_text_of_a_shipped_flow_is_as_it_was(name: str) -> None:
    """Byte by byte, so that every change of it is looked at."""
    check_golden(GOLDEN / f"{name}.mmd", mermaid.text(chart(shipped(name))))


@pytest.mark.parametrize("name", FLOWS)
def test_every_box_and_every_way_is_in_it(name: str) -> None:
    """One line for each box and one for each way, between boxes that there are; each kind of box looks its own way."""
    model = chart(shipped(name))
    lines = mermaid.text(model).splitlines()
    assert sum(line.startswith("  s") and "<b>" in line for line in lines) == len(model.boxes)
    assert sum(bool(ARROW.match(line)) for line in lines) == len(model.ways)
    classed = [name for line in lines if line.startswith("  class ") for name in line.split()[1].split(",")]
    assert sorted(classed) == sorted(["legend", *(f"s{n}" for n in range(len(model.boxes)))])


def test_no_words_break_it() -> None:
    """Nothing that an author wrote ends a label, opens markup or makes a new line."""
    for line in mermaid.text(_hostile(), Walked('a "call"', {0: (1,)}, {"state:<script>": 0})).splitlines()[4:]:
        words = "".join(re.findall(r'"(.*?)"', line))
        assert not re.search(r"<(?!/?[bi]>|br/>)", words), line
        assert line.count('"') in (0, 2), line
        assert "`" not in line
        assert line.isprintable()


def test_what_no_call_comes_to_is_grey() -> None:
    """A state that nothing leads to has a look of its own."""
    lines = mermaid.text(chart(flow_of(20))).splitlines()
    forgotten = next(line.split("[")[0].strip() for line in lines if "forgotten" in line)
    assert f"  class {forgotten} unreached" in lines


def test_ladders_are_dashed() -> None:
    """What follows words that were not understood is told from what the caller chose."""
    model = chart(shipped("customer-hotline"))
    lines = [line for line in mermaid.text(model).splitlines() if ARROW.match(line)]
    dashed = [way.manner not in (Manner.WAY, Manner.CALL, Manner.STAY) for way in model.ways]
    assert ["-.->" in line for line in lines] == dashed


def test_the_path_of_a_call_is_thick_and_numbered() -> None:
    """The ways that a call took carry their numbers, and what it never came to is pale."""
    model = chart(shipped("customer-hotline"))
    first = model.ways[0]
    text = mermaid.text(model, Walked("a call", {0: (1, 3)}, {first.source: 0, first.target: 1}))
    lines = text.splitlines()
    assert any(line.startswith('  s0 ==>|"1, 3: delivery') for line in lines)
    assert any(line.startswith("  linkStyle 0,1 ") for line in lines)
    assert sum(line.endswith(" pale") and line.startswith("  class ") for line in lines) == 1
    assert "a call" in lines[1]
