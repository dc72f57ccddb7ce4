"""Ladders: what follows when the caller was not understood, or not heard."""

from __future__ import annotations

from callwright.core.session import Phase
from tests.core.calls import Call
from tests.core.menu import at_menu


def test_rungs_answer_one_after_the_other_and_the_last_leaves() -> None:
    """First a sentence, then the help, then the operator."""
    call = at_menu()
    call.says("purple elephants")
    assert call.said == "Pardon? Billing or sales?"
    call.listens()
    call.says("purple elephants")
    assert call.said.startswith("Let me put it another way. Say billing")
    call.listens()
    call.says("purple elephants")
    assert call.said == "I am putting you through."


def test_silence_and_misunderstanding_have_ladders_of_their_own() -> None:
    """A silence does not reset the no-match ladder, nor the reverse."""
    call = at_menu()
    call.says("purple elephants")
    call.listens()
    call.timeout()
    assert call.said == "Are you there? Billing or sales?"
    call.listens()
    call.says("purple elephants")
    assert call.said.startswith("Let me put it another way.")


def test_being_understood_begins_every_ladder_anew() -> None:
    """After a good answer the first rung comes first again."""
    call = at_menu()
    call.says("purple elephants")
    call.listens()
    call.says("opening hours")
    call.listens()
    call.says("purple elephants")
    assert call.said == "Pardon? Billing or sales?"


def test_used_up_rungs_lead_to_the_operator_and_then_to_a_farewell() -> None:
    """A state without a ladder apologises twice with its question, then the built-in ending follows."""
    call = at_menu()
    call.says("sales")
    for _ in range(2):
        call.listens()
        call.says("purple elephants")
        assert "Are you happy with us?" in call.said
    call.listens()
    call.says("purple elephants")
    assert call.said == "I am putting you through."


def test_nobody_is_left_on_a_silent_line() -> None:
    """A caller who never says a word hears a goodbye and is hung up on, without an operator."""
    call = Call(
        """
        states:
          only:
            prompts: What do you want?
            transitions:
              yes: only
        """
    )
    for _ in range(40):
        if call.state.phase is not Phase.TALK:
            break
        if call.open:
            call.ended()
        else:
            call.timeout()
    assert call.state.phase is Phase.HUNG_UP


def test_a_rung_that_says_nothing_still_waits() -> None:
    """A rung that only sets is followed by a silent speak with the question's timeout."""
    call = Call(
        """
        variables:
          tries: 0
        states:
          only:
            prompts: What do you want?
            transitions:
              yes: only
            no_match:
              - set:
                  tries: 1
              - Once more?
        """
    )
    call.listens()
    call.says("purple elephants")
    assert call.kinds == ["silence"]
    assert call.state.values["tries"] == 1


def test_words_for_two_intents_are_asked_back() -> None:
    """Both named: the caller is asked which, in the rung's place."""
    call = at_menu()
    call.says("billing or sales")
    assert call.said == "Did you mean billing or sales?"
    call.listens()
    call.says("billing")
    assert call.state.state == "order"


def test_a_choice_may_be_named_by_its_place() -> None:
    """ "The second one" answers "Did you mean billing or sales?"."""
    call = at_menu()
    call.says("billing or sales")
    call.listens()
    call.says("the second one")
    assert call.state.state == "survey"


def test_a_key_that_nothing_listens_for_is_a_no_match() -> None:
    """Key 9 at the menu climbs the ladder."""
    call = at_menu()
    call.key("9")
    assert call.said == "Pardon? Billing or sales?"
