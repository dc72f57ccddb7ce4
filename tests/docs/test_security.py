"""The page about security names what holds, and the tests that show it are there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from callwright.runtime import doorway, limits, strangers, upgrade
from callwright.runtime.server import MOST_CONNECTIONS
from callwright.runtime.settings import BODY_LIMIT, BODY_SECONDS, GONE_SECONDS, HEAD_SECONDS, IDLE_SECONDS, Settings
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
_NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)))


@cache
def _tests(file: Path) -> frozenset[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(("file", "name"), _NAMED, ids=[name for _, name in _NAMED])
def test_every_test_that_is_named_is_there(file: str, name: str) -> None:
    """Under that name, in that file."""
    assert name in _tests(ROOT / file)


def test_every_threat_names_a_test() -> None:
    """No measure is only claimed."""
    section = PAGE.partition("## What attackers try")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ") and "shown by" not in line]
    assert len(rows) > 35
    assert [row for row in rows if "`tests/" not in row] == []


def test_the_limits_are_what_the_page_says() -> None:
    """Each number of the table is the number of the code."""
    section = PAGE.partition("## Limits")[2].partition("\n## ")[0]
    said = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|", section, re.MULTILINE))
    assert said["the head of a request"] == (
        f"{doorway.HEAD_BYTES // 1024} KiB, {doorway.MOST_HEADERS} headers, {HEAD_SECONDS:g} seconds"
    )
    assert said["one event"] == f"{BODY_LIMIT // 1024} KiB, 64 levels deep, {BODY_SECONDS:g} seconds"
    assert said["an answer that nobody reads"] == f"{doorway.ANSWER_SECONDS:g} seconds"
    assert said["requests that wait on one connection"] == str(doorway.MOST_QUEUED)
    assert said["connections"].startswith(f"{MOST_CONNECTIONS:,}, or ")
    assert said["connections of strangers at one address of the internet"] == str(doorway.MOST_OF_AN_ADDRESS)
    assert said["wrong secrets of one address"] == f"{strangers.MOST} in a minute"
    assert said["wrong secrets of all addresses"] == f"{strangers.MOST_OF_ALL} in a minute"
    assert strangers.MINUTE == 60
    assert said["events of one call"] == f"{limits.CALL_EVENTS} in a second"
    assert said["an open WebSocket without any event"] == "a minute; after the first one two hours"
    assert (upgrade.FIRST_SECONDS, upgrade.TelephoneSocket.idle_seconds) == (60, 7200)
    assert (limits.RESERVE, limits.LATE_SECONDS) == (0.2, 0.5)


def test_how_long_data_is_kept_is_what_the_page_says() -> None:
    """Two hours, ten minutes, thirty days."""
    assert (IDLE_SECONDS, GONE_SECONDS) == (7200, 600)
    assert Settings().records == 30 * 86_400
    assert "two hours after its last event, ten minutes after its end" in PAGE
    assert "30 days, or `--records" in PAGE
