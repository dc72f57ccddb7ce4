"""Positions of the editor and ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.compiler.reading import read_bytes
from callwright.language_server.text import Encoding, Text

LETTERS = st.text(alphabet="aé€😀𝔘\n\r\u2028\x85\t ", max_size=40)
ENCODINGS = st.sampled_from(list(Encoding))


@pytest.mark.parametrize(("encoding", "character"), [(Encoding.UTF8, 9), (Encoding.UTF16, 6), (Encoding.UTF32, 5)])
def test_characters_are_counted_in_the_units_that_were_agreed_on(encoding: Encoding, character: int) -> None:
    """The place behind an accented letter and an emoji is told in bytes, UTF-16 units and code points."""
    text = Text("a: é😀b", encoding)
    assert text.position(1, 6) == (0, character)
    assert text.place(0, character) == (1, 6)


@given(LETTERS, ENCODINGS, st.data())
def test_there_and_back(written: str, encoding: Encoding, data: st.DataObject) -> None:
    """Every place of a text comes back from the editor's count as it went there."""
    text = Text(written, encoding)
    line = data.draw(st.integers(1, text.lines))
    column = data.draw(st.integers(1, len(text.line(line)) + 1))
    assert text.place(*text.position(line, column)) == (line, column)


@given(LETTERS)
def test_lines_are_those_of_the_compiler(written: str) -> None:
    """Where a line ends is the same for the editor's text and for the compiler's, whatever the line ends are."""
    text = Text(written, Encoding.UTF16)
    source, _ = read_bytes(written.encode(), "flow.yaml")
    assert tuple(text.line(number + 1) for number in range(text.lines)) == source.lines


@given(LETTERS, LETTERS, ENCODINGS, st.data())
def test_an_edit_replaces_what_lies_between_two_places(
    written: str, put: str, encoding: Encoding, data: st.DataObject
) -> None:
    """Editing by places gives what cutting the string at the same places gives."""
    text = Text(written, encoding)
    places = sorted(
        (line, data.draw(st.integers(1, len(text.line(line)) + 1)))
        for line in (data.draw(st.integers(1, text.lines)), data.draw(st.integers(1, text.lines)))
    )
    (first, start), (last, end) = places
    before = "".join(_with_end(text, number) for number in range(1, first)) + text.line(first)[: start - 1]
    behind = text.line(last)[end - 1 :] + _end(text, last)
    after = behind + "".join(_with_end(text, number) for number in range(last + 1, text.lines + 1))
    made = text.edited(text.position(first, start), text.position(last, end), put)
    assert made.text == before + put + after


@given(LETTERS, ENCODINGS, st.integers(0, 60), st.integers(0, 60))
def test_a_place_outside_of_the_text_is_moved_into_it(
    written: str, encoding: Encoding, line: int, character: int
) -> None:
    """No count of the editor's is out of range for ours."""
    text = Text(written, encoding)
    found_line, column = text.place(line, character)
    assert 1 <= found_line <= text.lines
    assert 1 <= column <= len(text.line(found_line)) + 1


def test_inside_of_a_pair_is_before_it() -> None:
    """A place in the middle of an emoji is the place before it."""
    assert Text("a😀b", Encoding.UTF16).place(0, 2) == (1, 2)


def test_a_byte_order_mark_is_a_character_to_the_editor_alone() -> None:
    """With a mark at its start, a text's first column is the editor's second character, and an edit keeps the mark."""
    text = Text("\ufeffflow: a", Encoding.UTF16)
    assert text.position(1, 1) == (0, 1)
    assert text.place(0, 1) == (1, 1)
    assert text.edited((0, 7), (0, 8), "b").text == "\ufeffflow: b"


def _end(text: Text, number: int) -> str:
    starts, ends = text._bounds
    return text.text[ends[number - 1] : starts[number] if number < text.lines else len(text.text)]


def _with_end(text: Text, number: int) -> str:
    return text.line(number) + _end(text, number)
