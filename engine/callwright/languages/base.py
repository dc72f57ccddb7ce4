"""What the engine must know about a language, as one value.

Theory of operation: a ``Language`` is data and a few pure functions. Its word lists stand in *normal form*,
that is as ``understanding.normalise`` writes words: lower case, no accents, no apostrophes, each language's
own letters spelled out ("ä" is "ae" in German). So what a caller said and what a list holds meet by equality.
Templates (``yes``, ``no``, ``unsure``, ``universals``) and ``sentences`` stand as people write them.

Laws, held by the tests: every list is in normal form, every template parses, every language has the same
keys, and ``hear_digits`` of the words of ``say_digits(x)`` is ``x``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callwright.languages.values.tables import Spoken


@dataclass(frozen=True, slots=True)
class Ordinals:
    """How callers point at one of several things that were named: "the second one"."""

    places: Mapping[str, int]
    """Word -> its place, counted from 1; -1 is the last."""
    of_two: Mapping[str, int]
    """Those that make sense among two only: "the latter"."""
    numbers: Mapping[str, int]
    """Cardinals after one of ``counted``: "number two"."""
    counted: frozenset[str]
    """Words for one of the things: "number", "option"; they may stand beside a place."""
    not_after: frozenset[str] = frozenset()
    """Words after which such a word means something else: "a second"."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Language:
    """One language. There is one instance of each, so it is equal to itself only and may be a key."""

    tag: str
    """BCP-47 without a region: "en"."""
    name: str
    """Its English name, for messages to an author."""

    hesitations: frozenset[str]
    """Single words that mean only that the caller is still thinking."""
    politeness: frozenset[tuple[str, ...]]
    """Sequences of words that carry no meaning of their own: ("please",), ("i", "would", "like", "to")."""
    backchannels: frozenset[str]
    """Whole utterances that say "I am listening". A bare one answers nothing but a yes/no question."""
    light: frozenset[str]
    """Articles, pronouns, prepositions, "want", "talk to": a match must not hang on them, and "not" reaches
    through them to the word it means."""

    openers: frozenset[str]
    """Words that weigh nothing where an utterance begins with them: "no, billing"."""

    yes: tuple[str, ...]
    """Phrase templates of the built-in intent ``yes``."""
    no: tuple[str, ...]
    """Phrase templates of the built-in intent ``no``."""
    weak_yes: frozenset[str]
    """Those of ``yes`` that a "no" beside them overrules: "okay, no"."""
    done: frozenset[str]
    """Whole utterances that say "no" where more is offered, and nothing sure elsewhere: "cheers", "bye"."""
    unsure: tuple[str, ...]
    """Phrase templates that are neither, although they hold such a word: "no idea"."""

    negations: frozenset[str]
    """"not" in all its forms."""
    exclusions: frozenset[str]
    """Words that put away what follows them, but never what stands before: "without", "instead (of)"."""
    bare_negations: frozenset[str]
    """Words that answer, but negate a noun that follows at once: "no message"."""
    contrasts: frozenset[str]
    """Words at which the reach of a "not" ends: "but"."""
    subjects: frozenset[str]
    """Words that begin a new statement, where the reach of a refusal ends: "I"."""
    wishes: frozenset[str]
    """Beside a "not" they make it a refusal, which reaches further: "I don't want to leave a message"."""
    asking: frozenset[str]
    """Words of weight through which a "not" still reaches: "I don't have a question about a bill"."""
    ordinals: Ordinals

    universals: Mapping[str, tuple[str, ...]]
    """repeat help main_menu cancel wait back operator goodbye -> phrase templates."""
    sentences: Mapping[str, str]
    """Built-in sentences by key, plain text; some with ``{choices}``, ``{value}`` or ``{length}``. Beside them
    "yes" and "no", the words for true and false."""

    hear_digits: Callable[[Sequence[str]], str | None]
    """Words -> digits without blanks; None if they are not digits only, or cannot be told."""
    is_digit_word: Callable[[str], bool]
    """Can this word stand inside spoken digits? ("double", "oh", "zwo", "12")"""
    say_digits: Callable[[str], str]
    """"123456" -> "1 2 3, 4 5 6", which a voice reads as digits in groups."""
    join: Callable[[Sequence[str], str], str]
    """Items and "and" or "or" -> "billing, sales or the operator"."""
    stem: Callable[[str], str]
    """Folds the forms of one word (plural, inflection) into one. Cheap, and not for people's eyes."""

    letters: Mapping[str, str] = field(default_factory=dict)
    """Letters that are spelled out where others only lose their accent: "ä" -> "ae". Apostrophes that part words
    are a blank: "l'heure" is two words."""
    joints: tuple[str, ...] = ()
    """What may join two words written as one; empty where words are not joined: "Termin" + "" + "absage"."""
    values: Callable[[], Spoken] | None = None
    """How values are heard and said, brought when first asked for, so that every command starts fast; None where
    only digits and yes or no are heard."""

    def __repr__(self) -> str:
        return f"<Language {self.tag}>"


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a list that is written as one text, semicolons between them."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(";") if phrase.strip())


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as one text, blanks between them."""
    return frozenset(text.split())


def sequences(text: str) -> frozenset[tuple[str, ...]]:
    """Those phrases, each as a sequence of words."""
    return frozenset(tuple(phrase.split()) for phrase in phrases(text))


def joiner(conjunctions: Mapping[str, str]) -> Callable[[Sequence[str], str], str]:
    """A ``join`` for languages that put commas between items and a conjunction before the last."""

    def join(items: Sequence[str], kind: str) -> str:
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {conjunctions[kind]} {items[-1]}"

    return join
