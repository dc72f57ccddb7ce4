"""Collecting: values of every type, several at once, in pieces, mended, and asked back where they cannot be told."""

from __future__ import annotations

from typing import Any

import pytest

from callwright.core import codec
from tests.core.calls import Call

TABLE = """
    language: en-US
    timezone: America/New_York
    intents:
      change_people: [make it <people> people, change the number of people]
      opening: [opening hours]
      party: [a table for <people:number> people]
    anytime:
      opening:
        prompts: We are open all day.
      operator: operator
    states:
      first:
        prompts: How can I help?
        transitions:
          party: book
      book:
        collect:
          - slot: name
            type: name
            prompts: What is your name?
          - slot: day
            type: date
            future: yes
            prompts: On which day?
          - slot: at
            type: time
            min: "11:00"
            max: "22:00"
            prompts: At what time?
          - slot: people
            type: number
            min: 1
            max: 8
            prompts: For how many people?
        confirm: A table for {{ people | say }} on {{ day | say }} at {{ at | say }}, {{ name }}. Is that right?
        corrections:
          on: [change_people]
        go_to: done
      done:
        prompts: Thank you, {{ name }}.
        hangup: yes
      operator:
        prompts: A colleague.
        hangup: yes
"""


def said(flow: str, *words: str) -> Call:
    """A call in which the caller has said these, each when they were asked."""
    call = Call(flow)
    for one in words:
        call.listens()
        call.says(one)
    return call


def at_table(*words: str) -> Call:
    """A call that books a table."""
    return said(TABLE.replace("states:\n      first", "start: book\n    states:\n      first"), *words)


ALL = ("my name is James Miller", "this friday", "eight", "four")


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


@pytest.mark.parametrize(
    ("words", "slot", "value"),
    [
        ("no, John", "name", "John"),
        ("no, the name is John", "name", "John"),
        ("no, the twenty ninth", "day", "2027-01-29"),
        ("no, at nine", "at", "21:00"),
        ("no, five people", "people", 5),
        ("make it five people", "people", 5),
        ("no, Saturday the twenty third", "day", "2027-01-23"),
    ],
)
def test_corrections_at_the_confirmation(words: str, slot: str, value: Any) -> None:
    """ "No, …" mends one value, keeps the others, and what is right now waits for the caller's yes."""
    call = at_table(*ALL)
    before = dict(call.state.values)
    call.listens()
    call.says(words)
    assert call.state.values == before | {slot: value}
    assert call.said.startswith("A table for")


@pytest.mark.parametrize(
    ("words", "asked"),
    [("no, the day is wrong", "On which day?"), ("change the number of people", "For how many people?")],
)
def test_a_slot_is_named_but_no_value(words: str, asked: str) -> None:
    """What is wrong is asked for again, and nothing else."""
    call = at_table(*ALL)
    call.listens()
    call.says(words)
    assert call.said == asked
    assert len(call.state.values) == 3


def test_a_correction_that_may_mean_two_things_is_asked_back() -> None:
    """ "No, five" is a number of people, an hour, or a day: nothing is thrown away and nothing is guessed."""
    call = at_table(*ALL)
    before = dict(call.state.values)
    call.listens()
    call.says("no, five")
    assert call.state.values == before
    assert "did not get that" in call.said


def test_a_day_that_cannot_be_told_is_no_name() -> None:
    """ "No, Saturday" may be the one before or the one after: it is asked back, and never taken for a name."""
    call = at_table(*ALL)
    before = dict(call.state.values)
    call.listens()
    call.says("no, Saturday")
    assert call.state.values == before


def test_a_bare_no_begins_again() -> None:
    """The form is asked from its beginning."""
    call = at_table(*ALL)
    call.listens()
    call.says("no")
    assert call.state.values == {}
    assert call.said == "What is your name?"


