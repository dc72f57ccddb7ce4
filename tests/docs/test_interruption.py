"""docs/interruption.md: its pictures are drawn from its examples, and its figures are those of the code.

With ``CALLWRIGHT_REGEN=1`` the pictures are drawn anew; look at them before they are committed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from callwright.cli.timeline import picture_of
from callwright.compiler import compile_path, compile_text
from callwright.core import interpreter, ledger, line, sending, speech, words
from callwright.core.events import AssistantSpeak, InputTimeout, Parties, SessionStart, SpeechEnded
from callwright.core.model import Flow
from callwright.core.playback import Fate
from callwright.core.prompt import DEFAULT_BARGE_IN, Strategy
from callwright.core.session import Session
from callwright.core.trace import Trace
from callwright.rehearsal.reader import load_script
from tests.docs.pages import ROOT
from tests.golden import check_golden

PAGE = (ROOT / "docs" / "interruption.md").read_text(encoding="utf-8")
EXAMPLES = ROOT / "examples" / "interruption"
FLOWS = sorted(path for path in EXAMPLES.glob("*.yaml") if not path.name.endswith(".test.yaml"))

PICTURES: dict[str, tuple[str, int]] = {
    "none": ("none", 0),
    "minimum-characters": ("minimum-characters", 0),
    "immediate": ("immediate", 0),
    "manual": ("manual", 0),
    "chain": ("chain", 0),
    "nothing-matched": ("minimum-characters", 1),
    "noise": ("immediate", 1),
    "keys": ("chain", 1),
    "goodbye": ("chain", 2),
    "outside": ("outside", 0),
}
"""By the name of a picture its flow and which test of that flow's script it shows."""

WEBSOCKET = {"outside"}
"""The pictures that are drawn over a WebSocket, the others over a webhook."""


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_of_its_script(name: str) -> None:
    """Each picture is drawn, byte by byte, from its script, which goes as written."""
    example, place = PICTURES[name]
    compiled = compile_path(EXAMPLES / f"{example}.yaml")
    assert compiled.project is not None
    script = load_script(EXAMPLES / f"{example}.test.yaml")
    assert script.diagnostics == ()
    picture, problems = picture_of(compiled.project.entry(), script.rehearsals[place], websocket=name in WEBSOCKET)
    assert problems == []
    check_golden(ROOT / "docs" / "pictures" / f"{name}.svg", picture)


def test_every_picture_is_shown() -> None:
    """The page shows each picture once, and there is no other; each test of the examples has one."""
    shown = re.findall(r"\]\(pictures/([a-z-]+)\.svg\)", PAGE)
    assert sorted(shown) == sorted(PICTURES)
    assert {path.stem for path in (ROOT / "docs" / "pictures").glob("*.svg")} == set(PICTURES)
    tests = {(f.stem, n) for f in FLOWS for n in range(_tests(f))}
    assert tests == set(PICTURES.values())


def _tests(flow: Path) -> int:
    script = flow.with_suffix(".test.yaml")
    return len(load_script(script).rehearsals) if script.exists() else 0


def test_the_examples_have_no_finding() -> None:
    """The folder of examples compiles without an error, a warning or a note."""
    assert compile_path(EXAMPLES).diagnostics == ()


def test_every_strategy_and_fate_is_explained() -> None:
    """Each strategy has its heading, and each fate its line."""
    assert {strategy.value for strategy in Strategy} == set(re.findall(r"^### (\w+): ", PAGE, re.MULTILINE))
    assert {fate.value for fate in Fate} == set(re.findall(r"^\| `(\w+)` \| it ", PAGE, re.MULTILINE))


@pytest.mark.parametrize(
    "said",
    [
        f"**{speech.MS_PER_CHARACTER:.0f} ms** a letter",
        f"**{speech.OPENING_MS} ms** to begin with",
        f"sooner than **{ledger.NO_EVIDENCE_MS} ms** it proves nothing",
        f"**{sending.WORDS_MS // 1000} s** are given them",
        f"everything else **{sending.WATCHDOG_MS // 1000} s**",
        f"(**{line.DEFAULT_END_OF_TURN_MS} ms** unless",
        f"and **{words.MS_PER_HEARD_CHARACTER} ms** a letter",
        f"recognised: **{DEFAULT_BARGE_IN.minimum_characters}** if you do not say",
    ],
)
def test_the_figures_are_those_of_the_code(said: str) -> None:
    """Each figure of the page is the constant that the code decides by."""
    assert said in " ".join(PAGE.split())


