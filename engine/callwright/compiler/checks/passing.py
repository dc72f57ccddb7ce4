"""Where a call gets from a state without the caller: the questions behind it."""

from __future__ import annotations

from collections.abc import Iterator

from callwright.compiler.checks.subject import state_in
from callwright.compiler.checks.unreachable import taken
from callwright.core.model import Choose, Destination, Flow, Form, Question, State


def questions_behind(flow: Flow, going: Destination, coming_from: Question | None = None) -> Iterator[Question | None]:
    """The questions that a call comes to from here without the caller; ``None`` where it may get anywhere else.

    A form whose own question leads here asks that question again; of another form it is the first one.
    """
    seen: set[str] = set()
    pending = [state_in(flow, going)]
    while pending:
        name = pending.pop()
        if name in seen:
            continue
        seen.add(name)
        state = flow.states.get(name)
        if state is None:
            yield None
        elif isinstance(state.act, Question):
            yield state.act
        elif isinstance(state.act, Form):
            ours = coming_from is not None and coming_from.state == name
            yield coming_from if ours else state.act.slots[0].question
        elif only_goes_on(state):
            pending.append(state_in(flow, state.go_to))
        elif isinstance(state.act, Choose) and not changes(state):
            for target in taken(state.act.targets):
                if target.go_to is None or target.sets:
                    yield None
                else:
                    pending.append(state_in(flow, target.go_to))
        else:
            yield None


def only_goes_on(state: State) -> bool:
    """Whether a state speaks, changes nothing, and goes on."""
    return state.act is None and state.go_to is not None and not changes(state)


def changes(state: State) -> bool:
    """Whether entering a state leaves something behind that may change what follows."""
    return bool(state.sets or state.forget or state.send_sms or state.set_language)
