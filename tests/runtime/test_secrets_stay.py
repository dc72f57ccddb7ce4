"""No secret goes where others look: arguments, the log, answers, what a debugger prints."""

from __future__ import annotations

import argparse
import asyncio
import io
import json
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from callwright.cli.serve import register
from callwright.runtime import log
from callwright.runtime.app import create_app
from callwright.runtime.settings import Settings
from callwright.runtime.tokens import Tokens
from tests.runtime.serving import event, management, serving

MINE, THEIRS, GUESS = "mine-5up3r-53cr3t-one", "theirs-5up3r-53cr3t-two", "guess-5up3r-53cr3t-three"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """The log at its most talkative, put back afterwards."""
    handlers, level, propagate = log.logger.handlers[:], log.logger.level, log.logger.propagate
    stream = io.StringIO()
    log.set_up("debug", stream)
    yield stream
    log.logger.handlers[:], log.logger.propagate = handlers, propagate
    log.logger.setLevel(level)


def test_no_option_takes_a_secret() -> None:
    """Whoever lists processes sees names of variables and files."""
    parser = argparse.ArgumentParser()
    register(parser.add_subparsers())
    serve = next(iter(next(iter(parser._subparsers._group_actions)).choices.values()))  # type: ignore[union-attr]
    named = [option for action in serve._actions for option in action.option_strings if "token" in option]
    assert named
    assert [option for option in named if not option.endswith(("-env", "-file"))] == []


def test_what_is_printed_of_settings_is_no_secret() -> None:
    """Not even by mistake."""
    settings = Settings(token=Tokens(MINE), management_token=Tokens(THEIRS), external_token=Tokens(GUESS))
    assert "53cr3t" not in repr(settings) + str(settings.token)


def test_no_secret_is_in_a_line_or_an_answer(flows: Path, lines: io.StringIO) -> None:
    """Whatever is asked for, with the right secret or a wrong one, at ``debug``."""
    said: list[str] = []

    async def main(port: int) -> None:
        kind = {"Content-Type": "application/json"}
        tokens = [{"X-API-TOKEN": MINE}, {"X-API-TOKEN": GUESS}, {"Authorization": f"Bearer {GUESS}"}]
        tokens.append({"Authorization": f"Bearer {THEIRS}"})
        asked = [("POST", port, "/webhook"), ("GET", port, "/health"), ("GET", port, "/ready"), ("GET", port, "/no")]
        asked += [
            ("GET", management(port), path) for path in ("/calls/c1", "/metrics", "/flows", "/no", "/openapi.json")
        ]
        async with aiohttp.ClientSession() as client:
            for token in tokens:
                for method, at, path in asked:
                    data = json.dumps(event("session_start")) if method == "POST" else None
                    url = f"http://127.0.0.1:{at}{path}"
                    async with client.request(method, url, data=data, headers=kind | token) as answer:
                        said.append(await answer.text() + str(answer.headers))
        for guess in (GUESS, MINE):
            try:
                async with connect(
                    f"ws://127.0.0.1:{port}/websocket", additional_headers={"X-API-TOKEN": guess}
                ) as line:
                    await line.send(json.dumps(event("session_start", "c2")))
                    said.append(str(await line.recv()))
            except InvalidStatus as refusal:
                said.append(str(refusal.response.body))

    with serving(create_app(flows, token=MINE, management_token=THEIRS)) as port:
        asyncio.run(main(port))
    logged = lines.getvalue()
    assert "a request was refused" in logged
    assert len(said) > 30
    assert "53cr3t" not in logged
    assert "53cr3t" not in "".join(said)
