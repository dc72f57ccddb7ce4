"""Calls, returns and digressions in the model."""

from __future__ import annotations

import pytest

from callwright.core.model import Call, Destination, Form, Question, Return
from tests.compiler.flows import ASKING, compiled, found


def test_a_call() -> None:
    """Where it leads, what it is given, what is remembered, and where it leads when the caller cancels."""
    sub = compiled(ASKING).states["sub"]
    assert isinstance(sub.act, Call)
    assert sub.act.to == Destination("identify")
    assert [(one.name, one.value.value({"treatment": "cut"})) for one in sub.act.with_] == [("place", "cut")]
    assert [(one.name, one.value.value({"result": {"who": "Ann"}})) for one in sub.act.save] == [("who", "Ann")]
    assert sub.act.keep == {"code"}
    assert sub.act.on_cancel is not None
    assert sub.act.on_cancel[0].go_to == Destination("bye")
    assert sub.go_to == Destination("bye")


def test_a_digression() -> None:
    """In a target, ``call`` stands in place of ``go_to``."""
    (target,) = compiled(ASKING).anytime["where"]
    assert target.go_to is None
    assert target.call is not None
    assert target.call.to == Destination("tell_hours")
    assert [one.name for one in target.call.with_] == ["place"]


def test_returns() -> None:
    """They stand in a state, a target and a rung; ``failed`` is apart from the values."""
    flow = compiled(ASKING)
    assert isinstance(flow.states["tell_hours"].act, Return)
    question = flow.states["identify"].act
    assert isinstance(question, Question)
    yes, no = (question.transitions[name][0].returns for name in ("yes", "no"))
    assert yes is not None
    assert no is not None
    assert ([one.name for one in yes.values], yes.failed) == (["who"], None)
    assert no.failed is not None
    assert (no.values, no.failed.value({})) == ((), "unknown")
    assert question.no_match
    assert question.no_match[0].returns is not None


def test_corrections() -> None:
    """A slot's own go before its form's; intents that correct are listened for."""
    flow = compiled(ASKING)
    form = flow.states["ask"].act
    assert isinstance(form, Form)
    assert form.corrections.accept
    assert form.corrections.on == {"change_name"}
    order, *_, name = form.slots
    assert order.corrections == form.corrections
    assert not name.corrections.accept
    assert name.corrections.on == {"change_name"}
    assert form.confirm is not None
    assert "change_name" in form.confirm.listening & order.question.listening


@pytest.mark.parametrize(
    ("state", "codes"),
    [
        ("call: c\n    go_to: b", []),
        ("call: c", ["silent-end"]),
        ("call: c\n    go_to: b\n    with: {x: 1}", []),
        ("call: c\n    go_to: b\n    save: {x: '{{ result.y }}'}", []),
        ("call: c\n    go_to: b\n    save: {x: '{{ result.z }}'}", ["unknown-name"]),
        ("call: c\n    go_to: b\n    keep: x", ["unknown-name"]),
        ("call: c\n    go_to: b\n    keep: x\n    with: {x: 1}", []),
        ("call: c\n    go_to: b\n    confirm: Right?", ["misplaced-key"]),
        ("call: c\n    go_to: b\n    on_cancel: {prompts: Oh.}", ["leads-nowhere"]),
        ("transitions: {yes: {call: c}}", []),
        ("transitions: {yes: {call: c, save: {x: 1}}}", ["unknown-key"]),
        ("transitions: {yes: {with: {x: 1}, go_to: b}}", ["misplaced-key"]),
        ("transitions: {yes: {call: c, go_to: b}}", ["two-acts"]),
        ("transitions: {yes: {call: d}}", ["unknown-state"]),
        ("call: c\n    transitions: {yes: b}", ["silent-end", "two-acts"]),
        ("prompts: '{{ result.x }}'\n    call: c\n    go_to: b", []),
        ("prompts: '{{ result.x }}'\n    go_to: b", ["unknown-name"]),
    ],
)
def test_where_calls_may_stand(state: str, codes: list[str]) -> None:
    """Each of their keys has its place."""
    written = f"states:\n  a:\n    {state}\n  b:\n    hangup: yes\n  c:\n    return: {{y: 1}}\n"
    assert [code for code, _ in found(written) if code != "unreachable-state"] == codes
