"""Laws of values: what is taken was said and is within its limits, what is mended is what was meant, what is confirmed
is what was asked about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from callwright.core.events import Event, Key, UserSpeak
from callwright.core.limits import fits
from callwright.core.model import Asks, Flow, Form, Question, Slot
from callwright.core.moment import wall
from callwright.core.session import Session
from callwright.core.turn import Turn
from callwright.understanding.correction import corrected
from callwright.understanding.hearing import hear
from tests.laws.witness import Moment, Witness

_TAKES = ("value", "corrected")
_WITHOUT_CODE = 7
MEMORY = 24
"""So many of the last utterances and keys may make one value."""


def a_form_holds_what_fits(call: Witness) -> Iterator[str]:
    """While a form asks, each value that it has is within its limits, and no condition of a check refuses it."""
    for moment in call.moments:
        found = form_of(call, moment.after)
        if found is None or moment.before is None or moment.before.values == moment.after.values:
            continue
        if "refused" in moment.rules:
            # One refusal is told at a time; the others come when the form wants to go on.
            continue
        flow, _, form = found
        today = wall(moment.event.at, flow.timezone).strftime("%Y-%m-%d")
        turn = Turn(call.flow, moment.after.fork(), moment.event.at)
        for slot in form.slots:
            value = moment.after.values.get(slot.name)
            if value is None:
                continue
            if not fits(slot, value, today):
                yield f"at {moment.now} ms {slot.name} is {value!r}, with the limits {dict(slot.options)}"
            for check in slot.checks:
                if check.when is not None and turn.holds(check.when, check.span):
                    yield f"at {moment.now} ms {slot.name} is {value!r}, which its check refuses"


def a_value_was_said(call: Witness) -> Iterator[str]:
    """What a form takes of the caller was said or typed: it is what the words mean by themselves, or a part of them."""
    said: list[str] = []
    for moment in call.moments:
        event, before = moment.event, moment.before
        if isinstance(event, UserSpeak):
            said.append(event.text)
        elif isinstance(event, Key):
            said.append({"star": "*", "hash": "#"}.get(event.key, event.key))
        if before is None or not set(_TAKES) & set(moment.rules):
            continue
        found = form_of(call, before)
        if found is None or before.stack != moment.after.stack:
            continue
        flow, _, form = found
        named = {name.strip() for detail in _noted(moment) for name in detail.partition(":")[0].split(",")}
        for slot in form.slots:
            value = moment.after.values.get(slot.name)
            if slot.name not in named or value is None or value == before.values.get(slot.name):
                continue
            if not _was_said(slot, value, said[-MEMORY:], before, flow, event):
                yield f"at {moment.now} ms {slot.name} is {value!r}; said were {said[-MEMORY:]}"


def _noted(moment: Moment) -> list[str]:
    return [detail for rule in _TAKES for detail in moment.noted(rule)]


def _was_said(slot: Slot, value: Any, said: list[str], session: Session, flow: Flow, event: Event) -> bool:
    """Whether the value can be made of these utterances."""
    every = " ".join(said)
    if slot.type in ("digits", "phone", "spelling"):
        wanted = [c for c in str(value).casefold() if c.isalnum()]
        # The code of the country may go without saying.
        return _within(wanted[-_WITHOUT_CODE:] if slot.type == "phone" else wanted, every)
    if slot.type in ("name", "text"):
        return _within([c for c in str(value).casefold() if c.isalnum()], every)
    if slot.type == "yes_no":
        return True
    now = wall(event.at, flow.timezone)
    last = said[-1] if said else ""
    typed = "".join(one for one in said if len(one) == 1)
    return any(_hears(slot, words, value, session, now) for words in (last, *_parts(last), typed, *_parts(typed, "")))


def _parts(words: str, between: str = " ") -> Iterator[str]:
    tokens = words.split(between) if between else list(words)
    for begin in range(len(tokens)):
        for end in range(begin + 1, len(tokens) + 1):
            yield between.join(tokens[begin:end])


def _hears(slot: Slot, words: str, value: Any, session: Session, now: Any) -> bool:
    if hear(slot.type, words, language=session.language, now=now, **slot.options).value == value:
        return True
    # "No, the fifth" mends a part of what was said before.
    before = session.values.get(slot.name)
    if before is None:
        return False
    return bool(corrected(slot.type, before, words, language=session.language, now=now, **slot.options).value == value)


def _within(wanted: list[str], text: str) -> bool:
    """Whether these characters are in the text in their order."""
    place = 0
    folded = text.casefold()
    for character in wanted:
        place = folded.find(character, place) + 1
        if not place:
            return False
    return True


def what_is_refused_is_not_kept(call: Witness) -> Iterator[str]:
    """Where a check refuses the value of a slot, that slot is empty afterwards."""
    for moment in call.moments:
        before = moment.before
        if before is None or before.stack != moment.after.stack or before.state != moment.after.state:
            continue
        for name in moment.noted("refused"):
            value = moment.after.values.get(name)
            if value is not None:
                yield f"at {moment.now} ms {name} was refused, and is {value!r}"


def a_mend_changes_nothing_else(call: Witness) -> Iterator[str]:
    """A correction changes no value but the ones that it names; a check may empty others."""
    for moment in call.moments:
        before, after = moment.before, moment.after
        if before is None or "corrected" not in moment.rules or before.stack != after.stack:
            continue
        found = form_of(call, after)
        if found is None or before.state != after.state or moment.noted("enter"):
            continue
        named = {name for detail in moment.noted("corrected") for name in detail.split(", ")}
        named |= set(moment.noted("refused")) | {detail.split()[0] for detail in moment.noted("value dropped")}
        for slot in found[2].slots:
            if slot.name not in named and before.values.get(slot.name) != after.values.get(slot.name):
                yield (
                    f"at {moment.now} ms {slot.name} was {before.values.get(slot.name)!r} and is "
                    f"{after.values.get(slot.name)!r}, but {sorted(named)} was mended"
                )


def what_is_confirmed_was_asked_about(call: Witness) -> Iterator[str]:
    """A yes confirms the values that the confirmation has read out, and no others.

    A form goes on only with values that the caller has confirmed, where it confirms them; a correction that is
    accepted at once counts as confirmed.
    """
    agreed: set[tuple[str, str]] = set()
    asked: dict[str, Mapping[str, Any]] = {}
    for moment in call.moments:
        before, after = moment.before, moment.after
        question = question_of(call, after)
        if question is not None and moment.sent is not None and question.asks in _CONFIRMS:
            own = {f"{after.flow}:{prompt.id}" for prompt in question.prompts}
            if any(spoken.prompt in own for spoken in moment.sent.spoken):
                asked[f"{after.flow}:{question.id}"] = after.values
        if before is None:
            continue
        found = form_of(call, before)
        if found is None:
            continue
        _, question, form = found
        slots = [slot for slot in form.slots if slot.name == question.slot] or list(form.slots)
        if "confirmed" in moment.rules:
            heard = asked.get(f"{before.flow}:{question.id}")
            if heard is not None:
                for slot in slots:
                    if heard.get(slot.name) != before.values.get(slot.name):
                        yield (
                            f"at {moment.now} ms {slot.name} is {before.values.get(slot.name)!r}, and the caller "
                            f"confirmed {heard.get(slot.name)!r}"
                        )
            agreed.add((question.slot or f"{before.flow}:{question.state}", _values(slots, before)))
        if "corrected" in moment.rules or "value" in moment.rules:
            for slot in form.slots:
                if slot.corrections.accept and slot.name in before.values:
                    agreed.add((slot.name, _values([slot], after)))
            if form.corrections.accept:
                agreed.add((f"{before.flow}:{question.state}", _values(list(form.slots), after)))
        yield from _unconfirmed(call, moment, agreed)


_CONFIRMS = (Asks.CONFIRM_SLOT, Asks.CONFIRM_FORM)


def _unconfirmed(call: Witness, moment: Moment, agreed: set[tuple[str, str]]) -> Iterator[str]:
    """What the form that asks now has passed by without a yes."""
    found = form_of(call, moment.after)
    if found is None or moment.after.question == (moment.before.question if moment.before else ""):
        return
    _, question, form = found
    for slot in form.slots:
        if slot.name == question.slot:
            return
        if slot.confirm is not None and (slot.name, _values([slot], moment.after)) not in agreed:
            yield f"at {moment.now} ms {question.id} is asked, and nobody confirmed {slot.name}"


def _values(slots: list[Slot], session: Session) -> str:
    return repr([session.values.get(slot.name) for slot in slots])


def question_of(call: Witness, session: Session) -> Question | None:
    """The question that waits."""
    return call.flow_of(session).questions.get(session.question)


def form_of(call: Witness, session: Session) -> tuple[Flow, Question, Form] | None:
    """The form whose question waits, with its flow."""
    flow = call.flow_of(session)
    question = flow.questions.get(session.question)
    if question is None or question.asks is Asks.INTENT:
        return None
    form = flow.states[question.state].act
    assert isinstance(form, Form)
    return flow, question, form
