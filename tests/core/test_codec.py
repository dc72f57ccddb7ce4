"""The wire and the stored form."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.core import codec, events
from callwright.core.codec import WireError
from callwright.core.playback import Fate
from callwright.core.prompt import Strategy
from callwright.core.session import Phase
from tests.core.calls import Call
from tests.core.chain import CHAIN

SESSION = {"id": "s"}


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({}, "$.type"),
        ({"type": 5, "session": SESSION}, "$.type"),
        ({"type": "", "session": SESSION}, "$.type"),
        ({"type": "user_speak"}, "$.session"),
        ({"type": "user_speak", "session": []}, "$.session"),
        ({"type": "user_speak", "session": {}}, "$.session.id"),
        ({"type": "user_speak", "session": {"id": 7}}, "$.session.id"),
        ({"type": "user_speak", "session": {"id": " "}}, "$.session.id"),
        ({"type": "user_speak", "session": {"id": "x" * 129}}, "$.session.id"),
    ],
)
def test_an_event_needs_a_type_and_a_call(data: dict[str, Any], path: str) -> None:
    """What is refused says where, what was found and what would be allowed."""
    with pytest.raises(WireError) as error:
        codec.decode(data, 1)
    assert error.value.path == path
    assert error.value.allowed


@pytest.mark.parametrize(
    ("fields", "text", "barged_in"),
    [
        ({"text": "hello", "barged_in": True}, "hello", True),
        ({"transcript": "hello"}, "hello", False),
        ({"text": None}, "", False),
        ({"text": 5, "barged_in": "yes"}, "", False),
        ({"text": "x", "barged_in": None}, "x", False),
        ({}, "", False),
    ],
)
def test_words_are_taken_as_every_generation_of_the_wire_writes_them(
    fields: dict[str, Any], text: str, barged_in: bool
) -> None:
    """``transcript`` serves for ``text``; what is no text is noise; what is no boolean is false."""
    event = codec.decode({"type": "user_speak", "session": SESSION, **fields}, 1)
    assert isinstance(event, events.UserSpeak)
    assert (event.text, event.barged_in) == (text, barged_in)


def test_numbers_and_parties_are_remembered_as_written() -> None:
    """The called number falls back to the number of the flow session."""
    event = codec.decode(
        {"type": "session_start", "session": {"id": "s", "phone_number": "4921", "from_phone_number": " +4915 "}}, 1
    )
    assert event.parties == events.Parties("+4915", "4921", "")


@pytest.mark.parametrize(("digit", "key"), [("0", "0"), ("*", "star"), ("#", "hash"), (7, "7")])
def test_keys_have_names(digit: Any, key: str) -> None:
    """Star and hash are spelled out."""
    event = codec.decode({"type": "dtmf_received", "session": SESSION, "digit": digit}, 1)
    assert isinstance(event, events.Key)
    assert event.key == key


def test_what_is_unknown_or_unusable_is_an_event_that_nothing_answers() -> None:
    """A newer platform does not break an older service."""
    for data in ({"type": "moon_rise"}, {"type": "dtmf_received", "digit": "44"}, {"type": "dtmf_received"}):
        event = codec.decode({**data, "session": SESSION}, 1)
        assert isinstance(event, events.Unknown)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b'{"a": NaN}',
        b'{"a": 1, "a": 2}',
        b'{"a": "\\ud800"}',
        b"\xff\xfe",
        b'{"a":' * 100 + b"1" + b"}" * 100,
        b"[" * 200_000,
        b'"text"',
        b"1e999999",
    ],
)
def test_what_is_no_event_is_refused_and_never_breaks_us(body: bytes) -> None:
    """Strict JSON: one object, each key once, whole characters, bounded depth."""
    with pytest.raises(WireError):
        codec.loads_json(body)


def test_brackets_in_words_are_words() -> None:
    """A caller's text full of brackets is not nesting."""
    assert codec.loads_json(json.dumps({"text": "[{" * 200}).encode())["text"] == "[{" * 200


