"""What is shown over a place, over the wire."""

from __future__ import annotations

import pytest

from tests.language_server.desk import Desk

PART = """\
prompts:
  notice:
    text: This call is recorded.
    barge_in: none
"""
FLOW = """\
flow: hotline
language: en-US
include: shared.yaml
defaults:
  no_input_after: 6s
  barge_in:
    strategy: immediate
    allow_after_ms: 300
intents:
  billing:
    - billing
    - my bill
states:
  welcome:
    prompts:
      - use: notice
      - text: Do you call about a bill?
        name: bill_question
        barge_in:
          allow_after_ms: 500
        when: not was_heard('bill_question')
    transitions:
      billing: bills
      yes: bills
    no_input_after: 9s
  bills:
    collect:
      slot: order_number
      type: digits
      length: 6
      prompts: Which order?
    set:
      spoken: "{{ order_number | say }}, {{ heard.text }}"
    go_to: welcome
"""


@pytest.fixture(scope="module")
def uri(desk: Desk) -> str:
    """The flow, open and whole."""
    folder = desk.project({"flow.yaml": FLOW, "shared.yaml": PART})
    uri = desk.open(folder + "flow.yaml", FLOW)
    assert "error" not in {one["severity"] for one in desk.diagnostics(uri)}
    return uri


def _over(desk: Desk, uri: str, line: str, word: str) -> str:
    number = FLOW.split("\n").index(line)
    return desk.hover(uri, number, line.index(word) + 1)


@pytest.mark.parametrize(
    ("line", "word", "told"),
    [
        ("      billing: bills", "bills", ["**state** `bills`", "collects order_number", "line 26", "used 2 times"]),
        ("      billing: bills", "billing", ["**intent** `billing`", "“my bill”", "line 10"]),
        ("      yes: bills", "yes", ["**intent** `yes`", "any words of the language", "Built in"]),
        ("      - use: notice", "notice", ["**prompt** `notice`", "This call is recorded.", "shared.yaml, line 2"]),
        ("      slot: order_number", "order_number", ["**value** `order_number`", "collected in bills"]),
        ("      - use: notice", "notice", ["| `strategy` | `none` | shared.yaml, line 4 |"]),
        ("        name: bill_question", "bill_q", ["**prompt** `bill_question`", "Do you call about", "| `500` |"]),
        ("flow: hotline", "hotline", ["**flow** `hotline`"]),
        ("      type: digits", "type", ["```yaml"]),
        ("      type: digits", "digits", ["`digits`"]),
        ('      spoken: "{{ order_number | say }}, {{ heard.text }}"', "say", ["Speaks a value"]),
        ('      spoken: "{{ order_number | say }}, {{ heard.text }}"', "heard", ["What the caller said last"]),
        ('      spoken: "{{ order_number | say }}, {{ heard.text }}"', "text }", ["The caller's last words"]),
        ("    no_input_after: 9s", "no_input", ["```yaml"]),
    ],
)
def test_what_a_word_is(desk: Desk, uri: str, line: str, word: str, told: list[str]) -> None:
    """A name says what it is and where it is defined; a key and a word of templates what the language says of it."""
    shown = _over(desk, uri, line, word)
    for part in told:
        assert part in shown


def test_a_prompt_says_how_it_is_spoken_and_which_line_says_so(desk: Desk, uri: str) -> None:
    """Strategy, times and where each was said: at the prompt, above it, in the defaults, or by callwright itself."""
    lines = FLOW.split("\n")
    for line, word in [
        ("      - text: Do you call about a bill?", "text"),
        ("      - text: Do you call about a bill?", "call"),
        ("        barge_in:", "barge_in"),
    ]:
        shown = _over(desk, uri, line, word)
        assert f"| `strategy` | `immediate` | line {lines.index('    strategy: immediate') + 1} |" in shown
        assert f"| `allow_after_ms` | `500` | line {lines.index('          allow_after_ms: 500') + 1} |" in shown
        assert f"| `no_input_after` | `9s` | line {lines.index('    no_input_after: 9s') + 1} |" in shown


def test_a_sentence_alone_says_it_too(desk: Desk, uri: str) -> None:
    """Over a prompt in its short form, the key and the sentence alike, stands what holds for it."""
    lines = FLOW.split("\n")
    for word in ("prompts", "Which"):
        shown = _over(desk, uri, "      prompts: Which order?", word)
        assert f"| `allow_after_ms` | `300` | line {lines.index('    allow_after_ms: 300') + 1} |" in shown
        assert f"| `no_input_after` | `6s` | line {lines.index('  no_input_after: 6s') + 1} |" in shown


def test_what_another_file_says_is_told_with_its_name(desk: Desk, uri: str) -> None:
    """A named prompt of an included file has its policy from there."""
    shown = _over(desk, uri, "      - use: notice", "use")
    assert "| `strategy` | `none` | shared.yaml, line 4 |" in shown


def test_steps_of_a_script_are_explained(desk: Desk, uri: str) -> None:
    """Over a step of a test script stands what it means, over a fixed value what that does."""
    folder = uri.removeprefix(desk.folder.as_uri() + "/").removesuffix("flow.yaml")
    script = "flow: hotline\ntests:\n  - name: one\n    steps:\n      - transfer:\n          outcome: busy\n"
    other = desk.open(folder + "flow.test.yaml", script)
    assert "```yaml" in desk.hover(other, 4, 9)
    assert "`busy`" in desk.hover(other, 5, 20)
    assert "**flow** `hotline`" in desk.hover(other, 0, 8)


def test_nothing_is_shown_over_nothing(desk: Desk, uri: str) -> None:
    """Over a blank, a comment or the space behind a line there is nothing to show."""
    assert desk.hover(uri, 0, 5) == ""
    assert _over(desk, uri, "language: en-US", "en-US") == ""
    assert "strategy" not in _over(desk, uri, "        when: not was_heard('bill_question')", "bill_question")
    assert desk.hover(uri, 9999, 0) == ""
