"""Dates as callers say them: "the third of June nineteen seventy nine", "05/06/2024", "next Friday".

Law: figures that have two readings are told only where the region says which of them is the day.

Theory of operation: the sayings of a language give ``Told``, as much of a date as was said. Parts are put
together first; only the whole is settled against the call's ``now`` (``calendar``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from callwright.languages.values.calendar import NO_DAY, NO_NOW, Told, counted, possible, settle
from callwright.languages.values.grammar import Slot, phrase_slot
from callwright.languages.values.heard import UNTOLD, Heard, Impossible, Wanted
from callwright.languages.values.said import Said
from callwright.languages.values.voice import Kind, Memo, Voice

_WRITTEN = re.compile(r"(\d{1,4})[./-](\d{1,2})(?:[./-](\d{2}|\d{4}))?")


def hear_date(said: Said, voice: Voice, wanted: Wanted) -> Heard:
    """A day, as an ISO date."""
    calm = voice.calm(said)
    found = voice.one(calm, kind_of_date(voice, wanted))
    if isinstance(found, str):
        return Heard(None, found)
    day = found.value if isinstance(found.value, Impossible) else settle(found.value, wanted)
    if isinstance(day, Impossible):
        return Heard(None, day.why)
    value = day.isoformat()
    if wanted.minimum is not None and value < str(wanted.minimum):
        return Heard(None, f"{value} is before {wanted.minimum}.")
    if wanted.maximum is not None and value > str(wanted.maximum):
        return Heard(None, f"{value} is after {wanted.maximum}.")
    return Heard(
        value,
        f"“{calm.written(found.start, found.end)}” is {day.strftime('%A')}, {value}.",
        calm.where(found.start, found.end),
    )


def kind_of_date(voice: Voice, wanted: Wanted) -> Kind:
    """How a date is found among words."""
    from callwright.languages.values.times import time_beside

    table = voice.spoken.dates
    light = voice.language.light

    def is_piece(token: str) -> bool:
        return (
            not wanted.among
            and token not in light
            and (voice.numbers.is_word(token) or token in table.months or token in table.weekdays)
        )

    def unite(one: Told, other: Told) -> Told | None:
        return one.united(other)

    def mend(one: Told | Impossible, later: Told) -> Told | Impossible:
        if isinstance(one, Impossible):
            return later
        has_year = one.year is not None or one.short_year is not None
        if voice.spoken.numbers.ordinals_add and has_year and later == Told(day=later.day):
            return Impossible("It may mend the day or the year.")  # both are ordinals
        return one.mended(later)

    reader = _Reader(voice, wanted)
    read = reader.read_marked if wanted.among else reader.read
    return Kind("date", read, is_piece, merge=mend, unite=unite, begins=True, aside=time_beside(voice))


class _Reader:
    """Reads dates in one language, for one question."""

    __slots__ = ("_grammar", "_voice", "_wanted")

    def __init__(self, voice: Voice, wanted: Wanted) -> None:
        self._voice = voice
        self._wanted = wanted
        table = voice.spoken.dates
        pieces = "\n<year> = day\n<month> <year> = day\n"
        self._grammar = voice.grammar("dates", table.sayings + pieces, lambda: _slots(voice))

    def read(self, tokens: Sequence[str], at: int, memo: Memo) -> Iterator[tuple[int, Told | Impossible]]:
        for reading in self._grammar.readings(tokens, at, memo):
            for told in self._told(reading.meaning, reading.given):
                yield reading.end, told
        if tokens[at][0].isdigit() or self._voice.digit(tokens[at]):
            yield from self._in_figures(tokens, at)

    def read_marked(self, tokens: Sequence[str], at: int, memo: Memo) -> Iterator[tuple[int, Told | Impossible]]:
        """Only what nothing but a date can be: it has a word of dates in it, or the marks of one."""
        is_number = self._voice.numbers.is_word
        for end, told in self.read(tokens, at, memo):
            plain = all(is_number(token) and token.isalnum() for token in tokens[at:end])
            if self._goes_on(tokens, at, end):
                continue
            if not plain and not (end == at + 1 and "." in tokens[at]):
                yield end, told

    def _goes_on(self, tokens: Sequence[str], at: int, end: int) -> bool:
        """A number behind a small word that goes on as digits do: "es el uno dos tres"."""
        language = self._voice.language
        return (
            end < len(tokens)
            and language.is_digit_word(tokens[end - 1])
            and language.is_digit_word(tokens[end])
            and all(token in language.light or language.is_digit_word(token) for token in tokens[at:end])
        )

    def _told(self, meaning: str, given: Mapping[str, Any]) -> Iterator[Told | Impossible]:
        if meaning == "day":
            year = given.get("year")
            if "years" in given:
                if self._wanted.now is None:
                    yield NO_NOW
                    return
                year = self._wanted.now.year + given["years"]
            yield possible(Told(given.get("day"), given.get("month"), year, given.get("yy"), given.get("weekday")))
        elif meaning == "numeric":
            yield from self._ordered(given["first"], given["second"], given.get("year"), given.get("yy"))
        elif meaning == "within":
            yield Impossible("That is longer than a day, or nobody can tell which one.", settled=True)
        elif meaning == "untold":
            yield UNTOLD
        elif self._wanted.now is None:
            yield NO_NOW
        else:
            day = counted(meaning, given, self._wanted.now.date())
            yield day if isinstance(day, Impossible) else Told(fixed=day)

    def _ordered(self, first: int, second: int, year: int | None, short: int | None) -> Iterator[Told | Impossible]:
        """Two figures, of which the region says which is the day; where it does not, every reading that there is."""
        table, region = self._voice.spoken.dates, self._wanted.region
        day_first = possible(Told(first, second, year, short))
        month_first = possible(Told(second, first, year, short))
        order = (month_first, day_first) if region in table.month_first else (day_first, month_first)
        days: list[Told | Impossible] = [told for told in order if isinstance(told, Told)]
        if region in table.month_first or region in table.day_first:
            days = days[:1]
        yield from days or [NO_DAY]

    def _in_figures(self, tokens: Sequence[str], at: int) -> Iterator[tuple[int, Told | Impossible]]:
        """ "24.06.1923", "2024-06-05", "0603 1961", "24061923"."""
        if (marked := _WRITTEN.fullmatch(tokens[at])) is not None:
            first, second, third = marked.groups()
            if len(first) > 2:
                if len(first) == 4 and third and len(third) == 2:
                    yield at + 1, possible(Told(int(third), int(second), int(first)))
                return
            year = int(third) if third and len(third) == 4 else None
            short = int(third) if third and len(third) == 2 else None
            for told in self._ordered(int(first), int(second), year, short):
                yield at + 1, told
            if third is None and at + 1 < len(tokens) and re.fullmatch(r"\d{4}|\d{2}", tokens[at + 1]):
                year, short = (int(tokens[at + 1]), None) if len(tokens[at + 1]) == 4 else (None, int(tokens[at + 1]))
                for told in self._ordered(int(first), int(second), year, short):
                    yield at + 2, told
            return
        language, end = self._voice.language, at
        while end < len(tokens) and language.is_digit_word(tokens[end]):
            end += 1
        run = tokens[at:end]
        digits = language.hear_digits(run)
        if digits is None or len(digits) not in (6, 8):
            return
        if len(digits) == 6:
            if len(run) in (1, 6):
                for told in self._ordered(int(digits[:2]), int(digits[2:4]), None, int(digits[4:])):
                    yield end, told
            return
        year_last = list(self._ordered(int(digits[:2]), int(digits[2:4]), int(digits[4:]), None))
        year_first = possible(Told(int(digits[6:]), int(digits[4:6]), int(digits[:4])))
        if isinstance(year_first, Told) and (isinstance(year_last[0], Impossible) or digits[4] not in "12"):
            yield end, year_first
        elif digits[4] in "12" or isinstance(year_last[0], Impossible):
            for told in year_last:
                yield end, told


def _slots(voice: Voice) -> Mapping[str, Slot]:
    numbers, table = voice.numbers, voice.spoken.dates
    ones = voice.spoken.numbers.ones
    not_after = voice.language.ordinals.not_after

    def within(values: Sequence[tuple[int, int]], low: int, high: int) -> list[tuple[int, int]]:
        return [(end, value) for end, value in values if low <= value <= high]

    def ordinal(tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
        if at and tokens[at - 1] in not_after:
            return []  # "a second"
        return within(numbers.ordinal(tokens, at), 1, 31)

    def tens(tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
        value = voice.spoken.numbers.ordinals.get(tokens[at])
        return [(at + 1, value)] if value in (20, 30) else []

    def number(tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
        if tokens[at] in table.oh and at + 1 < len(tokens) and (digit := voice.digit(tokens[at + 1])) and digit != "0":
            return [(at + 2, int(digit))]
        if len(tokens[at]) > 2 and tokens[at].isdigit():
            return []
        return within(numbers.cardinal(tokens, at), 1, 31)

    def day(tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
        return ordinal(tokens, at) + number(tokens, at)

    def short_year(tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
        if tokens[at].isdigit():
            return [(at + 1, int(tokens[at]))] if len(tokens[at]) == 2 else []
        if tokens[at] in table.oh and at + 1 < len(tokens) and (digit := voice.digit(tokens[at + 1])):
            return [(at + 2, int(digit))]
        return within(numbers.cardinal(tokens, at) + numbers.ordinal_year(tokens, at), 10, 99)

    def year(tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
        if tokens[at].isdigit() and len(tokens[at]) == 4:
            return within([(at + 1, int(tokens[at]))], 1000, 2999)
        whole = [] if tokens[at] in ones else within(numbers.cardinal(tokens, at), 1000, 2999)
        whole += within(numbers.ordinal_year(tokens, at), 1000, 2999)
        return whole + [
            (end, century * 100 + rest)
            for half, century in within(numbers.cardinal(tokens, at), 15, 21)
            if half < len(tokens)
            for end, rest in short_year(tokens, half)
        ]

    def count(tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
        found = within(numbers.cardinal(tokens, at), 1, 9999)
        return [(at + 1, 1), *found] if tokens[at] in ones else found

    return {
        "ord": ordinal,
        "tens": tens,
        "num": number,
        "day": day,
        "month": phrase_slot(table.months),
        "weekday": phrase_slot(table.weekdays),
        "year": year,
        "yy": short_year,
        "count": count,
        "unit": phrase_slot(table.units),
    }
