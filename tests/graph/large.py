"""A flow as large as they get: fifty states of a telephone bank, tangled as such flows are."""

from __future__ import annotations

from random import Random

from callwright.compiler import compile_text
from callwright.core.model import Flow

TOPICS = ("account", "cards", "savings", "loans", "insurance", "branches")


def text_of(states: int, seed: int = 7) -> str:
    """A flow of about so many states: a menu, a few topics of several questions each, and ways across."""
    chance = Random(seed)
    each = max(2, (states - 5) // len(TOPICS))
    lines = ["flow: telephone-bank", "title: Telephone bank", "language: en-GB", "intents:"]
    for topic in TOPICS:
        lines += [f"  {topic}:", f"    - {topic}", f"    - a question about my {topic}"]
    lines += ["anytime:", "  operator: operator", "  goodbye: farewell", "states:"]
    lines += ["  menu:", "    prompts:", "      - text: Welcome to the bank. This call is recorded."]
    lines += ["        barge_in: none", "      - text: What may we do for you today?", "        barge_in: immediate"]
    lines += ["    transitions:", *(f"      {topic}: {topic}_1" for topic in TOPICS)]
    lines += ["    no_match:", "      - Pardon?", "      - go_to: operator", "    no_input:", "      - go_to: farewell"]
    for topic in TOPICS:
        for number in range(1, each + 1):
            lines += _state(chance, topic, number, each)
    lines += ["  else:", "    prompts: Is there anything else that we can do for you?", "    transitions:"]
    lines += ["      yes: menu", "      no: farewell", "    no_match:", "      - go_to: operator"]
    lines += ["  operator:", "    prompts:", "      text: A colleague is with you at once.", "      barge_in: none"]
    lines += ["    transfer:", "      to: +49 211 5566770", "    if_fails: busy"]
    lines += ["  busy:", "    prompts: They are all talking to others.", "    go_to: farewell"]
    lines += ["  forgotten:", "    prompts: Nobody ever comes here.", "    go_to: else"]
    lines += ["  farewell:", "    prompts: Goodbye.", "    hangup: true", ""]
    return "\n".join(lines)


def _state(chance: Random, topic: str, number: int, each: int) -> list[str]:
    onward = f"{topic}_{number + 1}" if number < each else "else"
    head = [f"  {topic}_{number}:", f"    prompts: This is question {number} about your {topic}, and it is a long one."]
    kind = chance.choice(("asks", "asks", "asks", "collects", "decides", "passes"))
    if kind == "passes":
        return [*head, f"    go_to: {onward}"]
    if kind == "decides":
        other = f"{chance.choice(TOPICS)}_{chance.randint(1, each)}"
        return [
            *head,
            "    choose:",
            "      - when: not caller.number",
            f"        go_to: {other}",
            f"      - go_to: {onward}",
        ]
    if kind == "collects":
        return [
            *head[:1],
            "    collect:",
            f"      slot: {topic}_{number}_code",
            "      type: digits",
            "      length: 6",
            f"      prompts: Which {topic} number is it?",
            "      no_match:",
            "        - Pardon?",
            "        - go_to: operator",
            "    on_cancel: else",
            f"    go_to: {onward}",
        ]
    across = chance.choice(TOPICS)
    lines = [*head, "    transitions:", f"      yes: {onward}", "      no: else", f"      {across}: {across}_1"]
    return [
        *lines,
        "    no_match:",
        "      - Pardon?",
        "      - go_to: operator",
        "    no_input:",
        "      - go_to: farewell",
    ]


def flow_of(states: int, seed: int = 7) -> Flow:
    """The flow, compiled."""
    compiled = compile_text(text_of(states, seed), "telephone-bank.yaml")
    assert compiled.project is not None, compiled.diagnostics
    return compiled.project.entry()
