"""The pages of the documentation, and the blocks in them.

A block that is not whole says in an HTML comment before it what it is a part of:

    <!-- part: file -->      keys of the file
    <!-- part: states -->    states
    <!-- part: state -->     keys of one state

``whole`` puts a part into a flow that has everything else, so that it can be compiled.
"""

from __future__ import annotations

import re
import shutil
import textwrap
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

_BLOCK = re.compile(r"(?:<!-- (?P<note>[^\n]*?) -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_NAME = re.compile(r"^([A-Za-z_]+):", re.MULTILINE)

_INTENTS = {
    "billing": "[billing, my bill]",
    "opening_hours": "[opening hours]",
    "sales": "[sales]",
}
_STATES = ("welcome", "menu", "hours", "billing", "order", "take_note", "all_busy", "operator")
_PROMPT = "    prompts: {text: Calls are recorded., name: recording_notice, barge_in: none}\n"


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its page, the line it begins at, its kind (``yaml``, ``sh``, …), its note and its text."""

    page: Path
    line: int
    kind: str
    note: str
    text: str

    @property
    def part(self) -> str:
        """What it is a part of; empty if it is whole."""
        return self.note.removeprefix("part:").strip() if self.note.startswith("part:") else ""

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks(kind: str, pages: list[Path] | None = None) -> list[Block]:
    """Every block of a kind."""
    found = []
    for page in PAGES if pages is None else pages:
        text = page.read_text(encoding="utf-8")
        for match in _BLOCK.finditer(text):
            if match["kind"] == kind:
                line = text.count("\n", 0, match.start("text")) + 1
                found.append(Block(page, line, kind, match["note"] or "", match["text"]))
    return found


def whole(block: Block) -> str:
    """A flow with the block in it."""
    if not block.part:
        return block.text
    if block.part == "state":
        return _with_states("example:\n" + textwrap.indent(block.text, "  "), "")
    if block.part == "states":
        return _with_states(block.text, "")
    if block.part == "file":
        states = block.text.partition("states:\n")[2] if "\nstates:\n" in "\n" + block.text else ""
        head = block.text.partition("states:\n")[0] if states else block.text
        return _with_states(textwrap.dedent(states), head)
    raise AssertionError(f"{block}: no block is a part of '{block.part}'")


def _with_states(states: str, head: str) -> str:
    has = set(_NAME.findall(head))
    parts = [head]
    if "language" not in has:
        parts.append("language: en-US\n")
    if "anytime" not in has:
        parts.append("anytime: {operator: operator}\n")
    if "variables" not in has:
        parts.append("variables: {topic: none, tries: 0, vip_numbers: []}\n")
    if not has & {"intents", "include"}:
        parts.append("intents:\n" + "".join(f"  {name}: {phrases}\n" for name, phrases in _INTENTS.items()))
    if "order_number" in head:
        states += "number:\n  collect: {slot: order_number, type: digits, prompts: Which one?}\n  go_to: farewell\n"
    named = set(_NAME.findall(states))
    parts.append("states:\n" + textwrap.indent(states, "  "))
    for name in _STATES:
        if name not in named:
            parts.append(f"  {name}:\n{_PROMPT}    go_to: number_known\n")
    if "slot: order_number" not in states:
        parts.append("  number_known:\n    set: {order_number: 4}\n    go_to: farewell\n")
    else:
        parts.append("  number_known:\n    go_to: farewell\n")
    if "farewell" not in named:
        parts.append("  farewell:\n    prompts: Goodbye.\n    hangup: true\n")
    return "".join(parts)


def prepare(folder: Path) -> None:
    """Put what the examples name beside them: sounds, included files, other flows."""
    (folder / "sounds").mkdir()
    shutil.copy(ROOT / "flows" / "sounds" / "tone.wav", folder / "sounds" / "tone.wav")
    (folder / "shared").mkdir()
    shutil.copy(ROOT / "flows" / "shared" / "english.yaml", folder / "shared" / "english.yaml")
