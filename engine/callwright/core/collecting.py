"""What words mean to a form: the value that is asked for, others beside it, the beginning of one, or a correction.

Theory of operation. A value that is asked for and spoken alone wins over an intent, an intent over a value with words
around it; so there are two looks. ``plain`` is the first: answers that are nothing else. ``around`` is the second, when
no intent has won. Names, spellings and texts can be anything, so they are only found in the second. Digits, spellings
and telephone numbers may come in pieces. What mends an earlier value is told in ``correcting``. The session is never
changed here.
"""

from __future__ import annotations

from typing import Any

from callwright.core import correcting, limits
from callwright.core.correcting import ANYTHING
from callwright.core.model import Asks, Form, Question, Slot
from callwright.core.sense import Meaning, Sense
from callwright.core.turn import Turn
from callwright.languages.values.heard import Heard
from callwright.understanding.answer import hear_yes_no
from callwright.understanding.hearing import hear
from callwright.understanding.matcher import Verdict
from callwright.understanding.normalise import Words, normalise
from callwright.understanding.pieces import Joined, join, without_wait
from callwright.understanding.several import hear_several

IN_PIECES = frozenset({"digits", "spelling", "phone"})
"""Types that may be said, or typed, in several turns."""


def plain(turn: Turn, words: Words, question: Question) -> Meaning | None:
    """The answer that a form's question asks for, where the whole utterance is one."""
    slot = turn.flow.slot_of(question)
    form = _form(turn, question)
    is_yes_or_no = question.asks is not Asks.VALUE or (slot is not None and slot.type == "yes_no")
    if is_yes_or_no and _is_universal(turn, words, question):
        return None
    if question.asks is not Asks.VALUE:
        return correcting.confirmed(turn, words, form, slot)
    assert slot is not None
    mended = correcting.mended(turn, words, form, slot)
    if mended is not None:
        return mended
    if slot.type == "yes_no":
        answer = hear_yes_no(words, turn.language, turn.lexicon)
        return None if answer is None else Meaning(Sense.VALUE, values={slot.name: answer})
    if slot.type in IN_PIECES:
        return _pieced(turn, words, slot, alone=True)
    if slot.type in ANYTHING:
        return None
    heard = _hear(turn, slot, words.text)
    if heard.value is None or not _stands_alone(turn, words, slot, heard):
        return None
    several = _several(turn, words, form, slot)
    if slot.name not in several:
        # "The second one" is an option by its place, and no day.
        several = {}
    return Meaning(Sense.VALUE, values=several | {slot.name: heard.value})


def around(turn: Turn, words: Words, question: Question) -> Meaning | None:
    """The value that is asked for with words around it, or others of the form beside it."""
    if words.is_hesitation or words.is_backchannel:
        return None
    slot = turn.flow.slot_of(question)
    form = _form(turn, question)
    if question.asks is not Asks.VALUE:
        return correcting.other_value(turn, words, form, slot) or correcting.named(turn, words, form)
    assert slot is not None
    several = _several(turn, words, form, slot)
    if several.keys() - {slot.name}:
        return Meaning(Sense.VALUE, values=several)
    if slot.type in IN_PIECES:
        return _pieced(turn, words, slot, alone=False)
    heard = _hear(turn, slot, words.text)
    if heard.value is not None:
        return _found(slot, heard)
    turn.note("hearing", f"{slot.name} cannot be told", slot.span)
    if several:
        return Meaning(Sense.VALUE, values=several)
    return _out_of_limits(turn, slot, words.text) or correcting.named(turn, words, form)


def _is_universal(turn: Turn, words: Words, question: Question) -> bool:
    """Whether the words are, to the letter, something that may be said anywhere: "wie bitte" is no "bitte"."""
    match = turn.lexicon.match(words, turn.flow.universals & question.listening)
    return match.verdict is Verdict.CLEAR and match.candidates[0].score >= 1.0


