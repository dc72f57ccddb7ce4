"""What YAML accepts and no author means: the cases beside those of ``tests/bad_input``."""

from __future__ import annotations

import pytest

from callwright.compiler.document import parse


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a: please press # now", ["cut-by-comment"]),
        ("a: x #1", ["cut-by-comment"]),
        ("a: #1", ["cut-by-comment"]),
        ("- please press # now", ["not-a-mapping", "cut-by-comment"]),
        ("a: x # note", []),
        ("a: +49 211 5566770 # office", []),
        ("a: 'one two' # note", []),
        ("a: # note\n  b: c", []),
        ("a b: # note\n  b: c", []),
        ("when: x in y # note", []),
        ("a: |\n  one # two\n  #: three", []),
        ("a: b\n#: c", ["hash-key-is-comment"]),
        ("# a: b\na: b", []),
        ("a: “x”", ["typographic-quotes"]),
        ("a: er sagte “x”", []),
        ("“a”: x", ["typographic-quotes"]),
        ("a: x\u00a0y", []),
        ("a: x\u00a0", ["invisible-character"]),
        ("a: x\n  \u00a0y", ["invisible-character"]),
        ("'a\u200b': x", ["invisible-character"]),
        ("a: '\u00a0x'", []),
        ("a: [Hello, you.]", ["list-cut-by-comma"]),
        ("a: [Hello., you.]", []),
        ("a: [hello, you.]", []),
        ("a: [Hello, you]", []),
        ("a: [Hello, 'you.']", []),
        ("a:\n  - Dear all: hello", ["colon-in-text"]),
        ("a:\n  - Note: hello", ["colon-in-text"]),
        ("a:\n  - note: hello", []),
        ("a:\n  - Note:\n      x: y", []),
        ("a:\n  - {Note: hello}", []),
        ('a: "\\0"', ["control-character"]),
        ('a: "\\n"', []),
    ],
)
def test_advice(text: str, codes: list[str]) -> None:
    """Just what is most likely a mistake is told."""
    assert [found.code for found in parse(text.encode(), "f.yaml").diagnostics] == codes
