"""What is written once and looked at by nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler import compile_path
from callwright.diagnostics.model import Severity
from tests.compiler.checks.telling import BYE, mended, places, told

SERVICE = "services:\n  one:\n    url: https://x.example\n"
HOURS = "hours:\n  one:\n    timezone: Europe/Berlin\n    holidays: DE-NW\n    weekly: {mon: 09:00-12:00}\n"


@pytest.mark.parametrize(
    ("code", "top", "message"),
    [
        ("unused-intent", "intents:\n  one: x\n", 'Nothing listens for the intent "one".'),
        ("unused-prompt", "prompts:\n  one: Hello.\n", 'The prompt "one" is never said.'),
        ("unused-service", SERVICE, 'No request asks the service "one".'),
        ("unused-hours", HOURS, 'Nothing asks about the hours "one".'),
        ("unused-variable", "variables:\n  one: 1\n", '"one" is declared, but nothing ever reads it.'),
    ],
)
def test_each_kind_is_told_at_its_name(code: str, top: str, message: str) -> None:
    """A note at the name, in the section that has it."""
    text = f"{top}states:\n  a: {{go_to: bye}}\n{BYE}"
    (found,) = told(code, text)
    assert (found.severity, found.message) == (Severity.INFO, message)
    assert places(code, text) == ["one"]


@pytest.mark.parametrize(
    ("code", "top", "state"),
    [
        ("unused-intent", "intents:\n  one: x\n", "transitions: {one: bye}"),
        ("unused-intent", "intents:\n  one: x\nanytime: {one: bye}\n", "go_to: bye"),
        ("unused-intent", "intents:\n  operator: x\n", "go_to: bye"),
        (
            "unused-intent",
            "intents:\n  one: x\n",
            "collect: {slot: n, type: number, prompts: N?}, corrections: {on: one}, go_to: bye",
        ),
        ("unused-prompt", "prompts:\n  one: Hello.\n", "prompts: {use: one}, go_to: bye"),
        ("unused-prompt", "prompts:\n  one: Hello.\n", "transitions: {yes: {prompts: [{use: one}], go_to: bye}}"),
        ("unused-service", SERVICE, "request: {service: one}, go_to: bye"),
        (
            "unused-service",
            SERVICE,
            "collect: {slot: n, type: number, prompts: N?, check: {request: {service: one}, prompts: No.}}, go_to: bye",
        ),
        ("unused-hours", HOURS, "choose: [{when: open('one'), go_to: bye}, {go_to: bye}]"),
        ("unused-hours", HOURS, "prompts: \"{{ opens_next('one') | say }}\", go_to: bye"),
        ("unused-variable", "variables:\n  one: 1\n", "prompts: '{{ one }}', go_to: bye"),
        ("unused-variable", "variables:\n  one: 1\n", "choose: [{when: one, go_to: bye}, {go_to: bye}]"),
        ("unused-variable", "variables:\n  one: 1\n", "set: {two: '{{ one }}'}, prompts: '{{ two }}', go_to: bye"),
        ("unused-variable", "", "collect: {slot: n, type: number, prompts: N?}, go_to: bye"),
    ],
)
def test_whatever_looks_at_it_counts(code: str, top: str, state: str) -> None:
    """One place that uses it is enough, wherever that is."""
    assert told(code, f"{top}states:\n  a: {{{state}}}\n{BYE}") == []


def test_set_and_never_read() -> None:
    """A value that is only ever given is told where it is given first."""
    text = f"states:\n  a:\n    set:\n      one: 1\n    go_to: b\n  b:\n    set:\n      one: 2\n    go_to: bye\n{BYE}"
    (found,) = told("unused-variable", text)
    assert (found.message, found.span.line) == ('"one" is set here, but nothing ever reads it.', 4)
    assert places("unused-variable", text) == ["one"]


def test_declared_and_set_and_never_read() -> None:
    """A variable that is set as well is told once, where it is declared."""
    text = f"variables:\n  one: 1\nstates:\n  a: {{set: {{one: 2}}, go_to: bye}}\n{BYE}"
    assert [found.message for found in told("unused-variable", text)] == ['"one" is set, but nothing ever reads it.']


def test_the_mend_takes_its_lines_out() -> None:
    """Nothing of the entry stays, and its neighbours do."""
    text = f"intents:\n  one:\n    - x\n    - y\n  two: z\nstates:\n  a: {{transitions: {{two: bye}}}}\n{BYE}"
    (found,) = told("unused-intent", text)
    assert "one" not in mended(text, found)
    assert told("unused-intent", mended(text, found)) == []


def test_the_last_of_a_section_stays() -> None:
    """A section without an entry is a mistake, so that mend is not offered."""
    (found,) = told("unused-intent", f"intents:\n  one: x\nstates:\n  a: {{go_to: bye}}\n{BYE}")
    assert found.fixes == ()


def test_what_is_shared_is_not_unused(tmp_path: Path) -> None:
    """An included file may hold more than one flow needs."""
    (tmp_path / "shared.yaml").write_text("intents: {one: x}\nprompts: {two: Hello.}\nvariables: {three: 1}\n")
    (tmp_path / "flow.yaml").write_text(f"include: shared.yaml\nstates:\n  a: {{go_to: bye}}\n{BYE}")
    assert compile_path(tmp_path / "flow.yaml").diagnostics == ()


def test_another_flow_may_read_it(tmp_path: Path) -> None:
    """Values go along with a ``go_to`` to another flow, which may be the one that says them."""
    (tmp_path / "one.yaml").write_text("answers: everything\nstates:\n  a: {set: {name: Ann}, go_to: 'flow:two'}\n")
    (tmp_path / "two.yaml").write_text(
        f"variables:\n  name:\nstates:\n  b: {{prompts: 'Hello {{{{ name }}}}.', go_to: bye}}\n{BYE}"
    )
    assert not [found for found in compile_path(tmp_path).diagnostics if found.code == "unused-variable"]
