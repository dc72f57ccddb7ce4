"""Every law holds in every call, whatever the flow, the caller and the platform do."""

from __future__ import annotations

import os
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callwright.platform.envelope import CallSetup
from callwright.platform.switches import RECOMMENDED
from tests.laws.callers import Case, case_of
from tests.laws.calls import complaints_of, flow_called, reports
from tests.laws.crowd import rehearsed
from tests.laws.flows import texts_of
from tests.laws.known import known
from tests.laws.laws import LAWS
from tests.laws.witness import Witness

FLOWS, CALLS = (200, 12) if os.environ.get("CI") else (40, 8)
EXAMPLES = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def test_every_law_holds_in_calls_of_random_flows() -> None:
    """3,000 conversations in CI, 200,000 with ``make laws``: random flows by random calls."""
    found = rehearsed([str(number) for number in range(FLOWS)], CALLS)
    assert not found, f"{len(found)} of {FLOWS * CALLS} calls\n\n{reports(found)}"


def test_every_law_holds_in_calls_of_the_flows_that_we_ship() -> None:
    """And in those that exist to be difficult."""
    found = rehearsed(list(known()), 4 * CALLS)
    assert not found, f"{len(found)} calls\n\n{reports(found)}"


@EXAMPLES
@given(st.sampled_from([*known(), *map(str, range(20))]), st.randoms(use_true_random=False))
def test_every_law_holds_in_calls_that_are_looked_for(flow: str, chance: Random) -> None:
    """Calls drawn by hypothesis, which looks in corners that chance seldom visits, and makes what it finds small."""
    case = case_of(chance)
    complaints = complaints_of(flow_called(flow), case)
    assert not complaints, f"flow {flow}\n{case}\n{complaints}"


@pytest.mark.parametrize("name", sorted(known()))
def test_a_caller_who_never_says_a_word_is_let_go(name: str) -> None:
    """Silence from the first second ends each flow within a hundred events."""
    call = Witness(known()[name], Case(0, "webhook", CallSetup(), RECOMMENDED, ())).lead()
    assert call.line.over
    assert len(call.moments) < 100


def test_the_same_chance_draws_the_same_flow_and_the_same_call() -> None:
    """So that a failure can be replayed by its number."""
    once, again = Random(7), Random(7)
    assert texts_of(once) == texts_of(again)
    assert case_of(once) == case_of(again)


def test_every_law_says_what_it_is() -> None:
    """A law is its docstring."""
    assert all(law.__doc__ for law in LAWS.values())
    assert len(LAWS) >= 20
