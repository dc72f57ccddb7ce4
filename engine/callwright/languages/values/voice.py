"""One language, made ready to hear values; and how one value is found among the words around it.

Laws
1. Where two values are said and nothing says which one holds, none is told.
2. Who corrects themselves means what comes after: "the third, no, the fourth".
3. A value beside "not", "before" or "until" is not the value itself.

Theory of operation: hesitation is put away first. The words are parted where somebody corrects themselves. In
each part the longest reading at each place is taken, from left to right; all readings of that length must agree.
What is left over may be anything but another piece of a value or a word that limits one. Then the parts are
put together: a later value replaces an earlier one, and a part of a value ("the fourth") mends it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from callwright.languages.base import Language
from callwright.languages.values.grammar import Grammar, Slot
from callwright.languages.values.heard import Impossible, Place
from callwright.languages.values.numbers import Numbers
from callwright.languages.values.said import Said
from callwright.languages.values.tables import Spoken

Memo = dict[tuple[str, int], Any]
Reader = Callable[[Sequence[str], int, Memo], Iterable[tuple[int, Any]]]
"""Tokens, a place and the utterance's memory -> every value that begins there, with the place behind it."""
Merge = Callable[[Any, Any], Any]
"""An earlier value and a later one -> the two together; the later one where they have nothing to do."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of value, as far as finding it goes."""

    name: str
    """As a sentence names it: "date"."""
    read: Reader
    is_piece: Callable[[str], bool]
    """A token that says a value of this type or a piece of one."""
    merge: Merge | None = None
    """How a piece mends what was said before; None if every value is whole."""
    unite: Callable[[Any, Any], Any] | None = None
    """Two pieces of one value as one, or None where they contradict each other."""
    begins: bool = False
    """What stands behind "from" is a value of its own: "from Monday"."""
    echoes: bool = True
    """A value said twice in a row is that value; numbers are not: "twenty twenty"."""
    aside: Callable[[Sequence[str], int], int] | None = None
    """The place behind what is no value of this type, but is made of the same words: the time beside a date."""


