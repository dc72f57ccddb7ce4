"""The letter of collecting: what a slot may say, how it is asked, refused, confirmed, typed and mended."""

from __future__ import annotations

from typing import Any

import pytest

from callwright.core.session import Phase
from tests.core.calls import Call

ORDER = """
    language: en-US
    timezone: America/New_York
    intents:
      skip: [skip it]
      operator: [a person please]
    anytime:
      operator: operator
    states:
      form:
        collect:
          - slot: who
            type: name
            prompts: Your name?
            check:
              when: who == 'Bob'
              prompts: Not you, {{ who }}. Another name, please.
              reprompt: none
          - slot: day
            type: date
            min: 2027-01-20
            max: 2027-02-20
            prompts: Which day?
            help: Any day but Sunday.
            no_match: Which day, please?
            no_input:
              - prompts: Hello.
                reprompt: question
            barge_in: immediate
            corrections: accept
          - slot: people
            type: number
            min: 1
            max: 12
            prompts: How many?
            keys:
              star:
                set:
                  people: 2
          - slot: size
            type: choice
            options:
              small: [small, tiny]
              large: [large, big one]
            prompts: Small or large?
            confirm: "{{ size | say }}?"
          - slot: milk
            type: yes_no
            prompts: With milk?
          - slot: note
            type: text
            prompts: Anything to add?
        transitions:
          skip:
            set:
              note: nothing
        confirm: Is all that right?
        on_no: no_order
        on_cancel: cancelled
        keep: who
        go_to: done
      no_order:
        prompts: No order.
        hangup: yes
      cancelled:
        prompts: Cancelled, {{ who }}.
        go_to: form
      done:
        prompts: "{{ day | say }}, {{ people | say }}, {{ size | say }}, {{ milk | say }}, {{ note }}."
        hangup: yes
      operator:
        prompts: A colleague.
        hangup: yes
"""
ALL = ("Ann", "February 3rd", "four", "tiny", "yes", "yes", "some sugar")


def said(*words: str, flow: str = ORDER) -> Call:
    """A call in which the caller has said these, each when they were asked."""
    call = Call(flow)
    for one in words:
        call.listens()
        call.says(one)
    return call


def typed(flow: str, keys: str, after: int = 500, *, over: bool = False) -> Call:
    """A call in which the caller types; ``over`` the question, or after it."""
    call = Call(flow)
    if not over:
        call.listens()
    for key in keys:
        call.key(key, after)
    return call


def test_a_refusal_may_ask_in_its_own_words() -> None:
    """``reprompt: none``: the question does not follow, and the sentence knows the refused value."""
    call = said("Bob")
    assert call.said == "Not you, Bob. Another name, please."
    assert "who" not in call.state.values
    call.listens()
    call.says("Ann")
    assert call.said == "Which day?"


def test_the_third_refusal_in_a_row_is_the_end() -> None:
    """The operator, who is there for that."""
    assert said("Bob", "Bob", "Bob").said.endswith("A colleague.")


def test_a_value_between_refusals_begins_the_count_anew() -> None:
    """Only three in a row count."""
    call = said("Bob", "Bob", "Ann", "back", "Bob", "Bob")
    assert call.said.startswith("Not you")


@pytest.mark.parametrize("words", ["January 5th", "the first of March"])
def test_an_authors_ladder_is_said_for_what_is_out_of_limits(words: str) -> None:
    """Where the author wrote a ladder, theirs is what the caller hears."""
    call = said("Ann", words)
    assert call.said == "Which day, please?"
    assert "day" not in call.state.values


def test_a_slot_has_help_of_its_own() -> None:
    """And ``repeat`` says it again."""
    assert said("Ann", "help").said == "Any day but Sunday."
    assert said("Ann", "help", "repeat").said == "Any day but Sunday."


def test_a_slot_has_a_ladder_for_silence_of_its_own() -> None:
    """With the slot's question behind it."""
    call = said("Ann")
    call.listens()
    call.timeout()
    assert call.said == "Hello. Which day?"


