"""What an expression can come to, and what is asked for true or false."""

from __future__ import annotations

import pytest

from callwright.core.template_outcomes import asked_as_they_are, outcomes


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("day", ["day"]),
        ("caller.number", ["caller.number"]),
        ("opens_next('office')", ["opens_next('office')"]),
        ("day if late else hour", ["day", "hour"]),
        ("day or hour", ["day", "hour"]),
        ("day | default('x')", ["day"]),
        ("day | plus(3, 'days')", ["day"]),
        ("day | say", []),
        ("'day'", []),
        ("day +", []),
    ],
)
def test_what_an_expression_comes_to(source: str, written: list[str]) -> None:
    """Every value that may come out as it is kept, in the author's words; nothing of what cannot be read."""
    assert [outcome.written for outcome in outcomes(source)] == written


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("member", {"member"}),
        ("not member and x == 1", {"member"}),
        ("a or not (b and c)", {"a", "b", "c"}),
        ("member == 'no'", set()),
        ("{{ 'a' if member else x }}", {"member"}),
        ("{% if member %}a{% endif %} {{ x }}", {"member"}),
        ("{{ x }}", set()),
        ("member and", set()),
        ("{% if %}", set()),
    ],
)
def test_what_is_asked_as_it_is(source: str, names: set[str]) -> None:
    """Only names that themselves decide, in conditions and in texts."""
    assert asked_as_they_are(source) == names
