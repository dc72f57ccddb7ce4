"""Letters and the room they need, without a font at hand.

Theory of operation: a width is estimated from the kind of each letter, on the wide side of what common sans-serif
fonts need, so that what fits here fits on every machine. Widths and sizes are in px.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

ELLIPSIS = "…"

_NARROW = frozenset("iljtfrI1.,:;'’‘!|()[] ")
_WIDE = frozenset("mwMW@%—ÆŒæœ")


@lru_cache(maxsize=4096)
def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.96
    if letter < "\x7f":
        return 0.7 if letter.isupper() else 0.62
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0xFFFF:
        return 1.2
    return 0.9 if ord(letter) > 0x24F else 0.7


def width_of(words: str, size: float) -> float:
    """How wide ``words`` are at most, in letters of ``size``."""
    return sum(map(_em, words)) * size


def fit(words: str, width: float, size: float) -> str:
    """``words`` in one line of ``width``, shortened with an ellipsis; empty where not even a letter fits."""
    words = " ".join(words.split())
    if width_of(words, size) <= width:
        return words
    left = width - width_of(ELLIPSIS, size)
    kept = ""
    for letter in words:
        left -= _em(letter) * size
        if left < 0:
            break
        kept += letter
    return kept.rstrip() + ELLIPSIS if kept.strip() else ""


def wrap(words: str, width: float, size: float, lines: int) -> list[str]:
    """``words`` in at most so many ``lines`` of ``width``; what does not fit any more is shortened."""
    left = words.split()
    result: list[str] = []
    while left and len(result) < lines:
        if len(result) == lines - 1:
            line, left = fit(" ".join(left), width, size), []
        else:
            line = left.pop(0)
            while left and width_of(f"{line} {left[0]}", size) <= width:
                line = f"{line} {left.pop(0)}"
            line = fit(line, width, size)
        if line:
            result.append(line)
    return result
