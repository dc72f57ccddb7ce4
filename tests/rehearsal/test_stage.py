"""What happens in the world outside, written into a script."""

from __future__ import annotations

import asyncio

import pytest

from callwright.platform.application import FlowApplication
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.dial_http import Webhook
from callwright.rehearsal.reader import read_script
from callwright.rehearsal.run import Performance, perform
from callwright.rehearsal.script import Rehearsal
from tests.platform.applications import Hotline, over_http, serving
from tests.platform.test_application import OUTSIDE, small


def written(steps: str) -> Rehearsal:
    inner = "".join(f"      {line}\n" for line in steps.strip().splitlines())
    script = read_script(f"tests:\n  - name: a test\n    steps:\n{inner}".encode(), "a.test.yaml")
    assert script.diagnostics == ()
    return script.rehearsals[0]


def play(steps: str, *, websocket: bool = True) -> Performance:
    """One test with these steps, against a flow that listens for events."""
    connection = InProcess(FlowApplication(small(OUTSIDE)), websocket=websocket)
    return run_now(perform(written(steps), connection, VirtualClock()))


def problem(performance: Performance) -> str:
    return performance.results[-1].problem


FOUND = """
- event: found
  body:
    name: Ada
  over: hold the line
  interrupts_after: 1s
"""


def test_an_event_interrupts() -> None:
    """An event comes at its moment, has to cut where the script says so, and its body is spoken of."""
    performance = play(f"- assistant: recorded\n{FOUND.strip()}\n  cuts: yes\n- assistant: called Ada is\n- hangup")
    assert problem(performance) == ""
    assert performance.passed


def test_an_event_waits() -> None:
    """Over a webhook the prompt is heard to its end, and then the event is answered."""
    performance = play(f"{FOUND.strip()}\n  cuts: no\n- assistant: called Ada is\n- hangup", websocket=False)
    assert problem(performance) == ""


def test_the_button() -> None:
    """The button stops a prompt, but a protected one only by force."""
    assert play("- button:\n  over: hold the line\n  cuts: yes").passed
    assert play("- button:\n  over: recorded\n  refused: yes\n- assistant: hold the line").passed
    assert play("- button: force\n  over: recorded\n  cuts: yes").passed


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ("- event: snow", "“snow” is refused: no state of this flow has it under `events:`; listened for is found"),
        ("- event: fuond", "listened for is found or rain. Did you mean `found`?"),
        ("- event: fuond\n  refused: yes", "Did you mean `found`?"),
        ("- event: rain", "“rain” is refused: it is not listened for in this state; listened for is found"),
        ("- button:\n  over: recorded", "“Calls are recorded.” is protected (barge_in: none); only `button: force`"),
        ("- button:\n  over: hold the line\n  refused: yes", "it should be refused, but it was taken"),
        ("- button:\n  over: hold the line\n  cuts: no", "was cut after 0.5 s"),
        (f"{FOUND.strip()}\n- event: found\n  over: moment\n  interrupts_after: 9s", "so nobody can interrupt it"),
        (f"{FOUND.strip()}\n- hangup\n- button", "the call is over"),
    ],
)
def test_what_differs(steps: str, says: str) -> None:
    """What is refused, and what goes otherwise, is said in plain words."""
    assert says in problem(play(steps))


def test_over_the_network() -> None:
    """A running service is told of events at its own address, and the script says so."""
    with serving(over_http(Hotline())) as host:
        connection = Webhook(f"http://{host}/webhook", virtual_time=True)
        performance = asyncio.run(perform(written("- event: found"), connection, VirtualClock()))
    assert "POST /calls/ID/events/NAME" in problem(performance)


@pytest.mark.parametrize("what", ["- event: found", "- button:"])
def test_nothing_is_cut_over_a_webhook(what: str) -> None:
    """What should cut where nothing can be sent at once is told why it cannot, and what would do."""
    performance = play(f"{what}\n  over: hold the line\n  cuts: yes", websocket=False)
    assert "goes out with the next answer and can cut nothing; play it with --transport websocket" in problem(
        performance
    )


def test_unheard_counts_as_refused() -> None:
    """A name that the flow knows, but not in this state, is refused as the script says."""
    assert play("- event: rain\n  over: recorded\n  refused: yes\n- assistant: hold the line").passed
