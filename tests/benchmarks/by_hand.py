"""What somebody writes by hand who knows the four answers beforehand: the measure for all that we add.

The bare endpoint remembers nothing. The others keep where the call stands in a store, with one read and one write a
turn, as simply as it can be done with that store.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

import redis.asyncio as redis
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Read = Callable[[str], Awaitable[str | bytes | None]]
Write = Callable[[str, str], Awaitable[object]]


def _speak(text: str, barge_in: dict[str, object], seconds: int) -> dict[str, object]:
    return {"type": "speak", "text": text, "barge_in": barge_in, "user_input_timeout_seconds": seconds}


RECORDED = _speak("This call may be recorded for quality assurance.", {"strategy": "none"}, 10)
MENU = _speak("Would you like billing, or our opening hours?", {"strategy": "immediate", "allow_after_ms": 0}, 8)
DIGITS = _speak(
    "Please tell me the six digits of your order number.",
    {"strategy": "minimum_characters", "minimum_characters": 3, "allow_after_ms": 0},
    8,
)


def _answer(event: dict[str, Any], call: str) -> Response:
    match event["type"]:
        case "session_start":
            return JSONResponse({**RECORDED, "session_id": call})
        case "assistant_speech_ended":
            return JSONResponse({**MENU, "session_id": call})
        case "user_speak":
            return JSONResponse({**DIGITS, "session_id": call})
        case _:
            return Response(status_code=204)


def bare() -> Starlette:
    """Hard-coded answers."""

    async def webhook(request: Request) -> Response:
        event = await request.json()
        return _answer(event, event["session"]["id"])

    return Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])


def _with_state(read: Read, write: Write) -> Starlette:
    async def webhook(request: Request) -> Response:
        event = await request.json()
        call = event["session"]["id"]
        known = await read(call)
        state = json.loads(known) if known else {"turns": 0, "caller": event["session"].get("from_phone_number")}
        state["turns"] += 1
        state["last"] = event["type"]
        state["words"] = event.get("text", "")
        await write(call, json.dumps(state))
        return _answer(event, call)

    return Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])


def with_sqlite(file: str) -> Starlette:
    """The call's state in a row of a SQLite file: one SELECT and one upsert a turn."""
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("CREATE TABLE IF NOT EXISTS calls (id TEXT PRIMARY KEY, state TEXT NOT NULL)")

    async def read(call: str) -> str | None:
        row = db.execute("SELECT state FROM calls WHERE id = ?", (call,)).fetchone()
        return None if row is None else str(row[0])

    async def write(call: str, state: str) -> None:
        db.execute(
            "INSERT INTO calls VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state", (call, state)
        )

    return _with_state(read, write)


def with_redis(url: str) -> Starlette:
    """The call's state under a key of a Redis server: one GET and one SET a turn."""
    client = redis.Redis.from_url(url)

    async def write(call: str, state: str) -> object:
        return await client.set(f"by-hand:{call}", state, ex=7200)

    return _with_state(lambda call: client.get(f"by-hand:{call}"), write)
