"""The services of ``examples/services``: they do what they say, and our flows talk to them over real HTTP."""

from __future__ import annotations

import asyncio
import http.client
import itertools
import json
import os
import re
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from examples.services import bank, orders

from callwright.compiler import compile_path
from callwright.platform.clock import VirtualClock
from callwright.platform.dial import Connection
from callwright.platform.dial_http import Webhook
from callwright.platform.dial_websocket import Socket
from callwright.platform.envelope import CallSetup
from callwright.rehearsal.reader import read_script
from callwright.rehearsal.run import perform
from tests.flows.asking import ask, example_services
from tests.flows.service import serving
from tests.flows.stubs import TOKEN, environment

ROOT = Path(__file__).parents[2]
FLOWS = ROOT / "flows"
PROJECT = compile_path(FLOWS).project
CALLS = itertools.count(1)
"""Every call has an id of its own: a service takes a request of the same call with the same number for a repetition."""


@pytest.fixture(scope="module")
def services() -> Iterator[str]:
    with example_services() as address:
        yield address


@pytest.fixture(scope="module")
def ours(services: str) -> Iterator[str]:
    with serving(FLOWS, environment=environment(services)) as address:
        yield address


@pytest.fixture(params=["http", "websocket"])
def way(request: pytest.FixtureRequest, ours: str) -> Connection:
    if request.param == "http":
        return Webhook(f"http://{ours}/webhook", virtual_time=True)
    return Socket(f"ws://{ours}/websocket", virtual_time=True)


def _number(flow: str) -> str:
    assert PROJECT is not None
    return PROJECT.flows[flow].numbers[0]


def _goes(way: Connection, flow: str, steps: str) -> None:
    """Hold one conversation."""
    script = read_script(f"tests:\n- steps:\n{textwrap.indent(textwrap.dedent(steps), '  ')}".encode(), flow)
    assert script.diagnostics == ()
    setup = CallSetup(to_number=_number(flow), session_id=f"{flow}-{next(CALLS)}")
    performance = asyncio.run(perform(script.rehearsals[0], way, VirtualClock(), setup=setup))
    problems = [result.problem for result in performance.results if result.problem]
    assert performance.passed, "\n".join([*problems, performance.transcript()])


def test_money_is_sent_once(way: Connection) -> None:
    """A transfer that is confirmed leaves the account one time, and a payee whom the bank does not know is refused."""
    account = bank.ACCOUNTS["20304051"]
    before, sent = account.balance, len(account.transfers)
    _goes(
        way,
        "money-transfer",
        """
        - assistant: What is your customer number?
        - caller: 2030 4051
        - assistant: And your date of birth?
        - caller: third of June 1979
        - assistant: Thank you, Mary Miller.
        - caller: send money to Robert
        - assistant: I do not find Robert on your list.
        - caller: James
        - assistant: And how much?
        - caller: twelve pounds fifty
        - assistant: On which day?
        - caller: tomorrow
        - assistant: Shall I send it?
        - caller: yes
        - assistant: It is done.
        - caller: no thank you
        - hangup
        """,
    )
    assert before - account.balance == Decimal("12.50")
    assert len(account.transfers) == sent + 1


def test_a_stranger_learns_nothing(way: Connection) -> None:
    """A wrong birthday and a customer whom nobody knows are answered alike."""
    _goes(
        way,
        "balance",
        """
        - assistant: Für Deutsch sagen Sie Deutsch.
        - caller: English
        - assistant: What is your customer number?
        - caller: 20304051
        - assistant: And your date of birth?
        - caller: first of June 1979
        - assistant: these two do not belong together
        - caller: 20304069
        - assistant: And your date of birth?
        - caller: third of June 1979
        - assistant: these two do not belong together
        """,
    )


def test_an_order_is_asked_for_again_where_the_service_stumbles(way: Connection) -> None:
    """A service that fails the first time and works the second is no failure to the caller."""
    orders.ASKED.clear()
    _goes(
        way,
        "order-status",
        """
        - assistant: What is the ten digit number of your order?
        - caller: 4500 7000 10
        - assistant: Your parcel is on its way to you.
        - caller: another order
        - assistant: What is the ten digit number of your order?
        - caller: 4500 4040 43
        - assistant: I do not find an order with this number.
        """,
    )


