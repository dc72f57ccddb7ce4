"""An utterance as text in which the values of phrases are heard.

Laws
1. No value is heard twice in one place.
2. Where writing hides which words stand where, no value is heard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from callwright.languages.base import Language
from callwright.understanding.normalise import Words, core_places, located
from callwright.understanding.phrases import SlotRef
from callwright.understanding.resolution import MARKED, OPEN_ENDED

_LONGEST = 120
"""Words of an utterance in which values are heard."""


@dataclass(frozen=True, slots=True)
class Told:
    """A value, and the place in the text that says it."""

    value: Any
    start: int
    end: int

    def behind(self, offset: int) -> Told:
        """The same value, where its text begins at ``offset`` of a longer one."""
        return Told(self.value, self.start + offset, self.end + offset)


class Scene:
    """An utterance as text, with what was heard in it so far."""

    __slots__ = ("_memo", "_now", "_said", "_spans", "_tag", "language", "text")

    def __init__(
        self, text: str, spans: Sequence[tuple[int, int]], language: Language, tag: str, now: datetime | None
    ) -> None:
        self.text = text
        self.language = language
        self._spans = spans
        self._tag = tag or language.tag
        self._now = now
        self._said: dict[tuple[SlotRef, str], bool] = {}
        self._memo: dict[tuple[tuple[SlotRef, ...], int, int, bool], dict[str, Told] | None] = {}

    def window(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text between the tokens before ``start`` and from ``end`` on."""
        begin = self._spans[start - 1][1] if start else 0
        return begin, (self._spans[end][0] if end < len(self._spans) else len(self.text))

    def bits(self, start: int, end: int) -> int:
        """The tokens that lie between two places of the text."""
        return sum(1 << at for at, (low, high) in enumerate(self._spans) if low < end and high > start)

    def values(
        self, slots: tuple[SlotRef, ...], start: int, end: int, name: SlotRef | None, *, bounded: bool
    ) -> dict[str, Told] | None:
        """The values of these slots in a window; None unless all are told. ``bounded``: it ends at a word. ``name``
        is one that the phrase knows besides, so that "Robert Friday" is no day."""
        key = (slots, start, end, bounded)
        if key not in self._memo:
            self._memo[key] = self._values(slots, start, end, name, bounded)
        return self._memo[key]

    def _values(
        self, slots: tuple[SlotRef, ...], start: int, end: int, name: SlotRef | None, bounded: bool
    ) -> dict[str, Told] | None:
        if not any(letter.isalnum() or letter == "$" for letter in self.text[start:end]):
            return None
        if len(slots) == 1:
            alone = self._one(slots[0], start, end, bounded)
            return None if alone is None else {slots[0].name: alone}
        if not all(self.says(slot, self.text[start:end]) for slot in slots if slot.type in MARKED):
            return None
        asked = next((slot for slot in slots if slot.type in OPEN_ENDED), name)
        wanted = slots if asked is None or asked in slots else (*slots, asked)
        told = self.several(wanted, self.text[start:end], asked.name if asked is not None else "")
        if any(slot.name not in told for slot in slots):
            return None
        if asked in slots and asked is not None and not self.text[start + told[asked.name].start].isupper():
            return None  # "another 50 pounds" begins with no name
        return {slot.name: told[slot.name].behind(start) for slot in slots}

    def several(self, slots: Sequence[SlotRef], text: str, asked: str = "") -> dict[str, Told]:
        """What of these slots a text fills."""
        from callwright.understanding.several import hear_several  # it hears by phrases in its turn

        named = {slot.name: (str(slot.type), slot.options) for slot in slots}
        heard = hear_several(named, text, language=self._tag, now=self._now, asked=asked)
        return {name: Told(one.value, *one.where) for name, one in heard.items() if one.where is not None}

    def without(self, used: int) -> str:
        """The text without the tokens ``used``."""
        text = self.text
        for at, (start, end) in enumerate(self._spans):
            if used >> at & 1:
                text = f"{text[:start]}{'·' * (end - start)}{text[end:]}"
        return text

    def says(self, slot: SlotRef, text: str) -> bool:
        """Whether a text says a value of that slot's type, whatever its limits."""
        from callwright.understanding.hearing import hear

        if (slot, text) not in self._said:
            options = {key: slot.options[key] for key in ("past", "future", "currency") if key in slot.options}
            heard = hear(str(slot.type), text, language=self._tag, now=self._now, among=True, **options)
            self._said[slot, text] = heard.value is not None
        return self._said[slot, text]

    def _one(self, slot: SlotRef, start: int, end: int, bounded: bool) -> Told | None:
        from callwright.understanding.beside import is_alternative, without_measures
        from callwright.understanding.hearing import hear
        from callwright.understanding.named import leading_name

        text, kind = self.text[start:end], str(slot.type)
        if kind == "name":
            if bounded:
                heard = hear(kind, text, language=self._tag)
                if heard.value is not None:
                    return Told(heard.value, start, end)
            masked = without_measures(text, self._tag, self._now)
            begin = len(text) - len(text.lstrip(" ,"))
            heard = leading_name(masked, begin, self._tag) if masked is not None else hear(kind, "")
        else:
            heard = hear(kind, text, language=self._tag, now=self._now, among=kind == "choice", **slot.options)
            if heard.value is None and kind in MARKED:
                heard = hear(kind, text, language=self._tag, now=self._now, among=True, **slot.options)
                if heard.where is not None and is_alternative(text, heard.where, self._tag):
                    return None
        if heard.value is None:
            return None
        low, high = heard.where or (0, len(text))
        return Told(heard.value, start + low, start + high)


def scene_of(words: Words, tokens: tuple[str, ...], language: Language, tag: str, now: datetime | None) -> Scene | None:
    """The utterance as text in which values are heard; ``tokens`` are those that are compared."""
    found = located(words, language) if len(words.tokens) <= _LONGEST else None
    if found is None:
        return None
    text, spans = found
    core = words.core or words.tokens
    places = core_places(words, language) if words.core else range(len(words.tokens))
    kept = [spans[place] for place in places]
    if len(kept) != len(core):
        return None
    where: list[tuple[int, int]] = []
    for token, place in zip(core, kept, strict=True):
        where += [place] if tokens[len(where) : len(where) + 1] == (token,) else [place, place]
    return Scene(text, where[: len(tokens)], language, tag, now)
