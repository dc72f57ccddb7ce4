"""What may go wrong, and where it leads."""

from __future__ import annotations

import pytest

from tests.compiler.flows import ASKING, compiled, found


def _codes(act: str, if_fails: str, go_to: str = "    go_to: b\n") -> list[str]:
    written = (
        f"services: {{x: {{url: 'https://x.example'}}}}\nstates:\n  a:\n    {act}\n    if_fails: {if_fails}\n{go_to}"
        "  b:\n    hangup: yes\n  c:\n    return: {failed: oops}\n"
    )
    return [code for code, _ in found(written) if code != "unreachable-state"]


@pytest.mark.parametrize(
    ("if_fails", "codes"),
    [
        ("b", []),
        ("[{when: response.status == 500, go_to: b}, b]", []),
        ("{404: b, 4xx: b, 5xx: b, timeout: b, refused: b, any: [b]}", []),
        ("{404: b}", []),
        ("{404: {prompts: Oh.}}", ["leads-nowhere"]),
        ("{204: b}", ["unknown-failure"]),
        ("{tiemout: b}", ["unknown-failure"]),
        ("{cancelled: b}", ["unknown-failure"]),
        ("{404: b, go_to: b}", ["misplaced-key"]),
        ("{go_to: b, prompt: Oh.}", ["unknown-key"]),
        ("{any: {call: c}}", ["misplaced-key"]),
        ("nowhere", ["unknown-state"]),
    ],
)
def test_of_a_request(if_fails: str, codes: list[str]) -> None:
    """Statuses, their classes and kinds are known; each leads to a state."""
    assert _codes("request: {service: x}", if_fails) == codes


@pytest.mark.parametrize(
    ("if_fails", "codes"),
    [("{oops: b, cancelled: b, any: b}", []), ("{ooops: b}", ["unknown-failure"]), ("{404: b}", ["unknown-failure"])],
)
def test_of_a_call(if_fails: str, codes: list[str]) -> None:
    """The names that the sub-flow fails with are known, and no others."""
    assert _codes("call: c", if_fails) == codes


def test_of_a_transfer() -> None:
    """Nobody says why a transfer failed."""
    assert _codes("transfer: +49 211 5566770", "{any: b}", "") == []
    assert _codes("transfer: +49 211 5566770", "{busy: b}", "") == ["unknown-failure"]


def test_of_a_form() -> None:
    """A form can fail only where one of its checks asks a service."""
    asks = "collect: {slot: x, type: digits, prompts: X?, check: {request: {service: x}, prompts: No.}}"
    assert _codes(asks, "{timeout: b, any: b}") == []
    assert _codes("collect: {slot: x, type: digits, prompts: X?}", "b") == ["misplaced-key"]


def test_each_name_has_its_targets() -> None:
    """The model holds what was written; a short form is for whatever went wrong."""
    flow = compiled(ASKING)
    assert set(flow.states["order"].if_fails) == {"404", "5xx", "any"}
    assert set(flow.states["ask"].if_fails) == {"any"}
    assert flow.states["route"].if_fails == {}