def test_a_slot_has_a_policy_of_its_own() -> None:
    """Its question carries it, and the next one the flow's."""
    assert said("Ann").answer[0]["barge_in"]["strategy"] == "immediate"
    assert said("Ann", "February 3rd").answer[0]["barge_in"]["strategy"] == "minimum_characters"


def test_a_key_of_a_slot_may_set_it() -> None:
    """A key that is no digit beside a number."""
    call = said("Ann", "February 3rd")
    call.listens()
    call.key("*")
    assert call.state.values["people"] == 2
    assert call.said == "Small or large?"


def test_an_intent_beside_a_form_may_set_a_slot() -> None:
    """``transitions`` beside ``collect``: the slot that was asked for is filled, and the form goes on."""
    call = said(*ALL[:-1], "skip it")
    assert call.state.values["note"] == "nothing"
    assert call.said == "Is all that right?"


def test_a_corrected_value_of_a_slot_that_accepts_is_not_asked_about() -> None:
    """``corrections: accept`` of one slot: the form asks on at once."""
    call = said("Ann", "February 3rd", "no, the 4th")
    assert call.state.values["day"] == "2027-02-04"
    assert call.said == "How many?"


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("no, the big one", "large?"),
        ("no", "Small or large?"),
        ("yes", "With milk?"),
    ],
)
def test_the_confirmation_of_one_slot(words: str, after: str) -> None:
    """A yes goes on, a no asks again, and another value waits for its own yes."""
    assert said(*ALL[:4], words).said == after


@pytest.mark.parametrize(
    ("words", "slot", "value"),
    [
        ("no, large", "size", "large"),
        ("no, five people", "people", 5),
        ("no, February fifth", "day", "2027-02-05"),
        ("no, the name is Bill", "who", "Bill"),
    ],
)
def test_one_value_of_many_is_corrected(words: str, slot: str, value: Any) -> None:
    """The others stay as they were."""
    call = said(*ALL, words)
    before = said(*ALL).state.values
    assert call.state.values == {**before, slot: value}


@pytest.mark.parametrize("words", ["no, the day is wrong", "the day is wrong"])
def test_a_slot_that_is_said_to_be_wrong_is_asked_for(words: str) -> None:
    """Its name is enough."""
    call = said(*ALL, words)
    assert call.said == "Which day?"
    assert call.state.values.keys() == {"who", "people", "size", "milk", "note"}


@pytest.mark.parametrize("words", ["no", "wrong", "that's not right"])
def test_no_goes_where_the_form_says(words: str) -> None:
    """``on_no``."""
    assert said(*ALL, words).said == "No order."


def test_cancel_keeps_what_the_form_says() -> None:
    """``on_cancel`` is taken, ``keep`` is known, and all else is asked for again."""
    call = said(*ALL, "cancel")
    assert call.said == "Cancelled, Ann."
    assert call.state.values == {"who": "Ann"}
    call.ended()
    assert call.said == "Which day?"


def test_each_is_said_as_its_type() -> None:
    """A date, a number, an option by its first phrase, yes or no, and free words as they were."""
    assert said(*ALL, "yes").said == "Wednesday, February 3rd, 4, small, yes, some sugar."


def test_one_sentence_fills_what_it_says() -> None:
    """In any order, and the rest is asked for."""
    call = said("my name is Ann and I come on February 3rd with four people")
    assert call.state.values == {"who": "Ann", "day": "2027-02-03", "people": 4}
    assert call.said == "Small or large?"


KEYS = """
    language: en-US
    states:
      ask:
        prompts:
          text: Welcome to the line.
          barge_in: {policy}
        collect:
          - slot: number
            type: digits
            {more}
            prompts:
              text: Please type your number now and take the time that you need.
              barge_in: {policy}
            keys:
              0: operator
              star:
                prompts: A hint.
          - slot: other
            type: digits
            length: 2
            prompts: And the other one?
        go_to: done
      done:
        prompts: Done.
        hangup: yes
      operator:
        prompts: A colleague.
        hangup: yes
"""


