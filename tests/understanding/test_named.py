"""Names among other words."""

from __future__ import annotations

import pytest

from callwright.understanding.named import introduced, leading_name


@pytest.mark.parametrize(
    ("tag", "words", "name"),
    [
        ("en-US", "my name is Anna Meyer and I need a table", "Anna Meyer"),
        ("en-US", "a table under the name of van der Berg", "van der Berg"),
        ("en-US", "this is Anna Meyer", "Anna Meyer"),
        ("en-US", "this is Doctor Meyer", "Meyer"),
        ("en-US", "this is important", None),
        ("en-US", "this is Anna", None),
        ("en-US", "my name is James or Mary", None),
        ("en-US", "my name is James and Mary", None),
        ("en-US", "my name is not James", None),
        ("en-US", "a table for two", None),
        ("de-DE", "ich heiße Anna von Bergen, morgen", "Anna von Bergen"),
        ("de-DE", "hier spricht Frau Müller wegen der Rechnung", "Müller"),
        ("de-DE", "auf den Namen Müller-Lüdenscheidt bitte", "Müller-Lüdenscheidt"),
        ("de-DE", "hier ist Kundschaft", None),
    ],
)
def test_introductions(tag: str, words: str, name: str | None) -> None:
    """A name is told where it is introduced, as far as it plainly goes."""
    found = introduced(words, tag)
    assert (found and found[0].value) == name
    if found is not None and found[0].where is not None:
        assert 0 <= found[1] < found[0].where[0] < found[0].where[1] <= len(words)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Anna Meyer for two people", "Anna Meyer"),
        ("anna meyer, on friday", "Anna Meyer"),
        ("James because I owe him", "James"),
        ("James 4711", "James"),
        ("my brother James", None),
        ("one two three four five words", None),
        ("S M I T H", None),
        ("", None),
    ],
)
def test_the_name_with_which_words_begin(words: str, name: str | None) -> None:
    """It ends at a small word, a comma or a figure; what is no name begins with none."""
    assert leading_name(words, 0, "en-US").value == name
