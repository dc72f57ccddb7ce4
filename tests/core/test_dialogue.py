"""Ladders, universals, forms and choices: what happens with what the caller said."""

from __future__ import annotations

from callwright.core.playback import Silence
from callwright.core.session import Phase
from tests.core.calls import Call

MENU = """
    flow: menu
    title: The shop
    language: en-US
    intents:
      billing:
        - billing
        - my bill
      sales:
        - sales
      hours:
        - opening hours
    anytime:
      operator: operator
      goodbye: bye
      hours: hours
    states:
      menu:
        prompts:
          - text: Welcome.
            once: true
          - Billing or sales?
        transitions:
          billing: order
          sales:
            - when: called.number == '+49211556677'
              prompts: You called the main number.
              go_to: survey
            - go_to: bye
        keys:
          1: order
          star: survey
        no_match:
          - Pardon? Billing or sales?
          - prompts: Let me put it another way.
            reprompt: help
          - go_to: operator
        no_input:
          - prompts: Are you there?
            reprompt: question
        help: Say billing for a question about money, or sales to buy something.
      order:
        collect:
          slot: order_number
          type: digits
          length: 6
          prompts: Your order number, please.
          confirm: I heard {{ order_number | say }}. Is that right?
          check:
            - when: order_number == '000000'
              prompts: There is no order {{ order_number | say }}.
        on_cancel: bye
        go_to: done
      done:
        prompts: Thank you, {{ order_number | say }}.
        go_to: survey
      survey:
        prompts: Are you happy with us?
        transitions:
          yes: bye
          no: operator
      hours:
        prompts: We are open from nine to five.
        go_to: menu
      operator:
        prompts:
          text: I am putting you through.
          barge_in: none
        transfer:
          to: 0211 5566770
          timeout: 20s
        if_fails: busy
      busy:
        prompts: Nobody is free.
        go_to: bye
      bye:
        prompts:
          text: Goodbye.
          barge_in: none
        hangup: true
"""


def at_menu() -> Call:
    """A call whose menu has been spoken."""
    call = Call(MENU)
    call.listens()
    return call


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


def test_a_guard_chooses_among_targets() -> None:
    """The first target whose condition holds is taken, with its words."""
    call = at_menu()
    call.says("sales")
    assert call.said == "You called the main number. Are you happy with us?"


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


def test_words_for_two_intents_are_asked_back() -> None:
    """Both named: the caller is asked which, in the rung's place."""
    call = at_menu()
    call.says("billing or sales")
    assert call.said == "Did you mean billing or sales?"
    call.listens()
    call.says("billing")
    assert call.state.state == "order"


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


def test_a_key_that_nothing_listens_for_is_a_no_match() -> None:
    """Key 9 at the menu climbs the ladder."""
    call = at_menu()
    call.key("9")
    assert call.said == "Pardon? Billing or sales?"


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


def test_a_failed_transfer_goes_where_the_flow_says() -> None:
    """``if_fails`` is taken when the call comes back."""
    call = at_menu()
    call.says("operator")
    call.ended()
    assert call.kinds == ["transfer"]
    call.event("session_start", 21_000)
    assert call.said == "Nobody is free."


def test_a_template_without_its_value_never_ends_in_silence() -> None:
    """``on_error`` is taken; without one an apology and the goodbye."""
    broken = """
        variables:
          name:
            type: digits
            value:
        states:
          first:
            prompts: Hello {{ name }}.
            {on_error}
            go_to: last
          last:
            prompts: Goodbye.
            hangup: true
    """
    call = Call(broken.replace("{on_error}", "on_error: last"))
    assert call.said == "Goodbye."
    call = Call(broken.replace("            {on_error}\n", ""))
    assert "something went wrong" in call.said
    failed = next(t for t in call.steps[-1].trace if t.rule == "failed")
    assert failed.span is not None
    assert failed.span.line > 1


def test_the_language_follows_set_language() -> None:
    """Prompts, voice and recognition change together."""
    call = Call(
        """
        languages:
          - en-US
          - de-DE
        intents:
          german:
            - german
            - deutsch
        states:
          first:
            prompts: English or German?
            transitions:
              german: german
          german:
            set_language: de-DE
            prompts:
              text:
                en: You chose German.
                de: Sie haben Deutsch gewählt. Stimmt das?
            transitions:
              yes: first
        """
    )
    call.listens()
    call.says("German, please")
    assert call.kinds == ["configure_transcription", "speak"]
    assert call.answer[0]["languages"] == ["de-DE"]
    assert call.said.startswith("Sie haben Deutsch")
    assert call.answer[1]["tts"]["language"] == "de-DE"
    call.listens()
    call.says("ja genau")
    assert call.state.state == "first"


def test_effects_go_out_before_the_words() -> None:
    """Background, SMS and transcription are sent as the state is entered."""
    call = Call(
        """
        states:
          first:
            background: stop
            send_sms:
              to: "{{ caller.number }}"
              message: Thank you for calling.
            transcription:
              provider: deepgram
              languages:
                - en-US
              vocabulary:
                - callwright
            prompts: Hello. Are you there?
            transitions:
              yes: first
        """
    )
    assert call.kinds == ["configure_transcription", "mix_audio", "send_sms", "speak"]
    assert call.answer[2]["phone_number"] == "4915120304050"


def test_hand_over_ends_our_part_of_the_talk() -> None:
    """After it words are not answered."""
    call = Call(
        """
        states:
          first:
            prompts: Our assistant takes over.
            hand_over:
              system_prompt: You are friendly.
              temperature: 0.4
        """
    )
    call.ended()
    assert call.kinds == ["configure_voice_to_voice"]
    assert call.says("hello") == []


def test_one_of_takes_its_sentences_in_turn() -> None:
    """A repeated prompt does not sound like a robot."""
    call = Call(
        """
        states:
          first:
            prompts:
              text:
                one_of:
                  - What is it?
                  - Yes?
            transitions:
              yes: first
        """
    )
    said = [call.said]
    for _ in range(2):
        call.listens()
        call.says("yes")
        said.append(call.said)
    assert said == ["What is it?", "Yes?", "What is it?"]


def test_otherwise_takes_any_words() -> None:
    """Their text is in ``heard.text``."""
    call = Call(
        """
        states:
          first:
            prompts: What is your name?
            transitions:
              otherwise: second
          second:
            prompts: Hello {{ heard.text }}.
            hangup: true
        """
    )
    call.listens()
    call.says("Mary Poppins")
    assert call.said == "Hello Mary Poppins."
