"""Why each turn of a recorded call went as it did."""

from __future__ import annotations

import re

import pytest

from callwright.core.model import Flow
from callwright.rehearsal.decisions import _IN_SHORT, _WORDS, decisions
from callwright.rehearsal.replay import replay
from callwright.rehearsal.why import DEFAULT, reasons
from tests.laws.calls import case_called
from tests.laws.known import known
from tests.rehearsal.recorded import Recorded
from tests.rehearsal.test_secrets import flows

CALLS = 8


@pytest.mark.parametrize("name", sorted({**known(), **flows()}))
def test_every_turn_of_every_call_can_be_explained(name: str) -> None:
    """In words that are no rule's name; what was said has its place, its policy and what was heard of it."""
    flow = {**known(), **flows()}[name]
    said = 0
    for number in range(CALLS):
        made = Recorded(flow, case_called(name, number))
        made.lead()
        if not made.lines:
            continue

        def flow_of(_version: str, _name: str) -> Flow | None:
            return flow

        turns = list(replay(made.recording, flow_of))
        for turn in turns:
            told = list(decisions(turn))
            rules = [trace.rule for trace in turn.step.trace] if turn.step else [rule for rule, _, _ in turn.turn.trace]
            assert len(told) == len(rules)
            assert set(rules) <= set(_WORDS), set(rules) - set(_WORDS)
            assert all(one.words for one in told)
        for reason in reasons(made.recording, flow_of):
            assert reason.came.endswith((".", "}", "]", "…", '"', "l", "null")) or ":" in reason.came, reason.came
            for prompt in reason.said:
                said += 1
                assert prompt.place == DEFAULT or re.search(r":\d+$", prompt.place)
                assert prompt.heard
                assert prompt.policy
    assert said


def test_what_is_told_in_short_is_told_in_full_too() -> None:
    """Where words are hidden the same rules fire."""
    assert set(_IN_SHORT) <= set(_WORDS)
