"""What is said in one go."""

from __future__ import annotations

import pytest

from callwright.compiler.checks.groups import groups_of
from tests.compiler.checks.telling import BYE
from tests.compiler.flows import compiled
from tests.laws.calls import flow_called


def test_a_question_without_words_is_no_group() -> None:
    """Where nothing is said no rule has anything to look at, however often the question is asked again."""
    flow = compiled(
        "states:\n  wait:\n    transitions: {yes: bye}\n    no_input: [{reprompt: question}, {go_to: bye}]\n" + BYE
    )
    assert list(groups_of(flow.states["wait"])) == []


@pytest.mark.parametrize("number", ["33", "59", "94", "190", "414"])
def test_every_rule_bears_a_random_flow(number: str) -> None:
    """Flows with questions that say nothing go through all rules."""
    assert flow_called(number).states
