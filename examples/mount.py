"""callwright inside an application of your own, beside your own pages.

Run it with ``uvicorn examples.mount:app``; the platform's address is then ``/telephone/webhook``, and calls are managed
below ``/managing``, such as ``/managing/calls/ID``. Without a secret of its own that is for this machine only.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from callwright import create_app

telephone = create_app(
    os.environ.get("FLOWS", "flows"),
    store=os.environ.get("STORE", "memory://"),
    token=os.environ.get("CALLWRIGHT_TOKEN"),
    management_token=os.environ.get("CALLWRIGHT_MANAGEMENT_TOKEN"),
)


async def home(_request: Request) -> PlainTextResponse:
    """A page of your own."""
    return PlainTextResponse("Our telephone is answered at /telephone/webhook.")


@asynccontextmanager
async def lifespan(_app: Starlette) -> AsyncIterator[None]:
    """Starlette does not start what is mounted. The first event would, but a broken store is better seen at once."""
    await telephone.state.service.open()
    yield
    await telephone.state.service.close()


app = Starlette(
    routes=[Route("/", home), Mount("/telephone", telephone), Mount("/managing", telephone.state.management)],
    lifespan=lifespan,
)
