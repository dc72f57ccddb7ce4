"""Lengths of time as callers say them: "an hour and a half", "two weeks", "one hour thirty".

Laws
1. Parts are joined only from large to small: "two hours three hours" is no length.
2. A month is a month and a day a day: neither becomes a number of hours.

Theory of operation: a length is kept as months, days and seconds, which do not turn into each other. Written, it
is ISO 8601 with the hours, minutes and seconds as one unit, the largest that is whole: PT90M, PT2H.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from callwright.languages.values.grammar import Slot, phrase_slot
from callwright.languages.values.heard import UNTOLD, Heard, Impossible, Wanted
from callwright.languages.values.said import Said
from callwright.languages.values.voice import Kind, Memo, Voice

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629800, "year": 31557600}
_ISO = re.compile(
    r"P(?:(?P<year>\d+)Y)?(?:(?P<month>\d+)M)?(?:(?P<week>\d+)W)?(?:(?P<day>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<hour>\d+)H)?(?:(?P<minute>\d+)M)?(?:(?P<second>\d+)S)?)?"
)


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time; its three parts do not turn into each other."""

    months: int = 0
    days: int = 0
    seconds: int = 0

    def __add__(self, other: Length) -> Length:
        return Length(self.months + other.months, self.days + other.days, self.seconds + other.seconds)

    def about(self) -> int:
        """In seconds, with months of average length: for comparing."""
        return self.months * _SECONDS["month"] + self.days * _SECONDS["day"] + self.seconds

    def iso(self) -> str:
        """ISO 8601."""
        text = "P"
        if self.months:
            text += f"{self.months // 12}Y" if self.months % 12 == 0 else f"{self.months}M"
        if self.days:
            whole_weeks = self.days % 7 == 0 and not self.months and not self.seconds
            text += f"{self.days // 7}W" if whole_weeks else f"{self.days}D"
        if self.seconds or text == "P":
            sign, size = next(
                (sign, size) for sign, size in (("H", 3600), ("M", 60), ("S", 1)) if not self.seconds % size
            )
            text += f"T{self.seconds // size}{sign}" if self.seconds else "T0S"
        return text

    def parts(self) -> dict[str, int]:
        """As people count it: unit -> how many, the largest first, none of them 0."""
        years, months = divmod(self.months, 12)
        weeks, days = (
            divmod(self.days, 7) if not self.months and not self.seconds and self.days % 7 == 0 else (0, self.days)
        )
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        counted = {
            "year": years, "month": months, "week": weeks, "day": days, "hour": hours, "minute": minutes,
            "second": seconds,
        }  # fmt: skip
        return {unit: count for unit, count in counted.items() if count}


def length_of(iso: str) -> Length | None:
    """An ISO 8601 duration; None if it is none."""
    found = _ISO.fullmatch(iso)
    if found is None or iso in ("P", ""):
        return None
    part = {unit: int(count or 0) for unit, count in found.groupdict().items()}
    return Length(
        part["year"] * 12 + part["month"],
        part["week"] * 7 + part["day"],
        part["hour"] * 3600 + part["minute"] * 60 + part["second"],
    )


def hear_duration(said: Said, voice: Voice, wanted: Wanted) -> Heard:
    """A length of time, in ISO 8601."""
    calm = voice.calm(said)
    found = voice.one(
        calm, Kind("length of time", reader(voice), (lambda _: False) if wanted.among else voice.numbers.is_word)
    )
    if isinstance(found, str):
        return Heard(None, found)
    length: Length = found.value
    for limit, sign, word in ((wanted.minimum, 1, "shorter"), (wanted.maximum, -1, "longer")):
        bound = length_of(str(limit)) if limit is not None else None
        if bound is not None and (length.about() - bound.about()) * sign < 0:
            return Heard(None, f"{length.iso()} is {word} than {limit}.")
    return Heard(
        length.iso(), f"“{calm.written(found.start, found.end)}” is {length.iso()}.", calm.where(found.start, found.end)
    )


class _Reader:
    __slots__ = ("_grammar", "_links")

    def __init__(self, voice: Voice) -> None:
        table = voice.spoken.durations
        self._grammar = voice.grammar("durations", table.sayings, lambda: _slots(voice))
        self._links = table.links

    def read(self, tokens: Sequence[str], at: int, memo: Memo) -> Iterator[tuple[int, Length | Impossible]]:
        """Every length that begins here: each part, and the parts behind it that are smaller."""
        for end, length, size in self._parts(tokens, at, memo):
            yield end, length
            if isinstance(length, Length):
                yield from self._longer(tokens, end, memo, length, size)

    def _longer(
        self, tokens: Sequence[str], at: int, memo: Memo, so_far: Length, size: int
    ) -> Iterator[tuple[int, Length | Impossible]]:
        if at < len(tokens) and tokens[at] in self._links:
            at += 1
        if at >= len(tokens):
            return
        for end, length, smaller in self._parts(tokens, at, memo):
            if isinstance(length, Length) and smaller < size and length.about() < size:
                yield end, so_far + length
                yield from self._longer(tokens, end, memo, so_far + length, smaller)

    def _parts(self, tokens: Sequence[str], at: int, memo: Memo) -> Iterator[tuple[int, Length | Impossible, int]]:
        """One part each, and the size of its unit."""
        for reading in self._grammar.readings(tokens, at, memo):
            given = reading.given
            if reading.meaning == "untold":
                yield reading.end, UNTOLD, 1
            elif reading.meaning == "hours":
                minutes = given.get("whole", 1) * 60 + given["minutes"]
                yield reading.end, Length(seconds=minutes * 60), 60
            elif reading.meaning == "minutes":
                yield reading.end, Length(seconds=given.get("whole", 1) * 60 + given["seconds"]), 1
            elif "unit" in given:
                amount = Decimal(given.get("amount", given.get("whole", 1)))
                if reading.meaning == "half":
                    amount = Decimal("0.5")
                elif reading.meaning == "and_half":
                    amount += Decimal("0.5")
                yield reading.end, _measured(amount, given["unit"]), _SECONDS[given["unit"]]
            else:
                length = Length(
                    given.get("months", 0), given.get("days", 0), given.get("seconds", 0) + given.get("minutes", 0) * 60
                )
                size = 1 if "seconds" in given else 60 if length.seconds else 86400 if length.days else 2629800
                yield reading.end, length, size


def reader(voice: Voice) -> Any:
    """What reads lengths of time in a language."""
    return _Reader(voice).read


def _measured(amount: Decimal, unit: str) -> Length | Impossible:
    if unit in ("month", "year"):
        months = amount * (12 if unit == "year" else 1)
        return Length(months=int(months)) if not months % 1 else Impossible("A part of a month has no length.")
    if unit in ("day", "week"):
        days, part = divmod(amount * (7 if unit == "week" else 1), 1)
        return Length(days=int(days), seconds=int(part * 86400))
    seconds = amount * _SECONDS[unit]
    return Length(seconds=int(seconds)) if not seconds % 1 else Impossible("Nothing is shorter than a second.")


def _slots(voice: Voice) -> Mapping[str, Slot]:
    numbers = voice.numbers

    def minute(tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
        return [(end, value) for end, value in numbers.cardinal(tokens, at) if 1 <= value <= 59]

    return {
        "amount": numbers.amount,
        "whole": numbers.cardinal,
        "minute": minute,
        "unit": phrase_slot(voice.spoken.durations.units),
    }
