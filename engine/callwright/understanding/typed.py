"""What an author, or a service, writes as a value, as the value is kept.

Laws
1. What is told is what ``hear`` gives for the same value, so ``say`` takes it.
2. A value that is canonical already stays as it is.
3. What is no value of the type, or outside its limits, is refused with one plain sentence that says what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from callwright.languages import get
from callwright.languages.values.checksums import CHECKSUMS
from callwright.languages.values.durations import Length, length_of
from callwright.languages.values.number import plain
from callwright.understanding.hearing import TYPES, hear, region_of

_AMOUNT = re.compile(
    r"(?P<amount>[+-]?\d+(?:\.\d+)?) ?(?P<code>[A-Za-z]{3})|(?P<first>[A-Za-z]{3}) ?(?P<second>[+-]?\d+(?:\.\d+)?)"
)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")
_LENGTH = re.compile(r"(?:\d+(?:\.\d+)?[wdhms])+")
_PART = re.compile(r"(\d+(?:\.\d+)?)([wdhms])")
_SECONDS = {"w": 604800, "d": 86400, "h": 3600, "m": 60, "s": 1}
_PHONE = re.compile(r"\+?[\d ()/.\-]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SWITCHES = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_LARGEST = Decimal(10) ** 15


def canonical(type: str, written: Any, *, language: str, **options: Any) -> Any:
    """The value as ``hear`` gives it: ``523.18 USD`` is {"amount": 523.18, "currency": "USD"}.

    ``written`` is text as an author writes it, or a value of JSON or YAML as a service returns it. ``options`` are
    those of ``hear`` (limits, currency, options of a choice); others are passed over. Raises ``ValueError`` with one
    plain sentence where it is no value of the type.
    """
    make = _MAKERS.get(type)
    if make is None:
        raise ValueError(f"There is no type “{type}”; there are: {', '.join(TYPES)}.")
    if isinstance(written, str):
        written = written.strip()
    if written is None or written == "":
        raise ValueError(f"There is no value here; {_ALLOWED[type]}")
    value = make(written, language, options)
    if value is None:
        raise ValueError(f"“{_shown(written)}” is no value of the type {type}; {_ALLOWED[type]}")
    _check_limits(type, value, options, language)
    return value


def _shown(written: Any) -> str:
    text = str(written)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _answer(written: Any, language: str, options: Mapping[str, Any]) -> bool | None:
    del options
    if isinstance(written, bool):
        return written
    if not isinstance(written, str):
        return None
    switch = _SWITCHES.get(written.casefold())
    if switch is not None:
        return switch
    sentences = get(language).sentences
    return {sentences["yes"].casefold(): True, sentences["no"].casefold(): False}.get(written.casefold())


def _digits(written: Any, language: str, options: Mapping[str, Any]) -> str | None:
    if options.get("checksum") == "iban":
        return _spelling(written, language, options)
    if isinstance(written, bool) or not isinstance(written, str | int):
        return None
    joined = re.sub(r"[ .\-/]", "", str(written)) if isinstance(written, str) else str(written)
    return joined if joined.isascii() and joined.isdigit() else None


def _decimal(written: Any) -> Decimal | None:
    if isinstance(written, bool) or not isinstance(written, str | int | float | Decimal):
        return None
    if isinstance(written, str) and not re.fullmatch(r"[+-]?\d+(?:\.\d+)?", written):
        return None
    try:
        value = Decimal(str(written))
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < _LARGEST else None


def _number(written: Any, language: str, options: Mapping[str, Any]) -> int | float | None:
    del language, options
    value = _decimal(written)
    return None if value is None else plain(value)


def _money(written: Any, language: str, options: Mapping[str, Any]) -> dict[str, Any] | None:
    amount, code = _decimal(written), ""
    if isinstance(written, Mapping):
        amount, code = _decimal(written.get("amount")), str(written.get("currency") or "")
    elif isinstance(written, str) and (found := _AMOUNT.fullmatch(written)) is not None:
        amount = _decimal(found["amount"] or found["second"])
        code = found["code"] or found["first"]
    if amount is None or amount * 100 % 1:
        return None
    code = (code or str(options.get("currency") or "") or _usual_currency(language)).upper()
    if not code:
        raise ValueError(f"“{_shown(written)}” has no currency; {_ALLOWED['money']}")
    if not re.fullmatch("[A-Z]{3}", code):
        return None
    return {"amount": plain(amount), "currency": code}


def _usual_currency(language: str) -> str:
    spoken = get(language).values
    return "" if spoken is None else spoken().money.regions.get(region_of(language), "")


def _date(written: Any, language: str, options: Mapping[str, Any]) -> str | None:
    del language, options
    if isinstance(written, date) and not isinstance(written, datetime):
        return written.isoformat()
    if not isinstance(written, str) or not _DAY.fullmatch(written):
        return None
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise ValueError(f"There is no day {written}; {_ALLOWED['date']}") from None


def _time(written: Any, language: str, options: Mapping[str, Any]) -> str | None:
    del language, options
    if isinstance(written, time):
        return written.strftime("%H:%M")
    clock = _CLOCK.fullmatch(written) if isinstance(written, str) else None
    if clock is None or int(clock[1]) > 23 or int(clock[2]) > 59:
        return None
    return f"{int(clock[1]):02}:{clock[2]}"


def _duration(written: Any, language: str, options: Mapping[str, Any]) -> str | None:
    del language, options
    if isinstance(written, timedelta):
        whole = written.seconds if not written.microseconds and written.days >= 0 else None
        return None if whole is None else Length(days=written.days, seconds=whole).iso()
    if not isinstance(written, str):
        return None
    length = length_of(written.upper())
    if length is not None:
        return length.iso()
    short = written.casefold().replace(" ", "")
    if not _LENGTH.fullmatch(short):
        return None
    days, seconds = 0, Decimal(0)
    for count, unit in _PART.findall(short):
        if unit in "wd" and "." not in count:
            days += int(count) * _SECONDS[unit] // _SECONDS["d"]
        else:
            seconds += Decimal(count) * _SECONDS[unit]
    return Length(days=days, seconds=int(seconds)).iso() if seconds == int(seconds) else None


def _phone(written: Any, language: str, options: Mapping[str, Any]) -> str | None:
    del options
    if isinstance(written, bool) or not isinstance(written, str | int):
        return None
    if not _PHONE.fullmatch(str(written)):
        return None
    heard = hear("phone", str(written), language=language)
    if heard.value is None:
        raise ValueError(f"“{written}” is no telephone number; {_ALLOWED['phone']}")
    return str(heard.value)


def _text(written: Any, language: str, options: Mapping[str, Any]) -> str | None:
    del language, options
    if isinstance(written, bool) or not isinstance(written, str | int | float):
        return None
    return " ".join(str(written).split())


def _name(written: Any, language: str, options: Mapping[str, Any]) -> str | None:
    return _text(written, language, options) if isinstance(written, str) else None


def _spelling(written: Any, language: str, options: Mapping[str, Any]) -> str | None:
    del language, options
    if isinstance(written, bool) or not isinstance(written, str | int):
        return None
    joined = re.sub(r"[ .\-/]", "", str(written))
    return "".join(letter if letter == "ß" else letter.upper() for letter in joined) if joined.isalnum() else None


def _choice(written: Any, language: str, options: Mapping[str, Any]) -> str | None:
    del language
    named = options.get("options")
    if isinstance(written, bool) or not isinstance(written, str | int):
        return None
    if not named or str(written) in named:
        return str(written)
    raise ValueError(f"“{_shown(written)}” is none of the options; there are: {', '.join(named)}.")


_Maker = Callable[[Any, str, Mapping[str, Any]], Any]
_MAKERS: Mapping[str, _Maker] = MappingProxyType(
    {
        "yes_no": _answer,
        "digits": _digits,
        "number": _number,
        "money": _money,
        "date": _date,
        "time": _time,
        "duration": _duration,
        "phone": _phone,
        "name": _name,
        "spelling": _spelling,
        "choice": _choice,
        "text": _text,
    }
)
_ALLOWED: Mapping[str, str] = MappingProxyType(
    {
        "yes_no": "write yes or no.",
        "digits": "write the digits, such as 0415.",
        "number": "write a number, such as 12 or 2.5.",
        "money": "write an amount with its currency, such as 523.18 USD.",
        "date": "write year, month and day, such as 2026-11-20.",
        "time": "write hours and minutes, such as 09:00 or 15:30.",
        "duration": "write a length of time, such as 90m, 2h or PT2H.",
        "phone": "write it with its country's code, +49 211 5566770, or with its area code, 0211 5566770.",
        "name": "write a name, such as Anna Meyer.",
        "spelling": "write letters and digits, such as K7X.",
        "choice": "write the name of one of the options.",
        "text": "write some text.",
    }
)


def _check_limits(type: str, value: Any, options: Mapping[str, Any], language: str) -> None:
    """Refuse what ``hear`` would refuse for its limits."""
    if type in ("digits", "spelling"):
        _check_length(value, options)
    elif type not in ("phone", "yes_no", "choice", "name", "text"):
        for key, sign, word in (("min", 1, "at least"), ("max", -1, "at most")):
            limit = options.get(key)
            if limit is not None and (_measure(type, value, language) - _measure(type, limit, language)) * sign < 0:
                raise ValueError(f"“{_shown_value(value)}” is not allowed here; it is {word} {limit}.")
    pattern = options.get("pattern")
    if pattern and isinstance(value, str) and not re.fullmatch(pattern, value):
        raise ValueError(f"“{_shown(value)}” does not fit the pattern {pattern}.")


def _check_length(value: str, options: Mapping[str, Any]) -> None:
    length = options.get("length")
    low, high = length if isinstance(length, tuple | list) else (length, length)
    low, high = low or options.get("min") or 1, high or options.get("max") or 64
    if not low <= len(value) <= high:
        many = str(low) if low == high else f"{low} to {high}"
        raise ValueError(f"“{_shown(value)}” has {len(value)} digits or letters; {many} are wanted.")
    checksum = CHECKSUMS.get(str(options.get("checksum") or ""))
    if checksum is not None and not checksum(value):
        raise ValueError(f"“{_shown(value)}” does not fit its own check digits.")


def _measure(type: str, value: Any, language: str) -> Decimal:
    """A value, or a limit as it is written, as a number that compares."""
    if type == "money":
        return Decimal(str(value["amount"] if isinstance(value, Mapping) else _limit_of_money(value, language)))
    if type == "date":
        return Decimal(date.fromisoformat(str(value)).toordinal())
    if type == "time":
        hour, _, minute = str(value).partition(":")
        return Decimal(int(hour) * 60 + int(minute or 0))
    if type == "duration":
        length = length_of(_duration(value, language, {}) or "PT0S") or Length()
        return Decimal(length.about())
    return Decimal(str(value))


def _limit_of_money(limit: Any, language: str) -> Any:
    number = _decimal(limit)
    return number if number is not None else canonical("money", limit, language=language)["amount"]


def _shown_value(value: Any) -> str:
    return f"{value['amount']} {value['currency']}" if isinstance(value, Mapping) else _shown(value)
