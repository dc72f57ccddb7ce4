"""Every number that a run of words may be, digit by digit.

Laws
1. The number that was meant is among ``all_readings``, whoever speaks and wherever they paused.
2. ``usual_readings`` are a part of them: what people mean by words that are said in one breath ("twenty three" is 23).
3. Work is bounded, whatever was said: a run that may be too many numbers is none.

Theory of operation: the language's own reading of digits is asked for every short run of words, whole numbers with
hundreds are read besides, and what they say is put together in every way.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from callwright.languages.values.voice import Voice

_MOST = 256
"""So many readings are looked at; words that may be more numbers than that tell none."""
_LONGEST_RUN = 8
"""Words of one number within a longer one: "four hundred and twelve thousand three hundred five"."""


def usual_readings(tokens: Sequence[str], voice: Voice) -> frozenset[str]:
    """What these words mean, said in one breath. Several where "eight hundred five" is 8005 or 805."""
    found: set[str] = set()
    for run in _trimmed(tokens, voice):
        heard = _heard(run, voice)
        found |= {heard} if heard is not None else all_readings(run, voice)
    return frozenset(found)


def all_readings(tokens: Sequence[str], voice: Voice) -> frozenset[str]:
    """Everything that these words can mean: "twenty three" is 23 and 203. Empty where they are no digits."""
    count = len(tokens)
    until: list[set[str]] = [{""}, *(set[str]() for _ in range(count))]
    for start in range(count):
        if not until[start]:
            continue
        at_end = start in (0, count - 1) and count > 1
        if (count > 1 and is_glue(tokens[start], voice)) or (at_end and _is_doubtful(tokens[start], voice)):
            until[start + 1] |= until[start]
        for end, digits in _atoms(tokens, start, voice):
            until[end] |= {before + digits for before in until[start]}
            if len(until[end]) > _MOST:
                return frozenset()
    return frozenset(until[count] - {""})


def hangs(tokens: Sequence[str], voice: Voice) -> int:
    """How many words at the end are digits only with what follows them: 1 of "12 double", 2 of "vier drei und".

    0 where nothing is missing.
    """
    if usual_readings(tokens, voice):
        return 0
    for count in range(1, min(3, len(tokens)) + 1):
        end = len(tokens) - count
        if not is_piece(tokens[end], voice) and not is_fragment(tokens[end], voice):
            break
        if end == 0 or usual_readings(tokens[:end], voice):
            return count
    return 0


@lru_cache(maxsize=4096)
def goes_on(token: str, voice: Voice) -> bool:
    """A word whose zeros the next word may fill: "twenty" (three), "soixante" (et onze), "hundred" (and five)."""
    numbers = voice.spoken.numbers
    if token.isdigit():
        return False
    if token in numbers.scales or voice.numbers.opens_units(token):
        return True
    value = max((value for end, value in voice.numbers.cardinal((token,), 0) if end == 1), default=0)
    opens_sequence = any(sequence[0] == token for sequence in numbers.sequences)
    return value >= 20 and value % (10 if opens_sequence else 100) == 0


def is_piece(token: str, voice: Voice) -> bool:
    """Can this word stand inside spoken digits, or sound like one?"""
    return (
        voice.language.is_digit_word(token)
        or token in voice.spoken.phones.homophones
        or token in voice.spoken.numbers.scales
        or voice.numbers.is_word(token)
    )


def says_digits(token: str, voice: Voice) -> bool:
    """Is this word a number by itself, or the beginning or end of one, and no "and" of the sentence around it?"""
    return is_piece(token, voice) and not is_glue(token, voice)


def glued(left: str, right: str, voice: Voice) -> str:
    """ "drei" and "undzwanzig" as the one word that was cut; empty where they are two words, or none."""
    if not is_fragment(left, voice) and not is_fragment(right, voice):
        return ""
    word = left + right
    return word if voice.language.hear_digits((word,)) is not None else ""


def is_fragment(token: str, voice: Voice) -> bool:
    """A word that was cut: "dreiund" or "undzwanzig"."""
    link, hear = voice.spoken.numbers.unit_link, voice.language.hear_digits
    if not link or token == link:
        return False
    head, tail = token.removesuffix(link), token.removeprefix(link)
    return (head != token and hear((head,)) is not None) or (tail != token and hear((tail,)) is not None)


def _trimmed(tokens: Sequence[str], voice: Voice) -> list[Sequence[str]]:
    """The words without the "and" at their ends; with and without a small word that sounds like a digit there."""
    start, end = 0, len(tokens)
    if _heard(tokens, voice) is None:
        while start < end and is_glue(tokens[start], voice):
            start += 1
        while end > start and is_glue(tokens[end - 1], voice):
            end -= 1
    runs = [tokens[start:end]]
    if end - start > 1 and voice.language.hear_digits(runs[0]) is None:
        runs += [tokens[start + 1 : end]] if _is_doubtful(tokens[start], voice) else []
        runs += [tokens[start : end - 1]] if _is_doubtful(tokens[end - 1], voice) else []
    return [run for run in runs if run]


@lru_cache(maxsize=4096)
def is_glue(token: str, voice: Voice) -> bool:
    """ "and" or "dash": between digits it adds none."""
    return voice.language.hear_digits(("5", token, "5")) == "55"


def _is_doubtful(token: str, voice: Voice) -> bool:
    """ "for" or "ein": a digit, or a small word of the sentence."""
    language = voice.language
    return (
        token in voice.spoken.phones.homophones and token in language.light and language.hear_digits((token,)) is None
    )


def _heard(tokens: Sequence[str], voice: Voice) -> str | None:
    """What the language itself hears, homophones put in where it hears nothing else."""
    hear, alike = voice.language.hear_digits, voice.spoken.phones.homophones
    heard = hear(tokens)
    return heard if heard is not None or alike.keys().isdisjoint(tokens) else hear([alike.get(t, t) for t in tokens])


def _atoms(tokens: Sequence[str], start: int, voice: Voice) -> list[tuple[int, str]]:
    """What begins here, each with the place behind it."""
    found: dict[tuple[int, str], None] = {}
    for end in range(start + 1, min(start + _LONGEST_RUN, len(tokens)) + 1):
        if not is_piece(tokens[end - 1], voice):
            break
        if end == start + 1 and tokens[start].isdigit():
            found[end, tokens[start]] = None
        elif (heard := _heard(tokens[start:end], voice)) is not None:
            found[end, heard] = None
    scales = voice.spoken.numbers.scales
    if not tokens[start].startswith("0") and not (start and tokens[start] in scales):
        for end, value in voice.numbers.cardinal(tokens, start):
            if end > start + 1 and any(not token.isdigit() for token in tokens[start:end]):
                found[end, str(value)] = None
    return list(found)
