"""The small flows of ``examples/``: without a finding, and doing what they are there to show."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from callwright.compiler import compile_path
from callwright.platform.application import FlowApplication
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.envelope import CallSetup
from callwright.platform.services import Services
from callwright.rehearsal.reader import load_script, read_script
from callwright.rehearsal.run import perform
from callwright.rehearsal.script import Rehearsal

EXAMPLES = Path(__file__).parents[2] / "examples"
FLOWS = sorted(path for path in EXAMPLES.glob("*.yaml") if not path.name.endswith(".test.yaml"))
SCRIPTS = {
    path: load_script(path.with_suffix(".test.yaml")) for path in FLOWS if path.with_suffix(".test.yaml").exists()
}
PLAYED = [
    pytest.param(path, rehearsal, id=f"{path.stem}: {rehearsal.name}")
    for path, script in SCRIPTS.items()
    for rehearsal in script.rehearsals
]


def _goes(name: str, steps: str) -> None:
    """Play one conversation against an example."""
    script = read_script(f"tests:\n- steps:\n{textwrap.indent(textwrap.dedent(steps), '  ')}".encode(), name)
    assert script.diagnostics == ()
    (rehearsal,) = script.rehearsals
    _played(EXAMPLES / f"{name}.yaml", rehearsal)


def _played(path: Path, rehearsal: Rehearsal, *, websocket: bool = False) -> None:
    compiled = compile_path(path)
    assert compiled.project is not None
    flow = compiled.project.entry()
    line = InProcess(FlowApplication(flow, Services(rehearsal.services)), websocket=websocket)
    setup = CallSetup(timezone=flow.timezone)
    performance = run_now(perform(rehearsal, line, VirtualClock(), setup=setup))
    problems = [result.problem for result in performance.results if result.problem]
    assert performance.passed, "\n".join([*problems, performance.transcript()])


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_an_example_has_no_finding(path: Path) -> None:
    """Each example compiles without an error, a warning or a note."""
    assert compile_path(path).diagnostics == ()


def test_the_examples_are_listed() -> None:
    """The README of the folder names each of them."""
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for path in [*FLOWS, *EXAMPLES.glob("*.py")]:
        assert f"({path.name})" in text


def test_two_languages_changes_language() -> None:
    """After "English" everything is spoken and understood in English, and the sentences take turns."""
    _goes(
        "two-languages",
        """
        - assistant: Willkommen im Museum
        - assistant: Möchten Sie etwas über Karten
        - caller: wann haben Sie geöffnet
        - assistant: täglich außer montags
        - assistant: Karten oder Öffnungszeiten?
        - caller: English please
        - assistant: Would you like to know about tickets
        - caller: how much are the tickets
        - assistant: ten euros
        - assistant: Tickets, or opening hours?
        - caller: goodbye
        - assistant: Goodbye.
        - hangup
        """,
    )


def test_the_form_checks_and_confirms() -> None:
    """A wrong check digit is asked again, a "no" to the confirmation begins again, a "yes" sends the message."""
    _goes(
        "meter-reading",
        """
        - assistant: eight digit customer number
        - caller: one two three four five six seven eight
        - assistant: Sorry, I did not get that.
        - assistant: eight digit customer number
        - keys: 12345674
        - assistant: What does your meter show?
        - caller: 0000
        - assistant: only zeros
        - assistant: What does your meter show?
        - keys: "04711#"
        - assistant: Are you moving out?
        - caller: no
        - assistant:
            contains: Customer 1 2 3 4, 5 6 7 4, and the meter shows 0 4 7, 1 1.
            lacks: You are moving out.
        - caller: no
        - assistant: Then let us begin again.
        - assistant: eight digit customer number
        - keys: 12345674
        - assistant: What does your meter show?
        - caller: oh four seven one two
        - assistant: Are you moving out?
        - caller: yes we are
        - assistant: You are moving out. Is that right?
        - caller: that's right
        - sms:
            to: +44 20 7946 0300
            contains: Customer 12345674, meter 04712, moving out.
        - assistant: Goodbye.
        - hangup
        """,
    )


@pytest.mark.parametrize(("path", "rehearsal"), PLAYED)
def test_an_example_goes_as_its_script_says(path: Path, rehearsal: Rehearsal) -> None:
    """Every conversation in a script beside an example goes as it is written, over a WebSocket."""
    _played(path, rehearsal, websocket=True)


def test_the_scripts_have_no_finding() -> None:
    """Every script can be read, and is for the flow beside it."""
    assert SCRIPTS
    for path, script in SCRIPTS.items():
        assert script.diagnostics == ()
        assert script.flow == path.stem
