"""Forms: which slot is asked for next, and whether a value may be taken.

A form is walked as VoiceXML walks one: the first slot without a value is asked for, then confirmed if it says so,
then the next; when all are known the form as a whole is confirmed. Limits are checked on every value, wherever it
came from.
"""

from __future__ import annotations

from typing import Any

from callwright.core.model import Check, Form, Question, Slot
from callwright.core.turn import Turn


def next_question(turn: Turn, form: Form, form_id: str) -> Question | None:
    """The question that the form asks now; ``None`` when it is complete. Values out of their limits are dropped."""
    session = turn.session
    for slot in form.slots:
        if slot.name in session.values and not fits(slot, session.values[slot.name]):
            turn.note("value dropped", f"{slot.name} is not within its limits", slot.span)
            forget(turn, (slot.name,))
        if slot.name not in session.values:
            return slot.question
        if slot.confirm is not None and _mark(turn, slot.name, (slot,)) not in session.confirmed:
            return slot.confirm
    if form.confirm is not None and _mark(turn, form_id, form.slots) not in session.confirmed:
        return form.confirm
    return None


def confirm(turn: Turn, form: Form, question: Question) -> None:
    """The caller confirmed what the question asked about: these values, and no others."""
    slots = tuple(slot for slot in form.slots if slot.name == question.slot) or form.slots
    mark = _mark(turn, question.slot or question.state, slots)
    turn.session.confirmed = turn.session.confirmed | {mark}


def _mark(turn: Turn, name: str, slots: tuple[Slot, ...]) -> str:
    """What stands for a confirmation: a new value has another mark, so it is confirmed anew."""
    return f"{name}=" + "|".join(str(turn.session.values.get(slot.name)) for slot in slots)


def fits(slot: Slot, value: Any) -> bool:
    """Whether a value is within the limits that its slot names."""
    if slot.type == "yes_no":
        return isinstance(value, bool)
    text = str(value)
    return (
        text.isascii()
        and text.isdigit()
        and slot.min_length <= len(text) <= slot.max_length
        and (slot.checksum is None or CHECKSUMS[slot.checksum](text))
    )


def refused(turn: Turn, form: Form) -> tuple[Slot, Check] | None:
    """The first slot whose value a ``check`` refuses, wherever the value came from."""
    for slot in form.slots:
        if slot.name in turn.session.values:
            for check in slot.checks:
                if turn.holds(check.when, check.span):
                    return slot, check
    return None


def forget(turn: Turn, names: tuple[str, ...] | frozenset[str]) -> None:
    """Empty slots, and what was confirmed of them."""
    session = turn.session
    session.values = {name: value for name, value in session.values.items() if name not in names}
    session.confirmed = frozenset(mark for mark in session.confirmed if mark.partition("=")[0] not in names)


def luhn(digits: str) -> bool:
    """The checksum of card numbers."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def mod11(digits: str) -> bool:
    """The weighted checksum modulo 11 of book and account numbers (weights 1, 2, 3 … from the right)."""
    return sum(int(d) * weight for weight, d in enumerate(reversed(digits), start=1)) % 11 == 0


CHECKSUMS = {"luhn": luhn, "mod11": mod11}
