"""What is proposed for a phrase that cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.compiler.builders.phrase_mends import phrase_mended
from callwright.understanding.phrases import Phrase, parse

_TYPES = ("digits", "money", "text")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("order <number:digits", "order <number:digits>"),
        ("order number:digits>", "order <number:digits>"),
        ("order <number digits>", "order <number:digits>"),
        ("order <number:digts>", "order <number:digits>"),
        ("order <number:pin>", "order <number:digits>"),
        ("order {{ number }}", "order <number>"),
        ("[please] help", "(please)? help"),
        ("a (bill|) please", "a (bill)? please"),
        ("my (bill|invoice please", "my (bill|invoice) please"),
        ("my bill|invoice) please", "my (bill|invoice) please"),
        ("my bill|invoice please", "my (bill|invoice) please"),
        ("my bill", ""),
    ],
)
def test_one_mend(text: str, mended: str) -> None:
    """A phrase with one slip is given back as it was meant; nothing is proposed for one that can be read."""
    assert phrase_mended(text, _TYPES) == mended


def test_the_type_that_something_else_says() -> None:
    """A slot that is collected somewhere keeps its type."""
    assert phrase_mended("pay <amount:string>", _TYPES, lambda _: "money") == "pay <amount:money>"


@given(st.text(alphabet="ab <>(){}[]|:?", max_size=20))
def test_a_proposal_can_be_read(text: str) -> None:
    """Whatever is proposed is a phrase."""
    mended = phrase_mended(text, _TYPES)
    assert not mended or isinstance(parse(mended, frozenset(_TYPES)), Phrase)
