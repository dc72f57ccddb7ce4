"""Mermaid itself reads what we write, and reads in it what we mean."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from callwright.graph import mermaid
from callwright.graph.chart import Walked
from callwright.graph.drafting import chart
from tests.graph.large import flow_of
from tests.graph.test_plan import FLOWS, _hostile, shipped
from tests.needs import node, node_part

READER = Path(__file__).parent / "mermaid.mjs"


def test_mermaid_reads_every_flow() -> None:
    """Every shipped flow, fifty states, hostile words and the path of a call: all boxes and all ways are read."""
    folder = node_part("mermaid")
    models = {name: chart(shipped(name)) for name in FLOWS} | {"large": chart(flow_of(50)), "hostile": _hostile()}
    texts = {name: mermaid.text(model) for name, model in models.items()}
    walked = Walked('the "path" <b>', {0: (1, 2)}, {_hostile().boxes[0].key: 0})
    models["walked"], texts["walked"] = _hostile(), mermaid.text(_hostile(), walked)
    done = subprocess.run(
        [node(), str(READER), str(folder)], input=json.dumps(texts), capture_output=True, check=True, text=True
    )
    read = json.loads(done.stdout)
    for name, model in models.items():
        assert "error" not in read[name], (name, read[name])
        assert {box for box, _ in read[name]["boxes"]} == {
            *(f"s{number}" for number in range(len(model.boxes))),
            *("begin", "legend"),
        }, name
        assert len(read[name]["lines"]) == len(model.ways) + 1, name
