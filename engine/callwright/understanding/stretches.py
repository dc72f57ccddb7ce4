"""Where digits stand in a text: "customer 123456, you can reach me at 212 555 0123".

Law: a stretch begins and ends with a digit, and no word that says none stands within it.
"""

from __future__ import annotations

from callwright.languages.values.said import Said, read
from callwright.languages.values.voice import Voice
from callwright.understanding.beside import MASK


def stretches(text: str, voice: Voice) -> list[tuple[int, int]]:
    """Where digits stand in a text, each stretch as long as it can be."""
    language, phones = voice.language, voice.spoken.phones
    said = voice.calm(read(text, language.letters).plain())
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(said.tokens):
        start = at
        while at < len(said.tokens) and _is_digit(said, at, start, voice):
            at += 1
        end = at
        while end > start and not _says_digit(said.tokens[end - 1], voice):
            end -= 1
        while start < end and not (_says_digit(said.tokens[start], voice) or said.tokens[start] in phones.plus):
            start += 1
        if start < end:
            found.append(said.where(start, end))
        at = max(at, start + 1)
    return found


def _is_digit(said: Said, at: int, start: int, voice: Voice) -> bool:
    token = said.tokens[at]
    if at > start and MASK in said.text[said.spans[at - 1][1] : said.spans[at][0]]:
        return False
    return voice.language.is_digit_word(token) or token in voice.spoken.phones.plus


def _says_digit(token: str, voice: Voice) -> bool:
    return voice.language.hear_digits((token,)) is not None or token in voice.repeaters
