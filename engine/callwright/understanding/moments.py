"""A part of a day, a time or a length of time put in place of what was understood before.

Laws
1. A day without a month keeps month and year, a month its day and year; a time keeps its half of the day.
2. A weekday is told only where the coming one is also that of the week before, or that cannot be meant.
3. A day to come does not become one that is over.

Theory of operation: the value before is said again, as a person would say it, and the new words behind it, so that
hearing itself puts the two together as it does where somebody corrects themselves within a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from callwright.languages.values.durations import length_of
from callwright.languages.values.grammar import phrase_slot
from callwright.languages.values.heard import Heard
from callwright.languages.values.said import read
from callwright.languages.values.voice import Voice
from callwright.understanding.hearing import say

Hear = Callable[..., Heard]
"""Words, and options that differ from those of the question -> the value that they say by themselves."""
_NOON, _LAST_MINUTE = "12:00", "23:59"


def mended_date(before: str, text: str, voice: Voice, anew: Hear, now: datetime | None, language: str) -> Heard:
    """The date that ``before`` becomes by these words."""
    old = date.fromisoformat(before)
    word = _only_word(text, voice)
    if (weekday := voice.spoken.dates.weekdays.get(word)) is not None:
        return _on_weekday(old, weekday, anew(text), anew)
    if (month := voice.spoken.dates.months.get(word)) is not None:
        return _in_month(old, month, anew, now)
    alone = anew(text)
    together = anew(f"{say('date', before, language=language)} {_restart(voice)} {text}")
    if together.value is None or together.value == alone.value:
        return together if alone.value is None else alone
    today = now.date().isoformat() if now is not None else ""
    if today and together.value < today <= before:
        if alone.value is not None and alone.value[5:] == together.value[5:]:
            return alone
        return Heard(None, f"{together.value} is over, and {before} was still to come.")
    return together


def mended_time(before: str, text: str, voice: Voice, anew: Hear) -> Heard:
    """The time of day that ``before`` becomes by these words."""
    alone = anew(text)
    if alone.value is not None:
        return _same_half(before, alone, text, anew)
    hour = int(before[:2]) % 12
    on_the_clock = hour or 12
    tokens = read(text, voice.language.letters).tokens
    part_of_day = voice.slot("parts of the day", lambda: phrase_slot(voice.spoken.times.parts))
    if any(list(part_of_day(tokens, at)) for at in range(len(tokens))):
        return anew(f"{on_the_clock}:{before[3:]} {text}")
    for words in (f"{text} {on_the_clock}", f"{on_the_clock} {text}"):  # "half past", "thirty"
        heard = anew(words)
        if heard.value is not None and int(heard.value[:2]) % 12 == hour and heard.value[3:] != "00":
            return _same_half(before, heard, words, anew)
    return alone


def mended_duration(before: str, text: str, anew: Hear, language: str) -> Heard:
    """A length of time; a number alone keeps the unit, where there is but one."""
    alone = anew(text)
    if alone.value is not None:
        return alone
    length = length_of(before)
    if length is None or len(length.parts()) > 1:
        return alone
    *_, unit = say("duration", before, language=language).split()
    heard = anew(f"{text} {unit}")
    return heard if heard.value is not None and heard.value[-1:] == before[-1:] else alone


def _on_weekday(old: date, weekday: int, coming: Heard, anew: Hear) -> Heard:
    beside = (old + timedelta(days=weekday - old.isoweekday())).isoformat()
    if coming.value is None or coming.value == beside or anew(beside).value is None:
        return coming
    return Heard(None, f"It may be {min(beside, coming.value)} or {max(beside, coming.value)}.")


def _in_month(old: date, month: int, anew: Hear, now: datetime | None) -> Heard:
    try:
        new = old.replace(month=month)
        if now is not None and new < now.date() <= old:
            new = new.replace(year=new.year + 1)
    except ValueError:
        return Heard(None, f"Month {month} has no day {old.day}.")
    return anew(new.isoformat())


def _same_half(before: str, heard: Heard, words: str, anew: Hear) -> Heard:
    """ "At four" after three in the afternoon is four in the afternoon, where nobody said another half of the day."""
    if before < _NOON or heard.value >= _NOON:
        return heard
    moved = anew(words, min=_NOON, max=_LAST_MINUTE)
    if moved.value is None:
        return heard
    allowed = anew(moved.value)
    return moved if allowed.value == moved.value else Heard(None, allowed.why)


def _only_word(text: str, voice: Voice) -> str:
    """The one word of weight, if there is no more than one."""
    tokens = voice.calm(read(text, voice.language.letters)).tokens
    named = {*voice.spoken.dates.weekdays, *voice.spoken.dates.months}
    polite = {word for sequence in voice.language.politeness for word in sequence}
    heavy = [token for token in tokens if token in named or token not in voice.language.light | polite]
    return heavy[0] if len(heavy) == 1 else ""


def _restart(voice: Voice) -> str:
    """The word by which somebody corrects themselves within a sentence: "no"."""
    restarts = [" ".join(restart) for restart in voice.spoken.speech.restarts]
    return next((one for one in restarts if one in voice.language.no), restarts[0] if restarts else "")
