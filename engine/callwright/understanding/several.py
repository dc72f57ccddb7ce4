"""Several values in one sentence: "two people on Friday at eight".

Laws
1. No word belongs to two values.
2. A value among others counts only if it is marked as one of its type: a date by its month or weekday, a time by
   "at" or "pm", an amount by its currency, a length by its unit, digits by how many they are, a name by its
   introduction. Only the slot that was asked for may be answered without a mark.
3. Two slots of one type are filled only by cues ("from Monday to Friday", ``cues``); without them only the one that
   was asked for is.

Theory of operation: what is heard is taken out of the text before the next one listens: introduced names, then what
follows a cue, then the marked types (of two that overlap the longer one), digits and telephone numbers, then the
answer to the question, at last a bare number.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import datetime

from callwright.languages import get
from callwright.languages.values.heard import Heard
from callwright.languages.values.names import is_no_name
from callwright.languages.values.voice import voice_of
from callwright.understanding.asked_name import fill_asked_name
from callwright.understanding.beside import masked
from callwright.understanding.cued import SHAPED, fill_by_cues
from callwright.understanding.hearing import hear, region_of
from callwright.understanding.listening import Listening, Slots
from callwright.understanding.named import introduced
from callwright.understanding.resolution import MARKED
from callwright.understanding.stretches import stretches

_BARE = frozenset({"name", "spelling", "text", "choice", "yes_no"})
"""Types that are heard last, in what is left of the words."""
_CERTAIN = 3
"""So many digits are meant as a value whatever stands around them."""


def hear_several(
    slots: Slots, words: str, *, language: str, now: datetime | None = None, asked: str = ""
) -> dict[str, Heard]:
    """The slots that these words fill, each with its value. Empty where none can be told.

    ``slots`` are those still open: name -> its type and the options of ``hear``; an option ``cues`` may list words
    that mean this slot, beside those of its name. ``asked`` is the slot whose question is answered. ``now`` is the
    local time of the call. Never raises for what was said.
    """
    voice = voice_of(get(language), region_of(language))
    if voice is None or not words.strip():
        return {}
    listening = _Several(slots, unicodedata.normalize("NFC", words), language, now, asked, voice)
    if asked in slots and slots[asked][0] == "text":
        told = listening.hear(asked)
        return {asked: told} if told.value is not None else {}
    listening.listen()
    return listening.found


class _Several(Listening):
    """The rounds in which an utterance is heard."""

    def listen(self) -> None:
        """Fill what can be filled."""
        self._introduced()
        fill_by_cues(self)
        self._counted()
        self._pointed()
        self._marked()
        self._shaped()
        self._answer()
        self._choices()
        self._number()

    # --- names that are introduced

    def _introduced(self) -> None:
        names = self.open("name")
        if len(names) == 1:
            found = introduced(self.text, self.language)
            if found is not None and found[0].where is not None:
                heard, begin = found
                self.fill(names[0], heard, heard.where)
                self.take_out(begin, found[0].where[1])

    # --- numbers with what they count

    def _counted(self) -> None:
        """ "two people": a number right before the word for what is counted."""
        slots = [slot for slot, (kind, _) in self.slots.items() if kind == "number"]
        if len(slots) != 1 or slots[0] in self.settled:
            return
        said = self.read(self.text)
        found: list[tuple[Heard, tuple[int, int]]] = []
        for at, token in enumerate(said.tokens):
            start = at
            while start > 0 and self._says_number(said.tokens[start - 1]):
                start -= 1
            if start == at or not self._is_counted(token):
                continue
            heard = self.hear(slots[0], said.written(start, at))
            before = said.tokens[start - 1] if start else ""
            if heard.value is None or self._is_limited(before, " ".join(said.tokens[max(start - 2, 0) : start])):
                self.settled.add(slots[0])
                return
            first = start - 1 if before in self.voice.language.light else start
            found.append((heard, said.where(first, at + 1)))
        if len(found) == 1:
            self.fill(slots[0], *found[0])
        elif found:
            self.settled.add(slots[0])  # "two adults and a child": nobody knows what is asked for

    def _is_counted(self, token: str) -> bool:
        stem = self.voice.language.stem
        return stem(token) in {stem(word) for word in self.voice.spoken.speech.frames.get("number", ())}

    def _says_number(self, token: str) -> bool:
        return self.voice.numbers.is_word(token) or token in self.voice.spoken.numbers.pronouns

    def _is_limited(self, token: str, pair: str) -> bool:
        """ "or three people", "not two people", "more than two people"."""
        speech, language = self.voice.spoken.speech, self.voice.language
        limits = speech.limits - language.light
        return token in speech.alternatives or token in language.negations or token in limits or pair in limits

    # --- one of those that were offered

    def _pointed(self) -> None:
        """ "the second one, tomorrow" chooses, and names no day."""
        if self.asked in self.open("choice"):
            clause, comma, _ = self.text.partition(",")
            heard = self.hear(self.asked, clause) if comma else None
            if heard is not None and heard.value is not None:
                self.fill(self.asked, heard, (0, len(clause)))

    # --- marks

    def _marked(self) -> None:
        counted = Counter(kind for kind, _ in self.slots.values())
        told: dict[str, Heard] = {}
        while True:
            candidates = [
                slot for slot in self.open(*MARKED) if counted[self.slots[slot][0]] == 1 or slot == self.asked
            ]
            for slot in candidates:
                if slot not in told:
                    told[slot] = self.hear(slot, among=True)
            marked = [(slot, one) for slot in candidates if (one := told[slot]).value is not None and one.where]
            marked = [one for one in marked if not self._is_part_of_name(one[1])]
            if not any(self.slots[slot][0] == "time" for slot in (*self.found, *(slot for slot, _ in marked))):
                marked = [one for one in marked if not self._is_bare_day(*one)]
            if not marked:
                return
            slot, heard = max(marked, key=lambda one: (_length(one[1]), one[0] == self.asked))
            for inner, within in marked:
                if inner != slot and _overlap(within, heard):
                    heard = self._fill_within(slot, heard, inner, within)
            self.fill(slot, heard, heard.where)
            told = {name: one for name, one in told.items() if one.value is not None and not _overlap(one, heard)}

    def _fill_within(self, slot: str, heard: Heard, inner: str, within: Heard) -> Heard:
        """ "tonight at eight" is a day and a time, as "at eight" is a time without it: fill the inner one."""
        if {self.slots[slot][0], self.slots[inner][0]} != {"date", "time"} or within.where is None:
            return heard
        rest = self.hear(slot, masked(self.text, *within.where), among=True)
        if rest.value is None or rest.where is None or not _is_as_said(rest.value, heard.value):
            return heard
        self.fill(inner, within, within.where)
        return Heard(heard.value, heard.why, rest.where)

    def _is_part_of_name(self, heard: Heard) -> bool:
        """ "Robert Friday", where a name was asked for."""
        if self.asked not in self.open("name") or heard.where is None:
            return False
        start, end = heard.where
        before = self.read(self.text[:start])
        if len(self.read(self.text[start:end]).tokens) > 1 or not before.tokens:
            return False
        if is_no_name(self.read(self.text[start:end]).tokens[0], self.voice):
            return False  # "Emma tomorrow"
        touching = not self.text[before.spans[-1][1] : start].strip()
        return touching and before.tokens[-1] not in self.voice.language.light

    def _is_bare_day(self, slot: str, heard: Heard) -> bool:
        """ "the 3rd" may be many things where no day was asked for, and no time stands beside it."""
        if slot == self.asked or self.slots[slot][0] != "date" or heard.where is None:
            return False
        tokens = self.read(self.text[slice(*heard.where)]).tokens
        numbers, light = self.voice.numbers, self.voice.language.light
        at = next((at for at, token in enumerate(tokens) if numbers.is_word(token)), len(tokens))
        return light.issuperset(tokens[:at]) and any(
            light.issuperset(tokens[end:])
            for readings in (numbers.ordinal, numbers.cardinal)
            for end, _ in (readings(tokens, at) if at < len(tokens) and tokens[at].isalnum() else ())
        )

    # --- shapes

    def _shaped(self) -> None:
        """Each stretch of digits that can be the value of one slot only."""
        slots = self.open(*SHAPED)
        if not slots:
            return
        claims: list[tuple[str, Heard, tuple[int, int]]] = []
        places = stretches(self.text, self.voice)
        for start, end in places:
            for slot in slots:
                heard = self.hear(slot, self.text[start:end])
                if heard.value is not None and (slot == self.asked or len(heard.value) >= _CERTAIN):
                    claims.append((slot, heard, (start, end)))
        by_slot = Counter(slot for slot, _, _ in claims)
        by_place = Counter(where for _, _, where in claims)
        if self.asked in by_slot and by_slot[self.asked] == 1:
            where = next(where for slot, _, where in claims if slot == self.asked)
            claims = [one for one in claims if one[0] == self.asked or one[2] != where]
            by_place[where] = 1
        for slot, heard, where in claims:
            if (
                by_slot[slot] == 1
                and by_place[where] == 1
                and (slot == self.asked or len(places) == 1 or self._fits_only(slot))
            ):
                self.fill(slot, heard, where)

    def _fits_only(self, slot: str) -> bool:
        """Its length is known, so that no other digits can be meant."""
        kind, options = self.slots[slot]
        return kind == "phone" or any(options.get(key) for key in ("length", "min", "checksum"))

    # --- the answer, and what is left

    def _answer(self) -> None:
        """The slot that was asked for, in what is left of the words."""
        if self.asked not in self.slots or self.asked in self.settled:
            return
        kind = self.slots[self.asked][0]
        if kind == "name":
            fill_asked_name(self)
            return
        heard = self.hear(self.asked)
        if heard.value is None:
            return
        self.fill(self.asked, heard, heard.where or (self._place(self.asked, heard) if kind != "yes_no" else None))

    def _choices(self) -> None:
        """Options are known by their own words, if no two slots know the same ones."""
        told = {slot: self.hear(slot, among=True) for slot in self.open("choice")}
        placed = {slot: self._place(slot, heard) for slot, heard in told.items() if heard.value is not None}
        for slot, where in placed.items():
            if not any(other != slot and _touch(where, there) for other, there in placed.items()):
                self.fill(slot, told[slot], where)

    def _place(self, slot: str, heard: Heard) -> tuple[int, int]:
        """The fewest words in which that value is heard."""
        spans = self.read(self.text).spans
        low, high = 0, len(spans)
        while high - low > 1 and self.hear(slot, self.text[spans[low][0] : spans[high - 2][1]]).value == heard.value:
            high -= 1
        while (
            high - low > 1 and self.hear(slot, self.text[spans[low + 1][0] : spans[high - 1][1]]).value == heard.value
        ):
            low += 1
        return spans[low][0], spans[high - 1][1]

    def _number(self) -> None:
        """A bare number has no mark, so it counts only where no other answer in numbers is awaited."""
        numbers = [slot for slot, (kind, _) in self.slots.items() if kind == "number"]
        if len(numbers) != 1 or numbers[0] in self.settled:
            return
        awaited = self.asked in self.slots and self.asked != numbers[0] and self.asked not in self.settled
        if awaited and self.slots[self.asked][0] not in _BARE:
            return
        self._leave_measures_out()
        heard = self.hear(numbers[0], among=True)
        if heard.value is None:
            heard = self.hear(numbers[0], self._without_articles(), among=True)
        if heard.where is not None and self._is_article(heard.where) and (self.found or numbers[0] != self.asked):
            return
        digits = any(len(str(abs(heard.value or 0))) >= _CERTAIN and kind in SHAPED for kind, _ in self.slots.values())
        if heard.value is not None and (numbers[0] == self.asked or not digits):
            self.fill(numbers[0], heard, heard.where)

    def _leave_measures_out(self) -> None:
        """ "two nights" says no number, also where no length of time is asked for."""
        for kind in MARKED:
            heard = hear(kind, self.text, language=self.language, now=self.now, among=True)
            if heard.where is not None:
                self.take_out(*heard.where)

    def _is_article(self, where: tuple[int, int]) -> bool:
        """ "ein Zimmer" says no number, but "eine Person" does."""
        tokens = self.read(self.text[where[0] : where[1]]).tokens
        following = self.read(self.text[where[1] :]).tokens[:1]
        return self.voice.spoken.numbers.pronouns.issuperset(tokens) and not any(map(self._is_counted, following))

    def _without_articles(self) -> str:
        """Without the words that may be a number, but are none beside another: "ein" in "ein Zimmer für zwei"."""
        said = self.read(self.text)
        text = self.text
        if self.voice.spoken.speech.alternatives.isdisjoint(said.tokens):
            for token, (start, end) in zip(said.tokens, said.spans, strict=True):
                if token in self.voice.spoken.numbers.pronouns:
                    text = masked(text, start, end)
        return text


def _is_as_said(one: str, other: str) -> bool:
    """The same day, or the same time but for the half of the day."""
    if ":" not in one:
        return one == other
    return one[2:] == other[2:] and int(one[:2]) % 12 == int(other[:2]) % 12


def _length(heard: Heard) -> int:
    return heard.where[1] - heard.where[0] if heard.where else 0


def _overlap(one: Heard, other: Heard) -> bool:
    return one.where is not None and other.where is not None and _touch(one.where, other.where)


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
