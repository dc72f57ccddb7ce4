"""The tables of every language."""

from __future__ import annotations

import re

import pytest

from callwright.languages import LANGUAGES, Language
from callwright.languages.values.grammar import spread
from callwright.languages.values.tables import Spoken, numbered, table
from callwright.understanding.normalise import normalise

SPOKEN = [(language, language.values()) for language in LANGUAGES.values() if language.values is not None]
each = pytest.mark.parametrize(("language", "spoken"), SPOKEN, ids=[language.tag for language, _ in SPOKEN])


@each
def test_words_are_in_normal_form(language: Language, spoken: Spoken) -> None:
    """Every word of every table is written as tokens are, so that it can be met by equality."""
    patterns = [
        *spoken.dates.months, *spoken.dates.weekdays, *spoken.dates.units, *spoken.times.parts,
        *spoken.money.currencies,
        *spoken.money.minor, *spoken.durations.units, *spoken.letters.letters, *spoken.letters.alphabet,
        *spoken.numbers.halves, *spoken.numbers.lone_parts, *spoken.numbers.words, *spoken.numbers.ordinals,
        *spoken.numbers.scales, *spoken.speech.limits, *spoken.names.particles, *spoken.names.titles,
        *spoken.names.never,
        *spoken.phones.homophones, *(" ".join(one) for one in spoken.speech.restarts + spoken.speech.idioms),
        *(" ".join(one) for one in spoken.names.openers + spoken.names.closers + spoken.letters.bridges),
        *(line.partition(" = ")[0] for sayings in _sayings(spoken) for line in sayings.splitlines() if line.strip()),
    ]  # fmt: skip
    words = {word for one in patterns for sequence in spread(one) for word in sequence if word[0] not in "<$€£¥%-+"}
    assert {word for word in words if " ".join(normalise(word, language).tokens) != word} == set()


def _sayings(spoken: Spoken) -> list[str]:
    return [spoken.dates.sayings, spoken.times.sayings, spoken.money.sayings, spoken.durations.sayings]


@each
def test_tables_are_whole(language: Language, spoken: Spoken) -> None:
    """Every month, weekday, letter, digit and number below twenty can be said."""
    assert set(spoken.dates.months.values()) == set(range(1, 13))
    assert set(spoken.dates.weekdays.values()) == set(range(1, 8))
    assert set(spoken.letters.alphabet.values()) >= set("ABCDEFGHIJKLMNOPRSTUVWXYZ")
    assert set(spoken.numbers.words.values()) >= {*range(20), *range(20, 100, 10)}, language.tag


@each
def test_parts_of_the_day_are_hours(language: Language, spoken: Spoken) -> None:
    """Each part of the day names the hours that it spans."""
    for phrase, hours in spoken.times.parts.items():
        assert re.fullmatch(r"\d\d?-\d\d?", hours), f"{language.tag} {phrase}"


@each
def test_regions_have_one_order(language: Language, spoken: Spoken) -> None:
    """No region has both the day and the month first."""
    assert not spoken.dates.month_first & spoken.dates.day_first, language.tag


def test_tables_as_text() -> None:
    """A table is written a line each, several patterns before one value."""
    assert table("a; b  c = X\n\n d = *Y Z") == {"a": "X", "b c": "X", "d": "*Y Z"}
    assert numbered("a; b = 1") == {"a": 1, "b": 1}