QUESTION = """\
language: en-US
states:
  welcome:
    prompts:
      - text: Welcome to our shop, where you will find all that you could ever think of.
      - text: Would you like to speak to somebody who can tell you more?
        barge_in: immediate
    transitions:
      yes: farewell
  farewell:
    prompts: Goodbye.
    hangup: true
"""


def _flow() -> Flow:
    compiled = compile_text(QUESTION)
    assert compiled.project is not None
    return compiled.project.entry()


def _at(flow: Flow, told_ms: int | None) -> Session:
    """A call whose first prompt was sent at 1,000,000 ms and lasts as long as the platform says."""
    session = interpreter.start(flow, SessionStart("a", 1_000_000, Parties())).session
    if told_ms is None:
        return session
    return interpreter.step(flow, session, AssistantSpeak("a", 1_000_000, Parties(), told_ms)).session


def _ended(flow: Flow, session: Session, after: int) -> tuple[Trace, ...]:
    return interpreter.step(flow, session, SpeechEnded("a", 1_000_000 + after, Parties())).trace


def _cut(trace: tuple[Trace, ...]) -> bool:
    return any(entry.rule == "ended" and entry.detail.startswith("seems cut") for entry in trace)


def test_eighty_per_cent_of_a_told_length() -> None:
    """A prompt that ended before 80 % of the length that the platform told was cut; from there on it was not."""
    flow = _flow()
    session = _at(flow, 5000)
    assert "less than **80 %** of the length" in " ".join(PAGE.split())
    assert _cut(_ended(flow, session, 3999))
    assert not _cut(_ended(flow, session, 4000))


def test_half_of_an_estimate() -> None:
    """Where no length was told, half of the estimate decides."""
    flow = _flow()
    session = _at(flow, None)
    estimate = session.open[0].estimate_ms
    assert "less than **half** of our estimate" in " ".join(PAGE.split())
    assert _cut(_ended(flow, session, estimate // 2 - 1))
    assert not _cut(_ended(flow, session, estimate // 2 + 1))


def test_an_end_right_after_the_beginning_proves_nothing() -> None:
    """Sooner than 150 ms an end is no cut; then it is."""
    flow = _flow()
    session = _at(flow, 5000)
    assert not _cut(_ended(flow, session, 149))
    assert _cut(_ended(flow, session, 150))


def _presumed(flow: Flow, session: Session, after: int) -> bool:
    """Whether something that comes so late finds the first prompt ended although nobody said so."""
    # A timeout so early could not be the prompt's own; only its length decides.
    event = InputTimeout("a", 1_000_000 + after, Parties())
    return any(entry.rule == "presumed ended" for entry in interpreter.step(flow, session, event).trace)


def test_far_past_its_length_a_prompt_is_over() -> None:
    """1.5 times its estimated length and 3 s after it was sent, whatever comes finds it ended."""
    flow = _flow()
    session = _at(flow, None)
    far = (3 * session.open[0].estimate_ms + 6000) // 2
    assert "**1.5 times** its length, told or estimated, and **3 s** after it was sent" in " ".join(PAGE.split())
    assert not _presumed(flow, session, far)
    assert _presumed(flow, session, far + 1)


def test_past_its_told_end_a_prompt_is_over() -> None:
    """Half a second after the end that the platform's own figures name, whatever comes finds it ended."""
    flow = _flow()
    session = _at(flow, 4000)
    assert f"**{line.SURELY_OVER_MS / 1000} s** after the end" in " ".join(PAGE.split())
    assert not _presumed(flow, session, 4000 + line.SURELY_OVER_MS)
    assert _presumed(flow, session, 4001 + line.SURELY_OVER_MS)
