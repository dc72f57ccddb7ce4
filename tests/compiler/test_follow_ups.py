"""One mistake is told once: what only follows from it is left out."""

from __future__ import annotations

import pytest

from callwright.compiler import compile_text

_GOOD = """\
numbers: +49 211 5566770
language: en-US
hours:
  office:
    timezone: Europe/Berlin
    holidays: DE
    weekly:
      mon-fri: 09:00-18:00
services:
  orders:
    url: https://orders.example/api
intents:
  status: where is order <order>
anytime:
  operator: colleague
states:
  welcome:
    prompts: Do you want to know where your order is?
    transitions:
      status: ask
      yes: ask
      no: bye
    no_match:
      - go_to: colleague
    no_input:
      - go_to: bye
  ask:
    collect:
      slot: order
      type: digits
      length: 6
      prompts: Which order?
    go_to: look_up
  look_up:
    request:
      service: orders
      path: /orders/{{ order }}
      save:
        state: "{{ response.json.state }}"
    if_fails: colleague
    go_to: tell
  tell:
    prompts: Order {{ order | say }} is {{ state }}.
    go_to: bye
  colleague:
    prompts: I am putting you through.
    transfer: +49 211 5566771
    if_fails: bye
  bye:
    prompts: Goodbye.
    hangup: yes
"""


def test_the_good_flow() -> None:
    """The flow that the mistakes are made in has none."""
    assert compile_text(_GOOD).project is not None


@pytest.mark.parametrize(
    ("was", "became", "code"),
    [
        ("states:", "sates:", "unknown-key"),
        ("intents:", "intent:", "unknown-key"),
        ("services:", "service:", "unknown-key"),
        ("      type: digits", "      tpye: digits", "unknown-key"),
        ("      type: digits", "      type: digts", "not-allowed-value"),
        ("      slot: order\n", "", "missing-key"),
        ("    request:", "    requst:", "unknown-key"),
        ("      service: orders\n", "", "missing-key"),
        ("    collect:", "    hangup: yes\n    collect:", "two-acts"),
        ("  tell:", "  bye:", "duplicate-key"),
        ("  look_up:\n", "  lookup:\n", "unknown-state"),
        ("  ask:", "ask:", "indentation"),
    ],
)
def test_only_the_mistake_is_told(was: str, became: str, code: str) -> None:
    """One slip has one error, whatever else cannot be right because of it."""
    made = compile_text(_GOOD.replace(was, became, 1))
    assert [found.code for found in made.diagnostics if found.severity == "error"] == [code]
