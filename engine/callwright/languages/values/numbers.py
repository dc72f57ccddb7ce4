"""Numbers as words and figures.

Laws
1. Every reading is reported: "twenty three" begins with 20 and with 23; who asks takes the one that fits.
2. Words that do not make one number are not added up: "three fifty" is two numbers.

Theory of operation: a number is a sum in which each part is smaller than what the part before left open:
"two thousand" leaves room for what is below a thousand, "twenty" for what is below ten, "seven" for nothing.
A scale ("hundred") multiplies what was said since the last larger one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from callwright.languages.values.grammar import Slot, phrase_slot
from callwright.languages.values.tables import NumberWords

_FIGURES = re.compile(r"\d+")
_MILLION = 10**6
"""From here on a half is half of the scale: "a million and a half"."""


class Numbers:
    """The slots that read numbers, in one language."""

    __slots__ = ("_decimal", "_grouped", "_halves", "_last_group", "_lone_parts", "_sequences", "_words")

    def __init__(self, words: NumberWords) -> None:
        self._words = words
        point, group = re.escape(words.decimal_mark), re.escape(words.group_mark)
        self._grouped = re.compile(rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{point}\d+)?|\d{{1,3}}(?:['’]\d{{3}})+")
        self._decimal = re.compile(rf"\d+{point}\d+")
        self._last_group = re.compile(rf"\d{{3}}{point}\d+")
        self._halves: Slot = phrase_slot(words.halves)
        self._lone_parts: Slot = phrase_slot(words.lone_parts)
        self._sequences: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for sequence in sorted(words.sequences, key=len):
            self._sequences.setdefault(sequence[0], []).append((sequence, words.sequences[sequence]))

    def cardinal(self, tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
        """Whole numbers from 0, shortest first."""
        found: list[tuple[int, int]] = []
        words = self._words
        total = group = 0  # what is settled, and what a scale may still multiply
        room, ceiling, begun = 10**15, 10**15, False
        end = at
        while end < len(tokens):
            token = tokens[end]
            if not begun and token.isdigit() and (grouped := _grouped_apart(tokens, end)):
                found += [(end + 1, int(token)), grouped]
                break
            linked = self._linked(tokens, end)
            value, size = (self._atom(token), 1) if linked is None else (linked, 3)
            if token in self._sequences and (together := self._together(tokens, end)):
                if value is not None and (not begun or 0 < value < room):
                    found.append((end + 1, total + group + value))
                if not begun or together[-1][1] < room:
                    found += [(end + few, total + group + part) for few, part in together[:-1]]
                    size, value = together[-1]
            if token.isdigit() and end + 1 < len(tokens) and tokens[end + 1] in words.suffixes:
                value = None  # "5th"
            after_link = begun and tokens[end - 1] in words.links
            if value is not None and (not begun or (0 < value < room)):
                begun = True
                if value >= 1000 and value % 1000 == 0 and not token[0].isdigit():
                    total, ceiling = total + value, 999  # "dreitausend" in one word
                else:
                    group += value
                end += size
                room = 0 if token[0].isdigit() else _room(value, words.units_after_tens and token in words.words)
                if size == 1 and token in words.ones and token not in words.words:
                    if end >= len(tokens) or tokens[end] not in words.scales:
                        break
                    continue
                found.append((end, total + group))
                continue
            scale = words.scales.get(token)
            if scale is not None and not after_link and (group or (not begun and token in words.bare_scales)):
                if scale > ceiling or (group or 1) * scale > ceiling or (scale == 100 and group > 99):
                    break
                group = (group or 1) * scale
                begun = True
                room = scale if scale in (100, 1000) or scale > 1000 else 0
                if scale >= 1000:
                    total, group, ceiling = total + group, 0, scale - 1
                end += 1
                found.append((end, total + group))
                continue
            if token in words.bare_scales and total and not group and scale is not None and scale < ceiling:
                group, room, end = scale, scale, end + 1
                found.append((end, total + group))
                continue
            if begun and token in words.links and (tokens[end - 1] in words.scales or room >= 100):
                end += 1
                continue
            break
        return found

    def ordinal(self, tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
        """Places: first, 21st, twenty first."""
        words = self._words
        token = tokens[at]
        value = words.ordinals.get(token)
        value = words.ordinal(token) if value is None else value
        found = [] if value is None else [(at + 1, value)]
        if at + 1 < len(tokens):
            following = tokens[at + 1]
            joins = words.ordinals_add and 1 <= words.ordinals.get(following, 0) <= 9
            if joins and value is not None and value in range(20, 100, 10):
                return [(at + 2, value + words.ordinals[following])]
            if token.isdigit() and following in words.suffixes:
                found.append((at + 2, int(token)))
            tens = words.words.get(token, 0) if words.units_after_tens else 0
            unit = words.ordinals.get(following, 0)
            if 20 <= tens <= 90 and 1 <= unit <= 9:
                found.append((at + 2, tens + unit))
            if words.unit_link and following == words.unit_link and at + 2 < len(tokens):
                unit = 1 if token in words.ones else words.words.get(token, 0)
                tens = words.ordinal(tokens[at + 2]) or words.ordinals.get(tokens[at + 2], 0)
                if 1 <= unit <= 9 and tens in range(20, 100, 10):
                    found.append((at + 3, tens + unit))
        return found

    def ordinal_year(self, tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
        """ "tysiąc dziewięćset osiemdziesiąty": a cardinal that ends in an ordinal, in languages that say so."""
        if not self._words.ordinals_add:
            return []
        return self.ordinal(tokens, at) + [
            (end, whole + part)
            for middle, whole in self.cardinal(tokens, at)
            if middle < len(tokens) and whole >= 1000 and whole % 100 == 0
            for end, part in self.ordinal(tokens, middle)
            if part < 100
        ]

    def amount(self, tokens: Sequence[str], at: int) -> list[tuple[int, Decimal]]:
        """Numbers that may have decimals: 2.5, "two point five", "two and a half", "anderthalb"."""
        words = self._words
        token = tokens[at]
        found = list(self._lone_parts(tokens, at))
        if token in words.point and at + 1 < len(tokens):
            found += self._after_point(tokens, at + 1, 0)
        if (written := self.written(token)) is not None:
            found.append((at + 1, written))
        if (fraction := words.fractions.get(token)) is not None:
            found.append((at + 1, fraction))
        if token.isdigit() and (grouped := self._grouped_decimal(tokens, at)):
            found.append(grouped)
        for end, whole in self.cardinal(tokens, at):
            found.append((end, Decimal(whole)))
            if end < len(tokens):
                size = max(words.scales.get(tokens[end - 1], 1) // _MILLION * _MILLION, 1)
                found += [(behind, whole + part * size) for behind, part in self._halves(tokens, end)]
                if tokens[end] in words.point:
                    found += self._after_point(tokens, end + 1, whole)
        if found and (longest := max(found))[0] < len(tokens) and tokens[longest[0]] in words.scales:
            scale = words.scales[tokens[longest[0]]]  # "2.5 million"
            if longest[1] % 1:
                found.append((longest[0] + 1, longest[1] * scale))
        return found

    def signed(self, tokens: Sequence[str], at: int) -> list[tuple[int, Decimal]]:
        """The same with a minus before it."""
        if tokens[at] in self._words.minus and at + 1 < len(tokens):
            return [(end, -value) for end, value in self.amount(tokens, at + 1)]
        return self.amount(tokens, at)

    def written(self, token: str) -> Decimal | None:
        """ "1,234.50" as this language writes it."""
        words = self._words
        if self._grouped.fullmatch(token):
            plain = token.replace(words.group_mark, "").replace("'", "").replace("’", "")
            return Decimal(plain.replace(words.decimal_mark, "."))
        if self._decimal.fullmatch(token):
            return Decimal(token.replace(words.decimal_mark, "."))
        return None

    def opens_units(self, token: str, following: str = "") -> bool:
        """ "twenty", behind which a unit may belong to it or not; so may the "dix" behind "soixante"."""
        words = self._words.words
        value = words.get(token, 0)
        opens = self._words.units_after_tens or (bool(self._sequences) and words.get(following, 0) >= 10)
        return opens and value >= 20 and value % 10 == 0

    def is_word(self, token: str) -> bool:
        """Does this token say a number, or a part of one?"""
        words = self._words
        return (
            token[0].isdigit()
            or token in words.words
            or token in words.scales
            or token in words.ordinals
            or token in words.fractions
            or words.compound(token) is not None
            or words.ordinal(token) is not None
        )

    def _atom(self, token: str) -> int | None:
        words = self._words
        value = words.words.get(token)
        if value is not None:
            return value
        if token in words.ones:
            return 1
        if _FIGURES.fullmatch(token):
            return int(token) if len(token) < 16 else None
        if token[0].isdigit():
            written = self.written(token)
            return int(written) if written is not None and not written % 1 and words.decimal_mark not in token else None
        return None if token in words.scales else words.compound(token)

    def _linked(self, tokens: Sequence[str], at: int) -> int | None:
        """ "drei und zwanzig" here."""
        words = self._words
        if not words.unit_link or at + 2 >= len(tokens) or tokens[at + 1] != words.unit_link:
            return None
        unit = 1 if tokens[at] in words.ones else words.words.get(tokens[at], 0)
        tens = words.words.get(tokens[at + 2], 0)
        return tens + unit if 1 <= unit <= 9 and 20 <= tens <= 90 else None

    def _together(self, tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
        """The numbers of several words that begin here, each with how many words it has; the longest last."""
        return [
            (len(sequence), value)
            for sequence, value in self._sequences[tokens[at]]
            if tuple(tokens[at : at + len(sequence)]) == sequence
        ]

    def _grouped_decimal(self, tokens: Sequence[str], at: int) -> tuple[int, Decimal] | None:
        """ "1 234 567,89": groups of three with blanks between them, and decimals behind the last."""
        end = at + 1
        while end < len(tokens) and len(tokens[end]) == 3 and tokens[end].isdigit():
            end += 1
        if len(tokens[at]) > 3 or end == len(tokens) or not self._last_group.fullmatch(tokens[end]):
            return None
        return end + 1, Decimal("".join(tokens[at : end + 1]).replace(self._words.decimal_mark, "."))

    def _after_point(self, tokens: Sequence[str], at: int, whole: int) -> list[tuple[int, Decimal]]:
        """The decimals: digit by digit, or one number below a hundred ("komma fünfzig")."""
        found: list[tuple[int, Decimal]] = []
        digits = ""
        end = at
        while end < len(tokens) and len(digits) < 9:
            value = self._atom(tokens[end])
            if value is None or value > 9 or tokens[end] in self._words.ones - self._words.words.keys():
                break
            digits += tokens[end] if tokens[end].isdigit() else str(value)
            end += 1
            found.append((end, Decimal(f"{whole}.{digits}")))
        if not digits and at < len(tokens):
            if tokens[at].isdigit():
                found.append((at + 1, Decimal(f"{whole}.{tokens[at]}")))
            else:
                found += [(e, Decimal(f"{whole}.{v}")) for e, v in self.cardinal(tokens, at) if 10 <= v <= 99]
        return found


def _grouped_apart(tokens: Sequence[str], at: int) -> tuple[int, int] | None:
    """ "12 000" and "1 234 567": groups of three with blanks between them, and nothing else behind."""
    if len(tokens[at]) > 3 or tokens[at][0] == "0":
        return None
    end = at + 1
    while end < len(tokens) and len(tokens[end]) == 3 and tokens[end].isdigit():
        end += 1
    behind = end < len(tokens) and tokens[end].isdigit()
    return (end, int("".join(tokens[at:end]))) if end > at + 1 and not behind else None


def _room(value: int, opens_units: bool) -> int:
    """What may be added to a part: below the zeros at its end."""
    if value < 100:
        return 10 if opens_units and value >= 20 and value % 10 == 0 else 0
    room = 1
    while value % (room * 10) == 0:
        room *= 10
    return room if room >= 100 else 0
