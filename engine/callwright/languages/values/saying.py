"""Values said as people say them in a language.

Laws
1. What is said is heard again as the same value.
2. A value that is none of its type is refused with a ``ValueError`` that says what one looks like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from callwright.languages.base import Language
from callwright.languages.values.durations import length_of
from callwright.languages.values.phones import at_home, country_of, groups

_AMOUNT = re.compile(r"(-?\d+(?:\.\d+)?) ([A-Z]{3})")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_PHONE = re.compile(r"\+?\d{3,20}")


def say_value(type: str, value: Any, language: Language, region: str) -> str:
    """How a voice should read this value; ``value`` is as ``hear`` tells it."""
    if type == "yes_no":
        if not isinstance(value, bool):
            raise _refusal(type, value, "true or false")
        return language.sentences["yes" if value else "no"]
    if type == "digits":
        if not (isinstance(value, str) and value.isascii() and value.isdigit()):
            raise _refusal(type, value, "digits, such as 0415")
        return language.say_digits(value)
    if type in ("name", "choice", "text"):
        return str(value)
    if language.values is None:
        raise ValueError(f"Values are not said in {language.name}.")
    say = language.values().say
    if type == "number":
        return say.number(_number(type, value), region)
    if type == "money":
        return say.money(*_money(value), region)
    if type == "date":
        try:
            return say.date(date.fromisoformat(str(value)), region)
        except ValueError:
            raise _refusal(type, value, "an ISO date, such as 2012-11-04") from None
    if type == "time":
        clock = _TIME.fullmatch(str(value))
        if clock is None:
            raise _refusal(type, value, "HH:MM, such as 15:30")
        return say.time(int(clock[1]), int(clock[2]), region)
    if type == "duration":
        length = length_of(str(value))
        if length is None:
            raise _refusal(type, value, "an ISO 8601 duration, such as PT90M")
        return say.duration(length.parts(), region)
    if type == "phone":
        if not _PHONE.fullmatch(str(value)):
            raise _refusal(type, value, "+ and digits, such as +12125550123")
        if not str(value).startswith("+"):
            return say.phone("", groups("", str(value)), region)
        if national := at_home(str(value), region or language.values().phones.home):
            return say.phone("", national, region)
        code, rest = country_of(str(value))
        return say.phone(code, groups(code, rest), region)
    if type == "spelling":
        if not (isinstance(value, str) and value.isalnum()):
            raise _refusal(type, value, "letters and digits, such as K7X")
        return say.spelling(value, region)
    raise ValueError(f"There is no type “{type}”.")


def _number(type: str, value: Any) -> Decimal:
    try:
        if isinstance(value, bool):
            raise InvalidOperation
        number = Decimal(str(value))
    except InvalidOperation:
        raise _refusal(type, value, "a number, such as 2.5") from None
    if not number.is_finite():
        raise _refusal(type, value, "a number, such as 2.5")
    return number


def _money(value: Any) -> tuple[Decimal, str]:
    if isinstance(value, Mapping) and {"amount", "currency"} <= value.keys():
        return _number("money", value["amount"]), str(value["currency"])
    written = _AMOUNT.fullmatch(str(value))
    if written is None:
        raise _refusal("money", value, "an amount with its currency, such as 523.18 USD")
    return Decimal(written[1]), written[2]


def _refusal(type: str, value: Any, allowed: str) -> ValueError:
    return ValueError(f"“{value}” is no value of the type {type}; it is written as {allowed}.")
