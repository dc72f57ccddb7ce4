"""Characters and their lines and columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from callwright.compiler.source import Source


def test_span() -> None:
    """Lines and columns count characters from 1, and the end is exclusive."""
    source = Source("f.yaml", "ä🎉b\ncd\n")
    assert str(source.span(2, 3)) == "f.yaml:1:3"
    span = source.span(1, 5)
    assert (span.line, span.column, span.end_line, span.end_column) == (1, 2, 2, 2)
    assert source.lines == ("ä🎉b", "cd", "")


@given(st.text(alphabet="ab\n\u2028", max_size=30), st.integers(-5, 40), st.integers(-5, 40))
def test_spans_stay_inside(text: str, start: int, end: int) -> None:
    """Whatever is asked for, the span lies inside the file and does not end before it begins."""
    source = Source("f.yaml", text)
    span = source.span(start, end)
    assert 1 <= span.line <= span.end_line <= len(source.lines)
    assert (span.line, span.column) <= (span.end_line, span.end_column)
    assert span.end_column <= len(source.line_text(span.end_line)) + 1


def test_lines() -> None:
    """Each line knows where it begins, and each character its line."""
    source = Source("f.yaml", "ab\n\nc")
    assert [source.start_of(line) for line in (1, 2, 3)] == [0, 3, 4]
    assert [source.line_of(index) for index in range(6)] == [1, 1, 1, 2, 3, 3]
