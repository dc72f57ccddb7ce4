"""Lengths of time, written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages.values.durations import Length, length_of

lengths = st.builds(Length, st.integers(0, 600), st.integers(0, 900), st.integers(0, 10**6))


@given(lengths)
def test_reading_what_is_written(length: Length) -> None:
    """ISO 8601 gives the length back, and so do its parts."""
    assert length_of(length.iso()) == length
    assert all(length.parts().values())


@pytest.mark.parametrize(
    ("iso", "length"),
    [
        ("PT90M", Length(seconds=5400)),
        ("PT1H30M", Length(seconds=5400)),
        ("P2W", Length(days=14)),
        ("P1Y6M", Length(months=18)),
        ("P1DT12H", Length(days=1, seconds=43200)),
        ("PT0S", Length()),
        ("P", None),
        ("PT", None),
        ("90 minutes", None),
        ("", None),
    ],
)
def test_iso(iso: str, length: Length | None) -> None:
    """Other ways to write the same length are read too; anything else is none."""
    assert length_of(iso) == length
