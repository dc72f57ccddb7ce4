"""Stubs: what services answer while a flow is rehearsed, and that a test says all of it."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest

from callwright.core.inquiry import Inquiry
from callwright.platform.application import FlowApplication
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.envelope import CallSetup
from callwright.platform.services import NOBODY, Reply, Services, shown
from callwright.platform.timeline import Playback
from callwright.rehearsal.reader import read_script
from callwright.rehearsal.run import Performance, perform
from callwright.rehearsal.script import Script
from tests.core.calls import flow_of

FLOW = """
    language: en-US
    timezone: Europe/Berlin
    services:
      shop:
        url: https://shop.example
        timeout: 30s
    states:
      ask:
        prompts: Let me see.
        request:
          service: shop
          path: /stock
          filler: One moment, please.
          save:
            count: "{{ response.json.count }}"
        if_fails:
          timeout: slow
          any: sorry
        go_to: told
      told:
        prompts: There are {{ count }}, it is {{ now }}.
        hangup: yes
      slow:
        prompts: Nobody answers.
        hangup: yes
      sorry:
        prompts: That did not work.
        hangup: yes
"""


def script(services: str, *steps: str, call: str = "") -> Script:
    """A script of one test."""
    text = "tests:\n  - name: one\n"
    text += "".join(textwrap.indent(textwrap.dedent(part), "    ") for part in (call, services) if part)
    text += "    steps:\n" + "".join(f"      - {step}\n" for step in steps)
    return read_script(text.encode(), "x.test.yaml")


def play(read: Script, *, websocket: bool = False) -> Performance:
    """The test of a script, against the flow."""
    assert read.diagnostics == ()
    flow = flow_of(FLOW)
    (test,) = read.rehearsals
    connection = InProcess(FlowApplication(flow, Services(test.services)), websocket=websocket)
    return run_now(perform(test, connection, VirtualClock(), setup=CallSetup(timezone=flow.timezone)))


QUICK = """
    services:
      shop:
        /stock:
          json: {count: 3}
"""


@pytest.mark.parametrize("websocket", [False, True])
def test_a_reply(websocket: bool) -> None:
    """A service answers as the test says, and the call's clock is that of the flow's time zone."""
    read = script(
        QUICK, "assistant: Let me see", "assistant: There are 3, it is 2026-11-20T10:00", "hangup",
        call="call:\n  at: 2026-11-20 10:00\n",
    )  # fmt: skip
    performance = play(read, websocket=websocket)
    assert performance.passed, performance.transcript()


@pytest.mark.parametrize("websocket", [False, True])
@pytest.mark.parametrize("takes", ["1s", "5s", "20s"])
def test_a_slow_service(websocket: bool, takes: str) -> None:
    """A word after 0.9 s, then the line is kept until the service answers, however long it takes."""
    read = script(
        f"""
        services:
          shop:
            /stock:
              json: {{count: 3}}
              takes: {takes}
        """,
        "assistant: Let me see", "assistant: One moment", "assistant: There are 3", "hangup",
    )  # fmt: skip
    performance = play(read, websocket=websocket)
    assert performance.passed, performance.transcript()
    playbacks = [entry for entry in performance.timeline if isinstance(entry, Playback)]
    gaps = [after.at - (before.at + (before.played_ms or 0)) for before, after in pairwise(playbacks)]
    assert max(gaps) <= 1000


@pytest.mark.parametrize(("kind", "said"), [("timeout", "Nobody answers"), ("unreachable", "did not work")])
def test_a_failure(kind: str, said: str) -> None:
    """What goes wrong with a service goes where the flow says."""
    read = script(
        f"services:\n  shop:\n    /stock:\n      fails: {kind}\n", "assistant: Let me see", f"assistant: {said}"
    )
    assert play(read).passed


def test_what_nobody_plays_fails_the_test() -> None:
    """A request that the test says nothing about is named, and the test has not passed."""
    performance = play(script("", "assistant: Let me see", "assistant: did not work"))
    assert not performance.passed
    assert [inquiry.path for inquiry in performance.unplayed] == ["/stock"]


def test_replies_in_turn_and_by_method() -> None:
    """A list is given one after the other, the last one from then on; a method before the path is the better match."""
    services = Services({"s": {"/a": (Reply(503), Reply(data=1)), "POST /a": (Reply(201),)}})

    def ask(method: str, path: str = "/a") -> Reply:
        return services.reply(Inquiry("c/1", "s", method, path, (), None, 0))

    assert [ask("GET").status, ask("GET").data, ask("GET").data, ask("POST").status] == [503, 1, 1, 201]
    assert ask("GET", "/b") == NOBODY


@pytest.mark.parametrize(
    ("stub", "found"),
    [
        ("orders", "is no path"),
        ("/a: shipped", "A reply has keys"),
        ("/a:\n  fails: tmeout", "Did you mean timeout?"),
        ("/a:\n  fails: timeout\n  json: 1", "fails answers nothing"),
        ("/a:\n  status: 999", "There is no status 999"),
        ("/a:\n  takes: 3", "is not a length of time"),
        ("/a:\n  jsn: 3", "`jsn`"),
        ("/a:\n  text: {is: x}", "`text` is one text"),
        ("/a:\n  text: [x]", "stands under `json`"),
    ],
)
def test_mistakes_are_told_at_their_place(stub: str, found: str) -> None:
    """What cannot be meant is said in the author's words."""
    stub = stub if ":" in stub else f"{stub}: {{json: 1}}"
    body = textwrap.indent(stub, "    ")
    read = script(f"services:\n  shop:\n{body}\n", "hangup")
    assert any(found in f"{d.message} {d.help}" for d in read.diagnostics), read.diagnostics


def test_stubs_of_the_whole_file() -> None:
    """At the top of a script they hold for all tests; what a test says itself comes first."""
    read = read_script(
        textwrap.dedent("""
            services:
              shop:
                /stock: {json: 1}
                /price: {json: 2}
            tests:
              - name: one
                services:
                  shop:
                    /stock: {status: 404}
                steps: [hangup]
              - name: two
                steps: [hangup]
        """).encode(),
        "x.test.yaml",
    )
    assert read.diagnostics == ()
    one, two = (test.services["shop"] for test in read.rehearsals)
    assert (one["/stock"], one["/price"]) == ((Reply(404),), (Reply(data=2),))
    assert two["/stock"] == (Reply(data=1),)


def test_a_path_with_a_query_is_written_as_people_write_it() -> None:
    """A colon is no percent sign in a script, and the question that nobody answers is shown in the same way."""
    inquiry = Inquiry("c/1", "s", "GET", "/days/2026-11-27/times/15%3A30", (("kind", "a b"),), None, 0)
    assert Services({"s": {"/days/2026-11-27/times/15:30?kind=a b": (Reply(204),)}}).reply(inquiry).status == 204
    assert shown(inquiry) == "GET /days/2026-11-27/times/15:30?kind=a b"
