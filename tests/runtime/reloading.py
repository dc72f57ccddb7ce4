"""A running service that watches its files, and who calls it."""

from __future__ import annotations

import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from callwright.runtime.app import create_app
from callwright.runtime.service import Service
from callwright.stores import Store
from tests.runtime.serving import FLOW, event, management, serving

LARGE = bool(os.environ.get("CALLWRIGHT_LARGE"))
"""Whether tests that can be large are."""

SECONDS = 60.0
"""How long anything may take on a machine that has more to do."""


def version(what: object) -> str:
    """The flow, with another answer to the question when we are open."""
    return FLOW.replace("nine to six", f"version {what}")


class Line:
    """A service, seen from outside. ``service`` is for what nobody outside can know."""

    def __init__(self, port: int, service: Service) -> None:
        self.port = port
        self.service = service

    def flows(self) -> dict[str, Any]:
        """``GET /flows``."""
        return self._get(f"http://127.0.0.1:{management(self.port)}/flows")

    def health(self) -> dict[str, Any]:
        """``GET /health``."""
        return self._get(f"http://127.0.0.1:{self.port}/health")

    def _get(self, address: str) -> dict[str, Any]:
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:
            found: dict[str, Any] = json.load(answer)
            return found

    def until(self, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Ask for the flows until something holds of them."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            found = self.flows()
            if holds(found):
                return found
            time.sleep(0.005)
        raise AssertionError(f"this is what is served: {self.flows()}")

    def another(self, than: str) -> str:
        """Wait until another version is served, without trouble; which one."""
        found = self.until(lambda found: found["version"] != than and "trouble" not in found)
        return str(found["version"])

    def trouble(self) -> dict[str, Any]:
        """Wait until something is wrong."""
        found: dict[str, Any] = self.until(lambda found: "trouble" in found)["trouble"]
        return found

    def post(self, kind: str, call: str, **fields: object) -> str:
        """One event; what is answered."""
        body = json.dumps(event(kind, call, **fields)).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/webhook", body, headers)
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            said: str = answer.read().decode()
            return said

    def begin(self, *calls: str) -> None:
        """Calls begin, and are asked whether they want billing, or our opening hours."""
        for call in calls:
            assert "recorded" in self.post("session_start", call)
            assert "opening hours" in self.post("assistant_speech_ended", call)

    def hours(self, call: str) -> str:
        """What a caller hears who asks when we are open. Once a call."""
        return self.post("user_speak", call, text="opening hours")


@contextmanager
def watched(*paths: Path, store: str | Store = "memory://", reload: bool | Literal["live"] = True) -> Iterator[Line]:
    """Serve and watch these paths. Begins when whatever is saved from now on is noticed."""
    app = create_app(paths, store=store, reload=reload)
    with serving(app) as port:
        line = Line(port, app.state.service)
        line.until(lambda found: found["reload"]["watching"] and found["reload"]["readings"] > 0)
        yield line
