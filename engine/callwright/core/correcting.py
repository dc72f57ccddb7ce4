"""Corrections: "no, …" mends the value that is being confirmed, or one that was given earlier.

Laws. What may mean two things mends none, and nothing is thrown away for words that cannot be told. Words that name a
slot ("five people") mend that slot and no other. A value that is not allowed mends nothing; the caller is told what is.
Nothing here changes the session.
"""

from __future__ import annotations

from typing import Any

from callwright.core import limits
from callwright.core.model import Form, Slot
from callwright.core.sense import NO, NOTHING, YES, Meaning, Sense
from callwright.core.turn import Turn
from callwright.understanding.answer import hear_yes_no
from callwright.understanding.correction import corrected, opens_correction
from callwright.understanding.hearing import hear
from callwright.understanding.normalise import Words, normalise
from callwright.understanding.several import hear_several

ANYTHING = frozenset({"name", "text", "spelling"})
"""Types that nearly any words may be."""
_NOT_MENDED = frozenset({"text", "yes_no"})


def confirmed(turn: Turn, words: Words, form: Form, slot: Slot | None) -> Meaning | None:
    """The answer to a confirmation, of ``slot`` or of the whole form: yes, no, or no with what it should be instead."""
    answer = hear_yes_no(words, turn.language, turn.lexicon)
    rest = opens_correction(words.text, turn.session.language)
    if answer is not True and rest is not None:
        better = other_value(turn, words, form, slot, opened=True) or named(turn, words, form)
        if better is not None:
            return better
        if slot is None and _says_something(turn, rest):
            # "No, five" may mean the day or the hour, "no, later" nothing that can be told: nothing is thrown away.
            return NOTHING
    if answer:
        return YES
    if answer is None:
        return None
    return named(turn, words, form) or NO


def other_value(turn: Turn, words: Words, form: Form, slot: Slot | None, *, opened: bool = False) -> Meaning | None:
    """Another value for what is being confirmed: of the slot, or of the one slot of the form that it can be."""
    text = words.text
    if slot is not None:
        fit, beyond = _candidates(turn, text, (slot,))
    elif opened and len(several := _several(turn, text, _marked(turn, form))) > 1:
        return Meaning(Sense.CORRECTION, values=several)
    else:
        fit, beyond = _in_form(turn, words, form, opened=opened)
    if len(fit) == 1 and not beyond:
        return Meaning(Sense.CORRECTION, values=fit)
    return Meaning(Sense.VALUE, values=beyond) if len(beyond) == 1 and not fit else None


def mended(turn: Turn, words: Words, form: Form, asked: Slot) -> Meaning | None:
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
    if not denies and asked.type not in ANYTHING and _is_of(turn, rest, (asked,)):
        return None
    marked = tuple(slot for slot in known if slot.type not in ANYTHING)
    others = tuple(slot for slot in known if slot.type in ANYTHING)
    if (asked.type in ANYTHING and not denies) or (others and _is_of(turn, rest, marked)):
        others = ()
    for slot in (*marked, *others):
        found, _ = _candidates(turn, words.text, (slot,))
        if found:
            return Meaning(Sense.CORRECTION, values=found)
    return named(turn, words, form)


def named(turn: Turn, words: Words, form: Form) -> Meaning | None:
    """ "The date is wrong": a slot is named but no value, so that it is asked for again."""
    if not any(word in turn.language.negations or _is_no(turn, word) for word in words.tokens):
        return None
    names = names_in(turn, words, form)
    return Meaning(Sense.CORRECTION, slots=tuple(names)) if len(names) == 1 else None


def names_in(turn: Turn, words: Words, form: Form) -> list[str]:
    """The filled slots whose names, as their author wrote them, are among the words."""
    said = set(words.tokens)
    return [
        slot.name
        for slot in form.slots
        if slot.name in turn.session.values
        and said.issuperset(normalise(slot.name.replace("_", " "), turn.language).tokens)
    ]


_Candidates = tuple[dict[str, Any], dict[str, Any]]
"""What slots would become by some words: values that they may hold, and values that they may not."""


def _in_form(turn: Turn, words: Words, form: Form, *, opened: bool) -> _Candidates:
    """What the slots of a form would become; those that are named alone, where any is."""
    marked = _marked(turn, form)
    found = _candidates(turn, words.text, marked)
    if sum(map(len, found)) > 1 or found[1]:
        names = names_in(turn, words, form)
        if names:
            fit, beyond = ({n: value for n, value in one.items() if n in names} for one in found)
            return fit, beyond
    elif not any(found) and opened and not _is_of(turn, words.text, marked):
        return _candidates(turn, words.text, tuple(s for s in form.slots if s.name in turn.session.values))
    return found


def _candidates(turn: Turn, text: str, slots: tuple[Slot, ...]) -> _Candidates:
    """What each slot would become by these words, where they can be told and change anything."""
    fit: dict[str, Any] = {}
    beyond: dict[str, Any] = {}
    session = turn.session
    for slot in slots:
        if slot.type in _NOT_MENDED or slot.name not in session.values:
            continue
        before = session.values[slot.name]
        for options, found in ((slot.options, fit), (limits.without(slot), beyond)):
            heard = corrected(slot.type, before, text, language=session.language, now=turn.now, **options)
            if heard.value is not None:
                if heard.value != before:
                    found[slot.name] = heard.value
                break
    return fit, beyond


def _several(turn: Turn, text: str, slots: tuple[Slot, ...]) -> dict[str, Any]:
    """ "No, forty pounds, and on Friday": all that one sentence says to be otherwise."""
    session = turn.session
    rest = opens_correction(text, session.language) or text
    wanted = {slot.name: (slot.type, slot.options) for slot in slots}
    changed: dict[str, Any] = {}
    for name, one in hear_several(wanted, rest, language=session.language, now=turn.now).items():
        type, options = wanted[name]
        value = one.value
        if one.where is not None:
            # What the value was before tells the half of the day, and the month.
            part = corrected(
                type, session.values[name], rest[slice(*one.where)], language=session.language, now=turn.now, **options
            )
            value = value if part.value is None else part.value
        if value is not None and value != session.values[name]:
            changed[name] = value
    return changed


def _says_something(turn: Turn, rest: str) -> bool:
    """Whether there is more behind a "no" than that it is wrong."""
    words = normalise(rest, turn.language)
    if hear_yes_no(words, turn.language, turn.lexicon) is False:
        return False
    return any(word not in turn.language.light for word in words.core)


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
    return tuple(s for s in form.slots if s.name in turn.session.values and s.type not in ANYTHING)


def _is_no(turn: Turn, word: str) -> bool:
    """Whether a word by itself says no: "wrong"."""
    return hear_yes_no(normalise(word, turn.language), turn.language, turn.lexicon) is False
