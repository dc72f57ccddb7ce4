"""A caller who asks us to wait in the middle of an answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages import LANGUAGES
from callwright.understanding.waiting import without_wait


@pytest.mark.parametrize(
    ("language", "words", "answer", "asked"),
    [
        ("en", "12 34 one moment please", "12 34", True),
        ("en", "uh one moment, 12 34", "12 34", True),
        ("en", "12 34 hang on", "12 34", True),
        ("en", "wait", "", True),
        ("en", "12, 34.", "12, 34.", False),
        ("en", "I will be there in one moment in time", "I will be there in one moment in time", False),
        ("de", "12 34, einen Moment bitte", "12 34", True),
        ("de", "warten Sie, 12", "12", True),
    ],
)
def test_parted(language: str, words: str, answer: str, asked: bool) -> None:
    """The answer is what stands beside the asking, as it was written."""
    assert without_wait(words, language) == (answer, asked)


@given(st.text(max_size=60), st.sampled_from(sorted(LANGUAGES)))
def test_nothing_is_made_up(words: str, language: str) -> None:
    """What is left is a stretch of what was said."""
    answer, _ = without_wait(words, language)
    assert answer in words
