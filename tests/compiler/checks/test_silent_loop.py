"""Circles of states that never wait."""

from __future__ import annotations

import pytest

from tests.compiler.flows import compiled, found

END = "  end:\n    hangup: yes\n"


def _flow(**states: str) -> str:
    return (
        "services: {x: {url: 'http://x'}}\nstates:\n"
        + "".join(f"  {name}: {{{body}}}\n" for name, body in states.items())
        + END
    )


def _loops(written: str) -> list[str]:
    return [code for code, _ in found(written) if code.endswith("-loop")]


@pytest.mark.parametrize(
    ("states", "codes"),
    [
        ({"a": "go_to: a"}, ["silent-loop"]),
        ({"a": "go_to: b", "b": "go_to: c", "c": "go_to: a"}, ["silent-loop"]),
        ({"a": "go_to: b", "b": "transitions: {yes: a}"}, []),
        ({"a": "go_to: b", "b": "keys: {1: a}"}, []),
        ({"a": "go_to: end"}, []),
        ({"a": "choose: [{when: heard.text, go_to: a}, {go_to: a}]"}, ["silent-loop"]),
        ({"a": "choose: [{when: heard.text, go_to: a}, {go_to: end}]"}, ["possible-loop"]),
        ({"a": "set: {x: 1}, choose: [{when: heard.text, go_to: a}, {go_to: end}]"}, []),
        ({"a": "choose: [{when: heard.text, go_to: a, set: {x: 1}}, {go_to: end}]"}, []),
        ({"a": "choose: [{when: heard.text, go_to: b}, {go_to: end}]", "b": "transitions: {yes: a}"}, []),
        ({"a": "collect: {slot: x, type: digits, prompts: X?}, go_to: a"}, ["silent-loop"]),
        ({"a": "collect: {slot: x, type: digits, prompts: X?}, go_to: b", "b": "forget: x, go_to: a"}, []),
        ({"a": "collect: {slot: x, type: digits, prompts: X?}, go_to: b", "b": "transitions: {yes: a}"}, []),
        ({"a": "transfer: +49 1, if_fails: a"}, []),
        ({"a": "request: {service: x}, go_to: a"}, ["silent-loop"]),
        ({"a": "request: {service: x}, go_to: a, if_fails: {any: a}"}, ["silent-loop"]),
        ({"a": "request: {service: x}, go_to: end, if_fails: {timeout: a, any: end}"}, []),
        ({"a": "call: b, go_to: end", "b": "go_to: a"}, ["silent-loop"]),
        ({"a": "call: b, go_to: a", "b": "return: yes"}, []),
        ({"a": "call: b, go_to: end", "b": "choose: [{when: x, return: yes}, {go_to: a}], set: {x: 1}"}, []),
        ({"a": "go_to: 'flow:flow/b'", "b": "go_to: 'flow:flow'"}, ["silent-loop"]),
        ({"a": "go_to: b", "b": "go_to: a", "c": "go_to: d", "d": "go_to: c"}, ["silent-loop", "silent-loop"]),
    ],
)
def test_which_circles_are_told(states: dict[str, str], codes: list[str]) -> None:
    """A circle that no call leaves is an error, one that hangs on conditions which nothing changes a warning."""
    assert _loops(_flow(**states)) == codes


def test_a_long_way_is_no_circle() -> None:
    """Thousands of states in a row are walked without a limit of Python in the way."""
    chain = {f"s{n}": f"go_to: s{n + 1}" for n in range(3000)} | {"s3000": "go_to: end"}
    assert len(compiled(_flow(**chain)).states) == 3002
