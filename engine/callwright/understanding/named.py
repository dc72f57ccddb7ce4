"""A name among other words: "my name is Anna Meyer and I need a table".

Laws
1. A name is told only where it is introduced, or where words begin with it; where it ends has to be plain.
2. Two names beside each other ("James or Mary") are none.

Theory of operation: the words of an introduction are those of ``NameWords.openers`` that speak of a name. A name
goes on as long as its words are written with a capital; where the recogniser wrote none, up to a small word of the
language. What is found so is heard by ``hear`` as any other name is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from callwright.languages import get
from callwright.languages.values.heard import Heard
from callwright.languages.values.names import NAMING, is_no_name
from callwright.languages.values.said import Said, read
from callwright.languages.values.voice import Voice, voice_of
from callwright.understanding.beside import MASK
from callwright.understanding.hearing import hear, region_of

_SPEAKING = frozenset({("this", "is"), ("i", "am"), ("im",), ("hier", "spricht"), ("hier", "ist")})
"""They introduce a name of two words, or one with a title."""
_LONGEST = 3
"""Words of a name that is written without capitals."""
_ENDS = frozenset(",.;:!?") | {MASK}


def introduced(text: str, language: str) -> tuple[Heard, int] | None:
    """The name that these words introduce, with its place, and where its introduction begins; None for none."""
    voice = voice_of(get(language), region_of(language))
    if voice is None:
        return None
    said = read(text, voice.language.letters)
    told: list[tuple[Heard, int]] = []
    for begin, at, weak in _introductions(said, voice):
        heard = leading_name(text, at, language, voice, begin)
        words = len((heard.value or "").split())
        titled = read(text[at:], {}).tokens[:1]
        if heard.value is not None and (not weak or words > 1 or (titled and titled[0] in voice.spoken.names.titles)):
            told.append((heard, begin))
    return told[0] if told and all(one.value == told[0][0].value for one, _ in told) else None


def leading_name(text: str, at: int, language: str, voice: Voice | None = None, begin: int | None = None) -> Heard:
    """The name with which the text begins at ``at``; ``where`` is its place, ``begin`` that of its introduction."""
    voice = voice or voice_of(get(language), region_of(language))
    nothing = Heard(None, "There is no name here.")
    if voice is None:
        return nothing
    said = read(text[at:], voice.language.letters)
    end = _end_of_name(said, voice)
    if end == 0:
        return nothing
    start, stop = said.where(0, end)
    heard = hear("name", text[at + start : at + stop], language=language)
    if heard.value is None and begin is not None:
        heard = hear("name", text[begin : at + stop], language=language)
    return Heard(heard.value, heard.why, (at + start, at + stop))


def _introductions(said: Said, voice: Voice) -> Iterator[tuple[int, int, bool]]:
    """Where in the text an introduction begins, and the name behind it, and whether it has to prove itself."""
    tokens = said.tokens
    taken = 0
    for at in range(len(tokens)):
        for opener in _openers(voice):
            end = at + len(opener)
            if at >= taken and end < len(tokens) and tokens[at:end] == opener:
                taken = end
                yield said.spans[at][0], said.spans[end][0], opener in _SPEAKING
                break


@lru_cache(maxsize=32)
def _openers(voice: Voice) -> tuple[tuple[str, ...], ...]:
    openers = {one for one in voice.spoken.names.openers if not NAMING.isdisjoint(one)} | _SPEAKING
    under = {("name", "of"), ("the", "name", "of"), ("under", "the", "name", "of"), ("auf", "den", "namen"), ("name",)}
    return tuple(sorted(openers | under, key=len, reverse=True))


def _end_of_name(said: Said, voice: Voice) -> int:
    """The place behind the last word of the name that stands first; 0 where it cannot be told."""
    words, language = voice.spoken.names, voice.language
    capital: bool | None = None
    count = end = 0
    for at, token in enumerate(said.tokens):
        start, stop = said.spans[at]
        if token in words.titles:
            if count:
                return end
            continue
        between = said.text[said.spans[at - 1][1] : start] if at else ""
        if count and not _ENDS.isdisjoint(between):
            return end
        written = said.text[start:stop]
        is_capital = written[0].isupper()
        if token in words.particles and not is_capital:
            continue
        if not count and len(token) == 1:
            return 0
        is_letter = len(token) == 1 and count > 0 and token.isalpha() and is_capital
        if not token.isalpha() or (token in language.light and not is_capital and "-" not in between):
            return _plain_end(said, at, end, voice)
        if token in language.negations or is_no_name(token, voice):
            return _plain_end(said, at, end, voice)
        if capital is None:
            capital = is_capital
        if capital and not is_capital and "-" not in between:
            return end
        count += not is_letter
        if not capital and count > _LONGEST:
            return 0
        end = at + 1
    return end


def _plain_end(said: Said, at: int, end: int, voice: Voice) -> int:
    """The name ends here, unless another one stands behind an "or" or "and"."""
    token, language = said.tokens[at], voice.language
    speech = voice.spoken.speech
    if token in speech.alternatives or token in language.negations or (token,) in speech.restarts:
        return 0
    if token in voice.spoken.durations.links and at + 1 < len(said.tokens):
        following = said.tokens[at + 1]
        if following not in language.light and following not in voice.spoken.names.never:
            return 0
    return end
