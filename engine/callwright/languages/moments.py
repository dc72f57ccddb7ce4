"""A day with a time, said as near as it is: "tomorrow at 9 AM", "Monday at 9 AM", "on Monday, December 7th at 9 AM".

The words of each language stand here in one table; a language that is not in it says the day and the time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

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
    """Monday first, as they stand before a time."""
    near: str
    """With ``{day}``, which is today, tomorrow or a weekday, and ``{time}``."""
    far: str
    """With ``{weekday}``, ``{date}`` and ``{time}``."""
    years: tuple[str, ...] = (" {year}",)
    """How the year ends a date, to be left out where it is clear."""
    smooth: tuple[tuple[str, str], ...] = ()
    """What is said otherwise where two words meet."""
    clock: tuple[tuple[str, str], ...] = ()
    """Endings, as patterns, that a time takes here."""


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
    weekday = words.weekdays[day.weekday()]
    if 0 <= ahead <= SOON:
        text = words.near.format(day=(words.today, words.tomorrow)[ahead] if ahead < 2 else weekday, time=time)
    else:
        text = words.far.format(weekday=weekday, date=_without_year(day, said, today, words), time=time)
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
            "on {weekday}, {date} at {time}",
            (", {year}", " {year}"),
            ((", the ", " the "),),
        ),
        "de": Words(
            "heute",
            "morgen",
            tuple(f"am {day}" for day in "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()),
            "{day} um {time}",
            "{weekday}, dem {date}, um {time}",
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
            ("el lunes", "el martes", "el miércoles", "el jueves", "el viernes", "el sábado", "el domingo"),
            "{day} a {time}",
            "{weekday}, {date}, a {time}",
            (" de {year}", " del {year}", " {year}"),
            ((", el ", ", "),),
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
            (" {year} roku", " {year} r.", " {year}"),
            clock=((r"północ$", "północy"), (r"ga\b", "giej"), (r"a\b", "ej")),
        ),
    }
)