@pytest.mark.parametrize(
    ("words", "mend", "slot", "value"),
    [
        (("James",), "no, John", "name", "John"),
        (("James", "the fourth of December"), "no, the fifth", "day", "2027-12-05"),
        (("James", "on friday", "at seven"), "no, at eight", "at", "20:00"),
        (("James", "on friday", "at seven"), "no, Peter", "name", "Peter"),
    ],
)
def test_an_earlier_answer_is_corrected_later(words: tuple[str, ...], mend: str, slot: str, value: Any) -> None:
    """While something else is asked for already; then that is asked again."""
    call = at_table(*words)
    asked = call.said
    call.listens()
    call.says(mend)
    assert call.state.values[slot] == value
    assert call.said == asked
    assert call.state.streak == 0


def test_an_intent_wins_over_what_may_be_anything() -> None:
    """ "Operator" is no name, and help for the form is no name either."""
    assert at_table("operator").said == "A colleague."
    assert at_table("opening hours").said == "We are open all day."


NUMBER = """
    language: en-US
    states:
      ask:
        collect:
          slot: number
          type: digits
          length: 8
          {more}
          prompts: Your number, please.
          confirm: I heard {{{{ number | say }}}}. Is that right?
        go_to: done
      done:
        prompts: Thank you.
        hangup: yes
"""
PLAIN = NUMBER.format(more="key_pause: 3s")


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


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("no, the last two are 4 7", "12345647"),
        ("no, it begins with 22", "22345678"),
        ("no, 8 7 6 5 4 3 2 1", "87654321"),
    ],
)
def test_digits_are_corrected_in_part(words: str, value: str) -> None:
    """At the confirmation "the last two are …" mends those, and the new number waits for a yes."""
    call = said(PLAIN, "12345678", words)
    assert call.state.values == {"number": value}
    assert call.said.startswith("I heard")


def test_corrections_that_are_accepted_at_once() -> None:
    """``corrections: accept`` takes the new value without asking again."""
    call = said(NUMBER.format(more="corrections: accept"), "12345678", "no, the last two are 4 7")
    assert call.state.values == {"number": "12345647"}
    assert call.said == "Thank you."


def test_a_checksum_tells_pieces_apart() -> None:
    """Where two readings are possible the one that has the right check digit is taken."""
    flow = NUMBER.format(more="checksum: luhn").replace("length: 8", "min: 4\n          max: 12")
    call = said(flow, "7 9 9 2 7 3 9 8 7 1 3")
    assert call.state.values == {"number": "79927398713"}
    assert "number" not in said(flow, "7 9 9 2 7 3 9 8 7 1 4").state.values


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


def test_sensitive_values_stand_in_no_trace() -> None:
    """Why a turn went as it did can be told without the value."""
    call = said(NUMBER.format(more="sensitive: yes"), "12345678")
    told = " ".join(f"{trace.rule} {trace.detail}" for step in call.steps for trace in step.trace)
    assert "12345678" not in told


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


BOAT = """
    language: en-US
    timezone: America/New_York
    services:
      harbour:
        url: https://harbour.example
    states:
      rent:
        collect:
          - slot: boat
            type: choice
            options:
              rowing: [a rowing boat, rowing boat]
              sailing: [a sailing boat, sailing boat]
            prompts: Which boat?
          - slot: day
            type: date
            future: yes
            prompts: On which day?
          - slot: start
            type: time
            prompts: At what time?
            check:
              request:
                service: harbour
                path: /days/{{ day }}/times/{{ start }}
                save:
                  free_at: "{{ response.json.free_at }}"
              prompts: There is nothing at {{ start | say }}. The next one is at {{ free_at | time }}.
        confirm: Is {{ day | say }} at {{ start | say }} right?
        if_fails: sorry
        go_to: sorry
      sorry:
        hangup: yes
    variables:
      free_at:
"""


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


FIRST = TABLE.replace("- a table for <people:number> people", "- a table").replace(
    "party: [a table for <people:number> people]", "party: [a table, book a table]"
)


