"""The switches: each makes a difference, each says why it is there, and the page about them lists them all."""

from __future__ import annotations

import ast
import inspect
import os
import re
from collections.abc import Callable
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from callwright.platform import switches
from callwright.platform.call import Call
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.envelope import CallSetup
from callwright.platform.line import Line
from callwright.platform.switches import RECOMMENDED, Switches
from callwright.platform.timeline import to_data
from tests.platform.applications import Hotline, act, speak
from tests.platform.rig import FOUR_SECONDS, Rig, asks

PAGE = Path(__file__).parents[2] / "docs" / "emulator.md"
WHY = {
    "contradict": "pages contradict each other",
    "unsaid": "nothing is said about it",
    "optional": "may be there or not",
    "setting": "depends on account or network",
}
HINTS = get_type_hints(Switches)


def explained() -> dict[str, tuple[str, str]]:
    """By switch what its docstring says, and why there is one."""
    tree = ast.parse(inspect.getsource(switches))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Switches")
    found = {}
    for field, said in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(said, ast.Expr) and isinstance(said.value, ast.Constant):
            assert isinstance(field.target, ast.Name)
            text, _, why = " ".join(str(said.value.value).split()).replace("``", "`").rpartition(" (")
            found[field.target.id] = (text, why.rstrip(")"))
    return found


def values(name: str) -> tuple[Any, ...]:
    """What a switch may be; of a number its default and another one."""
    hint, default = HINTS[name], getattr(RECOMMENDED, name)
    if hint is int:
        return (default, default + 350 if name != "answer_takes_ms" else 1400)
    return (True, False) if hint is bool else get_args(hint)


def table() -> str:
    """The switches as the page shows them."""
    lines = ["| switch | default | may be | what it says | why it is open |", "|---|---|---|---|---|"]
    for name, (text, why) in explained().items():
        default = shown(getattr(RECOMMENDED, name))
        others = [shown(value) for value in values(name) if value != getattr(RECOMMENDED, name)]
        may = "a number of ms" if HINTS[name] is int else ", ".join(others)
        lines.append(f"| `{name}` | {default} | {may} | {text} | {WHY[why]} |")
    return "\n".join(lines) + "\n"


def shown(value: object) -> str:
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def test_every_switch_says_why_it_is_there() -> None:
    """Each field has a docstring, and its last word says what is open."""
    assert list(explained()) == [field.name for field in fields(Switches)]
    assert {why for _, why in explained().values()} == set(WHY)


def test_the_page_lists_every_switch() -> None:
    """The table of docs/emulator.md is the one made out of the dataclass; CALLWRIGHT_REGEN=1 writes it."""
    page = PAGE.read_text(encoding="utf-8")
    whole = re.sub(r"(?<=<!-- switches -->\n\n).*?(?=\n<!-- end of switches -->)", lambda _: table(), page, flags=re.S)
    if os.environ.get("CALLWRIGHT_REGEN") == "1":
        PAGE.write_text(whole, encoding="utf-8")
    assert page == whole
    assert table() in page


# One scene for each thing that may go either way. A rig is moved by hand, so a scene does what it says and no more.


def announced(rig: Rig) -> None:
    rig.send(speak(rig.id, "Hello.")).to(2000).plays("none").to(9000)


def cut_with_more_waiting(rig: Rig) -> None:
    rig.plays("immediate").plays("none").to(1000).says("hello there", 800).to(20_000)


def asked_again_and_again(rig: Rig) -> None:
    for _ in range(6):
        asks(rig, 1)
        rig.to(rig.line.now + 1500)


def noises(rig: Rig) -> None:
    end = asks(rig)
    rig.to(end + 500).says("", 300).to(end + 1500).says("", 300).to(end + 9000)


def a_key_while_nobody_speaks(rig: Rig) -> None:
    end = asks(rig)
    rig.to(end + 2000).line.presses("4")
    rig.to(end + 9000)


