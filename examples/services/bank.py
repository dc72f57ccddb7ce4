"""Accounts: what is in them, who money may be sent to, and sending it.

    GET  /bank/accounts/20304051                ->  {"balance": {"amount": 2345.6, "currency": "GBP"}}
    GET  /bank/accounts/20304051/payees/James   ->  {"name": "James Cook"}, or 404
    POST /bank/accounts/20304051/transfers      {"payee", "amount", "day"}  ->  201 {"reference": "T1001"}, or 402

The same ``Idempotency-Key`` twice is one transfer, answered twice: callwright sends one with each request, so that
nothing is paid two times when a line breaks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route


@dataclass(slots=True)
class Account:
    """The account of one customer. ``payees`` are people by the name that their customer calls them."""

    balance: Decimal
    currency: str
    payees: dict[str, str]
    transfers: list[dict[str, Any]] = field(default_factory=list)


ACCOUNTS = {
    "20304051": Account(
        Decimal("2345.60"), "GBP", {"james": "James Cook", "emma": "Emma Cook", "oliver": "Oliver Stone"}
    ),
    "31415920": Account(Decimal("812.35"), "EUR", {"anna": "Anna Weber"}),
}
ANSWERED: dict[str, JSONResponse] = {}
"""What was answered already, by its ``Idempotency-Key``."""


def _account(request: Request) -> Account | None:
    return ACCOUNTS.get(request.path_params["number"])


def _nobody(what: str) -> Response:
    return JSONResponse({"error": f"no such {what}"}, 404)


async def balance(request: Request) -> Response:
    """How much is in the account."""
    account = _account(request)
    if account is None:
        return _nobody("account")
    return JSONResponse({"balance": {"amount": float(account.balance), "currency": account.currency}})


async def payee(request: Request) -> Response:
    """Whom the customer means by a name: the first name is enough."""
    account = _account(request)
    said = request.path_params["name"].lower().split()
    name = account.payees.get(said[0]) if account is not None and said else None
    return _nobody("payee") if name is None else JSONResponse({"name": name})


async def transfer(request: Request) -> Response:
    """Send money, once."""
    key = request.headers.get("idempotency-key", "")
    if key in ANSWERED:
        return ANSWERED[key]
    account = _account(request)
    if account is None:
        return _nobody("account")
    body = await request.json()
    amount = Decimal(str(body["amount"]["amount"]))
    if amount > account.balance:
        answer = JSONResponse({"error": "not enough money"}, 402)
    else:
        account.balance -= amount
        account.transfers.append(body)
        answer = JSONResponse({"reference": f"T{1000 + len(account.transfers)}"}, 201)
    if key:
        ANSWERED[key] = answer
    return answer


routes = [
    Route("/accounts/{number}", balance, methods=["GET"]),
    Route("/accounts/{number}/payees/{name}", payee, methods=["GET"]),
    Route("/accounts/{number}/transfers", transfer, methods=["POST"]),
]
