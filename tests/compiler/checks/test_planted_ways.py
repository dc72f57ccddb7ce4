"""Mistakes of ways and words, planted into good flows one at a time: each is told, at its place."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from callwright.compiler import compile_text
from tests.compiler.checks.speech import under

GOOD = Path(__file__).parents[1] / "good"


class Planted(NamedTuple):
    """In the flow ``name`` the only ``old`` becomes ``new``; then ``code`` is told at ``place``, and beside it only
    what follows from it."""

    name: str
    old: str
    new: str
    code: str
    place: str
    follows: frozenset[str] = frozenset()


_BYE = "    if_fails: farewell\n"
_LOST = frozenset({"unreachable-state"})
PLANTED = [
    # Where a call leads
    Planted(
        "digression",
        "      tickets: how_many\n      yes: how_many\n",
        "      tickets: box_office\n      yes: box_office\n",
        "unreachable-state",
        "how_many",
    ),
    Planted(
        "rungs-into-a-way-out",
        "      no: farewell\n    no_match:\n      - Is it about your meter?\n      - go_to: simple\n"
        "    no_input:\n      - go_to: simple\n",
        "      no: farewell\n    no_match:\n      - go_to: desk\n    no_input:\n      - go_to: desk\n",
        "unreachable-state",
        "simple",
    ),
    Planted(
        "retry-with-a-counter",
        "when: tries >= 2",
        "when: tries >= 2 or true",
        "never-taken",
        "tries >= 2 or true",
        _LOST,
    ),
    Planted(
        "retry-with-a-counter",
        "when: code == '4711'",
        "when: code == '4711' and code == '4712'",
        "never-holds",
        "code == '4711' and code == '4712'",
        _LOST,
    ),
    Planted(
        "two-languages-chosen",
        "when: call.language == 'de-DE' and heard.intent == 'german'",
        "when: false",
        "never-holds",
        "false",
    ),
    Planted(
        "guarded-values",
        "        when: visits > 1\n",
        "        when: visits > 1 or not false\n",
        "always-holds",
        "visits > 1 or not false",
    ),
    Planted(
        "compared-values",
        "      - when: budget < 20\n",
        "      - when: budget < 20 and budget > 30\n",
        "never-holds",
        "budget < 20 and budget > 30",
    ),
    Planted(
        "polling-a-service",
        "      - when: rounds > 3\n        go_to: office\n      - go_to: look\n",
        "      - go_to: none_yet\n",
        "silent-loop",
        "none_yet",
    ),
    Planted(
        "retry-with-a-counter",
        '    set:\n      tries: "{{ tries + 1 }}"\n    forget: code\n    prompts: That is not the code.\n'
        "    go_to: ask\n",
        "    prompts: That is not the code.\n    go_to: look\n",
        "possible-loop",
        "look",
    ),
    Planted(
        "sub-flow-in-the-file",
        '    return:\n      member: "{{ policy }}"\n',
        "    go_to: identified\n",
        "silent-loop",
        "identified",
        frozenset({"unknown-name"}),
    ),
    Planted(
        "standby",
        "      - when: call.direction == 'outbound'\n        go_to: alarm\n      - go_to: office\n",
        "      - when: call.direction == 'outbound'\n        go_to: alarm\n      - go_to: begin\n",
        "possible-loop",
        "begin",
    ),
    Planted(
        "dentist",
        "      - Are you still there?\n      - go_to: farewell\n",
        "      - Are you still there?\n",
        "built-in-ending",
        "Are you still there?",
    ),
    Planted(
        "handed-over",
        "    no_input:\n      - Are you still there?\n      - go_to: farewell\n",
        "",
        "built-in-ending",
        "welcome",
    ),
    Planted(
        "pizzeria",
        "      - Bestellen oder reservieren?\n      - go_to: theke\n",
        "      - Bestellen oder reservieren?\n",
        "built-in-ending",
        "Bestellen oder reservieren?",
    ),
    Planted(
        "keys-and-named-prompts",
        "    no_match:\n      - go_to: farewell\n    no_input:\n      - go_to: farewell\n",
        "    no_match:\n      - go_to: programme\n    no_input:\n      - go_to: farewell\n",
        "error-circle",
        "go_to: programme",
    ),
    Planted(
        "rungs-into-a-way-out",
        "    no_match:\n      - go_to: desk\n    no_input:\n      - go_to: farewell\n",
        "    no_match:\n      - go_to: desk\n    no_input:\n      - go_to: menu\n",
        "error-circle",
        "go_to: simple",
    ),
    Planted(
        "otherwise-counts",
        "      - when: guesses > 1\n        go_to: told\n      - set:\n"
        '          guesses: "{{ guesses + 1 }}"\n        prompts: Not quite. Guess again.\n',
        "      prompts: Not quite. Guess again.\n",
        "endless-otherwise",
        "Not quite.",
        frozenset({"unused-variable"}),
    ),
    Planted(
        "handed-over",
        "    hand_over:\n"
        "      system_prompt: You are a friendly travel agent. Answer in one or two sentences.\n"
        "      greeting: Where would you like to go?\n",
        "    go_to: farewell\n",
        "no-way-to-a-person",
        "title",
    ),
    # Which words win
    Planted(
        "pizzeria",
        "    - (einen)? Tisch (reservieren)?\n",
        "    - (einen)? Tisch (reservieren)?\n    - eine Pizza\n",
        "same-phrase",
        "eine Pizza",
    ),
    Planted(
        "near-phrases",
        "    - my card is lost\n",
        "    - my card is lost\n    - cancel the order\n",
        "same-phrase",
        "cancel my order",
    ),
    Planted("salud", "    - las clases\n", "    - las clases\n    - el horario\n", "same-phrase", "el horario"),
    Planted(
        "values-from-words",
        "    - I want <count:number> roses\n",
        "    - I want <count:number> roses\n    - um\n",
        "hesitation-as-phrase",
        "um",
        frozenset({"used-before-set"}),
    ),
    Planted(
        "digression",
        "    - (buy|book) tickets\n",
        "    - (buy|book) tickets\n    - goodbye\n",
        "built-in-words",
        "goodbye",
    ),
    Planted("near-phrases", "    - cancel my order\n", "    - cancel my order\n    - sure\n", "built-in-words", "sure"),
    # What is used
    Planted(
        "dentist",
        "anytime:\n",
        "  opening_hours:\n    - when are you open\nanytime:\n",
        "unused-intent",
        "opening_hours",
    ),
    Planted(
        "keys-and-named-prompts",
        "      - use: programme\n    go_to: more\n",
        "      - We show The Third Man.\n    go_to: more\n",
        "unused-prompt",
        "programme",
        frozenset({"unknown-prompt"}),
    ),
    Planted("standby", "variables:\n", "variables:\n  place: Harbour\n", "unused-variable", "place"),
    Planted(
        "otherwise-takes-a-message",
        '        words: "{{ heard.text }}"\n',
        '        words: "{{ heard.text }}"\n        when_said: today\n',
        "unused-variable",
        "when_said",
    ),
    Planted(
        "pizzeria",
        "      - when: open('kueche')\n        go_to: frage\n"
        "      - prompts: Die Küche ist geschlossen. Wir öffnen wieder {{ opens_next('kueche') | say }}.\n"
        "        go_to: ende\n",
        "      - go_to: frage\n",
        "unused-hours",
        "kueche",
    ),
    Planted(
        "text-in-braces",
        "services:\n",
        "services:\n  maps:\n    url: https://maps.example/api\n",
        "unused-service",
        "maps",
    ),
    # What has a value
    Planted(
        "guarded-values",
        "      - text: Your card is {{ card_number | digits }}.\n        when: card_number\n",
        "      - text: Your card is {{ card_number | digits }}.\n",
        "used-before-set",
        "card_number",
    ),
    Planted(
        "guarded-values",
        "Card {{ card_number | default('unknown') }}",
        "Card {{ card_number }}",
        "used-before-set",
        "card_number",
    ),
    Planted(
        "values-from-words",
        "      - text: We bring them on {{ day | date }}.\n        when: day\n",
        "      - We bring them on {{ day | date }}.\n",
        "used-before-set",
        "day",
    ),
    Planted(
        "text-in-braces",
        "      prompts: I cannot look that up at the moment.\n",
        "      prompts: I cannot look that up, it may be in {{ where }}.\n",
        "used-before-set",
        "where",
    ),
    Planted("retry-with-a-counter", "  tries: 0\n", "  tries:\n", "used-before-set", "tries"),
    Planted(
        "sub-flow-in-the-file",
        "Your policy is {{ member | digits }}.",
        "Your policy is {{ result.membr | digits }}.",
        "unknown-result",
        "result.membr",
        frozenset({"unused-variable"}),
    ),
    Planted(
        "text-in-braces",
        "path: /parcels/{{ parcel }}",
        "path: /parcels/{parcel}",
        "single-braces",
        "{parcel}",
        frozenset({"unused-variable"}),
    ),
    # What is compared
    Planted("two-languages-chosen", "heard.intent == 'german'", "heard.intent == 'germn'", "never-equal", "germn"),
    Planted("two-languages-chosen", "call.language == 'de-DE'", "call.language == 'de'", "never-equal", "de"),
    Planted("standby", "call.direction == 'outbound'", "call.direction == 'outgoing'", "never-equal", "outgoing"),
    Planted(
        "compared-values",
        "budget > limit or begins == today",
        "budget > limit or begins == limit",
        "unlike-values",
        "begins",
    ),
    Planted(
        "compared-values",
        "(begins | plus(14, 'days'))",
        "(begins | plus(14))",
        "unfit-filter",
        "ends > (begins | plus(14))",
    ),
    Planted("compared-values", "{{ begins | date }}", "{{ begins | time }}", "unfit-filter", "begins | time"),
]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda one: f"{one.name}: {one.code}")
def test_a_planted_mistake_is_told(planted: Planted) -> None:
    """It is told once, where it is, and no other rule says anything that does not follow from it."""
    text = (GOOD / f"{planted.name}.yaml").read_text(encoding="utf-8")
    assert text.count(planted.old) == 1
    bad = text.replace(planted.old, planted.new)
    found = compile_text(bad).diagnostics
    (told,) = (one for one in found if one.code == planted.code)
    assert planted.place in under(bad, told)
    assert {one.code for one in found} - planted.follows == {planted.code}
