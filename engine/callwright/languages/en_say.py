"""How values are said in English, as a voice should read them."""

# ruff: noqa: ARG002 - English says most values alike in every region

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip
_SUFFIXES = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
_DAY_FIRST = frozenset({"GB", "IE", "AU", "NZ", "IN", "ZA", "SG", "MT", "NG", "KE", "JM"})
_CURRENCIES = {
    "USD": ("US dollar", "US dollars"), "EUR": ("euro", "euros"), "GBP": ("pound", "pounds"),
    "CHF": ("Swiss franc", "Swiss francs"), "CAD": ("Canadian dollar", "Canadian dollars"),
    "AUD": ("Australian dollar", "Australian dollars"), "JPY": ("yen", "yen"), "INR": ("rupee", "rupees"),
    "ZAR": ("rand", "rand"), "NZD": ("New Zealand dollar", "New Zealand dollars"), "PLN": ("zloty", "zlotys"),
    "SGD": ("Singapore dollar", "Singapore dollars"), "DKK": ("Danish krone", "Danish kroner"),
    "SEK": ("Swedish krona", "Swedish kronor"), "NOK": ("Norwegian krone", "Norwegian kroner"),
}  # fmt: skip
_AT_HOME = {
    "USD": frozenset({"US", "PR"}),
    "CAD": frozenset({"CA"}),
    "AUD": frozenset({"AU"}),
    "NZD": frozenset({"NZ"}),
    "EUR": frozenset({"IE", "MT"}),
    "GBP": frozenset({"GB"}),
}
_DOLLARS = ("dollar", "dollars")


class Say:
    """English, British and American."""

    def number(self, value: Decimal, region: str) -> str:
        """ "1,234.5": figures, which every voice reads right."""
        sign = "minus " if value < 0 else ""
        return f"{sign}{abs(value):,f}"

    def money(self, amount: Decimal, currency: str, region: str) -> str:
        """ "5 dollars and 50 cents"."""
        one, many = _CURRENCIES.get(currency, (currency, currency))
        at_home = region in _AT_HOME.get(currency, ())
        if at_home and many.endswith("dollars"):
            one, many = _DOLLARS
        whole, cents = divmod(int(amount * 100), 100)
        small = ("penny", "pence") if currency == "GBP" else ("cent", "cents")
        # Cents alone are those of the country; of any other currency they need its name.
        parts = [_counted(whole, one, many)] if whole or not cents or not at_home else []
        return " and ".join([*parts, *([_counted(cents, *small)] if cents else [])])

    def date(self, day: date, region: str) -> str:
        """ "November 4th, 2012", or "the 4th of November 2012" where the day comes first."""
        place, month = f"{day.day}{_SUFFIXES.get(day.day, 'th')}", _MONTHS[day.month - 1]
        if region in _DAY_FIRST:
            return f"the {place} of {month} {day.year:04}"
        return f"{month} {place}, {day.year:04}"

    def time(self, hour: int, minute: int, region: str) -> str:
        """ "3:30 PM"; noon and midnight by their names."""
        if minute == 0 and hour in (0, 12):
            return "noon" if hour else "midnight"
        half = "AM" if hour < 12 else "PM"
        shown = hour % 12 or 12
        return f"{shown}:{minute:02} {half}" if minute else f"{shown} {half}"

    def duration(self, parts: Mapping[str, int], region: str) -> str:
        """ "1 hour and 30 minutes"."""
        said = [_counted(count, unit, f"{unit}s") for unit, count in parts.items()] or ["0 minutes"]
        return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"

    def phone(self, country: str, groups: tuple[str, ...], region: str) -> str:
        """ "2 1 2, 5 5 5, 0 1 2 3" at home, elsewhere with its country: "plus 1, 2 1 2, 5 5 5, 0 1 2 3"."""
        spoken = [" ".join(group) for group in groups]
        return ", ".join([f"plus {' '.join(country)}", *spoken] if country else spoken)

    def spelling(self, letters: str, region: str) -> str:
        """One by one, in groups: "S, M, I, T, H"."""
        return ", ".join(letters)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
