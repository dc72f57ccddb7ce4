"""A real service on a free port of this machine, in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from callwright.runtime.app import create_app
from callwright.runtime.server import bind, make_server


@contextmanager
def serving(path: Path, *, store: str = "memory://") -> Iterator[str]:
    """Serve the flows of ``path``; gives the address, such as ``127.0.0.1:40123``. It believes what time it is told."""
    app = create_app(path, store=store, trust_clock=True)
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
