"""Sayings, spread out and read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages.values.grammar import Grammar, phrase_slot, spread


def figure(tokens: Sequence[str], at: int) -> list[tuple[int, int]]:
    return [(at + 1, int(tokens[at]))] if tokens[at].isdigit() else []


GRAMMAR = Grammar(
    """
    half past <hour:figure> = past minute=30
    <figure> (to|before) <hour:figure> = to
    <hour:figure> (oclock)? = past
    """,
    {"figure": figure},
)


def readings(text: str) -> list[tuple[int, str, dict[str, object]]]:
    return [(one.end, one.meaning, dict(one.given)) for one in GRAMMAR.readings(text.split(), 0, {})]


def test_slots_and_constants_are_given() -> None:
    """A reading holds the values of its slots by name, and the constants of its saying."""
    assert readings("half past 3") == [(3, "past", {"hour": 3, "minute": 30})]
    assert (3, "to", {"figure": 10, "hour": 4}) in readings("10 to 4")


def test_every_reading_is_told() -> None:
    """The grammar does not choose: a shorter reading stands beside a longer one."""
    assert {end for end, _, _ in readings("3 oclock")} == {1, 2}


def test_nothing_is_read_where_nothing_fits() -> None:
    """Words that no saying begins with have no reading, and half a saying has none."""
    assert readings("noon") == readings("half past") == readings("") == []


@pytest.mark.parametrize(
    ("pattern", "sequences"),
    [
        ("a b", ["a b"]),
        ("a (b|c) d", ["a b d", "a c d"]),
        ("(a)? b", ["a b", "b"]),
        ("(a (b|c))? d", ["a b d", "a c d", "d"]),
        ("<x:y> (a|b c)", ["<x:y> a", "<x:y> b c"]),
    ],
)
def test_patterns_are_spread(pattern: str, sequences: list[str]) -> None:
    """A pattern stands for these sequences and no others."""
    assert sorted(" ".join(one) for one in spread(pattern)) == sorted(sequences)


@pytest.mark.parametrize("line", ["half past <hour> = past", "no meaning", "(a = b", "a) = b"])
def test_a_wrong_table_is_refused(line: str) -> None:
    """A saying with a slot that there is not, without a meaning or with a bracket open stops the program's start."""
    with pytest.raises(ValueError, match=r"saying|slot|bracket"):
        Grammar(line, {})


@given(st.lists(st.sampled_from("half past 3 10 to before oclock x".split()), max_size=8))
def test_reading_is_total(tokens: list[str]) -> None:
    """Whatever the words, every reading ends within them, and the memory changes nothing."""
    memo: dict[tuple[str, int], object] = {}
    for at in range(len(tokens)):
        found = GRAMMAR.readings(tokens, at, memo)
        assert all(at < one.end <= len(tokens) for one in found)
        assert found == GRAMMAR.readings(tokens, at, {})


def test_phrases_of_a_table() -> None:
    """A slot made of a table reads its longest and its shorter phrases."""
    slot = phrase_slot({"(us)? dollars": "*", "dollar": "one"})
    assert sorted(slot(["us", "dollars"], 0)) == [(2, "*")]
    assert slot(["dollar"], 0) == [(1, "one")]
    assert slot(["euro"], 0) == []
