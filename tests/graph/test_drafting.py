"""What a picture of a flow shows is what the flow does: every state a box, every way a line."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callwright.compiler import compile_text
from callwright.compiler.checks.subject import leads_to, targets_of
from callwright.core.model import Call, Flow
from callwright.graph.chart import Chart, Kind, Manner, Way
from callwright.graph.drafting import ANYTIME, chart, state_key
from tests.graph.large import flow_of
from tests.laws.calls import flow_called
from tests.laws.known import known


def _flows() -> st.SearchStrategy[Flow]:
    return st.sampled_from([*known(), *map(str, range(50))]).map(flow_called)


LAW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@LAW
@given(_flows())
def test_every_state_is_one_box(flow: Flow) -> None:
    """Each state of the flow is exactly one box, and nothing else is called a state."""
    keys = [box.key for box in chart(flow).boxes]
    assert len(keys) == len(set(keys))
    assert [key for key in keys if key.startswith("state:")] == [state_key(name) for name in flow.states]
    assert [box.name for box in chart(flow).boxes if box.start] == [flow.start]


@LAW
@given(_flows())
def test_every_way_is_a_line(flow: Flow) -> None:
    """Where the rules say that a state can lead is where its lines lead, and nowhere else."""
    drawn = chart(flow)
    led = {(way.source, way.target) for way in drawn.ways if way.manner is not Manner.STAY}
    for name, state in flow.states.items():
        told = {state_key(there) for there in leads_to(flow, state)}
        if isinstance(state.act, Call) and state.act.to.flow in ("", flow.name):
            told.add(state_key(state.act.to.state or flow.start))
        shown = {target for source, target in led if source == state_key(name) and target.startswith("state:")}
        assert shown == told, name


@LAW
@given(_flows())
def test_every_line_is_between_boxes(flow: Flow) -> None:
    """A way begins and ends at a box, says once how, and knows the author's line behind it."""
    drawn = chart(flow)
    keys = {box.key for box in drawn.boxes}
    seen = set()
    for way in drawn.ways:
        assert {way.source, way.target} <= keys
        assert (way.source, way.target, way.manner) not in seen
        seen.add((way.source, way.target, way.manner))
        assert len(set(way.labels)) == len(way.labels)
        assert way.spans


@LAW
@given(_flows())
def test_every_target_is_behind_a_line(flow: Flow) -> None:
    """Each line that the author wrote as a target stands behind a way of its state."""
    drawn = chart(flow)
    for name, state in flow.states.items():
        behind = {span for way in drawn.ways if way.source == state_key(name) for span in way.spans}
        assert {target.span for target in targets_of(state)} <= behind


def _drawn(text: str) -> Chart:
    compiled = compile_text(text, "flow.yaml")
    assert compiled.project is not None, compiled.diagnostics
    return chart(compiled.project.entry())


def _way(drawn: Chart, source: str, target: str, manner: Manner) -> Way:
    return next(
        way
        for way in drawn.ways
        if (way.source, way.target, way.manner) == (state_key(source), state_key(target), manner)
    )


MENU = """\
language: en-GB
intents: {billing: [billing], sales: [sales]}
anytime: {operator: operator, goodbye: bye}
events: {}
states:
  menu:
    prompts:
      - text: Billing or {{ caller.number | digits }}?
        barge_in: immediate
    transitions:
      billing: bye
      sales:
        - when: caller.number
          go_to: operator
        - go_to: bye
    keys: {1: bye, star: operator}
    no_match:
      - Pardon?
      - go_to: operator
    no_input:
      - go_to: operator
  operator:
    transfer: {to: +49 211 5566770}
    if_fails: bye
  bye:
    prompts: Goodbye.
    hangup: yes
"""


def test_ways_to_the_same_state_are_one_line() -> None:
    """Intents and keys that go the same way share a line and keep their names; a ladder has a line of its own."""
    drawn = _drawn(MENU.replace("events: {}\n", ""))
    assert _way(drawn, "menu", "bye", Manner.WAY).labels == ("billing", "sales", "key 1")
    assert _way(drawn, "menu", "operator", Manner.WAY).labels == ("sales, when caller.number", "key *")
    assert _way(drawn, "menu", "operator", Manner.LADDER).labels == ("not understood 2×", "silence 1×")
    assert _way(drawn, "operator", "bye", Manner.FAILURE).labels == ("fails",)


def test_a_box_says_what_its_state_says_and_does() -> None:
    """A prompt is in it with its policy and without the braces of a template; a transfer with where it goes."""
    drawn = _drawn(MENU.replace("events: {}\n", ""))
    menu, operator = drawn.box("state:menu"), drawn.box("state:operator")
    assert [said.words for said in menu.said] == ["Billing or ‹caller.number›?"]
    assert menu.said[0].barge_in.strategy.value == "immediate"
    assert (menu.kind, operator.kind, drawn.box("state:bye").kind) == (Kind.ASKS, Kind.TRANSFERS, Kind.HANGS_UP)
    assert operator.notes == ("to +49 211 5566770",)
    assert menu.span.line == 5


def test_what_holds_everywhere_leads_away_from_one_box() -> None:
    """What may be said at any time is one box with a way for each, and main menu leads to the start."""
    drawn = _drawn(MENU.replace("events: {}\n", ""))
    led = {(way.target, way.labels) for way in drawn.ways if way.source == ANYTIME}
    assert led == {("state:operator", ("operator",)), ("state:bye", ("goodbye",)), ("state:menu", ("main menu",))}


def test_other_flows_are_a_box_each() -> None:
    """A flow that is called is one box, however often, and an end that is no state of its own is one too."""
    drawn = chart(known()["money-transfer"])
    others = [box for box in drawn.boxes if box.kind is Kind.FLOW]
    assert [box.key for box in others] == ["flow:identify"]
    assert [way.manner for way in drawn.ways if way.target == "flow:identify"] == [Manner.CALL]
    assert any(box.key.startswith("return:") for box in drawn.boxes)


def test_what_no_call_comes_to_is_known() -> None:
    """A state that nothing leads to is not reached; every other one is, by whatever leads there."""
    assert [box.name for box in chart(flow_of(50)).boxes if not box.reached] == ["forgotten"]
    assert all(box.reached for name in known() for box in chart(known()[name]).boxes if name not in ("desk", "hotel"))
