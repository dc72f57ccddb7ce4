"""What tests have walked of a flow: every part of it is counted once, and walked when a call took it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.compiler import compile_path
from callwright.core.model import Flow, Rung, State, Target
from callwright.diagnostics.model import Span
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.envelope import CallSetup
from callwright.platform.services import Services
from callwright.rehearsal.coverage import Coverage, Kind, walked
from callwright.rehearsal.reader import load_script, read_script
from callwright.rehearsal.run import perform
from callwright.rehearsal.script import Script
from callwright.rehearsal.steps import Noted, Noting
from tests.core.calls import Call, flow_of
from tests.platform.test_application import SMALL

FLOWS = Path(__file__).parents[2] / "flows"
KIND_OF: Mapping[type, Kind] = {State: Kind.STATE, Target: Kind.TRANSITION, Rung: Kind.RUNG}

WAYS = """
flow: ways
variables:
  times: 0
services:
  shop:
    url: https://shop.example
intents:
  form: the form
  ask: ask the shop
  broken: the broken one
  task: the small task
  phone: put me through
anytime:
  phone: phone
  operator: phone
  events:
    late: done
defaults:
  no_input:
    - Are you there?
    - go_to: done
states:
  start:
    prompts: What would you like?
    transitions:
      form: form
      ask: ask
      broken: broken
      task: task
    keys:
      star: choice
    otherwise:
      - when: times > 0
        go_to: done
      - prompts: Tell me more.
        set:
          times: "{{ times + 1 }}"
    events:
      news:
        prompts: There are news.
  again:
    prompts: Say anything.
    otherwise:
      return:
        heard: "{{ heard.text }}"
  choice:
    choose:
      - when: times > 0
        go_to: done
      - go_to: start
  form:
    collect:
      - slot: size
        type: digits
        length: 2
        prompts: Which size?
        no_match:
          - Two digits, please.
          - go_to: done
    confirm: Is that right?
    on_no: done
    on_cancel: done
    go_to: done
  ask:
    request:
      service: shop
      path: /x
    if_fails:
      404: done
      any: done
    go_to: done
  broken:
    prompts: You take size {{ size }}.
    on_error: done
    go_to: done
  task:
    call: again
    on_cancel: done
    go_to: done
  phone:
    transfer:
      to: +49 211 5566770
    if_fails: done
  done:
    prompts: Goodbye.
    hangup: true
