"""Checksums."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages.values.checksums import CHECKSUMS, iban, iban_length, luhn, mod11
from callwright.understanding.hearing import hear


@pytest.mark.parametrize(
    ("checksum", "number", "fits"),
    [
        ("luhn", "4539578763621486", True),
        ("luhn", "4539578763621487", False),
        ("luhn", "45395x", False),
        ("mod11", "0306406152", True),
        ("mod11", "080442957X", True),
        ("mod11", "0306406153", False),
        ("mod11", "", False),
        ("iban", "DE89370400440532013000", True),
        ("iban", "GB82WEST12345698765432", True),
        ("iban", "de89370400440532013000", False),
        ("iban", "DE8937040044053201300", False),
        ("iban", "DE98370400440532013000", False),
    ],
)
def test_examples(checksum: str, number: str, fits: bool) -> None:
    """Numbers from the standards, and the same with a fault."""
    assert CHECKSUMS[checksum](number) is fits


@given(st.text(alphabet="0123456789", min_size=1, max_size=20), st.integers(0, 19), st.integers(1, 9))
def test_one_wrong_digit(digits: str, at: int, more: int) -> None:
    """Luhn's never takes a number in which one digit was misheard."""
    at %= len(digits)
    misheard = digits[:at] + str((int(digits[at]) + more) % 10) + digits[at + 1 :]
    assert not (luhn(digits) and luhn(misheard))


@given(st.text(max_size=30))
def test_never_raises(text: str) -> None:
    """Of any text there is an answer."""
    assert {check(text) for check in CHECKSUMS.values()} <= {True, False}
    assert not iban(text.lower()) or text.isdigit()
    assert iban_length(text)[0] >= 15
    assert not mod11(text) or text[:-1].isdigit() or len(text) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de-DE", "DE 89 3704 0044 0532 0130 00"),
        ("de-DE", "de89 3704 0044 0532 0130 00"),
        ("de-DE", "meine IBAN ist DE89 3704 0044 0532 0130 00"),
        ("de-DE", "D E neunundachtzig siebenunddreißig null vier null null vierundvierzig null fünf zweiunddreißig "
         "null eins dreißig null null"),
        ("de-DE", "D wie Dora E wie Emil 89 3704 0044 0532 0130 00"),
        ("en-US", "d e eighty nine thirty seven oh four double oh double four oh five three two oh one three "
         "triple oh"),
    ],
)  # fmt: skip
def test_account_numbers(language: str, words: str) -> None:
    """An IBAN is heard however letters and digits are written, as a spelling and as digits."""
    for type in ("spelling", "digits"):
        assert hear(type, words, language=language, checksum="iban").value == "DE89370400440532013000"


def test_the_letters_of_a_bank() -> None:
    """They may be written as a word."""
    heard = hear("spelling", "gb 82 west 1234 5698 7654 32", language="en-GB", checksum="iban")
    assert heard.value == "GB82WEST12345698765432"


def test_a_checksum_that_there_is_not() -> None:
    """It is refused with those that there are."""
    with pytest.raises(ValueError, match="There is no checksum “md5”; there are: luhn, mod11, iban"):
        hear("digits", "1 2 3", checksum="md5")
