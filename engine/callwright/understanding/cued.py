"""What follows a cue, heard: "from Monday to Friday" fills two dates.

Laws
1. Nothing of weight stands between a cue and its value.
2. What ends does not come before what begins.
3. Where a "not" is said no cue fills anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time

from callwright.languages.values.heard import Heard
from callwright.languages.values.said import Said
from callwright.understanding.cues import Cues, Role, Segment
from callwright.understanding.listening import Listening
from callwright.understanding.named import leading_name
from callwright.understanding.stretches import stretches

SHAPED = ("digits", "phone")
"""Types that are known by their length."""
_COUNTED = ("digits", "phone", "number", "spelling")
"""Types that are said with the same words."""

_Placed = tuple[Heard, tuple[int, int]]
"""A value, and the words of the utterance that say it."""


def _groups(listening: Listening) -> Iterator[list[str]]:
    """Slots whose values could be mistaken for each other."""
    for kind in ("date", "time", "money", "duration", "name", "choice"):
        if kind != "choice" or len(listening.open(kind)) > 1:
            yield listening.open(kind)
    yield listening.open(*_COUNTED)


def fill_by_cues(listening: Listening) -> None:
    """Fill the slots whose values follow a cue."""
    for group in _groups(listening):
        if group:
            _fill_group(listening, group)


def _fill_group(listening: Listening, group: list[str]) -> None:
    kind = listening.slots[group[0]][0]
    language = listening.voice.language
    added = {slot: tuple(listening.slots[slot][1].get("cues", ())) for slot in group}
    cues = Cues(group, added, language)
    if len(group) == 1 and not cues.roles and kind not in _COUNTED:
        return
    said = listening.read(listening.text)
    segments = cues.segments(said, listening.voice.spoken.durations.links, is_time=kind == "time")
    if not segments or not language.negations.isdisjoint(said.tokens):
        return
    told: dict[str, _Placed] = {}
    begins: dict[str, int] = {}
    unsure: set[str] = set()
    for place, segment in enumerate(segments):
        left = _left_of(listening, segments, place, group, cues) if segment.role is Role.LAST else None
        if left is not None:
            told[left[0]] = left[1]
        elif segment.weak:
            continue
        one = _in_segment(listening, segment, group, cues)
        if one is None:
            continue
        if segment.slot in told and told[segment.slot][0].value != one[0].value:
            unsure.add(segment.slot)
        told[segment.slot] = one
        begins[segment.slot] = segment.cue
    for slot in _in_order(listening, told, cues.roles):
        heard, where = told[slot]
        if slot and slot not in unsure:
            listening.fill(slot, heard, where)
        listening.take_out(begins.get(slot, where[0]), where[1])


def _left_of(
    listening: Listening, segments: Sequence[Segment], place: int, group: list[str], cues: Cues
) -> tuple[str, _Placed] | None:
    """The value right before a cue that ends a range: "Monday to Friday"."""
    first = next((slot for slot in cues.roles if cues.roles[slot] is Role.FIRST), "")
    if any(one.role is Role.FIRST for one in segments[:place]) or not (first or cues.roles):
        return None
    text = listening.text[: segments[place].cue]
    heard = listening.hear(first or group[0], text, among=True)
    if heard.value is None or heard.where is None or text[heard.where[1] :].strip():
        return None
    return first, (heard, heard.where)


def _in_segment(listening: Listening, segment: Segment, group: list[str], cues: Cues) -> _Placed | None:
    """The value behind a cue, with its place; nothing of weight may stand between."""
    slot = segment.slot or group[0]
    kind = listening.slots[slot][0]
    text = listening.text[segment.start : segment.end]
    said = listening.read(text)
    skipped = _small(listening, said, cues)
    if skipped == len(said.tokens):
        return None
    begin = said.spans[skipped][0]
    if segment.role is Role.FIRST and (dated := _with_month(listening, slot, segment, text[begin:])):
        heard = listening.hear(slot, dated)
        return None if heard.value is None else (heard, (segment.start + begin, segment.start + said.spans[-1][1]))
    if kind == "name":
        heard = leading_name(text, begin, listening.language, listening.voice)
    elif kind in SHAPED:
        stretch = next((one for one in stretches(text, listening.voice) if one[0] >= begin), None)
        if stretch is None or text[begin : stretch[0]].strip():
            return None
        heard = listening.hear(slot, text[stretch[0] : stretch[1]])
        heard = Heard(heard.value, heard.why, stretch)
    else:
        heard = listening.hear(slot, text, among=kind != "spelling")
        if heard.value is None:
            heard = listening.hear(slot, text)
    if heard.value is None or heard.where is None:
        return None
    start, end = heard.where
    before = listening.read(text[:start])
    if _small(listening, before, cues) < len(before.tokens):
        return None
    return heard, (segment.start + start, segment.start + end)


def _small(listening: Listening, said: Said, cues: Cues) -> int:
    """How many words at the beginning are small ones, or of the slots' names."""
    language = listening.voice.language
    numbers = listening.voice.numbers
    for at, token in enumerate(said.tokens):
        small = token in language.light or token in cues.generic or token in listening.voice.spoken.times.at
        if not small or numbers.is_word(token):
            return at
    return len(said.tokens)


def _with_month(listening: Listening, slot: str, segment: Segment, skipped: str) -> str:
    """ "from the 5th to the 9th of January": the month of the first day is that of the last, behind it."""
    months = listening.voice.spoken.dates.months.keys()
    own = listening.read(skipped)
    rest = listening.read(listening.text[segment.end :])
    light = listening.voice.language.light
    day = all(_is_number(listening, token) or token in light for token in own.tokens)
    month = next((place for place, token in enumerate(rest.tokens) if token in months), None)
    if not own.tokens or not day or month is None or listening.slots[slot][0] != "date":
        return ""
    return f"{skipped.strip()} {rest.written(month, month + 1)}"


def _is_number(listening: Listening, token: str) -> bool:
    return listening.voice.numbers.is_word(token) or _is_ordinal(listening, token)


def _is_ordinal(listening: Listening, token: str) -> bool:
    words = listening.voice.spoken.numbers
    return token in words.ordinals or token in words.suffixes or words.ordinal(token) is not None


def _in_order(listening: Listening, told: dict[str, _Placed], roles: Mapping[str, Role]) -> list[str]:
    """The slots that may be filled: what ends does not come before what begins."""
    first = next((slot for slot, role in roles.items() if role is Role.FIRST and slot in told), None)
    last = next((slot for slot, role in roles.items() if role is Role.LAST and slot in told), None)
    if first is not None and last is not None and listening.slots[first][0] in ("date", "time"):
        begin, (end, where) = told[first][0].value, told[last]
        if end.value <= begin:
            again = end
            if listening.slots[first][0] == "date":
                then = datetime.combine(date.fromisoformat(begin), time())
                again = listening.hear(last, listening.text[where[0] : where[1]], now=then)
            if again.value is None or again.value <= begin:
                listening.settled.add(last)
                told[""] = told.pop(last)
            else:
                told[last] = again, where
    return list(told)
