"""``/records``: the calls that are recorded here, for a store that only this service can read.

    GET     /records?limit=50&numbers=no   {"calls": [...]}: each call in one line, the last one first       200
    GET     /records?brief=yes             {"calls": [...]}: nothing but the id, and when (Unix seconds)     200
    GET     /records/{call}                {"call", "summary": {...}, "lines": [...]}: the record itself     200
    DELETE  /records/{call}                {"call", "erased": true}                                          200

``callwright calls``, ``why``, ``replay`` and ``record-to-test`` ask here when ``--store`` is the management's address.
Telephone numbers are masked in the list unless ``numbers=yes``; a record itself holds them, since a replay needs them.
"""

from __future__ import annotations

import asyncio
import re
import time
from contextlib import suppress
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from callwright.core.model import Flow
from callwright.rehearsal.recording import BrokenRecordError, Head, Note, Recording, read
from callwright.rehearsal.summary import summary
from callwright.runtime import log
from callwright.runtime.management.asked import Refused, answer
from callwright.runtime.service import Service

USUAL, MOST = 50, 1_000


def routes(service: Service) -> list[Route]:
    """The addresses of this file."""
    of = _Records(service)
    return [
        Route("/records", of.show, methods=["GET"]),
        Route("/records/{call}", of.read, methods=["GET"]),
        Route("/records/{call}", of.forget, methods=["DELETE"]),
    ]


class _Records:
    def __init__(self, service: Service) -> None:
        self._service = service

    async def show(self, request: Request) -> Response:
        """The list."""
        limit, numbers, brief = _limit(request), _says_yes(request, "numbers"), _says_yes(request, "brief")
        store = self._service.open_store()
        calls: list[dict[str, Any]] = []
        for recorded in await store.recorded(limit):
            if brief:
                calls.append(recorded._asdict())
                continue
            try:
                recording = read(await store.record(recorded.call))
            except BrokenRecordError as error:
                log.warn("a record cannot be read", call=recorded.call, found=str(error))
                continue
            calls.append(await self._line(recording, numbers=numbers))
        return answer({"calls": calls})

    async def _line(self, recording: Recording, *, numbers: bool) -> dict[str, Any]:
        flows: dict[tuple[str, str], Flow | None] = {}
        for version, name in _versions(recording):
            flows[version, name] = await self._flow(version, name)
        now = round(time.time() * 1000)
        # A long call takes long to do again, and callers come first.
        line = await asyncio.to_thread(summary, recording, lambda version, name: flows.get((version, name)), now)
        data = line.data()
        if not numbers:
            data |= {name: log.masked(data[name]) for name in ("caller", "called")}
        return data

    async def _flow(self, version: str, name: str) -> Flow | None:
        project = self._service.catalog.known(version)
        if project is None and self._service.library is not None:
            project = await self._service.library.project(version)
        return None if project is None else project.flows.get(name)

    async def read(self, request: Request) -> Response:
        """One record."""
        call = request.path_params["call"]
        lines = await self._service.open_store().record(call)
        if not lines:
            raise unknown_record()
        told: dict[str, Any] = {"call": call, "lines": [line.decode("utf-8", "replace") for line in lines]}
        with suppress(BrokenRecordError):  # whoever reads the lines is told which one it is
            told["summary"] = await self._line(read(lines), numbers=True)
        return answer(told)

    async def forget(self, request: Request) -> Response:
        """Erase one."""
        call = request.path_params["call"]
        if not await self._service.open_store().forget(call):
            raise unknown_record()
        log.note("a record was erased", call=call)
        return answer({"call": call, "erased": True})


def unknown_record() -> Refused:
    """The refusal of a call that has no record."""
    return Refused(
        404,
        "There is no record of this call.",
        "an id that no recorded call has, or whose record is past its time",
        "the id of a recorded call, percent-encoded; GET /records lists them",
    )


def _versions(recording: Recording) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    name = recording.head.flow
    for entry in recording.entries:
        if isinstance(entry, Head):
            name = entry.flow
            found.add((entry.version, name))
        elif isinstance(entry, Note) and entry.what == "moved":
            found.add((entry.more, name))
    return found


def _limit(request: Request) -> int:
    written = request.query_params.get("limit", str(USUAL))
    if not re.fullmatch("[0-9]{1,6}", written) or not 1 <= int(written) <= MOST:
        raise Refused(400, "This is no limit.", written[:100], f"a number from 1 to {MOST}")
    return int(written)


def _says_yes(request: Request, name: str) -> bool:
    written = request.query_params.get(name, "no")
    if written not in ("yes", "no"):
        raise Refused(400, f'"{name}" is neither yes nor no.', written[:100], "yes or no")
    return written == "yes"
