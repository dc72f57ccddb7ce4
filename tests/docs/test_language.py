"""Every flow in the documentation is a flow, and every key of the language is in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from callwright.compiler import compile_path, compile_text
from callwright.core.prompt import PROTECTED, BargeIn, Strategy
from callwright.core.templates import FILTERS
from callwright.diagnostics.model import Severity
from tests.docs.pages import ROOT, Block, blocks, prepare, whole

REFERENCE = [ROOT / "docs" / f"{name}.md" for name in ("language", "collecting", "services", "sub-flows", "hours")]
PAGE = "\n".join(page.read_text(encoding="utf-8") for page in REFERENCE)
FLOWS = [block for block in blocks("yaml") if block.note != "not a flow"]


@pytest.mark.parametrize("block", FLOWS, ids=str)
def test_every_flow_in_the_documentation_compiles(block: Block, tmp_path: Path) -> None:
    """A whole flow has no finding at all; a part has no mistake in it."""
    prepare(tmp_path)
    file = tmp_path / "example.yaml"
    file.write_text(whole(block), encoding="utf-8")
    compiled = compile_path(file)
    found = [d for d in compiled.diagnostics if not block.part or d.severity is Severity.ERROR]
    assert not found, "\n".join(f"{d.span.line}: {d.message} {d.help}" for d in found) + "\n" + whole(block)


def _keys(part: Any) -> Iterator[str]:
    """Every key that the schema knows, at any depth."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "properties":
                yield from value
            yield from _keys(value)
    elif isinstance(part, list):
        for item in part:
            yield from _keys(item)


def test_every_key_of_the_schema_is_in_the_reference() -> None:
    """The reference names each key in code style, or shows it in an example."""
    schema = json.loads((ROOT / "schemas" / "flow.schema.json").read_text(encoding="utf-8"))
    shown = set(re.findall(r"`([^`\s:]+)(?::[^`]*)?`", PAGE)) | set(
        re.findall(r"^[ -]*([\w*#\"]+):", PAGE, re.MULTILINE)
    )
    between = {str(key) for key in range(10)} | {"*", "#", "$schema"}
    missing = {key for key in _keys(schema) if key not in shown} - between
    assert not missing


def test_every_key_of_the_schema_is_in_an_example() -> None:
    """The reference shows each key at least once in a flow."""
    examples = "\n".join(block.text for block in FLOWS if block.page in REFERENCE)
    shown = set(re.findall(r"^[ -]*([\w*#\"]+):", examples, re.MULTILINE))
    schema = json.loads((ROOT / "schemas" / "flow.schema.json").read_text(encoding="utf-8"))
    assert set(_keys(schema)) - shown - {"$schema", "*", "#"} - {str(key) for key in range(10)} == set()


def _values(part: Any) -> Iterator[str]:
    """Every word that the schema offers as a value, at any depth."""
    if isinstance(part, dict):
        yield from (word for word in part.get("enum", ()) if isinstance(word, str))
        for value in part.values():
            yield from _values(value)
    elif isinstance(part, list):
        for item in part:
            yield from _values(item)


def test_every_value_of_the_schema_is_in_the_reference() -> None:
    """The reference names each word that the schema offers as a value, or shows it in an example."""
    schema = json.loads((ROOT / "schemas" / "flow.schema.json").read_text(encoding="utf-8"))
    words = set(_values(schema)) - {"#", "*"}
    assert words
    assert {word for word in words if f"`{word}`" not in PAGE and f": {word}" not in PAGE} == set()


def test_every_filter_is_in_the_reference() -> None:
    """The reference names each filter of a template."""
    assert {name for name in FILTERS if f"`{name}`" not in PAGE} == set()


def test_the_policies_of_the_inheritance_example_hold() -> None:
    """The table below the example of inheritance tells what the compiler makes of it."""
    (block,) = [block for block in FLOWS if "flow: inherited\n" in block.text]
    made = compile_text(block.text)
    assert made.project is not None
    flow = made.project.entry()
    said = [prompt.barge_in for state in flow.states.values() for prompt in state.prompts]
    assert said == [
        BargeIn(Strategy.IMMEDIATE, None, 500),
        BargeIn(Strategy.MINIMUM_CHARACTERS, 3, 500),
        BargeIn(Strategy.IMMEDIATE, None, 800),
        PROTECTED,
    ]
