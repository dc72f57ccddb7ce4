"""The laws of the core, over callers who do anything at any time."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.core import codec
from callwright.core.interpreter import step
from callwright.core.playback import Fate
from callwright.core.session import Phase, Session
from tests.core.calls import Call, flow_of
from tests.core.chain import CHAIN
from tests.core.menu import MENU

ERRANDS = """
    flow: errands
    language: en-US
    timezone: America/New_York
    services:
      bank:
        url: https://bank.example
    variables:
      tries: 0
      customer:
    intents:
      billing: [billing, pay <amount:money>]
      sales: [sales]
    anytime:
      operator: bye
      sales:
        call: who
    states:
      who_first:
        call: who
        save:
          customer: "{{ result.customer }}"
        if_fails: bye
        on_cancel: amount
        go_to: amount
      amount:
        collect:
          - slot: amount
            type: money
            currency: USD
            max: 500
            prompts: How much?
            confirm: "{{ amount | say }}?"
          - slot: day
            type: date
            prompts: And when?
            check:
              request:
                service: bank
                path: /days/{{ day }}
              prompts: Not on {{ day | say }}.
        confirm: "{{ amount | say }} on {{ day | say }}?"
        corrections: accept
        if_fails: bye
        go_to: pay
      pay:
        prompts: I pay it.
        request:
          service: bank
          method: POST
          path: /payments
          body:
            amount: "{{ amount }}"
          filler:
            - One moment.
            - text: Just a little longer.
              barge_in: none
          save:
            tries: "{{ tries + 1 }}"
        if_fails: bye
        go_to: done
      done:
        prompts: It is paid. Billing again?
        transitions:
          billing: amount
          no: bye
      who:
        collect:
          slot: number
          type: digits
          length: 6
          prompts: Your number?
        no_input:
          - Please say your number.
          - return:
              failed: silent
        go_to: known
      known:
        return:
          customer: "{{ number }}"
      bye:
        prompts: Goodbye.
        hangup: yes
"""
FLOWS = (CHAIN, MENU, ERRANDS)

WORDS = [
    "billing",
    "sales",
    "yes",
    "no",
    "mhm",
    "uh",
    "",
    "123456",
    "operator",
    "repeat",
    "help",
    "wait",
    "purple",
    "back",
    "cancel",
    "pay 20 dollars",
    "no, 30 dollars",
    "tomorrow",
    "no, on Friday",
]

acts = st.one_of(
    st.tuples(st.just("user_speak"), st.sampled_from(WORDS), st.booleans()),
    st.tuples(st.just("dtmf_received"), st.sampled_from("0149*#")),
    st.tuples(st.just("assistant_speak"), st.integers(0, 20_000)),
    st.tuples(st.sampled_from(["assistant_speech_ended"] * 6 + ["user_input_timeout"] * 3)),
    st.tuples(st.sampled_from(["session_start", "user_barge_in", "nonsense"])),
    st.tuples(st.just("responds"), st.sampled_from([200, 200, 200, 404, 503]), st.booleans()),
    st.tuples(st.just("waits"), st.booleans()),
)
scripts = st.lists(st.tuples(st.sampled_from([0, 40, 300, 900, 2500, 5000, 9000, 40_000]), acts), max_size=25)


def fields_of(act: tuple[Any, ...]) -> dict[str, Any]:
    """The event's own fields."""
    match act:
        case ("user_speak", text, barged_in):
            return {"text": text, "barged_in": barged_in}
        case ("dtmf_received", digit):
            return {"digit": digit}
        case ("assistant_speak", duration):
            return {"duration_ms": duration, "speech_started_at": 0}
    return {}


def does(call: Call, after: int, act: tuple[Any, ...]) -> list[dict[str, Any]]:
    """One thing happens; what a service says only where one is asked."""
    match act:
        case ("responds" | "waits", *_) if call.state.inquiry is None:
            call.at += after
            return []
        case ("responds" | "waits", *_, now):
            # While an answer is held back for it, what follows can always be sent: it is that answer.
            now = now or not any(playback.cut_ms is None for playback in call.open)
            return (
                call.waits(after, now=now)
                if act[0] == "waits"
                else call.responds(act[1], {"status": "x"}, after, now=now)
            )
    return call.event(act[0], after, **fields_of(act))


