"""How far a "not" reaches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages import LANGUAGES, Language, get
from callwright.understanding.negation import NOTHING, reach
from callwright.understanding.normalise import core_places, normalise


@pytest.mark.parametrize(
    ("tag", "said", "refused"),
    [
        ("en", "I don't want to leave a message", "to leave a message"),
        ("en", "I don't want to wait, billing please", "to wait"),
        ("en", "I don't want a message but billing", "a message"),
        ("en", "I don't want that I have a bill", "that"),
        ("en", "I did not get my bill", ""),
        ("de", "ich will nicht kündigen", "kuendigen"),
        ("de", "ich möchte keine Nachricht hinterlassen ich habe eine Rechnung", "nachricht hinterlassen"),
        ("de", "meine Rechnung stimmt nicht", ""),
    ],
)
def test_refused(tag: str, said: str, refused: str) -> None:
    """A refusal reaches what was wished for, up to a comma, a "but" or a new statement."""
    words = normalise(said, get(tag))
    bits = reach(words, get(tag)).refused
    assert " ".join(word for at, word in enumerate(words.core) if bits >> at & 1) == refused


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
@given(said=st.text(max_size=60))
def test_places_of_the_core(language: Language, said: str) -> None:
    """The places of the core are told exactly, whatever was said."""
    words = normalise(said, language)
    assert tuple(words.tokens[at] for at in core_places(words, language)) == words.core


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
@given(said=st.lists(st.sampled_from("want bill my ich will rechnung , but".split()), max_size=12))
def test_nothing_is_refused_without_a_not(language: Language, said: list[str]) -> None:
    """Without a "not" nothing is refused."""
    assert reach(normalise(" ".join(said), language), language) == NOTHING
