"""What words mean to a form: the value that is asked for, others beside it, the beginning of one, or a correction.

Theory of operation. A value that is asked for and spoken alone wins over an intent, an intent over a value with words
around it; so there are two looks. ``plain`` is the first: answers that are nothing else. ``around`` is the second, when
no intent has won. Names, spellings and texts can be anything, so they are only found in the second. Digits, spellings
and telephone numbers may come in pieces. "No, …" mends: the value that is being confirmed, or one given earlier.
Nothing here changes the session.
"""

from __future__ import annotations

from typing import Any

from callwright.core.model import Asks, Form, Question, Slot
from callwright.core.sense import NO, NOTHING, YES, Meaning, Sense
from callwright.core.turn import Turn
from callwright.languages.values.heard import Heard
from callwright.understanding.answer import hear_yes_no
from callwright.understanding.correction import corrected, opens_correction
from callwright.understanding.hearing import hear
from callwright.understanding.normalise import Words, normalise
from callwright.understanding.pieces import Joined, join, without_wait
from callwright.understanding.several import hear_several

IN_PIECES = frozenset({"digits", "spelling", "phone"})
"""Types that may be said, or typed, in several turns."""
_LIMITS = frozenset({"min", "max", "past", "future"})
_ANYTHING = frozenset({"name", "text", "spelling"})
"""Types that nearly any words may be: an intent wins over them."""


def plain(turn: Turn, words: Words, question: Question) -> Meaning | None:
    """The answer that a form's question asks for, where the whole utterance is one."""
    slot = turn.flow.slot_of(question)
    form = _form(turn, question)
    if question.asks is not Asks.VALUE:
        return _confirmed(turn, words, form, slot)
    assert slot is not None
    mended = _mended(turn, words, form, slot)
    if mended is not None:
        return mended
    if slot.type == "yes_no":
        answer = hear_yes_no(words, turn.language, turn.lexicon)
        return None if answer is None else Meaning(Sense.VALUE, values={slot.name: answer})
    if slot.type in IN_PIECES:
        return _pieced(turn, words, slot, alone=True)
    if slot.type in _ANYTHING:
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
        return _other_value(turn, words.text, form, slot) or _named(turn, words, form)
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
    return _out_of_limits(turn, slot, words.text) or _named(turn, words, form)


def _form(turn: Turn, question: Question) -> Form:
    form = turn.flow.states[question.state].act
    assert isinstance(form, Form)
    return form


def _found(slot: Slot, heard: Heard) -> Meaning:
    return Meaning(Sense.VALUE, values={slot.name: heard.value})


def _hear(turn: Turn, slot: Slot, text: str, **more: Any) -> Heard:
    return hear(slot.type, text, language=turn.session.language, now=turn.now, **slot.options, **more)


def _out_of_limits(turn: Turn, slot: Slot, text: str) -> Meaning | None:
    """A value that is told but not allowed, so that the caller can be told what is."""
    wider = without_limits(slot)
    if len(wider) == len(slot.options) or slot.type in IN_PIECES:
        return None
    heard = hear(slot.type, text, language=turn.session.language, now=turn.now, **wider)
    return None if heard.value is None else _found(slot, heard)


def without_limits(slot: Slot) -> dict[str, Any]:
    """How a slot is heard where its least and its most do not count."""
    return {name: value for name, value in slot.options.items() if name not in _LIMITS}


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


# confirmation and correction


def _confirmed(turn: Turn, words: Words, form: Form, slot: Slot | None) -> Meaning | None:
    """Yes, no, or no with what it should be instead."""
    answer = hear_yes_no(words, turn.language, turn.lexicon)
    rest = opens_correction(words.text, turn.session.language)
    if answer is not True and rest is not None:
        better = _other_value(turn, words.text, form, slot, opened=True) or _named(turn, words, form)
        if better is not None:
            return better
        if slot is None and _is_of(turn, words.text, _marked(turn, form)):
            # "No, five" may mean the day or the hour: nothing is thrown away for words that cannot be told.
            return NOTHING
    if answer:
        return YES
    if answer is None:
        return None
    return _named(turn, words, form) or NO


