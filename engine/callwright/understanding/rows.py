"""Values that are a row of characters (digits, telephone numbers, spellings), as far as saying them in parts goes.

Theory of operation: whoever joins or mends such a value works on the bare row ("0171123"). A ``Row`` knows how
words become rows, when a row is a whole value, and when it can only be the beginning of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from callwright.languages import get
from callwright.languages.values.checksums import iban_length
from callwright.languages.values.digits import CERTAIN, checked
from callwright.languages.values.grammar import phrase_slot
from callwright.languages.values.heard import Heard
from callwright.languages.values.phones import PLANS, country_of
from callwright.languages.values.said import Said, read
from callwright.languages.values.spellings import checked as checked_spelling
from callwright.languages.values.spellings import letters_apart, spelled, without_hesitation
from callwright.languages.values.voice import Voice, voice_of
from callwright.understanding.hearing import hear, wanted_of
from callwright.understanding.readings import all_readings, is_fragment, is_glue, is_piece, says_digits, usual_readings

ROWS = frozenset({"digits", "phone", "spelling"})
"""The types that are such rows."""
_PLUS = "+"
_SHORTEST_PHONE = 7
_GERMAN_MOBILE = ("15", "16", "17")
_SHORTEST_GERMAN_MOBILE = 10

Words = tuple[str, ...]
"""The words of one stretch: of digits in normal form, of letters as they are written."""


class Row:
    """One such value that is asked for, in one language."""

    __slots__ = ("_asked", "_memo", "is_spelling", "lines", "type", "voice", "wanted")

    def __init__(self, type: str, language: str, now: datetime | None, options: dict[str, Any]) -> None:
        voice = voice_of(get(language))
        if voice is None:
            raise ValueError(f"Values are not heard in {get(language).name}.")
        self.type = type
        self.voice: Voice = voice
        self.wanted = wanted_of(type, language=language, now=now, **options)
        self.is_spelling = type == "spelling" or self.wanted.checksum == "iban"
        self._asked = {"language": language, "now": now, **options}
        self._memo: dict[Words, frozenset[str]] = {}
        # What pieces were read as, kept by whoever joins them.
        self.lines: dict[tuple[Words, ...], set[str]] = {}

    @property
    def is_exact(self) -> bool:
        """There is one length that it can have."""
        return self.type != "phone" and self.wanted.shortest == self.wanted.longest

    def words(self, said: Said, *, before: str = "") -> Words | None:
        """The words that say the row, without those of the sentence around them; ``before``: the last word before.

        Empty where nothing of the row is said; ``None`` where a word stands among them that may be a part of it.
        """
        said = self._without_fillers(said)
        if self.is_spelling:
            letters = tuple(said.written(0, len(said.tokens)).split())
            is_part = letters and (self.hangs(letters) or self._explains(letters) or self._spelled(letters))
            return letters if is_part else ()
        tokens = self.voice.calm(said.plain()).tokens
        words = self._digit_words(tokens, before)
        has_plus = bool(words) and self.type == "phone" and not self.voice.spoken.phones.plus.isdisjoint(tokens)
        return (_PLUS, *words) if words and has_plus else words

    def usual(self, words: Words) -> frozenset[str]:
        """The rows that these words are, said in one breath."""
        found = self._memo.get(words)
        if found is None:
            if self.is_spelling:
                found = self._spelled(words)
            elif words[:1] == (_PLUS,):
                found = frozenset(f"{_PLUS}{one}" for one in usual_readings(words[1:], self.voice))
            else:
                found = usual_readings(words, self.voice)
            self._memo[words] = found
        return found

    def every(self, words: Words) -> frozenset[str]:
        """The rows that these words can be at all."""
        if words[:1] == (_PLUS,):
            return frozenset(f"{_PLUS}{one}" for one in all_readings(words[1:], self.voice))
        return self._spelled(words) if self.is_spelling else all_readings(words, self.voice)

    def read(self, said: Said) -> frozenset[str]:
        """The rows that a stretch of words may be, with small words around them."""
        if self.is_spelling:
            return self._spelled(tuple(said.written(0, len(said.tokens)).split()))
        words = self._digit_words(self.voice.calm(said.plain()).tokens)
        return self.usual(words) | self.every(words) if words else frozenset()

    def told(self, row: str) -> Heard:
        """The value that this row is, or why it is none."""
        if self.type == "phone":
            return hear("phone", row, **self._asked)
        if self.is_spelling:
            return checked_spelling(row, self.wanted)
        return checked(row, self.wanted)

    def is_short(self, row: str) -> bool:
        """It can only be the beginning."""
        if self.type == "phone":
            return self._is_short_phone(row)
        shortest = self.wanted.shortest
        if self.wanted.checksum == "iban":
            shortest = max(shortest, iban_length(row)[0])
        return len(row) < shortest

    def has_length(self, row: str) -> bool:
        """It is as long as a whole value is."""
        if self.type == "phone":
            return self.told(row).value is not None
        return not self.is_short(row) and len(row) <= self.wanted.longest

    def glue(self, said: Said) -> Words:
        """The words of an utterance that is nothing but "and", which belongs to the piece before it."""
        tokens = self.voice.calm(said).tokens
        return tokens if not self.is_spelling and all(is_glue(token, self.voice) for token in tokens) else ()

    def row_of(self, value: Any) -> str:
        """The row that a caller has in mind for a value: a number of their own country without its code."""
        row = str(value)
        code, rest = country_of(row) if self.type == "phone" and row.startswith("+") else ("", "")
        plan = PLANS.get(self.wanted.region or self.voice.spoken.phones.home)
        if plan is None or plan.code != code:
            return row
        return rest if plan.code == "1" else plan.trunk + rest

    def literal(self, row: str) -> Words:
        """Words that are this row and nothing else."""
        if self.is_spelling:
            return tuple(row)
        return (_PLUS, row[1:]) if row.startswith(_PLUS) else (row,)

    def _spelled(self, words: Words) -> frozenset[str]:
        said = read(" ".join(words), self.voice.language.letters)
        apart = letters_apart(said, self.voice) if self.wanted.checksum == "iban" else ""
        said = read(apart, self.voice.language.letters) if apart else said
        told = None if self._explains(words) else spelled(without_hesitation(said, self.voice), self.voice)
        return frozenset([told] if told and "?" not in told else [])

    def hangs(self, words: Words) -> bool:
        """Of letters: the last word wants another one behind it: "double", "W as in"."""
        tokens = read(" ".join(words), self.voice.language.letters).tokens
        letters = self.voice.spoken.letters
        return tokens[-1:] != () and (
            tokens[-1] in letters.repeaters
            or any(tokens[-len(one) :] == one and len(tokens) > len(one) for one in letters.bridges)
        )

    def _explains(self, words: Words) -> bool:
        """It begins with "as in" and a word, which says again which letter was meant before."""
        tokens = read(" ".join(words), self.voice.language.letters).tokens
        return any(
            tokens[: len(one)] == one and tokens[len(one) :] and not is_piece(tokens[len(one)], self.voice)
            for one in self.voice.spoken.letters.bridges
        )

    def _without_fillers(self, said: Said) -> Said:
        slot = self.voice.slot("fillers", lambda: phrase_slot(dict.fromkeys(self.voice.spoken.mends.fillers)))
        dropped = {
            place for at in range(len(said.tokens)) for end, _ in slot(said.tokens, at) for place in range(at, end)
        }
        return said.without(frozenset(dropped)) if dropped else said

    def _digit_words(self, tokens: Sequence[str], before: str = "") -> Words | None:
        voice, language = self.voice, self.voice.language
        if self.type == "phone":
            skipped = voice.spoken.phones.plus | voice.spoken.phones.skipped
            tokens = [token for token in tokens if token not in skipped or is_piece(token, voice)]
        places = [at for at, token in enumerate(tokens) if says_digits(token, voice) or is_fragment(token, voice)]
        while places and self._is_article(tokens[places[0]], before):
            del places[0]  # the article of what follows: "die Nummer ist zwei drei", "die zwei drei vier"
        if not places:
            return ()
        start, end = places[0], places[-1] + 1
        while start and is_piece(tokens[start - 1], voice) and not self._is_article(tokens[start - 1], before):
            start -= 1
        while end < len(tokens) and is_piece(tokens[end], voice):
            end += 1
        small = _small(voice)
        words = tuple(token for token in tokens[start:end] if is_piece(token, voice) or is_fragment(token, voice))
        inside = [token for token in tokens[start:end] if token not in words and token not in small]
        around = [*tokens[:start], *tokens[end:]]
        if inside:
            return None
        is_certain = any(len(row) >= CERTAIN for row in self.usual(words)) or all(
            one in small or self._is_article(one, before) for one in around
        )
        beside = [*tokens[max(start - 1, 0) : start], *tokens[end : end + 1]]
        if any(len(token) == 1 and token.isalpha() and token not in language.light for token in beside):
            return None
        return words if is_certain else ()

    def _is_article(self, token: str, before: str) -> bool:
        """ "die" stands among digits ("zwei mal die acht"), and before them it is a small word of the sentence."""
        hear = self.voice.language.hear_digits
        small = token in self.voice.language.light and not is_glue(token, self.voice)
        counted = before != "" and hear((before, token, "5")) is not None
        return small and not counted and all(hear(words) is None for words in ((token,), (token, "5")))

    def _is_short_phone(self, row: str) -> bool:
        home = PLANS.get(self.wanted.region or self.voice.spoken.phones.home)
        if row.startswith("+"):
            code, rest = country_of(row)
            plan = next((one for one in PLANS.values() if one.code == code), None)
        else:
            plan = home
            rest = row.removeprefix(plan.trunk) if plan and plan.trunk == "0" else row
        if plan is None:
            return len(rest) < _SHORTEST_PHONE
        if plan.code == "49" and rest.startswith(_GERMAN_MOBILE):
            return len(rest) < _SHORTEST_GERMAN_MOBILE
        return len(rest) < plan.shortest


@lru_cache(maxsize=64)
def _small(voice: Voice) -> frozenset[str]:
    """Words that may stand around digits and are none."""
    language, frames = voice.language, voice.spoken.speech.frames
    polite = {word for sequence in language.politeness for word in sequence}
    small = language.light | polite | frames.get("", frozenset()) | frames.get("digits", frozenset())
    return frozenset(word for word in small if not is_piece(word, voice))
