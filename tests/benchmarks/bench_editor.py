"""After a keystroke in a flow of 1,000 states: how long until the findings come, beside the YAML extension's engine.

Both servers are asked the same, in turns, over the same wire. Each waits a moment for the author's next keystroke
before it looks (yaml-language-server 200 ms, ours 100 ms); the second figure of ours is without that moment, and of
theirs with it taken off.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks.generate import flow
from tests.benchmarks.ratio import Ratio, report
from tests.docs.pages import ROOT
from tests.editor.client import Client
from tests.editor.conftest import SETTINGS
from tests.language_server.desk import Desk, edit
from tests.needs import NODE_PARTS

ROUNDS = 15
THEIR_PAUSE = 0.2
LINE = "      text: Welcome to department 501. How can we help you today?"


def main() -> int:
    """Print the medians and the ratio; nothing to compare with is told and is no failure."""
    theirs_at = NODE_PARTS / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    node = shutil.which("node")
    if node is None or not theirs_at.exists():
        print("yaml-language-server is not installed: npm install --prefix tests/editor --no-package-lock")
        return 0
    text = f"# yaml-language-server: $schema={(ROOT / 'schemas' / 'flow.schema.json').as_uri()}\n{flow()}"
    folder = Path(tempfile.mkdtemp())
    (folder / "generated.yaml").write_text(text)
    with (
        Client([node, theirs_at, "--stdio"], folder, SETTINGS) as theirs,
        Desk(folder) as ours,
        Desk(folder, options={"pauseMilliseconds": 0}) as eager,
    ):
        clients = {"yaml-language-server": theirs, "callwright lsp": ours, "callwright lsp, without the pause": eager}
        seconds: dict[str, list[float]] = {name: [] for name in clients}
        for client in clients.values():
            client.diagnostics(client.open("generated.yaml", text))
        line = text.split("\n").index(LINE)
        end = (line, len(LINE))
        for _ in range(ROUNDS):
            for name, client in clients.items():
                seconds[name].append(_keystroke(client, (folder / "generated.yaml").as_uri(), end))
    shutil.rmtree(folder)
    for name, taken in seconds.items():
        print(f"{median(taken) * 1000:8.0f} ms  {name} (from {min(taken) * 1000:.0f} to {max(taken) * 1000:.0f})")
    their, our, bare = (median(taken) for taken in seconds.values())
    return report(
        [
            Ratio("a keystroke to its findings, callwright lsp by yaml-language-server", our / their, 1.0),
            Ratio("the same without either one's pause", bare / (their - THEIR_PAUSE), 1.0),
        ]
    )


def _keystroke(client: Client, uri: str, place: tuple[int, int]) -> float:
    begin = perf_counter()
    edit(client, uri, (place, place, "!"))
    client.diagnostics(uri)
    return perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
