"""The record held against what took place: ten calls of which the test knows the truth, line by line."""

from __future__ import annotations

from typing import Any

from callwright.core import record
from tests.core.calls import Call
from tests.core.chain import CHAIN

GREETING = "Hello and welcome to our little company. We are glad that you are calling us today."
MENU = "Would you like billing or sales? Please tell me what you need."

TONGUES = """
    flow: tongues
    languages: [de-DE, en-US]
    intents:
      english:
        - english
    states:
      welcome:
        prompts:
          text:
            de: "Guten Tag, hier ist der Empfang. Wir freuen uns auf Sie."
            en: "Good day, this is the desk. We are glad that you call."
        transitions:
          english: other
      other:
        set_language: en-US
        prompts: You have chosen English.
        transitions:
          english: welcome
"""


def tell(call: Call, duration_ms: int) -> None:
    """The platform says at the start how long it will last."""
    call.event("assistant_speak", 0, duration_ms=duration_ms, text=call.open[0].text)


def lines(call: Call) -> list[tuple[Any, ...]]:
    """Name, fate, ms and whether it is a guess; as anybody who asks for the call sees it."""
    return [(h["name"], h["fate"], h["ms"], h["about"]) for h in record.of(call.flow, call.state)["heard"]]


def whole_queue() -> Call:
    """Everything plays to its end, and the platform told every length."""
    call = Call(CHAIN)
    for length in (5000, 1500, 4000):
        tell(call, length)
        call.ended(length)
    return call


def test_1_all_was_heard() -> None:
    """Three prompts, whole, to the millisecond."""
    assert lines(whole_queue()) == [
        ("greeting", "heard", 5000, False),
        ("notice", "heard", 1500, False),
        ("menu", "heard", 4000, False),
    ]


def test_2_the_greeting_was_cut_in_its_first_sentence() -> None:
    """After 1200 ms; the notice was whole, the menu never came."""
    call = Call(CHAIN)
    tell(call, 5000)
    call.ended(1200)
    call.ended(100)
    call.interrupts("sales", 900)
    tell(call, 3000)
    call.ended(3000)
    told = record.of(call.flow, call.state)["heard"]
    assert lines(call)[:2] == [("greeting", "cut", 1200, False), ("menu", "never", 0, False)]
    assert [h["fate"] for h in told if h["name"] == "notice"] == ["heard"]
    assert told[0]["sentence"] == "Hello and welcome to our little company."


def test_3_the_greeting_was_cut_in_its_second_sentence() -> None:
    """The record names it."""
    call = Call(CHAIN)
    tell(call, 5000)
    call.ended(3800)
    call.ended(100)
    call.interrupts("sales", 900)
    told = record.of(call.flow, call.state)["heard"][0]
    assert (told["fate"], told["sentence"]) == ("cut", "We are glad that you are calling us today.")


def test_4_a_noise_cut_the_menu_and_the_rest_was_said_again() -> None:
    """Two lines for it: cut, and then the second playback."""
    call = Call(CHAIN)
    call.ended()
    call.ended()
    tell(call, 4000)
    call.ended(2500)
    call.ended(100)
    call.timeout()
    tell(call, 2000)
    call.ended(2000)
    assert lines(call)[2:] == [("menu", "cut", 2500, False), ("menu", "heard", 2000, False)]


def test_5_a_key_stopped_the_menu() -> None:
    """Our own stop, with the length told: exact."""
    call = Call(CHAIN)
    call.ended()
    call.ended()
    tell(call, 4000)
    call.key("1", 1300)
    call.ended(0)
    assert lines(call)[2] == ("menu", "cut", 1300, False)


def test_6_the_caller_hung_up_in_the_notice() -> None:
    """Cut, as far as anybody knows; the menu never came; nothing plays and nothing waits."""
    call = Call(CHAIN)
    call.ended()
    tell(call, 1500)
    call.event("session_end", 700)
    account = record.of(call.flow, call.state)
    assert [(h["name"], h["fate"]) for h in account["heard"]][1:] == [("notice", "cut"), ("menu", "never")]
    assert (account["phase"], account["playing"], account["waiting"]) == ("over", [], [])


def test_7_in_mid_call_it_says_what_plays_and_what_waits() -> None:
    """With their policies."""
    call = Call(CHAIN)
    account = record.of(call.flow, call.state)
    assert [(p["name"], p["barge_in"]) for p in account["playing"]] == [("greeting", "immediate")]
    assert [(p["name"], p["barge_in"]) for p in account["waiting"]] == [
        ("notice", "none"),
        ("menu", "minimum_characters"),
    ]
    assert account["heard"] == []


def test_8_words_that_did_not_stop_the_menu_are_answered_by_our_own_stop() -> None:
    """At the time at which they arrived."""
    call = Call(CHAIN)
    call.ended()
    call.ended()
    tell(call, 6000)
    call.says("sales", 3000)
    call.ended(0)
    assert lines(call)[2] == ("menu", "cut", 3000, False)


def test_9_a_forced_button_leaves_the_notice_unheard() -> None:
    """Protected, and yet cut: the record shows it."""
    call = Call(CHAIN)
    call.ended()
    tell(call, 1500)
    call.button(600, force=True)
    call.ended(0)
    assert [line for line in lines(call) if line[0] == "notice"] == [("notice", "cut", 600, False)]


def test_10_a_repeated_start_says_the_notice_twice() -> None:
    """Cut by our barge_in, then whole."""
    call = Call(CHAIN)
    call.ended()
    tell(call, 1500)
    call.event("session_start", 500)
    call.ended(0)
    tell(call, 1500)
    call.ended(1500)
    assert [line for line in lines(call) if line[0] == "notice"] == [
        ("notice", "cut", 500, False),
        ("notice", "heard", 1500, False),
    ]


def test_the_sentence_is_never_one_of_another_language() -> None:
    """What was cut in German is not shown in English because the call speaks English since."""
    call = Call(TONGUES)
    tell(call, 4000)
    call.ended(1200)
    call.interrupts("english", 900)
    told = record.of(call.flow, call.state)["heard"][0]
    assert told["fate"] == "cut"
    assert told.get("sentence", "") in ("", "Guten Tag, hier ist der Empfang.")


def test_the_record_holds_nothing_that_the_caller_said() -> None:
    """Neither words nor keys nor values."""
    call = whole_queue()
    call.says("my mother is called Zenobia")
    call.key("1")
    text = str(record.of(call.flow, call.state))
    assert "Zenobia" not in text
    assert "+4915120304050" not in text
    assert "4915120304050" not in text
