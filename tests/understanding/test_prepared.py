"""The phrases of an intent, made ready."""

from __future__ import annotations

from callwright.languages import get
from callwright.understanding.phrases import SlotRef
from callwright.understanding.prepared import Intent, Preparation
from tests.understanding.sentences import resolved


def prepared(*texts: str, learnt: list[str] | None = None) -> Intent:
    english, kept = get("en"), learnt if learnt is not None else []
    slots = {"pin": SlotRef("pin", "digits", {"length": 4})}
    preparation = Preparation(english, english.stem, lambda *told: kept.append(" ".join(told[2].tokens)))
    return preparation.intent("it", [resolved(text, slots) for text in texts])


def test_only_values_that_are_heard_need_frames() -> None:
    """Words and plain digits are patterns, everything else is a frame."""
    intent = prepared("billing", "order <n:digits>")
    assert intent.frames == ()
    assert {"bill", "\0value:digits"} <= intent.known
    assert [frame.pattern.slots for frame in prepared("pay <a:money>", "code <pin>").frames] == [("a",), ("pin",)]


def test_what_says_most_comes_first() -> None:
    """The fullest sentence of a phrase is tried before those that leave something out."""
    frames = prepared("pay <a:money> (to <who:name>)? (on <day:date>)?").frames
    assert [len(frame.slots) for frame in frames] == [3, 2, 2, 1]
    assert all({slot.name for slot in (*frame.slots, *frame.others)} == {"a", "who", "day"} for frame in frames)


def test_plain_sentences_are_learnt() -> None:
    """A sentence without values also goes into the dictionaries, one with values never."""
    learnt: list[str] = []
    prepared("(my)? bill", "pay <a:money>", learnt=learnt)
    assert learnt == ["bill", "my bill"]
