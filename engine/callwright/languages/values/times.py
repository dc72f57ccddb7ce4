"""Times of day as callers say them: "half past three", "15:30", "eight in the evening".

Laws
1. A time is told as it was said on the clock; a part of the day, or limits that only the other half of the day
   keeps, move it by twelve hours. Nothing else does.
2. A time that there is not, or that its part of the day excludes, is not told.

Theory of operation: the sayings give ``Clock``, the minutes since midnight and whether that is sure. Parts of the
day are looked for before and behind it, and in the words around.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from callwright.languages.values import durations
from callwright.languages.values.grammar import Slot, phrase_slot
from callwright.languages.values.heard import UNTOLD, Heard, Impossible, Wanted
from callwright.languages.values.said import Said
from callwright.languages.values.voice import Kind, Memo, Voice

_DAY = 24 * 60
_HALF = 12 * 60
_WRITTEN = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?")
_RUN = re.compile(r"(\d{1,2})(\d{2})")
_NO_TIME = Impossible("There is no such time.")


@dataclass(frozen=True, slots=True)
class Clock:
    """Minutes since midnight."""

    minutes: int
    sure: bool
    """Nothing can move it to the other half of the day."""

    def __str__(self) -> str:
        return f"{self.minutes // 60:02}:{self.minutes % 60:02}"


def hear_time(said: Said, voice: Voice, wanted: Wanted) -> Heard:
    """A time of day, as HH:MM."""
    calm = voice.calm(said)
    found = voice.one(calm, kind_of_time(voice, wanted))
    if isinstance(found, str):
        return Heard(None, found)
    behind = calm.tokens[found.end : found.end + 1]
    if not voice.spoken.speech.frames.get("number", frozenset()).isdisjoint(behind):
        return Heard(None, f"“{behind[0]}” behind it: that number is no time.")
    clock: Clock | Impossible = found.value
    around = (*calm.tokens[: found.start], "", *calm.tokens[found.end :])
    for at in range(len(around)):
        for _, part in _part_slot(voice)(around, at):
            clock = _moved(clock, part) if isinstance(clock, Clock) else clock
    if isinstance(clock, Clock):
        clock = _limited(clock, wanted)
    if isinstance(clock, Impossible):
        return Heard(None, clock.why)
    return Heard(
        str(clock), f"“{calm.written(found.start, found.end)}” is {clock}.", calm.where(found.start, found.end)
    )


def kind_of_time(voice: Voice, wanted: Wanted) -> Kind:
    """How a time is found among words."""
    reader = _Reader(voice, wanted)
    if wanted.among:
        return Kind("time", reader.read_marked, lambda _: False, aside=_date_beside(voice, wanted))
    return Kind("time", reader.read, voice.numbers.is_word, aside=_date_beside(voice, wanted))


def _limited(clock: Clock, wanted: Wanted) -> Clock | Impossible:
    """Within the limits; in the other half of the day, if only that is."""
    low, high = _padded(wanted.minimum, "00:00"), _padded(wanted.maximum, "23:59")
    if low <= str(clock) <= high:
        return clock
    other = Clock((clock.minutes + _HALF) % _DAY, True)
    if not clock.sure and low <= str(other) <= high:
        return other
    return Impossible(f"{clock} is not between {low} and {high}.")


def _padded(limit: Any, default: str) -> str:
    """A limit as HH:MM; "9:00" and 9 are 09:00."""
    if limit is None:
        return default
    hour, _, minute = str(limit).partition(":")
    return f"{hour.zfill(2)}:{minute or '00'}"


def _moved(clock: Clock, hours: str) -> Clock | Impossible:
    """In that part of the day: "12-18" are its hours."""
    first, _, last = hours.partition("-")
    begin, end = int(first) * 60, int(last) * 60
    for minutes in (clock.minutes,) if clock.sure else (clock.minutes % _HALF, clock.minutes % _HALF + _HALF):
        if begin <= minutes < end or (end <= begin and (minutes >= begin or minutes < end)):
            return Clock(minutes, True)
    return Impossible(f"{clock} is not in that part of the day.")


class _Reader:
    __slots__ = ("_at", "_grammar", "_is_number", "_now", "_part")

    def __init__(self, voice: Voice, wanted: Wanted) -> None:
        table = voice.spoken.times
        self._grammar = voice.grammar("times", table.sayings, lambda: _slots(voice))
        self._part = _part_slot(voice)
        self._at = table.at
        self._now = wanted.now
        self._is_number = voice.numbers.is_word

    def read(self, tokens: Sequence[str], at: int, memo: Memo) -> Iterator[tuple[int, Clock | Impossible]]:
        yield from self._core(tokens, at, memo)
        for end, part in self._part(tokens, at):
            while end < len(tokens) and tokens[end] in self._at:
                end += 1
            if end < len(tokens):
                for behind, clock in self._core(tokens, end, memo):
                    yield behind, _moved(clock, part) if isinstance(clock, Clock) else clock

    def read_marked(self, tokens: Sequence[str], at: int, memo: Memo) -> Iterator[tuple[int, Clock | Impossible]]:
        """Only what nothing but a time can be: it has a word of times in it or before it, or the marks of one."""
        after_at = at > 0 and tokens[at - 1] in self._at
        for end, clock in self.read(tokens, at, memo):
            if after_at or any(":" in token or not self._is_number(token) for token in tokens[at:end]):
                yield end, clock

    def _core(self, tokens: Sequence[str], at: int, memo: Memo) -> Iterator[tuple[int, Clock | Impossible]]:
        for reading in self._grammar.readings(tokens, at, memo):
            clock = self._clock(reading.meaning, reading.given)
            yield reading.end, clock
            if isinstance(clock, Clock) and reading.end < len(tokens):
                for end, part in self._part(tokens, reading.end):
                    yield end, _moved(clock, part)

    def _clock(self, meaning: str, given: Mapping[str, Any]) -> Clock | Impossible:
        if meaning == "written":
            written: Clock | Impossible = given["written"]
            return written
        if meaning == "ahead":
            return self._ahead(given)
        if meaning == "untold":
            return UNTOLD
        hour, minute = given["hour"], given.get("minute", 0)
        minutes = hour * 60
        if meaning in ("past_half", "to_half"):
            minutes -= 30
        minutes += minute if meaning in ("past", "past_half") else -minute
        if hour == 24 and (meaning != "past" or minute):
            return _NO_TIME
        exact = bool(given.get("exact")) or hour > 12 or hour == 0
        if hour == 1 and minutes < 60 and not exact:
            minutes += _HALF  # a quarter to one is 12:45 on the clock
        return Clock(minutes % _DAY, exact)

    def _ahead(self, given: Mapping[str, Any]) -> Clock | Impossible:
        if self._now is None:
            return Impossible("That time is counted from now, and no “now” was given.")
        length = given.get("length", durations.Length())
        if length.months or length.days:
            return Impossible("That is longer than a day.")
        moment = self._now + timedelta(seconds=length.seconds * given.get("sign", 1))
        return Clock(moment.hour * 60 + moment.minute, True)


def time_beside(voice: Voice) -> Callable[[Sequence[str], int], int]:
    """The place behind a time that is said beside a date, so that its numbers are not taken for days."""
    read = _Reader(voice, Wanted()).read
    table, months = voice.spoken.times, voice.spoken.dates.months
    part_of_day, limits = _part_slot(voice), voice.spoken.speech.limits
    is_number = voice.numbers.is_word

    def beside(tokens: Sequence[str], at: int) -> int:
        begin = at
        if tokens[at] in table.at and at + 1 < len(tokens):
            begin = at + 1
        memo: Memo = {}
        for end, clock in sorted(read(tokens, begin, memo), key=lambda one: -one[0]):
            if end < len(tokens) and tokens[end] in months:
                continue
            marked = any(not is_number(token) or ":" in token for token in tokens[begin:end])
            if isinstance(clock, Clock) and (begin > at or marked):
                return end
        # "po południu" is the afternoon, where "po" by itself is "after".
        parts = (end for end, _ in part_of_day(tokens, at) if not limits.isdisjoint(tokens[at:end]))
        return max(parts, default=at)

    return beside


def _date_beside(voice: Voice, wanted: Wanted) -> Callable[[Sequence[str], int], int]:
    """The same for a date beside a time: only one that has a month, a weekday or a word of its own."""
    from callwright.languages.values.calendar import Told
    from callwright.languages.values.dates import kind_of_date

    read, at_words = kind_of_date(voice, wanted).read, voice.spoken.times.at
    is_number = voice.numbers.is_word

    def beside(tokens: Sequence[str], at: int) -> int:
        longest = at
        for end, told in read(tokens, at, {}):
            # "3.12. at ten": figures are a date where a time follows.
            marked = end == at + 1 and end < len(tokens) and tokens[end] in at_words and not tokens[at].isdigit()
            if isinstance(told, Told) and end > longest and (marked or not all(map(is_number, tokens[at:end]))):
                longest = end
        return longest

    return beside


def _part_slot(voice: Voice) -> Slot:
    return voice.slot("part of the day", lambda: phrase_slot(voice.spoken.times.parts))


def _slots(voice: Voice) -> Mapping[str, Slot]:
    numbers, table = voice.numbers, voice.spoken.times
    lengths = durations.reader(voice)
    named = phrase_slot(table.hours)

    def between(tokens: Sequence[str], at: int, low: int, high: int) -> list[tuple[int, int]]:
        if tokens[at].isdigit() and len(tokens[at]) > 2:
            return []
        return [(end, value) for end, value in numbers.cardinal(tokens, at) if low <= value <= high]

    def oh(tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
        if tokens[at] in table.oh and at + 1 < len(tokens) and (digit := voice.digit(tokens[at + 1])):
            return [(at + 2, int(digit))]
        return []

    def two(tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
        if tokens[at].isdigit():
            return [(at + 1, int(tokens[at]))] if len(tokens[at]) == 2 and tokens[at] < "60" else []
        return between(tokens, at, 10, 59)

    def written(tokens: Sequence[str], at: int) -> list[tuple[int, Clock | Impossible]]:
        token = tokens[at]
        found = _WRITTEN.fullmatch(token) or (_RUN.fullmatch(token) if len(token) > 2 else None)
        if found is None:
            return []
        hour, minute = int(found[1]), int(found[2])
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            return [(at + 1, _NO_TIME)]
        return [(at + 1, Clock((hour * 60 + minute) % _DAY, hour > 12 or hour == 0 or found[1][0] == "0"))]

    def length(tokens: Sequence[str], at: int) -> list[tuple[int, durations.Length]]:
        return [(end, found) for end, found in lengths(tokens, at, {}) if isinstance(found, durations.Length)]

    return {
        "hour": lambda tokens, at: [*between(tokens, at, 0, 24), *named(tokens, at)],
        "minute": lambda tokens, at: between(tokens, at, 0, 59),
        "two": two,
        "oh": oh,
        "written": written,
        "length": length,
    }
