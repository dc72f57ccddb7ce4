"""The service and its OpenAPI document say the same: schemathesis against a service that really runs.

A few seconds as it is; ``CALLWRIGHT_LONG=1`` (``make fuzz``) looks much longer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.routing import Route

from callwright.resources import openapi_text
from callwright.runtime.app import create_app
from tests.docs.pages import ROOT
from tests.runtime.serving import FLOW
from tests.wire.service import MANAGEMENT, PLATFORM, Running, running

LONG = bool(os.environ.get("CALLWRIGHT_LONG"))
DOCUMENT: dict[str, Any] = json.loads((ROOT / "schemas" / "openapi.json").read_text())


class _Rings(BaseHTTPRequestHandler):
    """A platform that rings whoever is asked for."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(201)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service whose platform rings everybody, with two calls that have begun."""
    platform = ThreadingHTTPServer(("127.0.0.1", 0), _Rings)
    threading.Thread(target=platform.serve_forever, daemon=True).start()
    where = f"http://127.0.0.1:{platform.server_address[1]}/v3"
    try:
        with running(tmp_path_factory.mktemp("served"), more=("--platform-url", where)) as service:
            for call in ("4f0c", "0"):
                event = json.dumps({"type": "session_start", "session": {"id": call}}).encode()
                headers = {"Content-Type": "application/json", **PLATFORM}
                with urllib.request.urlopen(urllib.request.Request(service.webhook, event, headers)) as answer:
                    assert answer.status == 200
            yield service
    finally:
        platform.shutdown()
        platform.server_close()


@pytest.mark.parametrize("door", ["platform", "management"])
def test_every_answer_is_as_documented(service: Running, door: str, tmp_path: Path) -> None:
    """Whatever comes: a documented status, the documented shape, nothing accepted that must not be, no 5xx."""
    port = service.platform if door == "platform" else service.management
    [(name, value)] = (PLATFORM if door == "platform" else MANAGEMENT).items()
    phases = "examples,coverage,fuzzing" + (",stateful" if door == "management" else "")
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(ROOT / "tests/wire/schemathesis.toml"), "run"),
        *(str(ROOT / "schemas/openapi.json"), "--url", f"http://127.0.0.1:{port}", "-H", f"{name}: {value}"),
        *("--include-tag", door, "--phases", phases, "--checks", "all", "--warnings", "off", "--no-color"),
        *("--max-examples", "2000" if LONG else "20", "--generation-database", ":memory:"),
        *(() if LONG else ("--seed", "1")),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=1200 if LONG else 120)
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]


def test_the_document_names_every_address(tmp_path: Path) -> None:
    """Each path and method of both doors, and no other; ``GET /openapi.json`` is the file."""
    (tmp_path / "hotline.yaml").write_text(FLOW)
    app = create_app(tmp_path)
    routes = [route for each in (app, app.state.management) for route in each.routes if isinstance(route, Route)]
    served = {(route.path, method) for route in routes for method in (route.methods or set()) - {"HEAD"}}
    documented = {
        (path, method.upper())
        for path, item in DOCUMENT["paths"].items()
        for method in item
        if method in ("get", "post", "put", "delete", "patch")
    }
    assert documented == served
    assert json.loads(openapi_text()) == DOCUMENT


def test_the_documents_schemas_are_schemas() -> None:
    """Each one, so that programs can be made of it; every example is as its schema says."""
    schemas = DOCUMENT["components"]["schemas"]
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    for item in DOCUMENT["paths"].values():
        content = item.get("post", {}).get("requestBody", {}).get("content", {}).get("application/json", {})
        if "example" in content:
            whole = {"components": DOCUMENT["components"], **content["schema"]}
            jsonschema.Draft202012Validator(whole).validate(content["example"])
