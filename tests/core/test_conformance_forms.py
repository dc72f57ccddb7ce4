"""Forms: values wherever they come from, checked, confirmed, corrected and typed in pieces."""

from __future__ import annotations

from tests.core.calls import Call
from tests.core.menu import at_menu

TRACK = """
    language: en-US
    intents:
      track:
        - where is order <order_number:digits>
        - my order
    anytime:
      operator: operator
    states:
      first:
        prompts: How can I help?
        transitions:
          track: order
      order:
        collect:
          slot: order_number
          type: digits
          length: 4
          prompts: Which order?
          check:
            when: order_number[0] == '9'
            prompts: There is no order {{ order_number | say }}.
          confirm: Order {{ order_number | say }}, right?
        go_to: told
      told:
        prompts: Order {{ order_number }} is on its way. Anything else?
        transitions:
          track: order
          yes: first
      operator:
        prompts: Putting you through.
        hangup: yes
"""


PIN = """
    states:
      pin:
        prompts: Hello.
        collect:
          slot: pin
          type: digits
          min: 3
          max: 6
          prompts: Your number, please.
        go_to: done
      done:
        prompts: Thank you, {{ pin }}.
        hangup: yes
"""


def test_check_runs_on_values_of_phrases() -> None:
    """A value that came in the sentence is checked like one that was asked for."""
    call = Call(TRACK)
    call.listens()
    call.says("where is order 9 1 2 3")
    assert call.said.startswith("There is no order")
    assert call.said.endswith("Which order?")
    assert "order_number" not in call.state.values


def test_three_refused_values_of_phrases_end() -> None:
    """Values that come in sentences are refused three times at most."""
    call = Call(TRACK)
    for _ in range(3):
        call.listens()
        call.says("where is order 9 1 2 3")
    assert "Putting you through" in call.said


def test_a_new_value_is_confirmed_anew() -> None:
    """A slot that was confirmed and then gets another value is confirmed again."""
    call = Call(TRACK)
    call.listens()
    call.says("where is order 1 2 3 4")
    assert "right?" in call.said
    call.listens()
    call.says("yes")
    assert "on its way" in call.said
    call.listens()
    call.says("where is order 5 6 7 8")
    assert "right?" in call.said


def test_a_refused_correction_does_not_bring_the_denied_value_back() -> None:
    """After a correction that is refused the slot is asked for, not the value that was denied."""
    call = Call(TRACK)
    call.listens()
    call.says("where is order 1 2 3 4")
    call.listens()
    call.says("no, it is 9 9 9 9")
    assert call.said.startswith("There is no order")
    assert call.said.endswith("Which order?")


def test_digits_in_pieces() -> None:
    """Three digits and then three more are six digits."""
    call = at_menu()
    call.says("billing")
    call.listens()
    call.says("one two three")
    assert "I need" not in call.said
    call.listens()
    call.says("four five six")
    assert call.said.startswith("I heard ")


def test_keys_typed_while_a_silent_speak_is_open() -> None:
    """Keys over a silent speak that waits for words are a value when the silence is told."""
    call = Call(PIN)
    call.listens()
    call.says("")
    assert call.kinds == ["silence"]
    for digit in "1234":
        call.key(digit, 10)
    call.ended(100)
    call.timeout(8000)
    assert call.said == "Thank you, 1234."


def test_values_are_there_for_the_sms() -> None:
    """A text message may say what the words that led here said."""
    call = Call(
        """
        language: en-US
        intents:
          track:
            - where is order <order_number:digits>
        states:
          first:
            prompts: How can I help?
            transitions:
              track: order
          order:
            send_sms:
              to: +49 151 2345678
              message: Order {{ order_number }}.
            prompts: Sent {{ order_number }}.
            hangup: yes
        """
    )
    call.listens()
    call.says("where is order 4 5 6 7 please")
    assert call.answer[0]["message"] == "Order 4567."


def test_a_known_value_that_fits_is_skipped_and_another_dropped() -> None:
    """A value of the wrong length that came in the sentence is not kept, and asked for."""
    call = Call(TRACK)
    call.listens()
    call.says("where is order 1 2 3 4 5")
    assert call.said == "Which order?"
    assert "order_number" not in call.state.values


