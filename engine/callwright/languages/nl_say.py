"""Dutch values as a voice should read them.

Laws
1. What is said is heard again as the same value.
2. Figures stand where a voice reads them right by itself: "13 mei 1965".
"""

# ruff: noqa: ARG002 - Dutch says most values alike in every region

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
_CURRENCIES = {
    "EUR": ("euro", "cent"),
    "USD": ("dollar", "cent"),
    "GBP": ("pond", "pence"),
    "CHF": ("Zwitserse frank", ""),
    "JPY": ("yen", ""),
    "PLN": ("zloty", ""),
}
_UNITS = {
    "year": ("een jaar", "jaar"),
    "month": ("een maand", "maanden"),
    "week": ("een week", "weken"),
    "day": ("een dag", "dagen"),
    "hour": ("een uur", "uur"),
    "minute": ("een minuut", "minuten"),
    "second": ("een seconde", "seconden"),
}
_LETTERS = {"Y": "Griekse ij", "-": "streepje"}


class Say:
    """How Dutch says each value."""

    __slots__ = ()

    def number(self, value: Decimal, region: str) -> str:
        """ "1500", "min 2,5"."""
        sign = "min " if value < 0 else ""
        return sign + f"{abs(value):f}".replace(".", ",")

    def money(self, amount: Decimal, currency: str, region: str) -> str:
        """ "19 euro 90", "1 euro", "20 cent"."""
        name, part = _CURRENCIES.get(currency, (currency, ""))
        whole, cents = int(amount), int(amount % 1 * 100)
        if cents and not whole and (part == "pence" or currency == "EUR"):  # "20 cent" alone are those of the country
            return f"{cents} {part}"
        if cents and not part:
            return f"{amount:f}".replace(".", ",") + f" {name}"
        if not cents:
            return f"{whole} {name}"
        return f"{whole} {name} {cents}" if cents > 9 else f"{whole} {name} en {cents} {part}"

    def date(self, day: date, region: str) -> str:
        """ "13 mei 1965"."""
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def time(self, hour: int, minute: int, region: str) -> str:
        """ "15 uur 30", "8 uur"."""
        return f"{hour} uur {minute}" if minute else f"{hour} uur"

    def duration(self, parts: Mapping[str, int], region: str) -> str:
        """ "een uur en 30 minuten"."""
        said = [_UNITS[unit][0] if many == 1 else f"{many} {_UNITS[unit][1]}" for unit, many in parts.items()]
        if not said:
            return "0 minuten"
        return " en ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]

    def phone(self, country: str, groups: tuple[str, ...], region: str) -> str:
        """ "plus 3 1, 6 1 2, 3 4 5, 6 7 8": one digit after the other, with a breath between groups."""
        heads = [f"plus {' '.join(country)}"] if country else []
        return ", ".join([*heads, *(" ".join(group) for group in groups)])

    def spelling(self, letters: str, region: str) -> str:
        """ "J, A, N, S, E, N"; the Y has a name that no other letter sounds like."""
        return ", ".join(_LETTERS.get(letter, letter) for letter in letters)
