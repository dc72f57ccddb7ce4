"""Conditions that hold whatever the call is like, and those that never do."""

from __future__ import annotations

import pytest

from callwright.core.template_truth import holds
from callwright.core.templates import compile_condition


@pytest.mark.parametrize(
    ("condition", "known"),
    [
        ("false", False),
        ("true", True),
        ("'no'", True),
        ("not true", False),
        ("x and false", False),
        ("x or true", True),
        ("x == 'a' and x == 'b'", False),
        ("x == 'a' and y == 'b'", None),
        ("x == 'a' or x == 'b'", None),
        ("x == 'a' and x != 'a'", False),
        ("x != 'a' or x != 'b'", True),
        ("x == 'a' and x == 1", None),
        ("n > 5 and n < 3", False),
        ("n > 3 and n < 5", None),
        ("n >= 3 and n <= 3", None),
        ("n > 3 and n <= 3", False),
        ("n == 4 and n > 5", False),
        ("5 < n and n < 3", False),
        ("n > 5 or n < 7", None),
        ("1 == 2", False),
        ("caller.number == '1' and caller.number == '2'", False),
        ("x", None),
        ("open('office')", None),
        ("tries == 10", None),
    ],
)
def test_what_is_known_of_a_condition(condition: str, known: bool | None) -> None:
    """A condition is said to hold always or never only where no call can make it otherwise."""
    assert holds(compile_condition(condition)) is known
