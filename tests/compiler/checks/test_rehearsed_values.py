"""Filters and comparisons that break with the kind of value they are given."""

from __future__ import annotations

import pytest

from tests.compiler.checks.telling import BYE, told

TOP = (
    "timezone: Europe/Berlin\nvariables:\n  day: {type: date, value: 2026-11-20}\n  n: {type: number, value: 1}\n"
    "  sum: {type: money, value: 20 EUR}\n  at: {type: time, value: 09:30}\n  agreed: {type: yes_no, value: yes}\n"
    "  pin: {type: digits, value: 0211}\n  word: {type: text, value: hello}\n  free: 3\n"
)


def _said(expression: str) -> list[str]:
    text = f'{TOP}states:\n  a:\n    prompts: "{{{{ {expression} }}}}"\n    go_to: bye\n{BYE}'
    return [found.message for found in told("unfit-filter", text)]


def _when(condition: str) -> list[str]:
    text = f"{TOP}states:\n  a:\n    choose: [{{when: {condition}, go_to: bye}}, {{go_to: bye}}]\n{BYE}"
    return [found.message for found in told("unlike-values", text)]


@pytest.mark.parametrize(
    "expression",
    [
        "today | plus(3)",
        "today | plus(3, 'hours')",
        "today | plus('three', 'days')",
        "at | plus(1, 'days')",
        "day | time",
        "n | date",
        "n | money",
        "agreed | money('EUR')",
        "sum | plus(3, 'days')",
        "sum + day",
        "n | plus('a')",
        "agreed | time",
    ],
)
def test_what_breaks_in_every_call(expression: str) -> None:
    """It is tried with a value of its kind, and what the call would say to the log is told."""
    (message,) = _said(expression)
    assert message.startswith("This breaks in every call: ")


@pytest.mark.parametrize(
    "expression",
    [
        "today | plus(3, 'days') | date",
        "now | plus(2, 'hours') | time",
        "at | plus(30, 'minutes') | say",
        "sum | plus(n)",
        "n + 1",
        "n | money('EUR')",
        "pin | digits",
        "sum | money",
        "word | date",
        "free | date",
        "free + 1",
        "day | say",
    ],
)
def test_what_fits_is_silent(expression: str) -> None:
    """What works with a value of its kind, and whatever may be of any kind."""
    assert _said(expression) == []


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("day > sum", '"day" is a day and "sum" is a sum of money: that cannot be told.'),
        ("n == day", '"n" is a number and "day" is a day: they are never the same.'),
        ("agreed != pin", '"agreed" is yes or no and "pin" is digits: they always differ.'),
        ("today == at", '"today" is a day and "at" is a time of day: they are never the same.'),
        ("pin > n", '"pin" is digits and "n" is a number: that cannot be told.'),
        ("day == now", '"day" is a day and "now" is a moment: they are never the same.'),
    ],
)
def test_values_of_two_kinds(condition: str, message: str) -> None:
    """Both kinds are named, and what comes of comparing them."""
    assert _when(condition) == [message]


@pytest.mark.parametrize(
    "condition",
    ["day > today", "sum > n", "n == free", "pin == caller.number", "word == pin", "at < '10:00'", "day == word"],
)
def test_values_that_may_be_alike(condition: str) -> None:
    """One kind, money and numbers, and whatever is of no known kind."""
    assert _when(condition) == []
