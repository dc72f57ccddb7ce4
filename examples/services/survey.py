"""What guests answer when they are asked how they liked it.

    POST /survey/answers  {"language", "score", "again", …}  ->  201 {"number": 1}
    GET  /survey/answers                                     ->  {"answers": [...], "average": 8.5}

The same ``Idempotency-Key`` twice is one answer.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

BEST = 10
ANSWERS: dict[str, dict[str, Any]] = {}
"""By the ``Idempotency-Key`` with which they came, or their number where they came without."""


async def take(request: Request) -> Response:
    """Keep the answers of one guest."""
    body = await request.json()
    score = body.get("score") if isinstance(body, dict) else None
    if not isinstance(score, int | float) or not 0 <= score <= BEST:
        return JSONResponse({"error": f"score is a number from 0 to {BEST}"}, 400)
    key = request.headers.get("idempotency-key") or f"number {len(ANSWERS) + 1}"
    ANSWERS[key] = body
    return JSONResponse({"number": list(ANSWERS).index(key) + 1}, 201)


async def read(_: Request) -> Response:
    """All answers, and what guests give on average."""
    scores = [answer["score"] for answer in ANSWERS.values()]
    average = round(sum(scores) / len(scores), 2) if scores else None
    return JSONResponse({"answers": list(ANSWERS.values()), "average": average})


routes = [
    Route("/answers", take, methods=["POST"]),
    Route("/answers", read, methods=["GET"]),
]
