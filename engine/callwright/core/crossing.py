"""From one flow to another, and into sub-flows and back.

A sub-flow has variables of its own: those of another flow begin with that flow's initial values, those of a state of
the same file with a copy of the caller's; nothing of them comes back but what ``save`` takes. Who called waits on the
session's stack. ``go_to: flow:other`` is no call: the values go along.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from callwright.core import actions, asking, forms
from callwright.core.model import Call, Destination, Flow, Transcription
from callwright.core.session import Frame
from callwright.core.turn import Failed, Turn
from callwright.core.voices import base

SAFE = frozenset({"GET", "HEAD"})
"""The methods that change nothing."""
MAX_DEPTH = 20
"""So many sub-flows may wait for each other."""


def initial_values(flow: Flow) -> dict[str, Any]:
    """What the flow's variables hold before anything sets them."""
    return {name: v.value for name, v in flow.variables.items() if v.value is not None}


def move(turn: Turn, name: str) -> None:
    """Go on in another flow: its variables, its words, and its language if ours is none of its own."""
    if not name or name == turn.flow.name:
        return
    asking.leave(turn)
    session = turn.session
    _switch(turn, turn.family[name])
    kept: Mapping[str, Any] = {}
    for place, frame in enumerate(session.stack):
        if frame.flow == name:
            # Who goes to a flow that waits for this one is out of the sub-flow.
            kept, session.stack = frame.values, session.stack[:place]
            break
    session.values = {**initial_values(turn.flow), **kept, **session.values}


def call(
    turn: Turn, act: Call, *, digression: bool, values: Mapping[str, Any] = MappingProxyType({}), parent: int = 0
) -> Destination:
    """Begin a sub-flow; its first state. Raises ``Failed`` where too many wait already.

    ``digression``: the open question is kept and asked again afterwards, and ``values`` are those of the words that led
    there, which the sub-flow is told of and its caller is not. ``parent`` is how many sub-flows up its author
    wrote the call: there are the values that ``with`` sees, and the states that it may name.
    """
    session = turn.session
    if len(session.stack) >= MAX_DEPTH:
        raise Failed(f"more than {MAX_DEPTH} sub-flows wait for each other", act.span)
    home, seen = parents(turn)[parent - 1] if parent else (turn.flow, session.values)
    seen = {**seen, **values}
    target = turn.family[act.to.flow] if act.to.flow else home
    given = _given(turn, act, seen, target)
    question = session.question if digression else ""
    if digression:
        session.question = ""
    else:
        asking.leave(turn)
    frame = Frame(
        turn.flow.name,
        session.state,
        question,
        digression,
        session.values,
        tuple(sorted(session.confirmed)),
        session.history,
        unsure=session.inquiry is not None and session.inquiry.method not in SAFE,
        to=_called(target, act),
    )
    if not digression:
        _forget_who_was_left(turn)
    before = session.language
    _switch(turn, target)
    session.stack += (frame._replace(language=before) if session.language != before else frame,)
    session.values = {**(seen if target is home else initial_values(target)), **given}
    session.confirmed, session.history = frozenset(), ()
    turn.note("call", act.to.flow or act.to.state, act.span)
    return Destination(act.to.state)


def is_under_way(turn: Turn, act: Call, parent: int) -> bool:
    """Whether the small task that is called is the very one that we are in."""
    stack = turn.session.stack
    if not stack or not stack[-1].digression:
        return False
    home = parents(turn)[parent - 1][0] if parent else turn.flow
    return stack[-1].to == _called(turn.family[act.to.flow] if act.to.flow else home, act)


def _called(target: Flow, act: Call) -> str:
    return f"{target.name}:{act.to.state or target.start}"


def _forget_who_was_left(turn: Turn) -> None:
    """A state that calls again waits no more for what it called before: that was left by a ``go_to``."""
    session = turn.session
    for place, frame in enumerate(session.stack):
        if (frame.flow, frame.state, frame.digression) == (turn.flow.name, session.state, False):
            session.stack = session.stack[:place]
            return


def _given(turn: Turn, act: Call, seen: Mapping[str, Any], target: Flow) -> dict[str, Any]:
    """What the sub-flow is given: told from the values that its caller sees, kept as its own variables are."""
    session = turn.session
    ours, session.values = session.values, seen
    try:
        told = {a.name: (turn.value_of(a.value, a.span), a.span) for a in act.with_}
    finally:
        session.values = ours
    kept = {name: forms.typed(turn, name, value, span, target) for name, (value, span) in told.items()}
    return {name: value for name, value in kept.items() if value is not None}


def give_back(turn: Turn) -> Frame:
    """Leave the innermost sub-flow: the call stands again where that was called."""
    session = turn.session
    frame, session.stack = session.stack[-1], session.stack[:-1]
    asking.leave(turn)
    spoken = session.language
    _switch(turn, turn.family[frame.flow])
    if frame.language and spoken != frame.language and session.language == spoken:
        _speak(turn, frame.language)
    session.state, session.values = frame.state, frame.values
    session.confirmed, session.history = frozenset(frame.confirmed), frame.history
    return frame


def unwind(turn: Turn, depth: int) -> None:
    """Leave so many sub-flows at once; what they collected is gone."""
    for _ in range(depth):
        give_back(turn)


def callers_here(turn: Turn) -> int:
    """How many of those who wait, from the innermost on, stand in the file that we are in.

    What this file listens for at any time is theirs as well, so that where it leads away they are left too.
    """
    count = 0
    for frame in reversed(turn.session.stack):
        if frame.flow != turn.flow.name:
            break
        count += 1
    return count


def parents(turn: Turn) -> list[tuple[Flow, dict[str, Any]]]:
    """The flows that wait for the one we are in, with their values; the innermost first."""
    return [(turn.family[frame.flow], dict(frame.values)) for frame in reversed(turn.session.stack)]


def remember(turn: Turn, depth: int, values: Mapping[str, Any]) -> None:
    """Keep new values for the ``depth``-th of those who wait, counted from the innermost."""
    stack = list(turn.session.stack)
    stack[-depth] = stack[-depth]._replace(values=values)
    turn.session.stack = tuple(stack)


def _switch(turn: Turn, flow: Flow) -> None:
    """Stand in ``flow``: its words are listened for, in a language that it has."""
    if flow is turn.flow:
        return
    session = turn.session
    turn.flow, session.flow = flow, flow.name
    if not any(base(tag) == base(session.language) for tag in flow.languages):
        _speak(turn, flow.language)
    elif flow.transcription is not None:
        turn.actions.append(actions.configure_transcription(session.id, flow.transcription))


def _speak(turn: Turn, language: str) -> None:
    """Speak another language, and have the recogniser follow."""
    session = turn.session
    session.language = language
    own = turn.flow.transcription or Transcription()
    listen = replace(own, languages=own.languages or (language,))
    turn.actions.append(actions.configure_transcription(session.id, listen))
