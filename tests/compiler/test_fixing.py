"""Mends that a machine can make."""

from __future__ import annotations

from callwright.compiler.document import parse
from callwright.compiler.fixing import change_line, near_name, places_of, without_line
from callwright.compiler.nodes import Node
from callwright.compiler.source import Source


def _value(text: str) -> Node:
    root = parse(text.encode(), "f.yaml").root
    assert root is not None
    return next(iter(root.entries.values())).value


def _shown(node: Node, word: str) -> list[str]:
    places = [node.source.stretch_of(span) for span in places_of(word, node)]
    return [node.source.text[place[0] - 1 : place[1] + 1] for place in places if place is not None]


def test_a_name_is_found_where_it_is_a_name() -> None:
    """In a sentence only what stands between braces is a name; a part of another word, or of a value, never is."""
    assert _shown(_value("a: Your order is {{ order }}, {{ order | say }}, {{ orders }}, {{ x.order }}"), "order") == [
        " order ",
        " order ",
    ]
    assert _shown(_value("a: tries > 2 and not tries_left or tries"), "tries") == [" tries ", " tries"]


def test_a_value_in_quotes_keeps_them() -> None:
    """A whole value is put in place within its quotes."""
    node = _value('a: "huors"\n')
    (fix,) = near_name("huors", ("hours", "bye"), node)
    (edit,) = fix.edits
    assert (edit.span.column, edit.span.end_column, edit.text, fix.safe) == (5, 10, "hours", False)


def test_no_name_is_near() -> None:
    """Where nothing is near, nothing is offered."""
    assert near_name("xyz", ("hours", "bye"), _value("a: xyz\n")) == ()


def test_a_line_changed() -> None:
    """Only the characters that differ are put in place."""
    (edit,) = change_line(Source("f", "a:\n   b: c\n"), 2, "  b: c", "Move it").edits
    assert (edit.span.line, edit.span.end_column - edit.span.column, edit.text) == (2, 1, "")


def test_a_line_taken_away() -> None:
    """A line goes with its end."""
    (edit,) = without_line(Source("f", "a: 1\nb: 2\nc: 3\n"), 2).edits
    assert (edit.span.line, edit.span.end_line, edit.span.end_column) == (2, 3, 1)
