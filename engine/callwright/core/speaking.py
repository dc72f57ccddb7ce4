"""A value that stands in a sentence, said as a person of the call's language says it.

Theory of operation: the type of a slot says what a value is; where there is none, its shape does. The words are the
language's own (``languages``). What a language cannot say yet is read as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from callwright.core.moment import zone
from callwright.core.money import Money, money_of, number_of
from callwright.core.unfilled import RenderError
from callwright.languages import get as language_of
from callwright.languages.base import Language
from callwright.languages.moments import say_day, say_moment
from callwright.languages.values.durations import length_of
from callwright.languages.values.saying import say_value

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_PHONE = re.compile(r"\+\d{3,20}")

_CENT = Decimal("0.01")


def date_of(value: Any) -> date | None:
    """The day that "2026-11-20" is; ``None`` for everything else."""
    if not (isinstance(value, str) and _DATE.fullmatch(value)):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def moment_of(value: Any) -> datetime | None:
    """The moment that "2026-11-20T10:00" is, with seconds and an offset where they are written."""
    if not (isinstance(value, str) and _MOMENT.fullmatch(value)):
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def time_of(value: Any) -> tuple[int, int] | None:
    """Hour and minute of "10:00"; ``None`` for everything else."""
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    return (int(found[1]), int(found[2])) if found else None


class Speaker(NamedTuple):
    """``tag`` is the language that is spoken, as BCP-47; ``now`` the local time of the call, as ISO; ``timezone`` where
    that is. Both may be empty."""

    tag: str
    now: str = ""
    timezone: str = ""

    @property
    def language(self) -> Language:
        """The language that is spoken."""
        return language_of(self.tag)

    def value(self, value: Any, type: str = "", labels: Mapping[str, str] | None = None) -> str:
        """Any value; ``labels`` are the options of a choice with how they are said."""
        if isinstance(value, (list, tuple)):
            return self.language.join([self.value(item, type, labels) for item in value], "and")
        if isinstance(value, bool):
            return self.language.sentences["yes" if value else "no"]
        if (sum := money_of(value)) is not None:
            return self.money(sum)
        if isinstance(value, Mapping):
            raise RenderError("a value that has several parts cannot be said; say one of them")
        if value is None:
            raise RenderError("there is no value to say")
        if type == "choice":
            return (labels or {}).get(str(value), str(value))
        if type == "date" and (day := date_of(value)) is not None:
            return self.date(day)
        if type:
            try:
                return self._typed(type, value)
            except ValueError:
                pass  # not of its type: a variable that was set to something else
        return self._shaped(value)

    def money(self, sum: Money) -> str:
        """A sum of money, to the cent."""
        amount = sum.amount.quantize(_CENT, ROUND_HALF_UP)
        currency = sum.currency.upper()
        said = self._say("money", {"amount": abs(amount), "currency": currency}, f"{abs(amount)} {currency}")
        return f"{self._minus()} {said}" if amount < 0 else said

    def date(self, day: date) -> str:
        """A day, with its weekday where it is near: "Friday, November 27th"."""
        return say_day(day, self._with_year(day.isoformat()), _day_of(self.now), self.language.tag)

    def time(self, hour: int, minute: int) -> str:
        """A time of day."""
        clock = f"{hour:02}:{minute:02}"
        return self._say("time", clock, clock)

    def moment(self, at: datetime) -> str:
        """A day and a time, as near as they are: "tomorrow at 9 AM"."""
        at = self.here(at)
        day = at.date()
        return say_moment(
            day, self._with_year(day.isoformat()), self.time(at.hour, at.minute), _day_of(self.now), self.language.tag
        )

    def here(self, at: datetime) -> datetime:
        """A moment as the clock shows it where the call takes place."""
        return at.astimezone(zone(self.timezone)) if at.tzinfo and self.timezone else at

    def spelling(self, text: str) -> str:
        """Letters and digits one by one; what is neither is left out."""
        capitals = (up if len(up := c.upper()) == 1 else c for c in text if c.isalnum())
        letters = "".join(capitals)
        return self._say("spelling", letters, ", ".join(letters)) if letters else ""

    def _shaped(self, value: Any) -> str:
        number = number_of(value)
        if number is not None:
            return self._say("number", value, str(value))
        text = str(value)
        day = date_of(text)
        if day is not None:
            return self.date(day)
        moment = moment_of(text)
        if moment is not None:
            return self.moment(moment)
        clock = time_of(text)
        if clock is not None:
            return self.time(*clock)
        if length_of(text) is not None:
            return self._say("duration", text, text)
        if _PHONE.fullmatch(text):
            return self._say("phone", text, text)
        return text

    def _with_year(self, day: str) -> str:
        return self._say("date", day, day)

    def _typed(self, type: str, value: Any) -> str:
        return say_value(type, value, self.language, _region(self.tag))

    def _say(self, type: str, value: Any, written: str) -> str:
        try:
            return self._typed(type, value)
        except ValueError:
            return written

    def _minus(self) -> str:
        one, below = self._say("number", 1, "1"), self._say("number", -1, "-1")
        return below.removesuffix(one).strip() if below.endswith(one) else "-"


def _day_of(now: str) -> date | None:
    moment = moment_of(now)
    return moment.date() if moment else None


def _region(tag: str) -> str:
    """The region of a BCP-47 tag, in capitals; empty if it names none."""
    parts = tag.strip().replace("_", "-").split("-")[1:]
    return next((part.upper() for part in parts if len(part) == 2 and part.isalpha()), "")
