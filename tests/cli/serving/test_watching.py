"""Options about what is seen of the calls."""

from __future__ import annotations

import argparse
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from callwright.cli.serving import WrongUsage, watching


def arguments(*, traces: bool = False, workers: int = 1) -> argparse.Namespace:
    return argparse.Namespace(traces=traces, workers=workers)


def test_nothing_is_traced_nor_shared_unless_somebody_says_so() -> None:
    """One worker needs no folder."""
    assert watching.read(arguments()) == {"traces": False, "counts": None}


def test_traces_that_the_environment_forbids(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two orders that contradict each other are a question for whoever gave them."""
    monkeypatch.setenv("OTEL_SDK_DISABLED", "true")
    with pytest.raises(WrongUsage) as wrong:
        watching.read(arguments(traces=True))
    assert "OTEL_SDK_DISABLED" in wrong.value.message
    assert wrong.value.mend


WITHOUT = """
import argparse, sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "opentelemetry":
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Missing())
from callwright.cli.serving import WrongUsage, watching
try:
    watching.read(argparse.Namespace(traces=True, workers=1))
except WrongUsage as wrong:
    print(wrong.mend)
"""


def test_traces_without_their_packages() -> None:
    """It is said how to install them."""
    found = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, check=True, text=True, timeout=60)
    assert "pip install 'callwright[otel]'" in found.stdout


SEVERAL = """
import argparse, os
from callwright.cli.serving import watching
folder = watching.read(argparse.Namespace(traces=False, workers=2))["counts"]
if os.fork() == 0:
    raise SystemExit
os.wait()
print(folder, oct(os.stat(folder).st_mode))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="several workers are forked")
def test_several_workers_share_a_folder() -> None:
    """Nobody else can look into it, a worker that ends leaves it alone, and the last one removes it."""
    found = subprocess.run([sys.executable, "-c", SEVERAL], capture_output=True, check=True, text=True, timeout=60)
    folder, mode = found.stdout.split()
    assert stat.S_IMODE(int(mode, 8)) == 0o700
    assert not Path(folder).exists()
