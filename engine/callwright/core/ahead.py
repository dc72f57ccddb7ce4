"""What a sentence that leads to a form says already of what the form will ask for: "a table on Friday at eight"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from callwright.core.model import Flow, Form, Target
from callwright.core.sense import Meaning
from callwright.core.turn import Turn
from callwright.understanding.normalise import Words, normalise
from callwright.understanding.several import hear_several

STATES_BETWEEN = 5
"""So many states that do not wait may stand before the form."""


def values_of(turn: Turn, target: Target, meaning: Meaning) -> Mapping[str, Any]:
    """The values of the phrase that was said, and what else the words tell of the form that ``target`` leads to."""
    text, said = turn.words[0], turn.said
    if target.go_to is None or meaning.depth or said is None or len(said.core) <= meaning.phrase.count(" ") + 1:
        # No more words than those of the phrase.
        return meaning.values
    form, emptied = _form_behind(turn.family[target.go_to.flow] if target.go_to.flow else turn.flow, target.go_to.state)
    if form is None or not _says_more(turn, said, meaning):
        return meaning.values
    taken = (turn.session.values.keys() - emptied) | meaning.values.keys()
    open_slots = {slot.name: (slot.type, slot.options) for slot in form.slots if slot.name not in taken}
    heard = hear_several(open_slots, text, language=turn.session.language, now=turn.now)
    # What the phrase has taken for one slot is not said of another.
    told = list(meaning.values.values())
    found = {name: one.value for name, one in heard.items() if one.value is not None and one.value not in told}
    if found:
        turn.note("value", ", ".join(found), target.span)
    return {**found, **meaning.values}


def _says_more(turn: Turn, words: Words, meaning: Meaning) -> bool:
    """Whether there is a word of weight beside those of the phrase; hearing values takes its time."""
    explained = normalise(meaning.phrase, turn.language).tokens
    return any(word not in explained and word not in turn.language.light for word in words.core)


def _form_behind(flow: Flow, name: str) -> tuple[Form | None, frozenset[str]]:
    """The form that a state is, or that follows without a question in between, and what is emptied on the way."""
    emptied: set[str] = set()
    for _ in range(STATES_BETWEEN):
        state = flow.states[name or flow.start]
        emptied.update(state.forget)
        if isinstance(state.act, Form):
            return state.act, frozenset(emptied)
        if state.act is not None or state.go_to is None or state.go_to.flow:
            break
        name = state.go_to.state
    return None, frozenset()
