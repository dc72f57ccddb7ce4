"""An interruption at every 100 ms of every prompt of every flow in ``flows/``: the laws, and a golden table each."""

from __future__ import annotations

from functools import cache

import pytest

from callwright.compiler import Project, compile_path
from callwright.core.model import Call
from callwright.core.prompt import PROTECTED, BargeIn, Strategy
from tests.golden import check_golden
from tests.interruption.laws import broken, trigger
from tests.interruption.moves import MHM, NOISE, Move
from tests.interruption.policies import shown, variants, with_policy
from tests.interruption.scene import Scene
from tests.interruption.shipped import FLOWS, GOLDEN, NAMES
from tests.interruption.table import sampled, table
from tests.interruption.tour import Tour, tour


@cache
def _project() -> Project:
    project = compile_path(FLOWS).project
    assert project is not None
    return project


@cache
def _tour(name: str) -> Tour:
    return tour(_project().flows[name])


def _scene(name: str, prompt: str, policy: BargeIn | None = None, *, websocket: bool = False) -> Scene:
    """One prompt, under its own policy or another."""
    flow = _project().flows[name]
    stop = _tour(name).stops[prompt]
    changed = with_policy(flow, prompt, policy or flow.prompts[prompt].barge_in)
    return Scene(stop, prompt, changed, _tour(name).waiting[stop.setup.from_number], websocket=websocket)


def test_no_flow_is_left_out() -> None:
    """Every flow that asks no service and calls no other one has its table."""
    alone = [
        name
        for name, flow in _project().flows.items()
        if not flow.services and not any(isinstance(state.act, Call) for state in flow.states.values())
    ]
    assert sorted(alone) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_interruption(name: str) -> None:
    """The laws hold at every moment, and what an interruption does is what the golden table says."""
    made = table(_project().flows[name])
    assert made.problems == []
    assert made.outcomes > 10_000
    check_golden(GOLDEN / f"{name}.txt", "\n".join(made.lines).rstrip() + "\n")


@pytest.mark.parametrize("name", NAMES)
def test_every_prompt_is_reached(name: str) -> None:
    """A caller can hear every prompt of every flow."""
    assert _tour(name).unreached == []
    assert _tour(name).stops


def test_a_cough_repeats_nothing_that_was_heard_whole() -> None:
    """A noise that cuts nothing is as if nobody had made it, on the WebSocket too, where its onset is told."""
    scene = _scene("after-hours", "message/prompts/0", websocket=True)
    outcome = scene.interrupted(1000, NOISE)
    assert outcome.cut_ms is None
    assert outcome.steps == scene.natural


def test_a_murmur_is_no_message() -> None:
    """ "Mhm" while the caller is told how to leave a message is not the message."""
    scene = _scene("after-hours", "message/prompts/0")
    outcome = scene.interrupted(1000, MHM)
    assert outcome.place == scene.natural_place


def test_a_policy_is_changed_for_one_prompt_alone() -> None:
    """Where a prompt's policy is replaced it changes wherever it is said, and no other prompt's does."""
    flow = _project().flows["customer-hotline"]
    changed = with_policy(flow, "welcome/prompts/1", PROTECTED)
    differ = [id_ for id_, prompt in changed.prompts.items() if prompt != flow.prompts[id_]]
    assert differ == ["welcome/prompts/1"]
    assert changed.states["welcome"].prompts[1].barge_in == PROTECTED
    assert changed.family["customer-hotline"] is changed
    assert with_policy(flow, "welcome/prompts/0", PROTECTED) is flow


def test_all_four_strategies_are_tried() -> None:
    """Whatever a prompt's own policy is, the others are tried beside it, with and without a window."""
    tried = variants(BargeIn(Strategy.IMMEDIATE, None, 300))
    assert [shown(policy) for policy in tried] == [
        "immediate after 300", "none", "manual", "minimum 3 after 300", "minimum 3 after 500", "immediate after 500",
    ]  # fmt: skip


def test_the_trigger_is_known_independently() -> None:
    """By hand: the first sound, the third character, and neither before the window."""
    sound = Move("says", "yes please").utterance
    assert trigger(BargeIn(Strategy.IMMEDIATE, None, 0), sound, 1000) == 1060
    assert trigger(BargeIn(Strategy.IMMEDIATE, None, 500), sound, 100) == 500
    assert trigger(BargeIn(Strategy.IMMEDIATE, None, 500), NOISE.utterance, 50) is None
    assert trigger(BargeIn(Strategy.MINIMUM_CHARACTERS, 3, 0), sound, 1000) == 1440
    assert trigger(BargeIn(Strategy.MINIMUM_CHARACTERS, 3, 0), NOISE.utterance, 1000) is None
    assert trigger(PROTECTED, sound, 1000) is None


def test_a_broken_law_is_found() -> None:
    """The laws can fail: an outcome that claims a cut where there was none, and another place, breaks three of them."""
    scene = _scene("customer-hotline", "welcome/prompts/1")
    move = scene.words
    outcome = scene.interrupted(1000, move)
    assert broken(scene, 1000, "words", move, outcome) == []
    outcome.place = "farewell"
    outcome.target.cut_by = "action"
    outcome.target.action = {**outcome.target.action, "barge_in": {"strategy": "none"}}
    found = broken(scene, 1000, "words", move, outcome)
    assert len(found) == 3, found
    assert all("customer-hotline welcome/prompts/1" in one for one in found)


def test_a_call_that_is_kept_goes_on_as_the_call_itself() -> None:
    """What comes of a deed is the same every time, in however many copies it is tried."""
    scene = _scene("terminannahme", "begruessung/prompts/1", websocket=True)
    first, again = (scene.interrupted(2000, scene.words) for _ in range(2))
    assert (first.steps, first.place, first.cut_ms, first.heard) == (
        again.steps,
        again.place,
        again.cut_ms,
        again.heard,
    )
    assert first.steps == scene.answered


def test_borders_are_found_to_the_place() -> None:
    """Where an outcome changes both sides of the border are looked at, however far apart the looks begin."""
    seen = dict(sampled(lambda place: (None, None, "a" if place < 37 else "b"), 90, 10))
    assert {36, 37, 0, 90} <= seen.keys()
    assert len(seen) < 20
