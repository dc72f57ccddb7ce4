"""Blocks that the schema offers, as YAML."""

from __future__ import annotations

import pytest

from callwright.compiler import compile_text
from callwright.language_server.schema_words import keys_at
from callwright.language_server.snippets import Block, block_below, blocks_at, plain

FLOW = """\
flow: blocks
language: en-US
states:
  begin:
    prompts: Hello.
    go_to: new
"""
STATES = blocks_at(("states", "new"))
KEYS = [word.name for word in keys_at(("states", "new")) if block_below(("states", "new", word.name)) is not None]
NOT_THERE = "unknown-"
"""How codes of names begin that the example of a block does not define."""


def _mistakes(lines: list[str]) -> list[str]:
    found = compile_text(FLOW + "  new:\n" + "".join(f"    {plain(line)}\n" for line in lines)).diagnostics
    codes = [one.code for one in found if one.severity == "error"]
    return [code for code in codes if not code.startswith(NOT_THERE) or code == "unknown-key"]


@pytest.mark.parametrize("block", STATES, ids=lambda block: block.label)
def test_every_block_of_a_state_is_right_as_it_stands(block: Block) -> None:
    """A block that is put in has no mistake but names of states, intents and values that are not there yet."""
    assert _mistakes([*block.lines]) == []


def test_a_key_brings_its_block() -> None:
    """Below a key that a map or a list follows stands the usual one."""
    assert {"transitions", "collect", "no_match", "request"} <= set(KEYS)
    assert block_below(("states", "new", "go_to")) is None
    block = block_below(("states", "new", "transitions"))
    assert block is not None
    assert [plain(line) for line in block.lines] == ["billing: billing", "opening_hours: hours"]


def test_a_snippet_reads_plainly() -> None:
    """Places to type in become what they offer, and escaped braces braces."""
    assert plain("${1:Hello} {{ ${2:name} | say \\}\\} ${3|a,b|}$0") == "Hello {{ name | say }} a"