def test_a_repeated_transfer_is_answered_and_not_made(services: str) -> None:
    """The same key twice is one transfer; without enough money there is none."""
    account = bank.ACCOUNTS["31415920"]
    before = account.balance
    order = {"payee": "Anna", "amount": {"amount": 0.1, "currency": "EUR"}, "day": "2026-11-23"}
    path = "/bank/accounts/31415920/transfers"
    first, again = (ask(services, "POST", path, order, key="call/1") for _ in range(2))
    assert first == again
    assert first[0] == 201
    assert before - account.balance == Decimal("0.1")
    too_much = {**order, "amount": {"amount": 1e6, "currency": "EUR"}}
    assert ask(services, "POST", path, too_much, key="call/2")[0] == 402
    assert before - account.balance == Decimal("0.1")


def test_a_note_comes_too_late_for_a_parcel_that_is_there(services: str) -> None:
    """A note is kept for a parcel that is on its way, and refused for one that was delivered."""
    note = {"text": "ring twice"}
    assert ask(services, "POST", "/orders/4500123452/notes", note)[0] == 201
    assert orders.NOTES["4500123452"][-1] == "ring twice"
    assert ask(services, "POST", "/orders/4500303039/notes", note)[0] == 409
    assert ask(services, "POST", "/orders/1/notes", note)[0] == 404


def test_without_the_token_nothing_is_told(services: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request is answered 401 where its token is wrong, and where the service was given none."""
    path = "/orders/4500123452"
    assert ask(services, "GET", path)[0] == 200
    monkeypatch.setenv("SERVICES_TOKEN", "another")
    assert ask(services, "GET", path)[0] == 401
    monkeypatch.delenv("SERVICES_TOKEN")
    status, told = ask(services, "GET", path)
    assert status == 401
    assert "SERVICES_TOKEN" in told["error"]


@contextmanager
def _started(*command: str, **environment: str) -> Iterator[str]:
    """A command of the README in a process of its own; gives the address at which it says that it answers."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    try:
        said = ""
        while not (found := re.search(r"http://(127\.0\.0\.1:[1-9]\d*)", said)):
            line = process.stdout.readline()
            assert line, said
            said += line
        yield found[1]
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


class _Platform:
    """A telephone platform at its fastest: every prompt has been heard as soon as it is there."""

    def __init__(self, address: str, number: str) -> None:
        self._line = http.client.HTTPConnection(address, timeout=5)
        self._session = {"id": "c1", "to_phone_number": number, "from_phone_number": "447700900456"}
        self.slowest = 0.0

    def tell(self, kind: str, **fields: object) -> str:
        """The answer to an event, as text; empty where there is none."""
        body = json.dumps({"type": kind, "session": self._session, **fields}).encode()
        began = time.monotonic()
        self._line.request("POST", "/webhook", body, {"Content-Type": "application/json"})
        told = self._line.getresponse().read().decode()
        self.slowest = max(self.slowest, time.monotonic() - began)
        return told

    def hear(self) -> str:
        """What comes when the prompt has been spoken to its end, which took a millisecond."""
        self.tell("assistant_speak", duration_ms=1)
        return self.tell("assistant_speech_ended")

    def hang_up(self) -> None:
        """The caller has heard enough."""
        self.tell("session_end")
        self._line.close()

    def hear_until(self, words: str) -> list[str]:
        """Everything that is said until these words are."""
        said = [self.hear()]
        while words not in said[-1]:
            assert len(said) < 200, said[-5:]
            said.append(self.hear())
        return said


@pytest.mark.slow
def test_both_run_side_by_side(tmp_path: Path) -> None:
    """The commands of the README, each in a process of its own; a slow service is bridged, no answer takes a second."""
    secret = {"SERVICES_TOKEN": TOKEN}
    store = f"sqlite:///{tmp_path}/calls.db"
    with (
        _started("uvicorn", "examples.services.app:app", "--port", "0", **secret) as where,
        _started(
            "callwright", "serve", "flows", "--port", "0", "--store", store, SERVICES_URL=f"http://{where}", **secret
        ) as ours,
    ):
        platform = _Platform(ours, _number("order-status"))
        platform.tell("session_start")
        platform.hear_until("What is the ten digit number")
        platform.hear()
        platform.tell("user_speak", text=orders.SLOW)
        said = platform.hear_until("Your parcel is on its way to you.")
        platform.hang_up()
    assert "I am looking it up." in said[0]
    assert "It takes a little longer today." in "".join(said[1:])
    assert platform.slowest < 1.5