def _form(turn: Turn, question: Question) -> Form:
    form = turn.flow.states[question.state].act
    assert isinstance(form, Form)
    return form


def _found(slot: Slot, heard: Heard) -> Meaning:
    return Meaning(Sense.VALUE, values={slot.name: heard.value})


def _hear(turn: Turn, slot: Slot, text: str) -> Heard:
    return hear(slot.type, text, language=turn.session.language, now=turn.now, **slot.options)


def _out_of_limits(turn: Turn, slot: Slot, text: str) -> Meaning | None:
    """A value that is told but not allowed, so that the caller can be told what is."""
    wider = limits.without(slot)
    if len(wider) == len(slot.options) or slot.type in IN_PIECES:
        return None
    heard = hear(slot.type, text, language=turn.session.language, now=turn.now, **wider)
    return None if heard.value is None else _found(slot, heard)


def _stands_alone(turn: Turn, words: Words, slot: Slot, heard: Heard) -> bool:
    """Whether nothing of weight stands beside a value."""
    if slot.type == "choice":
        return _is_option(turn, words, slot, heard.value)
    if heard.where is None:
        return True
    start, end = heard.where
    beside = normalise(f"{words.text[:start]} {words.text[end:]}", turn.language)
    return turn.language.light.issuperset(beside.core)


def _is_option(turn: Turn, words: Words, slot: Slot, option: str) -> bool:
    """Whether nothing but one of the phrases of an option was said, or its place."""
    language = turn.language
    of_option = {word for phrase in slot.options["options"][option] for word in normalise(phrase, language).tokens}
    places = language.ordinals.places.keys() | language.ordinals.counted | language.ordinals.of_two.keys()
    small = language.light | places
    return all(word in of_option or word in small for word in words.core)


# several values in one sentence


def _several(turn: Turn, words: Words, form: Form, asked: Slot) -> dict[str, Any]:
    """All that one sentence fills of what the form does not know yet."""
    values = turn.session.values
    open_slots = {slot.name: (slot.type, slot.options) for slot in form.slots if slot.name not in values}
    if len(form.slots) < 2 or len(words.tokens) < 2:
        return {}
    found = hear_several(open_slots, words.text, language=turn.session.language, now=turn.now, asked=asked.name)
    return {name: heard.value for name, heard in found.items() if heard.value is not None}


# values in pieces


def _pieced(turn: Turn, words: Words, slot: Slot, *, alone: bool) -> Meaning | None:
    """A value that may have begun in an earlier utterance, or goes on in a later one."""
    if words.is_hesitation or words.is_backchannel:
        return None
    text, waits = without_wait(words.text, turn.session.language)
    before = pieces(turn)
    if not text.strip() or (alone and not waits and turn.language.hear_digits(words.core) is None):
        return None
    joined = join_all(turn, slot, (*before, text))
    if before and joined.so_far == join_all(turn, slot, before).so_far:
        # Nothing of these words belongs to the number.
        return None
    if joined.value is not None:
        return Meaning(Sense.VALUE, values={slot.name: joined.value})
    if joined.partial:
        said = (*before, text)
        whole = join_all(turn, slot, said, over=True).value is not None
        return Meaning(Sense.PIECE, pieces=said, waits=waits, whole=whole)
    if joined.so_far:
        # Told, but not within the limits: what is wrong with it can be said.
        return Meaning(Sense.VALUE, values={slot.name: joined.so_far})
    return None


def pieces(turn: Turn) -> tuple[str, ...]:
    """What was said, and typed, of the value so far."""
    session = turn.session
    return (*session.pieces, " ".join(session.keys)) if session.keys else session.pieces


def join_all(turn: Turn, slot: Slot, said: tuple[str, ...], *, over: bool = False) -> Joined:
    """What these pieces say together; ``over``: no more will come."""
    return join(slot.type, said, language=turn.session.language, now=turn.now, over=over, **slot.options)