def test_words_that_did_not_name_a_value_leave_the_form_as_it_is() -> None:
    """A target without go_to says its words in the form; the same question waits, and repeat says that question."""
    call = Call(
        """
        language: en-US
        intents:
          why:
            - why do you ask
        states:
          form:
            collect:
              - slot: a
                type: digits
                length: 3
                prompts: First number?
                confirm: "{{ a | say }}, right?"
            transitions:
              why:
                prompts: Because we need it.
            go_to: after
          after:
            prompts: All good?
            transitions:
              yes: form
        """
    )
    call.listens()
    call.says("why do you ask")
    assert call.said == "Because we need it."
    call.listens()
    call.says("repeat that")
    assert call.said == "First number?"
    call.listens()
    call.says("123")
    call.listens()
    call.says("why do you ask")
    assert call.said == "Because we need it."
    call.listens()
    call.says("yes")
    assert call.said == "All good?"


WHOLE = """
    variables:
      again: never
    states:
      form:
        collect:
          - slot: a
            type: digits
            length: 3
            prompts: First number?
          - slot: b
            type: yes_no
            prompts: Is it new?
        confirm: "{{ a | say }}, new {{ b | say }}. Right?"
        on_no:
          - when: again == 'never'
            go_to: other
            set:
              again: once
          - go_to: bye
        on_cancel: other
        keep: a
        go_to: bye
      other:
        prompts: Shall we go on?
        transitions:
          yes: form
      bye:
        prompts: Goodbye.
        hangup: true
"""


def at_confirm() -> Call:
    """A call that is asked to confirm the whole form."""
    call = Call(WHOLE)
    call.listens()
    call.says("one two three")
    call.listens()
    call.says("okay")
    assert call.said == "1 2 3, new yes. Right?"
    call.listens()
    return call


def test_a_yes_no_slot_takes_a_backchannel() -> None:
    """A bare "okay" answers a yes/no slot with yes."""
    assert at_confirm().state.values["b"] is True


def test_no_to_a_form_goes_where_it_says_by_the_first_guard_that_holds() -> None:
    """``on_no`` is a list of targets; its ``set`` is done, and the form's values are confirmed anew afterwards."""
    call = at_confirm()
    call.says("no")
    assert call.said == "Shall we go on?"
    call.listens()
    call.says("yes")
    assert call.said == "1 2 3, new yes. Right?"
    call.listens()
    call.says("no")
    assert call.said == "Goodbye."


def test_cancel_keeps_what_the_form_keeps() -> None:
    """``keep`` names the values that outlive ``cancel``; the others are asked for again."""
    call = at_confirm()
    call.says("cancel that")
    assert call.said == "Shall we go on?"
    assert call.state.values["a"] == "123"
    assert "b" not in call.state.values
    call.listens()
    call.says("yes")
    assert call.said == "Is it new?"


def test_universals_work_at_a_confirmation() -> None:
    """``repeat`` asks the confirmation again, ``wait`` gives time, and both leave the values."""
    call = at_confirm()
    call.says("repeat that")
    assert call.said == "1 2 3, new yes. Right?"
    call.listens()
    call.says("one moment")
    assert call.answer[0]["user_input_timeout_seconds"] == 30
    call.listens()
    call.says("yes")
    assert call.said == "Goodbye."


def test_end_key_and_pause_end_a_number() -> None:
    """Hash ends it at once, the pause too; a pause after too few empties it and is a no-match."""
    text = PIN.replace("max: 6", "max: 6\n          end_key: hash\n          key_pause: 2s")
    call = Call(text)
    call.listens()
    for digit in "123#":
        call.key(digit)
    assert call.said == "Thank you, 123."
    call = Call(text)
    call.listens()
    call.key("1")
    assert call.answer[0]["user_input_timeout_seconds"] == 2
    call.ended()
    call.timeout(2000)
    assert call.state.keys == ""
    assert call.state.failures == {next(iter(call.state.failures)): 1}
    assert next(iter(call.state.failures)).startswith("no_match:")


def test_a_backchannel_keeps_the_keys_typed_so_far() -> None:
    """ "Okay" between two keys takes nothing away and keeps the pause running."""
    call = Call(PIN)
    call.listens()
    for digit in "123":
        call.key(digit)
    call.says("okay", 800)
    call.key("4")
    assert call.state.keys == "1234"
    call.ended()
    call.timeout(4000)
    assert call.said == "Thank you, 1234."
