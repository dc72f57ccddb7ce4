"""Every shorthand means exactly what its full form means."""

from __future__ import annotations

import pytest

from tests.compiler.flows import compiled, plain

PAIRS = {
    "a prompt": ("hangup: yes\n    prompts: Hello.", "hangup: yes\n    prompts:\n      - text: Hello."),
    "a strategy": (
        "hangup: yes\n    prompts: {text: Hello., barge_in: none}",
        "hangup: yes\n    prompts:\n      text: Hello.\n      barge_in:\n        strategy: none",
    ),
    "a target": (
        "transitions: {yes: b}\n    prompts: Hi.",
        "transitions:\n      yes:\n        - go_to: b\n    prompts: Hi."),
    "otherwise": (
        "transitions:\n      yes: b\n      otherwise: b",
        "transitions:\n      yes: b\n    otherwise:\n      go_to: b",
    ),
    "a key": ('keys: {"*": b}', "keys:\n      star:\n        go_to: b"),
    "an event": (
        "transitions: {yes: b}\n    events: {ready: b}",
        "transitions: {yes: b}\n    events:\n      ready:\n        - go_to: b\n          interrupt: no",
    ),
    "an event's interrupt": (
        "transitions: {yes: b}\n    events: {ready: {go_to: b, interrupt: yes}}",
        "transitions: {yes: b}\n    events:\n      ready:\n        - go_to: b\n          interrupt: on",
    ),
    "a rung": (
        "no_match: What?\n    transitions: {yes: b}",
        "no_match:\n      - prompts:\n          - text: What?\n        reprompt: none\n    transitions: {yes: b}",
    ),
    "help": (
        "help: Say yes.\n    transitions: {yes: b}",
        "help:\n      prompts:\n        - text: Say yes.\n      reprompt: none\n    transitions: {yes: b}",
    ),
    "a slot": (
        "collect: {slot: code, type: digits, length: 4, prompts: Code?, confirm: Right?}\n    go_to: b",
        "collect:\n    - {slot: code, type: digits, min: 4, max: 4, prompts: [{text: Code?}], confirm: [text: Right?],"
        " key_pause: 4s}\n    go_to: b",
    ),
    "a check": (
        "collect: {slot: code, type: digits, prompts: Code?, check: {when: code == '1', prompts: No.}}\n    go_to: b",
        "collect:\n    - {slot: code, type: digits, prompts: Code?,"
        " check: [{when: code == '1', prompts: [{text: No.}], reprompt: question}]}\n    go_to: b",
    ),
    "what fails": (
        "transfer: +49 211 5566770\n    if_fails: b",
        "transfer: +49 211 5566770\n    if_fails:\n      any:\n        - go_to: b",
    ),
    "what fails with more": (
        "transfer: +49 211 5566770\n    if_fails: {prompts: Oh., go_to: b}",
        "transfer: +49 211 5566770\n    if_fails: {any: [{prompts: [{text: Oh.}], go_to: b}]}",
    ),
    "corrections": (
        "collect: {slot: code, type: digits, prompts: Code?}\n    corrections: accept\n    go_to: b",
        "collect: {slot: code, type: digits, prompts: Code?, corrections: {mode: accept}}\n"
        "    corrections: {mode: accept}\n    go_to: b",
    ),
    "options": (
        "collect: {slot: size, type: choice, options: [small, large], prompts: Which?}\n    go_to: b",
        "collect: {slot: size, type: choice, options: {small: [small], large: large}, prompts: Which?}\n    go_to: b",
    ),
    "a length": (
        "collect: {slot: ref, type: spelling, length: 4-6, prompts: Code?}\n    go_to: b",
        "collect: {slot: ref, type: spelling, min: 4, max: 6, prompts: Code?}\n    go_to: b",
    ),
    "a return": ("call: b\n    go_to: b\n  c:\n    return: yes", "call: b\n    go_to: b\n  c:\n    return: {}"),
    "an empty return": ("call: b\n    go_to: b\n  c:\n    return:", "call: b\n    go_to: b\n  c:\n    return: on"),
    "a transfer": (
        "transfer: +49 211 5566770",
        "transfer:\n      to: +49 211 5566770\n      timeout: 30s\n      caller_id_name: flow"),
    "a hand-over": ("hand_over: Be kind.", "hand_over:\n      system_prompt: Be kind."),
    "forget": ("forget: code\n    go_to: b", "forget: [code]\n    go_to: b"),
    "choose": ("choose: b", "choose:\n      - go_to: b"),
    "yes": ("hangup: yes", "hangup: true"),
    "on": ("hangup: on", 'hangup: "yes"'),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_short_and_full_are_one(name: str) -> None:
    """Both forms compile to the same flow."""
    short, full = (
        f"variables:\n  code:\n    type: digits\nstates:\n  a:\n    {body}\n  b:\n    hangup: yes\n"
        for body in PAIRS[name]
    )
    assert plain(compiled(short)) == plain(compiled(full))


def test_one_phrase_is_a_list_of_one() -> None:
    """An intent is a phrase, a list of phrases or a mapping with them."""
    forms = ("my bill", "[my bill]", "{phrases: my bill}", "{phrases: [my bill]}")
    made = [compiled(f"intents:\n  billing: {form}\nstates:\n  a:\n    hangup: yes\n") for form in forms]
    assert all(plain(flow) == plain(made[0]) for flow in made)
