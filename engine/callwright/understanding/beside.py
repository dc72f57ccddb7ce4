"""What stands beside a value in a sentence: another value, or an "or".

Law: what is taken out of a text leaves its place behind, so that the places of all else stay as they are.
"""

from __future__ import annotations

from datetime import datetime

from callwright.languages import get
from callwright.languages.values.said import read
from callwright.languages.values.voice import voice_of
from callwright.understanding.hearing import hear, region_of
from callwright.understanding.resolution import MARKED

MASK = "·"
"""Stands in a text where a value has been taken out."""


def masked(text: str, start: int, end: int) -> str:
    """The text without what stands between two places."""
    return f"{text[:start]}{MASK * (end - start)}{text[end:]}"


def is_alternative(text: str, where: tuple[int, int], language: str) -> bool:
    """An "or" stands right beside the value: "50 or 60 pounds"."""
    voice = voice_of(get(language), region_of(language))
    if voice is None:
        return False
    letters, words = voice.language.letters, voice.spoken.speech.alternatives
    before = read(text[: where[0]], letters).tokens[-1:]
    behind = read(text[where[1] :], letters).tokens[:1]
    return not words.isdisjoint((*before, *behind))


def without_measures(text: str, language: str, now: datetime | None) -> str | None:
    """A text with dates, times, amounts and lengths of time taken out, so that they end a name: "James tomorrow".

    None where nobody can tell whether such a value belongs to a name: "Robert Friday".
    """
    voice = voice_of(get(language), region_of(language))
    if voice is None:
        return None
    for kind in MARKED if len(text.split()) > 1 else ():
        heard = hear(kind, text, language=language, now=now, among=True)
        if heard.where is None:
            continue
        start, end = heard.where
        said = read(text[:start], voice.language.letters)
        within = (
            said.tokens and not text[said.spans[-1][1] : start].strip() and said.tokens[-1] not in voice.language.light
        )
        alone = len(read(text[start:end], voice.language.letters).tokens) == 1
        if within and alone and text[start].isupper():
            return None
        text = masked(text, start, end)
    return text
