"""Opening hours: the week, the holidays, the exceptions, and the nights in which the clock is put forward or back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.core.hours import AHEAD, Hours, Spans, holidays_of
from callwright.core.moment import zone
from callwright.diagnostics.model import Span

NINE_TO_SIX: Spans = ((540, 1080),)
WEEK: tuple[Spans, ...] = (NINE_TO_SIX,) * 5 + ((), ())
HERE = Span("flow.yaml", 1, 1, 1, 1)


def office(weekly: tuple[Spans, ...] = WEEK, timezone: str = "Europe/Berlin", **more: Any) -> Hours:
    """An office, open from nine to six on working days."""
    return Hours("office", timezone, weekly, HERE, **more)


def every_day(*spans: tuple[int, int]) -> tuple[Spans, ...]:
    """The same spans on each day."""
    return (spans,) * 7


def at(written: str, timezone: str = "Europe/Berlin", fold: int = 0) -> datetime:
    """A moment as the clock there shows it."""
    return datetime.fromisoformat(written).replace(tzinfo=zone(timezone), fold=fold)


@pytest.mark.parametrize(
    ("now", "open"),
    [
        ("2026-11-20T08:59", False),
        ("2026-11-20T09:00", True),
        ("2026-11-20T17:59", True),
        ("2026-11-20T18:00", False),
        ("2026-11-21T10:00", False),
    ],
)
def test_it_is_open_from_the_start_up_to_the_end(now: str, open: bool) -> None:
    """The first minute is in, the last is not, and Saturday has none."""
    assert office().is_open(at(now)) is open


def test_the_office_s_own_clock_counts() -> None:
    """A caller in New York at four in the morning finds Berlin open."""
    assert office().is_open(at("2026-11-20T04:00", "America/New_York"))
    assert not office().is_open(at("2026-11-20T13:00", "America/New_York"))


def test_a_time_without_a_zone_is_the_office_s() -> None:
    """It is what the clock there shows."""
    assert office().is_open(datetime(2026, 11, 20, 10))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    ("now", "next"),
    [
        ("2026-11-20T08:00", "2026-11-20T09:00"),
        ("2026-11-20T10:17", "2026-11-20T10:17"),
        ("2026-11-20T18:00", "2026-11-23T09:00"),
        ("2026-11-21T23:59", "2026-11-23T09:00"),
    ],
)
def test_the_next_opening_is_now_or_the_next_start(now: str, next: str) -> None:
    """Over a weekend it is Monday."""
    assert office().opens_next(at(now)) == next


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    """Friday's bar closes at two on Saturday, although Saturday is closed by exception."""
    bar = office(((),) * 4 + (((1200, 1560),),) + ((), ()), closed=frozenset({"2026-11-21"}))
    assert bar.is_open(at("2026-11-21T01:59"))
    assert not bar.is_open(at("2026-11-21T02:00"))
    assert not bar.is_open(at("2026-11-20T01:00"))
    assert bar.opens_next(at("2026-11-21T02:00")) == "2026-11-27T20:00"


def test_a_break_at_noon_is_closed() -> None:
    """Two spans a day, with a lunch between them."""
    shop = office(every_day((540, 720), (780, 1080)))
    assert not shop.is_open(at("2026-11-20T12:30"))
    assert shop.opens_next(at("2026-11-20T12:30")) == "2026-11-20T13:00"


def test_holidays_are_those_of_the_region() -> None:
    """Corpus Christi is a holiday in Cologne and none in Berlin."""
    corpus_christi = at("2026-06-04T10:00")
    assert not office(holidays="DE-NW").is_open(corpus_christi)
    assert office(holidays="DE-BE").is_open(corpus_christi)
    assert office(holidays="DE-NW").opens_next(corpus_christi) == "2026-06-05T09:00"


def test_a_holiday_of_the_year_to_come_is_known_too() -> None:
    """From New Year's Eve at seven the next opening is not the first of January."""
    assert office(holidays="DE").opens_next(at("2026-12-31T19:00")) == "2027-01-04T09:00"


@pytest.mark.parametrize(
    ("region", "told"),
    [("XX", "no country"), ("", "no country"), ("DE-XX", "DE-NW"), ("VA-RM", "Write VA"), ("Germany", "no country")],
)
def test_a_place_whose_holidays_nobody_knows_is_told_plainly(region: str, told: str) -> None:
    """With what could be written instead."""
    with pytest.raises(ValueError, match=told):
        holidays_of(region, 2026)


@pytest.mark.parametrize("region", ["DE", "de-nw", "US-CA", "GB-ENG", "AT-9", "DE-Augsburg"])
def test_a_place_is_found_in_any_spelling(region: str) -> None:
    """Every country of the world has the first day of the year or one near it."""
    assert date(2026, 1, 1) in holidays_of(region, 2026)


def test_closed_wins_over_the_week_and_open_over_both() -> None:
    """Christmas Eve is closed; on Christmas Day somebody is there for an hour all the same."""
    hours = office(
        holidays="DE",
        closed=frozenset({"2026-12-24", "2026-12-28"}),
        open={"2026-12-25": ((600, 660),), "2026-12-28": ((900, 960),)},
    )
    assert not hours.is_open(at("2026-12-24T10:00"))
    assert hours.opens_next(at("2026-12-24T10:00")) == "2026-12-25T10:00"
    assert hours.opens_next(at("2026-12-25T11:00")) == "2026-12-28T15:00"


