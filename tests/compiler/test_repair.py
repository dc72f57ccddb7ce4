"""The line that spoils a file's layout, found by trying."""

from __future__ import annotations

import pytest

from callwright.compiler.repair import moved, ranked
from callwright.compiler.source import Source

_STATES = """\
states:
  a:
    prompts:
      - One.
      - Two.
    go_to: b
  b:
    prompts: B.
    hangup: yes
"""


@pytest.mark.parametrize(
    ("was", "became", "complaint", "kind", "line"),
    [
        ("    go_to: b", "   go_to: b", 6, "indent", 6),
        ("      - Two.", "      Two.", 5, "dash", 5),
        ("    go_to: b", "    - go_to: b", 6, "no_dash", 6),
        ("    go_to: b", "    go_to b", 7, "colon", 6),
        ("    go_to: b", "    go_to = b", 7, "colon", 6),
        ("  b:", "  b", 8, "colon", 7),
        ("  b:", " b:", 7, "indent", 7),
    ],
)
def test_one_slip(was: str, became: str, complaint: int, kind: str, line: int) -> None:
    """The likeliest change near a complaint gives back the line as it was."""
    first = ranked(Source("f.yaml", _STATES.replace(was, became, 1)), complaint)[0]
    assert (first.kind, first.line, first.text) == (kind, line, was)


def test_nothing_to_propose() -> None:
    """Where no change of one line makes the file readable, there is no proposal."""
    assert ranked(Source("f.yaml", 'a: "b\nc: [\nd: {\n'), 2) == []


def test_a_line_in_another_column() -> None:
    """Of a file that can be read, the line is found that has to move for the schema to allow it."""
    found = moved(Source("f.yaml", _STATES.replace("    go_to: b", "  go_to: b")), (6,))
    assert found is not None
    assert found.text == "    go_to: b"


def test_a_long_file_is_read_in_part() -> None:
    """The trials of a file of two thousand states are as short as those of a small one."""
    many = "states:\n" + "".join(f"  s{i}:\n    prompts: Hello.\n    hangup: yes\n" for i in range(2000))
    lines = many.split("\n")
    at = lines.index("  s1500:") + 1
    lines[at] = "   prompts: Hello."
    first = ranked(Source("f.yaml", "\n".join(lines)), at + 2)[0]
    assert (first.line, first.text) == (at + 1, "    prompts: Hello.")
