"""A recorded call, done once more: the fold of ``step`` over what came.

Laws.
1. With the version that the call had, every answer is the recorded one, byte for byte, and so is the ledger.
2. What a record hides is not tried: such a turn counts as the same, and the fold goes on from the session behind it.

Theory of operation. ``replay`` gives a ``Replayed`` for each turn: what the step made of it now, what the call was
before, and whether the answer is the recorded one. A turn that was put back is folded as if it had not been, as
``interpreter.undone`` has it. Where the call went on in another version its flow changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from callwright.core import codec
from callwright.core.events import SessionEnd
from callwright.core.hiding import Veil, veil_of
from callwright.core.interpreter import Step, start, step, undone
from callwright.core.model import Flow
from callwright.core.session import Session
from callwright.rehearsal.recording import Head, Note, Recording, Turn, kept

FlowOf = Callable[[str, str], Flow | None]
"""The flow of a name in a version; ``None`` where it is gone."""


class LostVersionError(Exception):
    """A version that a call had is gone. ``version`` is which, ``flow`` whose."""

    def __init__(self, version: str, flow: str) -> None:
        super().__init__(version)
        self.version = version
        self.flow = flow


@dataclass(frozen=True, slots=True)
class Replayed:
    """One turn of the record and what it makes now. ``number`` counts turns from 1.

    ``step`` is ``None`` where what came is hidden, or the turn was not stepped; ``fault`` is what the step ran into.
    ``before`` and ``after`` are the session without its secrets. ``gone`` tells that the turn was put back.
    """

    number: int
    turn: Turn
    flow: Flow
    before: Session | None
    after: Session
    step: Step | None
    same: bool
    gone: bool = False

    @property
    def answer(self) -> bytes | None:
        """What is answered now, as it would stand in a record; ``None`` where nobody can say."""
        return None if self.step is None else written(self.step)


def written(made: Step) -> bytes:
    """The answer of a step as a record holds it."""
    return kept(made.actions, codec.encode(made.actions))


def replay(recording: Recording, flow_of: FlowOf) -> Iterator[Replayed]:
    """Each turn once more. Raises ``LostVersionError`` where a version is gone, and whatever a step raises."""
    head = recording.head
    flow = _flow(flow_of, head.version, head.flow)
    veil = veil_of(flow)
    session: Session | None = None
    began = head.flow
    entries = recording.entries
    number = 0
    for place, entry in enumerate(entries):
        if isinstance(entry, Head):
            flow, session, began = _flow(flow_of, entry.version, entry.flow), None, entry.flow
            veil = veil_of(flow)
        elif isinstance(entry, Note):
            if entry.what == "moved":
                flow = _flow(flow_of, entry.more, began)
                veil = veil_of(flow)
                if session is not None:
                    session = session.fork()
                    session.version = entry.more
        else:
            number += 1
            gone = _put_back(entries[place + 1 : place + 2])
            replayed = _again(number, entry, flow, veil, session, gone=gone)
            yield replayed
            session = replayed.after
            if gone:
                session = _undone(flow, veil, replayed)


def _flow(flow_of: FlowOf, version: str, name: str) -> Flow:
    flow = flow_of(version, name)
    if flow is None:
        raise LostVersionError(version, name)
    return flow


def _put_back(then: tuple[object, ...]) -> bool:
    return any(isinstance(entry, Note) and entry.what == "undone" for entry in then)


def _again(number: int, turn: Turn, flow: Flow, veil: Veil | None, before: Session | None, *, gone: bool) -> Replayed:
    if turn.hidden and turn.after is not None:
        return Replayed(number, turn, flow, before, turn.after, None, same=True, gone=gone)
    if isinstance(turn.event, SessionEnd) and before is not None:
        # The service answers nothing to it, whatever a step would.
        made = step(flow, before, turn.event)
        return Replayed(number, turn, flow, before, made.session, made, same=not turn.answer, gone=gone)
    made = start(flow, turn.event) if before is None else step(flow, before, turn.event)
    after = made.session if veil is None else veil.stripped(made.session)
    if turn.after is not None:
        return Replayed(number, turn, flow, before, turn.after, made, same=True, gone=gone)
    same = written(made) == (codec.encode(turn.answer) or b"null")
    return Replayed(number, turn, flow, before, after, made, same=same, gone=gone)


def _undone(flow: Flow, veil: Veil | None, replayed: Replayed) -> Session:
    if replayed.before is None:
        return replayed.after
    session = undone(flow, replayed.before, replayed.turn.event)
    return session if veil is None else veil.stripped(session)
