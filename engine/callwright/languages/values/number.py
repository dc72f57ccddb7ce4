"""Numbers as values: "two hundred and five", "minus three", "two and a half"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from callwright.languages.values.heard import Heard, Wanted
from callwright.languages.values.said import Said
from callwright.languages.values.voice import Kind, Voice

_SPELLED = 3
"""So many digits in a row are one number that was read out digit by digit."""


def hear_number(said: Said, voice: Voice, wanted: Wanted) -> Heard:
    """A number, whole or with decimals."""
    calm = voice.calm(said)
    found = voice.one(
        calm,
        Kind(
            "number",
            lambda tokens, at, _: _read(voice, tokens, at),
            (lambda _: False) if wanted.among else voice.numbers.is_word,
            echoes=False,
        ),
    )
    if isinstance(found, str):
        return Heard(None, found)
    value = plain(found.value)
    for limit, beyond, word in (
        (wanted.minimum, wanted.minimum is not None and value < wanted.minimum, "less"),
        (wanted.maximum, wanted.maximum is not None and value > wanted.maximum, "more"),
    ):
        if beyond:
            return Heard(None, f"{value} is {word} than {limit}.")
    return Heard(value, f"“{calm.written(found.start, found.end)}” is {value}.", calm.where(found.start, found.end))


def plain(value: Decimal) -> int | float:
    """A number as JSON has it: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def _read(voice: Voice, tokens: Sequence[str], at: int) -> list[tuple[int, Decimal]]:
    digits, end = "", at
    while end < len(tokens) and (digit := voice.digit(tokens[end])):
        digits += digit
        end += 1
    if len(digits) >= _SPELLED:
        return [(end, Decimal(digits))]
    return voice.numbers.signed(tokens, at)
