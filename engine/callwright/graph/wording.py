"""How the labels of a way are written in one line, the same in every kind of picture."""

from __future__ import annotations

from collections.abc import Sequence

_SHARED = ("fails: ", "key ", "not understood ", "silence ")
"""What several labels of one way may begin with, and is said once."""


def worded(labels: Sequence[str]) -> str:
    """``("billing", "key 1", "key 2")`` as ``billing · key 1, 2``."""
    told: dict[str, list[str]] = {}
    for label in labels:
        words = " ".join(label.split())
        shared = next((begin for begin in _SHARED if words.startswith(begin) and ", when " not in words), "")
        told.setdefault(shared or words, []).append(words.removeprefix(shared) if shared else "")
    return " · ".join(begin + ", ".join(rest) if any(rest) else begin for begin, rest in told.items())
