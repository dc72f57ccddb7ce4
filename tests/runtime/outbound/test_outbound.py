"""Calls that we begin, over real connections: a service, the platform's stand-in, and whoever is rung."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from callwright.rehearsal.reader import load_script
from callwright.rehearsal.script import Rehearsal
from callwright.runtime.app import create_app
from callwright.runtime.outbound.plan import EVERY
from callwright.stores.memory import MemoryStore
from tests.docs.pages import ROOT
from tests.runtime.managing import Client, manage
from tests.runtime.outbound.telephone import OURS, SECRET, Telephone
from tests.runtime.serving import serving

REMINDER = ROOT / "examples" / "reminder.yaml"
VALUES = {"customer": "Anna Weber", "day": "2026-11-24", "hour": "10:30"}
WISH: dict[str, Any] = {
    "flow": "reminder",
    "to": "+49 151 23456789",
    "variables": VALUES,
}


def callees() -> list[Rehearsal]:
    """Whoever is rung, as the example's script has them."""
    return list(load_script(REMINDER.with_name("reminder.test.yaml")).rehearsals)


def scene(
    telephone: Telephone,
    act: Callable[[Client], Awaitable[Any]],
    *,
    transport: str = "http",
    flows: Path | None = None,
    store: MemoryStore | None = None,
    **plan: Any,
) -> Any:
    """Do ``act`` with a service that dials through this telephone."""

    async def main() -> Any:
        async with telephone.open():
            app = create_app(
                REMINDER if flows is None else flows,
                store=store or MemoryStore(),
                token="t",
                management_token="m",
                trust_clock=True,
                dialling=telephone.plan(**plan),
            )
            with serving(app) as port:
                path = "/webhook" if transport == "http" else "/websocket"
                telephone.at = f"{'http' if transport == 'http' else 'ws'}://127.0.0.1:{port}{path}"
                async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as http:
                    return await asyncio.wait_for(act(Client(http, port)), 30)

    return asyncio.run(main())


@pytest.mark.parametrize("transport", ["http", "websocket"])
@pytest.mark.parametrize("callee", callees(), ids=lambda callee: callee.name)
def test_a_dialled_call_is_as_its_script_says(callee: Rehearsal, transport: str) -> None:
    """It begins in the dialled flow, with the dialled variables from the first prompt on, over either connection."""
    telephone = Telephone(callee=callee)

    async def act(client: Client) -> None:
        status, dial = await client.post("/calls", WISH)
        assert (status, dial["to"]) == (201, "…789")
        assert "Weber" not in json.dumps(dial)
        (performance,) = await asyncio.gather(*telephone.calls)
        assert performance.passed, performance.transcript()
        assert len(performance.results) == len(callee.steps)
        status, dial = await client.ask("GET", f"/dials/{dial['dial']}")
        assert (status, dial["state"], dial["call"]) == (200, "answered", "leg-1")
        _, account = await client.look("leg-1")
        assert (account["flow"], account["direction"], account["phase"]) == ("reminder", "outbound", "over")

    scene(telephone, act, transport=transport)
    [(path, headers, body)] = telephone.requests
    assert path == "/v3/ai-flows/af%201/call"
    assert headers["Authorization"] == f"Bearer {SECRET}"
    assert body == {"billingDevice": "e2", "toPhoneNumber": "4915123456789"}


def test_a_call_that_is_answered_before_the_platform_is_through_is_ours() -> None:
    """The first event may come before the 201 does."""
    telephone = Telephone(callee=callees()[0])
    telephone.early = True

    async def act(client: Client) -> None:
        status, dial = await client.post("/calls", WISH)
        assert (status, dial["state"], dial["call"]) == (201, "answered", "leg-1")
        assert (await telephone.calls[0]).passed

    scene(telephone, act)


def test_numbers_go_out_as_the_platform_wants_them() -> None:
    """With a plus where the service is told so; each flow through its own flow of the platform's, and its own payer."""
    telephone = Telephone()

    async def act(client: Client) -> None:
        assert (await client.post("/calls", WISH))[0] == 201

    ids: dict[str, Any] = {"ai_flows": {EVERY: "x", "reminder": "own"}, "billing_devices": {"reminder": "e7"}}
    scene(telephone, act, plus=True, **ids)
    [(path, _, body)] = telephone.requests
    assert (path, body) == ("/v3/ai-flows/own/call", {"billingDevice": "e7", "toPhoneNumber": "+4915123456789"})


