"""The name that was meant, and names as a sentence says them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.diagnostics.nearest import listing, nearest

NAMES = ["billing", "opening_hours", "operator", "farewell"]


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("biling", "billing"),
        ("Billing", "billing"),
        ("iblling", "billing"),
        ("opening-hours", "opening_hours"),
        ("opening hours", "opening_hours"),
        ("oprator", "operator"),
        ("zebra", None),
        ("", None),
    ],
)
def test_nearest(word: str, name: str | None) -> None:
    """A slip of the fingers finds the name, and another word finds none."""
    assert nearest(word, NAMES) == name


def test_equally_near() -> None:
    """Of equally near names the first in the alphabet is taken, whatever their order."""
    assert nearest("cat", ["hat", "bat"]) == nearest("cat", ["bat", "hat"]) == "bat"


@given(st.text(max_size=30), st.lists(st.text(max_size=10), max_size=6))
def test_one_of_them(word: str, names: list[str]) -> None:
    """The answer is one of the names, and a name itself is always found."""
    assert nearest(word, names) in {*names, None}
    if names:
        found = nearest(names[0], names)
        assert found is not None


def test_bounded() -> None:
    """Long words and many names do not make it slow."""
    started = time.perf_counter()
    nearest("a" * 100_000, ["ab" * 50_000 + str(i) for i in range(200)])
    assert time.perf_counter() - started < 2


def test_listing() -> None:
    """Names are listed as a person says them, and long lists are cut."""
    assert listing([]) == ""
    assert listing(["a"]) == "a"
    assert listing(["a", "b", "c"]) == "a, b or c"
    assert listing("abcde", limit=3) == "a, b, c or one of 2 more"
