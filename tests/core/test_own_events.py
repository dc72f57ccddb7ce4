"""Events as JSON, there and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.core import codec
from callwright.core.events import (
    AssistantSpeak,
    Button,
    Event,
    InputTimeout,
    Key,
    LegacyBargeIn,
    Outside,
    Parties,
    Response,
    SessionEnd,
    SessionStart,
    SmsFailed,
    SpeechEnded,
    SpeechStarted,
    StillAsking,
    Tick,
    Undelivered,
    Unknown,
    UserSpeak,
)
from callwright.core.own_events import OURS, as_own, as_wire, own

CALL, AT, NOBODY = "c1", 1_700_000_000_000, Parties()
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
OBJECT = st.dictionaries(TEXT, JSON, max_size=3)
FLAG = st.booleans()
OWN: st.SearchStrategy[Event] = st.one_of(
    st.builds(lambda name, body, flag: Outside(CALL, AT, NOBODY, name, body, flag), TEXT, OBJECT, FLAG),
    st.builds(lambda force, flag: Button(CALL, AT, NOBODY, force, flag), FLAG, FLAG),
    st.builds(
        lambda key, status, kind, data, text, flag: Response(CALL, AT, NOBODY, key, status, kind, data, text, flag),
        TEXT,
        st.integers(0, 599),
        TEXT,
        JSON,
        TEXT | JSON.map(json.dumps),
        FLAG,
    ),
    st.builds(lambda data, flag: Response(CALL, AT, NOBODY, "k", 200, "", data, json.dumps(data), flag), JSON, FLAG),
    st.builds(lambda key, flag: StillAsking(CALL, AT, NOBODY, key, flag), TEXT, FLAG),
    st.just(Tick(CALL, AT, NOBODY)),
    st.builds(lambda at, actions: Undelivered(CALL, AT, NOBODY, at, tuple(actions)), st.integers(0), st.lists(OBJECT)),
)
NUMBER = st.text("0123456789", max_size=15)
PARTIES = st.builds(Parties, NUMBER, NUMBER, st.sampled_from(["", "inbound", "outbound"]))
WIRE: st.SearchStrategy[Event] = st.one_of(
    *(
        st.builds(lambda parties, kind=kind: kind(CALL, AT, parties), PARTIES)
        for kind in (SessionStart, SpeechStarted, LegacyBargeIn, SpeechEnded, InputTimeout, SessionEnd)
    ),
    st.builds(lambda parties, text, flag: UserSpeak(CALL, AT, parties, text, flag), PARTIES, TEXT, FLAG),
    st.builds(lambda p, key: Key(CALL, AT, p, key), PARTIES, st.sampled_from([*"0123456789", "star", "hash"])),
    st.builds(
        lambda p, ms, text: AssistantSpeak(CALL, AT, p, ms, text), PARTIES, st.none() | st.integers(0, 99_999), TEXT
    ),
    st.builds(lambda parties, reason: SmsFailed(CALL, AT, parties, reason), PARTIES, TEXT),
    st.builds(lambda p, kind: Unknown(CALL, AT, p, kind), PARTIES, st.sampled_from(["novelty", "dtmf_received"])),
)


@given(OWN)
def test_an_event_of_ours_comes_back_from_json(event: Event) -> None:
    """Whatever it holds, the same event is read as was written."""
    assert type(event) in OURS
    assert own(json.loads(json.dumps(as_own(event))), CALL, AT) == event


@given(WIRE)
def test_an_event_of_the_platform_comes_back_from_the_wire(event: Event) -> None:
    """What we write of it is decoded as the platform's own is."""
    wire = json.dumps(as_wire(event), ensure_ascii=False).encode()
    assert codec.decode(codec.loads_json(wire), AT) == event


def test_json_that_the_text_says_is_not_written_twice() -> None:
    """The body of a service is the larger part of its line."""
    event = Response(CALL, AT, NOBODY, "k", 200, "", {"status": "shipped"}, '{"status": "shipped"}')
    assert "json" not in as_own(event)


@pytest.mark.parametrize("fields", [{"is": "nonsense"}, {"is": "outside", "name": "x"}])
def test_what_nobody_wrote_is_refused(fields: dict[str, Any]) -> None:
    """A record of another release must not be read as something else."""
    with pytest.raises((ValueError, KeyError)):
        own(fields, CALL, AT)


def test_the_platforms_events_are_not_ours() -> None:
    """They have a form of their own."""
    with pytest.raises(TypeError):
        as_own(SessionStart(CALL, AT, NOBODY))
