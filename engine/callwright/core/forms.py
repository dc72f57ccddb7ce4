"""Forms: which slot is asked for next, and what has become of its value.

A form is walked as VoiceXML walks one: the first slot without a value is asked for, then confirmed if it says so,
then the next; when all are known the form as a whole is confirmed. Limits are checked on every value, wherever it
came from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from callwright.core.limits import fits
from callwright.core.model import Body, Check, Flow, Form, Question, Request, Slot
from callwright.core.templates import Value
from callwright.core.turn import Failed, Turn
from callwright.diagnostics.model import Span
from callwright.understanding.typed import canonical


def next_question(turn: Turn, form: Form, form_id: str) -> Question | None:
    """The question that the form asks now; ``None`` when it is complete."""
    session = turn.session
    for slot in form.slots:
        if slot.name not in session.values:
            return slot.question
        if slot.confirm is not None and _mark(turn, slot.name, (slot,)) not in session.confirmed:
            return slot.confirm
    if form.confirm is not None and _mark(turn, form_id, form.slots) not in session.confirmed:
        return form.confirm
    return None


def weed(turn: Turn, form: Form) -> None:
    """Empty the slots whose values, wherever they came from, are not within their limits."""
    session = turn.session
    for slot in form.slots:
        if slot.name in session.values and not fits(slot, session.values[slot.name], turn.today):
            turn.note("value dropped", f"{slot.name} is not within its limits", slot.span)
            forget(turn, (slot.name,))


def confirm(turn: Turn, form: Form, question: Question) -> None:
    """The caller confirmed what the question asked about: these values, and no others."""
    slots = tuple(slot for slot in form.slots if slot.name == question.slot) or form.slots
    mark = _mark(turn, question.slot or question.state, slots)
    turn.session.confirmed = turn.session.confirmed | {mark}


def confirmed(turn: Turn, slot: Slot) -> None:
    """The value of a slot counts as confirmed: a correction that is accepted at once."""
    turn.session.confirmed = turn.session.confirmed | {_mark(turn, slot.name, (slot,))}


def _mark(turn: Turn, name: str, slots: tuple[Slot, ...]) -> str:
    """What stands for a confirmation: a new value has another mark, so it is confirmed anew."""
    return f"{name}=" + "|".join(str(turn.session.values.get(slot.name)) for slot in slots)


def refused(turn: Turn, form: Form) -> tuple[Slot, Check] | None:
    """The first slot whose value a ``check`` refuses, wherever the value came from."""
    for slot in form.slots:
        if slot.name in turn.session.values:
            for check in slot.checks:
                if check.when is not None and turn.holds(check.when, check.span):
                    return slot, check
    return None


def unchecked(turn: Turn, form: Form) -> str:
    """The first slot with a value about which a service has not been asked yet, and the number of that check.

    As in ``account/0``; empty where there is none. A check that tells other slots too waits until they are known.
    """
    for slot in form.slots:
        if slot.name in turn.session.values:
            for number, check in enumerate(slot.checks):
                if check.request is None:
                    continue
                about = _about(form, slot, check.request)
                known = all(one.name in turn.session.values for one in about)
                if known and _mark(turn, f"{slot.name}/{number}", about) not in turn.session.confirmed:
                    return f"{slot.name}/{number}"
    return ""


def _about(form: Form, slot: Slot, request: Request) -> tuple[Slot, ...]:
    """The slots whose values a service is told when it checks one: with another day the hour is another one."""
    names = set(request.path.names)
    for value in _values_of([*request.query.values(), *([request.body] if request.body is not None else [])]):
        names |= value.names
    return (slot, *(other for other in form.slots if other.name in names and other is not slot))


def _values_of(body: Body) -> Iterator[Value]:
    if isinstance(body, Value):
        yield body
    else:
        for part in body.values() if isinstance(body, Mapping) else body:
            yield from _values_of(part)


def passed(turn: Turn, form: Form, slot: Slot, number: int) -> None:
    """A service has nothing against the value of a slot."""
    request = slot.checks[number].request
    assert request is not None
    forget_check(turn, slot, number)
    mark = _mark(turn, f"{slot.name}/{number}", _about(form, slot, request))
    turn.session.confirmed = turn.session.confirmed | {mark}


def forget_check(turn: Turn, slot: Slot, number: int) -> None:
    """What a service said about earlier values of a slot counts no more."""
    about = f"{slot.name}/{number}="
    turn.session.confirmed = frozenset(mark for mark in turn.session.confirmed if not mark.startswith(about))


def typed(turn: Turn, name: str, value: Any, span: Span | None, flow: Flow | None = None) -> Any:
    """What is written into a variable or slot, as its type is kept. Raises ``Failed`` where it is none of that type.

    ``flow`` is whose variable it is, where that is another than the one we stand in.
    """
    flow = flow or turn.flow
    type = flow.types.get(name)
    if value is None or not type or type in ("text", "name"):
        return value
    try:
        return canonical(type, value, language=turn.session.language, **flow.wanted.get(name, {}))
    except ValueError as error:
        secret = name in flow.secrets
        told = f"what came is no value of the type {type}" if secret else str(error)
        raise Failed(f"{name}: {told}", span) from (None if secret else error)


def forget(turn: Turn, names: tuple[str, ...] | frozenset[str]) -> None:
    """Empty slots, and what was confirmed of them."""
    session = turn.session
    session.values = {name: value for name, value in session.values.items() if name not in names}
    session.confirmed = frozenset(
        mark for mark in session.confirmed if mark.partition("=")[0].partition("/")[0] not in names
    )
