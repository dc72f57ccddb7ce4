"""A file in parts: what comes together is the tree of the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler.document import parse
from callwright.compiler.memory import Memory
from callwright.compiler.nodes import Node
from callwright.compiler.parts import pieces
from tests.docs.pages import ROOT

FILES = sorted(path for folder in ("flows", "examples") for path in (ROOT / folder).rglob("*.yaml"))


def _tree(node: Node) -> object:
    """A tree with the place of everything in it."""
    inside = [(key, entry.key.span, _tree(entry.value)) for key, entry in node.entries.items()]
    return node.kind, node.raw, node.value, node.span, inside, [_tree(item) for item in node.items]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_parts_are_the_whole(path: Path) -> None:
    """Every value of every file stands where it stands in the whole, and is read the same."""
    data = path.read_bytes()
    whole, parts = parse(data, "f.yaml"), Memory().parse(data, "f.yaml")
    assert whole.root is not None
    assert parts.root is not None
    assert list(parts.root.entries) == list(whole.root.entries)
    assert parts.data == whole.data
    assert parts.diagnostics == whole.diagnostics
    for key, entry in whole.root.entries.items():
        mine = parts.root.entries[key]
        assert mine.key.span == entry.key.span
        if key != "states":
            assert _tree(mine.value) == _tree(entry.value)
            continue
        for name, state in entry.value.entries.items():
            assert mine.value.entries[name].key.span == state.key.span
            assert _tree(mine.value.entries[name].value) == _tree(state.value)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("flow: a\nstates:\n  one:\n    go_to: two\n  two:\n    hangup: yes\n", 3),
        ("flow: a\n\n# about\nstates: # here\n\n    # first\n    one: {}\n    # second\n    two: {}\n", 3),
        ("states: {one: {}, two: {}}\n", 1),
        ("states:\n", 1),
        ("# nothing\n", 0),
        ("  indented: 1\nflow: a\n", 0),
        ("--- \nflow: a\n", 0),
    ],
)
def test_where_a_file_is_cut(text: str, count: int) -> None:
    """At each key in the first column, and at each state in the column of the first one."""
    assert len(pieces(text) or ()) == count


@pytest.mark.parametrize(
    "text",
    [
        'title: "a\nflow: b"\nstates: {}\n',
        "title: &x A\nflow: *x\n",
        "flow: a\nflow: b\n",
        "states:\n  a: {}\n  a: {}\n",
        "states:\n  a: {}\nstates:\n  b: {}\n",
        "states:\n  a: {go_to: [\n  b: {}\n",
        "states:\n  a: {}\n b: {}\n",
        "title: |\n  text\n more\nflow: a\n",
        "flow: a\n- b\n",
    ],
)
def test_what_cannot_be_cut_is_read_as_one(text: str) -> None:
    """Texts and marks that go beyond a part, and keys that stand twice, are told as for the whole."""
    whole, parts = parse(text.encode(), "f.yaml"), Memory().parse(text.encode(), "f.yaml")
    assert parts.diagnostics == whole.diagnostics
    assert parts.data == whole.data
