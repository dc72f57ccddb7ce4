"""The same words in two intents that are listened for together."""

from __future__ import annotations

import pytest

from tests.compiler.checks.telling import BYE, mended, places, told
from tests.core.calls import Call


def _text(one: str, other: str, *, language: str = "en-US", more: str = "") -> str:
    return (
        f"language: {language}\nintents:\n  one: {one}\n  other: {other}\nstates:\n"
        f"  a:\n    transitions:\n      one: bye\n      other: c\n{more}  c: {{go_to: bye}}\n{BYE}"
    )


def test_the_sentence_and_what_the_caller_hears() -> None:
    """An equal sentence is told at the later phrase, with the earlier one beside it."""
    text = _text("[my (big|small) bill, x]", "[pay, My big bill?]")
    (found,) = told("same-phrase", text)
    assert found.message == (
        '"my big bill" is a phrase of "one" and of "other", so a caller who says it hears: "Did you mean my big bill or'
        ' pay?"'
    )
    assert places("same-phrase", text) == ["My big bill?"]
    assert [related.span.line for related in found.related] == [3]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("[billing, x]", "[billing please, y]", "billing now"),
        ("[cancel my order]", "[cancel the order]", "cancel order"),
        ("[invoices]", "[my invoice]", "my invoice now"),
        ("[order <n:digits>]", "[the order <n>, y]", "the order 4 7 1 1"),
        ("[send <n:money>]", "[send <n>]", "send 50 euros"),
        ("[Café]", "[cafe]", "Café"),
    ],
)
def test_what_the_matcher_cannot_tell_apart(one: str, other: str, said: str) -> None:
    """Politeness, small words, word forms and values make no difference to the matcher, and so not here."""
    (found,) = told("same-phrase", _text(one, other))
    assert found.message.startswith(f'"{said}" ')


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[my bill]", "[pay my bill]"),
        ("[cancel my order]", "[order]"),
        ("[not them]", "[not then]"),
        ("[order <n:digits>]", "[parcel <n>]"),
        ("[billing]", "[sales]"),
    ],
)
def test_what_the_matcher_tells_apart(one: str, other: str) -> None:
    """A longer phrase beats a shorter one within it; words that weigh something keep phrases apart."""
    assert told("same-phrase", _text(one, other)) == []


def test_only_what_is_listened_for_together() -> None:
    """Two intents of different questions may share their words."""
    text = (
        "intents:\n  one: [my bill]\n  other: [my bill]\nstates:\n"
        f"  a: {{transitions: {{one: b}}}}\n  b: {{transitions: {{other: bye}}}}\n{BYE}"
    )
    assert told("same-phrase", text) == []


def test_a_state_wins_over_anytime() -> None:
    """What a state leads on from itself goes before what may be said anywhere, so nobody is asked."""
    text = (
        "intents:\n  one: [my bill]\n  other: [my bill]\nanytime: {other: bye}\nstates:\n"
        f"  a: {{transitions: {{one: bye}}}}\n{BYE}"
    )
    assert told("same-phrase", text) == []


def test_each_pair_is_told_once() -> None:
    """However many sentences and questions a pair of intents shares, it is told once."""
    text = _text("[x, y, z]", "[x, y, z]", more="  b:\n    transitions:\n      one: a\n      other: bye\n")
    assert len(told("same-phrase", text.replace("one: bye", "one: b"))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[billing, x]", "[billing please, y]"),
        ("[cancel my order, x]", "[cancel the order, y]"),
        ("[order <n:digits>, x]", "[the order <n>, y]"),
    ],
)
def test_a_caller_who_says_it_hears_just_that(one: str, other: str) -> None:
    """What the message says is what a call does."""
    text = _text(one, other, more="    prompts: What is it?\n")
    (found,) = told("same-phrase", text)
    said, heard = found.message.split('"')[1], found.message.split('hears: "')[1][:-1]
    call = Call(text)
    call.listens()
    (action,) = call.says(said)
    assert action["text"] == heard


def test_where_both_lead_to_the_same_nobody_is_asked() -> None:
    """The same words are told even then, with who wins, and a call goes on without asking."""
    text = (
        "intents:\n  one: [my bill]\n  other: [my bill]\nstates:\n  a:\n    prompts: What is it?\n"
        f"    transitions: {{one: bye, other: bye}}\n{BYE}"
    )
    (found,) = told("same-phrase", text)
    assert found.message == '"my bill" is a phrase of "one" and of "other"; "one" wins, and both lead to the same.'
    call = Call(text)
    call.listens()
    (action,) = call.says("my bill")
    assert action["text"] == "Goodbye."


def test_the_mend_takes_the_later_phrase_out() -> None:
    """A phrase that stands for this one sentence can be removed; one that stands for more cannot."""
    text = (
        "intents:\n  one:\n    - my bill\n  other:\n    - pay\n    - {phrase}\nstates:\n  a:\n    transitions:\n"
        "      one: bye\n      other: c\n  c: {{go_to: bye}}\n  bye: {{hangup: yes}}\n"
    )
    (found,) = told("same-phrase", text.format(phrase="my bill"))
    assert told("same-phrase", mended(text.format(phrase="my bill"), found)) == []
    (found,) = told("same-phrase", text.format(phrase="(my|the) bill"))
    assert found.fixes == ()


def test_each_language_of_a_flow_hears_for_itself() -> None:
    """Words that only one of the languages takes for the same are told as that language asks."""
    text = (
        "languages: [en-US, de-DE]\nintents:\n  one: [Öffnungszeiten]\n  other: [Oeffnungszeiten]\nstates:\n"
        "  a: {transitions: {one: bye, other: c}, keys: {1: d}}\n  c: {go_to: bye}\n"
        f"  d: {{set_language: de-DE, go_to: a}}\n{BYE}"
    )
    (found,) = told("same-phrase", text)
    assert "Meinten Sie" in found.message