@given(st.binary(max_size=300))
def test_arbitrary_bytes_are_refused_or_are_an_object(body: bytes) -> None:
    """Nothing but ``WireError`` comes out of bytes from outside."""
    try:
        data = codec.loads_json(body)
    except WireError as error:
        assert error.found
    else:
        assert isinstance(data, dict)


def test_one_action_is_an_object_several_are_an_array_none_is_nothing() -> None:
    """The shapes that every generation of the platform understands."""
    assert codec.encode([]) is None
    assert codec.encode([{"type": "hangup"}]) == b'{"type":"hangup"}'
    assert codec.encode([{"type": "a"}, {"type": "b"}]) == b'[{"type":"a"},{"type":"b"}]'


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_what_is_encoded_is_json(value: Any) -> None:
    """The quick encoder writes what the library's own would."""
    plain = json.dumps([value, value], ensure_ascii=False, separators=(",", ":"))
    assert codec.encode([value, value]) == plain.encode("utf-8", "replace")


def test_a_call_in_progress_survives_its_storage() -> None:
    """``load(dump(session))`` is the session, wherever the call stands."""
    call = Call(CHAIN)
    seen = [call.state]
    acts: tuple[Callable[[], object], ...] = (
        lambda: call.ended(800),
        lambda: call.ended(60),
        lambda: call.interrupts("what", 300),
        lambda: call.ended(),
        lambda: call.key("9"),
        lambda: call.timeout(20_000),
        lambda: call.says("billing"),
        lambda: call.event("session_end"),
    )
    for act in acts:
        act()
        seen.append(call.state)
    for session in seen:
        assert codec.load(codec.dump(session)) == session


def test_a_call_that_began_at_time_nought_survives_too() -> None:
    """What a session cannot be without is always stored."""
    session = Call(CHAIN).state.fork()
    session.started_at, session.version = 0, ""
    assert codec.load(codec.dump(session)) == session


def test_another_releases_form_is_refused_by_name() -> None:
    """A stored form that we cannot read is said to be one."""
    with pytest.raises(ValueError, match="another release"):
        codec.load(b'{"v": 99}')


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(["a:b", "{", "[[", "\\u0041"])
_JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(_TEXTS, _JSON_VALUES, max_size=4), st.booleans())
def test_an_object_is_read_as_the_standard_library_reads_it(data: dict[str, Any], escaped: bool) -> None:
    """However an object is written, the quick reading and the thorough one give the same."""
    text = json.dumps(data, ensure_ascii=escaped)
    assert codec.loads_json(text.encode()) == codec.loads_json(text) == json.loads(text)


@given(st.dictionaries(_TEXTS, _JSON_VALUES, min_size=1, max_size=3), _JSON_VALUES, st.integers(0, 2))
def test_a_key_that_stands_twice_is_always_found(data: dict[str, Any], value: Any, depth: int) -> None:
    """At any depth, and whatever stands in the words around it."""
    key, text = json.dumps(next(iter(data))), json.dumps(data)
    body = text[:-1] + f", {key}: {json.dumps(value)}}}"
    for _ in range(depth):
        body = f'{{"within": {body}}}'
    with pytest.raises(WireError):
        codec.loads_json(body.encode())


def test_what_the_first_release_stored_is_read() -> None:
    """A call that was stored by callwright 0.1, with every kind of thing in it, goes on."""
    stored = (Path(__file__).parent / "stored_by_0_1.json").read_bytes()
    session = codec.load(stored)
    assert (session.state, session.phase, session.confirmed) == ("ask", Phase.TALK, frozenset({"a=1", "b=2"}))
    assert session.open[0].spoken[0].barge_in.strategy is Strategy.IMMEDIATE
    assert session.ledger[0].fate is Fate.HEARD
    assert session.inquiry is not None
    assert session.inquiry.query == (("day", "1"),)
    again = json.loads(codec.dump(session))
    again["confirmed"].sort()
    assert again == json.loads(stored)


def test_a_session_that_holds_half_a_character_is_stored_whole() -> None:
    """What templates and services may bring does not break the store."""
    session = Call(CHAIN).state.fork()
    session.values = {"odd": "\ud800", "big": 2**70}
    assert codec.load(codec.dump(session)) == session
