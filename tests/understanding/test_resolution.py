"""The values of a phrase, told by what the flow collects."""

from __future__ import annotations

import pytest

from callwright.understanding.phrases import Phrase, PhraseProblem, SlotRef, parse
from callwright.understanding.resolution import resolve

SLOTS = {
    "treatment": SlotRef("treatment", "choice", {"options": {"cut": ("cut",)}}),
    "amount": SlotRef("amount", "money", {"currency": "EUR"}),
}


def resolving(text: str) -> Phrase | PhraseProblem:
    phrase = parse(text)
    assert isinstance(phrase, Phrase), phrase
    return resolve(phrase, SLOTS)


def test_type_and_options_come_from_the_collect() -> None:
    """A value alone takes both, one with its type the options, one that nothing collects stays as it is."""
    phrase = resolving("book a <treatment> for <amount:money> (at <hour:time>)?")
    assert isinstance(phrase, Phrase)
    assert phrase.slots == (SLOTS["treatment"], SLOTS["amount"], SlotRef("hour", "time"))
    assert phrase.unresolved == ()
    assert all(piece in phrase.slots for one in phrase.expansions for piece in one if isinstance(piece, SlotRef))


def test_a_phrase_without_a_type_is_unresolved() -> None:
    """Until it is resolved a phrase names the values that nobody can hear."""
    phrase = parse("book a <treatment> at <hour:time>")
    assert isinstance(phrase, Phrase)
    assert phrase.unresolved == ("treatment",)


def test_options_cannot_be_changed() -> None:
    """A slot keeps its options as they were given, and can be the key of a dictionary."""
    options = {"length": 4}
    slot = SlotRef("pin", "digits", options)
    options["length"] = 5
    assert slot.options == {"length": 4}
    assert {slot: 1}[SlotRef("pin", "digits", {"length": 4})] == 1
    with pytest.raises(TypeError):
        slot.options["length"] = 6  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "pointed", "message"),
    [
        ("book a <colour>", "<colour>", "Nothing collects"),
        ("pay <amount:digits>", "<amount:digits>", "where it is collected it is money"),
        ("<who:name>", "<who:name>", "Whatever a caller says"),
        ("<what:text>!", "<what:text>", "Whatever a caller says"),
        ("tell <who:name> <what:text>", "<what:text>", "Nobody can tell where"),
        ("tell <who:name> (that)? <what:text>", "<what:text>", "Nobody can tell where"),
        ("<a:digits> <b:phone>", "<b:phone>", "Nobody can tell where"),
        ("my <treatment> <other:text>", "<other:text>", "Nobody can tell where"),
    ],
)
def test_what_nobody_could_tell_is_refused(text: str, pointed: str, message: str) -> None:
    """The problem points at the value, says what is wrong and how it is mended."""
    problem = resolving(text)
    assert isinstance(problem, PhraseProblem)
    assert text[problem.offset : problem.offset + problem.length] == pointed
    assert message in problem.message
    assert problem.help.endswith(".")


def test_values_of_other_types_may_stand_beside_each_other() -> None:
    """An amount and a name can be told apart without a word between them."""
    assert isinstance(resolving("pay <amount:money> <who:name>"), Phrase)
