"""Spanish values as a voice should read them.

Laws
1. What is said is heard again as the same value.
2. Numbers stand in figures, but for hours and for one of a thing, which have a gender that a voice cannot know.
"""

# ruff: noqa: ARG002 - Spanish says most values alike in every region

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from callwright.languages.es_numbers import in_words

_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
POINT_REGIONS = frozenset("MX US PR GT HN SV NI PA DO PE".split())
"""Where decimals stand behind a point, and thousands before a comma."""
_SPAIN = frozenset({"", "ES"})
_CURRENCIES = {
    "EUR": ("un euro", "euros"),
    "USD": ("un dólar estadounidense", "dólares estadounidenses"),
    "GBP": ("una libra", "libras"),
    "CHF": ("un franco suizo", "francos suizos"),
    "CAD": ("un dólar canadiense", "dólares canadienses"),
    "AUD": ("un dólar australiano", "dólares australianos"),
    "PLN": ("un zloty", "zlotys"),
    "SEK": ("una corona sueca", "coronas suecas"),
    "NOK": ("una corona noruega", "coronas noruegas"),
    "DKK": ("una corona danesa", "coronas danesas"),
    "JPY": ("un yen", "yenes"),
    "BRL": ("un real", "reales"),
    "MXN": ("un peso mexicano", "pesos mexicanos"),
    "ARS": ("un peso argentino", "pesos argentinos"),
    "COP": ("un peso colombiano", "pesos colombianos"),
    "CLP": ("un peso chileno", "pesos chilenos"),
    "UYU": ("un peso uruguayo", "pesos uruguayos"),
    "DOP": ("un peso dominicano", "pesos dominicanos"),
    "PEN": ("un sol", "soles"),
}
HOME = {
    "": "EUR", "ES": "EUR", "MX": "MXN", "AR": "ARS", "CO": "COP", "CL": "CLP", "PE": "PEN", "UY": "UYU", "DO": "DOP",
    "US": "USD", "PR": "USD", "EC": "USD", "SV": "USD", "PA": "USD", "CR": "CRC", "GT": "GTQ", "HN": "HNL",
    "NI": "NIO", "BO": "BOB", "PY": "PYG", "VE": "VES", "CU": "CUP",
}  # fmt: skip
"""The currency of each region; a tag without one is of Spain."""
_CENTS = {
    "EUR": ("un céntimo", "céntimos"),
    "CHF": ("un céntimo", "céntimos"),
    "PEN": ("un céntimo", "céntimos"),
    "GBP": ("un penique", "peniques"),
}
_UNITS = {
    "year": ("un año", "años"),
    "month": ("un mes", "meses"),
    "week": ("una semana", "semanas"),
    "day": ("un día", "días"),
    "hour": ("una hora", "horas"),
    "minute": ("un minuto", "minutos"),
    "second": ("un segundo", "segundos"),
}
_PARTS = ((1, "noche"), (6, "madrugada"), (12, "mañana"), (13, "mediodía"), (20, "tarde"), (24, "noche"))
"""Parts of the day, each up to an hour."""
_LETTERS = {"Y": "i griega", "W": "uve doble"}


class Say:
    """How Spanish says each value, in Spain and in America."""

    __slots__ = ()

    def number(self, value: Decimal, region: str) -> str:
        """ "1500", "menos 2,5"."""
        sign = "menos " if value < 0 else ""
        return sign + _figures(abs(value), region)

    def money(self, amount: Decimal, currency: str, region: str) -> str:
        """ "19 euros con 90 céntimos", "un euro", "20 céntimos"."""
        home = HOME.get(region) == currency
        one, many = _CURRENCIES.get(currency, (f"1 {currency}", currency))
        if home and currency in _CURRENCIES:  # nobody says "pesos mexicanos" in Mexico
            one, many = " ".join(one.split()[:2]), many.split()[0]
        whole, cents = int(amount), int(amount % 1 * 100)
        wholes = one if whole == 1 else f"{whole} de {many}" if whole and whole % 10**6 == 0 else f"{whole} {many}"
        if not cents:
            return wholes
        small = _CENTS.get(currency, ("un centavo", "centavos"))
        part = small[0] if cents == 1 else f"{cents} {small[1]}"
        return part if home and not whole else f"{wholes} con {part}"

    def date(self, day: date, region: str) -> str:
        """ "13 de mayo de 1965"; in America the first of a month is "primero"."""
        first = day.day == 1 and region not in _SPAIN
        return f"{'primero' if first else day.day} de {_MONTHS[day.month - 1]} de {day.year}"

    def time(self, hour: int, minute: int, region: str) -> str:
        """ "las tres y media de la tarde"; in Spain also "las cuatro menos veinte"."""
        part = next(name for end, name in _PARTS if hour < end)
        part = f"del {part}" if part == "mediodía" else f"de la {part}"
        to = region in _SPAIN and minute > 30 and minute % 5 == 0
        shown = (hour + to) % 12 or 12
        clock = "la una" if shown == 1 else f"las {in_words(shown)}"
        if minute:
            clock += f" menos {_minutes(60 - minute)}" if to else f" y {_minutes(minute)}"
        return f"{clock} {part}"

    def duration(self, parts: Mapping[str, int], region: str) -> str:
        """ "una hora y 30 minutos"."""
        said = [_UNITS[unit][0] if many == 1 else f"{many} {_UNITS[unit][1]}" for unit, many in parts.items()]
        if not said:
            return "0 minutos"
        return " y ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]

    def phone(self, country: str, groups: tuple[str, ...], region: str) -> str:
        """ "más 3 4, 6 1 2, 3 4 5, 6 7 8": one digit after the other, with a breath between groups."""
        heads = [f"más {' '.join(country)}"] if country else []
        return ", ".join([*heads, *(" ".join(group) for group in groups)])

    def spelling(self, letters: str, region: str) -> str:
        """ "M, U, Ñ, O, Z"."""
        return ", ".join(_LETTERS.get(letter, letter) for letter in letters)


def _figures(value: Decimal, region: str) -> str:
    return f"{value:f}" if region in POINT_REGIONS else f"{value:f}".replace(".", ",")


def _minutes(minute: int) -> str:
    if minute == 1:
        return "un minuto"
    return {15: "cuarto", 30: "media"}.get(minute) or in_words(minute)
