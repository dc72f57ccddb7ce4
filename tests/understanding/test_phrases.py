"""Phrases as authors write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.understanding import phrases
from callwright.understanding.phrases import MAX_EXPANSIONS, MAX_LENGTH, Phrase, PhraseProblem, SlotRef, parse

TYPES = {"digits", "money"}


def sentences(text: str) -> list[str]:
    """The plain sentences of a phrase, values in their brackets."""
    phrase = parse(text, TYPES)
    assert isinstance(phrase, Phrase), phrase
    return [
        " ".join("".join(one if isinstance(one, str) else f"<{one.name}>" for one in pieces).split())
        for pieces in phrase.expansions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("billing", ["billing"]),
        ("  my   bill ", ["my bill"]),
        ("when are you open?", ["when are you open?"]),
        ("(my|the) bill", ["my bill", "the bill"]),
        ("(please)? help", ["help", "please help"]),
        ("open(ing)? hours", ["open hours", "opening hours"]),
        ("(a (big|small)|the) dog", ["a big dog", "a small dog", "the dog"]),
        ("(really (very)? good|fine)", ["really good", "really very good", "fine"]),
        ("(a|b)?(c|d)", ["c", "d", "ac", "ad", "bc", "bd"]),
        ("(help)", ["help"]),
        ("(a|a) b", ["a b"]),
        ("my number is <order_number:digits>", ["my number is <order_number>"]),
        ("<treatment>", ["<treatment>"]),
        ("(order|number) <n:digits>", ["order <n>", "number <n>"]),
        ("from <a:digits> to <b:digits>", ["from <a> to <b>"]),
        ("pay <a:money> <n:digits>", ["pay <a> <n>"]),
    ],
)
def test_expansions(text: str, expected: list[str]) -> None:
    """A phrase stands for exactly these sentences, the plainest first."""
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("billing", "billing"),
        ("a question about (my|the) (last)? invoice", "a question about my invoice"),
        ("when are you open?", "when are you open"),
        ("my number is <order_number:digits>", "my number is order number"),
    ],
)
def test_example(text: str, example: str) -> None:
    """The example is the plainest sentence, fit to stand in a question."""
    phrase = parse(text)
    assert isinstance(phrase, Phrase)
    assert phrase.example() == example


def test_slots() -> None:
    """The values of a phrase are listed once each, in order, with their types."""
    phrase = parse("(order|number) <n:digits> for <who>")
    assert isinstance(phrase, Phrase)
    assert phrase.slots == (SlotRef("n", "digits"), SlotRef("who"))


@pytest.mark.parametrize(
    ("text", "pointed", "message"),
    [
        ("", "", "empty"),
        ("   ", "   ", "empty"),
        ("?!", "?!", "may be left out"),
        ("(please)?", "(please)?", "match silence"),
        ("(a)? (b)?", "(a)? (b)?", "match silence"),
        ("((a)?|b)", "((a)?|b)", "match silence"),
        ("my (bill", "(", "never closed"),
        ("((a) b", "(", "never closed"),
        ("my bill)", ")", 'without a "("'),
        ("bill|invoice", "|", "outside of brackets"),
        ("(bill|)", "(bill|)", "side of this choice is empty"),
        ("(|bill) x", "(|", "side of this choice is empty"),
        ("() x", "()", "side of this choice is empty"),
        ("x ((a)?)?", "((a)?)?", "may be left out already"),
        ("[please] help", "[", "square"),
        ("{{ name }}", "{", "curly"),
        ("bill.*", "*", "wildcard"),
        ("\\bbill", "\\", "backslash"),
        ("my <n:digits", "<", "never closed"),
        ("my n>", ">", 'without a "<"'),
        ("my <order number:digits>", "<order number:digits>", "cannot be the name"),
        ("my <1:digits>", "<1:digits>", "cannot be the name"),
        ("my <>", "<>", "cannot be the name"),
        ("my <n:>", "<n:>", "type"),
        ("my <n:digt>", "<n:digt>", "no type"),
        ("<a:digits> <b:digits>", "<b:digits>", "Nobody can tell where"),
        ("<a:digits> and <a:digits>", "<a:digits>", "stands twice"),
        ("(x <a:digits>|y <a:money>)", "<a:money>", "two different types"),
        ("(" * 9 + "a" + ")" * 9, "(", "brackets within brackets"),
    ],
)
def test_problems(text: str, pointed: str, message: str) -> None:
    """A phrase that cannot be read is refused with its reason, at its place, with a mend."""
    problem = parse(text, TYPES)
    assert isinstance(problem, PhraseProblem)
    assert text[problem.offset : problem.offset + problem.length] == pointed
    assert message in problem.message
    assert problem.help


def test_nearest_type() -> None:
    """A mistyped type is answered with the nearest one and with all that are allowed."""
    problem = parse("<n:digit>", TYPES)
    assert isinstance(problem, PhraseProblem)
    assert 'Did you mean "digits"?' in problem.help
    assert "digits, money" in problem.help


@pytest.mark.parametrize(
    "text",
    [
        "(a|b)?" * 40 + "c",
        "(a|b)" * 60,
        "(a)?" * 60 + "b",
        "(" * 8 + "a" + ")?" * 8 + "b",
        "((a|b)(a|b)(a|b)(a|b)|" * 5 + "a" + ")(a|b)(a|b)" * 5,
    ],
)
def test_explosions_are_refused_unexpanded(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A phrase that would explode is refused before one sentence of it is written out."""
    written: list[object] = []
    monkeypatch.setattr(phrases, "_expand", written.append)
    assert isinstance(parse(text), PhraseProblem)
    assert written == []


def test_bounds() -> None:
    """The largest allowed phrase is taken, and the next larger one is not."""
    assert len(sentences("(a|b)" * 9)) == MAX_EXPANSIONS
    assert isinstance(parse("(a|b)" * 9 + "(c)?"), PhraseProblem)
    assert isinstance(parse("a" * MAX_LENGTH), Phrase)
    assert isinstance(parse("a" * (MAX_LENGTH + 1)), PhraseProblem)


@given(st.text(st.sampled_from("ab ()|?<>:_1[*"), max_size=40))
def test_parse_is_total(text: str) -> None:
    """Any text is a phrase with bounded sentences, none of them empty, or a problem within the text."""
    parsed = parse(text)
    if isinstance(parsed, Phrase):
        assert 1 <= len(parsed.expansions) <= MAX_EXPANSIONS
        assert all(any(isinstance(one, SlotRef) or one.strip(" ?:_") for one in pieces) for pieces in parsed.expansions)
    else:
        assert 0 <= parsed.offset <= len(text)
        assert parsed.offset + parsed.length <= max(len(text), 1)
