"""Phrases with values of every type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages import get
from callwright.understanding.hearing import hear
from callwright.understanding.matcher import Lexicon, Verdict
from callwright.understanding.normalise import normalise
from callwright.understanding.phrases import SlotRef
from tests.understanding.sentences import NOW, Phrasebook, Wish, resolved, to_intents

BOOKS = {"en": to_intents("en", "en-GB"), "de": to_intents("de", "de-DE")}


@pytest.mark.parametrize(
    ("book", "wish"), [(book, wish) for book in BOOKS.values() for wish in book.wishes], ids=lambda one: str(one)[:60]
)
def test_the_intent_that_is_meant_wins_with_its_values(book: Phrasebook, wish: Wish) -> None:
    """A phrase with values wins with what ``hear`` gives; what cannot be told is left out, or it does not win."""
    words = normalise(wish.words, get(book.tag))
    match = book.lexicon.match(words, book.listening, now=NOW, language=book.tag)
    if not wish.intent:
        assert match.verdict is not Verdict.CLEAR
    else:
        assert match.verdict is Verdict.CLEAR
        best = match.candidates[0]
        assert (best.intent, dict(best.values)) == (wish.intent, wish.expected)


def one(text: str, slots: dict[str, SlotRef] | None = None, tag: str = "en") -> Lexicon:
    """A lexicon of one phrase."""
    return Lexicon.build({"it": [resolved(text, slots or {})]}, get(tag))


def heard(lexicon: Lexicon, words: str, tag: str = "en-US") -> dict[str, object] | None:
    """The values with which it wins; None where it does not."""
    match = lexicon.match(normalise(words, get(tag)), {"it"}, now=NOW, language=tag)
    return dict(match.candidates[0].values) if match.verdict is Verdict.CLEAR else None


def test_the_language_of_the_call_hears() -> None:
    """The same phrase hears pounds in Britain, dollars in America, and asks where no region is known."""
    lexicon = one("pay <amount:money>")
    assert heard(lexicon, "pay fifty", "en-GB") == {"amount": {"amount": 50, "currency": "GBP"}}
    assert heard(lexicon, "pay fifty", "en-US") == {"amount": {"amount": 50, "currency": "USD"}}
    assert heard(lexicon, "pay fifty", "en") is None


def test_without_now_no_day_is_counted_from_today() -> None:
    """A phrase whose value needs the time of the call does not match without it, and a whole date does."""
    lexicon = one("on <day:date>")
    english = get("en")
    assert lexicon.match(normalise("on Friday", english), {"it"}).verdict is not Verdict.CLEAR
    assert lexicon.match(normalise("on June 3rd 2027", english), {"it"}).candidates[0].values == (
        ("day", "2027-06-03"),
    )


def test_the_options_of_the_slot_hear() -> None:
    """Limits and options of the collect hold in the phrase as well."""
    slots = {"n": SlotRef("n", "digits", {"length": 4}), "t": SlotRef("t", "time", {"min": "12:00"})}
    assert heard(one("code <n>", slots), "code 1234") == {"n": "1234"}
    assert heard(one("code <n>", slots), "code 12345") is None
    assert heard(one("at <t>", slots), "at three") == {"t": "15:00"}


def test_a_phrase_of_small_words_must_be_all_that_is_said() -> None:
    """ "to James" is heard alone, and not out of a longer sentence."""
    lexicon = one("to <who:name>")
    assert heard(lexicon, "to James") == {"who": "James"}
    assert heard(lexicon, "I was talking to James yesterday") is None


def test_a_bare_value() -> None:
    """A phrase that is nothing but a value takes what is marked as one."""
    lexicon = one("<day:date>")
    assert heard(lexicon, "Friday") == {"day": "2026-11-27"}
    assert heard(lexicon, "something else") is None


@given(
    st.lists(
        st.sampled_from("transfer send 50 pounds dollars to James Mary on Friday or not no and the my don't".split()),
        max_size=10,
    )
)
def test_every_value_was_said(words: list[str]) -> None:
    """Whatever is said, a value that a phrase tells is heard in the words as well, and nothing raises."""
    book, text = BOOKS["en"], " ".join(words)
    match = book.lexicon.match(normalise(text, get("en")), book.listening, now=NOW, language="en-GB")
    for candidate in match.candidates:
        values = dict(candidate.values)
        if "amount" in values:
            assert str(int(values["amount"]["amount"])) in words
        if "payee" in values:
            assert set(values["payee"].casefold().split()) <= set(text.casefold().split())
        if "day" in values:
            assert values["day"] == hear("date", "on Friday", language="en-GB", now=NOW).value
