"""``GET /openapi.json``: every address of both doors, what it takes and what it answers, as OpenAPI 3.1."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from callwright.resources import openapi_text
from callwright.runtime.service import Service


def routes(service: Service) -> list[Route]:
    """The address of this file."""
    del service
    return [Route("/openapi.json", show, methods=["GET"])]


async def show(_request: Request) -> Response:
    """The document that ``schemas/openapi.json`` is."""
    return Response(openapi_text(), media_type="application/json")