def keyed(more: str, policy: str = "minimum_characters") -> str:
    """A flow that asks for a number."""
    return KEYS.format(more=more, policy=policy)


def test_an_end_key_ends_a_number_of_open_length() -> None:
    """At once, without a pause."""
    call = typed(keyed("end_key: hash\n            max: 10"), "123#")
    assert call.state.values == {"number": "123"}
    assert call.said == "And the other one?"


def test_an_end_key_too_early_is_no_match() -> None:
    """The keys so far are emptied."""
    call = typed(keyed("end_key: hash\n            min: 3\n            max: 10"), "12#")
    assert call.state.values == {}
    assert call.state.keys == ""
    assert call.state.streak == 1


@pytest.mark.parametrize(("keys", "value"), [("123", "123"), ("12", None)])
def test_the_pause_ends_a_number(keys: str, value: str | None) -> None:
    """What is complete is the value; what is not is a no-match that empties it."""
    call = typed(keyed("min: 3\n            max: 10\n            key_pause: 2s"), keys)
    assert call.open[-1].timeout_ms == 2000
    call.ended()
    call.timeout(2000)
    assert call.state.values.get("number") == value
    assert call.state.keys == ""


def test_a_key_with_a_target_counts_as_such_only_before_the_first_digit() -> None:
    """0 leads to the operator, and in a number it is a digit."""
    assert typed(keyed("length: 4"), "0").said == "A colleague."
    assert typed(keyed("length: 4"), "1000").state.values == {"number": "1000"}


def test_a_key_that_is_no_digit_leaves_the_number() -> None:
    """Star in the middle does what it says, and the digits so far are empty again."""
    call = typed(keyed("length: 4"), "12*")
    assert call.said == "A hint."
    assert call.state.keys == ""


def test_digits_over_the_question_stop_it_and_count() -> None:
    """The first one stops it; none is lost."""
    call = Call(keyed("length: 4"))
    assert call.key("1", 300)[0]["type"] == "barge_in"
    for key in "234":
        call.key(key, 300)
    assert call.state.values == {"number": "1234"}


def test_digits_over_a_protected_question_are_ignored() -> None:
    """They are neither kept nor a failure."""
    call = typed(keyed("length: 4", "none"), "12", 300, over=True)
    assert call.answer == []
    assert call.state.keys == ""
    assert call.state.streak == 0


def test_a_number_with_a_wrong_check_digit_is_asked_back() -> None:
    """Typed as well as said."""
    call = typed(keyed("length: 4\n            checksum: luhn"), "1234")
    assert call.state.values == {}
    assert call.state.streak == 1
    assert typed(keyed("length: 4\n            checksum: luhn"), "1230").state.values == {"number": "1230"}


def test_cancel_after_a_piece_is_cancel() -> None:
    """The beginning of a number is forgotten with the rest."""
    call = said("1 2", "cancel", flow=keyed("length: 4"))
    assert call.state.pieces == ()
    assert call.said.startswith("Welcome to the line.")


def test_help_after_a_piece_asks_anew() -> None:
    """Who asks for help begins the number again, and no half of it is left."""
    call = said("1 2", "help", "3 4 5 6", flow=keyed("length: 4"))
    assert call.state.values == {"number": "3456"}


def test_three_times_one_moment_is_a_silence() -> None:
    """Twice 30 seconds are given; the third time the ladder is climbed."""
    call = said("1 2", "one moment please", "one moment please", "one moment please", flow=keyed("length: 4"))
    assert call.state.streak == 1
    assert call.said.startswith("Sorry")


def test_hanging_up_in_the_middle_of_a_number() -> None:
    """The call is over, with nothing to say."""
    call = typed(keyed("length: 4"), "12")
    call.event("session_end", 100)
    assert call.answer == []
    assert call.state.phase is Phase.OVER


