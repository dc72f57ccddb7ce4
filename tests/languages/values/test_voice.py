"""One value among the words around it."""

from __future__ import annotations

import pytest

from callwright.languages import get
from callwright.languages.values.heard import Place
from callwright.languages.values.said import read
from callwright.languages.values.voice import Kind, voice_of

ENGLISH = voice_of(get("en"))
assert ENGLISH is not None
VOICE = ENGLISH


def figures(tokens: object, at: int, memo: object) -> list[tuple[int, int]]:
    del memo
    assert isinstance(tokens, tuple)
    return [(at + 1, int(tokens[at]))] if tokens[at].isdigit() else []


KIND = Kind("figure", figures, lambda token: token == "figure")


def one(text: str) -> int | str:
    found = VOICE.one(VOICE.calm(read(text, {})), KIND)
    if isinstance(found, Place):
        assert isinstance(found.value, int)
        return found.value
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("uh it is um 5 please", 5),
        ("4 no 5", 5),
        ("4 or rather 5", 5),
        ("4 or 6 no 5", 5),
        ("no 5", 5),
        ("5 I said 5", 5),
        ("one moment 5", 5),
    ],
)
def test_told(text: str, value: int) -> None:
    """The last attempt counts, and what stands around it does not."""
    assert one(text) == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "There is no figure in these words."),
        ("4 5", "Both “4” and “5” were said, and nothing says which one is meant."),
        ("not 5", "“not” beside it: that is not the figure itself."),
        ("up to 5", "“up to” beside it: that is not the figure itself."),
        ("from 5", "“from” beside it: that is not the figure itself."),
        ("5 no", "The caller took it back."),
        ("5 figure", "“figure” was said besides, so the figure cannot be told."),
        ("figure", "“figure” alone says no figure."),
    ],
)
def test_asked_back(text: str, why: str) -> None:
    """Each reason to ask back is said in a sentence."""
    assert one(text) == why


def test_one_voice_for_each_language() -> None:
    """The tables of a language are made ready once."""
    assert voice_of(get("en-GB")) is VOICE
