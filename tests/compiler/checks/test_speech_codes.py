"""The entries of the catalogue about speech, and the mends of their findings."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from callwright.compiler import compile_text
from callwright.diagnostics.codes_craft_speech import CRAFT_SPEECH_CODES
from callwright.diagnostics.entry import Entry
from callwright.diagnostics.model import Severity
from tests.compiler.checks.speech import applied

BAD = Path(__file__).parents[1] / "bad"


@pytest.mark.parametrize("entry", CRAFT_SPEECH_CODES, ids=lambda entry: entry.code)
def test_the_examples_are_true(entry: Entry) -> None:
    """The bad example brings its code about, the good one does not, and neither has an error."""
    bad, good = (compile_text(text).diagnostics for text in (entry.example_bad, entry.example_good))
    assert entry.code in {one.code for one in bad}
    assert entry.code not in {one.code for one in good}
    assert all(one.severity is not Severity.ERROR for one in (*bad, *good))
    assert entry.craft


@pytest.mark.parametrize("entry", CRAFT_SPEECH_CODES, ids=lambda entry: entry.code)
def test_a_mend_mends(entry: Entry) -> None:
    """Each mend of a finding leaves a flow without errors, and one finding of its code less."""
    text = (BAD / f"{entry.code}.yaml").read_text(encoding="utf-8")
    before = compile_text(text).diagnostics
    told = Counter(one.code for one in before)[entry.code]
    assert told
    for found in before:
        for fix in found.fixes if found.code == entry.code else ():
            after = compile_text(applied(text, fix)).diagnostics
            assert Counter(one.code for one in after)[entry.code] < told, fix.title
            assert all(one.severity is not Severity.ERROR for one in after)


def test_every_code_has_a_pair() -> None:
    """Each code has a file that brings it about, beside what its author is told."""
    missing = [
        entry.code
        for entry in CRAFT_SPEECH_CODES
        if f"[{entry.code}]" not in (BAD / f"{entry.code}.expected").read_text(encoding="utf-8")
    ]
    assert missing == []
