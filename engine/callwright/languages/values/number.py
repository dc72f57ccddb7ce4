"""Numbers as values: "two hundred and five", "minus three", "two and a half"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from callwright.languages.values.heard import Heard, Place, Wanted
from callwright.languages.values.said import Said
from callwright.languages.values.voice import Kind, Voice

_PART_OF = re.compile(r"(\d+)/(\d+)")
_SPELLED = 3
"""So many digits in a row are one number that was read out digit by digit."""


def hear_number(said: Said, voice: Voice, wanted: Wanted) -> Heard:
    """A number, whole or with decimals."""
    calm = voice.calm(said)
    found = voice.one(
        calm,
        Kind(
            "number",
            lambda tokens, at, _: _read(voice, tokens, at, wanted.maximum),
            (lambda _: False) if wanted.among else voice.numbers.is_word,
            echoes=False,
        ),
    )
    if isinstance(found, str):
        return Heard(None, found)
    value = plain(found.value)
    if not wanted.among and (behind := time_behind(voice, calm.tokens, found)):
        return Heard(None, f"“{calm.written(found.start, behind)}” is a time of day.")
    if not wanted.among and _is_cut_off(voice, calm.tokens, found.end):
        return Heard(None, f"“{calm.written(found.start, len(calm.tokens))}” may be the beginning of a number.")
    for limit, beyond, word in (
        (wanted.minimum, wanted.minimum is not None and value < wanted.minimum, "less"),
        (wanted.maximum, wanted.maximum is not None and value > wanted.maximum, "more"),
    ):
        if beyond:
            return Heard(None, f"{value} is {word} than {limit}.")
    return Heard(value, f"“{calm.written(found.start, found.end)}” is {value}.", calm.where(found.start, found.end))


def time_behind(voice: Voice, tokens: Sequence[str], found: Place) -> int:
    """The place behind "nine o'clock" and "9 am"; 0 where the number is none. "drie uur" may be a length of time."""
    from callwright.languages.values.times import kind_of_time

    rest = tokens[found.end :]
    if not rest or voice.numbers.is_word(rest[0]):
        return 0
    unsure = rest[0] in voice.spoken.durations.units
    read = kind_of_time(voice, Wanted(among=True)).read
    ends = [end for end, _ in read(tokens, found.start, {})]
    return max((end for end in ends if end > found.end + unsure), default=0)


def _is_cut_off(voice: Voice, tokens: Sequence[str], end: int) -> bool:
    """ "five point", "a hundred and", and "forty for", which may be 44."""
    if end != len(tokens) - 1:
        return False
    words, last = voice.spoken.numbers, tokens[end]
    alike = last in voice.spoken.phones.homophones and voice.numbers.opens_units(tokens[end - 1])
    return alike or last in words.point or last in words.links


def plain(value: Decimal) -> int | float:
    """A number as JSON has it: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def _read(voice: Voice, tokens: Sequence[str], at: int, most: Any) -> list[tuple[int, Decimal]]:
    digits, end = "", at
    while end < len(tokens) and (digit := voice.digit(tokens[end])):
        digits += digit
        end += 1
    if len(digits) >= _SPELLED:
        return [(end, Decimal(digits))]
    found = voice.numbers.signed(tokens, at) + _behind_article(voice, tokens, at)
    return found + _out_of(voice, tokens, at, found, most) if most is not None else found


def _behind_article(voice: Voice, tokens: Sequence[str], at: int) -> list[tuple[int, Decimal]]:
    """ "eine acht" is 8, while "ein, zwei" is one or two."""
    words = voice.spoken.numbers
    if tokens[at] not in words.articles or at + 1 == len(tokens):
        return []
    if tokens[at + 1] not in words.words and not tokens[at + 1].isdigit():
        return []
    return [(end, value) for end, value in voice.numbers.amount(tokens, at + 1) if value != 2]


def _out_of(
    voice: Voice, tokens: Sequence[str], at: int, found: Sequence[tuple[int, Decimal]], most: Any
) -> list[tuple[int, Decimal]]:
    """ "eight out of ten" and "8/10", where ten is the most that there is."""
    if written := _PART_OF.fullmatch(tokens[at]):
        return [(at + 1, Decimal(written[1]))] if int(written[2]) == most else []
    return [
        (behind, value)
        for end, value in found
        for link in voice.spoken.numbers.out_of
        if tuple(tokens[end : (start := end + len(link))]) == link and start < len(tokens)
        for behind, whole in voice.numbers.cardinal(tokens, start)
        if whole == most
    ]
