"""Where a call takes place."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler import compile_path
from callwright.compiler.builders.timezone import _OF_COUNTRY, _zones
from tests.compiler.flows import ADVICE, compiled, found

_STATES = "states:\n  a:\n    prompts: It is {{ now }}.\n    hangup: yes\n"
_QUIET = "states:\n  a:\n    hangup: yes\n"
_DATE = "states:\n  a:\n    collect: {slot: day, type: date, prompts: When?}\n    go_to: b\n  b: {hangup: yes}\n"


def _office(zone: str) -> str:
    return f"{{timezone: {zone}, weekly: {{mon: 09:00-18:00}}}}"


@pytest.mark.parametrize(
    ("head", "zone"),
    [
        ("timezone: Europe/Berlin\n", "Europe/Berlin"),
        ("timezone: America/New_York\nlanguage: de-DE\n", "America/New_York"),
        ("language: de-DE\n", "Europe/Berlin"),
        ("language: de-AT\n", "Europe/Vienna"),
        ("languages: [en-GB, de-DE]\n", "Europe/London"),
        (f"language: de-DE\nhours: {{a: {_office('Europe/Zurich')}}}\n", "Europe/Zurich"),
        (f"language: de-DE\nhours: {{a: {_office('UTC')}, b: {_office('Europe/Zurich')}}}\n", "Europe/Berlin"),
        (f"language: de-DE\nhours: {{a: {_office('UTC')}, b: {_office('UTC')}}}\n", "UTC"),
    ],
)
def test_where_it_is_told(head: str, zone: str) -> None:
    """Said by the flow, else by all of its hours alike, else by the country of its first language."""
    assert found(head + _STATES) == []
    assert compiled(head + _STATES).timezone == zone


@pytest.mark.parametrize("states", [_STATES, _DATE])
def test_where_it_is_not_told_and_matters(states: str) -> None:
    """A country with several time zones, and no country, tell none: a warning where the flow asks for the time."""
    for head in ("language: en-US\n", "language: de\n", ""):
        assert [code for code, _ in found(head + states)] == ["timezone-not-said"]
        assert compiled(head + states).timezone == "UTC"
        assert found(head + _QUIET) == []


def test_hours_without_a_time_zone_of_their_own() -> None:
    """They have the flow's; where that is not told, a warning stands at them."""
    hours = "hours: {office: {weekly: {mon: 09:00-18:00}}}\n"
    assert compiled(f"language: de-DE\n{hours}{_QUIET}").hours["office"].timezone == "Europe/Berlin"
    assert found(f"{hours}{_QUIET}") == [("timezone-not-said", 1)]


def test_a_zone_that_is_not_there() -> None:
    """It is an error, whatever it looks like."""
    for zone in ("Berlin", "Europe/Berln", "MEZ", "../etc/passwd", "Europe", "''"):
        assert [code for code, _ in found(f"timezone: {zone}\n{_QUIET}")] == ["unknown-timezone"]


def test_the_zones_of_countries_are_there() -> None:
    """Each country of the table has a time zone that is known."""
    assert set(_OF_COUNTRY.values()) <= set(_zones().values())


def test_flows_of_one_folder_are_in_one_place(tmp_path: Path) -> None:
    """A flow that tells no time zone is where the others are, its hours too; where those differ, nothing is told."""
    hours = "hours: {office: {weekly: {mon: 09:00-18:00}, holidays: AT}}\n"
    (tmp_path / "a.yaml").write_text(f"timezone: Europe/Vienna\nanswers: everything\n{_QUIET}")
    (tmp_path / "b.yaml").write_text(f"numbers: +49 211 5566770\n{hours}{_STATES}")
    made = compile_path(tmp_path)
    assert {one.code for one in made.diagnostics} <= ADVICE
    assert made.project is not None
    assert made.project.flows["b"].timezone == made.project.flows["b"].hours["office"].timezone == "Europe/Vienna"
    (tmp_path / "c.yaml").write_text(f"timezone: UTC\nnumbers: +49 211 5566771\n{_QUIET}")
    assert [one.code for one in compile_path(tmp_path).diagnostics if one.code not in ADVICE] == ["timezone-not-said"]
