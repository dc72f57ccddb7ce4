"""``GET /metrics``: for Prometheus. ``GET /health``: how the line is doing, with every reason that it is not well."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from callwright.runtime import condition, metrics
from callwright.runtime.management.asked import answer
from callwright.runtime.service import Service


def routes(service: Service) -> list[Route]:
    """See ``app.Noun``."""

    async def tell(request: Request) -> Response:
        body, content_type = await metrics.exposition(service, request.headers.get("accept", ""))
        return Response(body, headers={"content-type": content_type})

    async def health(_request: Request) -> Response:
        report = await condition.health(service)
        return answer(report, 503 if report["status"] == "down" else 200)

    return [Route("/metrics", tell, methods=["GET"]), Route("/health", health, methods=["GET"])]