def test_an_unknown_call_in_the_middle_begins() -> None:
    """Digits of a call that nobody knows: the flow starts, and the caller is told."""
    call = Call(keyed("length: 4"), begin=False)
    call.key("1")
    assert "interrupted" in call.said
    assert call.state.question == "ask/number"


BOOK = """
    language: en-GB
    timezone: Europe/London
    intents:
      book: [book a table, a table]
    states:
      menu:
        prompts: What would you like?
        transitions:
          book: form
      form:
        collect:
          - slot: day
            type: date
            future: yes
            prompts: Which day?
          - slot: at
            type: time
            prompts: What time?
          - slot: people
            type: number
            min: 1
            max: 8
            prompts: How many?
        confirm: A table for {{ people | say }} on {{ day | say }} at {{ at | say }}?
        go_to: done
      done:
        prompts: Booked.
        hangup: yes
"""
BOOKED = {"people": 4, "day": "2027-01-16", "at": "20:00"}


def booked(*words: str) -> Call:
    """A call that has booked a table for four tomorrow at eight in the evening, up to the confirmation."""
    return said("a table for four people tomorrow at eight in the evening", *words, flow=BOOK)


def test_the_first_sentence_may_say_it_all() -> None:
    """What leads to a form fills it, to the confirmation."""
    call = booked()
    assert call.state.values == BOOKED
    assert call.said == "A table for 4 on Saturday the 16th of January at 8 PM?"


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        ("no, on Sunday", {"day": "2027-01-17"}),
        ("no, at nine", {"at": "21:00"}),
        ("actually five people", {"people": 5}),
        ("make it Sunday", {"day": "2027-01-17"}),
        ("wait, at nine", {"at": "21:00"}),
        ("no, Sunday at nine", {"day": "2027-01-17", "at": "21:00"}),
    ],
)
def test_whatever_way_a_caller_mends(words: str, changed: dict[str, Any]) -> None:
    """The half of the day is that of the time before, also where two values are mended at once."""
    call = booked(words)
    assert call.state.values == {**BOOKED, **changed}
    assert call.said.startswith("A table for")


# CONFORM 20
@pytest.mark.parametrize("words", ["not Sunday", "not at nine", "no, not at nine"])
def test_the_contrary_is_never_taken(words: str) -> None:
    """A value behind a "not" is none."""
    call = booked(words)
    assert "2027-01-17" not in call.state.values.values()
    assert "21:00" not in call.state.values.values()


@pytest.mark.parametrize("words", ["no, nine people", "no, an hour later", "no, something else"])
def test_nothing_is_thrown_away_for_what_cannot_be_told(words: str) -> None:
    """The confirmation is asked again, with what was known; above all no other slot takes it."""
    call = booked(words)
    assert call.state.values == BOOKED


# CONFORM 24, 27
@pytest.mark.parametrize(
    "words", ["are you sure", "is that right", "pardon", "what was that", "I don't know", "is that with a garden view"]
)
def test_a_question_of_the_caller_is_no_yes(words: str) -> None:
    """The confirmation is asked again."""
    call = booked(words)
    assert call.state.values == BOOKED
    assert call.state.question == "form/confirm"
    assert "A table for 4" in call.said


def test_values_go_along_into_a_second_task() -> None:
    """What one form collected another one knows, but for what it forgets."""
    flow = BOOK.replace(
        "        prompts: Booked.\n        hangup: yes\n",
        """        prompts: Booked. A taxi, too?
        transitions:
          yes: taxi
          no: end
      taxi:
        forget: at
        collect:
          - slot: day
            type: date
            prompts: Taxi on which day?
          - slot: at
            type: time
            prompts: Taxi at what time?
        confirm: A taxi on {{ day | say }} at {{ at | say }}?
        go_to: end
      end:
        hangup: yes
""",
    )
    call = said("a table for four people tomorrow at eight in the evening", "yes", "yes", flow=flow)
    assert call.said == "Taxi at what time?"
    call.listens()
    call.says("half past seven in the evening")
    assert call.said == "A taxi on Saturday the 16th of January at 7:30 PM?"


