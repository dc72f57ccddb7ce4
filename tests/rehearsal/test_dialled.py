"""A test of a call that we dial: what it begins with."""

from __future__ import annotations

import pytest

from callwright.compiler import compile_text
from callwright.platform.application import FlowApplication
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.rehearsal.against import faults_of
from callwright.rehearsal.reader import read_script
from callwright.rehearsal.run import Performance, perform
from tests.core.test_dialled import TEXT

SCRIPT = """
flow: reminder
tests:
  - call:
      direction: outbound
      variables:
        day: {day}
        tries: 3
    steps:
      - assistant: 24th
      - hangup
"""


def played(day: str) -> Performance:
    project = compile_text(TEXT, "reminder.yaml").project
    assert project is not None
    [rehearsal] = read_script(SCRIPT.replace("{day}", day).encode(), "reminder.test.yaml").rehearsals
    return run_now(perform(rehearsal, InProcess(FlowApplication(project.entry())), VirtualClock()))


def test_the_flow_begins_with_the_variables() -> None:
    """As if it had been dialled with them."""
    assert played("2026-11-24").passed


def test_a_value_that_is_none_fails_the_test_in_words() -> None:
    """Nothing is played."""
    performance = played("tomorrow")
    assert not performance.passed
    assert "no value of the type date" in performance.results[0].problem


@pytest.mark.parametrize(
    ("name", "told"),
    [("trise", 'Did you mean "tries"?'), ("tries", "")],
)
def test_a_variable_that_there_is_not_is_told(name: str, told: str) -> None:
    """With the name that is near."""
    project = compile_text(TEXT, "reminder.yaml").project
    assert project is not None
    script = read_script(SCRIPT.replace("{day}", "2026-11-24").replace("tries", name).encode(), "reminder.test.yaml")
    found = [*script.diagnostics, *faults_of(script, project.flows)]
    assert [told in one.message for one in found] == ([True] if told else [])


def test_variables_are_names_with_values() -> None:
    """Anything else is told at its place."""
    script = read_script(b"tests:\n  - call: {variables: [day]}\n    steps: [hangup]\n", "a.test.yaml")
    [found] = script.diagnostics
    assert "names" in found.message
