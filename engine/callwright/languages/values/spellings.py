"""Letters and digits as callers spell them: "W for Whiskey 7 double L", told in capitals without blanks.

Laws
1. Every word of what is told was a letter, a digit, or a word that names one.
2. A word behind "for" or "as in" begins with its letter, or nothing is told.
3. Nothing is read out of whole words: "smith" is no spelling, "S M I T H" is one.

Theory of operation: one pass finds the longest items from left to right (a letter with its word, a repeated
letter, a run of digits, a word of a spelling alphabet). The items must stand together; around them only small
words may stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from callwright.languages.values.checksums import CHECKSUMS, is_iban_country
from callwright.languages.values.grammar import Slot, phrase_slot
from callwright.languages.values.heard import Heard, Wanted
from callwright.languages.values.said import Said, read
from callwright.languages.values.voice import Voice

_MISSED = "?"
_PROVING = 2
"""Small words that sound like letters spell something only where there are more of them: "you are"."""
_BANK = 4
"""Letters of a bank in an account number."""
_IN_ONE = 3
"""Letters that may be written together beside a digit: "sw1a"."""


@dataclass(frozen=True, slots=True)
class _Item:
    end: int
    told: str
    """Letters and digits; "" for a word that adds nothing."""
    sounds: bool = False
    """Only a word that sounds like a letter."""


def hear_spelling(said: Said, voice: Voice, wanted: Wanted) -> Heard:
    """Letters and digits, in capitals."""
    heard = _hear(said, voice, wanted)
    if voice.spoken.letters.counts.keys().isdisjoint(said.tokens):
        return heard
    doubled = _hear(said, voice, wanted, twice=True)
    if heard.value is None or doubled.value in (None, heard.value):
        return doubled if heard.value is None else heard
    return Heard(None, f"It may be {heard.value} or {doubled.value}.")


def _hear(said: Said, voice: Voice, wanted: Wanted, *, twice: bool = False) -> Heard:
    why = "Nothing is spelled in these words."
    calm = without_hesitation(said, voice)
    attempts = [told for part in voice.attempts(calm) if (told := spelled(part, voice, twice=twice)) is not None]
    if attempts:
        told = attempts[-1]
        if len(told) == 1 and len(attempts) > 1:
            told = attempts[-2][:-1] + told  # a single letter mends the last one
        elif len(attempts) > 1 and len(told) < len(attempts[-2]) and wanted.shortest != wanted.longest:
            return Heard(None, f"First {attempts[-2]} and then {told}: nothing says what the second replaces.")
        if _MISSED in told:
            return Heard(None, "A letter and the word that explains it do not fit.")
        return Heard(None, "The caller took it back.") if voice.took_back(said) else checked(told, wanted)
    joined = "".join(calm.tokens).upper()
    if wanted.pattern and re.fullmatch(wanted.pattern, joined):
        return checked(joined, wanted)
    return Heard(None, why)


def hear_iban(said: Said, voice: Voice, wanted: Wanted) -> Heard:
    """An account number. Its letters may be written as words: "my iban is nl 91 abna 0417 1643 00"."""
    heard = hear_spelling(said, voice, wanted)
    apart = letters_apart(said, voice)
    if heard.value is not None or not apart:
        return heard
    again = hear_spelling(read(apart, voice.language.letters), voice, wanted)
    return again if again.value is not None else heard


def letters_apart(said: Said, voice: Voice) -> str:
    """The text from its country on, with blanks between the letters of country and bank; empty if there is none."""
    plain = re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", " ", said.text)
    tokens = read(plain, voice.language.letters)
    kept: list[str] = []
    for at, token in enumerate(tokens.tokens):
        following = tokens.tokens[at + 1] if at + 1 < len(tokens.tokens) else ""
        opens_digits = following[:1].isdigit() or (following != "" and voice.language.is_digit_word(following))
        is_country = not kept and opens_digits and is_iban_country(token.upper())
        is_bank = len(kept) > 1 and len(token) == _BANK and token.isalpha() and not voice.language.is_digit_word(token)
        if is_country or is_bank:
            kept.append(" ".join(token.upper()))
        elif kept:
            kept.append(tokens.written(at, at + 1))
    return " ".join(kept)


def checked(told: str, wanted: Wanted) -> Heard:
    """Those letters and digits, if they are as many as wanted and fit their pattern and checksum."""
    shapes = [told]
    if wanted.pattern and not re.fullmatch(wanted.pattern, told):
        # Whoever says "oh" may mean the letter or the digit; the pattern knows.
        shapes = [
            shape for shape in (told.replace("0", "O"), told.replace("O", "0")) if re.fullmatch(wanted.pattern, shape)
        ]
        if len(set(shapes)) != 1:
            return Heard(None, f"{told} does not fit the pattern {wanted.pattern}.")
    told = shapes[0]
    if wanted.checksum == "iban" and told[2:].isalnum():
        told = told[:2] + told[2:4].replace("O", "0") + told[4:]
    if not wanted.shortest <= len(told) <= wanted.longest:
        return Heard(None, f"{told} has {len(told)} letters and digits, and that is not how many are wanted.")
    if wanted.checksum and not CHECKSUMS[wanted.checksum](told):
        return Heard(None, f"{told} does not fit its own check digits.")
    return Heard(told, f"This spells {told}.")


def spelled(said: Said, voice: Voice, *, twice: bool = False) -> str | None:
    """What one attempt spells; None if it spells nothing. ``twice``: "deux l" is LL, as in names."""
    tokens = said.tokens
    begin, told, at = 0, list[_Item](), 0
    runs: list[tuple[int, int, list[_Item]]] = []
    while at <= len(tokens):
        item = _item(said, at, voice, "".join(one.told for one in told), twice) if at < len(tokens) else None
        if item is None:
            if any(one.told for one in told):
                runs.append((begin, at, told))
            at += 1
            begin, told = at, []
        else:
            told.append(item)
            at = item.end
    if not runs:
        return None
    begin, end, items = max(runs, key=lambda run: sum(len(item.told) for item in run[2]))
    if begin and any(item.told and not item.sounds for item in items):
        while items and items[0].sounds and tokens[begin] in voice.language.light:
            begin, items = items[0].end, items[1:]  # the "be" of "that would be A B C"
    around = (*tokens[:begin], *tokens[end:])
    language, frames = voice.language, voice.spoken.speech.frames
    kept = (
        (language.light - voice.spoken.letters.never)
        | frames.get("", frozenset())
        | frames.get("spelling", frozenset())
    )
    polite = {word for sequence in language.politeness for word in sequence}
    if not all(word in kept or word in polite for word in around):
        return None
    telling = [item for item in items if item.told]
    if len(telling) == 1 and around and tokens[begin] in language.light:
        return None
    if (
        len(telling) <= _PROVING
        and all(item.sounds for item in telling)
        and language.light.issuperset(tokens[begin:end])
    ):
        return None
    return "".join(item.told for item in items)


def without_hesitation(said: Said, voice: Voice) -> Said:
    """Without hesitation, but for what is a letter's name as well."""
    words = voice.spoken.letters
    hesitations = voice.language.hesitations - words.letters.keys() - words.written.keys()
    return said.without(
        frozenset(at for at, token in enumerate(said.tokens) if token in hesitations and len(token) > 1)
    )