@pytest.mark.parametrize(
    ("answer", "status", "told"),
    [
        ((400, "flow has no phone number", {}), 502, "no telephone number"),
        (401, 502, "CALLWRIGHT_PLATFORM_TOKEN"),
        (403, 502, "approval"),
        (404, 502, "--ai-flow"),
        ((429, "", {"Retry-After": "17"}), 503, "in 17 seconds"),
        ((302, "", {"Location": "http://127.0.0.1:1/"}), 502, "--platform-url"),
    ],
)
def test_a_refusal_of_the_platform_is_told_with_its_mend(answer: Any, status: int, told: str) -> None:
    """Nobody was rung; no call is taken for this one; the same key may be tried again."""
    telephone = Telephone(answer, callee=callees()[0])

    async def act(client: Client) -> None:
        wish = WISH | {"idempotency_key": "order 4711"}
        found, problem = await client.post("/calls", wish)
        assert found == status
        assert told in problem["error"] + problem["allowed"]
        assert SECRET not in json.dumps(problem)
        assert (await client.ask("GET", f"/dials/{problem['dial']}"))[1]["state"] == "refused"
        assert (await client.post("/calls", wish))[0] == 201
        assert (await telephone.calls[0]).passed

    scene(telephone, act)
    assert len(telephone.requests) == 2


@pytest.mark.parametrize("how", ["500", "503", "silence"])
def test_nobody_is_rung_twice_where_nobody_knows(how: str) -> None:
    """An answer that never came, or a fault, is told as such; the same key dials no more; the call is still ours."""
    telephone = Telephone(*([int(how)] if how.isdigit() else []))
    telephone.silent = how == "silence"

    async def act(client: Client) -> None:
        wish = WISH | {"idempotency_key": "order 4711"}
        status, dial = await client.post("/calls", wish)
        assert (status, dial["state"]) == (202, "uncertain")
        assert "Nobody knows whether it rings" in dial["problem"]
        status, again = await client.post("/calls", wish)
        assert (status, again["dial"], again["state"]) == (200, dial["dial"], "uncertain")
        telephone.callee = callees()[0]
        assert (await telephone.ring("4915123456789", "leg-1")).passed
        assert (await client.ask("GET", f"/dials/{dial['dial']}"))[1]["state"] == "answered"

    scene(telephone, act, timeout=0.5)
    assert len(telephone.requests) == 1


def test_a_platform_that_cannot_be_reached_rings_nobody() -> None:
    """Nothing was sent, so it is refused, and may be tried again."""
    telephone = Telephone()

    async def act(client: Client) -> None:
        status, problem = await client.post("/calls", WISH)
        assert status == 503
        assert "cannot be reached" in problem["error"]

    scene(telephone, act, url="http://127.0.0.1:9")


def test_one_key_is_one_call_and_another_call_needs_another_key() -> None:
    """A repetition gets what became of the first; ten at once are one; another wish under the key is refused."""
    telephone = Telephone()

    async def act(client: Client) -> None:
        wish = WISH | {"idempotency_key": "k"}
        answers = await asyncio.gather(*(client.post("/calls", wish) for _ in range(10)))
        assert sorted(status for status, _ in answers) == [200] * 9 + [201]
        assert len({dial["dial"] for _, dial in answers}) == 1
        status, problem = await client.post("/calls", wish | {"to": "+49 151 99999999"})
        assert status == 409
        assert "idempotency key" in problem["error"]

    scene(telephone, act)
    assert len(telephone.requests) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_platform_that_sends_us_elsewhere_is_not_followed(status: int) -> None:
    """The secret is for the address that was named: nobody else sees it, and nobody is rung."""
    elsewhere = Telephone()

    async def act(client: Client) -> None:
        async with elsewhere.open():
            telephone.answers = [(status, "", {"Location": f"{elsewhere.address}/ai-flows/x/call"})]
            found, problem = await client.post("/calls", WISH)
        assert found == 502, problem
        assert f"status {status}" in problem["found"]
        assert len(telephone.requests) == 1
        assert elsewhere.requests == []

    telephone = Telephone()
    scene(telephone, act)


