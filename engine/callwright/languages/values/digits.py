"""Digits as values: what ``Language.hear_digits`` hears, with what recognisers make of digits besides.

Laws
1. What is told are exactly the digits that were said, and as many as were wanted.
2. A word that only sounds like a digit is one only beside a digit: "four to", "one two for five".
3. Digits behind a "not" are not the value.
4. Who starts again means the last attempt, if it is whole; a single digit replaces the last one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from callwright.languages.values.checksums import CHECKSUMS
from callwright.languages.values.heard import Heard, Wanted
from callwright.languages.values.said import Said
from callwright.languages.values.voice import Voice

_BREAK = re.compile(r"[,.;:!?]")
CERTAIN = 3
"""So many digits are meant as a value whatever stands around them; "one moment" is not."""


def hear_digits(said: Said, voice: Voice, wanted: Wanted) -> Heard:
    """Digits without blanks."""
    parts = voice.parts(voice.calm(said.plain()))
    attempts = [digits_in(part.tokens, voice, wanted) for part, _ in parts]
    told = [attempt for attempt in attempts if attempt]
    if not told:
        return Heard(None, "There are no digits in these words.")
    last = told[-1]
    if isinstance(last, list):
        return Heard(None, f"These are several: {', '.join(last)}." if last[1:] else f"“{last[0]}” cannot be told.")
    part, restart = next(part for part, one in zip(reversed(parts), reversed(attempts), strict=True) if one)
    if is_denied(part, restart, voice):
        return Heard(None, f"{last} is denied.")
    before = [one for one in told[:-1] if isinstance(one, str)]
    exact = wanted.shortest == wanted.longest
    if before and len(last) == 1 < len(before[-1]):
        last = before[-1][:-1] + last
    elif before and not exact and len(before[-1]) != len(last):
        return Heard(None, f"First {before[-1]} and then {last}: nothing says what the second replaces.")
    if attempts[-1] is None and voice.took_back(said):
        return Heard(None, "The caller took it back.")
    return checked(last, wanted)


def is_denied(said: Said, restart: Sequence[str], voice: Voice) -> bool:
    """ "it is not the 4 7 1 1": only small words between, and no comma; also "no, not 4 7 1 1"."""
    language, frames = voice.language, voice.spoken.speech.frames
    small = language.light | frames.get("", frozenset()) | frames.get("digits", frozenset())
    small |= voice.spoken.phones.plus
    tokens = said.tokens
    if restart and restart[-1] in language.negations and restart[-1] not in language.no and _says(tokens[0], voice):
        return True
    for at, token in enumerate(tokens):
        if token not in language.negations:
            continue
        end = at + 1
        while end < len(tokens) and tokens[end] in small and not _says(tokens[end], voice):
            end += 1
        between = said.text[said.spans[at][1] : said.spans[end][0]] if end < len(tokens) else ","
        if not _BREAK.search(between) and _says(tokens[end], voice):
            return True
    return False


def checked(digits: str, wanted: Wanted) -> Heard:
    """Those digits, if they are as many as wanted and their checksum is right."""
    count = len(digits)
    if not wanted.shortest <= count <= wanted.longest:
        many = str(wanted.shortest) if wanted.shortest == wanted.longest else f"{wanted.shortest} to {wanted.longest}"
        return Heard(None, f"{digits} has {count} digits, and {many} are wanted.")
    if wanted.pattern and not re.fullmatch(wanted.pattern, digits):
        return Heard(None, f"{digits} does not fit the pattern {wanted.pattern}.")
    if wanted.checksum and not CHECKSUMS[wanted.checksum](digits):
        return Heard(None, f"{digits} does not fit its own check digit.")
    return Heard(digits, f"These are the digits {digits}.")


def digits_in(tokens: Sequence[str], voice: Voice, wanted: Wanted) -> str | list[str] | None:
    """The digits of one attempt; a list where it cannot be told which or what; None where there are none."""
    language = voice.language
    stretches = [
        (start, end, heard)
        for start, end in _stretches(tokens, voice, wanted)
        for heard in [_heard(tokens, start, end, voice)]
    ]
    found = [one for one in stretches if one[2] is not None]
    if len(found) < len(stretches):
        start, end, _ = next(one for one in stretches if one[2] is None)
        return [" ".join(tokens[start:end])]
    *before, last = found or [(0, 0, "")]
    if not last[2]:
        return None
    digits = last[2]
    if before and (len(digits) < CERTAIN or any(len(one[2] or "") != 1 for one in before)):
        return [one[2] or "" for one in found]
    beside = (*tokens[max(last[0] - 1, 0) : last[0]], *tokens[last[1] : last[1] + 1])
    if any(len(token) == 1 and token.isalpha() and token not in language.light for token in beside):
        return [" ".join(tokens[max(last[0] - 1, 0) : last[1] + 1])]  # a letter belongs to it
    if len(digits) >= CERTAIN:
        return digits
    around = (*tokens[: last[0]], *tokens[last[1] :])
    polite = {word for sequence in language.politeness for word in sequence}
    frames = voice.spoken.speech.frames
    kept = language.light | polite | frames.get("", frozenset()) | frames.get("digits", frozenset())
    return digits if kept.issuperset(around) else None


def _stretches(tokens: Sequence[str], voice: Voice, wanted: Wanted) -> list[tuple[int, int]]:
    """Where digits stand, each stretch as long as it can be, without the small words at its ends."""
    language, alike = voice.language, voice.spoken.phones.homophones
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(tokens):
        start = at
        while at < len(tokens) and (language.is_digit_word(tokens[at]) or tokens[at] in alike):
            at += 1
        if at == start:
            at += 1
            continue
        end = at
        whole = _heard(tokens, start, end, voice)
        if whole is not None and (_says(tokens[start], voice) or len(whole) == wanted.shortest == wanted.longest):
            found.append((start, end))
            continue
        if tokens[start] in alike and end > start + 1 and (start == 0 or language.is_digit_word(tokens[start])):
            found.append((start, start + 1))  # "to 4 6 8" alone may be 468 or 2468
            continue
        while end > start and not _says(tokens[end - 1], voice) and not _sounds(tokens, end - 1, start, voice):
            end -= 1
        while start < end and not _says(tokens[start], voice) and tokens[start] not in voice.repeaters:
            start += 1
        if start < end:
            found.append((start, end))
    return found


def _says(token: str, voice: Voice) -> bool:
    """A word that is a digit or number by itself, or ends one."""
    language = voice.language
    return language.hear_digits((token,)) is not None or voice.numbers.is_word(token)


def _sounds(tokens: Sequence[str], at: int, start: int, voice: Voice) -> bool:
    """A word that only sounds like a digit, behind a digit."""
    return tokens[at] in voice.spoken.phones.homophones and at > start and _says(tokens[at - 1], voice)


def _heard(tokens: Sequence[str], start: int, end: int, voice: Voice) -> str | None:
    alike = voice.spoken.phones.homophones
    if end == start + 1 and tokens[start] in alike:
        return None
    plain = voice.language.hear_digits(tokens[start:end])
    return plain or voice.language.hear_digits([alike.get(token, token) for token in tokens[start:end]])
