"""What those who wait for a sub-flow listen for meanwhile: their ``anytime`` is added to its own.

Their conditions, sentences and values are read where they were written. A target that leads somewhere ends the
sub-flow; one that only says something, or calls another small task, lets it go on. ``depth`` counts the waiting flows
from the innermost, which is 1; 0 is the flow that we are in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from callwright.core import asking, crossing, walk
from callwright.core.model import Target, Targets
from callwright.core.turn import Turn


def choose(turn: Turn, targets: Targets, depth: int, values: Mapping[str, Any]) -> Target | None:
    """The first target whose condition holds; ``values`` are those of the words that may lead there."""
    if not depth and not values:
        return walk.choose(turn, targets)
    with _standing(turn, depth, values):
        return walk.choose(turn, targets)


def take(turn: Turn, target: Target, depth: int, values: Mapping[str, Any]) -> None:
    """Go where a target of theirs leads, and end the sub-flows in between if it does."""
    if not depth:
        walk.take(turn, target, values)
    elif target.call is not None and crossing.is_under_way(turn, target.call, depth):
        asking.ask_again(turn)
    elif target.go_to is not None or target.returns is not None:
        crossing.unwind(turn, depth)
        walk.take(turn, target, values)
    else:
        with _standing(turn, depth, values):
            walk.assign(turn, target.sets)
            turn.say(target.prompts)
            kept = turn.session.values
        if target.call is not None:
            # A small task is told the values of the words that led there; who waits keeps only what is set.
            theirs = crossing.parents(turn)[depth - 1][1]
            named = {assignment.name for assignment in target.sets}
            crossing.remember(turn, depth, {**theirs, **{n: value for n, value in kept.items() if n in named}})
            walk.enter(turn, crossing.call(turn, target.call, digression=True, values=values, parent=depth))
        else:
            crossing.remember(turn, depth, kept)


@contextmanager
def _standing(turn: Turn, depth: int, values: Mapping[str, Any]) -> Iterator[None]:
    """Stand in the flow of one who waits, with its values, for as long as this lasts."""
    session = turn.session
    here = turn.flow, session.values
    theirs = session.values
    if depth:
        turn.flow, theirs = crossing.parents(turn)[depth - 1]
    session.values = {**theirs, **values}
    try:
        yield
    finally:
        turn.flow, session.values = here