def cut_protected(session: Session) -> int:
    """How many open protected playbacks were cut (by a repeated start, which says them again)."""
    return sum(p.protected and p.cut_ms is not None and not p.presumed for p in session.open)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(FLOWS), scripts)
def test_after_every_answer_something_plays_or_waits_or_the_call_ends(text: str, script: list[Any]) -> None:
    """The invariant of the line, whatever comes."""
    call = Call(text)
    assert call.holds_on()
    for after, act in script:
        does(call, after, act)
        assert call.holds_on(), (act, call.steps[-1].trace)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(FLOWS), scripts)
def test_at_most_one_playback_and_protected_prompts_are_never_lost(text: str, script: list[Any]) -> None:
    """Only one playback is not cut; a protected prompt that was queued is said, whole, or still waits."""
    call = Call(text)
    for after, act in script:
        before = call.state
        does(call, after, act)
        session = call.state
        assert sum(p.cut_ms is None for p in session.open) <= 1
        if session.phase is not Phase.TALK or act[0] == "session_start":
            continue
        assert cut_protected(session) <= cut_protected(before)
        kept = [s.prompt for s in session.waiting] + [s.prompt for p in session.open for s in p.spoken]
        for spoken in before.waiting:
            if spoken.barge_in.protected and "failed" not in call.rules:
                assert spoken.prompt in kept


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FLOWS), scripts)
def test_step_is_pure_and_the_same_input_gives_the_same_output(text: str, script: list[Any]) -> None:
    """Neither the session that was given nor the flow is changed, and twice is once."""
    call = Call(text)
    for after, act in script:
        before, kept = call.state, copy.deepcopy(call.state)
        does(call, after, act)
        assert before == kept
        if call.last is not None and call.last.at == call.at and call.before is before:
            assert step(call.flow, before, call.last) == call.steps[-1]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(FLOWS), scripts)
def test_a_session_survives_storage_at_any_time(text: str, script: list[Any]) -> None:
    """``load(dump(x)) == x`` after every event."""
    call = Call(text)
    for after, act in script:
        does(call, after, act)
        assert codec.load(codec.dump(call.state)) == call.state


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FLOWS), scripts)
def test_nothing_is_said_after_a_hangup(text: str, script: list[Any]) -> None:
    """Once hung up, nothing but another hang-up is ever answered."""
    call = Call(text)
    hung_up = False
    for after, act in script:
        answer = does(call, after, act)
        if hung_up:
            assert [a["type"] for a in answer] in ([], ["hangup"])
        hung_up = hung_up or any(a["type"] == "hangup" for a in answer)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FLOWS), scripts)
def test_hangup_and_transfer_stand_alone(text: str, script: list[Any]) -> None:
    """They never share an answer with words, so no goodbye is cut."""
    call = Call(text)
    for after, act in script:
        kinds = [a["type"] for a in does(call, after, act)]
        if {"hangup", "transfer"} & set(kinds):
            assert "speak" not in kinds
            assert "audio" not in kinds


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(FLOWS), scripts)
def test_a_caller_who_goes_silent_for_ever_is_let_go(text: str, script: list[Any]) -> None:
    """From wherever the call stands, endeds and timeouts, of the services too, bring it to its end."""
    call = Call(text)
    for after, act in script:
        does(call, after, act)
    for _ in range(200):
        session: Session = call.state
        if session.phase is not Phase.TALK:
            break
        if session.inquiry is not None:
            call.responds(0, kind="timeout")
        elif session.open:
            call.ended()
        else:
            call.timeout()
    assert call.state.phase is not Phase.TALK


def test_a_call_of_hours_is_no_heavier_than_one_of_minutes() -> None:
    """After a thousand turns the stored session is not larger than after two hundred, and the notice is still heard."""
    call = Call(CHAIN.replace("sales: sales", "sales: welcome"))
    sizes = []
    for turn in range(1000):
        call.listens()
        call.says("billing" if turn % 2 else "sales")
        sizes.append(len(codec.dump(call.state)))
    assert max(sizes[200:]) <= max(sizes[:200]) * 1.2
    assert any(h.name == "notice" and h.fate is Fate.HEARD for h in call.state.ledger)


def test_the_flows_of_these_laws_compile() -> None:
    """The laws speak of flows that authors could write."""
    assert {flow_of(text).name for text in FLOWS} == {"chain", "menu", "errands"}
