"""``callwright lsp``: what the command does beside answering."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.language_server.desk import COMMAND


def test_nothing_else_is_written_to_standard_output(tmp_path: Path) -> None:
    """Without an editor's word the server writes nothing at all."""
    ended = subprocess.run(COMMAND, input=b"", capture_output=True, cwd=tmp_path, timeout=60, check=False)
    assert ended.stdout == b""


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    """Without pygls the command says in one sentence how to install it, and ends with 2."""
    program = "import sys; sys.modules['pygls'] = None; from callwright.cli.main import main; sys.exit(main(['lsp']))"
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, timeout=60, check=False
    )
    assert ended.returncode == 2
    assert ended.stderr == 'callwright lsp needs one more part; install it with: pip install "callwright[lsp]"\n'
    assert ended.stdout == ""
