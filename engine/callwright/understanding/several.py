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

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from callwright.languages import get
from callwright.languages.values.heard import Heard
from callwright.languages.values.said import Said, read
from callwright.languages.values.voice import Voice, voice_of
from callwright.understanding.cues import Cues, Role, Segment
from callwright.understanding.hearing import hear
from callwright.understanding.beside import MARKED, MASK, is_alternative, masked
from callwright.understanding.named import introduced, leading_name

SHAPED = ("digits", "phone")
"""Types that are known by their length."""
_COUNTED = frozenset({"digits", "phone", "number", "spelling"})
"""Types that are said with the same words."""
_BARE = frozenset({"name", "spelling", "text", "choice", "yes_no"})
"""Types that are heard last, in what is left of the words."""
_CERTAIN = 3
"""So many digits are meant as a value whatever stands around them."""

Slots = Mapping[str, tuple[str, Mapping[str, Any]]]


def hear_several(
    slots: Slots, words: str, *, language: str, now: datetime | None = None, asked: str = ""
) -> dict[str, Heard]:
    """The slots that these words fill, each with its value. Empty where none can be told.

    ``slots`` are those still open: name -> its type and the options of ``hear``; an option ``cues`` may list words
    that mean this slot, beside those of its name. ``asked`` is the slot whose question is answered. ``now`` is the
    local time of the call. Never raises for what was said.
    """
    voice = voice_of(get(language))
    if voice is None or not words.strip():
        return {}
    if asked in slots and slots[asked][0] == "text":
        told = _Listening(slots, words, language, now, asked, voice).hear(asked)
        return {asked: told} if told.value is not None else {}
    listening = _Listening(slots, words, language, now, asked, voice)
    listening.listen()
    return listening.found


