"""Who shows no secret."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest

from callwright.runtime.app import create_app
from callwright.runtime.auth import WRONG_TOKEN
from callwright.runtime.strangers import MINUTE, MOST, MOST_OF_ALL, Strangers
from tests.runtime.managing import MANAGEMENT, Client, manage
from tests.runtime.serving import serving


def scope(peer: str) -> dict[str, Any]:
    return {"client": (peer, 1), "headers": []}


def test_so_many_of_an_address_are_answered_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Then 429, and one line that says that there will be none; another address is another one."""
    now = 0.0
    strangers = Strangers(lambda: now)
    with caplog.at_level(logging.INFO):
        told = [strangers.judge("/webhook", scope("203.0.113.7"), WRONG_TOKEN)[0] for _ in range(MOST + 50)]
    assert told == [401] * MOST + [429] * 50
    assert len(caplog.records) == MOST + 1
    assert strangers.judge("/webhook", scope("203.0.113.8"), WRONG_TOKEN)[0] == 401
    now = MINUTE + 1
    assert strangers.judge("/webhook", scope("203.0.113.7"), WRONG_TOKEN)[0] == 401


def test_so_many_of_all_addresses_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Who has ten thousand addresses fills no log; nor does a long one that somebody made up for a proxy."""
    now = 0.0
    strangers = Strangers(lambda: now)
    with caplog.at_level(logging.INFO):
        told = [strangers.judge("/webhook", scope(f"{n}" * 1000), WRONG_TOKEN)[0] for n in range(MOST_OF_ALL + 500)]
    assert told == [401] * MOST_OF_ALL + [429] * 500
    assert len(caplog.records) == MOST_OF_ALL + 1
    assert all(len(record.__dict__["fields"].get("peer", "")) <= 64 for record in caplog.records)
    now = MINUTE + 1
    assert strangers.judge("/webhook", scope("203.0.113.8"), WRONG_TOKEN)[0] == 401


def test_the_right_secret_is_let_in_all_the_same(tmp_path: Path) -> None:
    """From the same address, after a hundred wrong ones."""
    flow = tmp_path / "a.yaml"
    flow.write_text("flow: a\nstates:\n  a:\n    prompts: Hello.\n    hangup: true\n")

    async def act(client: Client) -> None:
        wrong = [client.ask("GET", "/calls/x", None, {"Authorization": "Bearer wrong"}) for _ in range(MOST + 40)]
        answers = await asyncio.gather(*wrong)
        assert sorted({status for status, _ in answers}) == [401, 429]
        assert {tuple(sorted(problem)) for _, problem in answers} == {("allowed", "error", "found")}
        assert (await client.ask("GET", "/calls/x", None, MANAGEMENT))[0] == 404

    with serving(create_app(flow, management_token="m")) as port:
        manage(port, act)
