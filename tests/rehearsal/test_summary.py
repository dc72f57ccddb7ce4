"""A recorded call in one line."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from callwright.core.model import Flow
from callwright.platform.envelope import CallSetup
from callwright.platform.switches import RECOMMENDED
from callwright.rehearsal.recording import Recording, read
from callwright.rehearsal.summary import (
    ASSISTANT,
    CALLER,
    FAULT,
    GONE_MS,
    HANDED_OVER,
    NO_END,
    OPEN,
    TRANSFERRED,
    from_data,
    summary,
)
from tests.laws.callers import Case, Deed
from tests.laws.known import known
from tests.rehearsal.recorded import Recorded


def made(*turns: dict[str, Any]) -> Recording:
    """A record of these turns after its beginning."""
    head = {"record": 1, "at": 0, "call": "c1", "flow": "desk", "version": "v1"}
    every = [head, turn("session_start", "speak"), *turns]
    return read([json.dumps(one).encode() for one in every])


def turn(kind: str, *actions: str, **more: Any) -> dict[str, Any]:
    answer = [{"type": action} for action in actions] or None
    return {"at": 1000, "event": {"type": kind, "session": {"id": "c1"}, **more}, "answer": answer}


def nowhere(_version: str, _name: str) -> Flow | None:
    return None


@pytest.mark.parametrize(
    ("recording", "now", "ended"),
    [
        (made(turn("session_end")), 1000, CALLER),
        (made(turn("assistant_speech_ended", "hangup"), turn("session_end")), 1000, ASSISTANT),
        (made(turn("assistant_speech_ended", "hangup")), 1000, ASSISTANT),
        (made(turn("assistant_speech_ended", "transfer")), 1000, TRANSFERRED),
        (made(turn("user_speak", "transfer"), turn("session_start", "speak"), turn("session_end")), 1000, CALLER),
        (made(turn("user_speak", "configure_voice_to_voice")), 1000, HANDED_OVER),
        (made(turn("user_speak", "speak")), 1000, OPEN),
        (made(turn("user_speak", "speak")), 1000 + GONE_MS, NO_END),
        (made({"at": 9, "fault": "ValueError", "answer": {"type": "speak"}}, turn("session_end")), 1000, FAULT),
        (made({"at": 9, "fault": "ValueError"}, turn("user_speak", "speak"), turn("session_end")), 1000, CALLER),
    ],
)
def test_how_a_call_ended_shows_in_its_lines(recording: Recording, now: int, ended: str) -> None:
    """Also where its version is gone."""
    line = summary(recording, nowhere, now)
    assert line.ended == ended
    assert line.no_matches is None


def test_keys_in_a_row_are_one_turn() -> None:
    """As words are, and a silence; what the platform tells of its own accord is none."""
    keys = [turn("dtmf_received", digit=key) for key in "123"]
    line = summary(made(*keys, turn("user_speak", text="hi"), turn("assistant_speech_ended"), *keys), nowhere, 0)
    assert line.turns == 3


def test_a_replay_tells_the_rest() -> None:
    """The states that the call came to, how often nobody understood, which protected prompts were not heard."""
    flow = known()["desk"]
    deeds = (Deed(-1, "beside the point", 1), Deed(-1, "beside the point", 2), Deed(-1, "hangs up", 0))
    call = Recorded(flow, Case(7, "webhook", CallSetup(), RECOMMENDED, deeds))
    call.lead()
    line = summary(call.recording, lambda _version, _name: flow, 0)
    assert line.no_matches == 2
    assert line.states is not None
    assert "menu" in line.states
    assert line.unhappy
    assert from_data(json.loads(json.dumps(line.data()))) == line
    assert not replace(line, no_matches=0, no_inputs=0, unheard=()).unhappy
