"""Which part of a value a caller mends."""

from __future__ import annotations

import pytest

from callwright.languages import LANGUAGES, get
from callwright.languages.values.grammar import spread
from callwright.languages.values.said import Said, read
from callwright.languages.values.voice import voice_of
from callwright.understanding.mends import mended, mends_in
from callwright.understanding.normalise import normalise


def figures(said: Said) -> set[str]:
    """Reads figures alone."""
    return {"".join(said.tokens)} if all(token.isdigit() for token in said.tokens) else set()


def mends(words: str, before: str, tag: str = "en") -> set[str]:
    """What a row becomes by the words."""
    voice = voice_of(get(tag))
    assert voice is not None
    return mended(before, mends_in(read(words, get(tag).letters), voice), figures)


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("the last two are 4 7", "1234", {"1247"}),
        ("well the last two are 4 7", "1234", {"1247"}),
        ("the last two are 4", "1234", set()),
        ("the first one is 9", "1234", {"9234"}),
        ("5 instead of 4", "1424", {"1524", "1425"}),
        ("5 instead of 9", "1424", set()),
        ("the fifth digit is 1", "1234", set()),
        ("the last two are 4 7 I think so", "1234", set()),
        ("James", "1234", set()),
    ],
)
def test_mended(words: str, before: str, after: set[str]) -> None:
    """Every way in which the words change the row, and none where they name a part that is not there."""
    assert mends(words, before) == after


@pytest.mark.parametrize("tag", LANGUAGES)
def test_tables(tag: str) -> None:
    """Every word stands in normal form, so that it can be met by what is heard."""
    language = get(tag)
    if language.values is None:
        return
    table = language.values().mends
    patterns = [*table.again, *table.fillers, *table.other, *table.first_name, *table.last_name]
    patterns += [line.partition(" = ")[0] for line in table.sayings.splitlines() if line.strip()]
    found = {word for pattern in patterns for sequence in spread(pattern) for word in sequence if word[0] != "<"}
    found |= {word for opener in table.openers for word in opener} | table.pauses
    assert [word for word in sorted(found) if normalise(word, language).tokens != (word,)] == []
