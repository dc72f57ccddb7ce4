"""The author's line, mended."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.compiler.document import parse
from callwright.compiler.mend import cut, quoted, short, value_in


@given(st.text(alphabet="ab \"'\\:#{}[],*!", min_size=1, max_size=12))
def test_quoted_text_is_the_text(text: str) -> None:
    """What is shown in quotes is read as just that text."""
    assert parse(f"a: {quoted(text)}".encode(), "f").data == {"a": text}


def test_typographic_quotes_are_replaced() -> None:
    """Typographic quotes around a text give way to straight ones."""
    assert quoted("„Hallo“") == '"Hallo"'


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("  text: a: b  ", "a: b"),
        ("  - - a", "a"),
        ("  - text: @x", "@x"),
        ('"a: b": c', "c"),
        ("hello: ", ""),
        ("a b: c", "c"),
        ("*x", "*x"),
        ("a:b", "a:b"),
    ],
)
def test_value_in(line: str, value: str) -> None:
    """The value of a line begins after its dashes and its key."""
    start, end = value_in(line)
    assert line[start:end] == value


def test_short() -> None:
    """Long texts are shortened and put on one line."""
    assert short("a\n  b") == "a b"
    assert len(short("x" * 100)) == 40
    assert len(cut("x" * 1000)) < 300
