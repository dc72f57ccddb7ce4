"""Transfers without a way on, and opening hours without holidays."""

from __future__ import annotations

import pytest

from tests.compiler.checks.speech import flow, told


def test_a_transfer_needs_a_way_on() -> None:
    """It is told at its key."""
    assert told("transfer-without-if-fails", flow("transfer: +49 211 5566770\n")) == ["transfer"]
    assert told("transfer-without-if-fails", flow("transfer: +49 211 5566770\nif_fails: bye\n")) == []


def _hours(lines: str) -> list[str]:
    head = "language: de-DE\ntimezone: Europe/Berlin\nhours:\n  office:\n"
    return told("hours-without-holidays", flow("go_to: bye\n", head=head + lines))


def test_hours_need_holidays() -> None:
    """They are told by their name."""
    assert _hours("    weekly: {mon-fri: 09:00-17:00}\n") == ["office"]


@pytest.mark.parametrize("more", ["holidays: DE-NW", "closed: [2026-12-24]", "open: {2026-12-24: 09:00-12:00}"])
def test_hours_that_name_days(more: str) -> None:
    """A region, or days of one's own, show that somebody has thought of it."""
    assert _hours(f"    weekly: {{mon-fri: 09:00-17:00}}\n    {more}\n") == []


def test_hours_around_the_clock() -> None:
    """Who never closes does not close on a holiday."""
    assert _hours("    weekly: {mon-sun: 00:00-24:00}\n") == []
