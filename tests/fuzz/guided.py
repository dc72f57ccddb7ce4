"""The same targets, led by atheris: inputs that reach new lines of code are kept and changed further."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.fuzz.runner import attempt
from tests.fuzz.targets import Target


def guided(target: Target, seconds: float, seed: int) -> int:
    """Look for so long. Does not return where something is found: libFuzzer prints it and ends the process."""
    try:
        import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        print("atheris is not installed: pip install atheris", file=sys.stderr)
        return 2
    corpus = Path(tempfile.mkdtemp(prefix="callwright-corpus-"))
    for place, data in enumerate(target.seeds()):
        (corpus / str(place)).write_bytes(data)

    def one(data: bytes) -> None:
        problem = attempt(target, data)
        if problem:
            raise AssertionError(problem)

    atheris.instrument_all()
    options = [f"-max_total_time={seconds:.0f}", f"-seed={seed % 2**31}", "-max_len=8192", "-rss_limit_mb=2048"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one)
    atheris.Fuzz()
    return 0
