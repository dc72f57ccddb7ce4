"""A real server on a free loopback port, in a thread, and the flow that it serves."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.applications import Starlette

from callwright.runtime.server import bind, make_server

FLOW = """
flow: hotline
language: en-US
start: welcome
intents:
  billing:
    - billing
    - my bill
  opening_hours:
    - opening hours
    - when are you open
states:
  welcome:
    prompts:
      - text: This call may be recorded.
        barge_in: none
        once: true
      - text: Would you like billing, or our opening hours?
        barge_in: {strategy: immediate, allow_after_ms: 500}
    transitions:
      billing: billing
      opening_hours: hours
  hours:
    prompts: We are open from nine to six.
    go_to: welcome
  billing:
    collect:
      slot: order_number
      type: digits
      length: 60
      prompts: Please type the digits of your order number.
    go_to: read_back
  read_back:
    prompts:
      # callwright: allow raw-value because the tests count its digits
      text: Your order number is {{ order_number }}.
      barge_in: none
    hangup: true
"""


_MANAGEMENT: dict[int, int] = {}


def management(port: int) -> int:
    """The port where the calls of the service at ``port`` are managed."""
    return _MANAGEMENT[port]


@contextmanager
def serving(app: Starlette) -> Iterator[int]:
    """Serve until the block ends. Gives the platform's port; ``management(port)`` is the other one."""
    sockets, managers = bind("127.0.0.1", 0), bind("127.0.0.1", 0) if hasattr(app.state, "management") else []
    port: int = sockets[0].getsockname()[1]
    if managers:
        _MANAGEMENT[port] = managers[0].getsockname()[1]
    server = make_server(app, "127.0.0.1", port, managers)
    # The socket listens already: who connects before the server runs waits in its queue.
    thread = threading.Thread(target=server.run, kwargs={"sockets": sockets})
    thread.start()
    try:
        yield port
    finally:
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive(), "the server did not stop"


def event(kind: str, call: str = "c1", **fields: object) -> dict[str, object]:
    """An event as the platform sends it."""
    numbers = {"phone_number": "4921112345", "to_phone_number": "4921112345", "direction": "inbound"}
    return {"type": kind, "session": {"id": call, "account_id": "a", **numbers}, **fields}