@pytest.mark.parametrize(
    ("change", "status", "told"),
    [
        ({"flow": "remindr"}, 404, 'did you mean "reminder"?'),
        ({"flow": 3}, 400, '"flow"'),
        ({"to": "0151 23456789"}, 400, "no country"),
        ({"to": "+49110"}, 403, "short number"),
        ({"to": "+44 7700 900123"}, 403, "+49"),
        ({"to": None}, 400, '"to"'),
        ({"variables": {}}, 400, 'needs a value for "customer"'),
        ({"variables": VALUES | {"dya": "x"}}, 400, 'Did you mean "day"?'),
        ({"variables": VALUES | {"day": "tomorrow"}}, 400, "no value of the type date"),
        ({"variables": VALUES | {"hour": "25:00"}}, 400, "no value of the type time"),
        ({"variables": ["day"]}, 400, '"variables"'),
        ({"idempotency_key": ""}, 400, "idempotency_key"),
        ({"when": "now"}, 400, "'when'"),
    ],
)
def test_what_is_wrong_is_said_before_anybody_is_rung(change: dict[str, Any], status: int, told: str) -> None:
    """In the author's words, with what would be allowed; the platform is not asked."""
    telephone = Telephone()

    async def act(client: Client) -> None:
        found, problem = await client.post("/calls", WISH | change)
        assert found == status, problem
        assert told in f"{problem['error']} {problem['found']} {problem['allowed']}"

    scene(telephone, act, allow=("49",))
    assert telephone.requests == []


def test_only_so_many_are_dialled_in_a_minute() -> None:
    """One more is refused with 429 and how long to wait."""
    telephone = Telephone()

    async def act(client: Client) -> None:
        statuses = [(await client.post("/calls", WISH))[0] for _ in range(4)]
        # A minute may begin in between, but no two of them do.
        assert statuses.count(429) >= 1
        assert 201 in statuses

    scene(telephone, act, rate=1)
    assert len(telephone.requests) in (1, 2)


def test_an_outbound_call_that_nobody_waits_for_begins_as_the_numbers_say(tmp_path: Path) -> None:
    """Another program dialled it, or it was answered too late: the flow of its number takes it, without variables."""
    flow = (
        "flow: {}\nlanguage: en-US\nnumbers: ['+{}']\nstates:\n  hello:\n    prompts: This is {}.\n    hangup: true\n"
    )
    for name, number in (("sales", "442079460000"), ("survey", OURS)):
        (tmp_path / f"{name}.yaml").write_text(flow.format(name, number, name))
    telephone = Telephone(callee=Rehearsal("listens", callees()[0].span, ()))

    async def act(_: Client) -> None:
        performance = await telephone.ring("4915123456789", "leg-1")
        assert "This is survey." in performance.transcript()

    scene(telephone, act, flows=tmp_path)


def test_an_inbound_call_is_never_taken_for_a_dialled_one() -> None:
    """Even if it comes from, or goes to, the number that waits."""
    telephone = Telephone()

    async def act(client: Client) -> None:
        _, dial = await client.post("/calls", WISH)
        for caller, called in (("4915123456789", OURS), (OURS, "4915123456789")):
            session = {"id": f"{caller}-in", "direction": "inbound"}
            session |= {"from_phone_number": caller, "to_phone_number": called}
            event = json.dumps({"type": "session_start", "session": session}).encode()
            await client.ask("POST", "/webhook", event, {"X-API-TOKEN": "t"})
        assert (await client.ask("GET", f"/dials/{dial['dial']}"))[1]["state"] == "initiated"

    scene(telephone, act)


def test_a_service_without_a_plan_says_what_it_lacks() -> None:
    """It cannot dial; an unknown dial is unknown; a dial that is none too."""
    with serving(create_app(REMINDER, token="t", management_token="m")) as port:

        async def act(client: Client) -> None:
            status, problem = await client.post("/calls", WISH)
            assert status == 409
            assert "CALLWRIGHT_PLATFORM_TOKEN" in problem["allowed"]
            for id in ("0" * 20, "x", "ü" * 300):
                assert (await client.ask("GET", f"/dials/{id}"))[0] == 404

        manage(port, act)


def test_a_call_whose_direction_is_not_told_may_be_ours() -> None:
    """An old platform leaves it out; the number that is called tells."""
    telephone = Telephone()

    async def act(client: Client) -> None:
        await client.post("/calls", WISH)
        session = {"id": "old", "from_phone_number": "+" + OURS, "to_phone_number": "+4915123456789"}
        event = json.dumps({"type": "session_start", "session": session}).encode()
        status, _ = await client.ask("POST", "/webhook", event, {"X-API-TOKEN": "t"})
        _, account = await client.look("old")
        assert (status, account["flow"], account["direction"]) == (200, "reminder", "outbound")

    scene(telephone, act)
