"""How a caller mends an earlier value: "no, James", "no, the fourteenth", "the last two are 4 7".

Laws
1. A value that is told is one that ``hear`` could have told: it keeps every option of its question.
2. A part that is mended leaves the other parts as they were.
3. What fits in two places, or may be a part as well as a whole, is asked back.

Theory of operation: what takes the earlier value back ("no", "I meant") is put away. Sayings that name a part are tried
first (``mends``), then each type has its own way to put a part beside the rest: a day without a month keeps month and
year, a time keeps its half of the day, an amount its currency. What is left is a new value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from callwright.languages import get
from callwright.languages.base import Language
from callwright.languages.values.grammar import phrase_slot
from callwright.languages.values.heard import Heard
from callwright.languages.values.said import Said, read
from callwright.languages.values.voice import Voice, voice_of
from callwright.understanding.hearing import hear
from callwright.understanding.mends import Mend, mended, mends_in
from callwright.understanding.moments import mended_date, mended_duration, mended_time
from callwright.understanding.normalise import normalise
from callwright.understanding.rows import ROWS, Row

Hear = Callable[[str], Heard]
"""Words -> the value."""
_ALIKE = 0.6
"""Names that have so much in common are the same, once misheard."""


def corrected(
    type: str, before: Any, words: str, *, language: str = "en-US", now: datetime | None = None, **options: Any
) -> Heard:
    """What the value ``before`` becomes by what the caller said, possibly behind a "no,".

    ``before`` is as ``hear`` told it, the options are those of ``hear``; ``None`` where it has to be asked back. Raises
    ``ValueError`` for a type that there is not.
    """
    spoken = get(language)
    voice = voice_of(spoken)
    text = opens_correction(words, language) or words
    if voice is None or before is None:
        return hear(type, text, language=language, now=now, **options)
    said = read(text, spoken.letters)
    mends = mends_in(said, voice)
    if type in ROWS:
        anew = hear(type, text, language=language, now=now, **options)
        return _row(Row(type, language, now, options), before, mends, anew)
    part = _part(type, before, voice, language, now, options)
    swapped = _swapped([mend for mend in mends if mend.kind == "swap"], before, part)
    heard = swapped if swapped is not None else part(text)
    return Heard(heard.value, heard.why)


def opens_correction(words: str, language: str) -> str | None:
    """The words behind a beginning that takes something back ("no, sorry, I meant").

    "Not four but five" is told whole. None where there is no such beginning, or nothing of weight follows it.
    """
    spoken = get(language)
    voice = voice_of(spoken)
    said = read(words, spoken.letters)
    openers = _openers(spoken, voice)
    at, opened = 0, False
    while at < len(said.tokens):
        size = max((len(one) for one in openers.get(said.tokens[at], ()) if _stands(said, at, one)), default=0)
        if not size and said.tokens[at] not in spoken.hesitations and said.tokens[at] not in spoken.openers:
            break
        opened = opened or size > 0
        at += size or 1
    rest = said.part(at, len(said.tokens))
    if not opened:
        is_swap = bool(rest.tokens) and rest.tokens[0] in spoken.negations
        opened = is_swap and voice is not None and any(mend.kind == "swap" for mend in mends_in(rest, voice))
    return words[rest.spans[0][0] :].strip() if opened and _has_weight(rest, spoken, voice) else None


def _openers(language: Language, voice: Voice | None) -> Mapping[str, list[tuple[str, ...]]]:
    """What takes something back, by its first word."""
    found = _by_language.get(language)
    if found is None:
        single = [normalise(no, language).tokens for no in language.no if "(" not in no]
        sequences: set[tuple[str, ...]] = {one for one in single if len(one) == 1}
        sequences.update((word,) for word in language.bare_negations)
        if voice is not None:
            sequences.update(one for one in voice.spoken.speech.restarts if not voice.negates(one))
            sequences.update(voice.spoken.mends.openers)
        found = _by_language[language] = {}
        for one in sequences:
            if one:
                found.setdefault(one[0], []).append(one)
    return found


_by_language: dict[Language, dict[str, list[tuple[str, ...]]]] = {}


def _stands(said: Said, at: int, sequence: tuple[str, ...]) -> bool:
    return said.tokens[at : at + len(sequence)] == sequence


def _has_weight(said: Said, language: Language, voice: Voice | None) -> bool:
    """More is said than small and polite words."""
    core = normalise(said.written(0, len(said.tokens)), language).core
    dates = voice.spoken.dates if voice is not None else None
    named = {*dates.months, *dates.weekdays} if dates else set()
    return any(word not in language.light or language.is_digit_word(word) or word in named for word in core)


def _row(row: Row, before: Any, mends: list[Mend], anew: Heard) -> Heard:
    old = row.row_of(before)
    if mends:
        every = mended(old, mends, row.read)
        told = {heard.value: heard for one in every if (heard := row.told(one)).value is not None}
        if len(told) == 1 and (len(every) == 1 or row.wanted.checksum):
            return next(iter(told.values()))
        if every:
            why = f"It may become {' or '.join(sorted(map(str, told)))}." if told else row.told(min(every)).why
            return Heard(None, why)
    if anew.value is None or row.type == "phone" or row.is_exact or row.wanted.checksum:
        return anew
    if len(str(anew.value)) == len(old):
        return anew
    return Heard(None, f"First {old} and then {anew.value}: nothing says what the second replaces.")


def _part(type: str, before: Any, voice: Voice, language: str, now: datetime | None, options: dict[str, Any]) -> Hear:
    """What words make of the value before, by its type."""

    def anew(text: str, **more: Any) -> Heard:
        return hear(type, text, language=language, now=now, **{**options, **more})

    parts: Mapping[str, Hear] = {
        "date": lambda text: mended_date(before, text, voice, anew, now, language),
        "time": lambda text: mended_time(before, text, voice, anew),
        "duration": lambda text: mended_duration(before, text, anew, language),
        "money": lambda text: _money(before, text, anew),
        "name": lambda text: _name(before, text, voice, anew),
        "choice": lambda text: _choice(before, text, voice, anew, options.get("options", ())),
    }
    return parts.get(type, anew)


def _money(before: Any, text: str, anew: Callable[..., Heard]) -> Heard:
    """An amount keeps its currency, a currency its amount; cents alone may be meant beside the rest."""
    heard = anew(text, currency=before["currency"])
    if heard.value is None:
        same = anew(f"{before['amount']} {text}")
        return same if same.value is not None and same.value["amount"] == before["amount"] else heard
    if 0 < heard.value["amount"] < 1 <= before["amount"]:
        return Heard(None, f"{heard.why} It may replace the whole amount, or what stands behind its point.")
    return heard


def _name(before: Any, text: str, voice: Voice, anew: Callable[..., Heard]) -> Heard:
    """A first or last name leaves the other one as it was, and so does one that was misheard: "no, Smith"."""
    names = str(before).split()
    for patterns, kept in (("first_name", names[1:]), ("last_name", names[:-1])):
        behind = _behind(patterns, text, voice)
        heard = anew(behind) if behind and len(names) > 1 else Heard(None, "")
        if heard.value is not None:
            if len(names) > 2 or " " in heard.value:
                return Heard(None, f"Nothing says which part of {before} {heard.value} replaces.")
            joined = " ".join([heard.value, *kept] if patterns == "first_name" else [*kept, heard.value])
            return Heard(joined, f"The name is {joined}.")
    heard = anew(text)
    if heard.value is not None and len(names) > 1 and " " not in heard.value and heard.value not in names:
        misheard = [at for at, name in enumerate(names) if _sounds_like(name, heard.value)]
        if len(misheard) == 1:
            joined = " ".join([*names[: misheard[0]], heard.value, *names[misheard[0] + 1 :]])
            return Heard(joined, f"The name is {joined}.")
    return heard


def _sounds_like(name: str, other: str) -> bool:
    """ "Smyth" and "Smith": one was heard for the other."""
    return SequenceMatcher(None, name.casefold(), other.casefold()).ratio() >= _ALIKE


def _choice(before: Any, text: str, voice: Voice, anew: Callable[..., Heard], options: Iterable[str]) -> Heard:
    """ "The other one" of two."""
    heard = anew(text)
    others = [name for name in options if name != before]
    if heard.value is None and len(others) == 1 and _behind("other", text, voice) is not None:
        return Heard(others[0], f"Besides {before} there is only {others[0]}.")
    return heard


def _behind(patterns: str, text: str, voice: Voice) -> str | None:
    """The text behind the first of the patterns of that name; None where none stands in it."""
    table: frozenset[str] = getattr(voice.spoken.mends, patterns)
    slot = voice.slot(patterns, lambda: phrase_slot(dict.fromkeys(table)))
    said = read(text, voice.language.letters)
    for at in range(len(said.tokens)):
        if ends := [end for end, _ in slot(said.tokens, at)]:
            return said.written(max(ends), len(said.tokens))
    return None


def _swapped(swaps: list[Mend], before: Any, part: Hear) -> Heard | None:
    """ "Not at three, at four", where the old words say what the value is; None where no such swap was said."""
    told: dict[str, Heard] = {}
    for mend in swaps:
        if mend.old is None:
            continue
        old, new = (one.written(0, len(one.tokens)) for one in (mend.old, mend.told))
        heard, gone = part(new), part(old).value
        if heard.value is None or gone is None:
            continue
        if gone == before:
            told[repr(heard.value)] = heard
        elif isinstance(before, str) and gone in before.split():  # one of several names
            name = " ".join(heard.value if word == gone else word for word in before.split())
            told[name] = Heard(name, f"The name is {name}.")
    return next(iter(told.values())) if len(told) == 1 else None
