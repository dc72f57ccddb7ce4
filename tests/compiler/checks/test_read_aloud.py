"""What a voice reads otherwise than it is meant."""

from __future__ import annotations

import pytest

from tests.compiler.checks.speech import flow, mended, told


def _says(text: str, kind: str = "text") -> str:
    return flow(f"prompts:\n  {kind}: '{text}'\nhangup: yes\n", head="variables: {n: 5566770}\n")


def test_markup_in_a_text() -> None:
    """Markup is told where it begins, and the mend makes the text what it is."""
    text = _says('Thank you. <break time="500ms"/> Goodbye.')
    assert told("markup-in-text", text) == ['<break time="500ms"/>']
    assert "      ssml: 'Thank you." in mended("markup-in-text", text)
    assert told("markup-in-text", _says("<emphasis>Now</emphasis> then.")) == ["<emphasis>"]


@pytest.mark.parametrize("text", ["Less than < 5, more than > 3.", "A <b> is no element.", "Press <hash>."])
def test_what_is_no_markup(text: str) -> None:
    """Signs alone, and elements that no voice knows, are left alone."""
    assert told("markup-in-text", _says(text)) == []


def test_markup_where_it_belongs() -> None:
    """``ssml`` is markup."""
    assert told("markup-in-text", _says('Well. <break time="500ms"/>', "ssml")) == []


@pytest.mark.parametrize("address", ["https://acme.example/help", "www.acme.example", "help@acme.example"])
def test_addresses_of_the_web(address: str) -> None:
    """They are told without the full stop behind them."""
    assert told("address-in-speech", _says(f"You find it on {address}.")) == [address]


def test_addresses_as_people_say_them() -> None:
    """Words are fine, and so is a value that may be anything."""
    assert told("address-in-speech", _says("You find it on acme dot example. Or {{ heard.text }}@here.")) == []


def test_a_long_number_in_one() -> None:
    """Six digits and more are told, and mended digit by digit."""
    text = _says("Our number is 5566770.")
    assert told("number-in-one", text) == ["5566770"]
    assert "is 5 5 6 6 7 7 0." in mended("number-in-one", text)


@pytest.mark.parametrize(
    "number", ["2026", "5 5 6 6", "12345", "1.234.567,50", "1,234,567", "{{ 1234567 }}", "A1234567", "250000"]
)
def test_numbers_as_they_are_said(number: str) -> None:
    """Years, digits with blanks, sums, round quantities, what is inserted and what is a word are left alone."""
    assert told("number-in-one", _says(f"It is {number}.")) == []


def test_capital_letters() -> None:
    """Three words in a row shout; abbreviations and names do not."""
    assert told("capital-letters", _says("PLEASE CALL AGAIN tomorrow.")) == ["PLEASE CALL AGAIN"]
    assert told("capital-letters", _says("ACME NASA and UNESCO, with a PIN and an IBAN.")) == []
