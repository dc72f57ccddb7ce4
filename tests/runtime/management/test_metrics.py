"""``GET /metrics`` and ``GET /health`` behind the management's door."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import aiohttp

from callwright.runtime.app import create_app
from tests.runtime.managing import MANAGEMENT, Client, dial, manage, say
from tests.runtime.serving import management, serving
from tests.runtime.watched import Metrics, parsed


async def get(port: int, path: str, **headers: str) -> tuple[int, str, str]:
    """Status, content type and text."""
    async with (
        aiohttp.ClientSession() as http,
        http.get(f"http://127.0.0.1:{management(port)}{path}", headers=headers) as answer,
    ):
        return answer.status, answer.headers.get("Content-Type", ""), await answer.text()


def test_prometheus_reads_the_page(flows: Path) -> None:
    """With the management's token, over a real connection; a call of the webhook is in it."""

    async def act(client: Client) -> None:
        await client.tell("session_start", "c1")

    with serving(create_app(flows, token="t", management_token="m")) as port:
        manage(port, act)
        status, kind, text = asyncio.run(get(port, "/metrics", **MANAGEMENT))
        stranger, _, told = asyncio.run(get(port, "/metrics", Authorization="Bearer guess"))
    page = parsed(text)
    assert status == 200
    assert kind.startswith("text/plain")
    assert page["callwright_turn_seconds_count"]["webhook",] == 1
    assert page["callwright_turns_total"] == {("SessionStart",): 1}
    assert stranger == 401
    assert "callwright_" not in told


def test_what_is_refused_is_counted_by_door_and_status(flows: Path) -> None:
    """And by nothing that was sent."""

    async def act(client: Client) -> None:
        await client.ask("POST", "/webhook", b"{", {"X-API-TOKEN": "t"})
        await client.ask("POST", "/webhook", b"{}", {"X-API-TOKEN": "guess"})
        await client.ask("GET", "/calls/nobody")

    with serving(create_app(flows, token="t", management_token="m")) as port:
        manage(port, act)
        page = parsed(asyncio.run(get(port, "/metrics", **MANAGEMENT))[2])
    assert page["callwright_refused_total"] == {
        ("/webhook", "400"): 1,
        ("/webhook", "401"): 1,
        ("management", "404"): 1,
    }


def test_open_sockets_come_and_go(flows: Path) -> None:
    """As many as are open; none is left behind."""

    async def main(port: int) -> list[Metrics]:
        pages = []
        async with dial(port) as line:
            await say(line, "session_start", "c1")
            await line.recv()
            pages.append(parsed((await get(port, "/metrics", **MANAGEMENT))[2]))
        for _ in range(200):
            pages.append(parsed((await get(port, "/metrics", **MANAGEMENT))[2]))
            if not pages[-1]["callwright_websockets_open"][()]:
                break
        return pages

    with serving(create_app(flows, token="t", management_token="m")) as port:
        pages = asyncio.run(main(port))
    assert pages[0]["callwright_websockets_open"] == {(): 1}
    assert pages[0]["callwright_turn_seconds_count"]["websocket",] == 1
    assert pages[-1]["callwright_websockets_open"] == {(): 0}


def test_health_says_it_all(flows: Path) -> None:
    """For whoever shows the management's token."""
    with serving(create_app(flows, token="t", management_token="m")) as port:
        status, _, text = asyncio.run(get(port, "/health", **MANAGEMENT))
    report = json.loads(text)
    assert status == 200
    assert report["status"] == "ok"
    assert report["store"]["ok"]
    assert {"flows", "versions", "workers", "websockets", "under_way", "reasons"} <= set(report)
