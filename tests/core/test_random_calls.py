"""Random callers against the emulated platform: what must hold in every call, however they behave.

In process and in virtual time: the flows that we ship and some that exist to be difficult, under random readings of
the platform's documents. The caller speaks, presses, coughs and interrupts at any moment, and then goes silent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callwright.compiler import compile_path
from callwright.core.events import Event
from callwright.core.model import Flow
from callwright.core.playback import Fate
from callwright.core.session import Phase
from callwright.platform.application import FlowApplication
from callwright.platform.call import Call
from callwright.platform.caller import Caller
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.envelope import CallSetup, Outcome
from callwright.platform.line import Line
from callwright.platform.switches import RECOMMENDED, Switches
from callwright.platform.timeline import Flaw, Playback
from tests.core.calls import flow_of
from tests.core.chain import CHAIN

FLOWS = Path(__file__).parents[2] / "flows"

DESK = """
    flow: desk
    language: en-US
    defaults:
      end_of_turn_silence: 900ms
      no_input_after: 5s
    intents:
      track:
        - track order <order:digits>
        - track
      sales:
        - sales
        - buy something
    anytime:
      operator: operator
      goodbye: bye
      sales: sales
    states:
      hello:
        prompts:
          - text: Hello, this is the desk. Thank you for calling us on this lovely day, dear caller.
            once: true
            name: hello
            barge_in: immediate
          - ssml: <speak>Please note <break time="300ms"/> that we record calls.</speak>
            name: notice
            barge_in: none
            once: true
        go_to: menu
      menu:
        prompts:
          - text: Track or sales?
            name: menu
            barge_in:
              strategy: immediate
              allow_after_ms: 800
          - text: You may also press a key, one for tracking or two for sales.
            name: keys
            barge_in: manual
        transitions:
          track: order
        keys:
          1: order
          2: sales
          star:
            when: caller.number == 'nobody'
            go_to: bye
        no_match:
          - prompts:
              text: I am afraid I did not get that. Track or sales?
              barge_in: none
          - reprompt: question
          - go_to: operator
        no_input:
          - prompts: Still there?
            reprompt: help
          - go_to: bye
        help: Say track to hear where your order is, or sales to buy something.
      order:
        collect:
          - slot: order
            type: digits
            min: 3
            max: 6
            end_key: hash
            prompts: Please type or say your order number, it has three to six digits.
            check:
              when: order == '000'
              prompts: There is no order {{ order | say }}.
            confirm: I heard {{ order | say }}, is that right?
          - slot: express
            type: yes_no
            prompts: Is it an express order?
        confirm:
          text: Order {{ order | say }}, express {{ express | say }}. Shall I look it up?
          barge_in: none
        on_no: menu
        on_cancel: menu
        keep: order
        go_to: told
      told:
        prompts:
          text: It is on its way.
          barge_in: immediate
        go_to: menu
      sales:
        prompts: We sell everything that you can think of, and much more than that.
        choose:
          - when: was_heard('hello')
            go_to: bye
          - go_to: menu
      operator:
        prompts:
          text: Putting you through.
          barge_in: none
        transfer:
          to: +49 211 5566770
          timeout: 10s
        if_fails: menu
      bye:
        prompts: Goodbye and thank you for calling. Have a very nice day.
        hangup: true
