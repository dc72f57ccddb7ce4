"""Several values in one sentence: "two people on Friday at eight".

Laws
1. No word belongs to two values.
2. A value among others counts only if it is marked as one of its type: a date by its month or weekday, a time by
   "at" or "pm", an amount by its currency, a length by its unit.
3. Two slots of one type are not filled from one sentence: nobody can tell which value is whose.

Theory of operation: types are heard from the most marked to the least, and what one has heard is taken out of the
text before the next one listens. Names, spellings and texts are answers of their own and are never found so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from callwright.languages.values.heard import Heard
from callwright.understanding.hearing import hear

ORDER = ("money", "duration", "date", "time", "number", "choice")
"""Types that can stand among others, in the order in which they are heard."""


def hear_several(
    slots: Mapping[str, tuple[str, Mapping[str, Any]]], words: str, *, language: str, now: datetime | None = None
) -> dict[str, Heard]:
    """The slots that these words fill. ``slots``: name -> its type and the options of ``hear``."""
    types = Counter(type for type, _ in slots.values())
    found: dict[str, Heard] = {}
    text = words
    for wanted in ORDER:
        for name, (type, options) in slots.items():
            if type != wanted or types[type] > 1:
                continue
            heard = hear(type, text, language=language, now=now, among=True, **options)
            if heard.value is not None:
                found[name] = heard
                if heard.where is not None:
                    start, end = heard.where
                    text = f"{text[:start]}{'·' * (end - start)}{text[end:]}"
    return found
