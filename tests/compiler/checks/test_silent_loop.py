"""Circles of states that never wait."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler import compile_path
from tests.compiler.flows import compiled, found

_UNTIL_X = "choose: [{when: x, go_to: end}, {go_to: a}]"
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
        ({"a": "set: {x: 1}, choose: [{when: not x, go_to: a}, {go_to: end}]"}, []),
        ({"a": "choose: [{when: not x, go_to: a, set: {x: 1}}, {go_to: end}]"}, []),
        ({"a": "set: {x: 1}, choose: [{when: heard.text, go_to: a}, {go_to: end}]"}, ["possible-loop"]),
        ({"a": "set: {y: 1}, choose: [{when: x, go_to: a}, {go_to: end, set: {x: 1}}]"}, ["possible-loop"]),
        ({"a": "choose: [{when: x and false, go_to: a}, {go_to: end}], set: {x: 1}"}, []),
        ({"a": "choose: [{when: true, go_to: a}, {go_to: end}], set: {x: 1}"}, ["silent-loop"]),
        ({"a": "choose: [{when: heard.text, go_to: b}, {go_to: end}]", "b": "transitions: {yes: a}"}, []),
        ({"a": "collect: {slot: x, type: digits, prompts: X?}, go_to: a"}, ["silent-loop"]),
        ({"a": "collect: {slot: x, type: digits, prompts: X?}, go_to: b", "b": "forget: x, go_to: a"}, []),
        ({"a": "collect: {slot: x, type: digits, prompts: X?}, go_to: b", "b": "transitions: {yes: a}"}, []),
        ({"a": "transfer: +49 1, if_fails: a"}, []),
        ({"a": "request: {service: x}, go_to: a"}, ["silent-loop"]),
        ({"a": "request: {service: x}, go_to: a, if_fails: {any: a}"}, ["silent-loop"]),
        ({"a": "request: {service: x}, go_to: end, if_fails: {timeout: a, any: end}"}, []),
        ({"a": "call: b, go_to: end", "b": "go_to: a"}, ["silent-loop"]),
        ({"a": "call: b, go_to: a", "b": "return: yes"}, ["silent-loop"]),
        ({"a": "call: b, go_to: a", "b": "transitions: {yes: {return: yes}}"}, []),
        ({"a": "call: b, go_to: c", "b": "go_to: d", "d": "return: yes", "c": "go_to: a"}, ["silent-loop"]),
        ({"a": "call: b, go_to: a, if_fails: end", "b": "return: {failed: never}"}, []),
        ({"a": "call: b, go_to: end, if_fails: a", "b": "return: {failed: never}"}, ["silent-loop"]),
        (
            {
                "a": "call: b, go_to: a",
                "b": "choose: [{when: heard.text, return: yes}, {go_to: c}]",
                "c": "keys: {1: end}",
            },
            ["possible-loop"],
        ),
        ({"a": "call: b, save: {x: '{{ result.x }}'}, go_to: c", "b": "return: {x: 1}", "c": _UNTIL_X}, []),
        ({"a": "call: b, go_to: a", "b": "call: b, go_to: end"}, ["silent-loop"]),
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


def test_a_circle_through_two_flows_is_told_once(tmp_path: Path) -> None:
    """Two flows that only lead to each other are a circle, told where it begins."""
    (tmp_path / "one.yaml").write_text("answers: everything\nstates:\n  a: {go_to: 'flow:two'}\n")
    (tmp_path / "two.yaml").write_text("states:\n  b: {go_to: 'flow:one/a'}\n")
    made = compile_path(tmp_path)
    assert [one.message for one in made.diagnostics if one.code == "silent-loop"] == [
        "A call would go round here and never wait for the caller: a → flow:two/b → a. After 50 states it would stop"
        " with an apology."
    ]


def test_a_circle_through_another_flow_that_asks_is_none(tmp_path: Path) -> None:
    """A sub-flow of another file that waits for the caller breaks the circle."""
    (tmp_path / "one.yaml").write_text("answers: everything\nstates:\n  a: {call: 'flow:two', go_to: a}\n")
    (tmp_path / "two.yaml").write_text("states:\n  b: {transitions: {yes: {return: yes}}}\n")
    assert not [one for one in compile_path(tmp_path).diagnostics if one.code.endswith("-loop")]
