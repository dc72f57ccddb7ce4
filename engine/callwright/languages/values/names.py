"""Names of people as callers introduce themselves, told as they are written.

Laws
1. What is told was said, but for capitals: no name is looked up, none is mended.
2. Whoever says no name ("I'd rather not say", "what?") is asked again.
3. A common word ("too late", "the blue one") is part of no name; one that is a name as well ("Brown", "Klein")
   counts where a name is introduced, where it is written with a capital, or beside another part of a name.

Theory of operation: what stands around a name ("my name is ... speaking") is taken off at both ends, titles are
left out, and what remains must be at most six words, none of them a word that is never a name. A name that is
spelled after it has been said is not doubled; where both differ, the spelling counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from callwright.languages.plain_words import BESIDE, BOTH, COMMON
from callwright.languages.values.heard import Heard, Wanted
from callwright.languages.values.said import Said
from callwright.languages.values.spellings import spelled
from callwright.languages.values.voice import Voice

_LONGEST = 6
"""Words of a name."""
_SPELLED = 3
"""So many single letters behind a name spell it."""
NAMING = frozenset(
    "name names called surname heisse nachname vorname nom prenom appelle nombre apellido llamo nome cognome chiamo "
    "naam achternaam voornaam heet imie nazwisko nazywam".split()
)
"""Words of an introduction behind which a name follows, whatever else its words mean."""
_SPEAKING = frozenset("speaking calling apparat appareil aparato telefonie strony".split())
"""Words behind a name that say so too."""
_PLACES = frozenset("im am auf zu zum zur in aan op te".split())
"""Parts of names that mean a place or a time beside a common word: "im August"."""
_SHORT = 3
"""Letters of what may be a short form of a month, and is a name: "Jan"."""
_ARTICLES = frozenset("der die das den the el la il".split())


def hear_name(said: Said, voice: Voice, wanted: Wanted) -> Heard:
    """A name, with its capitals."""
    del wanted
    why = "There is no name in these words."
    if voice.took_back(said):
        return Heard(None, "The caller took it back.")
    for part in reversed(voice.attempts(_calm(said, voice))):
        if not part.tokens:
            continue
        name = _name(part, voice)
        return Heard(name, f"The name is {name}.") if name else Heard(None, why)
    return Heard(None, why)


def _calm(said: Said, voice: Voice) -> Said:
    """Without hesitation; an "em" beside a letter is one: "em ü el el e er"."""
    names, tokens = voice.spoken.letters.letters, said.tokens
    alike = voice.language.hesitations & names.keys()
    if alike.isdisjoint(tokens):
        return voice.calm(said)
    letters = [end - start == 1 or token in names for token, (start, end) in zip(tokens, said.spans, strict=True)]
    meant = {
        at
        for at, token in enumerate(tokens)
        if token in alike and any(letters[max(at - 1, 0) : at] + letters[at + 1 : at + 2])
    }
    if not meant:
        return voice.calm(said)
    return said.without(frozenset(at for at, token in enumerate(tokens) if token in voice.language.hesitations) - meant)


def _name(said: Said, voice: Voice) -> str:
    words = voice.spoken.names
    said, letters = _without_spelling(said, voice)
    tokens = said.tokens
    start, end = 0, len(tokens)
    small = words.titles | words.labels | voice.language.openers
    while (size := _opening(tokens, start, end, words.openers)) or (start < end and tokens[start] in small):
        start += size or 1
    while size := _closing(tokens, start, end, words.closers):
        end -= size
    around = {*tokens[:start], *tokens[end:]}
    introduced = not around.isdisjoint(NAMING | _SPEAKING | words.titles | words.labels)
    inner = {
        at + step
        for at in range(start + 1, end)
        if (size := _label(tokens, at, end, words.openers))
        for step in range(size)
    }
    left_out = words.titles | words.labels
    kept = [at for at in range(start, end) if at not in inner and tokens[at] not in left_out]
    if len(kept) >= 3 and tokens[kept[0]] == tokens[kept[-1]] and said.text[said.spans[kept[0]][1]] == ",":
        kept = kept[1:]  # "Bond, James Bond"
    known = [said.written(at, at + 1) for at in kept]
    if len(kept) > _LONGEST or not all(
        _may_be_name(tokens[at], word, voice) for at, word in zip(kept, known, strict=True)
    ):
        return ""
    if not introduced and not _stand_alone([tokens[at] for at in kept], known, tokens[:start], voice):
        return ""
    said_so = known and letters.casefold() in (known[-1].casefold(), tokens[kept[-1]])  # "Gómez G O M E Z"
    if letters and not said_so:
        known = [*known[:-1], letters.capitalize()]
    as_written = kept and not letters and kept[-1] - kept[0] == len(kept) - 1
    joined = said.written(kept[0], kept[-1] + 1) if as_written else " ".join(known)
    joined = " ".join(joined.replace(",", " ").split())
    shouted = all(word.isupper() for word in known)
    return _cased(joined, words.particles, plain=shouted or all(word.islower() for word in known))


def _may_be_name(token: str, written: str, voice: Voice) -> bool:
    """A small word is a name only where the recogniser gave it a capital: "Will", "May"."""
    words = voice.spoken.names
    if is_no_name(token, voice) or not token.isalpha() or voice.numbers.is_word(token):
        return False
    return token not in voice.language.light or token in words.particles or written[0].isupper()


def is_no_name(token: str, voice: Voice) -> bool:
    """A word that is part of no name, whatever stands around it."""
    return token in voice.spoken.names.never or token in _common(voice)


@lru_cache(maxsize=32)
def _common(voice: Voice) -> frozenset[str]:
    """The words that are part of no name."""
    names, tag = voice.spoken.names, voice.language.tag
    return COMMON.get(tag, frozenset()) - BOTH.get(tag, frozenset()) - names.particles - names.titles - names.labels


def _stand_alone(tokens: Sequence[str], written: Sequence[str], before: Sequence[str], voice: Voice) -> bool:
    """Without an introduction these words are a name: "Brown", "mary brown", but not "brown", "Friday", "der Kleine"."""
    dates, tag = voice.spoken.dates, voice.language.tag
    both = BOTH.get(tag, frozenset())
    months = {month for month in dates.months if len(month) > _SHORT}
    unsure = (months | dates.weekdays.keys()) - both | BESIDE.get(tag, frozenset())
    small = voice.language.light | voice.spoken.names.particles
    if not tokens or any(token not in both | unsure | small for token in tokens):
        return True
    if not (unsure | _PLACES).isdisjoint(tokens) or not _ARTICLES.isdisjoint(before[-1:]):
        return False
    named = [word[0].isupper() for token, word in zip(tokens, written, strict=True) if token in both]
    return any(named) or not both.intersection(tokens)


def _without_spelling(said: Said, voice: Voice) -> tuple[Said, str]:
    """The words before a spelling at the end, and what it spells."""
    tokens = said.tokens
    sizes = [end - start for start, end in said.spans]
    at, counts = len(tokens), voice.spoken.letters.counts
    while at > 0 and (sizes[at - 1] == 1 or tokens[at - 1] in voice.repeaters or tokens[at - 1] in counts):
        at -= 1
    if len(tokens) - at >= _SPELLED:
        letters = spelled(said.part(at, len(tokens)), voice, twice=True) or ""
        return said.part(0, at), letters if letters.isalpha() else ""
    if 1 in sizes and len(letters := spelled(said, voice, twice=True) or "") >= _SPELLED and letters.isalpha():
        return said.part(0, 0), letters
    return said, ""


def _opening(tokens: Sequence[str], start: int, end: int, sequences: tuple[tuple[str, ...], ...]) -> int:
    sizes = (
        len(one) for one in sequences if start + len(one) <= end and tuple(tokens[start : start + len(one)]) == one
    )
    return max(sizes, default=0)


def _closing(tokens: Sequence[str], start: int, end: int, sequences: tuple[tuple[str, ...], ...]) -> int:
    sizes = (len(one) for one in sequences if end - len(one) >= start and tuple(tokens[end - len(one) : end]) == one)
    return max(sizes, default=0)


def _label(tokens: Sequence[str], at: int, end: int, sequences: tuple[tuple[str, ...], ...]) -> int:
    """ "last name" in the middle: what opens a name with two words or more."""
    size = _opening(tokens, at, end, sequences)
    return size if size > 1 else 0


def _cased(name: str, particles: frozenset[str], *, plain: bool) -> str:
    """With capitals, where the recogniser wrote none."""
    if not plain:
        return name
    words = name.casefold().split(" ")
    return " ".join(
        word
        if place and word in particles and place < len(words) - 1
        else "-".join(part.capitalize() for part in word.split("-"))
        for place, word in enumerate(words)
    )
