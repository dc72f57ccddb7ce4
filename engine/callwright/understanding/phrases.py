"""A phrase: one way of saying what an intent means.

Syntax: a plain sentence, in which ``(a|b)`` is a choice, ``(please)?`` may be left out and ``<amount:money>``
or ``<treatment>`` is a value.

Laws
1. Work is bounded by the length of the text: what would expand to more than ``MAX_EXPANSIONS`` is refused
   by counting, before anything is expanded.
2. No expansion is empty, so no phrase matches silence.
3. A problem points at the characters it speaks of.

Theory of operation: one pass reads the text into a tree of sequences and choices; counting the tree says how
many plain sentences it holds; only then are they written out. Nothing here knows a language: words are
normalised where a lexicon is built.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import Any

MAX_LENGTH = 500
"""Characters in a phrase."""
MAX_EXPANSIONS = 512
"""Plain sentences that one phrase may stand for."""
MAX_DEPTH = 8
"""Brackets within brackets."""


@dataclass(frozen=True, slots=True)
class SlotRef:
    """The place of a value in a phrase; without a type, the slot's own ``collect`` knows it."""

    name: str
    type: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """How it is to be heard: keywords of ``hearing.hear``. Kept as a mapping that nobody can change."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "options", MappingProxyType(dict(self.options)))


Piece = str | SlotRef
Expansion = tuple[Piece, ...]
"""One plain sentence: stretches of text, and the places of values between them."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that was understood, with every plain sentence it stands for."""

    source: str
    slots: tuple[SlotRef, ...]
    expansions: tuple[Expansion, ...]

    @property
    def unresolved(self) -> tuple[str, ...]:
        """The values whose type is not known, and so never heard: ``resolve`` gives it."""
        return tuple(slot.name for slot in self.slots if slot.type is None)

    def example(self) -> str:
        """The plainest sentence of it, for people: what is optional left out, the first of each choice."""
        words = [piece if isinstance(piece, str) else piece.name.replace("_", " ") for piece in self.expansions[0]]
        return " ".join("".join(words).split()).rstrip(" ?!.,;:")


@dataclass(frozen=True, slots=True)
class PhraseProblem:
    """Why a phrase cannot be read; ``offset`` and ``length`` count characters of its text."""

    offset: int
    length: int
    message: str
    help: str


def parse(text: str, types: AbstractSet[str] | None = None) -> Phrase | PhraseProblem:
    """Read a phrase. ``types`` are the value types that ``<name:type>`` may name; None allows any."""
    return _parse(text, None if types is None else frozenset(types))


@lru_cache(maxsize=10_000)
def _parse(text: str, types: frozenset[str] | None) -> Phrase | PhraseProblem:
    if len(text) > MAX_LENGTH:
        return PhraseProblem(
            MAX_LENGTH,
            len(text) - MAX_LENGTH,
            f"This phrase has {len(text)} characters; at most {MAX_LENGTH} are allowed.",
            "A phrase is one short sentence. Write several phrases instead.",
        )
    try:
        return _Reader(text, types).phrase()
    except _ProblemFoundError as found:
        return found.problem


def run_together(one: str, other: str) -> tuple[str, str]:
    """Message and help for two values beside each other."""
    return f'Nobody can tell where "{one}" ends and "{other}" begins.', "Put a word between them."


class _ProblemFoundError(Exception):
    def __init__(self, offset: int, length: int, message: str, help: str) -> None:
        super().__init__(message)
        self.problem = PhraseProblem(offset, length, message, help)


@dataclass(slots=True)
class _Choice:
    """A tree: alternatives, each a sequence of text, values and further choices."""

    alternatives: list[list[str | SlotRef | _Choice]]
    optional: bool = False
    count: int = 1
    may_be_empty: bool = False


_SLOT_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_CHOICE_HELP = "A choice is written (invoice|bill)."
_STRANGE = {
    "[": ("A phrase knows no square brackets.", "Words that may be left out are written (please)?."),
    "]": ("A phrase knows no square brackets.", "Words that may be left out are written (please)?."),
    "{": ("A phrase knows no curly brackets.", "A value is written <number:digits>; templates work in prompts only."),
    "}": ("A phrase knows no curly brackets.", "A value is written <number:digits>; templates work in prompts only."),
    "*": ("A phrase knows no wildcards.", "Leave the * out: further words around a phrase are forgiven anyway."),
    "\\": ("A phrase knows no backslash.", "Leave it out: punctuation needs no care in a phrase."),
}


