"""What is wrong with a policy can be mended as it is offered."""

from __future__ import annotations

import pytest

from callwright.compiler import compile_text
from callwright.diagnostics.model import Diagnostic, Fix

FLOW = """\
states:
  a:
    prompts:
      text: Hello.
      {policy}
    hangup: yes
"""


def _flow(policy: str) -> str:
    return FLOW.replace("{policy}", policy.replace("\n", "\n      "))


def _told(text: str, code: str) -> list[Diagnostic]:
    return [found for found in compile_text(text).diagnostics if found.code == code]


def _with(text: str, fix: Fix) -> str:
    (edit,) = fix.edits
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: edit.span.line - 1])) + edit.span.column - 1
    end = sum(map(len, lines[: edit.span.end_line - 1])) + edit.span.end_column - 1
    return text[:start] + edit.text + text[end:]


@pytest.mark.parametrize(
    ("code", "policy", "mends"),
    [
        ("option-without-strategy", "barge_in:\n  strategy: none\n  allow_after_ms: 500", 2),
        ("option-without-strategy", "barge_in:\n  strategy: immediate\n  minimum_characters: 4", 2),
        ("option-without-strategy", "barge_in: {strategy: none, allow_after_ms: 500}", 1),
        ("voice-language", "voice:\n  provider: eleven_labs\n  language: de-DE", 1),
        ("voice-language", "voice: {provider: eleven_labs, language: de-DE}", 0),
    ],
)
def test_each_offer_mends_it(code: str, policy: str, mends: int) -> None:
    """After any of the mends that are offered the finding is gone, and no other has come."""
    text = _flow(policy)
    (found,) = _told(text, code)
    assert len(found.fixes) == mends
    for fix in found.fixes:
        after = compile_text(_with(text, fix))
        assert code not in {one.code for one in after.diagnostics}
        assert after.project is not None
        assert not fix.safe
