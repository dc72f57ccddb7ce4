"""Checksums that tell a misheard number from a right one.

Law: each is true of exactly the numbers that fit it, false of everything else, and never raises.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

_IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24,
    "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TR": 26, "UA": 29, "VA": 22,
}  # fmt: skip
_IBAN_SHORTEST, _IBAN_LONGEST = 15, 34


def luhn(digits: str) -> bool:
    """The checksum of card numbers."""
    if not _is_figures(digits):
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def mod11(digits: str) -> bool:
    """The weighted checksum modulo 11 of book and account numbers (weights 1, 2, 3 … from the right).

    An X at the end is worth 10.
    """
    ends_in_x = digits[-1:] in ("X", "x")
    figures = digits[:-1] if ends_in_x else digits
    if not _is_figures(figures):
        return False
    values = [*map(int, figures), *([10] if ends_in_x else [])]
    return sum(value * weight for weight, value in enumerate(reversed(values), start=1)) % 11 == 0


def iban(number: str) -> bool:
    """The international number of a bank account, capitals and digits without blanks."""
    if not (number.isascii() and number.isalnum() and number.isupper() and number[:2].isalpha()):
        return False
    shortest, longest = iban_length(number)
    if not (shortest <= len(number) <= longest and number[2:4].isdigit()):
        return False
    return int("".join(str(int(one, 36)) for one in number[4:] + number[:4])) % 97 == 1


def iban_length(number: str) -> tuple[int, int]:
    """The fewest and the most letters and digits of an account number of the country that it begins with."""
    length = _IBAN_LENGTHS.get(number[:2])
    return (length, length) if length else (_IBAN_SHORTEST, _IBAN_LONGEST)


def is_iban_country(letters: str) -> bool:
    """Whether two capitals are a country whose account numbers we know."""
    return letters in _IBAN_LENGTHS


def _is_figures(text: str) -> bool:
    return text.isascii() and text.isdigit()


CHECKSUMS: Mapping[str, Callable[[str], bool]] = MappingProxyType({"luhn": luhn, "mod11": mod11, "iban": iban})
"""Every checksum that a slot may name."""
