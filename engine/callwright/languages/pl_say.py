"""Polish values as a voice should read them.

Laws
1. What is said is heard again as the same value.
2. Hours are words, since they are bent; figures stand where a voice bends them by itself: "3 maja 1965 roku".
"""

# ruff: noqa: ARG002 - Polish is said alike everywhere

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

_MONTHS = ("stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia").split()
_HOURS = (
    "zero pierwsza druga trzecia czwarta piąta szósta siódma ósma dziewiąta dziesiąta jedenasta dwunasta trzynasta "
    "czternasta piętnasta szesnasta siedemnasta osiemnasta dziewiętnasta dwudziesta"
).split()
_Forms = tuple[str, str, str]
"""For one, for two to four, and for more."""
_CURRENCIES: Mapping[str, tuple[_Forms, _Forms | None]] = {
    "PLN": (("złoty", "złote", "złotych"), ("grosz", "grosze", "groszy")),
    "EUR": (("euro", "euro", "euro"), ("cent", "centy", "centów")),
    "USD": (("dolar", "dolary", "dolarów"), ("cent", "centy", "centów")),
    "GBP": (("funt", "funty", "funtów"), ("pens", "pensy", "pensów")),
    "CHF": (("frank", "franki", "franków"), None),
}
_UNITS: Mapping[str, _Forms] = {
    "year": ("rok", "lata", "lat"),
    "month": ("miesiąc", "miesiące", "miesięcy"),
    "week": ("tydzień", "tygodnie", "tygodni"),
    "day": ("dzień", "dni", "dni"),
    "hour": ("godzina", "godziny", "godzin"),
    "minute": ("minuta", "minuty", "minut"),
    "second": ("sekunda", "sekundy", "sekund"),
}
_LETTERS = {"Y": "igrek", "X": "iks", "-": "myślnik"}


class Say:
    """How Polish says each value."""

    __slots__ = ()

    def number(self, value: Decimal, region: str) -> str:
        """ "1500", "minus 2,5"."""
        sign = "minus " if value < 0 else ""
        return sign + f"{abs(value):f}".replace(".", ",")

    def money(self, amount: Decimal, currency: str, region: str) -> str:
        """ "19 złotych 90 groszy", "2 złote", "20 groszy"."""
        wholes, parts = _CURRENCIES.get(currency, ((currency, currency, currency), None))
        whole, cents = int(amount), int(amount % 1 * 100)
        if cents and parts is None:
            return f"{amount:f}".replace(".", ",") + f" {wholes[1]}"
        said = [_counted(whole, wholes)] if whole or not cents or currency not in ("PLN", "GBP") else []
        return " ".join([*said, *([_counted(cents, parts)] if cents and parts else [])])

    def date(self, day: date, region: str) -> str:
        """ "3 maja 1965 roku"."""
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year} roku"

    def time(self, hour: int, minute: int, region: str) -> str:
        """ "piętnasta 30", "ósma zero 5"; midnight by its name."""
        if hour == minute == 0:
            return "północ"
        said = _HOURS[hour] if hour <= 20 else f"{_HOURS[20]} {_HOURS[hour - 20]}"
        return f"{said} {minute}" if minute > 9 else f"{said} zero {minute}" if minute else said

    def duration(self, parts: Mapping[str, int], region: str) -> str:
        """ "1 godzina i 30 minut"."""
        said = [_counted(many, _UNITS[unit]) for unit, many in parts.items()]
        if not said:
            return "0 minut"
        return " i ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]

    def phone(self, country: str, groups: tuple[str, ...], region: str) -> str:
        """ "plus 4 8, 6 0 2, 1 2 3, 4 5 6": one digit after the other, with a breath between groups."""
        heads = [f"plus {' '.join(country)}"] if country else []
        return ", ".join([*heads, *(" ".join(group) for group in groups)])

    def spelling(self, letters: str, region: str) -> str:
        """ "K, O, W, A, L"."""
        return ", ".join(_LETTERS.get(letter, letter) for letter in letters)


def _counted(count: int, forms: _Forms) -> str:
    """ "1 złoty", "2 złote", "5 złotych", "12 złotych", "22 złote"."""
    if count == 1:
        return f"1 {forms[0]}"
    few = count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14)
    return f"{count} {forms[1 if few else 2]}"