class _Listening:
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

    def listen(self) -> None:
        """Fill what can be filled."""
        self._introduced()
        for group in self._groups():
            self._cued(group)
        self._pointed()
        self._marked()
        self._shaped()
        self._answer()
        self._choices()
        self._number()

    def hear(self, slot: str, text: str | None = None, *, among: bool = False, now: datetime | None = None) -> Heard:
        """The value of a slot in a text, or in what is left of the words."""
        kind, options = self.slots[slot]
        wanted = {key: value for key, value in options.items() if key != "cues"}
        text = self.text if text is None else text
        heard = hear(kind, text, language=self.language, now=now or self.now, among=among, **wanted)
        if among and heard.where is not None and is_alternative(text, heard.where, self.language):
            return Heard(None, "An “or” stands beside it.")
        return heard

    def _open(self, *kinds: str) -> list[str]:
        return [name for name, (kind, _) in self.slots.items() if kind in kinds and name not in self.settled]

    def _fill(self, slot: str, heard: Heard, where: tuple[int, int] | None) -> None:
        self.settled.add(slot)
        whole = where is None or MASK not in self.text[where[0] : where[1]]
        self.found[slot] = Heard(heard.value, heard.why, where if whole else None)
        if where is not None:
            self._take_out(*where)

    def _take_out(self, start: int, end: int) -> None:
        self.text = masked(self.text, start, end)

    def _read(self, text: str) -> Said:
        return self.voice.calm(read(text, self.voice.language.letters))

    # --- names that are introduced

    def _introduced(self) -> None:
        names = self._open("name")
        if len(names) == 1:
            found = introduced(self.text, self.language)
            if found is not None and found[0].where is not None:
                heard, begin = found
                self._fill(names[0], heard, heard.where)
                self._take_out(begin, found[0].where[1])

    # --- cues

    def _groups(self) -> Iterator[list[str]]:
        """Slots whose values could be mistaken for each other."""
        for kind in ("date", "time", "money", "duration", "name", "choice"):
            if kind != "choice" or len(self._open(kind)) > 1:
                yield self._open(kind)
        yield self._open(*_COUNTED)

    def _cued(self, group: list[str]) -> None:
        if not group:
            return
        kind = self.slots[group[0]][0]
        language = self.voice.language
        added = {slot: tuple(self.slots[slot][1].get("cues", ())) for slot in group}
        cues = Cues(group, added, language)
        if len(group) == 1 and not cues.roles and kind not in _COUNTED:
            return
        said = self._read(self.text)
        segments = cues.segments(said, self.voice.spoken.durations.links, is_time=kind == "time")
        if not segments or not language.negations.isdisjoint(said.tokens):
            return
        told: dict[str, tuple[Heard, tuple[int, int]]] = {}
        begins: dict[str, int] = {}
        unsure: set[str] = set()
        for place, segment in enumerate(segments):
            left = self._left_of(segments, place, group, cues) if segment.role is Role.LAST else None
            if left is not None:
                told[left[0]] = left[1]
            elif segment.weak:
                continue
            one = self._in_segment(segment, group, cues)
            if one is None:
                continue
            if segment.slot in told and told[segment.slot][0].value != one[0].value:
                unsure.add(segment.slot)
            told[segment.slot] = one
            begins[segment.slot] = segment.cue
        for slot in self._in_order(told, cues.roles):
            heard, where = told[slot]
            if slot and slot not in unsure:
                self._fill(slot, heard, where)
            self._take_out(begins.get(slot, where[0]), where[1])

    def _left_of(
        self, segments: Sequence[Segment], place: int, group: list[str], cues: Cues
    ) -> tuple[str, tuple[Heard, tuple[int, int]]] | None:
        """The value right before a cue that ends a range: "Monday to Friday"."""
        first = next((slot for slot in cues.roles if cues.roles[slot] is Role.FIRST), "")
        if any(one.role is Role.FIRST for one in segments[:place]) or not (first or cues.roles):
            return None
        text = self.text[: segments[place].cue]
        heard = self.hear(first or group[0], text, among=True)
        if heard.value is None or heard.where is None or text[heard.where[1] :].strip():
            return None
        return first, (heard, heard.where)

    def _in_segment(self, segment: Segment, group: list[str], cues: Cues) -> tuple[Heard, tuple[int, int]] | None:
        """The value behind a cue, with its place; nothing of weight may stand between."""
        slot = segment.slot or group[0]
        kind = self.slots[slot][0]
        text = self.text[segment.start : segment.end]
        said = self._read(text)
        skipped = self._small(said, cues)
        if skipped == len(said.tokens):
            return None
        begin = said.spans[skipped][0]
        if segment.role is Role.FIRST and (dated := self._with_month(slot, segment, text[begin:])):
            heard = self.hear(slot, dated)
            return None if heard.value is None else (heard, (segment.start + begin, segment.start + said.spans[-1][1]))
        if kind == "name":
            heard = leading_name(text, begin, self.language, self.voice)
        elif kind in SHAPED:
            stretch = next((one for one in self._stretches(text) if one[0] >= begin), None)
            if stretch is None or text[begin : stretch[0]].strip():
                return None
            heard = self.hear(slot, text[stretch[0] : stretch[1]])
            heard = Heard(heard.value, heard.why, stretch)
        else:
            heard = self.hear(slot, text, among=kind != "spelling")
            if heard.value is None:
                heard = self.hear(slot, text)
        if heard.value is None or heard.where is None:
            return None
        start, end = heard.where
        before = self._read(text[:start])
        if self._small(before, cues) < len(before.tokens):
            return None
        return heard, (segment.start + start, segment.start + end)

    def _small(self, said: Said, cues: Cues) -> int:
        """How many words at the beginning are small ones, or of the slots' names."""
        language = self.voice.language
        numbers = self.voice.numbers
        for at, token in enumerate(said.tokens):
            small = token in language.light or token in cues.generic or token in self.voice.spoken.times.at
            if not small or numbers.is_word(token):
                return at
        return len(said.tokens)

    def _with_month(self, slot: str, segment: Segment, skipped: str) -> str:
        """ "from the 5th to the 9th of January": the month of the first day is that of the last, behind it."""
        months = self.voice.spoken.dates.months.keys()
        own = self._read(skipped)
        rest = self._read(self.text[segment.end :])
        light = self.voice.language.light
        day = all(self._is_number(token) or token in light for token in own.tokens)
        month = next((place for place, token in enumerate(rest.tokens) if token in months), None)
        if not own.tokens or not day or month is None or self.slots[slot][0] != "date":
            return ""
        return f"{skipped.strip()} {rest.written(month, month + 1)}"

    def _is_number(self, token: str) -> bool:
        return self.voice.numbers.is_word(token) or self._is_ordinal(token)

    def _is_ordinal(self, token: str) -> bool:
        words = self.voice.spoken.numbers
        return token in words.ordinals or token in words.suffixes or words.ordinal(token) is not None

    def _in_order(self, told: dict[str, tuple[Heard, tuple[int, int]]], roles: Mapping[str, Role]) -> list[str]:
        """The slots that may be filled: what ends does not come before what begins."""
        first = next((slot for slot, role in roles.items() if role is Role.FIRST and slot in told), None)
        last = next((slot for slot, role in roles.items() if role is Role.LAST and slot in told), None)
        if first is not None and last is not None and self.slots[first][0] in ("date", "time"):
            begin, (end, where) = told[first][0].value, told[last]
            if end.value <= begin:
                again = end
                if self.slots[first][0] == "date":
                    then = datetime.combine(date.fromisoformat(begin), time())
                    again = self.hear(last, self.text[where[0] : where[1]], now=then)
                if again.value is None or again.value <= begin:
                    self.settled.add(last)
                    told[""] = told.pop(last)
                else:
                    told[last] = again, where
        return list(told)

    # --- one of those that were offered

    def _pointed(self) -> None:
        """ "the second one, tomorrow" chooses, and names no day."""
        if self.asked in self._open("choice"):
            clause, comma, _ = self.text.partition(",")
            heard = self.hear(self.asked, clause) if comma else None
            if heard is not None and heard.value is not None:
                self._fill(self.asked, heard, (0, len(clause)))

    # --- marks

    def _marked(self) -> None:
        counted = Counter(kind for kind, _ in self.slots.values())
        told: dict[str, Heard] = {}
        while True:
            candidates = [
                slot for slot in self._open(*MARKED) if counted[self.slots[slot][0]] == 1 or slot == self.asked
            ]
            for slot in candidates:
                if slot not in told:
                    told[slot] = self.hear(slot, among=True)
            marked = [(slot, one) for slot in candidates if (one := told[slot]).value is not None and one.where]
            marked = [one for one in marked if not self._is_part_of_name(one[1])]
            if not marked:
                return
            slot, heard = max(marked, key=lambda one: (_length(one[1]), one[0] == self.asked))
            self._fill(slot, heard, heard.where)
            told = {name: one for name, one in told.items() if not _overlap(one, heard)}

    def _is_part_of_name(self, heard: Heard) -> bool:
        """ "Robert Friday", where a name was asked for."""
        if self.asked not in self._open("name") or heard.where is None:
            return False
        start, end = heard.where
        before = self._read(self.text[:start])
        if len(self._read(self.text[start:end]).tokens) > 1 or not before.tokens:
            return False
        touching = not self.text[before.spans[-1][1] : start].strip()
        return touching and before.tokens[-1] not in self.voice.language.light

    # --- shapes

    def _stretches(self, text: str) -> list[tuple[int, int]]:
        """Where digits stand in a text, each stretch as long as it can be."""
        language, phones = self.voice.language, self.voice.spoken.phones
        said = self.voice.calm(read(text, language.letters).plain())
        found: list[tuple[int, int]] = []
        at = 0
        while at < len(said.tokens):
            start = at
            while at < len(said.tokens) and self._is_digit(said, at, start, phones.plus):
                at += 1
            end = at
            while end > start and not self._says_digit(said.tokens[end - 1]):
                end -= 1
            while start < end and not self._says_digit(said.tokens[start], phones.plus):
                start += 1
            if start < end:
                found.append(said.where(start, end))
            at = max(at, start + 1)
        return found

    def _is_digit(self, said: Said, at: int, start: int, plus: frozenset[str]) -> bool:
        token = said.tokens[at]
        if at > start and MASK in said.text[said.spans[at - 1][1] : said.spans[at][0]]:
            return False
        return self.voice.language.is_digit_word(token) or token in plus

    def _says_digit(self, token: str, plus: frozenset[str] = frozenset()) -> bool:
        return self.voice.language.hear_digits((token,)) is not None or token in self.voice.repeaters or token in plus

    def _shaped(self) -> None:
        """Each stretch of digits that can be the value of one slot only."""
        slots = self._open(*SHAPED)
        if not slots:
            return
        claims: list[tuple[str, Heard, tuple[int, int]]] = []
        stretches = self._stretches(self.text)
        for start, end in stretches:
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
                and (slot == self.asked or len(stretches) == 1 or self._fits_only(slot))
            ):
                self._fill(slot, heard, where)

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
            self._asked_name()
            return
        heard = self.hear(self.asked)
        if heard.value is None:
            return
        self._fill(self.asked, heard, heard.where or (self._place(self.asked, heard) if kind != "yes_no" else None))

    def _asked_name(self) -> None:
        if not self.found:
            heard = self.hear(self.asked)
            if heard.value is not None:
                self._fill(self.asked, heard, (0, len(self.text)))
                return
        said = self._read(self.text)
        openers = sorted(self.voice.spoken.names.openers, key=len, reverse=True)
        at = 0
        while size := next((len(one) for one in openers if said.tokens[at : at + len(one)] == one), 0):
            at += size
        if at == len(said.tokens):
            return
        if self._is_spelled(said, at):
            start = said.spans[at][0]
            text = self.text[start:].partition(MASK)[0]
            heard = self.hear(self.asked, text)
            if heard.value is not None:
                self._fill(self.asked, heard, (start, start + len(text.rstrip())))
            return
        if not self.found:
            while at + 1 < len(said.tokens) and said.tokens[at] in self.voice.language.light:
                at += 1  # "to James"
            if at and not said.written(at, at + 1)[0].isupper():
                return
        heard = leading_name(self.text, said.spans[at][0], self.language, self.voice)
        if heard.value is None or heard.where is None:
            return
        behind = self.text[heard.where[1] :].lstrip(" ")
        proven = len(heard.value.split()) > 1 or behind[:1] in ("", ",", ";", ".", MASK)
        if proven and not self.text[: said.spans[at][0]].count(MASK):
            self._fill(self.asked, heard, heard.where)

    def _is_spelled(self, said: Said, at: int) -> bool:
        return all(end - start == 1 and said.text[start].isalpha() for start, end in said.spans[at : at + 2])

    def _choices(self) -> None:
        """Options are known by their own words, if no two slots know the same ones."""
        told = {slot: self.hear(slot, among=True) for slot in self._open("choice")}
        placed = {slot: self._place(slot, heard) for slot, heard in told.items() if heard.value is not None}
        for slot, where in placed.items():
            if not any(other != slot and _touch(where, there) for other, there in placed.items()):
                self._fill(slot, told[slot], where)

    def _place(self, slot: str, heard: Heard) -> tuple[int, int]:
        """The fewest words in which that value is heard."""
        spans = self._read(self.text).spans
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
            self._fill(numbers[0], heard, heard.where)

    def _leave_measures_out(self) -> None:
        """ "two nights" says no number, also where no length of time is asked for."""
        for kind in MARKED:
            heard = hear(kind, self.text, language=self.language, now=self.now, among=True)
            if heard.where is not None:
                self._take_out(*heard.where)

    def _is_article(self, where: tuple[int, int]) -> bool:
        """ "ein Zimmer" says no number, but "eine Person" does."""
        tokens = self._read(self.text[where[0] : where[1]]).tokens
        following = self._read(self.text[where[1] :]).tokens[:1]
        stem = self.voice.language.stem
        counted = {stem(word) for word in self.voice.spoken.speech.frames.get("number", ())}
        return self.voice.spoken.numbers.pronouns.issuperset(tokens) and not any(
            stem(one) in counted for one in following
        )

    def _without_articles(self) -> str:
        """Without the words that may be a number, but are none beside another: "ein" in "ein Zimmer für zwei"."""
        said = self._read(self.text)
        text = self.text
        if self.voice.spoken.speech.alternatives.isdisjoint(said.tokens):
            for token, (start, end) in zip(said.tokens, said.spans, strict=True):
                if token in self.voice.spoken.numbers.pronouns:
                    text = masked(text, start, end)
        return text


def _length(heard: Heard) -> int:
    return heard.where[1] - heard.where[0] if heard.where else 0


def _overlap(one: Heard, other: Heard) -> bool:
    return one.where is not None and other.where is not None and _touch(one.where, other.where)


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
