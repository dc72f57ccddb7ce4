"""The text of a file, and edits in it by lines and columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.compiler.editing.text import TextFile, overlap
from callwright.compiler.reading import read_bytes
from callwright.diagnostics.model import Edit, Span

_LINES = st.text(st.sampled_from("aä𝄞 :#\n\r"), max_size=30)


def _file(data: bytes) -> TextFile:
    made = TextFile.of(data)
    assert made is not None
    return made


@given(st.binary(max_size=40) | _LINES.map(str.encode) | _LINES.map(lambda text: text.encode("utf-16")))
def test_there_and_back(data: bytes) -> None:
    """Whatever bytes can be read are written back the same."""
    made = TextFile.of(data)
    assert made is None or made.data == data


@given(_LINES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_it_counts_as_the_compiler_does(text: str, encoding: str) -> None:
    """Lines and columns are those of findings, whatever the encoding, the mark and the line ends."""
    data = text.encode(encoding)
    assert _file(data).plain == read_bytes(data, "f")[0].text


@given(_LINES, st.data())
def test_nothing_outside_an_edit_changes(text: str, data: st.DataObject) -> None:
    """What stands before and behind an edit is there afterwards, byte by byte."""
    source = read_bytes(text.encode(), "f")[0]
    start = data.draw(st.integers(0, len(source.text)))
    end = data.draw(st.integers(start, len(source.text)))
    made = _file(text.encode()).edited([Edit(source.span(start, end), "NEW")]).text
    before, after = made.split("NEW")
    assert text.startswith(before)
    assert text.endswith(after)
    assert before.replace("\r\n", "\n").replace("\r", "\n") == source.text[:start].rstrip("\r")


def test_several_edits_and_the_ends_of_lines() -> None:
    """Several edits are made at once, and new lines end as the file's do."""
    file = _file(b"\xef\xbb\xbfa: b\r\nc: d\r\n")
    edits = [Edit(Span("f", 2, 4, 2, 5), "x"), Edit(Span("f", 1, 1, 1, 2), "long\nname")]
    assert file.edited(edits).data == b"\xef\xbb\xbflong\r\nname: b\r\nc: x\r\n"


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Span("f", 3, 1, 3, 1), "")],
        [Edit(Span("f", 1, 8, 1, 8), "")],
        [Edit(Span("f", 1, 4, 1, 2), "")],
        [Edit(Span("f", 1, 1, 1, 3), ""), Edit(Span("f", 1, 2, 1, 4), "")],
    ],
)
def test_an_edit_that_cannot_be_made(edits: list[Edit]) -> None:
    """A place that is not in the file, or two that overlap, are refused."""
    with pytest.raises(ValueError, match=r"line|ends|overlap"):
        _file(b"a: bcd\nx").edited(edits)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (Span("f", 1, 1, 1, 3), Span("f", 1, 3, 1, 4), False),
        (Span("f", 1, 1, 1, 3), Span("f", 1, 2, 1, 4), True),
        (Span("f", 1, 3, 1, 3), Span("f", 1, 3, 1, 3), True),
        (Span("f", 1, 3, 1, 3), Span("f", 1, 3, 1, 5), True),
        (Span("f", 1, 1, 3, 1), Span("f", 2, 1, 2, 1), True),
    ],
)
def test_overlap(one: Span, other: Span, found: bool) -> None:
    """Places overlap that share a character, or begin at the same one."""
    assert overlap(one, other) is found
    assert overlap(other, one) is found
