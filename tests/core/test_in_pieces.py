"""Values in pieces: said in several turns, typed, or both, and what may stand in between."""

from __future__ import annotations

from callwright.core import codec
from tests.core.calls import Call
from tests.core.collected import NUMBER, PLAIN, said


def test_digits_in_pieces() -> None:
    """What is said in several turns is one number, and a silence between them is the key pause."""
    call = said(PLAIN, "12 34")
    assert call.kinds == ["silence"]
    assert call.answer[0]["user_input_timeout_seconds"] == 3
    call.listens()
    call.says("and then 5 6")
    call.listens()
    call.says("double seven")
    assert call.state.values == {"number": "12345677"}


def test_pieces_that_come_to_nothing() -> None:
    """When the silence runs out the beginning of a number is a no-match, and is empty again."""
    call = said(PLAIN, "12 34")
    call.listens()
    call.timeout(3000)
    assert "Your number, please." in call.said
    assert call.state.pieces == ()


def test_said_and_typed_are_one_number() -> None:
    """Who says the beginning may type the rest, and the other way round."""
    call = said(PLAIN, "one two three four")
    call.listens()
    for key in "5678":
        call.key(key)
    assert call.state.values == {"number": "12345678"}
    call = Call(PLAIN)
    call.listens()
    for key in "1234":
        call.key(key)
    call.listens()
    call.says("five six seven eight")
    assert call.state.values == {"number": "12345678"}


def test_a_tens_at_the_cut_is_told_when_the_silence_has_run_out() -> None:
    """ "… forty" may go on with "five": a short silence, and then it was whole."""
    call = said(PLAIN, "12 34 56 forty")
    assert call.state.values == {}
    assert call.answer[0]["user_input_timeout_seconds"] == 1.5
    call.listens()
    call.timeout(1500)
    assert call.state.values == {"number": "12345640"}
    call = said(PLAIN, "12 34 56 forty", "five")
    assert call.state.values == {"number": "12345645"}


def test_one_moment_in_the_middle() -> None:
    """The caller is given time, and what was said is kept."""
    for words in (("12 34 one moment please",), ("12 34", "one moment please")):
        call = said(PLAIN, *words)
        assert call.state.patient
        call.listens()
        call.says("56 78")
        assert call.state.values == {"number": "12345678"}


def test_a_checksum_tells_pieces_apart() -> None:
    """Where two readings are possible the one that has the right check digit is taken."""
    flow = NUMBER.format(more="checksum: luhn").replace("length: 8", "min: 4\n          max: 12")
    call = said(flow, "7 9 9 2 7 3 9 8 7 1 3")
    assert call.state.values == {"number": "79927398713"}
    assert "number" not in said(flow, "7 9 9 2 7 3 9 8 7 1 4").state.values


def test_pieces_survive_the_store() -> None:
    """The beginning of a value is stored with the call, as it is."""
    call = said(PLAIN, "12 34")
    assert call.state.pieces == ("12 34",)
    assert codec.load(codec.dump(call.state)) == call.state


def test_between_pieces_the_caller_may_say_something_else() -> None:
    """Words that are no part of the number are what they are anywhere else: a cancel, a question for help, no match."""
    call = said(PLAIN, "2030", "I don't know the rest")
    assert "Your number, please." in call.said
    assert said(PLAIN, "2030", "repeat").said == "Your number, please."


KEYED = """
    language: en-US
    states:
      ask:
        collect:
          - slot: size
            type: choice
            options:
              small: [small]
              large: [large]
            prompts: Small or large?
            keys:
              1:
                set: {size: small}
              2:
                set: {size: large}
          - slot: colour
            type: text
            prompts: Which colour?
        go_to: done
      done:
        prompts: A {{ size | say }} one in {{ colour }}.
        hangup: yes
"""


def test_a_key_fills_a_slot() -> None:
    """A key whose target sets the slot that is asked for goes on with the form."""
    call = Call(KEYED)
    call.listens()
    call.key("2")
    assert call.state.values == {"size": "large"}
    assert call.said == "Which colour?"


QUICK = """
    language: en-US
    timezone: America/New_York
    states:
      ask:
        collect:
          - slot: day
            type: date
            prompts: Which day?
          - slot: at
            type: time
            prompts: When?
        go_to: done
      done:
        hangup: yes
"""


def test_keys_right_after_the_next_question_answer_it() -> None:
    """A key is one too many only as long as nothing else has been asked to its end."""
    call = Call(QUICK)
    call.listens()
    for key in "12242026":
        call.key(key, 200)
    call.listens()
    for key in "1530":
        call.key(key, 250)
    assert call.state.values == {"day": "2026-12-24", "at": "15:30"}
