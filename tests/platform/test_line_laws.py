"""Laws of the line, over random callers, applications and readings of the platform's documents."""

from __future__ import annotations

import copy
import random
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any, get_args, get_type_hints

from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.platform.call import Call
from callwright.platform.caller import Caller
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.line import Line
from callwright.platform.switches import Switches
from callwright.platform.timeline import Entry, Playback, Spoken, TimedOut
from tests.platform.applications import Actions, Event, act, speak

STRATEGIES = ("none", "manual", "minimum_characters", "immediate")


class Whim:
    """An application that answers anything with anything the platform takes."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.heard: list[Event] = []

    def receive(self, event: Event, at: int) -> Actions:
        self.heard.append({**event, "at": at})
        session = event["session"]["id"]
        if event["type"] == "session_end":
            return []
        return [self.whim(session) for _ in range(self.chance.choice((0, 1, 1, 1, 2)))]

    def whim(self, session: str) -> dict[str, Any]:
        kind = self.chance.random()
        if kind < 0.06:
            return act(session, "barge_in")
        if kind < 0.09:
            return act(session, "hangup")
        policy: dict[str, Any] = {"strategy": self.chance.choice(STRATEGIES)}
        if self.chance.random() < 0.4:
            policy["allow_after_ms"] = self.chance.choice((1, 300, 900, 2500))
        more: dict[str, Any] = (
            {"user_input_timeout_seconds": self.chance.choice((0.3, 1.5, 4))} if self.chance.random() < 0.8 else {}
        )
        if self.chance.random() < 0.2:
            more["vad"] = {"end_of_turn_silence_ms": self.chance.choice((150, 400, 2000))}
        words = " ".join(["word"] * self.chance.randint(1, 12))
        return speak(session, words, policy, **more)


def choices(name: str) -> st.SearchStrategy[Any]:
    hint = get_type_hints(Switches)[name]
    if hint is bool:
        return st.booleans()
    return st.sampled_from(get_args(hint)) if get_args(hint) else st.integers(0, 900)


READINGS = st.builds(Switches, **{f.name: choices(f.name) for f in fields(Switches) if f.name != "end_of_turn_ms"})

DEEDS = st.lists(
    st.tuples(st.integers(0, 4000), st.sampled_from(["words", "words", "words", "noise", "key", "noise"])), max_size=12
)


def lead(seed: int, deeds: list[tuple[int, str]], switches: Switches, websocket: bool) -> tuple[Line, Whim]:
    """A call of random deeds, up to a hang-up."""
    line, whim, caller = Line(seed=seed, switches=switches, websocket=websocket), Whim(seed), Caller(seed)
    call = Call(line, InProcess(whim, websocket=websocket), VirtualClock())

    async def talk() -> None:
        await call.begin()
        for wait, deed in deeds:
            await call.pass_time(wait)
            if deed == "key":
                line.presses("5")
            elif not line.talking:
                line.says(caller.says("my words are these") if deed == "words" else caller.noise(wait // 8 + 50))
        await call.pass_time(10_000)
        line.hangs_up()
        await call.close()

    run_now(talk())
    return line, whim


CALLS = given(st.integers(0, 10_000), DEEDS, READINGS, st.booleans())
EXAMPLES = settings(max_examples=150, deadline=None)


@EXAMPLES
@CALLS
def test_same_seed_same_timeline(seed: int, deeds: list[tuple[int, str]], switches: Switches, websocket: bool) -> None:
    """The same seed, caller and application make the same call to the millisecond."""
    first, second = (lead(seed, deeds, switches, websocket) for _ in range(2))
    assert first[0].timeline == second[0].timeline
    assert first[1].heard == second[1].heard


@EXAMPLES
@CALLS
def test_one_ended_each(seed: int, deeds: list[tuple[int, str]], switches: Switches, websocket: bool) -> None:
    """Each playback that began is stopped and has exactly one ended; a switch takes it from the last one alone."""
    line, whim = lead(seed, deeds, switches, websocket)
    told = sum(event["type"] == "assistant_speech_ended" for event in whim.heard)
    if switches.lost == "ended":
        assert told <= len(line.playbacks)
        return
    silent = sum(p.cut_by == "hangup" for p in line.playbacks) if not switches.ended_at_call_end else 0
    assert all(p.stopped_at is not None for p in line.playbacks)
    assert told == len(line.playbacks) - silent


@EXAMPLES
@CALLS
def test_one_playback_at_a_time(seed: int, deeds: list[tuple[int, str]], switches: Switches, websocket: bool) -> None:
    """No playback begins before the one before it has stopped, and none lasts longer than it is."""
    line, _ = lead(seed, deeds, switches, websocket)
    for before, after in pairwise(line.playbacks):
        assert before.stopped_at is not None
        assert before.stopped_at <= after.at
    for playback in line.playbacks:
        assert 0 <= (playback.played_ms or 0) <= playback.length_ms
        assert playback.cut_by is not None or playback.played_ms == playback.length_ms


@EXAMPLES
@CALLS
def test_no_timeout_over_sound(seed: int, deeds: list[tuple[int, str]], switches: Switches, websocket: bool) -> None:
    """user_input_timeout never comes while the caller makes a sound or anything plays, and once per playback."""
    line, _ = lead(seed, deeds, replace(switches, newer_playback="cancels"), websocket)
    last_for: Playback | None = None
    for entry in line.timeline:
        if isinstance(entry, TimedOut):
            assert not any(sounds_at(e, entry.at) for e in line.timeline)
            asked = [p for p in line.playbacks if p.at < entry.at and (p.stopped_at or 0) <= entry.at][-1]
            assert asked is not last_for
            assert asked.timeout_ms == entry.waited_ms
            last_for = asked


def sounds_at(entry: Entry, at: int) -> bool:
    if isinstance(entry, Playback):
        return entry.at < at < (entry.stopped_at or 0)
    return isinstance(entry, Spoken) and entry.at < at < entry.until


@EXAMPLES
@CALLS
def test_voice_cuts_as_allowed(seed: int, deeds: list[tuple[int, str]], switches: Switches, websocket: bool) -> None:
    """Voice never cuts none or manual, and nothing inside the protected window."""
    line, _ = lead(seed, deeds, switches, websocket)
    for playback in line.playbacks:
        if playback.cut_by in ("caller", "noise"):
            assert playback.strategy in ("minimum_characters", "immediate")
            assert (playback.played_ms or 0) >= playback.allow_after_ms
            assert playback.strategy != "minimum_characters" or playback.cut_by == "caller"


@EXAMPLES
@CALLS
def test_ended_before_the_words(seed: int, deeds: list[tuple[int, str]], switches: Switches, websocket: bool) -> None:
    """Each interrupting turn is told after the ended of what it cut, or right before it where a switch says so."""
    line, whim = lead(seed, deeds, switches, websocket)
    kinds = [event["type"] for event in whim.heard]
    open_playbacks = 0
    for place, event in enumerate(whim.heard):
        if event["type"] == "assistant_speech_ended":
            open_playbacks += 1
        if event["type"] == "user_speak" and event.get("barged_in"):
            late = switches.ended == "after_user_speak" or switches.same_moment == "reversed"
            behind = kinds[place:].count("assistant_speech_ended") if late else 0
            assert open_playbacks + behind >= 1 or switches.lost == "ended"
    assert kinds[0] == "session_start"
    assert kinds.count("session_end") == (switches.session_end != "missing")
    assert line.over


@EXAMPLES
@CALLS
def test_one_onset_a_turn(seed: int, deeds: list[tuple[int, str]], switches: Switches, websocket: bool) -> None:
    """Between two onsets lies a user_speak (unless a switch re-arms them), and a webhook hears none."""
    _, whim = lead(seed, deeds, switches, websocket)
    armed = True
    for event in whim.heard:
        if event["type"] == "user_speech_started":
            assert websocket
            assert armed or switches.speech_started_again == "after_silence"
            armed = False
        armed = armed or event["type"] == "user_speak"


def test_a_copy_goes_its_own_way() -> None:
    """A call that is copied in the middle can be led on twice, each independent of the other."""
    line = Line()
    call = Call(line, InProcess(Whim(3)), VirtualClock())
    run_now(call.begin())
    run_now(call.pass_time(1500))
    before = copy.deepcopy(line.timeline)
    twin = copy.deepcopy(call)
    run_now(twin.pass_time(20_000))
    assert line.timeline == before
    run_now(call.pass_time(20_000))
    assert line.timeline == twin.line.timeline
