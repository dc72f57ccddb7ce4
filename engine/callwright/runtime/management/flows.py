"""``GET /flows``: what is served, since when, and what is wrong with what was saved last.

    GET  /flows   {"version", "flows": [...], "aliases"?: [...], "reload"?: {...}, "trouble"?: {...}}      200

What callers say or who calls is nowhere in it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from callwright.compiler import Project
from callwright.core.model import Flow
from callwright.diagnostics.model import Diagnostic
from callwright.runtime.answering import Offer
from callwright.runtime.management.asked import answer
from callwright.runtime.service import Service


def routes(service: Service) -> list[Route]:
    """The addresses of this file."""

    async def show(_request: Request) -> Response:
        await service.open()
        return answer(shown(service))

    return [Route("/flows", show, methods=["GET"])]


def shown(service: Service) -> dict[str, Any]:
    """Everything there is to say about the flows of a service."""
    catalog, reloader = service.catalog, service.flows.reloader
    found: dict[str, Any] = {
        "version": catalog.version,
        "flows": [
            _flow(flow, project, catalog.since(project.version))
            for project in catalog.current.projects
            for flow in project.flows.values()
        ],
    }
    if catalog.current.offers:
        found["aliases"] = [_alias(offer) for offer in catalog.current.offers]
    if reloader is not None:
        found["reload"] = {"watching": reloader.watching, "readings": reloader.readings, "live": catalog.live}
    if catalog.trouble is not None:
        found["trouble"] = {
            "message": catalog.trouble.message,
            "errors": catalog.trouble.errors,
            "diagnostics": [_diagnostic(one) for one in catalog.trouble.diagnostics],
        }
    return found


def _flow(flow: Flow, project: Project, since: float) -> dict[str, Any]:
    return {
        "name": flow.name,
        "title": flow.title,
        "file": Path(flow.span.file).as_posix(),
        "version": project.version,
        "since": datetime.fromtimestamp(since, UTC).isoformat(timespec="milliseconds"),
        "states": len(flow.states),
        "numbers": list(flow.numbers),
        "answers_everything": flow.answers_everything,
    }


def _alias(offer: Offer) -> dict[str, Any]:
    return {
        "name": offer.alias,
        "shares": [{"version": project.version, "percent": percent} for percent, project in offer.shares],
        "numbers": list(offer.numbers),
    }


def _diagnostic(found: Diagnostic) -> dict[str, Any]:
    span = found.span
    return {
        "file": Path(span.file).as_posix(),
        "line": span.line,
        "column": span.column,
        "severity": found.severity.value,
        "code": found.code,
        "message": found.message,
        "help": found.help,
    }
