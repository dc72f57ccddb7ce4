"""Safe mends, made until none is left, and none that would lose anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.compiler.editing.kept import keeps
from callwright.compiler.editing.mending import Mended, mend
from callwright.compiler.editing.text import TextFile
from callwright.compiler.source import Source
from callwright.diagnostics.catalog import finding
from callwright.diagnostics.model import Diagnostic, Edit, Fix, Span

Look = Callable[[Mapping[str, bytes]], Sequence[Diagnostic]]


def _looks_for(files: dict[str, str], *rules: tuple[str, str], safe: bool = True) -> Look:
    """A project in which every match of a pattern is a finding, whose mend is the text that follows it."""

    def look(known: Mapping[str, bytes]) -> list[Diagnostic]:
        found = []
        for name, disk in files.items():
            text = known.get(name, disk.encode()).decode()
            source = Source(name, text)
            for pattern, new in rules:
                for match in re.finditer(pattern, text):
                    span = source.span(*match.span())
                    fix = Fix(f"Write {new}", (Edit(span, match.expand(new)),), safe)
                    found.append(finding("unknown-key", f"No {pattern}.", span, fixes=(fix,)))
        return found

    return look


def _mend(files: dict[str, str], *rules: tuple[str, str], safe: bool = True) -> Mended:
    return mend(_looks_for(files, *rules, safe=safe), lambda name: files[name].encode())


def _after(text: str, *rules: tuple[str, str]) -> str:
    changed = _mend({"f": text}, *rules).changed
    return changed["f"][1].decode() if changed else text


def test_all_that_are_safe() -> None:
    """Every finding with a safe mend is mended, in every file, and nothing else is touched."""
    files = {"one": "promts: a # promts: b\n", "two": "promts: a\nx: [promts]\n", "three": "a: b\n"}
    made = _mend(files, (r"(?m)^promts(?=:)", "prompts"))
    assert {name: after.decode() for name, (_, after) in made.changed.items()} == {
        "one": "prompts: a # promts: b\n",
        "two": "prompts: a\nx: [promts]\n",
    }
    assert [one.diagnostic.span.file for one in made.mends] == ["one", "two"]
    assert made.left == ()


def test_what_is_not_safe_is_left() -> None:
    """A mend that might change what was meant is not made, nor one of two safe ones."""
    assert _mend({"f": "promts: a\n"}, ("promts", "prompts"), safe=False).changed == {}
    made = _mend({"f": "promts: a\n"}, ("promts", "prompts"), safe=False)
    assert len(made.left) == 1

    def twice(known: Mapping[str, bytes]) -> list[Diagnostic]:
        span = Span("f", 1, 1, 1, 7)
        fixes = tuple(Fix(new, (Edit(span, new),), safe=True) for new in ("prompts", "prompt"))
        return [finding("unknown-key", "No promts.", span, fixes=fixes)] if not known else []

    assert mend(twice, lambda _: b"promts: a\n").changed == {}


def test_one_mend_uncovers_the_next() -> None:
    """It goes on until there is nothing more to mend."""
    assert _after("a1: x\na2: y\na3: z\n", (r"\Aa", "b"), (r"(?m)(?<=^b.: .\n)a", "b")) == "b1: x\nb2: y\nb3: z\n"


def test_it_ends() -> None:
    """Two mends that undo each other do not go on for ever."""
    made = _mend({"f": "one: x\n"}, ("one", "two"), ("two", "one"))
    assert len(made.mends) <= 4


def test_one_after_the_other_where_they_overlap() -> None:
    """Of two mends that touch each other the first is made, and the other looked for anew."""
    assert _after("abc: x\n", ("ab", "xy"), ("bc", "zz"), ("yc", "yd")) == "xyd: x\n"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: x\nb: y\n", ("x", '"x')),
        ("a: x\nb: y\n", ("a", "b")),
        ("a: x\nb: y\n", ("x", "[x")),
        ("a:\n  b: x\n  d: z\nc: y\n", (r"\n  b", "\nb")),
        ("a: {b: x}\nc: {d: y}\n", ("x}", "x")),
    ],
)
def test_a_mend_that_loses_something_is_not_made(text: str, rule: tuple[str, str]) -> None:
    """Where anything that a mend does not speak of would be lost, the file stays as it is."""
    assert _after(text, rule) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: b\nc: d\n", "c: d\n"),
        ("a: b # kept\nc: d\n", "a: b\nc: d\n"),
        ("a: [x, y]\n", "a: [x]\n"),
        ("a:\n  b: x\nc: y\n", "a:\nb: x\nc: y\n"),
        ("a: b # kept\n", "a: 'b # kept'\n"),
        ("a:\n- b: x\n  c: y\n", "a:\n- b: x\nc:   y\n"),
        ("a: 1\nb: x\n", "a: 2\nb: x\n"),
    ],
)
def test_what_nobody_speaks_of_is_missed(before: str, after: str) -> None:
    """A key, a value or a comment that is gone, reads otherwise or stands under another key, is noticed."""
    assert not keeps(TextFile(before), TextFile(after), [])
    assert keeps(TextFile(before), TextFile(before), [])


def test_a_mend_that_mends_nothing_is_not_made() -> None:
    """A finding that would still be there keeps its file as it is, and the others are mended all the same."""
    assert _after("bad: x\nworse: y\n", ("bad", "bad"), ("worse", "good")) == "bad: x\ngood: y\n"


def test_what_may_not_be_changed() -> None:
    """A mend that touches a file that may not be changed is not made."""
    files = {"one": "bad: x\n", "two": "bad: x\n"}
    made = mend(_looks_for(files, ("bad", "good")), lambda name: files[name].encode(), lambda name: name == "two")
    assert set(made.changed) == {"two"}


def test_bytes_are_kept() -> None:
    """A byte order mark, Windows' line ends and blanks at the ends of lines stay as they are."""
    data = b"\xef\xbb\xbf# one  \r\nbad:   x\t# two\r\n\r\n\r\nb: 'y'"

    def look(known: Mapping[str, bytes]) -> list[Diagnostic]:
        if b"bad" not in known.get("f", data):
            return []
        span = Span("f", 2, 1, 2, 4)
        return [finding("unknown-key", "No.", span, fixes=(Fix("x", (Edit(span, "good"),), safe=True),))]

    assert mend(look, lambda _: data).changed["f"][1] == data.replace(b"bad", b"good")


_FLOW = "a: one # two\nb:\n  - c: 'three'\n    d: |\n      four\n      # five\n  # six\n  - e\nf: {g: h}\n"


@given(st.integers(0, len(_FLOW)), st.integers(0, 4), st.text(st.sampled_from("x:\"'# \n-|"), max_size=3))
def test_what_is_kept_is_there(start: int, length: int, new: str) -> None:
    """Whenever an edit is said to keep everything, each key, value and comment beside it reads as before."""
    end = min(start + length, len(_FLOW))
    edit = Edit(Source("f", _FLOW).span(start, end), new)
    after = TextFile(_FLOW).edited([edit])
    if keeps(TextFile(_FLOW), after, [edit]):
        for word in ("one", "# two", "three", "four\n", "# five", "# six", "e", "h"):
            at = _FLOW.index(word)
            if at > end or at + len(word) < start:
                assert word.strip() in after.plain
