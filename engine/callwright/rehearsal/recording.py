"""A recorded call: the lines that a service wrote of it, as values.

Theory of operation. A record is lines of JSON, a head and then one a turn; each says when (``at``, Unix ms):

    {"record": 1, "at": …, "call": …, "flow": …, "version": …, "over": "http", "callwright": …}     the call begins
    {"at": …, "event": {…}, "answer": {…}}          an event of the platform as it came, and the answer's body, or null
    {"at": …, "own": {…}, "answer": {…}}            an event of our own (``core.own_events``)
    {"at": …, "undone": true}                       nobody took what the turn before made: it did not happen
    {"at": …, "repeated": true}                     the platform sent the last event again, and got the same answer
    {"at": …, "fault": "…", "event": …, "answer": …}  we failed; the call stays where it was
    {"at": …, "moved": "…"}                         the call goes on in another version

A turn in which a secret was heard, or could be, has ``hidden``: words are ``•••``, and ``after`` is the session behind
it without its secrets, from which a replay goes on; ``trace`` is which rules fired, and where. An answer may be hidden
alone. A second head begins the call anew: its version was gone.

Of a recording that is played the answer holds a digest, so that a record stays small.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import Any, Literal

from msgspec.structs import replace as changed

from callwright.core import codec, own_events
from callwright.core.actions import Action
from callwright.core.codec import WireError
from callwright.core.events import Event, SessionStart
from callwright.core.session import Session

RECORD = 1
"""The version of the form."""

SMALL = 4_096
"""Bytes of an answer in which nobody looks for recordings."""


class BrokenRecordError(Exception):
    """A record that cannot be read; the message says which line, and why."""


@dataclass(frozen=True, slots=True)
class Head:
    """How a call began: in which flow and version, over what, and with which release of callwright."""

    at: int
    call: str
    flow: str
    version: str
    over: str = "http"
    release: str = ""
    variables: Mapping[str, Any] | None = None
    """What a call that we dialled began with."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One event and its answer. ``ours``: it did not come from the platform.

    ``hidden``: what came is masked, so that it cannot be stepped; ``masked``: the answer's words are. ``after`` is the
    session behind it, where a replay cannot make it. ``trace`` are rules, with file and line where there is one.
    """

    at: int
    event: Event
    answer: tuple[Action, ...]
    ours: bool = False
    hidden: bool = False
    masked: bool = False
    after: Session | None = None
    trace: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something that is no turn. ``more``: the other version, or the kind of fault; ``answer``: what was said to it."""

    at: int
    what: Literal["undone", "repeated", "fault", "moved"]
    more: str = ""
    answer: tuple[Action, ...] = ()


Entry = Head | Turn | Note


@dataclass(frozen=True, slots=True)
class Recording:
    """One call. ``entries`` begin with a head."""

    head: Head
    entries: tuple[Entry, ...]

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Its turns alone."""
        return tuple(entry for entry in self.entries if isinstance(entry, Turn))


def kept(actions: Sequence[Action], body: bytes | None) -> bytes:
    """An answer as it stands in a record; ``body`` is what ``codec.encode`` makes of ``actions``."""
    if body is None:
        return b"null"
    if len(body) < SMALL:
        return body
    return codec.encode([_light(action) for action in actions]) or b"null"


def _light(action: Action) -> Action:
    sound = action.get("audio")
    return {**action, "audio": _digest(sound)} if isinstance(sound, str) and len(sound) > 256 else action


@lru_cache(maxsize=256)
def _digest(sound: str) -> str:
    return "sha256:" + sha256(sound.encode()).hexdigest()


def read(lines: Sequence[bytes]) -> Recording:
    """The call that was recorded. Raises ``BrokenRecordError``."""
    entries: list[Entry] = []
    call = ""
    for number, line in enumerate(lines, 1):
        try:
            data = json.loads(line)
            if "record" in data:
                _must_be_ours(data["record"], number)
                entry: Entry = _head(data)
                call = data["call"]
            elif not entries:
                raise BrokenRecordError("The record has no beginning: its first line is no head.")
            else:
                entry = _entry(data, call)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, WireError) as error:
            raise BrokenRecordError(f"Line {number} of the record cannot be read ({_short(error)}).") from error
        if isinstance(entry, Turn) and isinstance(entry.event, SessionStart) and isinstance(entries[-1], Head):
            entry = _dialled(entry, entries[-1])
        entries.append(entry)
    if not entries:
        raise BrokenRecordError("The record is empty.")
    head = entries[0]
    assert isinstance(head, Head)
    return Recording(head, tuple(entries))


def _must_be_ours(form: Any, number: int) -> None:
    if form != RECORD:
        raise BrokenRecordError(
            f"Line {number} is of form {form}, and this callwright reads form {RECORD}: "
            "the call was recorded by another release. Use that one to look at it."
        )


def _short(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:120]


def _head(data: Mapping[str, Any]) -> Head:
    return Head(
        data["at"],
        data["call"],
        data["flow"],
        data["version"],
        data.get("over", "http"),
        data.get("callwright", ""),
        data.get("variables"),
    )


def _dialled(turn: Turn, head: Head) -> Turn:
    if not head.variables or not isinstance(turn.event, SessionStart):
        return turn
    return replace(turn, event=changed(turn.event, variables=head.variables))


def _entry(data: Mapping[str, Any], call: str) -> Turn | Note:
    at = data["at"]
    answer = _actions(data.get("answer"))
    if "fault" in data:
        return Note(at, "fault", data["fault"], answer)
    if "moved" in data:
        return Note(at, "moved", data["moved"])
    if "undone" in data:
        return Note(at, "undone")
    if "repeated" in data:
        return Note(at, "repeated")
    ours = "own" in data
    event = own_events.own(data["own"], call, at) if ours else codec.decode(data["event"], at)
    after = data.get("after")
    return Turn(
        at,
        event,
        answer,
        ours,
        bool(data.get("hidden")),
        bool(data.get("masked")) or bool(data.get("hidden")),
        None if after is None else codec.load(json.dumps(after).encode()),
        tuple((rule, file, line) for rule, file, line in data.get("trace", ())),
    )


def _actions(answer: Any) -> tuple[Action, ...]:
    if answer is None:
        return ()
    return tuple(answer) if isinstance(answer, list) else (answer,)