class _Reader:
    """One pass over the text, and then over the tree."""

    def __init__(self, text: str, types: AbstractSet[str] | None) -> None:
        self.text = text
        self.types = types
        self.at = 0
        self.slots: dict[str, SlotRef] = {}
        self.places: dict[str, tuple[int, int]] = {}
        """Where each value was last named: offset and length."""

    def phrase(self) -> Phrase:
        tree = self._choice(depth=0, opened=-1)
        if tree.may_be_empty:
            blank = not self.text.strip()
            raise _ProblemFoundError(
                0,
                max(len(self.text), 1),
                "This phrase is empty."
                if blank
                else "Everything in this phrase may be left out, so it would match silence.",
                "Write at least one word that has to be said.",
            )
        expansions = tuple(dict.fromkeys(_tidy(one) for one in _expand(tree)))
        for one in expansions:
            self._check_neighbours(one)
        return Phrase(self.text, tuple(self.slots.values()), expansions)

    def _choice(self, depth: int, opened: int) -> _Choice:
        """Alternatives up to the closing bracket, or to the end of the text."""
        tree = _Choice([[]])
        total, product, empty, any_empty = 0, 1, True, False
        start = self.at
        while True:
            character = self.text[self.at] if self.at < len(self.text) else ""
            if character in ("", ")", "|"):
                if character == "" and opened >= 0:
                    self._fail(opened, 1, 'This bracket "(" is never closed.', "Put a ) where the choice ends.")
                if character == ")" and opened < 0:
                    self._fail(self.at, 1, 'There is a ")" without a "(" before it.', _CHOICE_HELP)
                if character == "|" and opened < 0:
                    self._fail(self.at, 1, 'There is a "|" outside of brackets.', _CHOICE_HELP)
                if opened >= 0 and empty and not self.text[start : self.at].strip():
                    self._fail(
                        opened,
                        self.at - opened + 1,
                        "One side of this choice is empty.",
                        "Words that may be left out are written (please)?.",
                    )
                total += product
                any_empty = any_empty or empty
                if character != "|":
                    break
                self.at += 1
                start, product, empty = self.at, 1, True
                tree.alternatives.append([])
            elif character == "(":
                inner = self._group(depth)
                product *= inner.count
                empty = empty and inner.may_be_empty
                tree.alternatives[-1].append(inner)
            elif character == "<":
                tree.alternatives[-1].append(self._slot())
                empty = False
            elif character in _STRANGE:
                self._fail(self.at, 1, *_STRANGE[character])
            elif character == ">":
                self._fail(self.at, 1, 'There is a ">" without a "<" before it.', "A value is written <number:digits>.")
            else:
                piece = self._plain()
                empty = empty and not any(letter.isalnum() for letter in piece)
                tree.alternatives[-1].append(piece)
            if total + product > MAX_EXPANSIONS:
                self._too_many()
        tree.count, tree.may_be_empty = total, any_empty
        return tree

    def _group(self, depth: int) -> _Choice:
        opened = self.at
        if depth >= MAX_DEPTH:
            self._fail(
                opened,
                1,
                f"There are more than {MAX_DEPTH} brackets within brackets here.",
                "Write several simpler phrases instead.",
            )
        self.at += 1
        inner = self._choice(depth + 1, opened)
        self.at += 1
        if self.text.startswith("?", self.at):
            self.at += 1
            if inner.may_be_empty:
                self._fail(
                    opened,
                    self.at - opened,
                    "What stands in these brackets may be left out already.",
                    "Remove one of the question marks.",
                )
            inner.optional = inner.may_be_empty = True
            inner.count += 1
        return inner

    def _plain(self) -> str:
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in "()|<>[]{}*\\":
            self.at += 1
        return self.text[start : self.at]

    def _slot(self) -> SlotRef:
        start = self.at
        end = self.text.find(">", start)
        if end < 0:
            self._fail(start, 1, 'This "<" is never closed.', "A value is written <number:digits>.")
        self.at = end + 1
        length = self.at - start
        name, colon, kind = (part.strip() for part in self.text[start + 1 : end].partition(":"))
        if not _SLOT_NAME.match(name):
            self._fail(
                start,
                length,
                f'"{name}" cannot be the name of a slot.',
                "A name has letters, digits and _ and begins with a letter: <order_number:digits>.",
            )
        if colon and self.types is not None and kind not in self.types:
            near = get_close_matches(kind, sorted(self.types), 1)
            hint = f'Did you mean "{near[0]}"? ' if near else ""
            self._fail(
                start,
                length,
                f'"{kind}" is no type of value that can stand in a phrase.',
                f"{hint}Allowed here: {', '.join(sorted(self.types))}.",
            )
        if colon and not kind:
            self._fail(start, length, f'The type of "{name}" is missing after the colon.', f"Write <{name}:digits>.")
        slot = SlotRef(name, kind or None)
        self.places[name] = start, length
        if self.slots.setdefault(name, slot) != slot:
            self._fail(start, length, f'"{name}" has two different types in this phrase.', "Give both the same type.")
        return slot

    def _check_neighbours(self, expansion: Expansion) -> None:
        """Two values of one name, or of one type without a word between them, cannot be told apart."""
        seen: set[str] = set()
        before: SlotRef | None = None
        for piece in expansion:
            if isinstance(piece, str):
                before = before if not any(letter.isalnum() for letter in piece) else None
                continue
            if piece.name in seen:
                self._fail(*self.places[piece.name], f'"{piece.name}" stands twice in this phrase.', "Leave one out.")
            if before is not None and before.type is not None and before.type == piece.type:
                self._fail(*self.places[piece.name], *run_together(before.name, piece.name))
            seen.add(piece.name)
            before = piece

    def _too_many(self) -> None:
        self._fail(
            0,
            len(self.text),
            f"This phrase stands for more than {MAX_EXPANSIONS} different sentences.",
            "Write several simpler phrases; further words around a phrase are forgiven anyway.",
        )

    def _fail(self, offset: int, length: int, message: str, help: str) -> None:
        raise _ProblemFoundError(offset, length, message, help)


def _expand(tree: _Choice) -> list[Expansion]:
    """Every plain sentence of the tree, the plainest first."""
    sentences: list[Expansion] = [()] if tree.optional else []
    for alternative in tree.alternatives:
        heads: list[Expansion] = [()]
        for part in alternative:
            tails = _expand(part) if isinstance(part, _Choice) else [(part,)]
            heads = [head + tail for head in heads for tail in tails]
        sentences += heads
    return sentences


def _tidy(expansion: Expansion) -> Expansion:
    """Neighbouring text as one piece, blanks as people write them."""
    pieces: list[Piece] = []
    for piece in expansion:
        if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    tidied = (re.sub(r"\s+", " ", piece) if isinstance(piece, str) else piece for piece in pieces)
    return tuple(piece for piece in tidied if piece != "")
