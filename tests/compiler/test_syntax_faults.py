"""YAML's complaints in plain words: the cases beside those of ``tests/bad_input``."""

from __future__ import annotations

import pytest

from callwright.compiler.document import parse


@pytest.mark.parametrize(
    ("text", "code", "line", "help"),
    [
        ("text: x: y", "colon-in-text", 1, 'text: "x: y"'),
        ("- a: b: c", "colon-in-text", 1, '- a: "b: c"'),
        ("a: {t: x: y, u: z}", "colon-in-text", 1, 'a: {t: "x: y", u: z}'),
        ('a: {b: "x" y}', "text-after-quote", 1, "a: {b: '\"x\" y'}"),
        ("a: 'b' 'c'", "text-after-quote", 1, "a: \"'b' 'c'\""),
        ("a: 'It's'", "text-after-quote", 1, 'a: "It\'s"'),
        ('a:\n  - "one\n  - "two"\n', "quote-not-closed", 2, '- "one"'),
        ("a: *b c", "special-first-character", 1, 'a: "*b c"'),
        ("a: [@x]", "special-first-character", 1, "Put the whole text in quotes."),
        ("a: [x,\nb: 1\n", "bracket-not-closed", 1, "a: [x]"),
        ("a: [x\n", "bracket-not-closed", 1, "a: [x]"),
        ("a:\n  b: [\n", "bracket-not-closed", 2, "b: []"),
        ("a: {", "bracket-not-closed", 1, "a: {}"),
        ("a:\n  b:c\n  d: e\n", "missing-blank", 2, "b: c"),
        ("a: 1\nb\nc: 2\n", "missing-colon", 2, "'b: …'"),
        ('states:\n  a:\n    text "One: {{ two }} three."\n', "missing-colon", 3, 'text: "One: {{ two }} three."'),
        ("a:\n  b: 1\n c: 2\n", "indentation", 3, "same column"),
        ("a:\n\u00a0\u00a0- b\n", "invisible-character", 2, "ordinary blank"),
        ("a: b\n\tc: d\n", "tab-indent", 2, "two for each level"),
    ],
)
def test_the_mend(text: str, code: str, line: int, help: str) -> None:
    """The complaint is told at the line of the mistake, and the help shows the line mended."""
    (found,) = parse(text.encode(), "f.yaml").diagnostics
    assert (found.code, found.span.line) == (code, line)
    assert help in found.help


@pytest.mark.parametrize("text", ["text: x: y", 'a: "x" y', "a: @x", "a: * x", "- - `x`", "a: {{ b }} c", "a: [b] c"])
def test_the_mended_line_is_right(text: str) -> None:
    """The line that the help shows is read without a mistake."""
    (found,) = parse(text.encode(), "f.yaml").diagnostics
    mended = found.help.splitlines()[0].removeprefix("Write: ")
    # A list at the top is no flow, but its YAML is right.
    assert {each.code for each in parse(mended.encode(), "f.yaml").diagnostics} <= {"not-a-mapping"}


@pytest.mark.parametrize(
    ("text", "safe"), [("a:b\nc: d\n", True), ("a:|\n  c: d\ne: f\n", False), ("- a:b\n  c: d\n", True)]
)
def test_a_blank_that_swallows_lines_is_not_safe(text: str, safe: bool) -> None:
    """A blank after a colon is put in without asking only where no lines below belong to the key."""
    (found,) = parse(text.encode(), "f.yaml").diagnostics
    assert found.code == "missing-blank"
    assert [fix.safe for fix in found.fixes] == [safe]


def test_a_far_invisible_indent_is_not_blamed() -> None:
    """An invisible character far from the mistake is not told in its place."""
    text = 'a: "x\n  \u00a0y"\nb: 1\nc: 2\nd: e: f\n'
    (found,) = parse(text.encode(), "f.yaml").diagnostics
    assert (found.code, found.span.line) == ("colon-in-text", 5)
