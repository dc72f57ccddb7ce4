"""A tour of a flow: for every prompt the shortest way to make it play.

Theory of operation: breadth first over the places where the assistant waits, a caller does at each all that may be
done there, and every playback that begins is looked at. Two calls that wait at the same question, with as many
failures and the same choices made, are one place. After a failure only further failures are tried, since everything
else was tried before it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from callwright.core.model import Flow
from callwright.core.playback import Playback, Spoken
from callwright.core.session import Phase
from callwright.platform.behaviour import settle
from callwright.platform.call import Call
from callwright.platform.clock import run_now
from callwright.platform.envelope import CallSetup
from callwright.platform.line import Line
from tests.interruption.keep import Kept, begun, session_of
from tests.interruption.moves import SILENT, Move, at_a_question, nonsense

SETUPS = (
    CallSetup(from_number="447700900456", transfers=("busy",) * 9),
    CallSetup(from_number="", transfers=("busy",) * 9),
)
"""Who calls: somebody whose number is shown, and somebody who hides it; nobody is ever free."""


@dataclass(frozen=True, slots=True)
class Stop:
    """How a prompt is reached: the call as it waits before, what is done there, and all that was done until then."""

    before: Kept
    move: Move | None
    path: tuple[Move, ...]
    setup: CallSetup

    def reach(self, prompt: str, flow: Flow, *, websocket: bool) -> Call | None:
        """The call at the moment at which the prompt begins to play; ``None`` where ``flow`` does not say it."""
        call = self.before.again(flow, websocket=websocket)
        if self.move is not None:
            run_now(self.move.perform(call))
        for playback in playbacks(call):
            if any(spoken.prompt == f"{flow.name}:{prompt}" for spoken in playback.spoken):
                return call
        return None


@dataclass
class Tour:
    """Where it led: the shortest way to each prompt, and the prompts to which there is none."""

    stops: dict[str, Stop] = field(default_factory=dict)
    unreached: list[str] = field(default_factory=list)
    waiting: dict[str, Kept] = field(default_factory=dict)
    """The call as it waits for the first time, by who calls."""


def playbacks(call: Call) -> Iterator[Playback]:
    """Let the call go on until it waits or is over; gives each playback as it begins, silent ones left out."""
    line = call.line
    # A call that was kept knows the playback that sounded then, which is one to be given.
    known = len(line.playbacks) - (line.playing is not None)
    while True:
        if len(line.playbacks) > known:
            known = len(line.playbacks)
            open_ = session_of(call).open
            if open_ and open_[-1].audible:
                yield open_[-1]
        if run_now(settle(call, partial(_more_than, line, known))):
            return


def _more_than(line: Line, count: int) -> bool:
    return len(line.playbacks) > count


def tour(flow: Flow) -> Tour:
    """Go everywhere in a flow."""
    made = Tour()
    wanted = set(flow.prompts)
    queue: deque[Stop] = deque(Stop(Kept(begun(flow, setup)), None, (), setup) for setup in SETUPS)
    been: set[object] = set()
    while queue and wanted:
        stop = queue.popleft()
        call = stop.before.again()
        if stop.move is not None:
            run_now(stop.move.perform(call))
        for playback in playbacks(call):
            for spoken in playback.spoken:
                id_ = spoken.prompt.partition(":")[2]
                if id_ in wanted:
                    wanted.discard(id_)
                    made.stops[id_] = stop
        session = session_of(call)
        question = flow.questions.get(session.question)
        if call.line.over or session.phase is not Phase.TALK or question is None:
            continue
        failures = tuple(sorted((name, n) for name, n in session.failures.items() if n))
        choices = tuple(
            sorted((n, v) for n, v in session.values.items() if isinstance(v, bool | str) and len(str(v)) < 12)
        )
        place = (stop.setup.from_number, question.id, failures, choices, session.last)
        if place in been:
            continue
        been.add(place)
        here = Kept(call)
        made.waiting.setdefault(stop.setup.from_number, here)
        moves = (nonsense(flow), SILENT) if failures else tuple(at_a_question(flow, question))
        queue.extend(Stop(here, move, (*stop.path, move), stop.setup) for move in moves)
    made.unreached = sorted(wanted)
    return made


def ids(spoken: tuple[Spoken, ...]) -> tuple[str, ...]:
    """The ids of prompts without the name of their flow; of a built-in sentence its words."""
    return tuple(one.prompt.partition(":")[2] or f"“{one.content}”" for one in spoken)
