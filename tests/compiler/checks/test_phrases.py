"""Phrases that can never win, that are only hesitation, or that take the words of a built-in."""

from __future__ import annotations

import pytest

from tests.compiler.checks.telling import BYE, mended, places, told

BLOCKS = (
    "intents:\n  one:\n    - my bill\n    - {phrase}\n"
    "states:\n  a: {{transitions: {{one: bye}}}}\n  bye: {{hangup: yes}}\n"
)


@pytest.mark.parametrize("phrase", ["uh", "hmm"])
def test_phrases_that_nobody_means(phrase: str) -> None:
    """Hesitation is told at the phrase; the mend takes its line out."""
    text = BLOCKS.format(phrase=phrase)
    (found,) = told("hesitation-as-phrase", text)
    assert places("hesitation-as-phrase", text) == [phrase]
    assert mended(text, found) == BLOCKS.format(phrase="").replace("    - \n", "")


@pytest.mark.parametrize("phrase", ["thanks", "okay", "uh the bill", "the bill please", "12"])
def test_short_phrases_that_win(phrase: str) -> None:
    """Politeness, a backchannel or a number alone is a phrase like any other."""
    text = BLOCKS.format(phrase=phrase)
    assert told("phrase-never-wins", text) == told("hesitation-as-phrase", text) == []


def _form(phrase: str, slot: str) -> str:
    return (
        f"intents:\n  one: [{phrase}]\nstates:\n  a:\n    collect: {{slot: x, {slot}, prompts: X?}}\n"
        f"    transitions: {{one: bye}}\n    go_to: bye\n{BYE}"
    )


@pytest.mark.parametrize(
    ("phrase", "slot"), [("two", "type: number"), ("tomorrow", "type: date"), ("yes", "type: yes_no")]
)
def test_a_value_that_is_asked_for_goes_first(phrase: str, slot: str) -> None:
    """Words that fill the slot that is asked for never mean an intent there."""
    (found,) = told("phrase-never-wins", _form(phrase, slot))
    assert found.message == f'A caller who says "{phrase}" never gets "one": it is taken for the value of "x".'


@pytest.mark.parametrize(
    ("phrase", "slot"), [("billing", "type: number"), ("two", "type: date"), ("help me", "type: date")]
)
def test_words_that_are_no_value_mean_their_intent(phrase: str, slot: str) -> None:
    """What fills nothing is an intent as everywhere."""
    assert told("phrase-never-wins", _form(phrase, slot)) == []


def test_a_phrase_that_wins_somewhere_is_silent() -> None:
    """A number is a fine phrase where no number is asked for."""
    text = _form("two", "type: number").replace("  bye:", "  b: {transitions: {one: bye}}\n  bye:")
    assert told("phrase-never-wins", text) == []


def test_anytime_loses_to_the_same_phrase_of_every_state() -> None:
    """What each state answers itself is never won by the intent of anytime."""
    text = (
        "intents:\n  one: [my bill]\n  other: [my bill]\nanytime: {other: bye}\nstates:\n"
        f"  a: {{transitions: {{one: bye}}}}\n{BYE}"
    )
    (found,) = told("phrase-never-wins", text)
    assert found.message == 'A caller who says "my bill" never gets "other": "one" wins.'


# the words of built-ins


@pytest.mark.parametrize(
    ("phrase", "state", "top", "built_in"),
    [
        ("sure", "transitions: {yes: bye, one: b}", "", "yes"),
        ("operator", "transitions: {one: b}", "anytime: {operator: bye}\n", "operator"),
        ("help", "transitions: {one: b}, help: Say it.", "", "help"),
        ("goodbye", "transitions: {one: b}", "anytime: {goodbye: bye}\n", "goodbye"),
    ],
)
def test_words_that_are_taken_away(phrase: str, state: str, top: str, built_in: str) -> None:
    """Where the same question promises the built-in, it is said that the author's phrase wins."""
    text = f"{top}intents:\n  one: [{phrase}]\nstates:\n  a: {{{state}}}\n  b: {{go_to: bye}}\n{BYE}"
    (found,) = told("built-in-words", text)
    assert found.message.startswith(f'A caller who says "{phrase}" gets "one", not "{built_in}", whose word it is: ')
    assert places("built-in-words", text) == [phrase]


@pytest.mark.parametrize(
    ("phrase", "state", "top"),
    [
        ("sure", "transitions: {yes: bye, one: bye}", ""),
        ("sure", "transitions: {one: b}", ""),
        ("operator", "transitions: {one: bye}", "anytime: {operator: bye}\n"),
        ("operator", "transitions: {one: b}", ""),
        ("help", "transitions: {one: b}", ""),
        ("repeat that", "transitions: {one: b}", ""),
        ("perfect thanks", "transitions: {yes: bye, one: b}", ""),
        ("not now", "transitions: {no: bye, one: b}", ""),
        ("that is all", "transitions: {one: b}", "anytime: {goodbye: bye}\n"),
    ],
)
def test_words_that_nobody_misses(phrase: str, state: str, top: str) -> None:
    """Where both lead to the same place, or the question promises no such thing, nothing is lost; a sentence of
    several words is written on purpose."""
    text = f"{top}intents:\n  one: [{phrase}]\nstates:\n  a: {{{state}}}\n  b: {{go_to: bye}}\n{BYE}"
    assert told("built-in-words", text) == []


def test_more_words_for_a_built_in_are_no_rival() -> None:
    """An intent of the built-in's own name adds to its words."""
    text = f"intents:\n  yes: [sure thing, sure]\nstates:\n  a: {{transitions: {{yes: bye}}}}\n{BYE}"
    assert told("built-in-words", text) == []
