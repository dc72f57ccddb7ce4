"""``GET /flows``, behind the management's door. What it says of saves is proved in ``test_reload``."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

from callwright.runtime.app import create_app
from tests.runtime.management.test_metrics import get
from tests.runtime.managing import MANAGEMENT
from tests.runtime.serving import FLOW, serving


def test_it_says_what_is_served(tmp_path: Path) -> None:
    """Each flow with its file, states, version, numbers and since when; nothing about reloads where none are."""
    for name in ("sales", "support"):
        text = FLOW.replace("flow: hotline", f'flow: {name}\ntitle: The {name}\nnumbers: ["+49211{len(name)}"]')
        (tmp_path / f"{name}.yaml").write_text(text)
    with serving(create_app(tmp_path, token="t", management_token="m")) as port:
        status, _, text = asyncio.run(get(port, "/flows", **MANAGEMENT))
    found = json.loads(text)
    assert status == 200
    assert found.keys() == {"version", "flows"}
    for flow, name in zip(found["flows"], ("sales", "support"), strict=True):
        since = datetime.fromisoformat(flow.pop("since"))
        assert 0 <= (datetime.now(UTC) - since).total_seconds() < 60
        assert flow == {
            "name": name,
            "title": f"The {name}",
            "file": (tmp_path / f"{name}.yaml").as_posix(),
            "version": found["version"],
            "states": 4,
            "numbers": [f"+49211{len(name)}"],
            "answers_everything": False,
        }


def test_strangers_learn_nothing(flows: Path) -> None:
    """Neither what is served nor what is wrong with it."""
    with serving(create_app(flows, token="t", management_token="m")) as port:
        for headers in ({}, {"Authorization": "Bearer t"}):
            status, _, text = asyncio.run(get(port, "/flows", **headers))
            assert status == 401
            assert "hotline" not in text
