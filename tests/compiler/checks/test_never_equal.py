"""Comparisons with something that a name never is."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler import compile_path
from tests.compiler.checks.telling import BYE, mended, places, told


def _text(when: str) -> str:
    return (
        "languages: [en-US, de-DE]\nintents: {billing: my bill}\nstates:\n  a: {transitions: {billing: b}}\n"
        f"  b:\n    choose:\n      - when: {when}\n        go_to: bye\n      - go_to: c\n"
        f"  c: {{set_language: de-DE, call: sub, go_to: bye}}\n  sub: {{return: {{failed: lost}}}}\n{BYE}"
    )


@pytest.mark.parametrize(
    ("when", "message", "meant"),
    [
        ("heard.intent == 'biling'", "\"heard.intent\" is never 'biling', so this never holds.", "billing"),
        ("call.language == 'en'", "\"call.language\" is never 'en', so this never holds.", "en-US"),
        ("call.language != 'de'", "\"call.language\" is never 'de', so this always holds.", "de-DE"),
        ("call.direction == 'inbond'", "\"call.direction\" is never 'inbond', so this never holds.", "inbound"),
        ("result.failed == 'lots'", "\"result.failed\" is never 'lots', so this never holds.", "lost"),
        (
            "call.language in ['en-US', 'dd-DE']",
            "\"call.language\" is never 'dd-DE', so it is never this one.",
            "de-DE",
        ),
    ],
)
def test_what_it_can_be_is_told(when: str, message: str, meant: str) -> None:
    """The word is pointed at, the one that is meant is named and can be put in its place."""
    text = _text(when)
    (found,) = told("never-equal", text)
    assert found.message == f"{message} Did you mean '{meant}'?"
    assert places("never-equal", text)[0] in message
    assert told("never-equal", mended(text, found)) == []


@pytest.mark.parametrize(
    "when",
    [
        "heard.intent == 'billing'",
        "heard.intent == 'help'",
        "heard.intent == ''",
        "call.language == 'de-DE'",
        "call.direction == 'outbound'",
        "result.failed == 'lost'",
        "heard.text == 'biling'",
        "caller.number == '12'",
    ],
)
def test_what_it_can_be_is_silent(when: str) -> None:
    """Intents that are listened for, built-in ones too, languages of the flow, both directions."""
    assert told("never-equal", _text(when)) == []


def test_another_flow_may_have_heard_it(tmp_path: Path) -> None:
    """Where flows lead to each other the intents and languages of all count."""
    (tmp_path / "one.yaml").write_text(
        "answers: everything\nintents: {billing: my bill}\nstates:\n  a: {transitions: {billing: 'flow:two'}}\n"
    )
    (tmp_path / "two.yaml").write_text(
        f"states:\n  b: {{choose: [{{when: heard.intent == 'billing', go_to: bye}}, {{go_to: bye}}]}}\n{BYE}"
    )
    assert not [one for one in compile_path(tmp_path).diagnostics if one.code == "never-equal"]
