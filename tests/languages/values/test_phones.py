"""Telephone numbers and the plans of their countries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages.values.phones import PLANS, at_home, country_of, groups, without_trunk


@given(st.text("0123456789", min_size=1, max_size=15))
def test_groups_are_the_number(digits: str) -> None:
    """Groups put together are the number; a group has two to four digits, but for a number that is shorter."""
    parts = groups("", digits)
    assert "".join(parts) == digits
    assert all(2 <= len(part) <= 4 for part in parts) or len(digits) < 3


def test_groups_of_north_america() -> None:
    """Three, three and four."""
    assert groups("1", "2125550123") == ("212", "555", "0123")


@pytest.mark.parametrize(
    ("number", "parts"),
    [("+442079460018", ("44", "2079460018")), ("+12125550123", ("1", "2125550123")), ("+999", ("", "999"))],
)
def test_country(number: str, parts: tuple[str, str]) -> None:
    """The country's code is the longest that we know."""
    assert country_of(number) == parts


def test_no_code_begins_another() -> None:
    """So that a number has one country."""
    codes = {plan.code for plan in PLANS.values()}
    assert not {(one, other) for one in codes for other in codes if one != other and other.startswith(one)}


@pytest.mark.parametrize(
    ("text", "plain"), [("+44 (0)20 7946", "+44  20 7946"), ("0044 (0) 20", "0044   20"), ("(0)20", "(0)20")]
)
def test_trunk_in_brackets(text: str, plain: str) -> None:
    """A 0 in brackets behind a country's code is not dialled."""
    assert without_trunk(text).split() == plain.split()


@pytest.mark.parametrize(
    ("number", "region", "parts"),
    [
        ("+4921155667", "DE", ("0211", "556", "67")),
        ("+442079460018", "GB", ("0207", "946", "0018")),
        ("+12125550123", "US", ("212", "555", "0123")),
        ("+34612345678", "ES", ("612", "345", "678")),
        ("+4921155667", "AT", ()),
        ("+11115550123", "US", ()),
        ("+490211556677", "DE", ()),
        ("+4921155667", "", ()),
    ],
)
def test_a_number_of_the_country_is_said_as_it_is_dialled_there(
    number: str, region: str, parts: tuple[str, ...]
) -> None:
    """With the 0 before it; not where it would be heard as another number."""
    assert at_home(number, region) == parts
