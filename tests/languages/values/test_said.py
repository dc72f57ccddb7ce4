"""Utterances as tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages import get
from callwright.languages.values.said import read
from callwright.understanding.normalise import normalise

GERMAN = get("de")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("It's five o'clock.", "its five oclock"),
        ("$5.50, please", "$ 5.50 please"),
        ("24.06.1923", "24.06.1923"),
        ("at 3:30pm", "at 3:30 pm"),
        ("the 5th", "the 5 th"),
        ("(212) 555-0123", "212 555-0123"),
        ("+49 211", "+ 49 211"),
        ("-4", "- 4"),
        ("Anna-Lena", "anna lena"),
        ("A4B7", "a 4 b 7"),
        ("am dritten Jänner", "am dritten jaenner"),
        ("19,90 €", "19,90 €"),
        ("José", "jose"),
        ("Jose\u0301", "jose"),
        ("−3 Grad", "- 3 grad"),
        ("", ""),
        (" . , ! ", ""),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    """Words are in normal form, figures keep their marks, other punctuation is forgotten."""
    assert " ".join(read(text, GERMAN.letters).tokens) == tokens


def test_marks_put_away() -> None:
    """Where only digits count, the marks between them part tokens, and each still knows its place."""
    plain = read("it's 123-456.7", GERMAN.letters).plain()
    assert plain.tokens == ("its", "123", "456", "7")
    assert [plain.written(at, at + 1) for at in range(4)] == ["it's", "123", "456", "7"]


@given(st.text(max_size=60))
def test_places(text: str) -> None:
    """Whatever the text, tokens follow one another in it, and none is empty."""
    said = read(text, GERMAN.letters)
    assert all(said.tokens)
    ends = [0, *(end for _, end in said.spans)]
    assert all(before <= start < end for before, (start, end) in zip(ends, said.spans, strict=False))


@given(st.lists(st.sampled_from("Äpfel it's naïve STRASSE Straße don’t ok".split()), max_size=6))
def test_words_meet_what_is_normalised(words: list[str]) -> None:
    """Words come out as normalising writes them, so that both meet the same lists."""
    text = " ".join(words)
    assert read(text, GERMAN.letters).tokens == normalise(text, GERMAN).tokens
