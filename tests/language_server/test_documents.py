"""The documents that an editor holds open."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from callwright.language_server.documents import Change, Documents
from callwright.language_server.text import Encoding

PLACES = st.tuples(st.integers(0, 9), st.integers(0, 20))
CHANGES = st.lists(st.one_of(st.text("ab\n😀", max_size=9), st.tuples(PLACES, PLACES, st.text("ab\n😀", max_size=9))))


def test_changes_are_made_in_their_order() -> None:
    """Each edit is about the text that the one before it left, and a whole text replaces all."""
    documents = Documents()
    documents.open("file:///a.yaml", "/a.yaml", 1, "flow: a\n")
    made = documents.change("/a.yaml", 2, [((0, 6), (0, 7), "bc"), ((0, 7), (0, 8), ""), ((1, 0), (1, 0), "x: 1\n")])
    assert made is not None
    assert (made.text.text, made.version) == ("flow: b\nx: 1\n", 2)
    again = documents.change("/a.yaml", 3, ["new", ((0, 0), (0, 1), "N")])
    assert again is not None
    assert again.text.text == "New"
    assert documents.of("/a.yaml") is again


def test_a_document_that_is_not_open_is_nothing_to_fail_over() -> None:
    """Editing, closing and asking for an unknown document gives nothing."""
    documents = Documents()
    assert documents.change("/a.yaml", 2, ["new"]) is None
    assert documents.close("/a.yaml") is None
    assert documents.of("/a.yaml") is None
    assert list(documents) == []


@given(CHANGES, st.sampled_from(list(Encoding)))
def test_no_edit_fails(changes: list[Change], encoding: Encoding) -> None:
    """Whatever an editor says was edited, in whatever order, gives some text."""
    documents = Documents()
    documents.encoding = encoding
    documents.open("file:///a.yaml", "/a.yaml", 1, "flow: 😀\nstates:\n")
    made = documents.change("/a.yaml", 2, changes)
    assert made is not None
    assert isinstance(made.text.normal, str)
