"""The lines of a record as values."""

from __future__ import annotations

import json
from typing import Any

import pytest

from callwright.core import codec
from callwright.core.events import SessionStart, Tick, UserSpeak
from callwright.rehearsal.recording import SMALL, BrokenRecordError, Head, Note, Turn, kept, read

HEAD = {"record": 1, "at": 5, "call": "c1", "flow": "desk", "version": "v1", "over": "websocket", "callwright": "0.6"}
START = {"at": 5, "event": {"type": "session_start", "session": {"id": "c1"}}, "answer": {"type": "hangup"}}


def lines(*data: Any) -> list[bytes]:
    return [json.dumps(one).encode() for one in data]


def test_a_record_is_read_line_by_line() -> None:
    """A head, the platform's events, our own, and what is no turn."""
    words = {"at": 7, "event": {"type": "user_speak", "session": {"id": "c1"}, "text": "hi"}, "answer": None}
    tick, undone = {"at": 9, "own": {"is": "tick"}, "answer": [{"type": "a"}, {"type": "b"}]}, {"at": 9, "undone": True}
    recording = read(lines(HEAD, START, words, tick, undone, {"at": 10, "moved": "v2"}))
    head, first, second, own, back, moved = recording.entries
    assert head == Head(5, "c1", "desk", "v1", "websocket", "0.6")
    assert isinstance(first, Turn)
    assert isinstance(first.event, SessionStart)
    assert first.answer == ({"type": "hangup"},)
    assert isinstance(second, Turn)
    assert isinstance(second.event, UserSpeak)
    assert second.answer == ()
    assert isinstance(own, Turn)
    assert isinstance(own.event, Tick)
    assert own.ours
    assert back == Note(9, "undone")
    assert moved == Note(10, "moved", "v2")


def test_what_a_dialled_call_begins_with_is_put_back() -> None:
    """It was never on the wire, so it stands in the head."""
    recording = read(lines(HEAD | {"variables": {"name": "Ann"}}, START))
    event = recording.turns[0].event
    assert isinstance(event, SessionStart)
    assert event.variables == {"name": "Ann"}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ([], "empty"),
        (lines(START), "no beginning"),
        ([*lines(HEAD, START), b'{"at": 5, "event"'], "Line 3"),
        (lines(HEAD, {"at": 5, "event": {"type": "x"}}), "Line 2"),
        (lines(HEAD, {"at": 5, "own": {"is": "novelty"}}), "Line 2"),
        (lines(HEAD | {"record": 2}), "another release"),
        (lines([1, 2]), "no beginning"),
    ],
)
def test_what_cannot_be_read_says_which_line_and_why(written: list[bytes], found: str) -> None:
    """A record may have been written by another release, or torn by somebody's hands."""
    with pytest.raises(BrokenRecordError, match=found):
        read(written)


def test_a_recording_that_is_played_is_kept_as_a_digest() -> None:
    """A second of sound is as long as a whole conversation; two sounds are told apart all the same."""
    sounds = [{"type": "audio", "session_id": "c1", "audio": letter * SMALL} for letter in "ab"]
    one, other = (kept([sound], codec.encode([sound])) for sound in sounds)
    assert len(one) < 200
    assert one != other
    assert one == kept([dict(sounds[0])], codec.encode([sounds[0]]))


def test_a_small_answer_is_kept_as_it_went_out() -> None:
    """Not one byte of it is made anew."""
    body = b'{"type":"hangup","session_id":"c1"}'
    assert kept([json.loads(body)], body) is body
    assert kept([], None) == b"null"
