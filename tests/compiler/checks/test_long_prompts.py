"""Prompts that last too long."""

from __future__ import annotations

from tests.compiler.checks.speech import flow, found, told

_WORDS = "and we are open on every day of the week but for one "
CODE = "long-prompt"


def _says(text: str, more: str = "") -> str:
    return flow(f"prompts: {text}\nhangup: yes\n{more}")


def test_more_than_twenty_seconds() -> None:
    """A prompt of some 340 letters is told, with its length in seconds."""
    text = ("Well " + _WORDS * 6).strip()
    assert told(CODE, _says(text)) == [text]
    assert "about 21 seconds" in found(CODE, _says(text))[0].message


def test_less_is_fine() -> None:
    """A prompt of some 290 letters is not told, nor are two that are long together."""
    text = ("Well " + _WORDS * 5).strip()
    assert told(CODE, _says(text)) == []
    assert told(CODE, _says(f"[{text}, {text}]")) == []


def test_digits_and_breaks_last_longer_than_they_look() -> None:
    """Digits are read as words, and markup may hold breaks; tags themselves are not heard."""
    assert told(CODE, _says(" ".join("0123456789" * 6))) != []
    assert told(CODE, flow('prompts:\n  ssml: Wait. <break time="25s"/> Thank you.\nhangup: yes\n')) != []
    tags = '<prosody rate="slow" pitch="high">so</prosody> ' * 7
    assert told(CODE, flow(f"prompts:\n  ssml: {tags}\nhangup: yes\n")) == []


def test_only_one_branch_of_a_condition_is_heard() -> None:
    """Of an if and its else the caller hears one; what is inserted counts as a word or two."""
    half = _WORDS * 4
    text = "'{% if caller.number %}" + half + "{% else %}" + half + "{% endif %}'"
    assert told(CODE, _says(text)) == []
    assert told(CODE, _says('"' + "{{ caller.number | say }} " * 12 + '"')) == []