def a_newer_playback(rig: Rig) -> None:
    end = asks(rig)
    rig.to(end + 500).plays("none").to(end + 9000)


def speech_over_the_window(rig: Rig) -> None:
    rig.plays("immediate", allow_after_ms=500).to(300).says("hello there", 900).to(9000)


def speech_from_before(rig: Rig) -> None:
    rig.says("hello there", 2000).to(500).plays("immediate").to(9000)


def stopped_by_the_application(rig: Rig) -> None:
    rig.plays("manual").to(1000).says("hello there", 900).to(1300).send(act(rig.id, "barge_in")).to(9000)


def two_things_in_one_moment(rig: Rig) -> None:
    rig.plays("none").to(3999)
    rig.line.schedule.at(4000, rig.line.presses, "4")
    rig.to(9000)


def no_policy(rig: Rig) -> None:
    rig.send(act(rig.id, "audio", audio=FOUR_SECONDS)).to(100).says("okay", 400, (150, "ok"), (300, "oka")).to(9000)


def a_new_recogniser(rig: Rig) -> None:
    rig.send(act(rig.id, "configure_transcription", languages=["de-DE"])).says("my order is late", 1600).to(9000)


def a_text_message(rig: Rig) -> None:
    rig.send(act(rig.id, "send_sms", phone_number="49151", message="Hi")).to(9000)


def a_bad_answer(rig: Rig) -> None:
    rig.line.take([speak(rig.id, "Hello.", extra=1), {"type": "say"}])
    rig.to(9000)


def put_through(rig: Rig) -> None:
    numbers = {"target_phone_number": "49211", "caller_id_number": "49211"}
    rig.send(act(rig.id, "transfer", caller_id_name="A", **numbers)).to(60_000)


def hung_up(rig: Rig) -> None:
    rig.plays("none").to(1000).send(act(rig.id, "hangup")).to(9000)


SCENES: tuple[Callable[[Rig], None], ...] = (
    announced,
    cut_with_more_waiting,
    asked_again_and_again,
    noises,
    a_key_while_nobody_speaks,
    a_newer_playback,
    speech_over_the_window,
    speech_from_before,
    stopped_by_the_application,
    two_things_in_one_moment,
    no_policy,
    a_new_recogniser,
    a_text_message,
    a_bad_answer,
    put_through,
    hung_up,
)


def conducted(reading: Switches) -> list[object]:
    """A call with an application that answers: the way of an answer takes its time."""
    call = Call(Line(switches=reading), InProcess(Hotline()), VirtualClock())
    run_now(call.begin())
    run_now(call.pass_time(9000))
    return list(to_data(call.line.timeline))


def seen(reading: Switches) -> list[object]:
    """Everything that is told and takes place in all the scenes."""
    found = conducted(reading)
    for scene in SCENES:
        for outcome in ("answered", "busy") if scene is put_through else ("answered",):
            rig = Rig.reading(reading, CallSetup(transfers=(outcome,), sms_fails=True))
            scene(rig)
            found += [*rig.events, rig.told, to_data(rig.line.timeline)]
    return found


CHANGED = [
    (field.name, value)
    for field in fields(Switches)
    for value in values(field.name)
    if value != getattr(RECOMMENDED, field.name)
]
BESIDE: dict[str, dict[str, Any]] = {
    "legacy_words": {"legacy_barge_in": True},
    "slow_answer": {"answer_takes_ms": 1400},
}
"""What a switch needs beside it to matter at all."""


@pytest.mark.parametrize(("name", "value"), CHANGED, ids=[f"{name}={value}" for name, value in CHANGED])
def test_every_switch_makes_a_difference(name: str, value: Any) -> None:
    """Each value of each switch is seen in some call: in what is told, or in what takes place."""
    before = replace(RECOMMENDED, **BESIDE.get(name, {}))
    after = replace(before, **{name: value})
    assert seen(before) == seen(before)
    assert seen(before) != seen(after)
