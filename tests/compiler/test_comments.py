"""Which ``#`` begins a comment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.compiler.comments import comments_in
from callwright.compiler.document import parse


def _comments(text: str) -> list[tuple[int, str, bool]]:
    root = parse(text.encode(), "flow.yaml").root
    assert root is not None
    return [(comment.line, comment.text, comment.alone) for comment in comments_in(root.source, root)]


def test_at_the_end_and_alone() -> None:
    """A comment stands alone on its line, or behind something."""
    assert _comments("# one\na: b  # two \n  # three\nc: d\n") == [
        (1, "# one", True),
        (2, "# two", False),
        (3, "# three", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        'a: "x # y"\n',
        "a: 'it''s # y'\n",
        "a: x#y\n",
        "a: |\n  one\n  # two\n",
        "a: >-\n  one\n\n  # two\n\n\nb: c\n",
        '"# a": b\n',
        'a: "one\n  # two"\n',
        'a: [x, "# y"]\n',
        "a:\n  - |2\n     # one\n    two\n",
    ],
)
def test_inside_a_text(text: str) -> None:
    """A # inside a text is none."""
    assert _comments(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: | # one\n  two\n", [(1, "# one", False)]),
        ("a: |\n  one\n# two\nb: c\n", [(3, "# two", True)]),
        ("a:\n  b: >\n    one\n  # two\n", [(4, "# two", True)]),
        ("a: [b, # one\n  c] # two\n", [(1, "# one", False), (2, "# two", False)]),
        ("a: &x b # one\nc: *x # two\n", [(1, "# one", False), (2, "# two", False)]),
        ("a: # one\n  b: c\n", [(1, "# one", False)]),
    ],
)
def test_beside_a_text(text: str, found: list[tuple[int, str, bool]]) -> None:
    """A # behind the head of a block text, below it or inside brackets begins a comment."""
    assert _comments(text) == found


_WORDS = st.text(st.sampled_from("ab#: \"'\n"), max_size=12)


@given(st.lists(_WORDS, min_size=1, max_size=4), st.sampled_from(["|", ">", "|-", ">+"]))
def test_no_text_is_ever_a_comment(texts: list[str], style: str) -> None:
    """Whatever a block text holds, only the comments around it are found."""
    lines = ["# before"]
    for number, text in enumerate(texts):
        lines.append(f"k{number}: {style}2 # head {number}")
        lines += ["  x" + line for line in text.split("\n")]
    found = [text for _, text, _ in _comments("\n".join(lines) + "\n# after\n")]
    assert found == ["# before", *(f"# head {number}" for number in range(len(texts))), "# after"]
