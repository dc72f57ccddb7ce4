"""Digits as callers say them and recognisers write them.

Laws
1. What is heard is exactly what was said, or None: a run that can be read in two ways is never guessed.
2. Hearing what ``say`` says gives the digits back.
3. One pass over the words, whatever they are.

Theory of operation: a language gives a ``Numerals`` table; ``hear`` walks the words once and appends the
digits of each. Written digits are taken as written ("12 34" is 1234). "hundred" and "thousand" may only end
a run: "eight hundred" is 800, but "eight hundred five" might be 8005 or 805, so it is None. A whole number in
which hundreds and thousands stand together ("twelve thousand three hundred and five") has one meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

_LONGEST = 4
"""Words of a number below a hundred: "quatre-vingt-dix-sept"."""


@dataclass(frozen=True, slots=True)
class Numerals:
    """The number words of one language, in normal form; every value is a string of digits."""

    units: Mapping[str, str]
    """0 to 9."""
    wholes: Mapping[str, str]
    """Words that are complete by themselves: 10 to 19, and compounds ("dreiundzwanzig")."""
    tens: Mapping[str, str]
    """20, 30 … 90."""
    rounds: Mapping[str, str]
    """Words that add zeros and may only end a run: "hundred" -> "00"."""
    repeaters: Mapping[str, int]
    """"double" -> 2; the next digit is said so often."""
    glue: frozenset[str]
    """Words between digits that mean nothing: "dash", "and"."""
    units_after_tens: bool
    """English: "twenty three" is 23. Otherwise 20, 3."""
    ends: Mapping[str, str] = field(default_factory=dict)
    """Whole round numbers in one word, which may only end a run: "zweihundert" -> "200"."""
    link: str = ""
    """German: "drei und zwanzig" is 23, also with the units in ``link_units``."""
    link_units: Mapping[str, str] = field(default_factory=dict)
    times: str = ""
    """German: "zwei mal die drei" is 33."""
    article: str = ""
    """A word that may stand between a repeater and its digit: "die"."""
    hundred: str = "hundred"
    thousand: str = "thousand"
    conjunction: str = "and"
    whole: Callable[[str], str | None] | None = None
    """A whole number that is written as one word, above those of the tables."""

    sequences: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    """Numbers that are always several words: ("quatre", "vingt", "dix") -> "90"."""
    sums: bool = False
    """Hundreds and thousands take in what follows them, if that is all that was said: "deux cent douze" is 212."""

    def is_word(self, word: str) -> bool:
        """Can this word stand inside spoken digits?"""
        return (
            (word.isascii() and word.isdigit())
            or word in self.units
            or word in self.wholes
            or word in self.tens
            or word in self.rounds
            or word in self.ends
            or word in self.repeaters
            or word in self.glue
            or word in self.link_units
            or (word != "" and word in (self.times, self.article))
            or (self.thousand in word and self._in_one_word(word) is not None)
        )

    def hear(self, words: Sequence[str]) -> str | None:
        """The digits that all these words together say, or None."""
        if (number := self._whole_number(words)) is not None:
            return number
        heard: list[str] = []
        at, end = 0, len(words)
        while at < end:
            word = words[at]
            following = words[at + 1] if at + 1 < end else ""
            if linked := self._linked(words, at):
                heard.append(linked)
                at += 3
            elif self.sequences and (together := self._together(words, at)):
                heard.append(self.sequences[together])
                at += len(together)
            elif count := self._repeats(word, following):
                at += 2 if following == self.times and self.times else 1
                if at < end and words[at] == self.article and self.article:
                    at += 1
                digit = self._single(words[at]) if at < end else None
                if digit is None:
                    return None
                heard.append(digit * count)
                at += 1
            elif word.isascii() and word.isdigit():
                heard.append(word)
                at += 1
            elif word in self.units:
                heard.append(self.units[word])
                at += 1
            elif word in self.wholes:
                heard.append(self.wholes[word])
                at += 1
            elif word in self.tens:
                unit = self._single(following) if self.units_after_tens else None
                if unit is not None and unit != "0":
                    heard.append(self.tens[word][0] + unit)
                    at += 2
                elif self._is_loose_sum(words, at):
                    return None
                else:
                    heard.append(self.tens[word])
                    at += 1
            elif word in self.rounds and (heard or word not in self.ends):
                if at + 1 != end or not heard or words[at - 1] in self.glue or heard[-1].startswith("0"):
                    return None
                heard.append(self.rounds[word])
                at += 1
            elif word in self.ends and at + 1 == end:
                heard.append(self.ends[word])
                at += 1
            elif word in self.glue and heard and at + 1 < end:
                at += 1
            elif at + 1 == end and (number := self._in_one_word(word)) is not None:
                heard.append(number)
                at += 1
            else:
                return None
        return "".join(heard) or None

    def _whole_number(self, words: Sequence[str]) -> str | None:
        """ "four hundred and twelve thousand three hundred and five": hundreds and thousands that belong together.

        None where the thousands stand alone or what follows them might be a number of its own.
        """
        at = next((at for at, word in enumerate(words) if self.thousand in word), -1)
        if at < 0 and self.sums:
            number, is_sum = self._below_1000(words)
            return str(number) if is_sum else None
        if at < 0 or not words[at].endswith(self.thousand):
            return None
        before = (*words[:at], words[at].removesuffix(self.thousand)) if words[at] != self.thousand else words[:at]
        thousands, many = self._below_1000(before) if at or not self.sums else (1, False)
        rest, has_hundreds = self._below_1000(words[at + 1 :]) if at + 1 < len(words) else (0, many)
        if thousands is None or rest is None or not thousands or not (has_hundreds or self.sums):
            return None
        return str(thousands * 1000 + rest)

    def _below_1000(self, words: Sequence[str]) -> tuple[int | None, bool]:
        """The number from 0 to 999 that these words are, and whether it has hundreds."""
        hundreds = 0
        if len(words) > 1 and words[1] == self.hundred:
            digit = self.units.get(words[0]) or self.link_units.get(words[0], "0")
            words, hundreds = words[2:], int(digit)
            if not hundreds:
                return None, False
        elif words and words[0] in self.ends and words[0].endswith(self.hundred):
            hundreds, words = int(self.ends[words[0]][0]), words[1:]
        if hundreds and words and words[0] == self.conjunction:
            words = words[1:]
            if not words:
                return None, False
        if not words:
            return (hundreds * 100, True) if hundreds else (None, False)
        rest = self._below_100_or_compound(words)
        if rest is None or (hundreds and not 0 < rest < 100):
            return None, False
        return hundreds * 100 + rest, hundreds > 0 or rest >= 100

    def _below_100_or_compound(self, words: Sequence[str]) -> int | None:
        first = words[0]
        if tuple(words) in self.sequences:
            return int(self.sequences[tuple(words)])
        if len(words) == 1:
            digits = self.units.get(first) or self.wholes.get(first) or self.tens.get(first)
            digits = digits or self.link_units.get(first)
            return int(digits) if digits and (len(digits) == 1 or digits[0] != "0") else None
        if len(words) == 2 and self.units_after_tens and first in self.tens:
            unit = self.units.get(words[1], "0")
            return int(self.tens[first][0] + unit) if unit != "0" else None
        return int(linked) if len(words) == 3 and (linked := self._linked(words, 0)) else None

    def _in_one_word(self, word: str) -> str | None:
        return self.whole(word) if self.whole is not None else None

    def _single(self, word: str) -> str | None:
        """The one digit that this word says."""
        if len(word) == 1 and word.isascii() and word.isdigit():
            return word
        return self.units.get(word)

    def _repeats(self, word: str, following: str) -> int:
        """How often the digit after this word is said; 0 if the word is no repeater."""
        if self.times and following == self.times:
            digit = self._single(word)
            return int(digit) if digit in ("2", "3", "4") else 0
        return self.repeaters.get(word, 0)

    def _together(self, words: Sequence[str], at: int) -> tuple[str, ...]:
        """The longest number of several words at this place."""
        sizes = range(min(_LONGEST, len(words) - at), 1, -1)
        return next((one for size in sizes if (one := tuple(words[at : at + size])) in self.sequences), ())

    def _linked(self, words: Sequence[str], at: int) -> str:
        """ "drei und zwanzig" at this place, as digits."""
        if not self.link or at + 2 >= len(words) or words[at + 1] != self.link:
            return ""
        tens = self.tens.get(words[at + 2])
        unit = self.units.get(words[at]) or self.link_units.get(words[at])
        return tens[0] + unit if tens and unit and unit != "0" else ""

    def _is_loose_sum(self, words: Sequence[str], at: int) -> bool:
        """ "twenty and three" may be 23 or 203, so nobody can tell."""
        opens = self.units_after_tens or bool(self.sequences)
        if not opens or at + 2 >= len(words) or words[at + 1] not in self.glue:
            return False
        return self._single(words[at + 2]) not in (None, "0")


def say(digits: str) -> str:
    """Digits one by one, in groups with a breath between them: "1 2 3, 4 5 6".

    Up to four stay together; then threes where they come out even or nearly (5, 6, 7, 9, 10), fours
    elsewhere, and never a lone digit at the end.
    """
    groups: list[str] = []
    at = 0
    for size in _group_sizes(len(digits)):
        groups.append(" ".join(digits[at : at + size]))
        at += size
    return ", ".join(groups)


def _group_sizes(length: int) -> list[int]:
    if length <= 4:
        return [length] if length else []
    if length in (5, 6, 7, 9, 10):
        sizes = [3] * (length // 3)
        rest = length % 3
        if rest == 1:
            sizes[-1] += 1
        elif rest:
            sizes.append(rest)
        return sizes
    fours, rest = divmod(length, 4)
    if rest == 1:
        return [4] * (fours - 1) + [3, 2]
    return [4] * fours + ([rest] if rest else [])
