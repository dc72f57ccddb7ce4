"""Orders, and how they travel.

    GET  /orders/4500123452                       ->  {"number": …, "status": "shipped", "day": "2026-11-24"}, or 404
    POST /orders/4500123452/notes  {"text": "…"}  ->  201, or 409 where the driver has been there

Two of them are there to try what a caller hears on a bad day: one takes four seconds, one fails the first time.
"""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

SLOW = "4500555117"
FORGETFUL = "4500700010"
SLOW_SECONDS = 4.0
ORDERS: dict[str, dict[str, Any]] = {
    "4500123452": {"status": "shipped", "days": 2},
    "4500987658": {"status": "packed", "days": 4},
    "4500303039": {"status": "delivered", "days": -1},
    "4500555117": {"status": "shipped", "days": 1},
    "4500700010": {"status": "shipped", "days": 3},
}
NOTES: dict[str, list[str]] = {}
ASKED: set[str] = set()


async def order(request: Request) -> Response:
    """Where an order is, and the day on which it comes, or came."""
    number = request.path_params["number"]
    known = ORDERS.get(number)
    if known is None:
        return JSONResponse({"error": "no such order"}, 404)
    if number == SLOW:
        await asyncio.sleep(SLOW_SECONDS)
    if number == FORGETFUL and number not in ASKED:
        ASKED.add(number)
        return JSONResponse({"error": "come again"}, 503)
    day = date.today() + timedelta(days=known["days"])  # noqa: DTZ011 - the day on this machine's wall
    return JSONResponse({"number": number, "status": known["status"], "day": day.isoformat()})


async def note(request: Request) -> Response:
    """A note for the driver."""
    known = ORDERS.get(request.path_params["number"])
    if known is None:
        return JSONResponse({"error": "no such order"}, 404)
    if known["status"] == "delivered":
        return JSONResponse({"error": "the driver has been there"}, 409)
    NOTES.setdefault(request.path_params["number"], []).append((await request.json())["text"])
    return JSONResponse({"noted": True}, 201)


routes = [
    Route("/{number}", order, methods=["GET"]),
    Route("/{number}/notes", note, methods=["POST"]),
]
