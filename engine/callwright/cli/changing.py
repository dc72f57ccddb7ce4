"""What ``check --fix`` and ``fmt`` share: writing a file, and showing what would be written."""

from __future__ import annotations

import sys
from pathlib import Path


def put(file: Path, data: bytes, before: bytes) -> None:
    """Write a file that held ``before``. Raises ``NotWrittenError``."""
    from callwright.compiler.editing.write import write

    write(file, data, expected=before)


def difference(file: str, before: bytes, after: bytes) -> str:
    """What would change, as ``diff -u`` shows it."""
    import difflib

    old, new = (_lines(data) for data in (before, after))
    lines = []
    for line in difflib.unified_diff(old, new, file, file):
        lines.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(lines)


def printed(text: str) -> None:
    """Print, on a terminal too that does not know every letter."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding))


def _lines(data: bytes) -> list[str]:
    from callwright.compiler.editing.text import TextFile

    text = TextFile.of(data)
    return (text.plain if text is not None else data.decode("utf-8", "replace")).splitlines(keepends=True)
