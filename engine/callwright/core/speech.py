"""How long speech lasts, and where its sentences are: guesses that are good enough to tell cut from whole.

The same texts are said in call after call, so what is found out of a text of ordinary length is kept for a while.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

MS_PER_CHARACTER = 62.0
"""What a voice needs for one character, until the platform tells us better."""

DIGIT_CHARACTERS = 4.5
"""A digit is read as a word, so it lasts as long as so many letters."""
COMMA_CHARACTERS = 2.5
SENTENCE_CHARACTERS = 5.0
"""What the breath behind a comma, and between two sentences, lasts."""

OPENING_MS = 200
_KEPT = 2048
"""So many texts are kept in mind, the latest ones."""
_KEPT_LENGTH = 1000
"""Longer ones are not, so that no stranger fills our memory."""
_DIGIT = re.compile(r"\d")
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<break\b[^>]*\btime\s*=\s*[\"']([\d.]+)(ms|s)[\"']")
_SENTENCE = re.compile(r"(?<=[.!?…:;])[\"'”’)»]*\s+")


def words_of(markup: str) -> str:
    """What is said of a piece of markup."""
    return unescape(" ".join(_TAG.sub(" ", markup).split()))


def weight(text: str) -> float:
    """How much there is to say in a text, in characters: digits and pauses count for what they last."""
    return _weight(text) if len(text) <= _KEPT_LENGTH else _weigh(text)


def _weigh(text: str) -> float:
    count = text.count
    result = len(text) + COMMA_CHARACTERS * count(", ")
    result += SENTENCE_CHARACTERS * (count(". ") + count("? ") + count("! "))
    result += (DIGIT_CHARACTERS - 1) * len(_DIGIT.findall(text))
    return result


_weight = lru_cache(maxsize=_KEPT)(_weigh)


def text_ms(text: str, pace: float) -> int:
    """How long a text takes at ``pace`` ms a character (0: unmeasured)."""
    heavy = _weight(text) if len(text) <= _KEPT_LENGTH else _weigh(text)
    return int(OPENING_MS + heavy * (pace or MS_PER_CHARACTER))


def markup_ms(markup: str, pace: float) -> int:
    """How long a piece of markup takes, its breaks included."""
    breaks = sum(float(n) * (1000 if unit == "s" else 1) for n, unit in _BREAK.findall(markup))
    return text_ms(words_of(markup), pace) + int(breaks)


def sentences(text: str) -> tuple[str, ...]:
    """A text, sentence by sentence; joined, they are the text."""
    return _sentences(text) if len(text) <= _KEPT_LENGTH else _part(text)


def _part(text: str) -> tuple[str, ...]:
    ends = [boundary.end() for boundary in _SENTENCE.finditer(text) if boundary.end() < len(text)]
    return tuple(text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True))


_sentences = lru_cache(maxsize=_KEPT)(_part)


def sentences_left(text: str, share: float) -> int:
    """How many sentences are not over when ``share`` (0 to 1) of a text was said, the present one included."""
    every = _sentences(text) if len(text) <= _KEPT_LENGTH else _part(text)
    if len(every) == 1:
        return 1
    left = weight(text) * (1.0 - min(1.0, max(0.0, share)))
    for count, sentence in enumerate(reversed(every), 1):
        # The pause between two sentences belongs to the later one: who is cut there has heard the earlier one whole.
        left -= weight(sentence.rstrip()) + (SENTENCE_CHARACTERS + 1 if count < len(every) else 0)
        if left <= 0:
            return count
    return len(every)


def rest_from_sentence(text: str, played_ms: int, length_ms: int) -> str:
    """What is left of a text of which ``played_ms`` of ``length_ms`` were played, from the cut sentence on."""
    left = sentences_left(text, played_ms / length_ms if length_ms else 0.0)
    return "".join(sentences(text)[-left:])
