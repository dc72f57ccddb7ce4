"""The same targets, led by atheris: inputs that reach new lines of code are kept and changed further.

It has to be loaded before what it watches, so nothing of callwright is imported up here.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path


def guided(name: str, seconds: float, seed: int) -> int:
    """Look for so long. Does not return where something is found: libFuzzer prints it and ends the process."""
    try:
        import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        print("atheris is not installed: pip install atheris", file=sys.stderr)
        return 2
    with atheris.instrument_imports(include=["callwright"]):
        from tests.fuzz.runner import attempt
        from tests.fuzz.targets import TARGETS

        target = next(target for target in TARGETS if target.name == name)
        for seed_data in target.seeds()[:3]:
            attempt(target, seed_data)  # what is imported late is imported now
    corpus = Path(tempfile.mkdtemp(prefix="callwright-corpus-"))
    for place, data in enumerate(target.seeds()):
        (corpus / str(place)).write_bytes(data)

    def one(data: bytes) -> None:
        problem = attempt(target, data)
        if problem:
            raise AssertionError(problem)

    options = [f"-max_total_time={seconds:.0f}", f"-seed={seed % 2**31}", "-max_len=8192", "-rss_limit_mb=2048"]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={corpus}-", str(corpus)], one)
    atheris.Fuzz()
    return 0
