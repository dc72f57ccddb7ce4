"""What a dialled call begins with, held against the flow's variables."""

from __future__ import annotations

from typing import Any

import pytest

from callwright.compiler import compile_text
from callwright.core.dialled import MOST_ITEMS, MOST_TEXT, values_for
from callwright.core.events import Parties, SessionStart
from callwright.core.interpreter import start
from callwright.core.model import Flow

TEXT = """
flow: reminder
language: en-US
variables:
  tries: 0
  note: none
  numbers: [1]
  day: {type: date, given: yes}
  hour: {type: time, value: "09:00", given: yes}
  fee: {type: money}
  agreed: {type: yes_no}
states:
  hello:
    prompts: See you on {{ day | say }} at {{ hour | say }}.
    hangup: true
"""


@pytest.fixture(scope="module")
def flow() -> Flow:
    made = compile_text(TEXT, "reminder.yaml").project
    assert made is not None
    return made.entry()


@pytest.mark.parametrize(
    ("given", "typed", "value"),
    [
        ({"day": "2026-11-24"}, False, "2026-11-24"),
        ({"hour": "9:30"}, False, "09:30"),
        ({"fee": "4.50 EUR"}, True, {"amount": 4.5, "currency": "EUR"}),
        ({"fee": {"amount": 4.5, "currency": "EUR"}}, False, {"amount": 4.5, "currency": "EUR"}),
        ({"agreed": True}, False, True),
        ({"agreed": "yes"}, True, True),
        ({"tries": "3"}, True, 3),
        ({"tries": "3"}, False, "3"),
        ({"tries": 3}, False, 3),
        ({"note": "007"}, True, "007"),
        ({"note": "true"}, True, True),
        ({"numbers": [1, "a"]}, False, [1, "a"]),
    ],
)
def test_a_value_is_kept_as_its_type_has_it(flow: Flow, given: dict[str, Any], typed: bool, value: Any) -> None:
    """As if the author had written it in the flow."""
    values, wrong = values_for(flow, {"day": "2026-11-24"} | given, typed=typed)
    assert wrong == []
    [name] = given
    assert values[name] == value


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"day": "tomorrow"}, "type date"),
        ({"day": "2026-02-30"}, "There is no day 2026-02-30"),
        ({"day": None}, "no value"),
        ({"dya": "2026-11-24"}, 'Did you mean "day"?'),
        ({"zzz": 1}, "It has: agreed, day, fee"),
        ({"note": None}, "nothing (null)"),
        ({"note": {"a": 1}}, "cannot be kept"),
        ({"note": float("inf")}, "cannot be kept"),
        ({"note": 10**20}, "cannot be kept"),
        ({"note": "x" * (MOST_TEXT + 1)}, "2001 characters"),
        ({"numbers": [1] * (MOST_ITEMS + 1)}, "101 items"),
        ({"numbers": [[1]]}, "cannot be kept"),
    ],
)
def test_what_is_no_such_value_is_said_in_words(flow: Flow, given: dict[str, Any], told: str) -> None:
    """Which variable, what was found, and what would do."""
    _, wrong = values_for(flow, {"day": "2026-11-24"} | given)
    [problem] = wrong
    assert told in f"{problem.message} {problem.mend}"
    assert problem.mend
    assert problem.name == next(iter(given))


def test_what_has_to_be_given_is_missed_unless_it_has_a_value(flow: Flow) -> None:
    """``day`` has none of its own; ``hour`` has."""
    _, wrong = values_for(flow, {})
    [problem] = wrong
    assert (problem.name, problem.mend) == ("day", "Give it one: day=2026-11-24 (date).")


def test_the_first_prompt_has_the_values(flow: Flow) -> None:
    """They are there when the call begins, over those of the flow."""
    values, _ = values_for(flow, {"day": "2026-11-24"})
    said = start(flow, SessionStart("c", 0, Parties(), values)).actions[0]
    assert "24" in said["text"]
    assert "9:00" in said["text"] or "9 " in said["text"]


def test_nothing_is_told_of_a_value_that_is_given() -> None:
    """The compiler knows that whoever dials gives it; without ``given`` it warns."""
    assert "used-before-set" not in {found.code for found in compile_text(TEXT, "a.yaml").diagnostics}
    without = TEXT.replace("{type: date, given: yes}", "{type: date}")
    assert "used-before-set" in {found.code for found in compile_text(without, "a.yaml").diagnostics}
