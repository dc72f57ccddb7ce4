"""Forms: digits by voice and by key, confirmed, checked, corrected."""

from __future__ import annotations

from tests.core.calls import Call
from tests.core.menu import MENU, at_menu


def test_digits_are_collected_confirmed_and_spoken() -> None:
    """The whole way of a number by voice."""
    call = at_menu()
    call.says("my bill please")
    call.listens()
    call.says("it's one two three four five six")
    assert call.said.startswith("I heard ")
    call.listens()
    call.says("yes")
    assert call.said.startswith("Thank you, ")
    assert call.state.values["order_number"] == "123456"


def test_a_no_asks_again_and_a_better_number_is_taken() -> None:
    """ "No" asks for the slot again; "no, 654321" is confirmed at once."""
    call = at_menu()
    call.says("billing")
    call.listens()
    call.says("123456")
    call.listens()
    call.says("no")
    assert call.said == "Your order number, please."
    call.listens()
    call.says("123456")
    call.listens()
    call.says("no it's 654321")
    assert call.said.startswith("I heard ")
    assert call.state.values["order_number"] == "654321"


def test_a_number_of_the_wrong_length_is_asked_back_never_cut() -> None:
    """Seven digits are not six, and the caller is told how many it takes."""
    call = at_menu()
    call.says("billing")
    call.listens()
    call.says("1234567")
    assert "order_number" not in call.state.values
    assert "6 digits" in call.said
    assert "order number" in call.said


def test_a_check_refuses_with_its_sentence_and_the_third_time_ends() -> None:
    """In the sentence the slot is the refused value; three in a row go to the built-in ending."""
    call = at_menu()
    call.says("billing")
    for _ in range(2):
        call.listens()
        call.says("000000")
        assert call.said.startswith("There is no order ")
        assert call.said.endswith("Your order number, please.")
        assert "order_number" not in call.state.values
    call.listens()
    call.says("000000")
    assert "I am putting you through." in [s.content for s in call.state.waiting] + [call.said.split(" | ")[-1]]


def test_digits_are_typed_key_by_key() -> None:
    """The first key stops the question; the rest are kept alive by the silent speak; the last one fills the slot."""
    call = at_menu()
    call.says("billing")
    call.key("1", 900)
    assert call.kinds == ["barge_in", "silence"]
    assert call.answer[1]["user_input_timeout_seconds"] == 4
    call.ended(20)
    call.ended(60)
    for digit in "2345":
        call.key(digit, 300)
    call.key("6", 300)
    assert call.said.startswith("I heard ")


def test_typing_that_stops_too_early_is_emptied_and_counted() -> None:
    """When the pause between keys runs out, an incomplete number is a no-match."""
    call = at_menu()
    call.says("billing")
    call.listens()
    call.key("1")
    call.ended(60)
    call.timeout(4000)
    assert call.state.keys == ""
    assert call.state.streak == 1


def test_the_same_key_twice_is_two_digits() -> None:
    """44 is not a repetition."""
    call = at_menu()
    call.says("billing")
    call.listens()
    call.key("4")
    call.key("4", 0)
    assert call.state.keys == "44"


def test_a_key_counts_from_the_first_moment_of_a_clock_that_begins_at_nought() -> None:
    """Nothing was typed yet, so no key is one too many."""
    call = Call(MENU, begin=False)
    call.at = 0
    call.event("session_start")
    call.key("9", 800)
    assert call.said == "Pardon? Billing or sales?"


def test_one_digit_too_many_is_no_answer_to_the_next_question() -> None:
    """Fingers that go on for a moment after the last digit do not cut the confirmation."""
    call = at_menu()
    call.says("billing")
    call.listens()
    for digit in "1234567":
        call.key(digit, 200)
    assert call.answer == []
    assert call.state.values["order_number"] == "123456"
    assert call.state.streak == 0
    call.key("7", 2000)
    assert call.state.streak == 1
