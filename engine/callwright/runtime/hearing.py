"""Hearing as programs and the command line use it: where nobody says when the call is, it is now.

A limit that cannot be meant is refused, as the compiler refuses it in a flow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from callwright.core.model import Flow
from callwright.languages.values.heard import Heard
from callwright.understanding import hearing
from callwright.understanding.typed import canonical

_COUNTED = frozenset({"digits", "spelling", "phone"})
_LIMITED = frozenset({"number", "money", "date", "time", "duration"})
_MOST = 64


def hear(type: str, words: str, *, language: str = "en-US", now: datetime | str | None = None, **options: Any) -> Heard:
    """The value that these words say: ``.value``, ``None`` where it has to be asked back, and ``.why`` in one sentence.

    ``now`` is the local time of the call, a ``datetime`` or ISO text; without it the clock of this machine is read.
    ``options``: ``length``, ``min``, ``max``, ``pattern``, ``options``, ``past``, ``future``, ``currency`` and
    ``checksum``, as in a flow's ``collect``. Raises ``ValueError``, with one plain sentence, for a type or a ``now``
    that there is not, and for options that cannot be meant.
    """
    if type in hearing.TYPES:
        options = {**options, **_limits(type, language, options)}
        _check(type, options)
    return hearing.hear(type, words, language=language, now=moment(now), **options)


def _limits(type: str, language: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """``min`` and ``max`` as values of the type; of digits and letters, how many there are."""
    made: dict[str, Any] = {}
    for name in ("min", "max"):
        given = options.get(name)
        if given is None:
            continue
        if type in _COUNTED:
            if not str(given).isdecimal() or not 1 <= int(given) <= _MOST:
                raise ValueError(f"{name} cannot be “{given}”; of {type} it is how many there are, from 1 to {_MOST}.")
            made[name] = int(given)
        elif type in _LIMITED:
            made[name] = _limit(type, language, name, given)
        else:
            raise ValueError(f"A value of the type {type} has no {name}.")
    if len(made) == 2 and _backwards(type, made):
        raise ValueError(f"min is {options['min']} and max is {options['max']}; swap the two.")
    return made


def _limit(type: str, language: str, name: str, given: Any) -> Any:
    try:
        value = canonical(type, given, language=language, currency="EUR")
    except ValueError as problem:
        raise ValueError(f"{name} cannot be “{given}”: {problem}") from None
    return value["amount"] if isinstance(value, Mapping) else value


def _backwards(type: str, limits: Mapping[str, Any]) -> bool:
    if type in _COUNTED:
        return bool(limits["min"] > limits["max"])
    try:
        canonical(type, limits["max"], language="en-US", min=limits["min"], currency="EUR")
    except ValueError:
        return True
    return False


def _check(type: str, options: Mapping[str, Any]) -> None:
    """Refuse options that cannot be meant."""
    length = options.get("length")
    fewest, most = length if isinstance(length, tuple) else (length, length)
    if fewest is not None and not 1 <= fewest <= most <= _MOST:
        many = str(fewest) if fewest == most else f"{fewest}-{most}"
        raise ValueError(f"“{many}” is no length; it goes from 1 to {_MOST}, the smaller number first.")
    currency = options.get("currency") or ""
    if currency and not re.fullmatch("[A-Za-z]{3}", currency):
        raise ValueError(f"“{currency}” is no currency; it has three letters, such as EUR.")
    if options.get("past") and options.get("future"):
        raise ValueError("A day cannot be both past and future; leave one of them out.")
    if type == "choice" and not options.get("options"):
        raise ValueError("A choice needs its options, such as red and blue.")


def prepare(flows: Iterable[Flow]) -> None:
    """Have everything ready that these flows hear values with, so that no caller waits for it.

    The grammars of a language are made when the first value is heard; that takes some hundredth of a second.
    """
    noon = datetime(2026, 1, 1, 12)  # noqa: DTZ001 -- the time on the wall, as values are heard with
    for language in {tag for flow in flows if flow.types for tag in flow.languages}:
        for type in hearing.TYPES:
            hearing.hear(type, "1", language=language, now=noon)


def moment(now: datetime | date | str | None) -> datetime:
    """The local time that is meant; this machine's where nothing is said."""
    if now is None:
        return datetime.now(UTC).astimezone()
    if isinstance(now, str):
        try:
            return datetime.fromisoformat(now)
        except ValueError:
            raise ValueError(f"“{now}” is no moment; it is written as 2026-11-20T10:00.") from None
    return now if isinstance(now, datetime) else datetime(now.year, now.month, now.day)  # noqa: DTZ001 -- local time
