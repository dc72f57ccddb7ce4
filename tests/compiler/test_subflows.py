"""Calls come back, and returns have a call to go back to."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler import compile_path
from tests.compiler.flows import ADVICE, found

_BYE = "  bye:\n    hangup: yes\n"


def _of(tmp_path: Path, only: str = "", **flows: str) -> list[tuple[str, str, int]]:
    """File, code and line of each finding about a folder, or about one file of it."""
    for name, text in flows.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    made = compile_path(tmp_path / f"{only}.yaml" if only else tmp_path)
    found = (one for one in made.diagnostics if one.code not in ADVICE)
    return [(Path(one.span.file).stem, one.code, one.span.line) for one in found]


@pytest.mark.parametrize(
    "back",
    [
        "return: yes",
        "go_to: d\n  d:\n    return: yes",
        "transitions: {yes: {return: yes}}",
        "transitions: {yes: bye}\n    no_input: [{return: yes}]\n    no_match: [{return: yes}]",
        "choose:\n      - when: heard.text\n        return: yes\n      - go_to: bye",
        "transfer: +49 211 5566770\n    if_fails: {return: {failed: busy}}",
        "call: c2\n    go_to: e\n  c2:\n    return: yes\n  e:\n    return: yes",
    ],
)
def test_a_call_comes_back(back: str) -> None:
    """Each way to a return counts, over other states and after other calls."""
    assert found(f"answers: everything\nstates:\n  a:\n    call: c\n    go_to: bye\n{_BYE}  c:\n    {back}\n") == []


@pytest.mark.parametrize("ends", ["hangup: yes", "go_to: bye", "call: d\n    go_to: bye\n  d:\n    return: yes"])
def test_a_call_that_never_comes_back(ends: str) -> None:
    """A warning at the call; the return of a call inside is another's."""
    written = f"answers: everything\nstates:\n  a:\n    call: c\n    go_to: bye\n{_BYE}  c:\n    {ends}\n"
    assert found(written) == [("never-returns", 4)]


def test_a_return_that_nobody_called(tmp_path: Path) -> None:
    """In a flow that answers the telephone it is an error; a flow that others call may be looked at alone."""
    sub = "states:\n  a:\n    return: yes\n"
    assert found(f"answers: everything\n{sub}") == [("return-without-call", 4)]
    assert found(f"numbers: +49 211 5566770\n{sub}") == [("return-without-call", 4)]
    assert found(sub) == []
    assert _of(tmp_path, sub=sub) == [("sub", "return-without-call", 3)]


def test_a_return_that_only_some_ways_lead_to() -> None:
    """A state that a call leads to may return, though the caller comes to it by another way too."""
    written = "answers: everything\nstates:\n  a:\n    call: b\n    go_to: b\n  b:\n    return: yes\n"
    assert found(written) == []


def test_other_flows(tmp_path: Path) -> None:
    """What is given to another flow, kept and taken from it has a name there."""
    main = (
        "numbers: +49 211 5566770\nstates:\n  a:\n    call: flow:sub\n    with: {purpose: x, nothing: 1}\n"
        "    save: {who: '{{ result.who }}', what: '{{ result.what }}'}\n    keep: [purpose, other]\n"
        "    if_fails: {lost: bye, gone: bye}\n    go_to: bye\n" + _BYE
    )
    sub = "variables: {purpose: }\nstates:\n  a:\n    choose:\n      - when: purpose\n        return: {who: Ann}\n"
    sub += "      - return: {failed: lost}\n"
    assert _of(tmp_path, main=main, sub=sub) == [
        ("main", "unknown-name", 5),
        ("main", "unknown-name", 6),
        ("main", "unknown-name", 7),
        ("main", "unknown-failure", 8),
    ]
    assert _of(tmp_path, "main") == _of(tmp_path)
    assert _of(tmp_path, "sub") == []


def test_a_failure_that_is_put_together_in_the_call() -> None:
    """Its name is not known beforehand, so any may be listened for."""
    written = (
        "states:\n  a:\n    call: c\n    go_to: bye\n    if_fails: {anything: bye}\n"
        f"{_BYE}  c:\n    return: {{failed: '{{{{ heard.text }}}}'}}\n"
    )
    assert found(written) == []


def test_a_flow_with_a_mistake_hides_no_other_call(tmp_path: Path) -> None:
    """What is known only with a flow that could not be built is not told; the rest is."""
    main = (
        "numbers: +49 211 5566770\nstates:\n  a:\n    call: flow:sub\n    go_to: b\n  b:\n    call: c\n    go_to: c\n"
    )
    main += "  c:\n    hangup: yes\n"
    assert _of(tmp_path, main=main, sub="states:\n  a:\n    promts: Hello.\n") == [
        ("main", "never-returns", 7),
        ("sub", "unknown-key", 3),
    ]
