"""Yes or no.

Laws
1. An utterance that says both is neither, unless the yes is one of those that only open a sentence
   ("okay, no").
2. "not" turns a yes into a no: "that's not right".
3. What else is said may follow a yes or no, but a yes or no in the middle of other words is none:
   "ich habe ja schon angerufen".

Theory of operation: the longest yes, no or unsure phrase at each place is found in one pass; the places, what
is left over and where it stands decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from callwright.languages.base import Language
from callwright.understanding.normalise import Words, normalise
from callwright.understanding.phrases import Phrase, parse

_REACH_OF_NOT = 7
_LONGEST = 60
"""Words that are looked at; what comes later changes no answer."""


class _Kind(Enum):
    YES = "yes"
    WEAK = "weak yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    kind: _Kind
    turned: bool
    """A "not" made it mean the contrary."""


class Polarity:
    """The yes and no of one language, with what an author added to them."""

    __slots__ = ("_language", "_sayings")

    def __init__(self, yes: Iterable[Phrase], no: Iterable[Phrase], language: Language) -> None:
        self._language = language
        self._sayings: dict[str, list[tuple[tuple[str, ...], _Kind]]] = {}
        unsure = (phrase for phrase in map(parse, language.unsure) if isinstance(phrase, Phrase))
        for kind, phrases in ((_Kind.UNSURE, unsure), (_Kind.NO, no), (_Kind.YES, yes)):
            for phrase in phrases:
                for expansion in phrase.expansions:
                    self._add(expansion, kind)
        for sayings in self._sayings.values():
            sayings.sort(key=lambda saying: -len(saying[0]))

    def _add(self, expansion: Sequence[object], kind: _Kind) -> None:
        if not all(isinstance(piece, str) for piece in expansion):
            return
        tokens = normalise(" ".join(map(str, expansion)), self._language).tokens
        if not tokens:
            return
        if kind is _Kind.YES and " ".join(tokens) in self._language.weak_yes:
            kind = _Kind.WEAK
        self._sayings.setdefault(tokens[0], []).append((tokens, kind))

    def hear(self, words: Words) -> bool | None:
        """True for yes, False for no, None where neither was said or it cannot be told."""
        tokens = words.tokens[:_LONGEST]
        hits = self._hits(tokens)
        if not hits:
            tokens = tuple(token for token in tokens if token not in self._language.hesitations)
            hits = self._hits(tokens)
        kinds = {hit.kind for hit in hits}
        if not hits or _Kind.UNSURE in kinds:
            return None
        if _Kind.NO in kinds:
            return None if _Kind.YES in kinds else self._no(tokens, hits)
        return self._yes(tokens, hits, strong=_Kind.YES in kinds)

    def _hits(self, tokens: tuple[str, ...]) -> list[_Hit]:
        hits: list[_Hit] = []
        at = 0
        while at < len(tokens):
            for saying, kind in self._sayings.get(tokens[at], ()):
                if tokens[at : at + len(saying)] == saying:
                    meant = self._turned(tokens, at, kind, hits)
                    hits.append(_Hit(at, at + len(saying), meant, turned=meant is not kind))
                    at += len(saying)
                    break
            else:
                at += 1
        return hits

    def _turned(self, tokens: tuple[str, ...], at: int, kind: _Kind, hits: list[_Hit]) -> _Kind:
        """What a phrase means after "not", which reaches it through small words and other phrases it turned."""
        language = self._language
        turned = {place for hit in hits if hit.turned for place in range(hit.start, hit.end)}
        for place in range(at - 1, max(-1, at - _REACH_OF_NOT), -1):
            if tokens[place] in language.negations and not any(hit.start <= place < hit.end for hit in hits):
                return _Kind.NO if kind in (_Kind.YES, _Kind.WEAK) else _Kind.UNSURE
            if tokens[place] not in language.light and place not in turned:
                break
        return kind

    def _no(self, tokens: tuple[str, ...], hits: list[_Hit]) -> bool | None:
        decisive = [hit for hit in hits if hit.kind is _Kind.NO]
        return False if self._stands_free(tokens, hits, decisive) else None

    def _yes(self, tokens: tuple[str, ...], hits: list[_Hit], strong: bool) -> bool | None:
        language = self._language
        rest = [tokens[at] for at in _left_over(tokens, hits)]
        if any(word in language.negations or word in language.contrasts for word in rest):
            return None
        if not strong:
            return True if all(map(self._is_small, rest)) else None
        decisive = [hit for hit in hits if hit.kind is _Kind.YES]
        return True if self._stands_free(tokens, hits, decisive) else None

    def _stands_free(self, tokens: tuple[str, ...], hits: list[_Hit], decisive: list[_Hit]) -> bool:
        """Nothing of weight is said besides, or the answer opens or ends the utterance."""
        rest = [at for at in _left_over(tokens, hits) if tokens[at] not in self._language.hesitations]
        if all(self._is_small(tokens[at]) for at in rest):
            return True
        first, last = decisive[0].start, decisive[-1].end
        return all(at >= first for at in rest) or all(at < last for at in rest)

    def _is_small(self, word: str) -> bool:
        language = self._language
        return word in language.light or word in language.hesitations or (word,) in language.politeness


def _left_over(tokens: tuple[str, ...], hits: list[_Hit]) -> list[int]:
    """The places of the words that belong to no hit."""
    taken = {at for hit in hits for at in range(hit.start, hit.end)}
    return [at for at in range(len(tokens)) if at not in taken]


class _HasPolarity(Protocol):
    @property
    def polarity(self) -> Polarity: ...


_built_in: dict[Language, Polarity] = {}


def hear_yes_no(words: Words, language: Language, lexicon: _HasPolarity | None = None) -> bool | None:
    """The answer to a yes/no question: True, False, or None where it cannot be told.

    With a ``lexicon`` the phrases count that an author added to ``yes`` and ``no``.
    """
    if lexicon is not None:
        return lexicon.polarity.hear(words)
    polarity = _built_in.get(language)
    if polarity is None:
        polarity = _built_in[language] = built_in_polarity(language)
    return polarity.hear(words)


def built_in_polarity(language: Language) -> Polarity:
    """Yes and no as the language ships them."""
    return Polarity(_phrases(language.yes), _phrases(language.no), language)


def _phrases(templates: Iterable[str]) -> list[Phrase]:
    return [phrase for phrase in map(parse, templates) if isinstance(phrase, Phrase)]
