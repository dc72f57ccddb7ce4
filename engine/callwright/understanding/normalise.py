"""Text to words: what is left of a sentence when writing is forgiven.

Laws
1. Normalising the words again changes nothing.
2. Linear in the length of the text, and it never raises.
3. The caller's text and the author's phrase go the same way, so that they meet by equality.

Theory of operation: compose (NFC), fold case, spell out the language's own letters ("ä" is "ae" in German),
drop other accents, drop apostrophes ("it's" is "its"), turn everything else that is no letter or digit into a
blank, split. Plain ASCII takes a short cut through one translation table. ``core`` is what is left without
hesitation and politeness.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate
from typing import TypeVar

import msgspec

from callwright.languages.base import Language


class Words(msgspec.Struct, frozen=True, gc=False):
    """One utterance or phrase as words in normal form."""

    text: str
    """As it came."""
    tokens: tuple[str, ...]
    """Every word."""
    core: tuple[str, ...]
    """The words without hesitation and politeness; empty if nothing else was said."""
    is_blank: bool
    """There is no word in it."""
    is_hesitation: bool
    """There are words, and they are hesitation only: "uh"."""
    is_backchannel: bool
    """The whole utterance says "I am listening" and no more: "mhm", "okay okay"."""


_KEPT = 0x250
"""Common letters are those before this one."""


class _Letters(dict[int, str]):
    """A table for ``str.translate`` that works out what it does not hold; only common letters are kept."""

    __slots__ = ()

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        if code < _KEPT:
            self[code] = folded
        return folded


_CLAUSE_END = re.compile(r"[,;:.!?]+(?=\s|$)")
_DROPPED = frozenset("'’‘ʼ`´\u00ad")


def _fold(character: str) -> str:
    """A letter without its accent, or a blank for what is no letter or digit."""
    if character in _DROPPED:
        return ""
    kept = []
    for part in unicodedata.normalize("NFKD", character).casefold():
        kind = unicodedata.category(part)
        if kind[0] == "L" or kind == "Nd":
            kept.append(part)
        elif kind[0] not in "M" and kind != "Cf":
            kept.append(" ")
    return "".join(kept)


class _Tables:
    """What normalising needs of a language, ready made."""

    __slots__ = ("backchannels", "hesitations", "letters", "openers", "polite")

    def __init__(self, language: Language) -> None:
        self.letters = _Letters({ord(letter): spelled for letter, spelled in language.letters.items()})
        self.hesitations = language.hesitations
        self.backchannels = language.backchannels
        self.polite: dict[str, tuple[list[str], ...]] = {}
        for sequence in sorted(language.politeness, key=len, reverse=True):
            self.polite[sequence[0]] = (*self.polite.get(sequence[0], ()), list(sequence))
        self.openers = frozenset(self.polite)


_Told = TypeVar("_Told")
_tables: dict[Language, _Tables] = {}


def normalise(text: str, language: Language) -> Words:
    """The words of a text. A few microseconds for a sentence; never raises.

    Only ``text`` is kept as it came; match on ``tokens`` and ``core``.
    """
    tables = _tables.get(language)
    if tables is None:
        tables = _tables[language] = _Tables(language)
    if text.isascii():
        tokens = text.lower().translate(tables.letters).split()
    else:
        tokens = unicodedata.normalize("NFC", text).casefold().translate(tables.letters).split()
    hesitations = tables.hesitations
    core = tokens if hesitations.isdisjoint(tokens) else [word for word in tokens if word not in hesitations]
    is_backchannel = _is_backchannel(tokens, core, tables.backchannels)
    is_hesitation = bool(tokens) and not core and not is_backchannel
    if not tables.openers.isdisjoint(core):
        core = _meaningful(core, tables.polite, core)
    return Words(text, tuple(tokens), tuple(core), not tokens, is_hesitation, is_backchannel)


def _is_backchannel(tokens: list[str], without_hesitation: list[str], backchannels: frozenset[str]) -> bool:
    if not tokens or len(tokens) > 8:
        return False
    if without_hesitation and without_hesitation[0] in backchannels:
        return len(without_hesitation) == 1 or all(word in backchannels for word in without_hesitation)
    # "uh huh" is made of words that are hesitation each by itself.
    return " ".join(tokens) in backchannels or " ".join(without_hesitation) in backchannels


def core_places(words: Words, language: Language) -> list[int]:
    """Where in ``tokens`` each word of ``core`` stands."""
    tables = _tables.get(language)
    if tables is None:
        tables = _tables[language] = _Tables(language)
    places = [at for at, word in enumerate(words.tokens) if word not in tables.hesitations]
    return _meaningful([words.tokens[at] for at in places], tables.polite, places)


def located(words: Words, language: Language) -> tuple[str, list[tuple[int, int]]] | None:
    """The text, and where in it each of ``tokens`` stands; None where writing hides it."""
    letters = _tables[language].letters
    text = words.text if words.text.isascii() else unicodedata.normalize("NFC", words.text)
    spans: list[tuple[int, int]] = []
    start = end = -1
    for at, character in enumerate(text):
        for one in character.casefold().translate(letters) or ("" if start < 0 else "\0"):
            if one.isspace():
                if start >= 0:
                    spans.append((start, end))
                start = -1
            else:
                start, end = (at if start < 0 else start), at + 1
    if start >= 0:
        spans.append((start, end))
    return (text, spans) if len(spans) == len(words.tokens) else None


def clause_starts(words: Words, language: Language) -> frozenset[int]:
    """The places in ``tokens`` where a clause begins after a comma or full stop, as far as the text has any."""
    counts = [len(normalise(clause, language).tokens) for clause in _CLAUSE_END.split(words.text)]
    # A sign inside a word may split it here and not there; then the places would be wrong.
    return frozenset(accumulate(counts[:-1])) if sum(counts) == len(words.tokens) else frozenset()


def _meaningful(words: list[str], polite: dict[str, tuple[list[str], ...]], told: list[_Told]) -> list[_Told]:
    """What is told of the words that remain without the longest polite sequence at each place."""
    kept: list[_Told] = []
    at = 0
    while at < len(words):
        for sequence in polite.get(words[at], ()):
            if len(sequence) == 1 or words[at : at + len(sequence)] == sequence:
                at += len(sequence)
                break
        else:
            kept.append(told[at])
            at += 1
    return kept
