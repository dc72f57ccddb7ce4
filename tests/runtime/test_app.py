"""The application around the webhook: health, readiness, mounting, mistakes."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

import callwright
from callwright.runtime.app import create_app
from callwright.runtime.settings import READY_SECONDS
from callwright.stores import StoreError
from callwright.stores.memory import MemoryStore
from tests.runtime.serving import event, serving


def ask(port: int, path: str, body: Mapping[str, object] | None = None, token: str = "") -> tuple[int, Any]:
    """GET, or POST a body; status and JSON."""

    async def main() -> tuple[int, Any]:
        async with aiohttp.ClientSession(headers={"X-API-TOKEN": token} if token else {}) as client:
            url = f"http://127.0.0.1:{port}{path}"
            async with client.post(url, json=body) if body else client.get(url) as answer:
                text = await answer.text()
                return answer.status, json.loads(text) if text.startswith(("{", "[")) else text

    return asyncio.run(main())


def test_the_package_exports_it_lazily() -> None:
    """``callwright.create_app`` is this one, and an unknown name is an ``AttributeError``."""
    assert callwright.create_app is create_app
    assert callwright.__version__
    with pytest.raises(AttributeError, match="crate_app"):
        _ = callwright.crate_app


def test_health_names_the_flows(flows: Path) -> None:
    """Version, flows and their states."""
    with serving(create_app(flows)) as port:
        status, report = ask(port, "/health")
    assert status == 200
    assert report["status"] == "ok"
    assert report["flows"]["hotline"]["states"] == 4
    assert report["version"]


def test_health_tells_strangers_nothing_but_that_it_runs(flows: Path) -> None:
    """Without the token only the status."""
    with serving(create_app(flows, token="t")) as port:
        assert ask(port, "/health") == (200, {"status": "ok"})
        assert "flows" in ask(port, "/health", token="t")[1]


def test_health_says_that_a_reload_failed(flows: Path) -> None:
    """Degraded, with the number of mistakes, until it is mended."""
    app = create_app(flows, reload=True)

    good = (flows / "hotline.yaml").read_text()
    with serving(app) as port:

        async def until_degraded() -> Any:
            async with aiohttp.ClientSession() as client:
                for turn in range(100):
                    if turn % 20 == 0:
                        (flows / "hotline.yaml").write_text(good.replace("go_to: welcome", "go_to: welcom"))
                    async with client.get(f"http://127.0.0.1:{port}/health") as answer:
                        report = await answer.json()
                    if report["status"] == "degraded":
                        return report
                    await asyncio.sleep(0.05)
            raise AssertionError("never degraded")

        report = asyncio.run(until_degraded())
        assert report["errors"] >= 1
        assert "last good version" in report["trouble"]
        assert ask(port, "/webhook", event("session_start"))[0] == 200


def test_ready_when_calls_can_be_kept(flows: Path) -> None:
    """200 with a store that works; 503 with the reason when it does not."""

    class Breaking(MemoryStore):
        broken = False

        async def check(self) -> None:
            if self.broken:
                raise StoreError("The store cannot be used.")

    store = Breaking()
    with serving(create_app(flows, store=store)) as port:
        assert ask(port, "/ready") == (200, {"ready": True})
        store.broken = True
        assert ask(port, "/ready") == (503, {"ready": False, "reason": "The store cannot be used."})


def test_a_stranger_makes_the_store_work_once_a_second(flows: Path) -> None:
    """However often they ask whether calls can be kept; and where the store is they are not told."""

    class Counting(MemoryStore):
        checks = 0

        async def check(self) -> None:
            self.checks += 1
            raise StoreError("The store /srv/calls.db cannot be used.")

    store = Counting()
    with serving(create_app(flows, store=store, token="t")) as port:
        began = time.monotonic()
        for _ in range(50):
            assert ask(port, "/ready") == (503, {"ready": False})
        assert store.checks <= 1 + (time.monotonic() - began) / READY_SECONDS
        assert "calls.db" in ask(port, "/ready", token="t")[1]["reason"]


def test_mounted_it_opens_with_the_first_event(flows: Path) -> None:
    """Under another application, whose lifespan knows nothing of it."""
    with serving(Starlette(routes=[Mount("/telephone", create_app(flows, token="t"))])) as port:
        assert ask(port, "/telephone/webhook", event("session_start"), token="t")[0] == 200
        assert ask(port, "/telephone/webhook", event("session_start"))[0] == 401
        assert ask(port, "/telephone/ready") == (200, {"ready": True})
        assert ask(port, "/webhook", event("session_start"), token="t")[0] == 404


def test_the_example_of_mounting_works(flows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``examples/mount.py`` serves its own page and the telephone."""
    monkeypatch.setenv("FLOWS", str(flows))
    monkeypatch.setenv("STORE", "memory://")
    monkeypatch.setenv("CALLWRIGHT_TOKEN", "t")
    spec = importlib.util.spec_from_file_location("mount", Path(__file__).parents[2] / "examples" / "mount.py")
    assert spec is not None
    assert spec.loader is not None
    example = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(example)
    with serving(example.app) as port:
        assert "telephone" in ask(port, "/")[1]
        assert ask(port, "/telephone/webhook", event("session_start"), token="t")[0] == 200
        assert ask(port, "/managing/calls/c1")[1]["flow"] == "hotline"


