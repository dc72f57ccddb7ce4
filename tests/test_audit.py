"""What is made of pip-audit's answer."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from tests.audit import verdict

CLEAN = {"name": "uvicorn", "version": "0.54.0", "vulns": []}
HOLED = {"name": "jinja2", "version": "3.1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.1.6"]}]}
UNKNOWN = {"name": "callwright", "skip_reason": "not found"}


def answer(*packages: Mapping[str, object]) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


def test_a_hole_is_named_with_its_mend() -> None:
    """And it ends with 1, however many packages have none."""
    found = verdict(answer(CLEAN, HOLED, UNKNOWN))
    assert found.code == 1
    assert "jinja2 3.1.0: PYSEC-1; mended in 3.1.6" in found.said


def test_no_hole_is_well() -> None:
    """Also if a package of our own is in no database."""
    found = verdict(answer(CLEAN, CLEAN, UNKNOWN))
    assert found.code == 0
    assert "No known hole in 2 packages" in found.said


@pytest.mark.parametrize(
    "printed", ["", "{}", "null", answer(), answer(UNKNOWN, UNKNOWN), answer(CLEAN, UNKNOWN, UNKNOWN)]
)
def test_what_nobody_looked_at_is_no_proof(printed: str) -> None:
    """It says so, and fails where it is required."""
    said = verdict(printed, "Traceback\nConnectionError: no route")
    assert said.code == 0
    assert "Nothing was checked" in said.said
    assert verdict(printed, required=True).code == 1
