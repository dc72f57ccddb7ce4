"""The tables of utterances: every line is heard as it says."""

from __future__ import annotations

import pytest

from tests.languages.utterances import TABLES, Utterance, utterances

LINES = [line for table in TABLES for line in utterances(table)]

ASKED_BACK = {"Meyer mit Ypsilon", "Schmitt mit Doppel-T", "es"}
"""A person would hear a value here; callwright asks back, which costs the caller a turn and no wrong value."""


@pytest.mark.parametrize("line", LINES, ids=str)
def test_heard_as_expected(line: Utterance) -> None:
    """What recognisers write is heard as the value that a person would hear, or asked back."""
    heard = line.heard()
    if line.words in ASKED_BACK:
        assert heard is None
        return
    assert heard == line.expected
    assert isinstance(heard, bool) == isinstance(line.expected, bool)


def test_the_tables_are_large() -> None:
    """Each language has at least 150 utterances (English and German 400), an eighth of which are asked back."""
    for table in TABLES:
        lines = utterances(table)
        assert len(lines) >= (400 if table.stem in ("en", "de") else 150), table.stem
        assert sum(line.expected is None for line in lines) >= len(lines) / 8
