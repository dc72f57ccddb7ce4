"""The path of a recorded call over the picture of its flow."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from callwright.compiler import compile_path
from callwright.core import record
from callwright.core.model import Flow
from callwright.graph.chart import Manner, Walked
from callwright.graph.drafting import chart, state_key
from callwright.graph.plan import picture
from callwright.graph.walking import RecordError, read, walk
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.envelope import CallSetup
from callwright.platform.services import Services
from callwright.rehearsal.reader import load_script
from callwright.rehearsal.run import perform
from callwright.rehearsal.steps import Noting, lines
from tests.graph.measured import SVG, complaints, measure

FLOWS = Path(__file__).parents[2] / "flows"
SCRIPTS = sorted(path.name.removesuffix(".test.yaml") for path in FLOWS.glob("*.test.yaml"))


@cache
def recorded(name: str) -> tuple[Flow, str, dict[str, list[str]]]:
    """The flow of a script, the record of all its tests, and by test the states that were entered."""
    script = load_script(FLOWS / f"{name}.test.yaml")
    project = compile_path(FLOWS).project
    assert project is not None
    flow = project.flows[script.flow or name]
    text, entered = "", {}
    for rehearsal in script.rehearsals:
        application = Noting(flow, Services(rehearsal.services))
        setup = CallSetup(to_number=flow.numbers[0] if flow.numbers else CallSetup().to_number, timezone=flow.timezone)
        run_now(perform(rehearsal, InProcess(application, websocket=False), VirtualClock(), setup=setup))
        assert application.session is not None
        text += "".join(lines(rehearsal.name, flow, application.steps, record.of(flow, application.session)))
        entered[rehearsal.name] = [
            trace.detail
            for step in application.steps
            for trace in step.why
            if trace.rule == "enter" and trace.span == getattr(flow.states.get(trace.detail), "span", None)
        ]
    return flow, text, entered


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_path_is_what_was_entered(name: str) -> None:
    """Each call of each shipped script comes to the states that it entered, in this order, by ways that there are."""
    flow, text, entered = recorded(name)
    model = chart(flow)
    for one in read(text):
        path = walk(model, one)
        assert {key for key in path.boxes if key.startswith("state:")} - {"state:"} == {
            state_key(state) for state in entered[one.name]
        }
        numbered = sorted((step, way) for way, steps in path.ways.items() for step in steps)
        assert [step for step, _ in numbered] == list(range(1, len(numbered) + 1))
        for _, way in numbered:
            assert {model.ways[way].source, model.ways[way].target} <= path.boxes.keys()
        assert set(path.fates.values()) <= {"heard", "ended", "cut", "never"}


def test_the_way_that_was_taken_is_known() -> None:
    """Where two ways lead to the same state, the record says which one it was: a rung, and not what was said."""
    flow, text, _ = recorded("customer-hotline")
    model = chart(flow)
    ladders = set()
    for one in read(text):
        path = walk(model, one)
        ladders |= {model.ways[way].source for way in path.ways if model.ways[way].manner is Manner.LADDER}
    assert ladders


def _path() -> tuple[Flow, Walked]:
    flow, text, _ = recorded("customer-hotline")
    return flow, walk(chart(flow), read(text)[0])


def test_the_path_is_drawn_over_the_picture() -> None:
    """Passed ways are thick and have their numbers in order, what was heard is marked, the rest is pale."""
    flow, path = _path()
    drawn = picture(chart(flow), path)
    root = ElementTree.fromstring(drawn)
    styles = [set(node.get("class", "").split()) for node in root.iter()]
    numbers = [node.text for node in root.iter(f"{SVG}text") if "number" in node.get("class", "").split()]
    assert sum("walked" in style for style in styles) == len(path.ways) + 2
    assert sorted(int(one) for words in numbers for one in (words or "").split(", ")) == list(
        range(1, sum(map(len, path.ways.values())) + 1)
    )
    boxes = {node.get("id"): node.get("class", "") for node in root.iter() if "box" in node.get("class", "").split()}
    assert {key for key, style in boxes.items() if "pale" not in style} == {
        key.replace(":", "-", 1) for key in path.boxes
    }
    assert complaints(measure(drawn)) == []
    assert path.title in drawn


def test_the_account_of_a_service_will_do() -> None:
    """What a running service says of a call knows the prompts: the states are there, and the ways between them."""
    flow, text, entered = recorded("customer-hotline")
    heard = next(json.loads(line)["heard"] for line in text.splitlines() if line.startswith('{"heard"'))
    account = json.dumps({"id": "abc", "flow": flow.name, "heard": heard}, indent=2)
    path = walk(chart(flow), read(account)[0])
    assert path.title == "abc, as far as its prompts tell"
    first = next(iter(entered))
    assert {key.removeprefix("state:") for key in path.boxes} <= set(entered[first])
    assert path.ways


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "holds no call"),
        ("{", "not JSON"),
        ("[1, 2]", "holds no call"),
        ('{"a": 1}', "holds no call"),
        ('{"record": 1, "call": "x", "flow": "other"}', "never comes to"),
        ('{"record": 1, "call": 4, "why": [{"rule": "enter", "detail": "welcome"}, 7]}', "never comes to"),
    ],
)
def test_what_is_no_record_is_told_so(text: str, told: str) -> None:
    """Anything may be in a file that somebody names."""
    with pytest.raises(RecordError, match=told):
        walk(chart(recorded("customer-hotline")[0]), next(iter(read(text))))


def test_a_record_says_nothing_of_the_caller() -> None:
    """No words of the caller and no number stand in it."""
    _, text, _ = recorded("customer-hotline")
    assert "where is my parcel" not in text.lower().replace("where is my (order|parcel)", "")
    assert "412345" not in text