"""


def _shipped() -> list[Flow]:
    project = compile_path(FLOWS).project
    assert project is not None
    return list(project.flows.values())


EVERY = {flow.name: flow for flow in (*_shipped(), flow_of(CHAIN), flow_of(DESK))}


def _sentences(flow: Flow) -> list[str]:
    """What somebody may say to this flow, to the point and beside it."""
    intents = [phrase.example() for intent in flow.intents.values() for phrase in intent.phrases[:3]]
    german = ["ja", "nein", "bitte wiederholen", "Moment bitte", "Hilfe", "zurück", "abbrechen", "Mitarbeiter"]
    english = ["yes", "no", "repeat that", "one moment please", "help", "go back", "cancel", "main menu", "operator"]
    every = ["mhm", "uh", "412345", "12 34 56", "000", "0211 55 66 77", "no, 412346", "purple elephants in the garden"]
    return intents + every + (german if flow.language.startswith("de") else english)


SENTENCES = {name: _sentences(flow) for name, flow in EVERY.items()}

NOTHING_MISSED_MS = 50
"""Who is cut so late was heard to the end."""

Deed = tuple[int, str, int]
DEEDS = st.lists(
    st.tuples(
        st.sampled_from([0, 30, 200, 700, 1500, 3000, 6000, 15_000]),
        st.sampled_from(["words"] * 12 + ["two at once"] * 2 + ["noise", "noise", "key", "key", "hangs up"]),
        st.integers(0, 10_000),
    ),
    max_size=25,
)


def _choices(name: str) -> st.SearchStrategy[Any]:
    hint = get_type_hints(Switches)[name]
    if hint is bool:
        return st.booleans()
    return st.sampled_from(get_args(hint)) if get_args(hint) else st.sampled_from([0, 0, 150, 800])


READINGS = st.builds(Switches, **{f.name: _choices(f.name) for f in fields(Switches) if f.name != "end_of_turn_ms"})
SETUPS = st.builds(
    CallSetup,
    from_number=st.sampled_from(["4915120304050", ""]),
    transfers=st.lists(st.sampled_from(get_args(Outcome)), max_size=3).map(tuple),
    sms_fails=st.booleans(),
)


class Told(FlowApplication):
    """The flow, and what it was saying with each ``speak`` and ``audio`` that it sent."""

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow)
        self.sent: list[tuple[Mapping[str, Any], tuple[str, ...]]] = []
        self.events = 0

    def take(self, event: Event) -> list[dict[str, Any]]:
        answer = super().take(event)
        self.events += 1
        session = self.session
        assert session is not None
        assert sum(playback.cut_ms is None for playback in session.open) <= 1
        for action in answer:
            if action["type"] in ("speak", "audio"):
                self.sent.append((action, tuple(spoken.prompt for spoken in session.open[-1].spoken)))
        return answer


class Rehearsed:
    """One call, led to its end, with the laws looked at after everything that happens."""

    def __init__(self, flow: Flow, setup: CallSetup, switches: Switches, websocket: bool, seed: int) -> None:
        self.line = Line(setup, switches=switches, seed=seed, websocket=websocket)
        self.application = Told(flow)
        self.call = Call(self.line, InProcess(self.application, websocket=websocket), VirtualClock())
        self.caller = Caller(seed)
        self.sentences = SENTENCES[flow.name]

    def lead(self, deeds: list[Deed]) -> None:
        """The caller does this, and then stays silent until the call is over."""
        run_now(self._lead(deeds))

    async def _lead(self, deeds: list[Deed]) -> None:
        await self.call.begin()
        for wait, deed, which in deeds:
            await self._pass_time(wait)
            self._do(deed, which)
            if deed == "two at once":
                await self._pass_time(300)
                self._do("words", which // 7)
        before = self.application.events
        await self._pass_time(3_600_000)
        assert self.line.over, "the call never ends"
        assert self.application.events - before < 250, "the assistant talks on and on"
        await self.call.close()

    def _do(self, deed: str, which: int) -> None:
        line = self.line
        if deed == "key":
            line.presses("0123456789*#"[which % 12])
        elif deed == "hangs up":
            line.hangs_up()
        elif not line.talking and not line.over:
            sentence = self.sentences[which % len(self.sentences)]
            line.says(self.caller.noise(100 + which % 900) if deed == "noise" else self.caller.says(sentence))

    async def _pass_time(self, ms: int) -> None:
        limit = self.line.now + ms
        while not (self.line.over and not self.line.outbox) and await self.call.advance(limit):
            self._look()

    def _look(self) -> None:
        line = self.line
        assert not line.waiting, "a second playback was sent over the first"
        if line.over or line.voice_to_voice or not self.call.quiet:
            return
        session = self.application.session
        if session is not None and session.phase is Phase.TALK:
            assert line.timeout_at is not None, "a silent line on which nothing is pending"

    # what is looked at afterwards

    @property
    def faults(self) -> list[str]:
        """What the platform's strict reader has to say."""
        return [str(entry.fault) for entry in self.line.timeline if isinstance(entry, Flaw)]

    @property
    def protected_cut(self) -> list[Playback]:
        """Protected prompts that something else than the end of the call cut."""
        return [p for p in self._prompts() if p.strategy == "none" and p.cut_by not in (None, "hangup", "transfer")]

    @property
    def heard_too_much(self) -> list[str]:
        """Prompts that the record says were heard more often than they were played to their end."""
        session = self.application.session
        assert session is not None
        sent = {id(action): spoken for action, spoken in self.application.sent}
        whole = Counter(s for p in self._prompts() if self._whole(p) for s in sent[id(p.action)])
        heard = Counter(entry.prompt for entry in session.ledger if entry.fate is Fate.HEARD)
        return [f"{prompt}: {count} times" for prompt, count in heard.items() if count > whole[prompt]]

    def _whole(self, playback: Playback) -> bool:
        if playback.cut_by is None or playback.length_ms - (playback.played_ms or 0) <= NOTHING_MISSED_MS:
            return True
        if playback.cut_by == "hangup" and self.line.switches.session_end == "missing":
            # Nobody says that the caller has gone, so the end of what they cut looks like any other.
            return True
        # A platform that holds the ended of a cut back until a noise is over makes it look whole.
        return playback.cut_by == "noise" and self.line.switches.ended == "after_user_speak"

    def _prompts(self) -> list[Playback]:
        return [p for p in self.line.playbacks if p.words or p.type == "audio"]


CALLS = given(st.sampled_from(sorted(EVERY)), SETUPS, READINGS, st.booleans(), st.integers(0, 1000), DEEDS)
EXAMPLES = settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def rehearse(
    name: str, setup: CallSetup, switches: Switches, websocket: bool, seed: int, deeds: list[Deed]
) -> Rehearsed:
    """Lead one call. Noise that takes the timer away without a word of it is outside what can be promised.

    So are lost events, which over a webhook nobody can make up for, and keys on a platform that holds back the ended of what a voice stopped: it is taken for the next one's.
    """
    if switches.ended == "after_user_speak":
        deeds = [deed for deed in deeds if deed[1] != "key"]
    if switches.noise_words == "nothing":
        switches = replace(switches, noise="restarts")
    if switches.lost in ("ended", "timeout"):
        switches = replace(switches, lost="nothing")
    rehearsed = Rehearsed(EVERY[name], setup, switches, websocket, seed)
    rehearsed.lead(deeds)
    return rehearsed


@EXAMPLES
@CALLS
def test_laws_of_every_call(
    name: str, setup: CallSetup, switches: Switches, websocket: bool, seed: int, deeds: list[Deed]
) -> None:
    """Valid answers, one playback at a time, nothing protected cut, no silent line, an end, an honest record."""
    rehearsed = rehearse(name, setup, switches, websocket, seed, deeds)
    assert rehearsed.faults == []
    assert rehearsed.protected_cut == []
    assert rehearsed.heard_too_much == []


@pytest.mark.parametrize("name", sorted(EVERY))
def test_a_caller_who_never_says_a_word_is_let_go(name: str) -> None:
    """Silence from the first second ends each flow within a hundred events."""
    rehearsed = rehearse(name, CallSetup(), RECOMMENDED, False, 0, [])
    assert rehearsed.application.events < 100
