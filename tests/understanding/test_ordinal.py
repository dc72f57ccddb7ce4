"""One of several things that were offered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages import LANGUAGES, Language, get
from callwright.understanding.normalise import normalise
from callwright.understanding.ordinal import hear_choice


@pytest.mark.parametrize(
    ("tag", "said", "count", "choice"),
    [
        ("en", "the first one", 2, 1),
        ("en", "the second", 2, 2),
        ("en", "uh, the second one please", 2, 2),
        ("en", "number two", 2, 2),
        ("en", "option 1", 2, 1),
        ("en", "the last one", 3, 3),
        ("en", "the latter", 2, 2),
        ("en", "the latter", 3, None),
        ("en", "the third one", 2, None),
        ("en", "one second", 2, None),
        ("en", "just a second", 2, None),
        ("en", "the first or the second", 2, None),
        ("en", "not the first one", 2, None),
        ("en", "my first order", 2, None),
        ("en", "billing", 2, None),
        ("en", "", 2, None),
        ("de", "das erste", 2, 1),
        ("de", "das zweite bitte", 2, 2),
        ("de", "Nummer zwei", 2, 2),
        ("de", "letzteres", 2, 2),
        ("de", "ersteres", 2, 1),
        ("de", "die letzte", 3, 3),
        ("de", "nicht das erste", 2, None),
        ("de", "eine Sekunde", 2, None),
    ],
)
def test_hear_choice(tag: str, said: str, count: int, choice: int | None) -> None:
    """A place is heard, counted from 1, and nothing is guessed."""
    assert hear_choice(normalise(said, get(tag)), get(tag), count) == choice


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
@given(
    said=st.lists(st.sampled_from("the first second last number two one das zweite letzte bill".split()), max_size=6),
    count=st.integers(0, 4),
)
def test_a_choice_is_one_of_those_offered(language: Language, said: list[str], count: int) -> None:
    """Whatever is said, the choice lies between 1 and the count."""
    choice = hear_choice(normalise(" ".join(said), language), language, count)
    assert choice is None or 1 <= choice <= count
