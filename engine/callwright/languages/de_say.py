"""German values as a voice should read them.

Laws
1. What is said is heard again as the same value.
2. Figures stand where a voice must bend a number to its sentence: "am 13. Mai" and "der 13. Mai".
"""

# ruff: noqa: ARG002 - German says most values alike in every region

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

_MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
_CURRENCIES = {
    "EUR": ("Euro", "Cent"),
    "CHF": ("Franken", "Rappen"),
    "USD": ("Dollar", "Cent"),
    "GBP": ("Pfund", "Pence"),
    "JPY": ("Yen", ""),
    "PLN": ("Zloty", ""),
}
_UNITS = {
    "year": ("ein Jahr", "Jahre"),
    "month": ("ein Monat", "Monate"),
    "week": ("eine Woche", "Wochen"),
    "day": ("ein Tag", "Tage"),
    "hour": ("eine Stunde", "Stunden"),
    "minute": ("eine Minute", "Minuten"),
    "second": ("eine Sekunde", "Sekunden"),
}
_LETTERS = {"ß": "scharfes S", "Y": "Ypsilon", "-": "Bindestrich"}


class Say:
    """How German says each value."""

    __slots__ = ()

    def number(self, value: Decimal, region: str) -> str:
        """ "1500", "minus 2,5"."""
        sign = "minus " if value < 0 else ""
        return sign + f"{abs(value):f}".replace(".", ",")

    def money(self, amount: Decimal, currency: str, region: str) -> str:
        """ "19 Euro 90", "ein Euro", "20 Cent"."""
        name, part = _CURRENCIES.get(currency, (currency, ""))
        whole, cents = int(amount), int(amount % 1 * 100)
        alone = part in ("Rappen", "Pence") or (currency == "EUR" and region not in ("CH", "LI"))
        if cents and not whole and alone:  # "20 Cent" alone are those of the country
            return f"ein {part}" if cents == 1 and part != "Pence" else f"{cents} {part}"
        if cents and not part:
            return f"{amount:f}".replace(".", ",") + f" {name}"
        wholes = f"ein {name}" if whole == 1 and currency in _CURRENCIES else f"{whole} {name}"
        if not cents:
            return wholes
        return f"{wholes} {cents}" if cents > 9 else f"{wholes} und {cents} {part}"

    def date(self, day: date, region: str) -> str:
        """ "13. Mai 1965"; in Austria "6. Jänner 2027"."""
        month = "Jänner" if region == "AT" and day.month == 1 else _MONTHS[day.month - 1]
        return f"{day.day}. {month} {day.year}"

    def time(self, hour: int, minute: int, region: str) -> str:
        """ "15 Uhr 30", "8 Uhr"."""
        return f"{hour} Uhr {minute}" if minute else f"{hour} Uhr"

    def duration(self, parts: Mapping[str, int], region: str) -> str:
        """ "eine Stunde und 30 Minuten"."""
        said = [_UNITS[unit][0] if many == 1 else f"{many} {_UNITS[unit][1]}" for unit, many in parts.items()]
        if not said:
            return "0 Minuten"
        return " und ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]

    def phone(self, country: str, groups: tuple[str, ...], region: str) -> str:
        """ "plus 4 9, 1 7 1, 1 2 3, 4 5 6 7": one digit after the other, with a breath between groups."""
        heads = [f"plus {' '.join(country)}"] if country else []
        return ", ".join([*heads, *(" ".join(group) for group in groups)])

    def spelling(self, letters: str, region: str) -> str:
        """ "M, Ü, L, L, E, R"; figures in a row stay together."""
        return ", ".join(_LETTERS.get(letter, letter) for letter in letters)
