"""What is offered in the middle of a file, where a line is half written: mostly such lines are what editors see."""

from __future__ import annotations

from itertools import count

import pytest

from tests.editor.client import Client
from tests.editor.cursor import cursor, taken
from tests.editor.places import modeline

MENU = """\
flow: shop
states:
  welcome:
    prompts:
      - text: Hello.
        barge_in: none
      - Would you like billing?
    transitions:
      yes: billing
"""
PROMPT = "states:\n  a:\n    prompts:\n      - text: Hello.\n"
SLOT = "states:\n  a:\n    collect:\n      slot: x\n"
LADDER = "states:\n  a:\n    no_match:\n"
STEPS = "tests:\n  - name: x\n    steps:\n      - caller: hi\n"

_numbers = count(1)


@pytest.mark.parametrize(
    ("file", "text", "chosen", "line"),
    [
        ("flow", MENU + "    no_m‸\n", "no_match", "    no_match:"),
        ("flow", MENU + "    ‸\n", "keys", "    keys:"),
        ("flow", MENU + "    ‸", "help", "    help: You can ask about a bill, or when we are open."),
        ("flow", MENU + "  billing:\n    ‸\n", "hang up: say goodbye", "    hangup: yes"),
        ("flow", MENU + "  billing:\n    ‸\n  bye:\n    hangup: yes\n", "say: speak and go on", "    go_to: welcome"),
        ("flow", MENU + "  billing:\n    tra‸\n", "transfer", "      to: +49 211 5566770"),
        ("flow", MENU + "‸\n", "anytime", "  operator: operator"),
        ("flow", "st‸\n", "states", "states:"),
        ("flow", "flow: a\nint‸\n" + PROMPT, "intents", "intents:"),
        ("flow", "states:\n  a:\n    prompts:\n      - te‸\n", "text", "      - text: Hello, and welcome to ACME."),
        ("flow", PROMPT + "        bar‸\n", "barge_in", "        barge_in: "),
        ("flow", PROMPT + "        barge_in: ‸\n", "none", "        barge_in: none"),
        ("flow", PROMPT + "        barge_in: im‸\n", "immediate", "        barge_in: immediate"),
        ("flow", SLOT + "      type: ‸\n", "digits", "      type: digits"),
        ("flow", SLOT + "      type: mon‸\n", "money", "      type: money"),
        ("flow", LADDER + "      - ‸\n", "go on elsewhere", "        go_to: operator"),
        ("flow", LADDER + "      - Sorry?\n      - ‸\n", "go_to", "      - go_to: operator"),
        ("flow", LADDER + "      - Sorry?\n      - go‸\n", "go_to", "      - go_to: operator"),
        ("test", "‸\n", "tests", "tests:"),
        ("test", "tests:\n  - name: x\n    steps:\n      - ca‸\n", "caller", "      - caller: it's about my bill"),
        ("test", STEPS + "        ‸\n", "interrupts_after", "        interrupts_after: 1.2s"),
        ("test", STEPS + "      - ‸\n", "silence until the time is up", "      - silence"),
        ("test", STEPS + "      - si‸\n", "silence", "      - silence: 2s"),
        ("test", STEPS + "  - ‸\n", "name", "  - name: A caller asks for the bill right away"),
    ],
)
def test_it_is_offered_and_put_in(editor: Client, file: str, text: str, chosen: str, line: str) -> None:
    """It is in the list, and once chosen the line is there, where it belongs."""
    at = cursor(modeline(file) + text)
    uri = editor.open(f"flows/half-{next(_numbers)}{'.test' if file == 'test' else ''}.yaml", at.text)
    items = [item for item in editor.completion(uri, at.line, at.column) if item["label"] == chosen]
    editor.close(uri)
    assert line in taken(at, items[0]).split("\n")
