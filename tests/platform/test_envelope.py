"""What events look like: the switches of their shape."""

from __future__ import annotations

from typing import Any

import pytest

from callwright.platform.envelope import CallSetup
from tests.platform.applications import act, speak
from tests.platform.rig import Rig, rig_id


def test_shapes_of_events() -> None:
    """Session fields, numbers, the words' field and barged_in have the shape that the switches ask for."""
    rig = Rig(session_fields="id", words_in="transcript", barged_in_false="missing", plus=True)
    rig.says("hello", 300).to(9000)
    assert rig.events[0]["session"]["to_phone_number"].startswith("+")
    assert rig.last("words") == {"type": "user_speak", "session": {"id": rig.id}, "transcript": "hello"}
    assert set(Rig(session_fields="short").to(1).says("a", 300).to(9000).last("words")["session"]) == {
        "id",
        "account_id",
        "phone_number",
    }


def test_withheld_number() -> None:
    """A withheld number is empty, also where numbers carry a plus."""
    rig = Rig(setup=CallSetup(from_number=""), plus=True)
    assert rig.events[0]["session"]["from_phone_number"] == ""


@pytest.mark.parametrize("written", ["492115566770", "+49 211 5566-770", "0049 (211) 5566770"])
def test_numbers_are_bare(written: str) -> None:
    """However a number is written, the platform's events carry digits with the country first."""
    session = Rig(setup=CallSetup(to_number=written)).events[0]["session"]
    assert session["to_phone_number"] == session["phone_number"] == "492115566770"


def test_a_session_without_account_or_direction() -> None:
    """account_id and direction are left out of every event where switches say so."""
    session = Rig(account_id=False, direction=False).events[0]["session"]
    assert set(session) == {"id", "phone_number", "from_phone_number", "to_phone_number"}


def test_how_a_turn_says_that_it_cut_nothing() -> None:
    """barged_in is false, null or missing; where it cut something it is always true."""
    for how, expected in (("false", {"barged_in": False}), ("null", {"barged_in": None}), ("missing", {})):
        rig = Rig(barged_in_false=how).says("a", 300).to(2000)
        assert {name: v for name, v in rig.last("words").items() if name == "barged_in"} == expected
        assert rig.plays("immediate").to(2500).says("b", 300).to(9000).last("words")["barged_in"] is True


def test_assistant_speak_without_its_words() -> None:
    """A switch leaves the words out of assistant_speak and tells its length alone; another counts in seconds."""
    rig = Rig(announced_words="missing", started_at_in_seconds=True).send(speak(rig_id(), "Hello there")).to(9000)
    told = rig.last("speaking")
    assert set(told) == {"type", "session", "duration_ms", "speech_started_at"}
    assert told["speech_started_at"] == CallSetup().epoch_ms // 1000


def test_legacy_words() -> None:
    """user_barge_in carries the words so far, or nothing where a switch says so."""
    for carried in (True, False):
        rig = Rig(legacy_barge_in=True, legacy_words=carried).plays("immediate").to(100).says("hello", 500).to(9000)
        event = next(e for e in rig.events if e["type"] == "user_barge_in")
        assert event.get("text") == ("hello" if carried else None)


@pytest.mark.parametrize(("how", "kind"), [("text", str), ("object", dict), ("missing", type(None))])
def test_the_reason_of_a_failed_text_message(how: str, kind: type) -> None:
    """reason is a text, an object or missing in sms_failed."""
    rig = Rig(setup=CallSetup(sms_fails=True), sms_reason=how)
    rig.send(act(rig.id, "send_sms", phone_number="49151", message="Hi")).to(9000)
    assert type(rig.events[-1].get("reason")) is kind


def test_the_end_of_the_session() -> None:
    """session_end comes plain, with reason and timestamp, or never."""
    ends: dict[str, list[dict[str, Any]]] = {}
    for how in ("plain", "detailed", "missing"):
        rig = Rig(session_end=how).to(500)
        rig.line.hangs_up()
        rig.to(600)
        ends[how] = [event for event in rig.events if event["type"] == "session_end"]
    assert [set(event) for event in ends["plain"]] == [{"type", "session"}]
    assert ends["detailed"][0]["reason"] == "caller_hangup"
    assert ends["detailed"][0]["timestamp"] == CallSetup().epoch_ms + 500
    assert ends["missing"] == []


def test_fields_that_no_page_names() -> None:
    """A switch adds fields to every event and to its session, and changes nothing else."""
    plain, sprinkled = Rig(), Rig(unknown_fields=True, session_fields="id")
    for rig in (plain, sprinkled):
        rig.says("hello", 300).to(2000)
    event = sprinkled.last("words")
    assert event.keys() - plain.last("words").keys() == {"schema", "sequence"}
    assert event["session"].keys() == {"id", "region", "recording"}