def test_an_exception_with_no_span_is_closed() -> None:
    """``open`` says all of that day."""
    assert not office(open={"2026-11-20": ()}).is_open(at("2026-11-20T10:00"))


def test_who_never_opens_has_no_next_time() -> None:
    """Nor has who opens later than a year from now."""
    now = at("2026-11-20T10:00")
    assert office(every_day()).opens_next(now) == ""
    last, late = ((now + timedelta(days=days)).date().isoformat() for days in (AHEAD, AHEAD + 1))
    assert office(every_day(), open={last: NINE_TO_SIX}).opens_next(now) == f"{last}T09:00"
    assert office(every_day(), open={late: NINE_TO_SIX}).opens_next(now) == ""


def test_an_hour_that_is_left_out_is_not_waited_for() -> None:
    """On the 29th of March 2026 the clock goes from two to three: half past two never comes."""
    night = at("2026-03-29T01:59")
    assert office(every_day((150, 240))).opens_next(night) == "2026-03-29T03:00"
    assert office(every_day((120, 240))).opens_next(night) == "2026-03-29T03:00"
    assert office(every_day((130, 170))).opens_next(night) == "2026-03-30T02:10"


def test_an_hour_that_comes_twice_counts_twice() -> None:
    """On the 25th of October 2026 the clock goes from three back to two."""
    early = office(every_day((135, 150)))
    first, second = at("2026-10-25T02:20"), at("2026-10-25T02:20", fold=1)
    assert early.is_open(first)
    assert early.is_open(second)
    assert early.opens_next(at("2026-10-25T02:40")) == "2026-10-25T02:15"
    assert early.opens_next(at("2026-10-25T02:40", fold=1)) == "2026-10-26T02:15"


def test_a_clock_that_is_put_back_into_a_span_opens_again() -> None:
    """Closed at half past two, and at two again it is open."""
    assert office(every_day((60, 150))).opens_next(at("2026-10-25T02:45")) == "2026-10-25T02:00"


def test_a_day_that_begins_at_one_opens_at_one() -> None:
    """In Beirut the clock is put forward at midnight."""
    beirut = "Asia/Beirut"
    hours = office(every_day((30, 300)), beirut)
    assert hours.opens_next(at("2026-03-28T23:30", beirut)) == "2026-03-29T01:00"


ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Asia/Beirut", "UTC"]
NIGHTS = [
    datetime(2026, 3, 29, tzinfo=UTC),
    datetime(2026, 10, 25, tzinfo=UTC),
    datetime(2026, 3, 8, 7, tzinfo=UTC),
    datetime(2026, 11, 1, 6, tzinfo=UTC),
    datetime(2026, 4, 4, 15, tzinfo=UTC),
    datetime(2026, 12, 31, 23, tzinfo=UTC),
]
"""When the clock is changed in those zones, or the year ends."""

spans = st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 900)), max_size=2).map(
    lambda found: tuple((start, start + length) for start, length in found)
)
moments = st.builds(
    lambda night, minutes: night + timedelta(minutes=minutes), st.sampled_from(NIGHTS), st.integers(-2000, 2000)
)
offices = st.builds(
    office,
    st.tuples(*[spans] * 7),
    st.sampled_from(ZONES),
    closed=st.frozensets(st.sampled_from(["2026-03-29", "2026-10-25", "2026-12-31"])),
    open=st.dictionaries(st.sampled_from(["2026-03-29", "2026-11-01", "2027-01-01"]), spans, max_size=2),
)


@given(hours=offices, now=moments)
def test_the_next_opening_is_open_and_nothing_before_it_is(hours: Hours, now: datetime) -> None:
    """Minute by minute, whatever the clock does in that night."""
    told = hours.opens_next(now)
    moment = now
    for _ in range(3 * 1440):
        if hours.is_open(moment):
            assert told == moment.astimezone(zone(hours.timezone)).strftime("%Y-%m-%dT%H:%M")
            return
        moment += timedelta(minutes=1)
    if told:
        assert at(told, hours.timezone) >= moment
        assert hours.is_open(at(told, hours.timezone))


@given(hours=offices, now=moments)
def test_whether_it_is_open_is_what_the_clock_says(hours: Hours, now: datetime) -> None:
    """Two moments that look alike on the office's clock are alike."""
    shown = now.astimezone(zone(hours.timezone)).replace(tzinfo=None)
    assert hours.is_open(now) == hours.is_open(shown)


@given(hours=offices, now=moments)
def test_the_zone_in_which_the_time_is_told_does_not_matter(hours: Hours, now: datetime) -> None:
    """The same moment, told in Tokyo."""
    in_tokyo = now.astimezone(zone("Asia/Tokyo"))
    assert (hours.is_open(now), hours.opens_next(now)) == (hours.is_open(in_tokyo), hours.opens_next(in_tokyo))
