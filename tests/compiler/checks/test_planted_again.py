"""Mistakes in small flows of many trades and shapes: each is told once, on its line, and nothing else is.

They stand in ``planted_again.txt``. ``=== CODE (en) + OTHER`` begins one: ``en`` or ``de`` puts a head before it and
the states "desk" and "bye" behind it, ``OTHER`` are findings that follow from it; ``--- NAME`` begins a file beside
it. ``<--`` is at the end of the line on which CODE has to be told.
"""

from __future__ import annotations

import io
import re
import wave
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from callwright.compiler import compile_path

HEADS = {
    "en": "language: en-US\nanswers: everything\ntimezone: America/Chicago\n",
    "de": "language: de-DE\nanswers: everything\ntimezone: Europe/Berlin\n",
}
ANYTIME = "anytime: {operator: desk, goodbye: bye}\n"
ENDS = """\
  desk:
    prompts: {text: One moment., barge_in: none}
    transfer: +49 211 5566770
    if_fails: {prompts: Nobody is free., go_to: bye}
  bye:
    prompts: {text: That was it., barge_in: none}
    hangup: yes
"""
MARK = " <--\n"

NAMED = {
    "unreachable-state no-way-on silent-loop built-in-ending error-circle no-way-to-a-person same-phrase",
    "phrase-never-wins menu-too-long menu-question-not-last protected-question unprotected-notice",
    "cut-before-protected long-prompt never-cut immediate-without-opening needless-protection raw-value",
    "used-before-set plain-secret transfer-without-if-fails hours-without-holidays untranslated-text",
    "unused-intent unused-prompt unused-variable",
}


class Planted(NamedTuple):
    """Files by name, the flow first, in which ``code`` is told on ``line`` of the flow."""

    code: str
    line: int
    files: dict[str, str]
    follows: frozenset[str]


def _planted() -> list[Planted]:
    text = (Path(__file__).parent / "planted_again.txt").read_text(encoding="utf-8")
    return [_one(part) for part in text.split("=== ")[1:]]


def _one(part: str) -> Planted:
    title, _, rest = part.partition("\n")
    code, _, follows = title.partition(" + ")
    body, *others = re.split(r"^--- ", rest, flags=re.MULTILINE)
    if "(" in code:
        code, _, language = code.rstrip(")").partition(" (")
        body = HEADS[language] + ANYTIME + body + ENDS
    assert body.count(MARK) == 1, title
    files = {"planted.yaml": body.replace(MARK, "\n")}
    files |= {name: text for name, _, text in (other.partition("\n") for other in others)}
    return Planted(code, body[: body.index(MARK)].count("\n") + 1, files, frozenset(follows.split()))


PLANTED = _planted()


@pytest.mark.parametrize("planted", PLANTED, ids=lambda one: f"{one.code}-{one.line}")
def test_a_planted_mistake_is_told(planted: Planted, tmp_path: Path) -> None:
    """It is told once, on its line, and nothing else is told that does not follow from it."""
    (tmp_path / "long.wav").write_bytes(_silence(24_000))
    for name, text in planted.files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = compile_path(tmp_path / "planted.yaml").diagnostics
    assert [one.span.line for one in found if one.code == planted.code] == [planted.line]
    assert {one.code for one in found} - planted.follows == {planted.code}


def test_every_rule_has_two() -> None:
    """There are sixty at least, and two of each rule that authors are promised."""
    counted = Counter(planted.code for planted in PLANTED)
    assert len(PLANTED) >= 60
    assert [code for line in NAMED for code in line.split() if counted[code] < 2] == []


def _silence(length_ms: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8_000)
        out.writeframes(bytes(16 * length_ms))
    return file.getvalue()
