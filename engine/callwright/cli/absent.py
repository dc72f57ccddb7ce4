"""What is said of a file or folder that is not there: the name that is near, or quotes where blanks cut one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path


def absent(paths: Sequence[str]) -> str:
    """What to say of those of ``paths`` that there are not; nothing where all are there."""
    missing = [path for path in paths if not os.path.lexists(path)]
    if not missing:
        return ""
    if os.path.lexists(whole := " ".join(paths)):
        return f'a name with blanks stands in quotes: "{whole}"'
    return "; ".join(f'there is no file or folder "{path}"{did_you_mean(path)}' for path in missing)


def did_you_mean(path: str) -> str:
    """``. Did you mean "flows/shop.yaml"?``, where something of a like name lies in the same folder."""
    from callwright.diagnostics.nearest import nearest

    wanted = Path(path)
    try:
        beside = [one.name for one in wanted.parent.iterdir()]
    except OSError:
        return ""
    near = nearest(wanted.name, beside)
    return f'. Did you mean "{wanted.parent / near}"?' if near else ""
