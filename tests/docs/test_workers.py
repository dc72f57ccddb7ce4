"""docs/workers.md: its numbers and its log line are those of the code."""

from __future__ import annotations

import json

from callwright.cli.serving.workers import MOST_WORKERS
from callwright.languages import get as language_of
from callwright.runtime.apology import MOMENT_MS
from callwright.runtime.asking import PATIENCE_SECONDS
from callwright.runtime.drain import SERVICE_RESTART
from callwright.runtime.outage import HELD_SECONDS
from callwright.runtime.server import GRACE_SECONDS
from tests.docs.pages import ROOT, blocks

PAGE = ROOT / "docs" / "workers.md"


def test_the_numbers() -> None:
    """What the page promises in seconds is what the code waits."""
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert f"no longer than for a service: {PATIENCE_SECONDS} seconds" in text
    assert (MOMENT_MS, "after two seconds of silence" in text) == (2_000, True)
    assert (GRACE_SECONDS, "within ten seconds" in text) == (10, True)
    assert (SERVICE_RESTART, 'the code 1012, "service restart"' in text) == (1012, True)
    assert (round(PATIENCE_SECONDS + HELD_SECONDS), "four seconds at most" in text) == (4, True)
    assert language_of("en").sentences["one_moment"] == "One moment, please."
    assert MOST_WORKERS >= 4


def test_the_log_line() -> None:
    """It is one, with the fields that a dead worker leaves."""
    (line,) = blocks("text", [PAGE])
    assert json.loads(line.text).keys() >= {"level", "message", "pid", "found", "lived", "pause"}
