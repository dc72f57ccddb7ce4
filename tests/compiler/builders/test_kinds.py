"""Comparisons with fixed values: which ones are taken."""

from __future__ import annotations

import pytest

from callwright.compiler.compile import compile_text

_FLOW = """
variables:
  tries: 0
  free: ""
  mixed: 0
  other: 0
states:
  ask:
    set: {{mixed: none, tries: '{{{{ tries + 1 }}}}', other: '{{{{ free }}}}'}}
    collect:
      - {{slot: card, type: digits, prompts: Your card?}}
      - {{slot: amount, type: money, prompts: How much?}}
      - {{slot: at, type: time, prompts: At what time?}}
      - {{slot: day, type: date, prompts: Which day?}}
      - {{slot: stay, type: duration, prompts: How long?}}
      - {{slot: topic, type: choice, options: [billing, orders], prompts: What is it about?}}
      - {{slot: sure, type: yes_no, prompts: Are you sure?}}
    go_to: judge
  judge:
    choose:
      - {{when: "{condition}", go_to: bye}}
      - go_to: bye
  bye:
    prompts: Goodbye.
    hangup: yes
"""


@pytest.mark.parametrize(
    "condition",
    [
        "card == '5000'",
        "card == ''",
        "card > '5000'",
        "card | int > 5000",
        "card[0] != '4'",
        "card | length == 4",
        "card in ['1', '2']",
        "amount > 10.5",
        "amount.currency == 'EUR'",
        "amount.amount >= 10",
        "at > '09:00'",
        "12 < tries",
        "day < '2026-12-24'",
        "day == today",
        "stay > 'PT60M'",
        "stay > 'PT1H30M'",
        "topic == 'billing'",
        "topic in ['billing', 'orders']",
        "sure == true",
        "tries > 2 and tries - 1 > 2",
        "free == 5 or free == 'five'",
        "mixed == 'none'",
        "other == 'five'",
        "now > '2026-12-24T09:00'",
        "today == '2026-12-24'",
        "heard.intent == 'yes'",
    ],
)
def test_values_of_the_same_kind_are_taken(condition: str) -> None:
    """A comparison with a value of the same kind, or of what is not known, brings no finding about kinds."""
    made = compile_text(_FLOW.format(condition=condition))
    assert [found.code for found in made.diagnostics if found.code in ("condition-kinds", "bad-condition")] == []


@pytest.mark.parametrize(
    ("condition", "mended"),
    [
        ("card == 5000", "Write: card == '5000'"),
        ("card[0] > 4", "To compare its value as a number, write: card[0] | int > 4"),
        ("at > 12", "Write: at > '12:00'"),
        ("day < 24", "Write the day in quotes, for example: day < '2026-12-24'"),
        ("stay == '90m'", "Write: stay == 'PT90M'"),
        ("amount > '10 EUR'", "Write: amount > 10"),
        ("'2' < tries", "Write 2 instead of '2'."),
        ("sure == 'no'", "Write: sure == false"),
    ],
)
def test_the_mend(condition: str, mended: str) -> None:
    """The help says what to write; what it says in full is taken."""
    told = compile_text(_FLOW.format(condition=condition)).diagnostics
    assert [(found.code, found.help) for found in told if found.code == "condition-kinds"] == [
        ("condition-kinds", mended)
    ]
    if mended.startswith("Write: "):
        again = compile_text(_FLOW.format(condition=mended.removeprefix("Write: ")))
        assert "condition-kinds" not in {found.code for found in again.diagnostics}