def test_the_first_sentence_fills_the_form_that_it_leads_to() -> None:
    """ "I'd like a table for four people on Friday at eight": what was said already is not asked for."""
    call = said(FIRST, "I'd like to book a table for four people on friday at eight please")
    assert call.state.values == {"people": 4, "day": "2027-01-22", "at": "20:00"}
    assert call.said == "What is your name?"


FREE = """
    language: en-US
    intents:
      german: [German, I would like to speak German]
    states:
      ask:
        collect:
          slot: comment
          type: text
          prompts: What did you like best?
        transitions:
          german: german
          no: thanks
        go_to: thanks
      german:
        prompts: Auf Deutsch.
        hangup: yes
      thanks:
        prompts: Thank you.
        hangup: yes
"""


@pytest.mark.parametrize("comment", ["she spoke very good German with us", "no complaints at all it was wonderful"])
def test_free_words_are_what_was_asked_for(comment: str) -> None:
    """A word that is listened for in the middle of a free answer leads nowhere."""
    call = said(FREE, comment)
    assert call.state.values == {"comment": comment}


def test_an_intent_said_alone_is_no_free_answer() -> None:
    """Who says hardly anything else means it."""
    assert said(FREE, "German please").said == "Auf Deutsch."
    assert said(FREE, "I would like to speak German").said == "Auf Deutsch."
    assert said(FREE, "no").state.values == {}


GUARDED = """
    language: en-US
    intents:
      fine: [fine, suits me]
    states:
      ask:
        collect:
          slot: at
          type: time
          prompts: At what time?
        transitions:
          fine:
            when: offer
            go_to: thanks
        go_to: thanks
      thanks:
        prompts: Thank you.
        hangup: yes
    variables:
      offer:
"""


def test_an_intent_whose_condition_does_not_hold_loses_against_the_value() -> None:
    """ "Nine suits me" is a time where nothing was offered that could suit."""
    assert said(GUARDED, "nine suits me").state.values == {"at": "09:00"}


def test_only_the_last_word_of_a_service_counts() -> None:
    """A value that was all right before another one is asked about again."""
    call = said(BOAT, "a sailing boat", "the second of March", "ten o'clock")
    call.responds(200, {})
    for words in ("no, at eleven", "no, at ten"):
        call.listens()
        call.says(words)
        assert call.state.inquiry is not None, words
        call.responds(200, {})


def test_keys_that_are_no_value_are_asked_back() -> None:
    """A number that is too small is told so, typed or said."""
    flow = TYPES.format(type="number", more="min: 8\n          max: 12")
    call = Call(flow)
    call.listens()
    call.key("7")
    call.timeout(4000)
    assert call.said == "That is too little. The least is 8. What is it?"


PAYING = """
    language: en-US
    intents:
      pay: [pay <amount:money>]
    states:
      first:
        prompts: How can I help?
        transitions:
          pay:
            - when: amount > 500
              prompts: You cannot pay {{ amount | say }} by telephone.
            - go_to: check
              set:
                half: "{{ amount }}"
              prompts: You want to pay {{ amount | say }}.
      check:
        prompts: That is {{ half | say }}.
        hangup: yes
    variables:
      half:
"""


def test_the_values_of_the_words_are_known_to_the_target() -> None:
    """Its condition, its ``set`` and its sentences see what was said."""
    assert said(PAYING, "pay 20 dollars").said == "You want to pay 20 dollars. That is 20 dollars."
    assert said(PAYING, "pay 600 dollars").said == "You cannot pay 600 dollars by telephone."


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


def test_two_values_are_mended_in_one_sentence() -> None:
    """ "No, for five people and at nine pm" mends both, and nothing else."""
    call = at_table(*ALL)
    call.listens()
    call.says("no, for five people and at nine pm")
    assert call.state.values == {"name": "James Miller", "day": "2027-01-22", "at": "21:00", "people": 5}
