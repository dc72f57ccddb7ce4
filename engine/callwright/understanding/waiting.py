"""A caller who asks us to wait in the middle of an answer: "12 34, one moment please".

Law: what is taken out of the words is a phrase of the universal ``wait`` that stands at their beginning or end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from callwright.languages import get
from callwright.languages.base import Language
from callwright.languages.values.said import Said, read
from callwright.understanding.normalise import normalise
from callwright.understanding.phrases import Phrase, parse

_Sequences = Mapping[str, Sequence[tuple[str, ...]]]


def without_wait(words: str, language: str) -> tuple[str, bool]:
    """The words of the answer, and whether the caller asked us to wait."""
    before, answer, behind = parted(words, language)
    asked = bool(before or behind)
    return (answer if asked else words), asked


def parted(words: str, language: str) -> tuple[str, str, str]:
    """What asks us to wait before the answer, the answer, and what asks us to wait behind it."""
    spoken = get(language)
    said = read(words, spoken.letters)
    (first, last), small = _waits(spoken), _small(spoken)
    start, end = _behind(said, first, small), len(said.tokens)
    cut = end
    while end > start:
        endings = last.get(said.tokens[end - 1], ())
        sizes = [len(one) for one in endings if start <= end - len(one) and _is_at(said, end - len(one), one)]
        if sizes:
            end = cut = end - max(sizes)
        elif said.tokens[end - 1] in small:
            end -= 1
        else:
            break
    return said.written(0, start), said.written(start, cut), said.written(cut, len(said.tokens))


def _behind(said: Said, first: _Sequences, small: frozenset[str]) -> int:
    """The place behind the last phrase at the beginning."""
    at = behind = 0
    while at < len(said.tokens):
        size = max((len(one) for one in first.get(said.tokens[at], ()) if _is_at(said, at, one)), default=0)
        if not size and said.tokens[at] not in small:
            break
        at += size or 1
        behind = at if size or behind else 0
    return behind


def _is_at(said: Said, at: int, sequence: tuple[str, ...]) -> bool:
    return said.tokens[at : at + len(sequence)] == sequence


def _small(language: Language) -> frozenset[str]:
    return language.hesitations | {one[0] for one in language.politeness if len(one) == 1}


def _waits(language: Language) -> tuple[_Sequences, _Sequences]:
    """The phrases of the language as sequences of words, by their first and by their last word."""
    found = _by_language.get(language)
    if found is None:
        phrases = [phrase for one in language.universals["wait"] if isinstance(phrase := parse(one), Phrase)]
        plain = [" ".join(map(str, expansion)) for phrase in phrases for expansion in phrase.expansions]
        first: dict[str, list[tuple[str, ...]]] = {}
        last: dict[str, list[tuple[str, ...]]] = {}
        for sequence in {normalise(one, language).tokens for one in plain} - {()}:
            first.setdefault(sequence[0], []).append(sequence)
            last.setdefault(sequence[-1], []).append(sequence)
        found = _by_language[language] = (first, last)
    return found


_by_language: dict[Language, tuple[_Sequences, _Sequences]] = {}
