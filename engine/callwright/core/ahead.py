"""What a sentence that leads to a form says already of what the form will ask for: "a table on Friday at eight"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from callwright.core.model import Flow, Form, Target
from callwright.core.sense import Meaning
from callwright.core.turn import Turn
from callwright.understanding.several import hear_several

SEVERAL_WORDS = 3
"""A sentence of fewer words says no more than its intent."""
STATES_BETWEEN = 5
"""So many states that do not wait may stand before the form."""


def values_of(turn: Turn, target: Target, meaning: Meaning) -> Mapping[str, Any]:
    """The values of the phrase that was said, and what else the words tell of the form that ``target`` leads to."""
    text = turn.words[0]
    if target.go_to is None or meaning.depth or len(text.split()) < SEVERAL_WORDS:
        return meaning.values
    form = _form_behind(turn.family[target.go_to.flow] if target.go_to.flow else turn.flow, target.go_to.state)
    if form is None:
        return meaning.values
    taken = turn.session.values.keys() | meaning.values.keys()
    open_slots = {slot.name: (slot.type, slot.options) for slot in form.slots if slot.name not in taken}
    heard = hear_several(open_slots, text, language=turn.session.language, now=turn.now)
    # What the phrase has taken for one slot is not said of another.
    told = list(meaning.values.values())
    found = {name: one.value for name, one in heard.items() if one.value is not None and one.value not in told}
    if found:
        turn.note("value", ", ".join(found), target.span)
    return {**found, **meaning.values}


def _form_behind(flow: Flow, name: str) -> Form | None:
    """The form that a state is, or that follows without anybody being asked anything else."""
    for _ in range(STATES_BETWEEN):
        state = flow.states[name or flow.start]
        if isinstance(state.act, Form):
            return state.act
        if state.act is not None or state.go_to is None or state.go_to.flow:
            return None
        name = state.go_to.state
    return None
