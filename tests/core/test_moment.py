"""Local time: what the clock on the wall shows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.core.moment import local, minute, wall, zone

FRIDAY = int(datetime(2026, 11, 20, 9, tzinfo=UTC).timestamp() * 1000)


def test_local_time_is_that_of_the_place() -> None:
    """Nine in London is ten in Berlin."""
    assert minute(local(FRIDAY, "Europe/London")) == "2026-11-20T09:00"
    assert minute(local(FRIDAY, "Europe/Berlin")) == "2026-11-20T10:00"


def test_in_summer_the_clock_is_an_hour_ahead() -> None:
    """The day is the place's own, too."""
    june = int(datetime(2026, 6, 30, 22, 30, tzinfo=UTC).timestamp() * 1000)
    assert minute(local(june, "Europe/Berlin")) == "2026-07-01T00:30"


def test_the_wall_shows_no_zone() -> None:
    """As hearing wants it."""
    assert wall(FRIDAY, "Europe/Berlin") == datetime(2026, 11, 20, 10)  # noqa: DTZ001 - that is the point
    assert wall(FRIDAY, "Europe/Berlin").tzinfo is None


@pytest.mark.parametrize("name", ["Europe/Nowhere", "", "../etc/passwd", "Berlin\0", "/etc/localtime", "Europe"])
def test_a_zone_that_there_is_not_is_told_plainly(name: str) -> None:
    """With one as an example; no name reaches a file outside the list of zones."""
    with pytest.raises(ValueError, match="There is no time zone"):
        zone(name)


@given(at=st.integers(0, 4_000_000_000_000), name=st.sampled_from(["Europe/Berlin", "America/St_Johns", "UTC"]))
def test_a_moment_stays_the_same_moment(at: int, name: str) -> None:
    """Whatever the clock there shows."""
    assert abs(local(at, name).timestamp() * 1000 - at) < 1
