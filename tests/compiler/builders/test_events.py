"""Events: what may come from outside, from YAML to the model."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler import compile_path, compile_text
from callwright.core.model import Destination
from callwright.core.prompt import Strategy
from tests.compiler.flows import ADVICE, compiled, found

WAITING = """
anytime:
  goodbye: bye
  events:
    closing:
      prompts: We close in five minutes.
variables:
  order_number: 7
prompts:
  good_news: Good news.
states:
  wait:
    barge_in: manual
    prompts: Please wait.
    transitions:
      yes: wait
    events:
      order_ready:
        - when: event.order == order_number
          go_to: ready
          set:
            shelf: "{{ event.shelf }}"
          prompts:
            - use: good_news
            - Your order is ready.
          interrupt: yes
        - prompts: Not yours.
      colleague_free: bye
  ready:
    prompts: It is on shelf {{ shelf }}.
    go_to: bye
  bye:
    prompts: Goodbye.
    hangup: yes
    events:
      order_ready: ready
"""


def test_an_event_leads_where_it_says() -> None:
    """A state's event has targets as a transition has, and whether it interrupts."""
    wait = compiled(WAITING).states["wait"]
    assert list(wait.events) == ["order_ready", "colleague_free"]
    mine, other = wait.events["order_ready"]
    assert mine.when is not None
    assert mine.when.source == "event.order == order_number"
    assert (mine.go_to, mine.interrupt) == (Destination("ready"), True)
    assert [assignment.name for assignment in mine.sets] == ["shelf"]
    assert (other.go_to, other.interrupt, other.when) == (None, False, None)
    (free,) = wait.events["colleague_free"]
    assert (free.go_to, free.interrupt) == (Destination("bye"), False)


def test_its_prompts_are_spoken_as_the_state_says() -> None:
    """The prompts of an event's target are known by their place, inherit the state's policy, and may be named ones."""
    flow = compiled(WAITING)
    named, own = flow.states["wait"].events["order_ready"][0].prompts
    assert named.id == "prompts/good_news/0 (manual)"
    assert own.id == "wait/events/order_ready/0/prompts/1"
    assert flow.prompts[own.id] is own
    assert {prompt.barge_in.strategy for prompt in (named, own)} == {Strategy.MANUAL}


def test_events_at_any_time_are_no_intents() -> None:
    """What stands below ``events`` of ``anytime`` is not listened for in what the caller says."""
    flow = compiled(WAITING)
    assert list(flow.events) == ["closing"]
    assert list(flow.anytime) == ["goodbye"]
    assert "events" not in flow.questions["wait"].listening
    (prompt,) = flow.events["closing"][0].prompts
    assert (prompt.id, prompt.barge_in.strategy) == ("anytime/events/closing/0/prompts/0", Strategy.MINIMUM_CHARACTERS)


def test_a_state_without_events_has_none() -> None:
    """Nothing said is nothing listened for."""
    flow = compiled("states:\n  a:\n    prompts: Bye.\n    hangup: yes\n    events: {}\n")
    assert (dict(flow.events), dict(flow.states["a"].events)) == ({}, {})


@pytest.mark.parametrize(
    "act",
    [
        "transitions: {yes: b}",
        "keys: {1: b}",
        "otherwise: b",
        "collect: {slot: code, type: digits, prompts: Code?}\n    go_to: b",
        "transfer: +49 211 5566770",
        "hangup: yes",
        "hand_over: Be kind.",
    ],
)
def test_every_state_that_a_call_stays_in_has_events(act: str) -> None:
    """Waiting, collecting, and speaking the last words before a transfer or the end all leave time for an event."""
    written = f"states:\n  a:\n    prompts: Hello.\n    events: {{ready: b}}\n    {act}\n  b: {{hangup: yes}}\n"
    assert found(written) == []
    assert list(compiled(written).states["a"].events) == ["ready"]


@pytest.mark.parametrize("act", ["go_to: b", "choose: b"])
def test_a_state_that_a_call_passes_through_has_none(act: str) -> None:
    """A call never stays in it, so nothing that comes would find it there: a warning at ``events``."""
    assert found(f"states:\n  a:\n    events: {{ready: b}}\n    {act}\n  b: {{hangup: yes}}\n") == [("unused-key", 3)]


@pytest.mark.parametrize(
    ("name", "fine"),
    [
        ("order_ready", True),
        ("order-ready", True),
        ("12", True),
        ("yes", True),
        ("sms_failed", True),
        ("a" * 64, True),
        ("a" * 65, False),
        ("order ready", False),
        ("order.ready", False),
        ("bestellung_für", False),
        ('""', False),
    ],
)
def test_names_can_stand_in_an_address(name: str, fine: bool) -> None:
    """Letters, digits, ``-`` and ``_``, at most 64 of them, whatever YAML thinks of them."""
    for written in (
        f"states:\n  a:\n    transitions: {{yes: a}}\n    events: {{{name}: a}}\n",
        f"anytime:\n  events: {{{name}: a}}\nstates:\n  a: {{transitions: {{yes: a}}}}\n",
    ):
        assert {code for code, _ in found(written)} == (set() if fine else {"bad-name"})
        if fine:
            flow = compiled(written)
            assert name in flow.events or name in flow.states["a"].events


