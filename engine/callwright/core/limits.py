"""Whether a value is within the limits that its slot names, wherever it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from callwright.core.model import Slot
from callwright.languages.values.checksums import CHECKSUMS
from callwright.understanding.hearing import hear, say

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def fits(slot: Slot, value: Any, today: str) -> bool:
    """Whether a slot may hold a value. ``today`` is an ISO date."""
    return _LIMITS[slot.type](value, slot.options, today)


_NAMES = frozenset({"min", "max", "past", "future"})


def without(slot: Slot) -> dict[str, Any]:
    """How a slot is heard where its least and its most do not count."""
    return {name: value for name, value in slot.options.items() if name not in _NAMES}


def limit_beyond(slot: Slot, value: Any, today: str) -> tuple[bool, Any] | None:
    """Whether a value is below (else above) what its slot allows, and the limit as a value of its type."""
    if not _IS_VALUE.get(slot.type, _never)(value):
        return None
    low, high = slot.options.get("min"), slot.options.get("max")
    if slot.type == "date":
        low = max(filter(None, (low, today if slot.options.get("future") else None)), default=None)
        high = min(filter(None, (high, today if slot.options.get("past") else None)), default=None)
    elif slot.type == "time":
        low, high = (f"{limit:0>5}" if limit else None for limit in (low, high))
    if slot.type == "money" and value["currency"] != (slot.options.get("currency") or value["currency"]).upper():
        return None
    measured = value["amount"] if slot.type == "money" else value
    for below, limit in ((True, low), (False, high)):
        if limit is not None and (measured < limit if below else measured > limit):
            return below, {**value, "amount": limit} if slot.type == "money" else limit
    return None


def _never(_value: Any) -> bool:
    return False


_IS_VALUE: Mapping[str, Callable[[Any], bool]] = {
    "number": lambda value: isinstance(value, int | float),
    "money": lambda value: isinstance(value, Mapping) and isinstance(value.get("amount"), int | float),
    "date": lambda value: isinstance(value, str) and _DATE.fullmatch(value) is not None,
    "time": lambda value: isinstance(value, str) and _TIME.fullmatch(value) is not None,
}
"""Types with a least and a most, and whether something is a value of theirs."""


def _answer(value: Any, options: Mapping[str, Any], today: str) -> bool:
    del options, today
    return isinstance(value, bool)


def _digits(value: Any, options: Mapping[str, Any], today: str) -> bool:
    text = str(value)
    figures = (
        options.get("checksum") == "iban" or text.rstrip("X" if options.get("checksum") == "mod11" else "").isdigit()
    )
    return text.isascii() and figures and _spelling(text, options, today)


def _spelling(value: Any, options: Mapping[str, Any], today: str) -> bool:
    del today
    fewest, most = options.get("length", (1, 64))
    checksum = options.get("checksum")
    return (
        isinstance(value, str)
        and fewest <= len(value.removeprefix("+")) <= most
        and (not checksum or CHECKSUMS[checksum](value))
        and _follows(value, options)
    )


def _number(value: Any, options: Mapping[str, Any], today: str) -> bool:
    del today
    return isinstance(value, int | float) and not isinstance(value, bool) and _between(value, options)


def _money(value: Any, options: Mapping[str, Any], today: str) -> bool:
    if not isinstance(value, Mapping) or not value.get("currency"):
        return False
    # Ninety dollars are neither more nor less than a hundred euros.
    meant = options.get("currency") or value["currency"]
    return bool(meant.upper() == value["currency"]) and _number(value.get("amount"), options, today)


def _date(value: Any, options: Mapping[str, Any], today: str) -> bool:
    return (
        isinstance(value, str)
        and _DATE.fullmatch(value) is not None
        and _between(value, options)
        and not (options.get("past") and value > today)
        and not (options.get("future") and value < today)
    )


def _time(value: Any, options: Mapping[str, Any], today: str) -> bool:
    del today
    padded = {key: f"{options[key]:0>5}" for key in ("min", "max") if options.get(key)}
    return isinstance(value, str) and _TIME.fullmatch(value) is not None and _between(value, padded)


def _duration(value: Any, options: Mapping[str, Any], today: str) -> bool:
    del today
    try:
        # Lengths of different units compare only as they are heard.
        return isinstance(value, str) and hear("duration", say("duration", value), **options).value is not None
    except ValueError:
        return False


def _choice(value: Any, options: Mapping[str, Any], today: str) -> bool:
    del today
    return value in options.get("options", ())


def _text(value: Any, options: Mapping[str, Any], today: str) -> bool:
    del today
    return isinstance(value, str) and value != "" and _follows(value, options)


def _between(value: Any, options: Mapping[str, Any]) -> bool:
    low, high = options.get("min"), options.get("max")
    return (low is None or value >= low) and (high is None or value <= high)


def _follows(value: str, options: Mapping[str, Any]) -> bool:
    pattern = options.get("pattern")
    return not pattern or re.fullmatch(pattern, value) is not None


_LIMITS: Mapping[str, Callable[[Any, Mapping[str, Any], str], bool]] = {
    "yes_no": _answer,
    "digits": _digits,
    "spelling": _spelling,
    "phone": _spelling,
    "number": _number,
    "money": _money,
    "date": _date,
    "time": _time,
    "duration": _duration,
    "choice": _choice,
    "name": _text,
    "text": _text,
}
