"""Sayings: a table of the ways in which people say a kind of value.

Laws
1. Every reading of the words is found; the grammar never chooses between two.
2. The order of a table decides nothing.
3. It never raises, and work grows with the words, not with the table.

Theory of operation: a saying is one line, ``pattern = meaning key=value ...``. The pattern is written as authors
write phrases: ``(a|b)`` is a choice, ``(please)?`` may be left out, ``<minute:count>`` is a value called
``minute`` that the slot ``count`` reads (``<hour>`` is short for ``<hour:hour>``). The meaning names what is
made of it, with the values of its slots and the constants behind it. All patterns are spread out and kept in
one tree by their words, so that looking for a value is one walk down that tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Slot = Callable[[Sequence[str], int], Iterable[tuple[int, Any]]]
"""Tokens and a place -> every value that begins there, each with the place behind it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The tokens up to ``end`` can be read so."""

    end: int
    meaning: str
    given: Mapping[str, Any]
    """The values of the slots and the constants of the saying."""


class _Node:
    __slots__ = ("meanings", "slots", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node] = {}
        self.slots: dict[tuple[str, str], _Node] = {}
        self.meanings: list[tuple[str, Mapping[str, Any]]] = []


class Grammar:
    """The sayings of one kind of value in one language, ready to read."""

    __slots__ = ("_root", "_slots")

    def __init__(self, sayings: str, slots: Mapping[str, Slot]) -> None:
        self._slots = slots
        self._root = _Node()
        for line in sayings.splitlines():
            if line.strip():
                self._add(line)

    def readings(self, tokens: Sequence[str], at: int, memo: dict[tuple[str, int], Any]) -> list[Reading]:
        """Every reading that begins at this place. ``memo`` is one dictionary for each utterance, empty at first."""
        found: list[Reading] = []
        self._walk(self._root, tokens, at, {}, memo, found)
        return found

    def _walk(
        self,
        node: _Node,
        tokens: Sequence[str],
        at: int,
        given: dict[str, Any],
        memo: dict[tuple[str, int], Any],
        found: list[Reading],
    ) -> None:
        for meaning, constants in node.meanings:
            found.append(Reading(at, meaning, {**given, **constants}))
        if at >= len(tokens):
            return
        following = node.words.get(tokens[at])
        if following is not None:
            self._walk(following, tokens, at + 1, given, memo, found)
        for (name, slot), behind in node.slots.items():
            key = (slot, at)
            values = memo.get(key)
            if values is None:
                values = memo[key] = tuple(self._slots[slot](tokens, at))
            for end, value in values:
                self._walk(behind, tokens, end, {**given, name: value}, memo, found)

    def _add(self, line: str) -> None:
        pattern, _, told = line.partition(" = ")
        meaning, *constants = told.split() or [""]
        if not meaning:
            raise ValueError(f"{line.strip()}: a saying is written: pattern = meaning")
        fixed = {key: _constant(value) for key, _, value in (one.partition("=") for one in constants)}
        for sequence in spread(pattern):
            node = self._root
            for piece in sequence:
                if piece.startswith("<"):
                    name, _, slot = piece[1:-1].partition(":")
                    if (slot or name) not in self._slots:
                        raise ValueError(f"{line.strip()}: there is no slot {piece}")
                    node = node.slots.setdefault((name, slot or name), _Node())
                else:
                    node = node.words.setdefault(piece, _Node())
            if (meaning, fixed) not in node.meanings:
                node.meanings.append((meaning, fixed))


def _constant(text: str) -> int | str:
    return int(text) if re.fullmatch(r"-?\d+", text) else text


_PIECE = re.compile(r"\(|\)\??|\||<[^>]+>|[^\s()|<>?]+")


def spread(pattern: str) -> list[tuple[str, ...]]:
    """Every plain sequence of words and slots that a pattern stands for."""
    pieces = _PIECE.findall(pattern)
    sequences, at = _spread(pieces, 0)
    if at != len(pieces):
        raise ValueError(f"{pattern}: a bracket is closed that was never opened")
    return list(dict.fromkeys(sequences))


def _spread(pieces: list[str], at: int) -> tuple[list[tuple[str, ...]], int]:
    done: list[tuple[str, ...]] = []
    heads: list[tuple[str, ...]] = [()]
    while at < len(pieces) and not pieces[at].startswith(")"):
        piece = pieces[at]
        at += 1
        if piece == "|":
            done += heads
            heads = [()]
        elif piece == "(":
            inner, at = _spread(pieces, at)
            if at == len(pieces):
                raise ValueError(f"{' '.join(pieces)}: a bracket is never closed")
            if pieces[at] == ")?":
                inner.append(())
            at += 1
            heads = [head + tail for head in heads for tail in inner]
        else:
            heads = [(*head, piece) for head in heads]
    return done + heads, at


def phrase_slot(table: Mapping[str, Any]) -> Slot:
    """A slot for a table of patterns (without slots) and what each means."""
    first: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for pattern, value in table.items():
        for sequence in spread(pattern):
            first.setdefault(sequence[0], []).append((sequence, value))

    def read(tokens: Sequence[str], at: int) -> list[tuple[int, Any]]:
        found = []
        for sequence, value in first.get(tokens[at], ()):
            end = at + len(sequence)
            if len(sequence) == 1 or tuple(tokens[at:end]) == sequence:
                found.append((end, value))
        return found

    return read
