"""Menus: how many choices they offer, and where their question stands."""

from __future__ import annotations

import pytest

from tests.compiler.checks.speech import flow, told

_WORDS = ("rooms", "spa", "parking", "food", "events", "taxi")
_HEAD = "language: en-US\nintents: {" + ", ".join(f"{word}: the {word}" for word in _WORDS) + "}\n"
_LEADS = "transitions: {" + ", ".join(f"{word}: bye" for word in _WORDS) + "}\n"
_KEYS = "keys: {" + ", ".join(f"{n}: bye" for n in range(10)) + "}\n"


def _menu(prompts: str, leads: str = _LEADS, head: str = _HEAD) -> str:
    return flow(f"prompts:\n{prompts}\n{leads}", head=head)


@pytest.mark.parametrize(
    "sentence",
    [
        "Is it about rooms, the spa, parking, the restaurant or events?",
        "Is it about rooms, the spa, parking, the restaurant, or events?",
        "You can say rooms, spa, parking, food, or events.",
    ],
)
def test_five_choices_in_a_sentence_are_too_many(sentence: str) -> None:
    """The sentence that lists more than four things is told, wherever its last comma is."""
    assert told("menu-too-long", _menu(f"  - Hello.\n  - {sentence}")) == [sentence]


def test_five_choices_in_german() -> None:
    """The words for "or" are those of every language."""
    sentence = "Zimmer, Spa, Parken, Essen oder Feiern?"
    assert told("menu-too-long", _menu(f"  - {sentence}", head=_HEAD.replace("en-US", "de-DE"))) == [sentence]


def test_five_keys_are_too_many() -> None:
    """Keys count wherever they are offered, in one prompt or in several; the fifth is told."""
    one = "For rooms press 1, for the spa 2, for parking 3, for the restaurant 4, for events 5."
    assert told("menu-too-long", _menu(f"  - {one}", _KEYS)) == [one]
    several = "\n".join(f"  - For {word} press {n}." for n, word in enumerate(_WORDS[:5], 1))
    assert told("menu-too-long", _menu(several, _KEYS)) == ["For events press 5."]


def test_a_rung_is_a_menu_too() -> None:
    """A menu that only comes when the caller was not understood is as long."""
    rung = "Press 1 for rooms, 2 for the spa, 3 for parking, 4 for the restaurant, or 5 for events."
    text = _menu("  - How can I help?", f"{_LEADS}{_KEYS}no_match:\n  - {rung}\n  - go_to: bye\n")
    assert told("menu-too-long", text) == [rung]


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        ("Is it about rooms, the spa, parking, or something else?", _LEADS),
        ("For rooms press 1, for the spa 2, for parking 3, for food 4, and for a person 0.", _KEYS),
        ("We are open from 8 to 12 and from 1 to 5. Press 1 for rooms, or 2 for the spa.", _KEYS),
        (
            "Well, as you know, on Sundays, on Mondays, and in July, it is rooms or the spa?",
            "transitions: {rooms: bye}",
        ),
        ("How may I help you?", _LEADS + _KEYS),
        ("On Mondays, Tuesdays, Thursdays, Fridays, or Sundays the spa is open. How may I help you?", _LEADS),
    ],
)
def test_what_is_not_offered_does_not_count(sentence: str, leads: str) -> None:
    """Four are not too many, nor are 0 for a person, times of day, commas without choices, silent keys and words."""
    assert told("menu-too-long", _menu(f"  - {sentence}", leads)) == []


def test_the_options_of_a_choice_are_a_menu() -> None:
    """A slot that asks to choose one of five things is a menu."""
    sentence = "Which colour, red, green, blue, black or white?"
    options = "".join(f"    {word}: [{word}]\n" for word in ("red", "green", "blue", "black", "white"))
    text = flow(f"collect:\n  slot: colour\n  type: choice\n  options:\n{options}  prompts: {sentence}\ngo_to: bye\n")
    assert told("menu-too-long", text) == [sentence]


def test_a_question_that_is_not_last() -> None:
    """What is said behind the question of a menu is told, in the same prompt or in the next one."""
    late = "Our new spa is open now."
    assert told("menu-question-not-last", _menu(f"  - Rooms or the spa? {late}")) == [late]
    assert told("menu-question-not-last", _menu(f"  - Rooms or the spa?\n  - {late}")) == [late]


@pytest.mark.parametrize(
    "prompts",
    [
        "  - Our new spa is open now. Rooms or the spa?",
        "  - What is it about? Please say rooms, or spa.",
        "  - What is it about? You can also press a key.",
        "  - Rooms or the spa? Thank you.",
        "  - Rooms or the spa? Or stay on the line for something else.",
        "  - Rooms or the spa? If it is the restaurant, that is fine too.",
        "  - Looking for a room? Then tell us. Rooms or the spa?",
    ],
)
def test_a_question_that_is_last(prompts: str) -> None:
    """What tells the caller what to do belongs to the question, and so does a polite word."""
    assert told("menu-question-not-last", _menu(prompts)) == []


def test_only_menus_are_asked_where_their_question_is() -> None:
    """A yes/no question may be explained."""
    text = flow("prompts: Shall I send it? It costs nothing, and it comes at once.\ntransitions: {yes: bye, no: bye}\n")
    assert told("menu-question-not-last", text) == []
