"""From a text to its place in the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.compiler.document import parse
from callwright.compiler.names.letters import Letters

_SOME = ["Hello", "{{", "order", "}}", "it's", 'say "yes"', "back\\slash", "größe", "#1", "100 %", "tab\there"]
_WORDS = st.lists(st.sampled_from(_SOME), min_size=1, max_size=12)


def _quoted(text: str, style: str) -> str:
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    if style == '"':
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("ö", "\\u00f6") + '"'
    return f"{style}\n    " + text


@given(_WORDS, st.sampled_from(["'", '"', "|", ">", "|-", ">2"]), st.booleans())
def test_a_word_is_found_in_every_style(words: list[str], style: str, broken: bool) -> None:
    """Through quotes, escapes, line ends and blocks the place of a word holds that word."""
    text = _quoted(" ".join(words), style)
    if broken:
        text = text.replace(" order", "\n    order")
    written = f"a: x\nb: {text}\nc: y\n"
    document = parse(written.encode(), "x.yaml")
    node = document.at(("b",))
    assert node is not None, document.diagnostics
    letters = Letters(node)
    start = 0
    while (start := node.raw.find("order", start)) >= 0:
        place = letters.place(start, start + 5)
        assert place is not None
        assert written[slice(*place)] == "order"
        start += 5


@pytest.mark.parametrize("written", ['b: "{{ gr\\u00f6sse }}"', 'b: "{{ or\\\n  der }}"', 'b: "{{ \\x6frder }}"'])
def test_a_word_with_an_escape_in_it_has_no_place(written: str) -> None:
    """Letters that are not written as themselves cannot be replaced."""
    node = parse(written.encode(), "x.yaml").at(("b",))
    assert node is not None
    start, end = 3, node.raw.index(" }}")
    assert Letters(node).place(start, end) is None
