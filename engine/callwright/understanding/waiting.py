"""A caller who asks us to wait in the middle of an answer: "12 34, one moment please".

Law: what is taken out of the words is a phrase of the universal ``wait`` that stands at their beginning or end.
"""

from __future__ import annotations

from callwright.languages import get
from callwright.languages.base import Language
from callwright.languages.values.said import Said, read
from callwright.understanding.normalise import normalise
from callwright.understanding.phrases import Phrase, parse

_Sequences = frozenset[tuple[str, ...]]


def without_wait(words: str, language: str) -> tuple[str, bool]:
    """The words of the answer, and whether the caller asked us to wait."""
    before, answer, behind = parted(words, language)
    asked = bool(before or behind)
    return (answer if asked else words), asked


def parted(words: str, language: str) -> tuple[str, str, str]:
    """What asks us to wait before the answer, the answer, and what asks us to wait behind it."""
    spoken = get(language)
    said = read(words, spoken.letters)
    waits, small = _waits(spoken), _small(spoken)
    start, end = _behind(said, waits, small), len(said.tokens)
    cut = end
    while end > start:
        if size := max(
            (len(one) for one in waits if start <= end - len(one) and _is_at(said, end - len(one), one)), default=0
        ):
            end = cut = end - size
        elif said.tokens[end - 1] in small:
            end -= 1
        else:
            break
    answer = said.written(start, cut)
    behind = said.written(cut, len(said.tokens))
    return said.written(0, start), answer, behind


def _behind(said: Said, waits: _Sequences, small: frozenset[str]) -> int:
    """The place behind the last phrase at the beginning."""
    at = behind = 0
    while at < len(said.tokens):
        size = max((len(one) for one in waits if _is_at(said, at, one)), default=0)
        if not size and said.tokens[at] not in small:
            break
        at += size or 1
        behind = at if size or behind else 0
    return behind


def _is_at(said: Said, at: int, sequence: tuple[str, ...]) -> bool:
    return said.tokens[at : at + len(sequence)] == sequence


def _small(language: Language) -> frozenset[str]:
    return language.hesitations | {one[0] for one in language.politeness if len(one) == 1}


def _waits(language: Language) -> _Sequences:
    """The phrases of the language, as sequences of words."""
    found = _by_language.get(language)
    if found is None:
        phrases = [phrase for one in language.universals["wait"] if isinstance(phrase := parse(one), Phrase)]
        plain = [" ".join(map(str, expansion)) for phrase in phrases for expansion in phrase.expansions]
        found = _by_language[language] = frozenset(normalise(one, language).tokens for one in plain) - {()}
    return found


_by_language: dict[Language, _Sequences] = {}
