"""How well a phrase fits an utterance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages import get
from callwright.understanding.alignment import Fit, Heard, Pattern, fit

ENGLISH = get("en")


def stem(word: str) -> str:
    """Words as they are, negations as one."""
    return "\0not" if word in ENGLISH.negations else word


def laid(phrase: str, said: str, *, alone: bool = False) -> Fit | None:
    """A phrase beside an utterance."""
    words = phrase.split()
    light = [word in ENGLISH.light for word in words]
    pattern = Pattern.of("it", phrase, [stem(word) for word in words], light, alone=alone)
    return fit(pattern, Heard(said.split(), ENGLISH, stem))


def score(phrase: str, said: str) -> float:
    """How well; 0 for not at all."""
    found = laid(phrase, said)
    return found.score if found else 0.0


@pytest.mark.parametrize(
    ("phrase", "better", "worse"),
    [
        ("my bill", "my bill", "bill"),
        ("my bill", "it is about my bill", "my bill came yesterday"),
        ("opening hours", "opening hours", "hours opening"),
        ("opening hours", "opening hours", "opening new hours"),
        ("cancel dentist appointment", "cancel dentist appointment", "dentist appointment"),
        ("cancel dentist appointment", "dentist appointment", "change dentist appointment"),
        ("place an order", "place the order", "place some time later an order"),
    ],
)
def test_order_of_fits(phrase: str, better: str, worse: str) -> None:
    """More of a phrase, closer together, in its order, with less around it, fits better."""
    assert score(phrase, better) > score(phrase, worse) > 0


def test_the_phrase_itself() -> None:
    """The phrase itself, with small words around it, has the full score."""
    assert score("my bill", "my bill") == score("my bill", "it is about my bill") == 1.0


@pytest.mark.parametrize(
    "said",
    [
        "not billing",
        "i do not want the billing",
        "without billing",
        "instead of billing",
        "billing is not it",
        "dont talk to billing",
    ],
)
def test_not_is_heard(said: str) -> None:
    """A phrase that a "not" reaches does not fit."""
    assert laid("billing", said) is None


@pytest.mark.parametrize(
    "said",
    ["i did not receive my billing", "not sales but billing", "billing instead", "billing does not answer"],
)
def test_not_reaches_no_further(said: str) -> None:
    """A "not" that belongs to another word of weight, or ends at a "but", leaves the phrase alone."""
    assert laid("billing", said) is not None


def test_a_phrase_with_not_needs_it() -> None:
    """A phrase that holds a "not" fits only where one is said."""
    assert laid("it does not work", "it does work") is None
    assert score("it does not work", "it never does work") > 0.8


def test_alone() -> None:
    """A built-in word fits only by itself; a built-in sentence of three words fits word for word anywhere."""
    assert laid("back", "please back now", alone=True) is not None
    assert laid("back", "my money back", alone=True) is None
    assert laid("go back now", "money go back now", alone=True) is not None
    assert laid("go back now", "money go now back", alone=True) is None


WORDS = st.lists(
    st.sampled_from("bill my not but the cancel order back billing hours no instead one".split()), max_size=70
)


@given(phrase=WORDS.filter(bool), said=WORDS)
def test_scores_are_bounded(phrase: list[str], said: list[str]) -> None:
    """A score lies between 0 and 1, and what was found is part of the utterance."""
    found = laid(" ".join(phrase[:20]), " ".join(said))
    if found is not None:
        assert 0 <= found.score <= 1.0000001
        assert found.heavy < 1 << len(said)


@given(phrase=WORDS.filter(bool), said=WORDS, least=st.floats(0, 1))
def test_passing_over_loses_nothing(phrase: list[str], said: list[str], least: float) -> None:
    """A pattern that is passed over could not have reached the score."""
    stems = [stem(word) for word in phrase[:20]]
    pattern = Pattern.of("it", "", stems, [word in ENGLISH.light for word in phrase[:20]])
    heard = Heard(said, ENGLISH, stem)
    found = fit(pattern, heard)
    if found is not None and found.score > least + 1e-9:
        assert pattern.may_reach(least, heard.places.keys())
