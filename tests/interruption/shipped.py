"""The flows of ``flows/`` that are interrupted everywhere: those that speak with nobody but the caller.

What a flow with services or sub-flows says depends on more than the caller, so that no tour through the caller's moves
alone reaches all of it; how such flows are interrupted is told by their own conversations and by the laws.
"""

from __future__ import annotations

from pathlib import Path

FLOWS = Path(__file__).parents[2] / "flows"
GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.txt"))