class Voice:
    """The tables of a language as machinery. Built once for each language."""

    __slots__ = (
        "_grammars",
        "_hard",
        "_idioms",
        "_limits",
        "_restarts",
        "_slots",
        "language",
        "numbers",
        "repeaters",
        "spoken",
    )

    def __init__(self, language: Language, spoken: Spoken) -> None:
        self.language = language
        self.spoken = spoken
        self.numbers = Numbers(spoken.numbers)
        self.repeaters = spoken.letters.repeaters
        self._grammars: dict[str, Grammar] = {}
        self._slots: dict[str, Slot] = {}
        self._idioms: dict[str, list[tuple[str, ...]]] = {}
        for idiom in spoken.speech.idioms:
            self._idioms.setdefault(idiom[0], []).append(idiom)
        self._limits = [tuple(limit.split()) for limit in spoken.speech.limits if " " in limit]
        self._restarts: dict[str, list[tuple[str, ...]]] = {}
        for restart in sorted(spoken.speech.restarts, key=len, reverse=True):
            self._restarts.setdefault(restart[0], []).append(restart)
        self._hard = frozenset(
            restart
            for restart in spoken.speech.restarts
            if " ".join(restart) in language.no or restart[0] in language.negations
        )

    def grammar(self, name: str, sayings: str, slots: Callable[[], Mapping[str, Slot]]) -> Grammar:
        """A grammar of this language by name, built when it is first asked for."""
        found = self._grammars.get(name)
        if found is None:
            found = self._grammars[name] = Grammar(sayings, slots())
        return found

    def slot(self, name: str, build: Callable[[], Slot]) -> Slot:
        """A slot of this language by name, built when it is first asked for."""
        found = self._slots.get(name)
        if found is None:
            found = self._slots[name] = build()
        return found

    def digit(self, token: str) -> str:
        """The one digit that a token says, or nothing."""
        if len(token) == 1 and token.isdigit():
            return token
        heard = self.language.hear_digits((token,))
        return heard if heard is not None and len(heard) == 1 else ""

    def calm(self, said: Said) -> Said:
        """Without the words that mean only that the caller is still thinking."""
        hesitations, idioms, tokens = self.language.hesitations, self._idioms, said.tokens
        if hesitations.isdisjoint(tokens) and idioms.keys().isdisjoint(tokens):
            return said
        dropped = {at for at, token in enumerate(tokens) if token in hesitations}
        for at, token in enumerate(tokens):
            for idiom in idioms.get(token, ()):
                if tokens[at : at + len(idiom)] == idiom:
                    dropped.update(range(at, at + len(idiom)))
        return said.without(frozenset(dropped))

    def attempts(self, said: Said) -> list[Said]:
        """The stretches between the places where somebody corrects themselves."""
        return [part for part, _ in self.parts(said)]

    def parts(self, said: Said) -> list[tuple[Said, tuple[str, ...]]]:
        """The same, each with the words before it by which somebody corrects themselves."""
        return [(said.part(start, end), restart) for start, end, restart in self._parts(said.tokens)]

    def took_back(self, said: Said) -> bool:
        """The words end with a "no" and nothing of weight behind it."""
        tokens = self.calm(said).tokens
        parts = self._parts(tokens)
        start, end, restart = parts[-1]
        light, no = self.language.light, self.language.no
        empty = all(token in light or token in no for token in tokens[start:end])
        return len(parts) > 1 and parts[0][1] > 0 and empty and restart in self._hard

    def negates(self, restart: tuple[str, ...]) -> bool:
        """ "no, not": what follows is not meant."""
        last = restart[-1:]
        return len(restart) > 1 and last[0] in self.language.negations and last not in self.spoken.speech.restarts

    def one(self, said: Said, kind: Kind) -> Place | str:
        """The one value that is meant, or a sentence that says why it cannot be told. ``said`` is calm already."""
        meant: Place | str | None = None
        first = 0
        for start, end, restart in self._parts(said.tokens):
            found = self._in_part(said, start, end, kind)
            if found is None:
                if restart in self._hard and meant is not None:
                    return "The caller took it back."
                first += 1
                continue
            first += 1
            if self.negates(restart):
                return "A “not” stands before it."  # "no, not at nine"
            if isinstance(found, Place) and isinstance(meant, Place) and kind.merge is not None:
                merged = kind.merge(meant.value, found.value)
                meant = Place(meant.start, found.end, merged)
            else:
                meant = found
        return meant if meant is not None else f"There is no {kind.name} in these words."

    def places(self, said: Said, start: int, end: int, kind: Kind) -> tuple[list[Place], list[str]]:
        """Every value between two places, each as long as it can be, and the words that are left over.

        Readings that disagree are ``Impossible``.
        """
        memo: Memo = {}
        tokens = said.tokens
        part = tokens[:end]
        found: list[Place] = []
        rest: list[str] = []
        at = start
        while at < end:
            longest, values = at, []
            for behind, value in kind.read(part, at, memo):
                if behind > longest:
                    longest, values = behind, [value]
                elif behind == longest and behind > at and value not in values:
                    values.append(value)
            beside = kind.aside(part, at) if kind.aside is not None else at
            if kind.aside is not None and beside > longest > at and kind.aside(part, longest) >= beside:
                beside = at  # "vrijdagmiddag om drie uur": the day is read first, the time behind it by itself
            if beside > longest or (beside == longest > at and not tokens[at].isalnum()):
                at = beside
                continue
            if longest == at:
                rest.append(tokens[at])
                at += 1
                continue
            values = [value for value in values if isinstance(value, Impossible) and value.settled] or values
            possible = [value for value in values if not isinstance(value, Impossible)]
            if len(possible) > 1:
                possible = [Impossible(f"“{said.written(at, longest)}” can be read in two ways.")]
            found.append(Place(at, longest, (possible or values)[0]))
            at = longest
        return found, rest

    def _in_part(self, said: Said, start: int, end: int, kind: Kind) -> Place | str | None:
        tokens = said.tokens
        places, rest = self.places(said, start, end, kind)
        speech = self.spoken.speech
        if len(places) > 1 and (rest or kind.echoes) and speech.alternatives.isdisjoint(rest):
            places = _folded(places, kind)
        limit = next((word for word in rest if word in speech.limits), None)
        for sequence in self._limits:
            if limit is None and any(tuple(rest[at : at + len(sequence)]) == sequence for at in range(len(rest))):
                limit = " ".join(sequence)
        if limit is None and not kind.begins:
            before = (tokens[place.start - 1] for place in places if place.start > start)
            limit = next((word for word in before if word in speech.limits_before), None)
        if places and limit is not None:
            return f"“{limit}” beside it: that is not the {kind.name} itself."
        for place in places:
            if isinstance(place.value, Impossible):
                return place.value.why
        if not places:
            piece = next((word for word in rest if kind.is_piece(word)), None)
            return f"“{piece}” alone says no {kind.name}." if piece else None
        echoes = kind.echoes or rest
        if len(places) > 1 and not (echoes and all(place.value == places[0].value for place in places)):
            one, other = (said.written(place.start, place.end) for place in (places[0], places[-1]))
            return f"Both “{one}” and “{other}” were said, and nothing says which one is meant."
        piece = next((word for word in rest if kind.is_piece(word)), None)
        if piece is not None:
            return f"“{piece}” was said besides, so the {kind.name} cannot be told."
        if len(rest) and self._is_pronoun(tokens, places[0]) and not self._is_frame(rest, kind.name):
            return None
        return places[-1]

    def _is_pronoun(self, tokens: Sequence[str], place: Place) -> bool:
        return place.end - place.start == 1 and tokens[place.start] in self.spoken.numbers.pronouns

    def _is_frame(self, rest: Sequence[str], name: str) -> bool:
        frames = self.spoken.speech.frames
        small = self.language.light
        polite = self.language.politeness
        kept = (frames.get("", frozenset()), frames.get(name, frozenset()))
        return all(word in small or (word,) in polite or word in kept[0] or word in kept[1] for word in rest)

    def _parts(self, tokens: Sequence[str]) -> list[tuple[int, int, tuple[str, ...]]]:
        """The stretches between the places where somebody corrects themselves, each with the restart before it."""
        parts: list[tuple[int, int, tuple[str, ...]]] = []
        before: tuple[str, ...] = ()
        start = at = 0
        while at < len(tokens):
            for restart in self._restarts.get(tokens[at], ()):
                if at == 0 and tokens[1:2] and tokens[1] in self.spoken.numbers.pronouns:
                    continue  # "no one"
                if len(restart) == 1 and tokens[at + 1 : at + 2] and tokens[at + 1] in self.spoken.speech.statements:
                    continue  # "no puedo"
                if len(restart) == 1 or tuple(tokens[at : at + len(restart)]) == restart:
                    parts.append((start, at, before))
                    at += len(restart)
                    start, before = at, restart
                    break
            else:
                at += 1
        parts.append((start, len(tokens), before))
        return parts


