"""The scripts on the page about tests are scripts, and go as they are written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from callwright.compiler import compile_path, compile_text
from callwright.core.model import Flow
from callwright.platform.application import FlowApplication
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.envelope import CallSetup
from callwright.platform.services import Services
from callwright.rehearsal.reader import read_script
from callwright.rehearsal.run import perform
from callwright.rehearsal.stubs import _KEYS, FAILURES
from tests.docs.pages import ROOT, Block, blocks

PAGE = ROOT / "docs" / "testing.md"
SCRIPTS = blocks("yaml", [PAGE])


def hotline() -> Flow:
    """The whole flow at the head of the reference."""
    block = next(b for b in blocks("yaml", [ROOT / "docs" / "language.md"]) if b.text.startswith("# yaml"))
    project = compile_text(block.text).project
    assert project is not None
    return project.entry()


def parcels() -> Flow:
    """The example of the page about services."""
    project = compile_path(ROOT / "examples" / "parcels.yaml").project
    assert project is not None
    return project.entry()


@pytest.mark.parametrize("block", SCRIPTS, ids=str)
def test_every_script_can_be_read(block: Block) -> None:
    """Nothing is wrong with any of them."""
    script = read_script(block.text.encode(), "page")
    assert script.rehearsals
    assert script.diagnostics == ()


@pytest.mark.parametrize(("begins", "flow"), [("A caller asks for the bill", hotline), ("The first number", parcels)])
def test_a_script_goes_as_it_is_written(begins: str, flow: Callable[[], Flow]) -> None:
    """The conversation with the hotline, and the one with a service, pass."""
    scripts = [read_script(block.text.encode(), "page") for block in SCRIPTS]
    (rehearsal,) = [one for script in scripts for one in script.rehearsals if one.name.startswith(begins)]
    made = flow()
    line = InProcess(FlowApplication(made, Services(rehearsal.services)))
    performance = run_now(perform(rehearsal, line, VirtualClock(), setup=CallSetup(timezone=made.timezone)))
    assert performance.passed, performance.transcript()


def test_every_key_of_an_answer_is_on_the_page() -> None:
    """What a service may answer in a test, and how it may fail."""
    text = PAGE.read_text(encoding="utf-8")
    assert {word for word in (*_KEYS, *FAILURES) if f"`{word}`" not in text} == set()
