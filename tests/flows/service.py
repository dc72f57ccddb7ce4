"""A real service on a free port of this machine, in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from callwright.runtime.app import create_app
from callwright.runtime.server import bind, make_server


@contextmanager
def serving(path: Path, *, store: str = "memory://", environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve the flows of ``path``; gives the address, such as ``127.0.0.1:40123``. It believes what time it is told.

    ``environment`` is where ``env.NAME`` of the flows is found.
    """
    with running(create_app(path, store=store, trust_clock=True, environment=environment)) as address:
        yield address


@contextmanager
def running(app: Any) -> Iterator[str]:
    """An application behind a port of its own; gives the address."""
    sockets = bind("127.0.0.1", 0)
    server = make_server(app, "127.0.0.1", 0)
    thread = threading.Thread(target=server.run, kwargs={"sockets": sockets})
    thread.start()
    try:
        yield f"127.0.0.1:{sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        for one in sockets:
            one.close()
