"""Variables with a type."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compiler.flows import compiled, found


def _flow(variable: str) -> str:
    return f"language: de-DE\nvariables:\n  x: {variable}\nstates:\n  a:\n    hangup: yes\n"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("{type: money, value: 523.18 USD}", {"amount": 523.18, "currency": "USD"}),
        ("{type: money, value: {amount: 5, currency: EUR}}", {"amount": 5, "currency": "EUR"}),
        ("{type: digits, value: 0211}", "0211"),
        ("{type: digits, value: 211}", "211"),
        ("{type: number, value: 2.5}", 2.5),
        ("{type: date, value: 2026-11-20}", "2026-11-20"),
        ("{type: time, value: 9:00}", "09:00"),
        ("{type: phone, value: 0211 5566770}", "+492115566770"),
        ("{type: yes_no, value: on}", True),
        ("{type: text, value: 5}", "5"),
        ("{type: spelling, value: k7x}", "K7X"),
        ("{type: money}", None),
    ],
)
def test_a_typed_value_is_kept_as_it_is_heard(variable: str, value: Any) -> None:
    """What an author writes becomes what ``hear`` would give, and ``types`` knows its type."""
    flow = compiled(_flow(variable))
    assert flow.variables["x"].value == value
    assert flow.types["x"] == flow.variables["x"].type


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ("set: {size: small, day: 2026-11-20, many: 3}", []),
        ("set: {size: tiny}", ["bad-value"]),
        ("set: {day: tomorrow}", ["bad-value"]),
        ("set: {many: 9}", ["bad-value"]),
        ("set: {many: '{{ size }}', other: tomorrow}", []),
    ],
)
def test_a_fixed_value_fits_its_name(given: str, codes: list[str]) -> None:
    """What is set to a name with a type is a value of that type, within its limits; other texts wait for the call."""
    written = (
        f"timezone: UTC\nvariables: {{day: {{type: date}}}}\nstates:\n  a:\n    {given}\n    collect:\n"
        "      - {slot: size, type: choice, options: [small, large], prompts: Which?}\n"
        "      - {slot: many, type: number, max: 5, prompts: How many?}\n    go_to: b\n  b:\n    hangup: yes\n"
    )
    assert [code for code, _ in found(written)] == codes


@pytest.mark.parametrize(
    "variable",
    [
        "{type: date, value: tomorrow}",
        "{type: digits, value: abc}",
        "{type: money, value: [1]}",
        "{type: time, value: 25:00}",
    ],
)
def test_what_is_no_value_of_the_type(variable: str) -> None:
    """It is an error that says what to write."""
    assert found(_flow(variable)) == [("bad-value", 3)]
