"""The programs in the documentation run as they stand."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.docs.pages import ROOT, Block, blocks


@pytest.mark.parametrize("block", blocks("python"), ids=str)
def test_every_program_runs(block: Block) -> None:
    """Run in the repository, the program ends well."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", block.text],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
