"""The values of a phrase, told by what the flow collects: ``<treatment>`` has the type and options of its slot.

Laws
1. A phrase that is resolved has a type for each of its values.
2. What nobody could tell is refused: two values beside each other that may be the same words, and a phrase that
   any words would match.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from callwright.understanding.phrases import Expansion, Phrase, PhraseProblem, SlotRef, run_together

OPEN_ENDED = frozenset({"name", "text", "spelling"})
"""Types that may be any words: only the words around them say where they stand."""
MARKED = ("money", "date", "duration", "time")
"""Types that are known by their marks wherever they stand."""
_COUNTED = frozenset({"digits", "number", "phone", "spelling"})


def resolve(phrase: Phrase, slots: Mapping[str, SlotRef]) -> Phrase | PhraseProblem:
    """The phrase with what the flow's ``collect``s know of its values; ``slots``: theirs, by name.

    ``<treatment>`` takes type and options from there, ``<amount:money>`` the options. A problem where nobody knows
    the type, where the types differ, and where nobody could tell the values of the resolved phrase.
    """
    told: dict[str, SlotRef] = {}
    for slot in phrase.slots:
        known = slots.get(slot.name)
        if slot.type is None and (known is None or known.type is None):
            return _at(
                phrase,
                slot.name,
                f'Nothing collects "{slot.name}", so nobody knows what kind of value it is.',
                f"Say its type here, <{slot.name}:digits>, or add a collect with this slot.",
            )
        if known is not None and known.type is not None and slot.type not in (None, known.type):
            return _at(
                phrase,
                slot.name,
                f'"{slot.name}" is {slot.type} here, but where it is collected it is {known.type}.',
                f"Write <{slot.name}> alone: then it is what is collected.",
            )
        if slot.type == "choice" and (known is None or "options" not in known.options):
            return _at(
                phrase,
                slot.name,
                f'Nobody knows what "{slot.name}" can be: a choice needs its options.',
                "Add a collect with this slot and its options, or write the choices as phrases: (small|large).",
            )
        told[slot.name] = slot if known is None or known.type is None else SlotRef(slot.name, known.type, known.options)
    expansions = tuple(
        tuple(piece if isinstance(piece, str) else told[piece.name] for piece in one) for one in phrase.expansions
    )
    for expansion in expansions:
        problem = _untold(phrase, expansion)
        if problem is not None:
            return problem
    return replace(phrase, slots=tuple(told[slot.name] for slot in phrase.slots), expansions=expansions)


def are_alike(one: str | None, other: str | None) -> bool:
    """Values of these types cannot be told apart where no word stands between them."""
    types = {one, other}
    return types <= OPEN_ENDED or types <= _COUNTED or "text" in types


def _untold(phrase: Phrase, expansion: Expansion) -> PhraseProblem | None:
    """Why the values of one plain sentence cannot be told."""
    before: SlotRef | None = None
    words = False
    for piece in expansion:
        if isinstance(piece, str):
            if any(letter.isalnum() for letter in piece):
                before, words = None, True
            continue
        if before is not None and (before.type == piece.type or are_alike(before.type, piece.type)):
            return _at(phrase, piece.name, *run_together(before.name, piece.name))
        before = piece
    if words or any(slot.type not in OPEN_ENDED for slot in expansion if isinstance(slot, SlotRef)):
        return None
    return _at(
        phrase,
        before.name if before is not None else "",
        "Whatever a caller says would match this phrase.",
        "Put words around the value: my name is <name:name>.",
    )


def _at(phrase: Phrase, name: str, message: str, help: str) -> PhraseProblem:
    """A problem with a value, at its last place in the phrase."""
    found = list(re.finditer(rf"<\s*{re.escape(name)}\s*(:[^<>]*)?>", phrase.source))
    start, end = found[-1].span() if found else (0, len(phrase.source))
    return PhraseProblem(start, end - start, message, help)
