"""The example services, really running, and asking them without a call between."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import aiohttp
from examples.services.app import app

from tests.flows.service import running
from tests.flows.stubs import TOKEN


@contextmanager
def example_services() -> Iterator[str]:
    """The application of ``examples/services`` on a free port; gives its address. It wants to see ``stubs.TOKEN``."""
    before = os.environ.get("SERVICES_TOKEN")
    os.environ["SERVICES_TOKEN"] = TOKEN
    try:
        with running(app) as address:
            yield address
    finally:
        if before is None:
            del os.environ["SERVICES_TOKEN"]
        else:
            os.environ["SERVICES_TOKEN"] = before


def ask(address: str, method: str, path: str, body: object = None, *, key: str = "") -> tuple[int, Any]:
    """The status and the JSON that a service answers."""

    async def main() -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {TOKEN}"} | ({"Idempotency-Key": key} if key else {})
        async with (
            asyncio.timeout(20),
            aiohttp.ClientSession(headers=headers) as http,
            http.request(method, f"http://{address}{path}", json=body) as response,
        ):
            return response.status, await response.json()

    return asyncio.run(main())
