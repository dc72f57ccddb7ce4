"""Which numbers are dialled, and how they are compared."""

from __future__ import annotations

import pytest

from callwright.runtime.outbound.numbers import digits, refuses, wrong_prefix


@pytest.mark.parametrize(
    "written", ["+49 151 23456789", "0049151-23456789", "+49(151)23456789", "+49.151/23456789", " +4915123456789 "]
)
def test_one_number_is_the_same_however_it_is_written(written: str) -> None:
    """All of them are dialled, and compared as the same digits."""
    assert refuses(written) is None
    assert digits(written) == digits("4915123456789") == "4915123456789"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("", "no telephone number"),
        ("Anna", "no telephone number"),
        ("+49 151 23456789 ext 4", "no telephone number"),
        ("+٤٩١٥١٢٣٤٥٦٧٨٩", "no telephone number"),
        ("0151 23456789", "no country"),
        ("4915123456789", "no country"),
        ("+0151 23456789", "no country"),
        ("+49 (0) 151 23456789", "(0)"),
        ("+49151234567890123", "17 digits"),
        ("+49 0900 5123456", "0 behind its country"),
        ("+430151 23456789", "0 behind its country"),
        ("0044 09011 234567", "0 behind its country"),
    ],
)
def test_what_is_no_number_with_its_country_is_refused(written: str, found: str) -> None:
    """The refusal says what was found, and an example."""
    refusal = refuses(written)
    assert refusal is not None
    assert found in refusal.found
    assert not refusal.is_number
    assert refusal.allowed


@pytest.mark.parametrize(
    "written",
    ["+49110", "+49112", "+44 999", "+1911", "+1 911 555 0100", "+49116117", "+44 116 123", "+353 116 123",
     "+49 900 5123456", "+44 9011 234567", "+1 900 555 0100", "+881 6 12345678",
     "+44 70 1234 5678", "+1 976 555 0100"],
)  # fmt: skip
def test_emergency_short_and_costly_numbers_are_never_dialled(written: str) -> None:
    """Whatever the allow-list says."""
    refusal = refuses(written, ("49", "44", "1", "353", "881"))
    assert refusal is not None
    assert refusal.is_number


def test_a_zero_that_belongs_to_the_number_stays() -> None:
    """In Italy it does."""
    assert refuses("+39 06 12345678") is None


def test_an_allow_list_keeps_to_its_beginnings() -> None:
    """What begins otherwise is refused, with what would do."""
    assert refuses("+49 151 23456789", ("49", "4420")) is None
    assert refuses("+44 20 7946 0550", ("49", "4420")) is None
    refusal = refuses("+44 7700 900123", ("49", "4420"))
    assert refusal is not None
    assert "+49 or +4420" in refusal.allowed


@pytest.mark.parametrize("written", ["49", "+", "+0", "0049", "+49 151", "+4٩"])
def test_a_beginning_to_allow_is_a_plus_and_digits(written: str) -> None:
    """Anything else is refused with an example."""
    assert wrong_prefix("+49") is None
    refusal = wrong_prefix(written)
    assert refusal is not None
    assert "+49" in refusal.allowed
