"""Universals: what may be said anywhere."""

from __future__ import annotations

from callwright.core.playback import Silence
from tests.core.menu import at_menu


def test_help_says_the_help_and_repeat_says_it_again() -> None:
    """``repeat`` after help is the help; afterwards it is the question without what is said once."""
    call = at_menu()
    call.says("help")
    assert call.said.startswith("Say billing for")
    call.listens()
    call.says("could you repeat that")
    assert call.said.startswith("Say billing for")
    call.listens()
    call.says("opening hours")
    call.listens()
    call.says("repeat")
    assert call.said == "Billing or sales?"


def test_wait_gives_thirty_seconds_and_the_third_is_a_silence() -> None:
    """Patience has an end, and it counts on the no-input ladder."""
    call = at_menu()
    for _ in range(2):
        call.says("one moment please")
        assert call.answer[0]["user_input_timeout_seconds"] == 30
        call.listens()
    call.says("one moment please")
    assert call.said.startswith("Are you there?")


def test_back_goes_to_the_question_before() -> None:
    """From the survey back to the menu."""
    call = at_menu()
    call.says("sales")
    call.listens()
    call.says("go back")
    assert call.state.state == "menu"


def test_a_bare_backchannel_is_no_answer_to_a_menu_and_one_to_a_yes_no_question() -> None:
    """At the menu "mhm" only arms the silence again; in the survey it is a yes."""
    call = at_menu()
    call.says("mhm")
    assert call.kinds == ["silence"]
    assert call.open[0].silence is Silence.QUESTION
    assert call.state.failures == {}
    call.listens()
    call.says("sales")
    call.listens()
    call.says("mhm")
    assert call.said == "Goodbye."


def test_cancel_leaves_the_form_and_forgets_it() -> None:
    """The form's target is taken and its values are gone."""
    call = at_menu()
    call.says("billing")
    call.listens()
    call.says("123456")
    call.listens()
    call.says("cancel")
    assert call.said == "Goodbye."
    assert "order_number" not in call.state.values
