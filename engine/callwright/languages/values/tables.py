"""What a language must bring so that values are heard and said in it: tables, all of them data.

Every word stands in normal form, as ``base.Language``'s do. Sayings are written as ``grammar`` describes; which
slots and meanings they may use stands in the module of each type (``dates``, ``times``, ``money``, ``durations``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol


def nothing(_word: str) -> int | None:
    """No number is written as one word."""
    return None


def table(text: str) -> dict[str, str]:
    """A table written as text, a line each: ``pattern; pattern = value``."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        patterns, equals, value = line.rpartition("=")
        if equals:
            for pattern in patterns.split(";"):
                found[" ".join(pattern.split())] = value.strip()
    return found


def numbered(text: str) -> dict[str, int]:
    """Such a table whose values are whole numbers."""
    return {pattern: int(value) for pattern, value in table(text).items()}


@dataclass(frozen=True, slots=True)
class NumberWords:
    """How whole numbers, ordinals and fractions are said."""

    words: Mapping[str, int]
    """0 to 19 and 20, 30 ... 90, each as single words."""
    scales: Mapping[str, int]
    """hundred 100, thousand 1000, million; also dozen 12."""
    ones: frozenset[str]
    """What means one before a scale only: "a" hundred."""
    links: frozenset[str]
    """What may stand between a scale and what follows it: "and"."""
    ordinals: Mapping[str, int]
    """first 1 ... nineteenth 19, twentieth 20, thirtieth 30; where compounds are one word, see ``ordinal``."""
    suffixes: frozenset[str]
    """What makes figures an ordinal: "th"; a figure may stand before each."""
    minus: frozenset[str]
    point: frozenset[str]
    """The decimal point as it is said."""
    decimal_mark: str
    """The decimal point as it is written: "." or ","."""
    group_mark: str
    units_after_tens: bool
    """"twenty three" is 23."""
    point_regions: frozenset[str] = frozenset()
    """Regions in which the two marks are exchanged: "1,234.50" in Mexico is "1.234,50" in Spain."""
    unit_link: str = ""
    """German: "drei und zwanzig" is 23."""
    sequences: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    """Numbers that are always several words: ("quatre", "vingt", "dix") 90; each of the words is in ``words``, too."""
    bare_scales: frozenset[str] = frozenset()
    """Scales that need no number before them: "hundert"."""
    compound: Callable[[str], int | None] = nothing
    """A number of several parts in one word: "zweihundertfuenf". A word that it knows needs not be in ``words``."""
    ordinal: Callable[[str], int | None] = nothing
    """The same for ordinals: "einundzwanzigsten"."""
    fractions: Mapping[str, Decimal] = field(default_factory=dict)
    """Words that are a number with a part: "anderthalb" 1.5, "zweieinhalb" 2.5."""
    halves: Mapping[str, Decimal] = field(default_factory=dict)
    """Patterns that add a part to the number before them: "and a half" 0.5."""
    lone_parts: Mapping[str, Decimal] = field(default_factory=dict)
    """Patterns that are a part by themselves: "a half" 0.5, "a quarter" 0.25."""
    pronouns: frozenset[str] = frozenset()
    """Number words that are often none: "one"; alone among words of weight they are no value."""
    ordinals_add: bool = False
    """Polish: tens and unit are both ordinals ("dwudziesty trzeci" is 23rd), and so are the years ("tysiąc dziewięćset
    osiemdziesiąty" is 1980)."""
    articles: frozenset[str] = frozenset()
    """Articles that are number words as well: "eine" acht is 8."""
    out_of: frozenset[tuple[str, ...]] = frozenset()
    """Between a number and the most that there is: eight "out of" ten."""
    teens_of_hundred: bool = True
    """A year is also said in two halves: "nineteen eighty"."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """How days are said. Slots and meanings of ``sayings``: see ``dates``."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    """Monday is 1."""
    units: Mapping[str, str]
    """Patterns -> day, week, month, year."""
    oh: frozenset[str]
    """The zero within a year: nineteen "oh" five."""
    month_first: frozenset[str]
    """Regions in which a day in figures has the month first; "" is the language without a region."""
    day_first: frozenset[str]
    sayings: str


@dataclass(frozen=True, slots=True)
class TimeWords:
    """How times of day are said. Slots and meanings: see ``times``."""

    parts: Mapping[str, str]
    """Patterns of parts of the day -> the hours they span, "12-18"; "18-5" goes over midnight."""
    at: frozenset[str]
    """What may stand between a part of the day and the time: in the evening "at" eight."""
    oh: frozenset[str]
    """The zero before a minute: seven "oh" five."""
    sayings: str
    hours: Mapping[str, int] = field(default_factory=dict)
    """Patterns of hours that are no numbers of ``NumberWords``: Polish "pietnastej" 15."""


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """How amounts are said. Slots and meanings: see ``money``."""

    currencies: Mapping[str, str]
    """Patterns -> ISO 4217: euro EUR, bucks USD; those of several countries by "*": dollars "*AUD CAD NZD USD"."""
    minor: Mapping[str, str]
    """Patterns of the hundredth part: cent "*" (any), pence "GBP"."""
    regions: Mapping[str, str]
    """Region -> the currency that is meant there where none is said: US USD."""
    sayings: str


@dataclass(frozen=True, slots=True)
class DurationWords:
    """How lengths of time are said. Slots and meanings: see ``durations``."""

    units: Mapping[str, str]
    """Patterns -> second, minute, hour, day, week, month, year."""
    links: frozenset[str]
    """What may stand between two parts: "and"."""
    sayings: str


@dataclass(frozen=True, slots=True)
class LetterWords:
    """How things are spelled."""

    letters: Mapping[str, str]
    """Names of letters as recognisers write them -> the letter, capital: "bee" B, "double u" W, "why" Y."""
    alphabet: Mapping[str, str]
    """Words of spelling alphabets -> letter: "whiskey" W, "berta" B."""
    bridges: tuple[tuple[str, ...], ...]
    """Between a letter and a word that begins with it: ("for",), ("as", "in"), ("wie",)."""
    shift: frozenset[str]
    """Words that change nothing, as values are in capitals: "capital", "letter"."""
    repeaters: Mapping[str, int]
    marks: frozenset[str] = frozenset()
    """Marks that are said and not kept: "dash", "space"."""
    never: frozenset[str] = frozenset()
    """Words beside which letters only describe a spelling: "with" two t."""
    written: Mapping[str, str] = field(default_factory=dict)
    """Tokens that are a letter of the language's own: "ae" -> "Ä"."""
    accented: Mapping[str, str] = field(default_factory=dict)
    """Names of letters that only an accent tells from others, in small letters with it: "eñe" -> "Ñ"."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Number words that may repeat the letter behind them: "deux l" is LL, or 2 and L."""


