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
    unsure: tuple[str, ...]
    """Phrase templates that are neither, although they hold such a word: "no idea"."""

    negations: frozenset[str]
    """"not" in all its forms."""
    exclusions: frozenset[str]
    """Words that put away what follows them, but never what stands before: "without", "instead (of)"."""
    contrasts: frozenset[str]
    """Words at which the reach of a "not" ends: "but"."""

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
    """Letters that are spelled out where others only lose their accent: "ä" -> "ae"."""

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