"""


@cache
def flows() -> Mapping[str, Flow]:
    project = compile_path(FLOWS).project
    assert project is not None
    return project.flows


def played(flow: Flow, script: Script) -> list[Noted]:
    steps: list[Noted] = []
    for rehearsal in script.rehearsals:
        application = Noting(flow, Services(rehearsal.services))
        setup = CallSetup(to_number=flow.numbers[0] if flow.numbers else "49211", timezone=flow.timezone)
        run_now(perform(rehearsal, InProcess(application), VirtualClock(), setup=setup))
        steps += application.steps
    return steps


@cache
def hotline() -> tuple[Flow, tuple[Noted, ...]]:
    flow = flows()["customer-hotline"]
    return flow, tuple(played(flow, load_script(FLOWS / "customer-hotline.test.yaml")))


def written(value: Any) -> Iterator[tuple[Kind, Span]]:
    """Every state, target and rung anywhere in a value, by looking into all that it is made of."""
    if type(value) in KIND_OF:
        yield KIND_OF[type(value)], value.span
    if is_dataclass(value):
        for field in fields(value):
            yield from written(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from written(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from written(one)


def of_flow(flow: Flow) -> set[tuple[Kind, Span]]:
    return {*written(flow.states), *written(flow.anytime), *written(flow.events)}


def walked_by(call: Call) -> Coverage:
    return walked(call.flow, [Noted(0, "", step.trace) for step in call.steps])


def names(coverage: Coverage, *, are_walked: bool = True) -> list[str]:
    return [str(part) for part in coverage.parts if part.walked is are_walked and part.kind is not Kind.STATE]


@pytest.mark.parametrize("name", sorted(path.stem for path in FLOWS.glob("*.yaml") if ".test" not in path.name))
def test_every_part_of_a_flow_is_counted(name: str) -> None:
    """Whatever the compiled flows hold is a part, and nothing else is; without a test none of it was walked."""
    coverage = walked(flows()[name], [])
    files = {part.span.file for part in coverage.parts}
    reached = [flow for flow in flows().values() if flow.span.file in files]
    assert flows()[name] in reached
    assert {(part.kind, part.span) for part in coverage.parts} == set().union(*map(of_flow, reached))
    assert coverage.unwalked == coverage.parts


def test_what_is_not_walked_is_listed() -> None:
    """Walked and listed together are the whole flow, and nothing is both."""
    flow, steps = hotline()
    coverage = walked(flow, steps)
    done = {(part.kind, part.span) for part in coverage.parts if part.walked}
    left = {(part.kind, part.span) for part in coverage.unwalked}
    assert done
    assert left
    assert not done & left
    assert done | left == of_flow(flow)
    assert sum(coverage.count(kind)[0] for kind in Kind) + len(coverage.unwalked) == len(coverage.parts)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_tests_add_up(data: st.DataObject) -> None:
    """What two halves of the steps have walked is, taken together, what all of them have, in whatever order."""
    flow, steps = hotline()
    mixed = data.draw(st.permutations(steps))
    at = data.draw(st.integers(0, len(mixed)))
    one, other, whole = (walked(flow, some).parts for some in (mixed[:at], mixed[at:], steps))
    assert [a.walked or b.walked for a, b in zip(one, other, strict=True)] == [part.walked for part in whole]


def _form(call: Call, *words: str) -> None:
    for one in ("the form", "4 2", *words):
        call.listens()
        call.says(one)


def _task(call: Call) -> None:
    call.says("the small task")
    call.listens()
    call.says("cancel")


def _phone(call: Call) -> None:
    call.says("put me through")
    call.ended()
    call.event("session_start", 9000)


def _wrong_keys(call: Call) -> None:
    for _ in range(3):
        call.listens()
        call.key("9")


def _asks(call: Call, status: int) -> None:
    call.says("ask the shop")
    call.listens()
    call.responds(status)


@pytest.mark.parametrize(
    ("does", "walks"),
    [
        (lambda call: call.says("the form"), ["start, intent form"]),
        (lambda call: call.key("*"), ["start, key *", "choice, choose without when"]),
        (lambda call: call.says("a blue one"), ["start, otherwise without when"]),
        (lambda call: _form(call, "no"), ["start, intent form", "form, on_no"]),
        (lambda call: _form(call, "cancel"), ["start, intent form", "form, on_cancel"]),
        (lambda call: _asks(call, 404), ["start, intent ask", "ask, if_fails 404"]),
        (lambda call: _asks(call, 500), ["start, intent ask", "ask, if_fails"]),
        (lambda call: call.says("the broken one"), ["start, intent broken", "broken, on_error"]),
        (lambda call: _task(call), ["start, intent task", "task, on_cancel"]),
        (lambda call: _phone(call), ["anytime, intent phone", "phone, if_fails"]),
        (lambda call: _wrong_keys(call), ["anytime, intent operator"]),
        (lambda call: call.outside("late"), ["anytime, event late"]),
        (lambda call: call.outside("news"), ["start, event news"]),
        (lambda call: call.timeout(), ["several places, rung 1 of no_input"]),
    ],
)
def test_a_way_that_was_taken_is_walked(does: Callable[[Call], None], walks: list[str]) -> None:
    """Each kind of way is walked by a call that takes it, and no other way with it."""
    call = Call(WAYS)
    call.listens()
    does(call)
    assert names(walked_by(call)) == walks


def test_each_line_of_a_list_counts_by_itself() -> None:
    """The second time another target of the list is taken; then both are walked."""
    call = Call(WAYS)
    for _ in range(2):
        call.listens()
        call.says("a blue one")
    assert names(walked_by(call)) == ["start, otherwise when times > 0", "start, otherwise without when"]


def test_a_rung_is_walked_when_it_is_said() -> None:
    """The first one is and the second one is not; a slot's own ladder is named by the slot."""
    call = Call(WAYS)
    for words in ("the form", "a blue one"):
        call.listens()
        call.says(words)
    assert "form/size, rung 1 of no_match" in names(walked_by(call))
    assert "form/size, rung 2 of no_match" in names(walked_by(call), are_walked=False)


def test_a_sub_flow_that_can_be_reached_counts_in_its_own_file() -> None:
    """The parts of a file stand together in its own order, the script's flow first; flows beside it are not there."""
    coverage = walked(flows()["money-transfer"], [])
    files = list(dict.fromkeys(Path(part.span.file).name for part in coverage.parts))
    assert files == ["money-transfer.yaml", "identify.yaml"]
    for file in files:
        spans = [part.span for part in coverage.parts if part.span.file.endswith(f"/{file}")]
        assert spans == sorted(spans)


def test_what_a_failing_test_walked_counts() -> None:
    """Up to the step where it went otherwise."""
    script = "tests:\n  - name: x\n    steps:\n      - caller: my bill\n      - assistant: nothing of that\n"
    flow = flow_of(SMALL)
    coverage = walked(flow, played(flow, read_script(script.encode(), "x.test.yaml")))
    assert coverage.summary() == "2 of 2 states, 1 of 1 transition"
    assert coverage.unwalked == ()


def test_the_page_about_tests_shows_what_is_printed() -> None:
    """Its counts and its lines are those of the customer hotline."""
    page = (FLOWS.parent / "docs" / "testing.md").read_text(encoding="utf-8")
    coverage = walked(*hotline())
    printed = [f"{part.span.line}: {part}" for part in coverage.unwalked]
    shown = re.findall(r"^  flows/customer-hotline\.yaml:(.+)$", page, re.MULTILINE)
    assert f"Walked: {coverage.summary()}. --coverage lists" in page
    assert shown == [line for line in printed if line in shown] != []
