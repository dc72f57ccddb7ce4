"""Collecting: values of every type, several at once, within their limits, and as their service wants them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.calls import Call
from tests.core.collected import ALL, BOAT, NUMBER, TABLE, at_table, said


def test_slot_after_slot() -> None:
    """Each is asked for, heard as its type, and at last all are confirmed."""
    call = at_table(*ALL)
    assert call.state.values == {"name": "James Miller", "day": "2027-01-22", "at": "20:00", "people": 4}
    assert call.said == "A table for 4 on Friday, January 22nd at 8 PM, James Miller. Is that right?"
    call.listens()
    call.says("yes")
    assert call.said == "Thank you, James Miller."


def test_several_values_in_one_sentence() -> None:
    """One sentence fills what it says, and what it does not say is asked for."""
    call = at_table("James Miller", "friday at eight for four people")
    assert call.said.startswith("A table for 4 on Friday, January 22nd")
    call = at_table("James Miller", "on friday for four people")
    assert call.said == "At what time?"
    assert call.state.values["people"] == 4


def test_a_value_of_the_words_that_led_here_is_not_asked_for() -> None:
    """A phrase with a value fills the slot of that name."""
    call = said(TABLE, "a table for six people please")
    assert call.state.values == {"people": 6}
    assert call.said == "What is your name?"


def test_a_value_out_of_its_limits_is_asked_back() -> None:
    """Twelve people are too many and yesterday is too early: the caller hears what would be possible."""
    call = at_table("James", "yesterday")
    assert call.said == "That is too early. The earliest is Friday, January 15th. On which day?"
    call = at_table("James", "on friday", "at eight", "twelve")
    assert call.said == "That is too much. The most is 8. For how many people?"
    assert "people" not in call.state.values
    call = at_table("James", "on friday", "at eleven at night")
    assert call.said == "That is too late. The latest is 10 PM. At what time?"
    assert call.state.streak == 1


TYPES = """
    language: en-GB
    timezone: Europe/London
    states:
      ask:
        collect:
          slot: it
          type: {type}
          {more}
          prompts: What is it?
          end_key: hash
        go_to: done
      done:
        prompts: You said {{{{ it | say }}}}.
        hangup: yes
"""


@pytest.mark.parametrize(
    ("type", "more", "words", "value", "heard"),
    [
        ("yes_no", "", "yes please", True, "yes"),
        ("digits", "length: 3", "double oh seven", "007", "0 0 7"),
        ("number", "", "one and a half", 1.5, "1.5"),
        ("money", "", "nineteen pounds ninety", {"amount": 19.9, "currency": "GBP"}, "19 pounds and 90 pence"),
        ("money", "currency: EUR", "fifty", {"amount": 50, "currency": "EUR"}, "50 euros"),
        ("date", "past: yes", "24 06 1923", "1923-06-24", "24th of June 1923"),
        ("time", "", "half past three in the afternoon", "15:30", "3:30 PM"),
        ("duration", "", "an hour and a half", "PT90M", "1 hour and 30 minutes"),
        ("phone", "", "0 2 0 7 9 4 6 0 1 2 3", "+442079460123", "2 0 7, 9 4 6, 0 1 2 3"),
        ("name", "", "my name is Anna Meyer", "Anna Meyer", "Anna Meyer"),
        ("spelling", "", "K for kilo 7 A", "K7A", "K"),
        ("choice", "options: {small: [small, little], large: [large, big]}", "the big one", "large", "large"),
        ("text", "", "whatever you like", "whatever you like", "whatever you like"),
    ],
)
def test_every_type(type: str, more: str, words: str, value: Any, heard: str) -> None:
    """Each type is heard with its options, and said again as people say it."""
    flow = TYPES.format(type=type, more=more)
    if type not in ("digits", "phone", "number", "date", "time"):
        flow = flow.replace("          end_key: hash\n", "")
    call = said(flow, words)
    if not call.said:
        call.listens()
        call.timeout(4000)
    assert call.state.values == {"it": value}
    assert heard in call.said


@pytest.mark.parametrize(
    ("type", "keys", "value"),
    [("date", "24061923", "1923-06-24"), ("time", "1530", "15:30"), ("number", "47#", 47)],
)
def test_typed_values(type: str, keys: str, value: Any) -> None:
    """A date is typed as day, month and year, a time as hours and minutes, a number with an end key."""
    call = Call(TYPES.format(type=type, more="past: yes" if type == "date" else ""))
    call.listens()
    for key in keys:
        call.key(key)
    assert call.state.values == {"it": value}


def test_sensitive_values_stand_in_no_trace() -> None:
    """Why a turn went as it did can be told without the value."""
    call = said(NUMBER.format(more="sensitive: yes"), "12345678")
    told = " ".join(f"{trace.rule} {trace.detail}" for step in call.steps for trace in step.trace)
    assert "12345678" not in told


def test_a_choice_among_other_values() -> None:
    """The first value of a sentence does not swallow the others, also where it is one of several options."""
    call = said(BOAT, "a rowing boat on Saturday at half past three please")
    assert set(call.state.values) == {"boat", "day", "start"}


def test_a_service_is_asked_when_all_that_it_is_told_is_known() -> None:
    """A time that was said before its day is asked about when the day is known; and again when the day is another."""
    call = said(BOAT, "a sailing boat at half past three")
    assert call.state.inquiry is None
    assert call.said == "On which day?"
    call.listens()
    call.says("the second of March")
    inquiry = call.state.inquiry
    assert inquiry is not None
    assert inquiry.path == "/days/2027-03-02/times/03%3A30"
    call.responds(200, {})
    call.listens()
    call.says("no, the third of March")
    inquiry = call.state.inquiry
    assert inquiry is not None
    assert inquiry.path == "/days/2027-03-03/times/03%3A30"


def test_what_a_service_says_to_what_it_refuses_is_saved() -> None:
    """So that the refusal can say what would be possible."""
    call = said(BOAT, "a sailing boat", "the second of March", "ten o'clock")
    call.responds(409, {"free_at": "11:15"})
    assert "The next one is at 11:15" in call.said


def test_keys_that_are_no_value_are_asked_back() -> None:
    """A number that is too small is told so, typed or said."""
    flow = TYPES.format(type="number", more="min: 8\n          max: 12")
    call = Call(flow)
    call.listens()
    call.key("7")
    call.timeout(4000)
    assert call.said == "That is too little. The least is 8. What is it?"
