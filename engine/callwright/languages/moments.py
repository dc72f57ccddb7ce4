"""Days said as people say them while they are near, and a day with its time.

A day that comes soon is said with its weekday and without its year: "Friday, November 27th". It stands without a
preposition, so that it reads well behind "on" as alone. A day with a time brings its own, and is said as near as it
is: "tomorrow at 9 AM", "on Monday at 9 AM", "on Monday, December 7th at 9 AM". The words of each language stand here in one
table; a language that is not in it says the day and the time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

RECENT = 60
"""Days back that are said with their weekday; what is longer ago, as a birthday, is said with its year."""

SOON = 6
"""Days ahead that a weekday alone still tells."""

CLEAR = 300
"""Days ahead, or back, that a day tells without its year."""


@dataclass(frozen=True, slots=True)
class Words:
    """How a language says when."""

    today: str
    tomorrow: str
    weekdays: tuple[str, ...]
    """Monday first."""
    near: str
    """With ``{day}``, which is today, tomorrow or a weekday, and ``{time}``."""
    far: str
    """With ``{weekday}``, ``{date}`` and ``{time}``."""
    day: str = "{weekday} {date}"
    """A day without a time."""
    on: str = "{weekday}"
    """A weekday as it stands in a sentence, with its preposition."""
    years: tuple[str, ...] = (" {year}",)
    """How the year ends a date, to be left out where it is clear."""
    smooth: tuple[tuple[str, str], ...] = ()
    """What is said otherwise where two words meet."""
    clock: tuple[tuple[str, str], ...] = ()
    """Endings, as patterns, that a time takes here."""


def say_day(day: date, said: str, today: date | None, language: str) -> str:
    """The ``day``, which alone is ``said`` so, with its weekday where it is near.

    ``language`` is the tag without a region.
    """
    words = WORDS.get(language)
    if words is None or today is None or not -RECENT <= (day - today).days <= CLEAR:
        return said
    text = words.day.format(weekday=words.weekdays[day.weekday()], date=_without_year(day, said, today, words))
    return _smooth(text, words)


def say_moment(day: date, said: str, time: str, today: date | None, language: str) -> str:
    """The ``day``, which alone is ``said`` so, with its ``time`` as it is said; ``today`` where it is known.

    ``language`` is the tag without a region.
    """
    words = WORDS.get(language)
    if words is None:
        return f"{said}, {time}"
    for ending, bent in words.clock:
        time = re.sub(ending, bent, time)
    ahead = (day - today).days if today else -1
    weekday = words.on.format(weekday=words.weekdays[day.weekday()])
    if 0 <= ahead <= SOON:
        text = words.near.format(day=(words.today, words.tomorrow)[ahead] if ahead < 2 else weekday, time=time)
    else:
        text = words.far.format(weekday=weekday, date=_without_year(day, said, today, words), time=time)
    return _smooth(text, words)


def _smooth(text: str, words: Words) -> str:
    for rough, smooth in words.smooth:
        text = text.replace(rough, smooth)
    return text


def _without_year(day: date, said: str, today: date | None, words: Words) -> str:
    if today is None or abs((day - today).days) > CLEAR:
        return said
    for ending in words.years:
        if said.endswith(year := ending.format(year=day.year)):
            return said.removesuffix(year)
    return said


WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "en": Words(
            "today",
            "tomorrow",
            ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
            "{day} at {time}",
            "{weekday}, {date} at {time}",
            "{weekday}, {date}",
            "on {weekday}",
            years=(", {year}", " {year}"),
            smooth=((", the ", " the "),),
        ),
        "de": Words(
            "heute",
            "morgen",
            ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
            "{day} um {time}",
            "{weekday}, dem {date}, um {time}",
            "{weekday}, {date}",
            "am {weekday}",
        ),
        "fr": Words(
            "aujourd’hui",
            "demain",
            ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
            "{day} à {time}",
            "le {weekday} {date} à {time}",
            smooth=(("di le ", "di "), ("che le ", "che ")),
        ),
        "es": Words(
            "hoy",
            "mañana",
            ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
            "{day} a {time}",
            "{weekday}, {date}, a {time}",
            on="el {weekday}",
            years=(" de {year}", " del {year}", " {year}"),
            smooth=((", el ", ", "),),
        ),
        "it": Words(
            "oggi",
            "domani",
            ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
            "{day} alle {time}",
            "{weekday} {date} alle {time}",
            smooth=(
                ("alle le ", "alle "),
                ("alle l'", "all'"),
                ("alle l’", "all’"),
                ("alle mezz", "a mezz"),
                ("dì il ", "dì "),
                ("sabato il ", "sabato "),
                ("domenica il ", "domenica "),
            ),
        ),
        "nl": Words(
            "vandaag",
            "morgen",
            ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
            "{day} om {time}",
            "op {weekday} {date} om {time}",
        ),
        "pl": Words(
            "dzisiaj",
            "jutro",
            ("w poniedziałek", "we wtorek", "w środę", "w czwartek", "w piątek", "w sobotę", "w niedzielę"),
            "{day} o {time}",
            "{weekday}, {date}, o {time}",
            "{date}, {weekday}",
            years=(" {year} roku", " {year} r.", " {year}"),
            clock=((r"północ$", "północy"), (r"ga\b", "giej"), (r"a\b", "ej")),
        ),
    }
)