@dataclass(frozen=True, slots=True)
class PhoneWords:
    """How telephone numbers are said."""

    plus: frozenset[str]
    """Words for the + before a country's code."""
    skipped: frozenset[str]
    """Words within a number that are none of it: "area", "code", "extension" ends it."""
    homophones: Mapping[str, str]
    """Words that recognisers write for a digit, counted only between digits: "for" 4, "to" 2. Digits use them too."""
    home: str = ""
    """The region that is meant where the language's tag names none; "" where it cannot be told."""


@dataclass(frozen=True, slots=True)
class NameWords:
    """How people introduce themselves."""

    openers: tuple[tuple[str, ...], ...]
    """What stands before a name: ("my", "name", "is")."""
    closers: tuple[tuple[str, ...], ...]
    """What stands behind it: ("speaking",)."""
    particles: frozenset[str]
    """Parts of names that stay small: "von", "de"."""
    titles: frozenset[str]
    """What is no part of the name: "mr", "frau"."""
    never: frozenset[str]
    """Words that are no name: an answer of these alone is asked back."""
    labels: frozenset[str] = frozenset()
    """Single words that stand before a part of a name: "surname"."""


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """What may stand around a value of any type."""

    restarts: tuple[tuple[str, ...], ...]
    """Where somebody corrects themselves: ("no",), ("i", "mean"), ("sorry",)."""
    frames: Mapping[str, frozenset[str]]
    """By type, words of weight that may stand around a value: date -> "birth", "born". "" is for every type."""
    limits: frozenset[str]
    """Words beside which a value is not meant as it stands: "before", "not", "between", "until", "up to"."""
    idioms: tuple[tuple[str, ...], ...] = ()
    """Sequences in which words of values mean something else: ("first", "of", "all")."""
    limits_before: frozenset[str] = frozenset()
    """Those that limit only what follows at once: "from"."""
    statements: frozenset[str] = frozenset()
    """Words behind which a restart of one word is none, where "no" is also "not": no "puedo" el lunes."""
    alternatives: frozenset[str] = frozenset()
    """"or": between two values neither is told."""


@dataclass(frozen=True, slots=True)
class MendWords:
    """How callers mend what was understood before, and how they go on with a number in a further turn."""

    openers: tuple[tuple[str, ...], ...] = ()
    """What takes back the answer before, beside ``SpeechWords.restarts`` and the single words of ``Language.no``:
    ("not", "quite")."""
    pauses: frozenset[str] = frozenset()
    """Restarts that also only interrupt: "wait", "sorry"; behind them a number may go on."""
    again: frozenset[str] = frozenset()
    """Patterns behind which a value is said again from its beginning: "from the start"."""
    fillers: frozenset[str] = frozenset()
    """Words of weight that only lead on to the next piece of a number: "comes", "next"."""
    other: frozenset[str] = frozenset()
    """Patterns for the one of two that was not understood: "the other one"."""
    first_name: frozenset[str] = frozenset()
    last_name: frozenset[str] = frozenset()
    """Patterns that name the part of a name which is mended: "surname"."""
    sayings: str = ""
    """Which part is mended, and how. Slots ``old``, ``new`` and ``told`` are any words, ``many`` a number, ``place`` an
    ordinal; the meanings are ``swap`` (old, new), ``last`` and ``first`` (told, many?), ``at`` (told, place; -1 is the
    last)."""


class Saying(Protocol):
    """How a language says each value, as a voice should read it. ``region`` is that of the tag ("GB"), or ""."""

    def number(self, value: Decimal, region: str) -> str: ...
    def money(self, amount: Decimal, currency: str, region: str) -> str: ...
    def date(self, day: date, region: str) -> str: ...
    def time(self, hour: int, minute: int, region: str) -> str: ...
    def duration(self, parts: Mapping[str, int], region: str) -> str:
        """``parts``: unit ("hour", "month") -> how many, the largest first, none of them 0; empty is no time."""
        ...

    def phone(self, country: str, groups: tuple[str, ...], region: str) -> str:
        """``country`` is its code without +, "" for a number without one; the groups are digits."""
        ...

    def spelling(self, letters: str, region: str) -> str: ...


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """All of it for one language."""

    numbers: NumberWords
    dates: DateWords
    times: TimeWords
    money: MoneyWords
    durations: DurationWords
    letters: LetterWords
    phones: PhoneWords
    names: NameWords
    speech: SpeechWords
    say: Saying
    mends: MendWords = MendWords()
