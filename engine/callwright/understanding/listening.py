"""One utterance that answers a form, and what has been found in it so far.

Law: what was heard once is taken out of the text; its place stays, so that all other places stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from callwright.languages.values.heard import Heard
from callwright.languages.values.said import Said
from callwright.languages.values.said import read as said
from callwright.languages.values.voice import Voice
from callwright.understanding.beside import MASK, is_alternative, masked
from callwright.understanding.hearing import hear

Slots = Mapping[str, tuple[str, Mapping[str, Any]]]
"""The slots of a form that are still open: name -> its type and the options of ``hear``."""


class Listening:
    """One utterance and what has been found in it so far."""

    def __init__(self, slots: Slots, words: str, language: str, now: datetime | None, asked: str, voice: Voice) -> None:
        self.slots = slots
        self.text = words
        self.language = language
        self.now = now
        self.asked = asked
        self.voice = voice
        self.found: dict[str, Heard] = {}
        self.settled: set[str] = set()
        """Slots that are filled, and those of which it was said that they cannot be told."""

    def hear(self, slot: str, text: str | None = None, *, among: bool = False, now: datetime | None = None) -> Heard:
        """The value of a slot in a text, or in what is left of the words."""
        kind, options = self.slots[slot]
        wanted = {key: value for key, value in options.items() if key != "cues"}
        text = self.text if text is None else text
        heard = hear(kind, text, language=self.language, now=now or self.now, among=among, **wanted)
        if among and heard.where is not None and is_alternative(text, heard.where, self.language):
            return Heard(None, "An “or” stands beside it.")
        return heard

    def open(self, *kinds: str) -> list[str]:
        """The slots of these types that are not settled yet."""
        return [name for name, (kind, _) in self.slots.items() if kind in kinds and name not in self.settled]

    def fill(self, slot: str, heard: Heard, where: tuple[int, int] | None) -> None:
        """Give a slot its value, and take its words out of the text."""
        self.settled.add(slot)
        whole = where is None or MASK not in self.text[where[0] : where[1]]
        self.found[slot] = Heard(heard.value, heard.why, where if whole else None)
        if where is not None:
            self.take_out(*where)

    def take_out(self, start: int, end: int) -> None:
        """Let nobody hear these words again."""
        self.text = masked(self.text, start, end)

    def read(self, text: str) -> Said:
        """A text as tokens, without hesitation."""
        return self.voice.calm(said(text, self.voice.language.letters))
