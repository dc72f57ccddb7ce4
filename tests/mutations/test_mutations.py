"""Authors see their mistakes: one mistake at a time in files that people read, made by rule."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from callwright.diagnostics.model import Severity
from tests.mutations.judged import Fixed, Judged, judge_all

MOST = 3
"""Of each rule."""

GOOD_TOO: Mapping[str, str] = {
    "a state renamed": "the first state of a flow is where it starts, whatever its name",
    "a variable renamed": "a variable that nothing reads has any name",
    "a slot renamed": "nothing but the state itself knows the slot",
    "a phrase in a second intent": "no question listens for both",
    "text without quotes in a condition": "a value has that name",
    "a duration too long": "some callers are waited for longer than others",
    "two blanks more": "the line belongs to the block above as well",
}
"""Rules by which a file may become another one that is as good, and why nobody can see it there."""


@pytest.fixture(scope="module")
def results() -> tuple[list[Judged], list[Fixed]]:
    """Every mutation, judged, and every fix, made."""
    return judge_all(MOST)


def test_nothing_is_ever_raised(results: tuple[list[Judged], list[Fixed]]) -> None:
    """Whatever an author does to a file, compiling answers with findings."""
    judged, _ = results
    assert len(judged) >= 300
    assert [one.raised for one in judged if one.kind == "raised"] == []


def test_the_first_finding_is_at_the_line_of_the_mistake(results: tuple[list[Judged], list[Fixed]]) -> None:
    """The right line, every time."""
    wrong = [one for one in results[0] if one.kind == "wrong"]
    assert len(wrong) >= 300
    assert [(one.mutation.name, one.first) for one in wrong if not one.right] == []


def test_the_mend_is_named(results: tuple[list[Judged], list[Fixed]]) -> None:
    """Of a hundred mistakes at least 98 are told with the right word or the right line."""
    wrong = [one for one in results[0] if one.kind == "wrong"]
    unnamed = [(one.mutation.name, one.first) for one in wrong if not one.named]
    assert len(unnamed) <= len(wrong) // 50, unnamed


def test_one_mistake_is_no_cascade(results: tuple[list[Judged], list[Fixed]]) -> None:
    """One mistake brings at most three findings, and nineteen times of twenty only one."""
    wrong = [one for one in results[0] if one.kind == "wrong"]
    assert [one.mutation.name for one in wrong if len(one.new) > 3] == []
    assert sum(len(one.new) == 1 for one in wrong) >= len(wrong) * 19 // 20


def test_what_is_not_told_cannot_be_told(results: tuple[list[Judged], list[Fixed]]) -> None:
    """A mutation without a finding leaves the flow as it was, or makes another one that is as good."""
    unseen = [one.mutation.name for one in results[0] if one.kind == "other" and one.mutation.rule not in GOOD_TOO]
    assert unseen == []


def test_every_fix_mends(results: tuple[list[Judged], list[Fixed]]) -> None:
    """A fix takes its finding away and brings no error."""
    _, fixes = results
    assert len(fixes) >= 200
    left = [(one.judged.mutation.name, one.fix.title, one.left) for one in fixes if _still_wrong(one)]
    assert left == []


def _still_wrong(fixed: Fixed) -> bool:
    first = fixed.judged.first
    assert first is not None
    again = any((one.code, one.message) == (first.code, first.message) for one in fixed.left)
    return again or any(one.severity is Severity.ERROR for one in fixed.left)


def test_a_safe_fix_gives_the_file_back(results: tuple[list[Judged], list[Fixed]]) -> None:
    """A fix that is made without asking makes the flow mean what it meant."""
    safe = [one for one in results[1] if one.fix.safe]
    assert len(safe) >= 40
    assert [(one.judged.mutation.name, one.fix.title) for one in safe if not one.restored] == []