GERMAN = """
    language: de-DE
    timezone: Europe/Berlin
    states:
      form:
        collect:
          - slot: tag
            type: date
            future: yes
            prompts: Welcher Tag?
          - slot: zeit
            type: time
            min: "08:00"
            max: "18:00"
            prompts: Welche Uhrzeit?
        confirm: "{{ tag | say }} um {{ zeit | say }}?"
        go_to: ende
      ende:
        prompts: Bis dann.
        hangup: yes
"""


@pytest.mark.parametrize(
    ("words", "tag", "zeit"),
    [
        ("nein, um drei", "2027-01-18", "15:00"),
        ("nein, am Dienstag", "2027-01-19", "14:30"),
        ("nein, Dienstag um drei", "2027-01-19", "15:00"),
        ("ja, aber um drei", "2027-01-18", "15:00"),
        ("nee, lieber Mittwoch", "2027-01-20", "14:30"),
        ("ich habe Dienstag gesagt", "2027-01-19", "14:30"),
        ("nicht am Dienstag", "2027-01-18", "14:30"),
        ("wie bitte", "2027-01-18", "14:30"),
        ("noch mal bitte", "2027-01-18", "14:30"),
        ("sind Sie sicher", "2027-01-18", "14:30"),  # CONFORM 27
    ],
)
def test_mending_in_german(words: str, tag: str, zeit: str) -> None:
    """What is said is mended, what is asked is said again, and the confirmation still waits."""
    call = said("nächsten Montag", "um halb drei", words, flow=GERMAN)
    assert call.state.values == {"tag": tag, "zeit": zeit}
    assert call.state.question == "form/confirm"


@pytest.mark.parametrize("words", ["A B as in Bravo 3 4", "alpha bravo three four"])
def test_letters_in_pieces(words: str) -> None:
    """Spelled by any alphabet, over two turns, and mended at its end."""
    flow = """
    language: en-US
    states:
      ask:
        collect:
          slot: code
          type: spelling
          length: 6
          prompts: Your code?
          confirm: "{{ code | say }}?"
        go_to: done
      done:
        hangup: yes
    """
    call = said(words, "charlie delta", flow=flow)
    assert call.state.values == {"code": "AB34CD"}
    assert call.said == "A, B, 3, 4, C, D?"
    call.listens()
    call.says("no, the last one is E")
    assert call.state.values == {"code": "AB34CE"}


EUROS = """
    language: de-DE
    timezone: Europe/Berlin
    states:
      ask:
        collect:
          slot: betrag
          type: money
          currency: EUR
          max: 500 EUR
          prompts: Wie viel?
        go_to: ende
      ende:
        hangup: yes
"""


@pytest.mark.parametrize("words", ["30 Dollar", "900 Dollar"])
def test_a_limit_is_passed_in_no_other_currency(words: str) -> None:
    """Where a sum has a limit another currency is asked back, and never told as that limit."""
    call = said(words, flow=EUROS)
    assert call.state.values == {}
    assert "500 Dollar" not in call.said


PARTY = """
    language: en-US
    timezone: America/New_York
    states:
      ask:
        collect:
          - slot: people
            type: number
            prompts: How many people?
            confirm: For {{ people | say }}?
          - slot: fee
            type: money
            currency: USD
            prompts: How much?
            confirm: "{{ fee | say }}?"
        go_to: done
      done:
        hangup: yes
"""


@pytest.mark.parametrize(("words", "value"), [("no, five", 5), ("no, five people", 5), ("no, it's five", 5)])
def test_a_number_is_mended_by_a_number(words: str, value: int) -> None:
    """Bare, or with the slot's own word beside it."""
    call = said("four", words, flow=PARTY)
    assert call.state.values == {"people": value}
    assert call.said == "For 5?"
