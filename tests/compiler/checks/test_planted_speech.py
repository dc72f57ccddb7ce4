"""Mistakes of speech, planted into good flows one at a time: each is told, at its place, and nothing else is."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from callwright.compiler import compile_text
from tests.compiler.checks.speech import under

GOOD = Path(__file__).parents[1] / "good"


class Planted(NamedTuple):
    """In the flow ``name`` the only ``old`` becomes ``new``; then ``code`` is told at ``place``."""

    name: str
    old: str
    new: str
    code: str
    place: str


_NOTICE = "        name: recording_notice\n        barge_in: none\n"
_LONG = " ".join(
    ["Stay calm, and hold the animal as you can, and breathe, and I will put you through to Dr. Quill."] * 4
)
PLANTED = [
    # Menus
    Planted(
        "hotel-reception",
        "about a room, about breakfast, or about a late arrival?\n        barge_in:",
        "about a room, about breakfast, or about a late arrival? Our spa is open again.\n        barge_in:",
        "menu-question-not-last",
        "Our spa is open again.",
    ),
    Planted(
        "pharmacy",
        "or do you need a pharmacy tonight?",
        "or do you need a pharmacy tonight?\n      - We have moved to number seven.",
        "menu-question-not-last",
        "We have moved to number seven.",
    ),
    Planted(
        "insurance-claim",
        "glass: [glass, a window]\n        prompts: Was it water, fire, theft, or glass?",
        "glass: [a window]\n          storm: [a storm]\n        prompts: Was it water, fire, theft, a storm or glass?",
        "menu-too-long",
        "Was it water, fire, theft, a storm or glass?",
    ),
    Planted(
        "vet",
        "other: [something else, a rabbit, a horse]\n      prompts: Is it a dog, a cat, a bird, or something else?",
        "other: [something else, a horse]\n        fish: [a fish]\n"
        "      prompts: Is it a dog, a cat, a bird, a fish, or something else?",
        "menu-too-long",
        "Is it a dog, a cat, a bird, a fish, or something else?",
    ),
    # What can be cut
    Planted(
        "pharmacy",
        "        name: notice\n        barge_in: none\n",
        "        name: notice\n",
        "unprotected-notice",
        "This call may be recorded so that no order gets lost.",
    ),
    Planted(
        "energy", _NOTICE, "        name: recording_notice\n", "unprotected-notice", "Calls are recorded for training."
    ),
    Planted(
        "card-block",
        _NOTICE,
        "        name: recording_notice\n",
        "unprotected-notice",
        "All calls are recorded and kept for ten years.",
    ),
    Planted(
        "medecin",
        "        name: annonce\n        barge_in: none\n",
        "",
        "unprotected-notice",
        "Cet appel peut être enregistré.",
    ),
    Planted(
        "hotel-playa",
        "        name: aviso\n        barge_in: none\n",
        "",
        "unprotected-notice",
        "Esta llamada puede ser grabada.",
    ),
    Planted(
        "huisarts",
        "        name: melding\n        barge_in: none\n",
        "",
        "unprotected-notice",
        "Dit gesprek wordt opgenomen.",
    ),
    Planted(
        "przychodnia",
        "        name: informacja\n        barge_in: none\n",
        "",
        "unprotected-notice",
        "Ta rozmowa jest nagrywana.",
    ),
    Planted(
        "pharmacy",
        "      - Are you calling about a prescription, or do you need a pharmacy tonight?",
        "      - text: Are you calling about a prescription, or do you need a pharmacy tonight?\n"
        "        barge_in: none",
        "protected-question",
        "none",
    ),
    Planted(
        "garage",
        "      prompts: What is your license plate?",
        "      prompts: {text: What is your license plate?, barge_in: none}",
        "protected-question",
        "none",
    ),
    Planted(
        "library-renewals",
        "    prompts: To {{ purpose }}, I need your card.\n    collect:\n",
        "    barge_in: none\n    prompts: To {{ purpose }}, I need your card.\n    collect:\n",
        "protected-question",
        "none",
    ),
    Planted(
        "card-block",
        "      - text: Fernway Bank, lost cards. All",
        "      - Our address in town has changed since the first of May.\n      - text: Fernway Bank, lost cards. All",
        "cut-before-protected",
        "Our address in town has changed since the first of May.",
    ),
    Planted("hotel-reception", "allow_after_ms: 600", "allow_after_ms: 9000", "never-cut", "9000"),
    Planted("card-block", "allow_after_ms: 500", "allow_after_ms: 4000", "never-cut", "4000"),
    Planted("hotel-playa", "          allow_after_ms: 500\n", "", "immediate-without-opening", "immediate"),
    Planted("hotel-reception", "allow_after_ms: 600", "allow_after_ms: 60", "immediate-without-opening", "60"),
    Planted("restaurant", "    barge_in:\n      allow_after_ms: 500\n", "", "immediate-without-opening", "immediate"),
    Planted("energy", "allow_after_ms: 800", "allow_after_ms: 3000", "late-interruption", "3000"),
    Planted(
        "helpline",
        "    prompts: That is fine. You can stay on the line, and say something whenever you want to.\n",
        "    prompts:\n      - text: That is fine. You can stay on the line as long as you want to, and say something"
        " whenever you want to. Nobody here is in a hurry, and nobody minds when you hang up and call again later.\n"
        "        barge_in: none\n      - Would you like to talk?\n",
        "needless-protection",
        "none",
    ),
    # What is said
    Planted(
        "vet",
        "text: Stay calm, I am putting you through to Dr. Quill.",
        "text: " + _LONG,
        "long-prompt",
        _LONG,
    ),
    Planted("hotel-reception", "from {{ arrival | say }}. Is", "from {{ arrival }}. Is", "raw-value", "{{ arrival }}"),
    Planted("garage", "See you on {{ day | date }}", "See you on {{ day }}", "raw-value", "{{ day }}"),
    Planted("garage", "{{ bill | say }}", "{{ bill.amount }} dollars", "raw-value", "{{ bill.amount }}"),
    Planted("insurance-claim", "we call {{ phone | say }}", "we call {{ phone }}", "raw-value", "{{ phone }}"),
    Planted(
        "buergeramt",
        "öffnet {{ opens_next('amt') | say }}",
        "öffnet {{ opens_next('amt') }}",
        "raw-value",
        "{{ opens_next('amt') }}",
    ),
    Planted("school", "for {{ how_long | say }}. Is", "for {{ how_long }}. Is", "raw-value", "{{ how_long }}"),
    Planted(
        "vet",
        "We will call you about {{ animal | say }}.",
        "We will call you about {{ animal }}.",
        "raw-value",
        "{{ animal }}",
    ),
    Planted(
        "school",
        "      - text: Elm Road School, good morning.\n        once: true\n",
        "      - Good morning, this is Elm Road School.\n",
        "repeated-greeting",
        "Good morning, this is Elm Road School.",
    ),
    Planted(
        "hotel-reception", "or 3 for a late arrival.", "or press 7 for a late arrival.", "key-not-taken", "press 7"
    ),
    Planted("medecin", "Appuyez sur 1 pour", "Appuyez sur 5 pour", "key-not-taken", "Appuyez sur 5"),
    Planted("buergeramt", "oder sagen Sie Umzug.", "oder sagen Sie Steuern.", "words-not-understood", "Steuern"),
    Planted(
        "hotel-reception",
        "You can say, a room, breakfast, or a late arrival.",
        'You can say "a massage", or press a key.',
        "words-not-understood",
        "a massage",
    ),
    Planted(
        "hotel-playa",
        "      - ¿Sigue ahí?\n      - go_to: fin\n",
        "      - ¿Sigue ahí?\n      - Adiós.\n      - go_to: fin\n",
        "farewell-and-on",
        "Adiós.",
    ),
    Planted(
        "library-renewals",
        "    prompts: Thank you. The box at the door is open at night too.\n    go_to: farewell\n",
        "    prompts: The box is open at night too. Goodbye.\n    go_to: welcome\n",
        "farewell-and-on",
        "Goodbye.",
    ),
    Planted(
        "taxi",
        "prompts: All our taxis are on the road.",
        'prompts: All our taxis <break time="1s"/> are on the road.',
        "markup-in-text",
        '<break time="1s"/>',
    ),
    Planted(
        "energy",
        "We send you the papers before",
        "Look at https://light.example/moving before",
        "address-in-speech",
        "https://light.example/moving",
    ),
    Planted(
        "vet", "We are all with an animal right now.", "Our other number is 2079460651.", "number-in-one", "2079460651"
    ),
    Planted(
        "school", "Nobody is there yet.", "NOBODY WILL THERE ANSWER yet.", "capital-letters", "NOBODY WILL THERE ANSWER"
    ),
    # Around the talk
    Planted(
        "card-block", "Basic {{ env.CARDS_LOGIN }}", "Basic c2VzYW1lOm9wZW4=", "plain-secret", "Basic c2VzYW1lOm9wZW4="
    ),
    Planted("taxi", '"{{ env.DISPATCH_KEY }}"', "sesame", "plain-secret", "sesame"),
    Planted(
        "pharmacy",
        "https://pharmacy.example/api",
        "https://shop:sesame@pharmacy.example/api",
        "plain-secret",
        "shop:sesame",
    ),
    Planted("paketdienst", 'language: "{{ call.language }}"', "api_key: sesame", "plain-secret", "sesame"),
    Planted("garage", "    allow_private: true\n", "", "private-address", "10.20.0.5"),
    Planted("pharmacy", "https://pharmacy.example/api", "http://localhost:8080/api", "private-address", "localhost"),
    Planted(
        "energy",
        "path: /customers/{{ customer }}/meter",
        "path: /customers/../{{ customer }}/meter",
        "climbing-path",
        "",
    ),
    Planted(
        "hotel-playa",
        "      timeout: 20s\n    if_fails: ocupado\n\n  ocupado:\n    prompts: En recepción no contestan"
        " ahora.\n    go_to: fin\n",
        "      timeout: 20s\n",
        "transfer-without-if-fails",
        "transfer",
    ),
    Planted("buergeramt", "    holidays: DE-BE\n", "", "hours-without-holidays", "amt"),
    Planted("medecin", "    holidays: FR\n", "", "hours-without-holidays", "cabinet"),
    Planted(
        "paketdienst",
        "      text:\n        de: Auf Wiederhören.\n        en: Goodbye.\n",
        "      text: Auf Wiederhören und danke.\n",
        "untranslated-text",
        "Auf Wiederhören und danke.",
    ),
    Planted("vet", "closed_today: false", "closed_today: no", "text-as-condition", "no"),
    Planted("pharmacy", "  ready: false\n", "  ready: off\n", "text-as-condition", "off"),
]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda one: f"{one.name}: {one.code}")
def test_a_planted_mistake_is_told(planted: Planted) -> None:
    """It is told once, where it is, and no other rule says anything."""
    text = (GOOD / f"{planted.name}.yaml").read_text(encoding="utf-8")
    assert text.count(planted.old) == 1
    bad = text.replace(planted.old, planted.new)
    found = compile_text(bad).diagnostics
    assert [one.code for one in found] == [planted.code]
    assert planted.place in under(bad, found[0])
