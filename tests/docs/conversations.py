"""What the pages show of the examples: a whole flow, and how a conversation with it went.

    <!-- example: boats.yaml -->                         the flow, without the comment at its head
    <!-- conversation: boats.yaml | Name of a test -->   who says what, as it is played
    <!-- timed: parcels.yaml | Name of a test -->        the same, and when

Both are taken from ``examples/``: the blocks are compared with what is there, and ``CALLWRIGHT_REGEN=1`` writes them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from callwright.compiler import compile_path
from callwright.platform.application import FlowApplication
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.envelope import CallSetup
from callwright.platform.services import Services
from callwright.rehearsal.reader import load_script
from callwright.rehearsal.run import perform
from tests.docs.pages import ROOT, Block

EXAMPLES = ROOT / "examples"
_HEAD = re.compile(r"\A(?:#[^\n]*\n|\n)+")
_POLICY = re.compile(r" +\[[^\]]*\]$")
_TIME = re.compile(r"^ *\d+:\d\d\.\d {2}|^ {8}")


def example(name: str) -> str:
    """The flow in ``examples/``, as a page shows it."""
    return _HEAD.sub("", (EXAMPLES / name).read_text(encoding="utf-8"))


def conversation(name: str, test: str, *, timed: bool) -> str:
    """How a test of an example goes: its transcript, without what may interrupt each prompt."""
    script = load_script((EXAMPLES / name).with_suffix(".test.yaml"))
    (rehearsal,) = [one for one in script.rehearsals if one.name == test]
    project = compile_path(EXAMPLES / name).project
    assert project is not None
    flow = project.entry()
    line = InProcess(FlowApplication(flow, Services(rehearsal.services)))
    performance = run_now(perform(rehearsal, line, VirtualClock(), setup=CallSetup(timezone=flow.timezone)))
    assert performance.passed, performance.transcript()
    lines = [_POLICY.sub("", line) for line in performance.transcript().splitlines()]
    if lines[-1].endswith("hang-up    by the caller"):
        lines.pop()  # the test is over, the talk is not
    return "".join(f"{line if timed else _TIME.sub('', line)}\n" for line in lines)


def shown(block: Block) -> str | None:
    """What a block has to show; ``None`` where it says nothing of an example."""
    kind, _, rest = block.note.partition(": ")
    if kind == "example":
        return example(rest)
    if kind in ("conversation", "timed"):
        name, _, test = rest.partition(" | ")
        return conversation(name, test, timed=kind == "timed")
    return None


def check_shown(block: Block, text: str) -> None:
    """Asserts that the block shows ``text``; with ``CALLWRIGHT_REGEN=1`` writes it into the page."""
    if os.environ.get("CALLWRIGHT_REGEN") == "1":
        _write(block.page, f"<!-- {block.note} -->\n```{block.kind}\n", block.text, text)
        return
    assert block.text == text, f"{block} shows something else; CALLWRIGHT_REGEN=1 writes it anew"


def _write(page: Path, head: str, old: str, new: str) -> None:
    before = page.read_text(encoding="utf-8")
    assert before.count(head + old + "```\n") == 1
    page.write_text(before.replace(head + old + "```\n", head + new + "```\n"), encoding="utf-8")
