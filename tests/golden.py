"""Expected texts that live in files beside the tests.

A golden file changes only when ``CALLWRIGHT_REGEN=1`` is set, and is then read as a diff before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path


def check_golden(path: Path, text: str) -> None:
    """Asserts that the file ``path`` holds ``text``; with ``CALLWRIGHT_REGEN=1`` writes it instead."""
    if os.environ.get("CALLWRIGHT_REGEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return
    assert path.exists(), f"{path} is missing; CALLWRIGHT_REGEN=1 writes it"
    assert text == path.read_bytes().decode(), f"{path} differs; CALLWRIGHT_REGEN=1 rewrites it"
