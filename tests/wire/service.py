"""A service that really runs, in a process of its own, with both doors open."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.docs.pages import ROOT
from tests.runtime.outside import DESK

TOKEN, MANAGER = "platform-secret-of-tests", "management-secret-of-tests"
PLATFORM = {"X-API-TOKEN": TOKEN}
MANAGEMENT = {"Authorization": f"Bearer {MANAGER}"}


class Running(NamedTuple):
    """Where it is."""

    platform: int
    management: int

    @property
    def webhook(self) -> str:
        return f"http://127.0.0.1:{self.platform}/webhook"


@contextmanager
def running(folder: Path, *, more: tuple[str, ...] = ()) -> Iterator[Running]:
    """Serve a flow that listens to the world, and one that can be dialled, until the block ends."""
    flows = folder / "flows"
    flows.mkdir()
    (flows / "desk.yaml").write_text(DESK.replace("language: en-US\n", "language: en-US\nanswers: everything\n"))
    (flows / "reminder.yaml").write_text((ROOT / "examples" / "reminder.yaml").read_text())
    secrets = {
        "CALLWRIGHT_TOKEN": TOKEN,
        "CALLWRIGHT_MANAGEMENT_TOKEN": MANAGER,
        "CALLWRIGHT_PLATFORM_TOKEN": "secret-of-the-platform",
    }
    command = [
        *(sys.executable, "-m", "callwright", "serve", str(flows), "--port", "0", "--management", "127.0.0.1:0"),
        *("--store", f"sqlite:///{folder}/calls.db", "--log-level", "error"),
        *(
            "--ai-flow",
            "x",
            "--billing-device",
            "e2",
            "--platform-url",
            "http://127.0.0.1:9/v3",
            "--dial-rate",
            "100000",
        ),
        *more,
    ]
    log = (folder / "log").open("w")
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=log, text=True, env=os.environ | secrets, cwd=folder
    )
    try:
        assert process.stdout is not None
        ports: dict[str, int] = {}
        for line in process.stdout:
            for name, port in re.findall(r"^ +(webhook|manage\w*|calls) +http://127\.0\.0\.1:(\d+)", line):
                ports["platform" if name == "webhook" else "management"] = int(port)
            if len(ports) == 2:
                break
        assert len(ports) == 2, (folder / "log").read_text()
        yield Running(**ports)
    finally:
        process.terminate()
        process.communicate(timeout=30)
        log.close()
