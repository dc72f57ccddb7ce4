"""Every place of the language where a name can stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler.document import parse
from callwright.compiler.names import Kind, occurrences, occurrences_in, read_names
from tests.golden import check_golden

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize("file", ["main.yaml", "shared.yaml", "other.yaml", "main.test.yaml"])
def test_the_names_of_a_file(file: str) -> None:
    """Each name is found with its kind, what is done with it and the flow that it belongs to, and nothing else is."""
    found = read_names(parse((FILES / file).read_bytes(), file)).occurrences
    told = [
        f"{one.span.line}:{one.span.column}-{one.span.end_column} {one.role} {one.kind} {one.name}"
        f"{f' of {one.scope}' if one.scope not in ('', 'main', 'shared') else ''}{'' if one.exact else ' (about)'}\n"
        for one in sorted(found, key=lambda one: one.span)
    ]
    check_golden(FILES / f"{file}.names", "".join(told))


def test_each_part_is_found_by_itself() -> None:
    """What is found in a state depends on that state alone."""
    text = (FILES / "main.yaml").read_bytes()
    document = parse(text, "main.yaml")
    assert document.root is not None
    states = document.root.entries["states"].value.entries
    alone = [one for entry in states.values() for one in occurrences_in("states", entry, "main")]
    whole = [
        one for one in occurrences(document, "main") if one.span.line > document.root.entries["states"].key.span.line
    ]
    assert alone == whole


@pytest.mark.parametrize(
    "text",
    [
        "states: 3",
        "states:\n  a: [1, {go_to: [x]}]",
        "intents: {a: {phrases: {b: c}}}",
        "a",
        "flow:\n  - x\nstart: {a: b}",
    ],
)
def test_any_tree_can_be_walked(text: str) -> None:
    """A file with mistakes has the names that can be told, and nothing raises."""
    assert isinstance(occurrences(parse(text.encode(), "x.yaml"), "x"), tuple)
    assert isinstance(occurrences(parse(text.encode(), "x.test.yaml"), "x"), tuple)


def test_an_escaped_name_is_told_as_a_whole_value() -> None:
    """Where the letters of a name are not written as themselves, the occurrence says that its span is not exact."""
    found = occurrences(parse(b'states:\n  a:\n    prompts: "Hi {{ n\\u0061me }}"\n', "x.yaml"), "x")
    (one,) = [one for one in found if one.kind is Kind.VARIABLE]
    assert (one.name, one.exact, one.span.column) == ("name", False, 14)