@pytest.mark.parametrize(
    "where",
    [
        "transitions: {yes: {go_to: a, interrupt: yes}}",
        "keys: {1: {go_to: a, interrupt: yes}}",
        "otherwise: {go_to: a, interrupt: yes}",
        "choose: {go_to: a, interrupt: yes}",
        "prompts: {text: Hello., interrupt: yes}\n    hangup: yes",
        "hangup: yes\n    interrupt: yes",
        "hangup: yes\n    on_error: {go_to: a, interrupt: yes}",
        "transfer: +49 211 5566770\n    if_fails: {go_to: a, interrupt: yes}",
        "transitions: {yes: a}\n    no_match: {prompts: Sorry?, interrupt: yes}",
    ],
)
def test_only_an_event_interrupts(where: str) -> None:
    """``interrupt`` anywhere else is a mistake that says where it belongs."""
    diagnostics = compile_text(f"states:\n  a:\n    {where}\n").diagnostics
    (told,) = [found for found in diagnostics if found.code == "unknown-key"]
    assert '"interrupt" belongs to the target of an event, below "events:"' in told.help


def test_event_needs_something_to_come() -> None:
    """``event`` in a flow that listens for nothing is a mistake; a mistake among the events does not echo there."""
    said = "    prompts: Order {{ event.order }}.\n    hangup: yes\n"
    assert found(f"states:\n  a:\n{said}") == [("unknown-name", 3)]
    assert found(f"anytime:\n  events:\n    not good: a\nstates:\n  a:\n{said}") == [("bad-name", 3)]
    assert found(f"anytime:\n  events:\n    good: a\nstates:\n  a:\n{said}") == []


def test_another_flow_may_come_with_an_event(tmp_path: Path) -> None:
    """A flow that others lead to may speak of ``event`` without listening itself."""
    (tmp_path / "one.yaml").write_text("states: {a: {transitions: {yes: a}, events: {ready: 'flow:two'}}}\n")
    (tmp_path / "two.yaml").write_text("states: {a: {prompts: 'Order {{ event.order }}.', hangup: yes}}\n")
    assert not {one.code for one in compile_path(tmp_path).diagnostics} - ADVICE


def test_nobody_else_is_called_event() -> None:
    """``event`` is no name for a value of the author's."""
    assert ("reserved-name", 2) in found("variables:\n  event: 1\nstates:\n  a:\n    hangup: yes\n")


def test_an_included_state_brings_its_events(tmp_path: Path) -> None:
    """The events of a state stay with it, whichever file it is written in."""
    (tmp_path / "parts.yaml").write_text("states: {wait: {transitions: {yes: wait}, events: {ready: bye}}}\n")
    (tmp_path / "hotline.yaml").write_text(
        "include: parts.yaml\nanytime: {events: {ready: wait}}\nstates:\n  a: {go_to: wait}\n  bye: {hangup: yes}\n"
    )
    made = compile_path(tmp_path / "hotline.yaml")
    assert not {one.code for one in made.diagnostics} - ADVICE
    assert made.project is not None
    flow = made.project.entry()
    assert flow.states["wait"].events["ready"][0].go_to == Destination("bye")
    assert flow.events["ready"][0].go_to == Destination("wait")


SENDING = """
states:
  sent:
    %s
    prompts: Sent. Anything else?
    transitions: {yes: sent}
    events:
      %s: sent
"""
SMS = "send_sms: {to: '{{ caller.number }}', message: Ready.}"


@pytest.mark.parametrize("name", ["sms_fail", "sms-failed", "SMS_failed", "smsfailed", "sms_faild", "sms_failure"])
def test_almost_the_platforms_own_event(name: str) -> None:
    """Where messages are sent, a name close to ``sms_failed`` is a warning that says it; the flow still runs."""
    made = compile_text(SENDING % (SMS, name))
    (told,) = (one for one in made.diagnostics if one.code not in ADVICE)
    assert (told.code, told.span.line) == ("misspelt-event", 8)
    assert 'Did you mean "sms_failed"?' in told.message
    assert made.project is not None
    assert found(SENDING % ("background: stop", name)) == []


@pytest.mark.parametrize("name", ["sms_failed", "fax_failed", "job_failed", "sms_read", "order_ready"])
def test_other_events_are_the_authors_own(name: str) -> None:
    """The platform's name itself, and names that only sound a little like it, are fine."""
    assert found(SENDING % (SMS, name)) == []


@pytest.mark.parametrize(
    ("said", "fine"), [("{{ event }}", False), ("{{event}}", False), ("{{ event.order }}", True), ("event", True)]
)
def test_an_event_is_spoken_part_by_part(said: str, fine: bool) -> None:
    """All that came with an event at once would be read out with its braces: a mistake."""
    written = f"anytime:\n  events: {{ready: a}}\nstates:\n  a:\n    prompts: We have {said}.\n    hangup: yes\n"
    assert found(written) == ([] if fine else [("whole-event", 5)])
