"""The picture of a flow can be read: nothing lies on anything else, whatever the flow."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callwright.compiler import compile_path, compile_text
from callwright.core.model import Flow
from callwright.core.prompt import BargeIn, Strategy
from callwright.diagnostics.model import Span
from callwright.graph.chart import Box, Chart, Kind, Manner, Said, Walked, Way
from callwright.graph.drafting import chart
from callwright.graph.plan import picture, plan, render
from tests.golden import check_golden
from tests.graph.large import flow_of
from tests.graph.measured import SVG, complaints, measure
from tests.laws.calls import flow_called

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden" / "flows"
FLOWS = sorted(path.stem for path in (ROOT / "flows").glob("*.yaml") if not path.name.endswith(".test.yaml"))
AT = Span("flow.yaml", 1, 1, 1, 1)
HOSTILE = "</text><script>alert(1)</script> & \"quotes\" ]]> <!-- \x00\x1b[31m \u202ereversed 'x' Grüße"
CROSSINGS = {"after-hours": 110, "appointment": 150, "customer-hotline": 40, "order-status": 100, "terminannahme": 100}
"""The most lines that may cross in a shipped flow; 40 where nothing is said."""


@cache
def shipped(name: str) -> Flow:
    compiled = compile_path(ROOT / "flows" / f"{name}.yaml")
    assert compiled.project is not None
    return compiled.project.flows[name]


@pytest.mark.parametrize("name", FLOWS)
def test_the_picture_of_a_shipped_flow_is_as_it_was(name: str) -> None:
    """Byte by byte, so that every change of it is looked at."""
    check_golden(GOLDEN / f"{name}.svg", picture(chart(shipped(name))))


@pytest.mark.parametrize("name", FLOWS)
def test_nothing_overlaps_in_a_shipped_flow(name: str) -> None:
    """No boxes, no letters lie on others; no line runs through a box; few lines cross; it is as wide as a screen."""
    made = plan(chart(shipped(name)))
    found = measure(render(made))
    assert found.boxes
    assert found.strokes
    assert complaints(found) == []
    assert made.layout.crossings <= CROSSINGS.get(name, 40)
    assert 0.5 < found.page.right / found.page.bottom < 4.6


@pytest.mark.parametrize("seed", [7, 8])
def test_nothing_overlaps_in_fifty_states(seed: int) -> None:
    """The picture of fifty states, tangled as they are, can be read as well, and is no banner."""
    made = plan(chart(flow_of(50, seed)))
    found = measure(render(made))
    assert len(found.boxes) >= 48
    assert complaints(found) == []
    assert made.layout.crossings <= 650
    assert found.page.right < 5000
    assert found.page.bottom < 3500


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 50), st.booleans())
def test_nothing_overlaps_whatever_the_flow(number: int, walked: bool) -> None:
    """Random flows, and random paths over them, are drawn without anything on anything else."""
    model = chart(flow_called(str(number)))
    assert complaints(measure(picture(model, _any_path(model, number) if walked else None))) == []


def _any_path(model: Chart, number: int) -> Walked:
    chance = Random(number)
    taken = chance.sample(range(len(model.ways)), chance.randint(0, min(8, len(model.ways))))
    ways = {way: tuple(sorted(chance.sample(range(1, 200), chance.randint(1, 5)))) for way in taken}
    boxes = {key: 1 for way in taken for key in (model.ways[way].source, model.ways[way].target)}
    return Walked("a call", ways, boxes, {said.span: "cut" for box in model.boxes for said in box.said})


def _hostile() -> Chart:
    policies = (BargeIn(), BargeIn(Strategy.NONE, None, None), BargeIn(Strategy.MANUAL, None, None))
    said = tuple(Said(f"{HOSTILE} {n}", policy, AT) for n, policy in enumerate(policies))
    boxes = (
        Box("state:<script>", "<script>", Kind.ASKS, AT, said, (HOSTILE,), start=True),
        Box("state:größe", "größe", Kind.HANGS_UP, AT),
        Box('state:a "b" & c', 'a "b" & c', Kind.PASSES, AT, (), (), reached=False),
        Box("state:" + "x" * 300, "x" * 300, Kind.PASSES, AT, (Said("y" * 2000, BargeIn(), AT),)),
    )
    ways = (
        Way(boxes[0].key, boxes[1].key, Manner.WAY, (HOSTILE, "z" * 500)),
        Way(boxes[0].key, boxes[0].key, Manner.STAY, (HOSTILE,)),
        Way(boxes[0].key, boxes[0].key, Manner.LADDER, ("again",)),
        Way(boxes[2].key, boxes[3].key, Manner.FAILURE, ()),
        Way(boxes[3].key, boxes[1].key, Manner.EVENT, ("event",)),
    )
    return Chart("hostile", HOSTILE, boxes, ways, ("+49 211 <b>",))


def test_no_words_break_the_picture() -> None:
    """Markup, quotes, control characters and endless words are shown or shortened, and never become part of it."""
    drawn = picture(_hostile(), Walked(HOSTILE, {0: (1, 2, 3, 4), 1: (5,)}, {"state:<script>": 0}, {AT: "cut"}))
    root = ElementTree.fromstring(drawn)
    assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
        *("svg", "title", "desc", "style", "rect", "text", "tspan", "g", "path", "line", "circle", "a")
    }
    assert complaints(measure(drawn)) == []
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert "state-größe" in ids
    assert "state-.3c.script.3e." in ids


def test_every_box_says_what_it_is_and_where() -> None:
    """Whoever points at a state reads its name, and its file and line; a link leads to it by its name."""
    root = ElementTree.fromstring(picture(chart(shipped("customer-hotline"))))
    box = next(node for node in root.iter() if node.get("id") == "state-welcome")
    title, desc = box.find(f"{SVG}title"), box.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert title.text == "welcome"
    line = shipped("customer-hotline").states["welcome"].span.line
    assert (desc.text or "").startswith(f"asks; customer-hotline.yaml:{line}\n")
    links = {node.get("href") for node in root.iter(f"{SVG}a")}
    ids = {f"#{node.get('id')}" for node in root.iter() if node.get("id")}
    assert "#state-order" in links
    assert links <= ids


def test_letters_are_letters() -> None:
    """What stands in the picture can be marked, copied and searched for."""
    root = ElementTree.fromstring(picture(chart(shipped("customer-hotline"))))
    words = " ".join("".join(node.itertext()) for node in root.iter(f"{SVG}text"))
    assert "call_back" in words
    assert "Welcome to Fernway" in words


def test_the_picture_is_the_same_everywhere() -> None:
    """Another process, which puts its sets in another order, draws the same bytes."""
    program = (
        "import sys; from callwright.compiler import compile_path;"
        "from callwright.graph import drafting, plan, mermaid;"
        "flow = compile_path('flows/order-status.yaml').project.flows['order-status'];"
        "made = drafting.chart(flow); sys.stdout.buffer.write((plan.picture(made) + mermaid.text(made)).encode())"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(drawn) == 1


def test_what_no_call_comes_to_is_grey() -> None:
    """A state that nothing leads to is told apart, in the picture and in words, and the legend explains it."""
    drawn = picture(chart(flow_of(20)))
    root = ElementTree.fromstring(drawn)
    grey = [node for node in root.iter() if "unreached" in node.get("class", "").split()]
    assert [node.get("id") for node in grey] == ["state-forgotten"]
    assert (grey[0][0].text or "").endswith("no call ever comes here")
    assert "grey: no call ever comes here" in drawn
    assert "grey: no call" not in picture(chart(shipped("customer-hotline")))


def test_what_holds_everywhere_is_one_box() -> None:
    """What may be said at any time leads away from one box, and not from every state."""
    found = measure(picture(chart(flow_of(50))))
    goodbye = [stroke for stroke in found.strokes if stroke.ends[1] == "farewell" and stroke.ends[0] == "at any time"]
    assert goodbye
    assert sum(name == "at any time" for name in found.names.values()) == 1


def test_a_flow_of_one_state_is_a_picture() -> None:
    """The smallest flow there is."""
    compiled = compile_text("states:\n  bye:\n    prompts: Goodbye.\n    hangup: true\n")
    assert compiled.project is not None
    found = measure(picture(chart(compiled.project.entry())))
    assert complaints(found) == []
    assert {box.owner for box in found.boxes} == {"state-bye", "anytime"}