def _item(said: Said, at: int, voice: Voice, before: str, twice: bool = False) -> _Item | None:
    tokens, words = said.tokens, voice.spoken.letters
    token = tokens[at]
    if twice and (count := words.counts.get(token)) and at + 1 < len(tokens):
        once = _letter(said, at + 1, voice, before)
        if once and len(once.told) == 1 and once.told.isalpha():
            once = _explained(tokens, once, voice)
            return _Item(once.end, once.told if once.told == _MISSED else once.told * count)
    if (count := words.repeaters.get(token)) and at + 1 < len(tokens):
        doubled = _letter_slot(voice)(tokens, at)
        if not doubled:
            once = _item(said, at + 1, voice, before)
            return _Item(once.end, once.told * count) if once and len(once.told) == 1 else None
    for end, meant in _alphabet_slot(voice)(tokens, at):
        if end > at + 1:
            return _Item(end, meant)
    if letter := _letter(said, at, voice, before):
        return _explained(tokens, letter, voice)
    digits = _digits(tokens, at, voice)
    if digits is not None:
        return _echoed(tokens, digits, voice)
    for end, meant in _alphabet_slot(voice)(tokens, at):
        return _explained(tokens, _Item(end, meant), voice)
    if token in words.shift or token in words.marks:
        return _Item(at + 1, "")
    written = said.written(at, at + 1)
    if 1 < len(written) <= 8 and written.isupper() and written.isalpha() and _stands_out(said, at):
        return _Item(at + 1, written)
    start, stop = said.spans[at]
    joined = said.text[max(start - 1, 0) : start].isdigit() or said.text[stop : stop + 1].isdigit()
    if joined and written.isalpha() and len(written) <= _IN_ONE:
        return _Item(at + 1, written.upper())
    beside = (at > 0 and tokens[at - 1].isdigit()) or (at + 1 < len(tokens) and tokens[at + 1].isdigit())
    if written.isalpha() and written.isupper() and (beside or len(tokens) == 1):
        return _Item(at + 1, written)
    return None


