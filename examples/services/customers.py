"""Customers, and whether a caller is the one they say they are.

    POST /customers/20304051/verification  {"birthday": "1979-06-03"}  ->  {"customer": {"number": …, "name": …}}

Who does not know the right birthday learns nothing: a wrong number and a wrong birthday are both answered 403.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody with an account; ``birthday`` is an ISO date."""

    number: str
    name: str
    birthday: str


CUSTOMERS = {
    one.number: one
    for one in (
        Customer("20304051", "Mary Miller", "1979-06-03"),
        Customer("31415920", "Jonas Weber", "1980-08-04"),
    )
}


async def verify(request: Request) -> Response:
    """Whether number and birthday belong together."""
    customer = CUSTOMERS.get(request.path_params["number"])
    body = await request.json()
    given = body.get("birthday") if isinstance(body, dict) else None
    if customer is None or given != customer.birthday:
        return JSONResponse({"error": "these do not belong together"}, 403)
    return JSONResponse({"customer": {"number": customer.number, "name": customer.name}})


routes = [Route("/{number}/verification", verify, methods=["POST"])]