def _other_value(turn: Turn, text: str, form: Form, slot: Slot | None, *, opened: bool = False) -> Meaning | None:
    """Another value for what is being confirmed: of the slot, or of the one slot of the form that it can be."""
    if slot is not None:
        candidates = _candidates(turn, text, (slot,))
    else:
        known = tuple(s for s in form.slots if s.name in turn.session.values)
        marked = _marked(turn, form)
        candidates = _several_mended(turn, text, marked) if opened else {}
        if len(candidates) > 1:
            return Meaning(Sense.CORRECTION, values=candidates)
        candidates = _candidates(turn, text, marked)
        if not candidates and opened and not _is_of(turn, text, marked):
            candidates = _candidates(turn, text, known)
        if len(candidates) > 1:
            named = names_in(turn, normalise(text, turn.language), form)
            candidates = {name: value for name, value in candidates.items() if name in named}
    if len(candidates) != 1:
        return None
    return Meaning(Sense.CORRECTION, values=candidates)


def _several_mended(turn: Turn, text: str, slots: tuple[Slot, ...]) -> dict[str, Any]:
    """ "No, forty pounds, and on Friday": all that one sentence says to be otherwise."""
    rest = opens_correction(text, turn.session.language) or text
    wanted = {slot.name: (slot.type, slot.options) for slot in slots}
    found = hear_several(wanted, rest, language=turn.session.language, now=turn.now)
    known = turn.session.values
    return {name: one.value for name, one in found.items() if one.value is not None and one.value != known[name]}


def _is_of(turn: Turn, text: str, slots: tuple[Slot, ...]) -> bool:
    """Whether these words say a value of one of the types, even one that its slot cannot take: then it is no name."""
    rest = opens_correction(text, turn.session.language) or text
    for slot in slots:
        choices = slot.options.get("options", ())
        if hear(slot.type, rest, language=turn.session.language, now=turn.now, options=choices).value is not None:
            return True
    return False


def _marked(turn: Turn, form: Form) -> tuple[Slot, ...]:
    """The slots with a value whose type tells a value from other words."""
    return tuple(s for s in form.slots if s.name in turn.session.values and s.type not in _ANYTHING)


def _candidates(turn: Turn, text: str, slots: tuple[Slot, ...]) -> dict[str, Any]:
    """What each slot would become by these words, where they can be told and change anything."""
    found: dict[str, Any] = {}
    session = turn.session
    for slot in slots:
        if slot.type in ("text", "yes_no") or slot.name not in session.values:
            continue
        before = session.values[slot.name]
        heard = corrected(slot.type, before, text, language=session.language, now=turn.now, **slot.options)
        if heard.value is not None and heard.value != before:
            found[slot.name] = heard.value
    return found


def _mended(turn: Turn, words: Words, form: Form, asked: Slot) -> Meaning | None:
    """ "No, James" when something else is asked for already: the latest value that it can mend.

    Where the question's own answer can be meant as well, only a "no" mends: "sorry, the fifth" answers.
    """
    session = turn.session
    if session.pieces or session.keys:
        return None
    rest = opens_correction(words.text, session.language)
    if rest is None:
        return None
    known = tuple(slot for slot in reversed(form.slots) if slot.name in session.values)
    if not known:
        return None
    opening = words.text[: len(words.text) - len(rest)] if words.text.endswith(rest) else words.text
    denies = hear_yes_no(normalise(opening, turn.language), turn.language, turn.lexicon) is False
    if not denies and asked.type not in _ANYTHING and _hear(turn, asked, rest).value is not None:
        return None
    marked = tuple(slot for slot in known if slot.type not in _ANYTHING)
    others = tuple(slot for slot in known if slot.type in _ANYTHING)
    if asked.type in _ANYTHING and not denies:
        others = ()
    for slot in (*marked, *(() if others and _is_of(turn, words.text, marked) else others)):
        found = _candidates(turn, words.text, (slot,))
        if found:
            return Meaning(Sense.CORRECTION, values=found)
    return _named(turn, words, form)


def _named(turn: Turn, words: Words, form: Form) -> Meaning | None:
    """ "The date is wrong": a slot is named but no value, so that it is asked for again."""
    if not any(word in turn.language.negations or _is_no(turn, word) for word in words.tokens):
        return None
    names = names_in(turn, words, form)
    return Meaning(Sense.CORRECTION, slots=tuple(names)) if len(names) == 1 else None


def _is_no(turn: Turn, word: str) -> bool:
    """Whether a word by itself says no: "wrong"."""
    return hear_yes_no(normalise(word, turn.language), turn.language, turn.lexicon) is False


def names_in(turn: Turn, words: Words, form: Form) -> list[str]:
    """The filled slots whose names, as their author wrote them, are among the words."""
    said = set(words.tokens)
    return [
        slot.name
        for slot in form.slots
        if slot.name in turn.session.values
        and said.issuperset(normalise(slot.name.replace("_", " "), turn.language).tokens)
    ]