def _folded(places: list[Place], kind: Kind) -> list[Place]:
    """What belongs together as one: a value said twice, and pieces that make one value: "Friday ... the 27th"."""
    kept = [places[0]]
    for place in places[1:]:
        before = kept[-1]
        if isinstance(place.value, Impossible) or isinstance(before.value, Impossible):
            kept.append(place)
        elif place.value == before.value:
            kept[-1] = Place(before.start, place.end, place.value)
        elif kind.unite and (united := kind.unite(before.value, place.value)) is not None:
            kept[-1] = Place(before.start, place.end, united)
        else:
            kept.append(place)
    return kept


_voices: dict[tuple[Language, bool], Voice] = {}


def voice_of(language: Language, region: str = "") -> Voice | None:
    """The voice of a language as it is spoken in a region; None for one that has no tables of values."""
    if language.values is None:
        return None
    spoken = language.values()
    exchanged = region in spoken.numbers.point_regions
    voice = _voices.get((language, exchanged))
    if voice is None:
        voice = _voices[language, exchanged] = Voice(language, _exchanged(spoken) if exchanged else spoken)
    return voice


def _exchanged(spoken: Spoken) -> Spoken:
    """The same tables with the marks of numbers exchanged."""
    numbers = spoken.numbers
    exchanged = replace(numbers, decimal_mark=numbers.group_mark, group_mark=numbers.decimal_mark)
    return replace(spoken, numbers=exchanged)
