"""Italian values as a voice should read them.

Laws
1. What is said is heard again as the same value.
2. Days and times have no article: an author writes "il {day}", "dal {day}", "alle {time}". One o'clock alone has its
   own: "l'una".
"""

# ruff: noqa: ARG002 - Italian says most values alike in every region

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

_MONTHS = (
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()
)  # fmt: skip
_CURRENCIES = {
    "EUR": ("euro", "euro", "centesim"),
    "CHF": ("franco svizzero", "franchi svizzeri", "centesim"),
    "USD": ("dollaro americano", "dollari americani", "centesim"),
    "CAD": ("dollaro canadese", "dollari canadesi", "centesim"),
    "AUD": ("dollaro australiano", "dollari australiani", "centesim"),
    "GBP": ("sterlina", "sterline", ""),
    "JPY": ("yen", "yen", ""),
    "PLN": ("zloty", "zloty", ""),
    "SEK": ("corona svedese", "corone svedesi", ""),
    "DKK": ("corona danese", "corone danesi", ""),
    "NOK": ("corona norvegese", "corone norvegesi", ""),
}
_AT_HOME = {"": "EUR", "IT": "EUR", "SM": "EUR", "VA": "EUR", "CH": "CHF"}
_UNITS = {
    "year": ("un anno", "anni"),
    "month": ("un mese", "mesi"),
    "week": ("una settimana", "settimane"),
    "day": ("un giorno", "giorni"),
    "hour": ("un'ora", "ore"),
    "minute": ("un minuto", "minuti"),
    "second": ("un secondo", "secondi"),
}
_LETTERS = {
    "À": "A accentata", "È": "E accentata", "É": "E accentata", "Ì": "I accentata", "Ò": "O accentata",
    "Ù": "U accentata", "J": "I lunga", "W": "doppia vu", "Y": "ipsilon",
}  # fmt: skip


class Say:
    """How Italian says each value."""

    __slots__ = ()

    def number(self, value: Decimal, region: str) -> str:
        """ "1500", "meno 2,5"."""
        return ("meno " if value < 0 else "") + _figures(abs(value))

    def money(self, amount: Decimal, currency: str, region: str) -> str:
        """ "19 euro e 90", "un euro", "20 centesimi"."""
        one, many, part = _CURRENCIES.get(currency, (currency, currency, ""))
        at_home = _AT_HOME.get(region) == currency
        if at_home:
            one, many = one.split()[0], many.split()[0]
        whole, cents = int(amount), int(amount % 1 * 100)
        if cents and not part:
            return f"{_figures(amount)} {many}"
        centesimi = f"{cents} {part}{'o' if cents == 1 else 'i'}"
        if cents and not whole and at_home:  # those of the country need no name
            return "un centesimo" if cents == 1 else centesimi
        article = "una" if one.endswith("a") or one.startswith("corona") else "un"
        counted = f"{article} {one}" if whole == 1 and one != currency else f"{whole} {many}"
        if not cents:
            return counted
        return f"{counted} e {cents}" if cents > 9 else f"{counted} e {centesimi}"

    def date(self, day: date, region: str) -> str:
        """ "primo maggio 1965", "13 maggio 1965"."""
        return f"{'primo' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"

    def time(self, hour: int, minute: int, region: str) -> str:
        """ "15 e 30", "8", "l'una e 10", "mezzogiorno"."""
        if hour == 0 or (hour == 12 and not minute):
            hours = "mezzogiorno" if hour else "mezzanotte"
        else:
            hours = "l'una" if hour == 1 else str(hour)
        return f"{hours} e {minute}" if minute else hours

    def duration(self, parts: Mapping[str, int], region: str) -> str:
        """ "un'ora e 30 minuti"."""
        said = [_UNITS[unit][0] if many == 1 else f"{many} {_UNITS[unit][1]}" for unit, many in parts.items()]
        if not said:
            return "0 minuti"
        return " e ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]

    def phone(self, country: str, groups: tuple[str, ...], region: str) -> str:
        """ "3 4 7, 1 2 3, 4 5 6 7" at home in Italy, elsewhere with its country: "più 4 1, 9 1 1, ..."."""
        heads = [f"più {' '.join(country)}"] if country else []
        return ", ".join([*heads, *(" ".join(group) for group in groups)])

    def spelling(self, letters: str, region: str) -> str:
        """ "M, doppia vu, ipsilon"."""
        return ", ".join(_LETTERS.get(letter, letter) for letter in letters)


def _figures(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")