def test_middleware_of_ones_own_sees_the_webhook(flows: Path) -> None:
    """The short way is only taken where nobody stands in it."""
    seen: list[str] = []

    class Watcher:
        def __init__(self, app: ASGIApp) -> None:
            self.app = app

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            seen.append(scope.get("path", scope["type"]))
            await self.app(scope, receive, send)

    app = create_app(flows)
    app.add_middleware(Watcher)
    with serving(app) as port:
        assert ask(port, "/webhook", event("session_start"))[0] == 200
    assert "/webhook" in seen


def test_flows_with_mistakes_are_not_served(flows: Path) -> None:
    """``ValueError`` with every mistake, its line and its mend."""
    (flows / "hotline.yaml").write_text("states:\n  a:\n    go_to: b\n")
    with pytest.raises(ValueError, match=r"hotline\.yaml:3") as refusal:
        create_app(flows)
    assert "Traceback" not in str(refusal.value)


def test_an_empty_token_is_refused(flows: Path) -> None:
    """A token that is empty by accident must not open the door."""
    for token in ("", "  "):
        with pytest.raises(ValueError, match="empty"):
            create_app(flows, token=token)


def test_other_settings_that_cannot_be_meant(flows: Path) -> None:
    """One token for both doors, an address that is none: refused before anything is served."""
    with pytest.raises(ValueError, match="management token is empty"):
        create_app(flows, management_token=" ")
    with pytest.raises(ValueError, match="the same"):
        create_app(flows, token="t", management_token="t")
    with pytest.raises(ValueError, match="session_id"):
        create_app(flows, external_url="https://p.example/")


def test_several_paths_are_one_service(flows: Path, tmp_path: Path) -> None:
    """Files and folders may be mixed."""
    second = tmp_path / "second.yaml"
    second.write_text("flow: second\nnumbers: ['+49 30 1']\nstates:\n  a:\n    prompts: Second.\n    hangup: true\n")
    with serving(create_app([flows, str(second)])) as port:
        assert set(ask(port, "/health")[1]["flows"]) == {"hotline", "second"}
        body = {"type": "session_start", "session": {"id": "c", "to_phone_number": "49301"}}
        assert ask(port, "/webhook", body)[1]["text"] == "Second."
    with pytest.raises(ValueError, match="no path"):
        create_app([])


def test_a_restart_in_mid_call_loses_nothing(flows: Path, tmp_path: Path) -> None:
    """With SQLite the call goes on in the next process where it was in the last."""
    store = f"sqlite:///{tmp_path / 'calls.db'}"
    with serving(create_app(flows, store=store)) as port:
        ask(port, "/webhook", event("session_start"))
    with serving(create_app(flows, store=store)) as port:
        assert ask(port, "/webhook", event("assistant_speech_ended"))[1]["text"].startswith("Would you like")
