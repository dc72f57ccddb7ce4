"""A recorded call in one line: when, how long, how it ended, and how well caller and assistant got along.

Theory of operation. What the lines say by themselves is always known: the times, the turns, how the call ended. How
often nobody understood, and what was heard of protected prompts, only a replay can tell; where the version is gone,
these are ``None``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from callwright.core.actions import Action
from callwright.core.events import InputTimeout, Key, SessionEnd, SessionStart, UserSpeak
from callwright.core.ladders import Failure
from callwright.core.model import Flow
from callwright.core.playback import Fate, Heard
from callwright.rehearsal.recording import Head, Note, Recording, Turn
from callwright.rehearsal.replay import FlowOf, Replayed, replay

CALLER, ASSISTANT, TRANSFERRED, HANDED_OVER = "caller hung up", "assistant hung up", "transferred", "handed over"
FAULT, OPEN, NO_END = "fault", "open", "no end seen"
ENDINGS = (CALLER, ASSISTANT, TRANSFERRED, HANDED_OVER, FAULT, OPEN, NO_END)

GONE_MS = 2 * 3_600_000
"""A call without an event for so long is not open any more."""

_LEAVES = {"hangup": ASSISTANT, "transfer": TRANSFERRED, "configure_voice_to_voice": HANDED_OVER}
_UNHAPPY = frozenset({FAULT, NO_END})


@dataclass(frozen=True, slots=True)
class Summary:
    """One call. Times are Unix ms, lengths ms; numbers are as the platform wrote them.

    ``turns`` are the caller's: words, keys in a row, a silence that was told. ``interruptions`` are prompts that the
    caller cut short. ``states`` are all that the call came to, the last one last. ``unheard`` are the protected
    prompts that were not heard to their end.
    """

    call: str
    at: int
    ms: int
    flow: str
    version: str
    over: str
    caller: str
    called: str
    ended: str
    turns: int
    interruptions: int
    outbound: bool = False
    faults: int = 0
    no_matches: int | None = None
    no_inputs: int | None = None
    states: tuple[str, ...] | None = None
    unheard: tuple[str, ...] | None = None

    @property
    def other(self) -> str:
        """The number of whoever is at the other end."""
        return self.called if self.outbound else self.caller

    @property
    def unhappy(self) -> bool:
        """Whether something went wrong: a fault, a protected prompt unheard, not understood twice and more."""
        missed = (self.no_matches or 0) + (self.no_inputs or 0)
        return self.ended in _UNHAPPY or bool(self.faults or self.unheard) or missed >= 2

    def data(self) -> dict[str, Any]:
        """It as JSON."""
        return asdict(self) | {"unhappy": self.unhappy}


def from_data(data: Mapping[str, Any]) -> Summary:
    """The summary that ``Summary.data`` wrote."""
    known = {name: data[name] for name in (f.name for f in fields(Summary))}
    lists = {name: tuple(known[name]) for name in ("states", "unheard") if known[name] is not None}
    return Summary(**known | lists)


def summary(recording: Recording, flow_of: FlowOf, now: int) -> Summary:
    """The call in one line. ``now`` (Unix ms) tells whether it may still be open."""
    turns = recording.turns
    head = recording.head
    last = max((entry.at for entry in recording.entries), default=head.at)
    parties = [turn.event.parties for turn in turns]
    faults = sum(isinstance(entry, Note) and entry.what == "fault" for entry in recording.entries)
    flow, version = _latest(recording)
    known = Summary(
        call=head.call,
        at=head.at,
        ms=last - head.at,
        flow=flow,
        version=version,
        over=head.over,
        caller=next((one.caller for one in parties if one.caller), ""),
        called=next((one.called for one in parties if one.called), ""),
        ended=_ended(recording, last, now),
        turns=_count_turns(turns),
        interruptions=sum(isinstance(turn.event, UserSpeak) and turn.event.barged_in for turn in turns),
        outbound=any(one.direction == "outbound" for one in parties),
        faults=faults,
    )
    try:
        replayed = list(replay(recording, flow_of))
    except Exception:  # a version that is gone, or a step that this release cannot do: the lines themselves are known
        return known
    return _looked_into(known, replayed)


def _latest(recording: Recording) -> tuple[str, str]:
    flow, version = recording.head.flow, recording.head.version
    for entry in recording.entries:
        if isinstance(entry, Head):
            flow, version = entry.flow, entry.version
        elif isinstance(entry, Note) and entry.what == "moved":
            version = entry.more
    return flow, version


def _count_turns(turns: tuple[Turn, ...]) -> int:
    count, typing = 0, False
    for turn in turns:
        if isinstance(turn.event, Key) or (turn.hidden and _is_key(turn)):
            count += not typing
            typing = True
        elif isinstance(turn.event, InputTimeout) or (isinstance(turn.event, UserSpeak) and turn.event.text.strip()):
            count += 1
            typing = False
    return count


def _is_key(turn: Turn) -> bool:
    return getattr(turn.event, "type", "") == "dtmf_received"


def _ended(recording: Recording, last: int, now: int) -> str:
    how, faulty = "", False
    over = False
    for entry in recording.entries:
        if isinstance(entry, Note):
            faulty = faulty or entry.what == "fault"
            how = _left(entry.answer) or how
        elif isinstance(entry, Turn):
            if isinstance(entry.event, SessionEnd):
                over = True
            else:
                back = isinstance(entry.event, SessionStart) and how == TRANSFERRED
                how = _left(entry.answer) or ("" if back or _talks(entry.answer) else how)
                faulty = faulty and not _talks(entry.answer)
    if faulty and (over or how):
        return FAULT
    if how:
        return how
    if over:
        return CALLER
    return OPEN if now - last < GONE_MS else NO_END


def _left(answer: tuple[Action, ...]) -> str:
    return next((_LEAVES[action["type"]] for action in answer if action["type"] in _LEAVES), "")


def _talks(answer: tuple[Action, ...]) -> bool:
    return any(action["type"] in ("speak", "audio") for action in answer)


def _looked_into(known: Summary, replayed: list[Replayed]) -> Summary:
    rules = [rule for turn in replayed for rule in rules_of(turn)]
    states: dict[str, None] = {}
    for turn in replayed:
        if turn.after.state:
            states.pop(turn.after.state, None)
            states[turn.after.state] = None
    flow = replayed[-1].flow if replayed else None
    ledger = replayed[-1].after.ledger if replayed else ()
    return replace(
        known,
        no_matches=rules.count(Failure.NO_MATCH.value),
        no_inputs=rules.count(Failure.NO_INPUT.value),
        states=tuple(states),
        unheard=() if flow is None else tuple(unheard(flow, ledger)),
    )


def rules_of(turn: Replayed) -> Iterator[str]:
    """The names of the rules that a turn fired, hidden or not."""
    if turn.gone:
        return
    if turn.step is None:
        yield from (rule for rule, _, _ in turn.turn.trace)
    else:
        yield from (trace.rule for trace in turn.step.trace)


def unheard(flow: Flow, ledger: tuple[Heard, ...]) -> Iterator[str]:
    """The protected prompts that were dropped or cut, by their names or else their ids."""
    for line in ledger:
        name, _, place = line.prompt.partition(":")
        prompt = flow.family[name].prompts.get(place) if name in flow.family else None
        if prompt is not None and prompt.barge_in.protected and line.fate in (Fate.CUT, Fate.NEVER):
            yield line.name or place
