"""French values as a voice should read them.

Laws
1. What is said is heard again as the same value.
2. Days have no article: an author writes "le {day}", "du {day}" or "au {day}".
"""

# ruff: noqa: ARG002 - French says most values alike in every region

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_CURRENCIES = {
    "EUR": ("euro", "euros", "centime"),
    "CHF": ("franc suisse", "francs suisses", "centime"),
    "USD": ("dollar américain", "dollars américains", "cent"),
    "CAD": ("dollar canadien", "dollars canadiens", "cent"),
    "AUD": ("dollar australien", "dollars australiens", "cent"),
    "GBP": ("livre sterling", "livres sterling", ""),
    "JPY": ("yen", "yens", ""),
    "PLN": ("zloty", "zlotys", ""),
    "SEK": ("couronne suédoise", "couronnes suédoises", ""),
    "DKK": ("couronne danoise", "couronnes danoises", ""),
    "NOK": ("couronne norvégienne", "couronnes norvégiennes", ""),
}
_AT_HOME = {"": "EUR", "FR": "EUR", "BE": "EUR", "LU": "EUR", "MC": "EUR", "CH": "CHF", "CA": "CAD"}
_UNITS = {
    "year": ("un an", "ans"),
    "month": ("un mois", "mois"),
    "week": ("une semaine", "semaines"),
    "day": ("un jour", "jours"),
    "hour": ("une heure", "heures"),
    "minute": ("une minute", "minutes"),
    "second": ("une seconde", "secondes"),
}
_LETTERS = {
    "É": "E accent aigu", "È": "E accent grave", "Ê": "E accent circonflexe", "Ë": "E tréma", "À": "A accent grave",
    "Â": "A accent circonflexe", "Ç": "C cédille", "Î": "I accent circonflexe", "Ï": "I tréma",
    "Ô": "O accent circonflexe", "Ö": "O tréma", "Û": "U accent circonflexe", "Ü": "U tréma", "Ù": "U accent grave",
    "W": "double V", "Y": "I grec",
}  # fmt: skip


class Say:
    """How French says each value."""

    __slots__ = ()

    def number(self, value: Decimal, region: str) -> str:
        """ "1500", "moins 2,5"."""
        return ("moins " if value < 0 else "") + _figures(abs(value))

    def money(self, amount: Decimal, currency: str, region: str) -> str:
        """ "19 euros 90", "un euro", "20 centimes". "1 cent" alone might be a hundred."""
        one, many, part = _CURRENCIES.get(currency, (currency, currency, ""))
        at_home = _AT_HOME.get(region) == currency
        if at_home:
            one, many = one.split()[0], many.split()[0]
        whole, cents = int(amount), int(amount % 1 * 100)
        if cents and not part:
            return f"{_figures(amount)} {many if whole > 1 else one}"
        if cents and not whole and at_home and (cents, part) != (1, "cent"):  # those of the country need no name
            return f"{cents} {part}{'s' if cents > 1 else ''}"
        article = "une" if one.startswith(("livre", "couronne")) else "un"
        counted = f"{article} {one}" if whole == 1 and one != currency else f"{whole} {many if whole > 1 else one}"
        if not cents:
            return counted
        return f"{counted} {cents}" if cents > 9 else f"{counted} et {cents} {part}{'s' if cents > 1 else ''}"

    def date(self, day: date, region: str) -> str:
        """ "premier mai 1965", "13 mai 1965"."""
        return f"{'premier' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"

    def time(self, hour: int, minute: int, region: str) -> str:
        """ "15 heures 30", "8 heures", "midi"."""
        if hour == 0 or (hour == 12 and not minute):
            return f"{'midi' if hour else 'minuit'} {minute or ''}".rstrip()
        hours = "une heure" if hour == 1 else f"{hour} heures"
        return f"{hours} {minute}" if minute else hours

    def duration(self, parts: Mapping[str, int], region: str) -> str:
        """ "une heure et 30 minutes"."""
        said = [_UNITS[unit][0] if many == 1 else f"{many} {_UNITS[unit][1]}" for unit, many in parts.items()]
        if not said:
            return "0 minute"
        return " et ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]

    def phone(self, country: str, groups: tuple[str, ...], region: str) -> str:
        """ "06, 12, 34, 56, 78" at home in France, elsewhere digit by digit: "plus 3 2, 4 7 5, 1 2 3, 4 5 6"."""
        digits = "".join(groups)
        if not country and region in ("", "FR") and len(digits) == 10 and digits[0] == "0" != digits[1]:
            pairs = [digits[at : at + 2] for at in range(0, 10, 2)]
            return ", ".join(" ".join(pair) if pair[0] == "0" else pair for pair in pairs)
        heads = [f"plus {' '.join(country)}"] if country else []
        return ", ".join([*heads, *(" ".join(group) for group in groups)])

    def spelling(self, letters: str, region: str) -> str:
        """ "M, E accent aigu, double V, I grec"."""
        return ", ".join(_LETTERS.get(letter, letter) for letter in letters)


def _figures(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")