def _stands_out(said: Said, at: int) -> bool:
    """Capitals mean letters where not everything is written in capitals, or beside a single letter."""
    near = said.tokens[max(at - 1, 0) : at] + said.tokens[at + 1 : at + 2]
    return not said.text.isupper() or any(len(token) == 1 for token in near)


def _letter(said: Said, at: int, voice: Voice, before: str) -> _Item | None:
    """A letter by itself or by its name; "oh" behind a digit is 0, and a "for" between them 4."""
    tokens, words = said.tokens, voice.spoken.letters
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    beside_digit = before[-1:].isdigit() or (not before and voice.digit(following) not in ("", "0"))
    if token in voice.spoken.times.oh and len(token) > 1 and beside_digit:
        return _Item(at + 1, "0")
    found = max(_letter_slot(voice)(tokens, at), default=None)
    if len(token) == 1 and token.isalpha() and (found is None or found[0] == at + 1):
        return _Item(at + 1, said.written(at, at + 1).upper() if token not in words.written else words.written[token])
    accented = words.accented.get(said.written(at, at + 1).casefold())
    if accented is not None and (found is None or found[0] == at + 1):
        return _Item(at + 1, accented, sounds=True)
    own = words.written.get(token)
    if own is not None and said.written(at, at + 1).lower() == own.lower():
        return _Item(at + 1, own)
    return _Item(found[0], found[1], sounds=True) if found else None


def _explained(tokens: Sequence[str], letter: _Item, voice: Voice) -> _Item:
    """With the word that says which letter it is, if there is one."""
    words, at = voice.spoken.letters, letter.end
    for bridge in words.bridges:
        end = at + len(bridge)
        if tuple(tokens[at:end]) != bridge or end >= len(tokens):
            continue
        while end + 1 < len(tokens) and tokens[end] in words.shift:
            end += 1
        word = tokens[end]
        meant = next((letter for _, letter in _alphabet_slot(voice)(tokens, end)), "")
        if word.upper().startswith(letter.told) or meant == letter.told:
            behind = next((behind for behind, _ in _alphabet_slot(voice)(tokens, end)), end + 1)
            if len(word) > 1:
                return _Item(behind, letter.told)
        elif len(word) > 1 and len(bridge) > 1 and not _is_named(tokens, end, voice):
            return _Item(end + 1, _MISSED)
        elif meant and bridge[0] in words.letters:
            return _Item(end + 1, _MISSED)  # "ce de Dinamarca": "de" is the letter D as well
    return letter


def _echoed(tokens: Sequence[str], digits: _Item, voice: Voice) -> _Item:
    """ "4 for four" is one 4."""
    for bridge in voice.spoken.letters.bridges:
        end = digits.end + len(bridge)
        said_again = end < len(tokens) and len(digits.told) == 1 and voice.digit(tokens[end]) == digits.told
        if said_again and tuple(tokens[digits.end : end]) == bridge:
            return _Item(end + 1, digits.told)
    return digits


def _is_named(tokens: Sequence[str], at: int, voice: Voice) -> bool:
    return bool(_letter_slot(voice)(tokens, at)) or voice.language.is_digit_word(tokens[at])


def _digits(tokens: Sequence[str], at: int, voice: Voice) -> _Item | None:
    """A run of digits, as long as it can be."""
    language, glue = voice.language, voice.spoken.letters.marks
    alike = voice.spoken.phones.homophones
    end = at
    while end < len(tokens) and language.is_digit_word(tokens[end]) and (end == at or tokens[end] not in glue):
        joins = tuple(tokens[max(end - 1, 0) : end + 2]) in voice.spoken.numbers.sequences  # "treinta y cuatro"
        if len(tokens[end]) == 1 and tokens[end].isalpha() and not joins:
            break  # "O" is the letter
        end += 1
    while end > at:
        digits = language.hear_digits(tokens[at:end])
        if digits is not None:
            return _Item(end, digits)
        end -= 1
    return _Item(at + 1, alike[tokens[at]]) if at and tokens[at] in alike else None


def _letter_slot(voice: Voice) -> Slot:
    return voice.slot("letter", lambda: phrase_slot(voice.spoken.letters.letters))


def _alphabet_slot(voice: Voice) -> Slot:
    return voice.slot("alphabet", lambda: phrase_slot(voice.spoken.letters.alphabet))
