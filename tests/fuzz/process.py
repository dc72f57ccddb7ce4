"""A search in a process of its own, which may die of what it finds."""

from __future__ import annotations

import json
import multiprocessing
import tempfile
from base64 import b64decode, b64encode
from dataclasses import replace
from pathlib import Path

from tests.fuzz.runner import Finding, limits, search
from tests.fuzz.targets import TARGETS, Target


def run_apart(target: Target, seed: int, tries: int = 0, seconds: float = 0.0) -> tuple[list[Finding], int]:
    """See ``search``. Where the process dies, the input that it died of is a finding too."""
    with tempfile.TemporaryDirectory() as folder:
        said, trying = Path(folder) / "said", Path(folder) / "trying"
        context = multiprocessing.get_context("spawn")
        child = context.Process(target=_child, args=(target.name, seed, tries, seconds, str(said), str(trying)))
        child.start()
        child.join(seconds * 2 + 240)
        if child.is_alive():
            child.kill()
            child.join()
        if child.exitcode == 0:
            data = json.loads(said.read_text())
            found = [Finding(one["target"], one["problem"], b64decode(one["data"])) for one in data["found"]]
            return found, data["tried"]
        last = trying.read_bytes() if trying.exists() else b""
        return [Finding(target.name, f"the process died (exit code {child.exitcode})", last)], 0


def _child(name: str, seed: int, tries: int, seconds: float, said: str, trying: str) -> None:
    target = next(target for target in TARGETS if target.name == name)
    with open(trying, "wb", buffering=0) as file, limits():

        def run(data: bytes) -> None:
            file.seek(0)
            file.truncate()
            file.write(data)
            target.run(data)

        found, tried = search(replace(target, run=run), seed, tries, seconds)
    shown = [{"target": one.target, "problem": one.problem, "data": b64encode(one.data).decode()} for one in found]
    Path(said).write_text(json.dumps({"found": shown, "tried": tried}))
