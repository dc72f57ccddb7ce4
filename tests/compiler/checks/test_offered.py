"""Keys that are offered, and words that callers are told to say."""

from __future__ import annotations

import pytest

from tests.compiler.checks.speech import flow, told

_HEAD = "intents: {billing: [my bill, billing]}\nanytime: {operator: bye}\n"
_KEYS = "keys: {1: bye, 2: bye, star: bye}\ntransitions: {billing: bye, no: bye}\n"


def _keys(prompt: str, more: str = "") -> list[str]:
    return told("key-not-taken", flow(f"prompts: '{prompt}'\n{_KEYS}{more}", head=_HEAD))


def test_a_key_that_is_not_there() -> None:
    """A key is told where it is offered, in a question, a rung or the help."""
    assert _keys("Press 1 for yes, or press 3 for no.") == ["press 3"]
    assert _keys("Hello.", "help: Press 7 for more.\n") == ["Press 7"]
    assert _keys("Hello.", 'no_match:\n  - "Please press #."\n  - go_to: bye\n') == ["press #"]


@pytest.mark.parametrize("prompt", ["Press 1, or 2.", "Press * for more.", "Press 12 times.", "Open from 3 to 5."])
def test_keys_that_are_there(prompt: str) -> None:
    """A key that leads somewhere is fine, and a number is no key."""
    assert _keys(prompt) == []


def test_keys_in_a_flow_without_keys() -> None:
    """A state without any keys is one that another is about; a number that is collected may be typed."""
    assert told("key-not-taken", flow("prompts: Press 3.\ntransitions: {yes: bye}\n")) == []
    text = flow("collect: {slot: n, type: digits, prompts: Press 3.}\nkeys: {0: bye}\ngo_to: bye\n")
    assert told("key-not-taken", text) == []


def _words(prompt: str, leads: str = _KEYS) -> list[str]:
    return told("words-not-understood", flow(f"prompts: '{prompt}'\n{leads}", head=_HEAD))


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("Is it a bill? If not, say sales.", "sales"),
        ('You can say "my parcel".', "my parcel"),
        ("Just say shipping, and I am there.", "shipping"),
        ("Say shipping to hear more.", "shipping"),
    ],
)
def test_words_that_nothing_understands(prompt: str, words: str) -> None:
    """They are told where they stand."""
    assert _words(prompt) == [words]


@pytest.mark.parametrize(
    "prompt",
    [
        "Say billing, or say operator.",
        'Say "my bill" or "no".',
        "Please say your name.",
        "Say it again, please.",
        "Say which one.",
        "Say the number of your bill.",
        "They say hello.",
        "Nobody keeps what you say here.",
        "Is that what you say?",
        "What shall I say?",
        "Please say slowly, what is it?",
        "Sagen Sie Bescheid, wenn Sie so weit sind.",
    ],
)
def test_words_that_are_understood_or_are_none(prompt: str) -> None:
    """The state's own words and those of ``anytime`` are understood; other sentences tell nobody which words to say."""
    assert _words(prompt) == []


def test_whoever_takes_any_words_takes_these() -> None:
    """With ``otherwise``, and where a value is asked for, anything may be said."""
    assert _words("Say sales.", "transitions: {otherwise: bye}\n") == []
    text = flow("collect: {slot: who, type: text, prompts: Say Fred.}\ngo_to: bye\n")
    assert told("words-not-understood", text) == []
