"""Bytes that are not text, and characters that nobody sees."""

from __future__ import annotations

import time

import pytest

from callwright.compiler.reading import invisible_indents, name_of, read_bytes
from callwright.compiler.source import Source


def test_not_utf8_shows_the_word() -> None:
    """A byte of another encoding is told about at its place, in the word the author sees."""
    source, (found,) = read_bytes(b"a: 1\ntitle: Gesch\xe4ft\n", "f.yaml")
    assert (found.code, found.span.line, found.span.column) == ("not-utf8", 2, 13)
    assert "Geschäft" in found.message
    assert source.lines[1] == "title: Geschäft"


def test_many_wrong_bytes_are_quick() -> None:
    """A megabyte of bytes that are not UTF-8 is refused in a moment."""
    started = time.perf_counter()
    _, found = read_bytes(b"\xe4 " * 490_000, "f.yaml")
    assert time.perf_counter() - started < 3
    assert len(found) == 1


def test_damaged_utf16() -> None:
    """UTF-16 that breaks off is refused, not guessed at."""
    _, (found,) = read_bytes(b"\xff\xfea\x00:\x00\n\x00\x00\xd8", "f.yaml")
    assert (found.code, found.span.line) == ("not-utf8", 2)


def test_a_control_character_a_line() -> None:
    """Each line with control characters is told about once."""
    _, found = read_bytes(b"a: \x07\x07\nb: 1\nc: \x1b\n", "f.yaml")
    assert [(each.code, each.span.line) for each in found] == [("control-character", 1), ("control-character", 3)]


def test_names() -> None:
    """Characters are called by their names."""
    assert name_of("\u00a0") == "no-break space, U+00A0"
    assert name_of("\x07") == "bel, U+0007"
    assert name_of("\x01") == "control character, U+0001"


def test_invisible_indents() -> None:
    """Only what stands in front of a line counts as its indentation."""
    found = invisible_indents(Source("f.yaml", "a:\u00a0b\n  \u00a0c: d\n\u3000e\n"))
    assert [(each.span.line, each.span.column) for each in found] == [(2, 3), (3, 1)]


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"PK\x03\x04\x14\x00", "a document of a word processor, or a ZIP file"), (b"%PDF-1.7\n", "a PDF")],
)
def test_what_is_no_text_is_called_by_its_name(data: bytes, what: str) -> None:
    """A letter or a picture under the name of a flow is told as what it is, once."""
    _, found = read_bytes(data, "flow.yaml")
    assert [(one.code, what in one.message) for one in found] == [("not-utf8", True)]
