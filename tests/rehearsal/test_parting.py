"""Where recorded calls would go another way with another flow."""

from __future__ import annotations

import os

import pytest

from callwright.core.model import Flow
from callwright.rehearsal.parting import compare
from callwright.rehearsal.replay import replay
from tests.core.calls import flow_of
from tests.laws.calls import case_called
from tests.laws.known import DESK
from tests.rehearsal.recorded import Recorded

CALLS = int(os.environ.get("CALLWRIGHT_RECORDED_CALLS", "60"))
"""A thousand takes a minute or two: CALLWRIGHT_RECORDED_CALLS=1000."""


@pytest.fixture(scope="module")
def flow() -> Flow:
    return flow_of(DESK)


@pytest.fixture(scope="module")
def calls(flow: Flow) -> list[Recorded]:
    """Random calls of one flow, recorded."""
    made = [Recorded(flow, case_called("desk", number)) for number in range(CALLS)]
    for one in made:
        one.lead()
    return [one for one in made if one.lines]


def parted(calls: list[Recorded], old: Flow, text: str) -> tuple[set[str], int]:
    """The states in which calls part with another flow, and how many do."""
    changed = flow_of(text)
    found = [compare(one.recording, changed, lambda _version, _name: old) for one in calls]
    assert not [one.stopped for one in found if one.stopped]
    return {one.parting.state for one in found if one.parting}, sum(one.parting is not None for one in found)


def test_with_the_same_flow_no_call_parts(flow: Flow, calls: list[Recorded]) -> None:
    """All of them replay byte for byte, and a comparison with the same text finds nothing."""
    for one in calls:
        assert all(turn.same for turn in replay(one.recording, lambda _version, _name: flow))
    assert parted(calls, flow, DESK) == (set(), 0)


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ("We sell everything that you can think of", "We sell all that you can think of", "sales"),
        ("Please type or say your order number", "What is your order number", "order"),
        ("It is on its way.", "It is on the way.", "told"),
        ("1: order", "1: sales", "menu"),
        ("strategy: immediate\n              allow_after_ms: 800", "strategy: immediate", "menu"),
        ("timeout: 10s", "timeout: 20s", "operator"),
    ],
)
def test_the_states_that_were_touched_are_named_and_no_others(
    flow: Flow, calls: list[Recorded], old: str, new: str, state: str
) -> None:
    """One state is changed; just the calls that came to what changed part, and they part there."""
    assert DESK.count(old) >= 1
    states, count = parted(calls, flow, DESK.replace(old, new, 1))
    assert states == {state}
    assert 0 < count <= len(calls)


def test_a_parting_says_what_was_and_what_is_now(flow: Flow, calls: list[Recorded]) -> None:
    """With the words of both, and the lines of both files."""
    changed = flow_of(DESK.replace("It is on its way.", "It has left the house."))
    found = [compare(one.recording, changed, lambda _version, _name: flow).parting for one in calls]
    parting = next(one for one in found if one is not None)
    assert "It is on its way." in parting.was.words
    assert "It has left the house." in parting.now.words
    assert parting.was.place
    assert parting.was.place == parting.now.place
    assert parting.turn > 1


def test_where_the_version_is_gone_the_answers_are_compared_all_the_same(calls: list[Recorded]) -> None:
    """Only the line that was behind the old answer is not known."""
    changed = flow_of(DESK.replace("It is on its way.", "It has left the house."))
    found = [compare(one.recording, changed, lambda _version, _name: None).parting for one in calls]
    partings = [one for one in found if one is not None]
    assert partings
    assert all(not one.was.place and one.now.place for one in partings)
