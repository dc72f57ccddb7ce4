"""The options of slots, as they are heard."""

from __future__ import annotations

from typing import Any

import pytest

from callwright.core.model import Form
from callwright.understanding.hearing import TYPES, hear
from tests.compiler.flows import compiled, found


def _flow(slot: str) -> str:
    return (
        "language: de-DE\nstates:\n  a:\n    collect: {slot: x, prompts: X?, "
        + slot
        + "}\n    go_to: b\n  b:\n    hangup: yes\n"
    )


def _options(slot: str) -> dict[str, Any]:
    form = compiled(_flow(slot)).states["a"].act
    assert isinstance(form, Form)
    return dict(form.slots[0].options)


@pytest.mark.parametrize("type", [one for one in TYPES if one != "choice"])
def test_every_type_can_be_collected(type: str) -> None:
    """Each type of value is known, and the door to hearing takes its options."""
    hear(type, "eins", language="de-DE", **_options(f"type: {type}"))


@pytest.mark.parametrize(
    ("slot", "options"),
    [
        ("type: digits", {"length": (1, 64)}),
        ("type: digits, length: 6, checksum: luhn", {"length": (6, 6), "checksum": "luhn"}),
        ("type: spelling, length: 15-34, checksum: iban", {"length": (15, 34), "checksum": "iban"}),
        ("type: phone, min: 7", {"length": (7, 64)}),
        ("type: number, min: 0, max: 2.5", {"min": 0, "max": 2.5}),
        ("type: money, min: 10, max: 99.90 EUR, currency: eur", {"min": 10, "max": 99.9, "currency": "EUR"}),
        ("type: date, past: yes, min: 1900-01-01", {"past": True, "min": "1900-01-01"}),
        ("type: date, future: on, past: off", {"future": True}),
        ("type: time, min: 9:00, max: 17:30", {"min": "09:00", "max": "17:30"}),
        ("type: duration, max: 90m", {"max": "PT90M"}),
        ('type: text, pattern: "[a-z]+"', {"pattern": "[a-z]+"}),
        ("type: name", {}),
        (
            "type: choice, options: {cut: [schneiden, ein Schnitt], dye: (färben|tönen)}",
            {"options": {"cut": ("schneiden", "ein Schnitt"), "dye": ("(färben|tönen)",)}},
        ),
    ],
)
def test_options_are_those_of_hearing(slot: str, options: dict[str, Any]) -> None:
    """What an author writes is what ``hear`` takes, with limits as values of the type."""
    assert _options(slot) == options


def test_an_option_is_said_by_its_first_phrase() -> None:
    """``labels`` hold how each option is said."""
    flow = compiled(_flow("type: choice, options: {cut: [(ein|der) Haarschnitt, schneiden], dye: färben}"))
    assert flow.labels == {"x": {"cut": "ein Haarschnitt", "dye": "färben"}}


@pytest.mark.parametrize(
    ("slot", "code"),
    [
        ("type: time, min: noon", "bad-value"),
        ("type: money, min: 17:00", "bad-value"),
        ("type: date, length: 4", "misplaced-key"),
        ("type: yes_no, end_key: hash", "misplaced-key"),
        ("type: number, min: 3, max: 2", "out-of-range"),
        ("type: digits, length: 4, max: 6", "misplaced-key"),
        ("type: choice", "missing-key"),
        ("type: choice, options: []", "empty-list"),
        ("type: choice, options: {a: '<b:digits>'}", "bad-phrase"),
        ("type: text, pattern: '('", "bad-value"),
    ],
)
def test_what_does_not_fit_is_told(slot: str, code: str) -> None:
    """An option of another type, or a limit that is no value of the type, is an error."""
    assert [one for one, _ in found(_flow(slot))] == [code]


def test_phrases_take_type_and_options_of_a_slot_that_is_collected_further_down() -> None:
    """``<x>`` is heard as the ``collect`` of x hears it, wherever in the file that stands."""
    written = "intents:\n  want: I want <x>\n" + _flow("type: choice, options: [cut, dye]")
    (slot,) = compiled(written).intents["want"].phrases[0].slots
    assert (slot.type, slot.options) == ("choice", {"options": {"cut": ("cut",), "dye": ("dye",)}})


def test_values_that_nobody_could_tell_are_told() -> None:
    """Two open values beside each other in a phrase are an error at that phrase."""
    written = "intents:\n  want: I am <x> <y:text> here\n" + _flow("type: name")
    assert found(written) == [("bad-phrase", 2)]
