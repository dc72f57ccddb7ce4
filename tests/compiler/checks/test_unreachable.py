"""States that nothing leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler import compile_path
from tests.compiler.flows import ASKING, EVERYTHING, HOTLINE, found

WAYS = {
    "go_to": "  a: {go_to: b}",
    "a transition": "  a: {transitions: {yes: b}}",
    "otherwise": "  a: {otherwise: b}",
    "a key": "  a: {keys: {1: b}}",
    "no_match": "  a: {transitions: {yes: a}, no_match: [{go_to: b}]}",
    "no_input": "  a: {transitions: {yes: a}, no_input: [{go_to: b}]}",
    "choose": "  a: {choose: [{when: heard.text, go_to: b}, {go_to: c}]}\n  c: {hangup: yes}",
    "if_fails": "  a: {transfer: +49 1, if_fails: b}",
    "on_error": "  a: {hangup: yes, on_error: b}",
    "on_cancel": "  a: {collect: {slot: x, type: digits, prompts: X?}, go_to: c, on_cancel: b}\n  c: {hangup: yes}",
    "on_no": "  a: {collect: {slot: x, type: digits, prompts: X}, go_to: c, confirm: Y, on_no: b}\n  c: {hangup: yes}",
    "an event": "  a: {transitions: {yes: a}, events: {ready: [{when: event.x, go_to: a}, {go_to: b}]}}",
    "an event of a last word": "  a: {prompts: Bye., hangup: yes, events: {ready: b}}",
    "a call": "  a: {call: b, go_to: c}\n  c: {return: yes}",
    "back from a call": "  a: {call: c, go_to: b}\n  c: {return: yes}",
    "a call that fails": "  a: {call: c, go_to: c, if_fails: {cancelled: b}}\n  c: {return: yes}",
    "a call that is cancelled": "  a: {call: c, go_to: c, on_cancel: b}\n  c: {return: yes}",
    "a digression": "  a: {transitions: {yes: {call: b}}}",
    "an answer": "  a: {request: {service: x}, go_to: b}",
    "an answer that fails": "  a: {request: {service: x}, go_to: a, if_fails: {404: a, any: b}}",
    "itself": "  a: {go_to: 'flow:flow/b'}",
}


_END = {"a call": "return: yes", "a digression": "return: yes"}
"""How the state ends that is reached."""


@pytest.mark.parametrize("way", WAYS)
def test_every_way_counts(way: str) -> None:
    """A state that is reached in this way is not told, and without the way it is."""
    written = f"services: {{x: {{url: 'http://x'}}}}\nstates:\n{WAYS[way]}\n  b: {{{_END.get(way, 'hangup: yes')}}}\n"
    assert "unreachable-state" not in {code for code, _ in found(written)}
    assert "unreachable-state" in {code for code, _ in found(written + "  lost: {hangup: yes}\n")}


def test_anytime_and_start_count() -> None:
    """What may be said anywhere leads to its state, and the call begins at ``start``."""
    assert found("start: b\nanytime: {goodbye: a}\nstates:\n  a: {hangup: yes}\n  b: {transitions: {yes: b}}\n") == []


def test_events_of_anytime_count() -> None:
    """What may come from outside at any time leads to its state."""
    assert found("anytime: {events: {closing: b}}\nstates:\n  a: {transitions: {yes: a}}\n  b: {hangup: yes}\n") == []


def test_another_flow_leads_in(tmp_path: Path) -> None:
    """A state that only another flow goes to is reached."""
    (tmp_path / "one.yaml").write_text("states:\n  a: {go_to: 'flow:two/b'}\n")
    (tmp_path / "two.yaml").write_text("states:\n  a: {hangup: yes}\n  b: {hangup: yes}\n")
    assert compile_path(tmp_path).diagnostics == ()


@pytest.mark.parametrize("written", [HOTLINE, EVERYTHING, ASKING])
def test_good_flows_are_silent(written: str) -> None:
    """Good flows have neither errors nor warnings."""
    assert {code for code, _ in found(written)} <= {"built-in-ending"}
