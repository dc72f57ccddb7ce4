"""Corrections: "no, …" at the confirmation and later, in part, of several values, and what cannot be told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.collected import ALL, BOAT, NUMBER, PLAIN, at_table, said


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


def test_two_values_are_mended_in_one_sentence() -> None:
    """ "No, for five people and at nine pm" mends both, and nothing else."""
    call = at_table(*ALL)
    call.listens()
    call.says("no, for five people and at nine pm")
    assert call.state.values == {"name": "James Miller", "day": "2027-01-22", "at": "21:00", "people": 5}


def test_only_the_last_word_of_a_service_counts() -> None:
    """A value that was all right before another one is asked about again."""
    call = said(BOAT, "a sailing boat", "the second of March", "ten o'clock")
    call.responds(200, {})
    for words in ("no, at eleven", "no, at ten"):
        call.listens()
        call.says(words)
        assert call.state.inquiry is not None, words
        call.responds(200, {})


def test_words_that_name_a_slot_mend_that_slot_and_no_other() -> None:
    """ "No, nine people" is too many people, and no nine o'clock: the caller is told what is possible."""
    call = at_table(*ALL)
    before = dict(call.state.values)
    call.listens()
    call.says("no, nine people")
    assert call.state.values == before
    assert call.said.startswith("That is too much. The most is 8. A table for 4")


@pytest.mark.parametrize("words", ["no, nine", "no, later", "no, something else", "no, an hour later"])
def test_nothing_is_thrown_away_for_words_that_cannot_be_told(words: str) -> None:
    """Only a bare no, or that it is wrong, begins the form anew."""
    call = at_table(*ALL)
    before = dict(call.state.values)
    call.listens()
    call.says(words)
    assert call.state.values == before
    assert call.state.streak == 1


@pytest.mark.parametrize("words", ["no", "no, that's wrong", "no thank you", "that is not right"])
def test_what_only_denies_begins_the_form_anew(words: str) -> None:
    """No more was said than that it is not so."""
    call = at_table(*ALL)
    call.listens()
    call.says(words)
    assert call.state.values == {}


def test_the_half_of_the_day_is_kept_where_two_values_are_mended() -> None:
    """An evening stays an evening, also where the day is mended in the same sentence."""
    call = at_table(*ALL)
    call.listens()
    call.says("no, the twenty ninth at nine")
    assert (call.state.values["day"], call.state.values["at"]) == ("2027-01-29", "21:00")


MONEY = """
    language: en-GB
    states:
      pay:
        collect:
          slot: amount
          type: money
          currency: EUR
          max: 500
          prompts: How much?
        go_to: done
      done:
        prompts: You pay {{ amount | say }}.
        hangup: yes
"""


def test_another_currency_than_the_slot_asks_for_is_asked_back() -> None:
    """Thirty dollars are no thirty euros, and nine hundred dollars are not compared with five hundred euros."""
    for words in ("thirty dollars", "nine hundred dollars"):
        call = said(MONEY, words)
        assert call.state.values == {}
        assert call.said == "Sorry, I did not get that. How much?"
    assert said(MONEY, "nine hundred").said == "That is too much. The most is 500 euros. How much?"


def test_how_please_is_no_yes() -> None:
    """A word that means yes in the middle of a plea to say it again confirms nothing."""
    flow = MONEY.replace("en-GB", "de-DE").replace(
        "prompts: How much?", "prompts: Wie viel?\n          confirm: Stimmt das?"
    )
    call = said(flow, "dreißig Euro", "wie bitte")
    assert call.said == "Stimmt das?"
