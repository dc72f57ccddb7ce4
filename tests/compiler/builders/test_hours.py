"""Opening hours as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.core.hours import Hours
from tests.compiler.flows import ASKING, compiled, found

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_STATES = "states:\n  a:\n    hangup: yes\n"


def _written(weekly: str, more: str = "") -> str:
    return f"timezone: Europe/Berlin\nhours:\n  office: {{weekly: {{{weekly}}}{more}}}\n{_STATES}"


def _hours(weekly: str, more: str = "") -> Hours:
    return compiled(_written(weekly, more)).hours["office"]


def test_a_whole_entry() -> None:
    """Spans are minutes of the day, Monday first; an end after midnight belongs to the day on which it began."""
    office = compiled(ASKING).hours["office"]
    usual = ((540, 1080),)
    assert office.weekly == (usual, usual, usual, ((540, 720), (780, 1200)), usual, ((1320, 1560),), ())
    assert (office.timezone, office.holidays) == ("Europe/Berlin", "DE-NW")
    assert office.closed == {"2026-12-24"}
    assert office.open == {"2026-12-31": ((540, 720),)}


@given(st.integers(0, 6), st.integers(0, 6), st.integers(0, 1439), st.integers(1, 1440))
def test_days_and_times_are_read_as_written(first: int, last: int, start: int, end: int) -> None:
    """Every range of days, over the end of the week too, and every span, over midnight too."""
    if start == end:
        return
    clock = f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
    office = _hours(f"{_DAYS[first]}-{_DAYS[last]}: {clock}")
    span = ((start, end if end > start else end + 1440),)
    open_days = {(first + n) % 7 for n in range((last - first) % 7 + 1)}
    assert office.weekly == tuple(span if day in open_days else () for day in range(7))


@pytest.mark.parametrize(
    "weekly",
    [
        "monday: 09:00-18:00",
        "mon: 9-18",
        "mon: 18:00",
        "mon: 09:00-09:00",
        "mon: 09:00-24:30",
        "mon: [12:00-14:00, 09:00-12:30]",
        "'mon, mon': 09:00-18:00",
        "xyz-fri: closed",
    ],
)
def test_what_cannot_be_read_is_told(weekly: str) -> None:
    """Days and hours of any other form are an error, told once."""
    assert [code for code, _ in found(_written(weekly))] == ["bad-hours"]


@pytest.mark.parametrize(
    ("holidays", "read"), [("DE", "DE"), ("de-nw", "DE-NW"), ("DE-augsburg", "DE-Augsburg"), ("GB-ENG", "GB-ENG")]
)
def test_holidays_of_countries_and_regions(holidays: str, read: str) -> None:
    """A country, or one of its regions, as the calendar of holidays names them."""
    assert _hours("mon: 09:00-18:00", f", holidays: {holidays}").holidays == read


@pytest.mark.parametrize("holidays", ["Germany", "DE-XY", "XX", "NL-NH"])
def test_holidays_that_nobody_knows(holidays: str) -> None:
    """A country or region without a calendar is an error."""
    assert [code for code, _ in found(_written("mon: 09:00-18:00", f", holidays: {holidays}"))] == ["bad-hours"]


def test_hours_of_other_names_are_told() -> None:
    """A condition knows the hours of the flow, and those of included files, by their names only."""
    choose = "states:\n  a:\n    choose:\n      - {{when: open('{}'), go_to: b}}\n      - b\n  b:\n    hangup: yes\n"
    hours = "timezone: UTC\nhours: {office: {weekly: {mon: 09:00-18:00}}}\n"
    assert found(hours + choose.format("office")) == []
    assert found(hours + choose.format("shop")) == [("unknown-hours", 6)]
