"""How long speech lasts, and where its sentences are: guesses that are good enough to tell cut from whole."""

from __future__ import annotations

import re
from html import unescape

MS_PER_CHARACTER = 62.0
"""What a voice needs for one character, breathing included, until the platform tells us better."""

OPENING_MS = 200
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<break\b[^>]*\btime\s*=\s*[\"']([\d.]+)(ms|s)[\"']")
_SENTENCE = re.compile(r"(?<=[.!?…:;])[\"'”’)»]*\s+")


def words_of(markup: str) -> str:
    """What is said of a piece of markup."""
    return unescape(" ".join(_TAG.sub(" ", markup).split()))


def text_ms(text: str, pace: float) -> int:
    """How long a text takes at ``pace`` ms a character (0: unmeasured)."""
    return int(OPENING_MS + len(text) * (pace or MS_PER_CHARACTER))


def markup_ms(markup: str, pace: float) -> int:
    """How long a piece of markup takes, its breaks included."""
    breaks = sum(float(n) * (1000 if unit == "s" else 1) for n, unit in _BREAK.findall(markup))
    return text_ms(words_of(markup), pace) + int(breaks)


def rest_from_sentence(text: str, played_ms: int, length_ms: int) -> str:
    """What is left of a text of which ``played_ms`` of ``length_ms`` were played, from the cut sentence on."""
    at = len(text) * min(1.0, max(0.0, played_ms / length_ms)) if length_ms else 0.0
    start = 0
    for boundary in _SENTENCE.finditer(text):
        if boundary.end() > at or boundary.end() >= len(text):
            break
        start = boundary.end()
    return text[start:]
