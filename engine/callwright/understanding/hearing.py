"""Values of every type, heard and said: the one door to them.

Laws
1. ``hear(type, say(type, value))`` is ``value``.
2. What cannot be told is ``None``, never a guess; ``why`` says what stood in the way.
3. It never raises for anything that a caller may have said, and reads no clock: days are counted from ``now``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from callwright.languages import get
from callwright.languages.base import Language
from callwright.languages.values.checksums import CHECKSUMS
from callwright.languages.values.dates import hear_date
from callwright.languages.values.digits import hear_digits
from callwright.languages.values.durations import hear_duration
from callwright.languages.values.heard import Heard, Wanted
from callwright.languages.values.money import hear_money
from callwright.languages.values.names import hear_name
from callwright.languages.values.number import hear_number
from callwright.languages.values.phones import hear_phone, without_trunk
from callwright.languages.values.said import Said, read
from callwright.languages.values.saying import say_value
from callwright.languages.values.spellings import hear_iban, hear_spelling
from callwright.languages.values.times import hear_time
from callwright.languages.values.voice import Voice, voice_of
from callwright.understanding.answer import hear_yes_no
from callwright.understanding.matcher import Lexicon, Verdict
from callwright.understanding.normalise import normalise
from callwright.understanding.ordinal import hear_choice as hear_place
from callwright.understanding.phrases import Phrase, parse

_COUNTED = frozenset({"digits", "spelling", "phone"})
Hearing = Callable[[Said, Voice, Wanted], Heard]


def hear(
    type: str,
    words: str,
    *,
    language: str = "en-US",
    now: datetime | None = None,
    length: int | tuple[int, int] | None = None,
    min: Any = None,
    max: Any = None,
    pattern: str = "",
    options: Mapping[str, Sequence[str]] | Sequence[str] = (),
    past: bool = False,
    future: bool = False,
    currency: str = "",
    checksum: str = "",
    among: bool = False,
) -> Heard:
    """The value that these words say, as a recogniser wrote them, to a question that asks for one of this type.

    ``value`` is as JSON has it, ``None`` where it has to be asked back. ``length`` is how many digits or letters
    there are, or the fewest and the most; ``min`` and ``max`` are written as values are. ``checksum`` is luhn, mod11 or
    iban; an IBAN is heard as a spelling. ``options`` are names, each with its phrases. ``among``: values of other types
    may stand in the same words (``several``). Days that are counted from today need ``now``, the local time of the
    call. Raises ``ValueError`` for a type or checksum that there is not, never for what was said.
    """
    hearing = TYPES.get(type)
    if hearing is None:
        raise ValueError(f"There is no type “{type}”; there are: {', '.join(TYPES)}.")
    spoken = get(language)
    voice = voice_of(spoken, region_of(language))
    if voice is None:
        return Heard(None, f"Values are not heard in {spoken.name}.")
    wanted = wanted_of(
        type,
        language=language,
        now=now,
        length=length,
        min=min,
        max=max,
        pattern=pattern,
        options=options,
        past=past,
        future=future,
        currency=currency,
        checksum=checksum,
        among=among,
    )
    text = without_trunk(words) if type == "phone" else words
    if checksum == "iban" and type in ("digits", "spelling"):
        return hear_iban(read(text, spoken.letters), voice, wanted)
    return hearing(read(text, spoken.letters), voice, wanted)


def wanted_of(
    type: str,
    *,
    language: str = "en-US",
    now: datetime | None = None,
    length: int | tuple[int, int] | None = None,
    min: Any = None,
    max: Any = None,
    pattern: str = "",
    options: Mapping[str, Sequence[str]] | Sequence[str] = (),
    past: bool = False,
    future: bool = False,
    currency: str = "",
    checksum: str = "",
    among: bool = False,
) -> Wanted:
    """What a question asks for, by the options of ``hear``. Raises ``ValueError`` for a checksum that there is not."""
    if checksum not in ("", *CHECKSUMS):
        raise ValueError(f"There is no checksum “{checksum}”; there are: {', '.join(CHECKSUMS)}.")
    if type in _COUNTED:  # of digits and letters the limits are how many there are
        length = length or (min or 1, max or 64)
        min = max = None
    shortest, longest = length if isinstance(length, tuple) else (length or 1, length or 64)
    named = options if isinstance(options, Mapping) else {name: (name,) for name in options}
    return Wanted(
        region_of(language),
        now,
        shortest,
        longest,
        min,
        max,
        past,
        future,
        currency.upper(),
        checksum,
        pattern,
        named,
        among,
    )


def say(type: str, value: Any, *, language: str = "en-US") -> str:
    """How a person would say this value, for a voice to read. Raises ``ValueError`` where it is none of the type."""
    if type not in TYPES:
        raise ValueError(f"There is no type “{type}”; there are: {', '.join(TYPES)}.")
    return say_value(type, value, get(language), region_of(language))


def region_of(tag: str) -> str:
    """The region of a BCP-47 tag, in capitals: "GB" of "en-GB"; empty if it names none."""
    parts = tag.strip().replace("_", "-").split("-")[1:]
    return next((part.upper() for part in parts if len(part) == 2 and part.isalpha()), "")


def hear_answer(said: Said, voice: Voice, wanted: Wanted) -> Heard:
    """Yes or no, as true or false."""
    del wanted
    answer = hear_yes_no(normalise(said.text, voice.language), voice.language)
    if answer is None:
        return Heard(None, "That is neither yes nor no.")
    tokens = voice.calm(said).tokens
    asked = said.text.rstrip().endswith("?") and len(tokens) > 1
    if answer and asked and voice.language.negations.isdisjoint(tokens):
        return Heard(None, "The caller asks that.")
    return Heard(answer, "That is a yes." if answer else "That is a no.")


def hear_choice(said: Said, voice: Voice, wanted: Wanted) -> Heard:
    """The name of one of the options, by one of its phrases or by its place: "the second one"."""
    lexicon = _lexicon(voice.language, tuple((name, tuple(phrases)) for name, phrases in wanted.options.items()))
    names = list(wanted.options)
    if voice.took_back(said):
        return Heard(None, "The caller took it back.")
    attempts = voice.attempts(said)
    for part in (*reversed(attempts[1:]), said):
        words = normalise(part.written(0, len(part.tokens)), voice.language)
        match = lexicon.match(words, frozenset(names))
        if match.verdict is Verdict.CLEAR:
            best = match.candidates[0]
            return Heard(best.intent, f"“{best.phrase}” means {best.intent}.")
        place = None if wanted.among else hear_place(words, voice.language, len(names))
        if place is not None and match.verdict is Verdict.NONE:
            return Heard(names[place - 1], f"Number {place} of the options is {names[place - 1]}.")
        if match.verdict is Verdict.CLOSE:
            return Heard(None, f"It may be {' or '.join(one.intent for one in match.candidates)}.")
    return Heard(None, f"None of the options was said; there are: {', '.join(names)}.")


@lru_cache(maxsize=256)
def _lexicon(language: Language, options: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    parsed = {name: [parse(phrase) for phrase in phrases] for name, phrases in options}
    return Lexicon.build(
        {name: [one for one in phrases if isinstance(one, Phrase)] for name, phrases in parsed.items()}, language
    )


def hear_text(said: Said, voice: Voice, wanted: Wanted) -> Heard:
    """The words as they came."""
    text = " ".join(said.text.split())
    if not voice.calm(said).tokens:
        return Heard(None, "Nothing was said but hesitation.")
    if wanted.pattern and not re.fullmatch(wanted.pattern, text):
        return Heard(None, f"“{text}” does not fit the pattern {wanted.pattern}.")
    return Heard(text, "These are the words as they came.")


TYPES: Mapping[str, Hearing] = MappingProxyType(
    {
        "yes_no": hear_answer,
        "digits": hear_digits,
        "number": hear_number,
        "money": hear_money,
        "date": hear_date,
        "time": hear_time,
        "duration": hear_duration,
        "phone": hear_phone,
        "name": hear_name,
        "spelling": hear_spelling,
        "choice": hear_choice,
        "text": hear_text,
    }
)
"""Every type of value, and how it is heard."""
