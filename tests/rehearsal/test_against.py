"""Test scripts held against their flows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from callwright.compiler import compile_text
from callwright.core.model import Flow
from callwright.rehearsal.against import faults_of, scripts_below
from callwright.rehearsal.reader import read_script
from tests.compiler.flows import HOTLINE, MENU

SHOP = (
    "flow: shop\nservices:\n  stock:\n    url: https://shop.example/api\nanytime:\n  events:\n    sold_out: bye\n"
    "states:\n  bye:\n    prompts: Goodbye.\n    hangup: yes\n"
)


def _flows() -> Mapping[str, Flow]:
    flows: dict[str, Flow] = {}
    for name, text in (("hotline", HOTLINE), ("shop", SHOP), ("menu", MENU)):
        project = compile_text(text, f"flows/{name}.yaml").project
        assert project is not None
        flows |= project.flows
    return flows


def _faults(text: str, file: str = "flows/shop.test.yaml") -> list[tuple[int, str]]:
    script = read_script(text.encode(), file)
    assert script.diagnostics == ()
    return [(found.span.line, found.message) for found in faults_of(script, _flows())]


SCRIPT = "{}tests:\n  - services:\n      {}:\n        /x:\n          status: 200\n    steps:\n      - event: {}\n"


def test_names_that_there_are() -> None:
    """A flow, a service and an event of the project are right; so is what the platform itself sends."""
    assert _faults(SCRIPT.format("flow: shop\n", "stock", "sold_out")) == []
    assert _faults(SCRIPT.format("", "stock", "sms_failed")) == []


@pytest.mark.parametrize(
    ("flow", "service", "event", "found"),
    [
        ("flow: shp\n", "stck", "sold", [(1, 'There is no flow "shp". Did you mean "shop"?')]),
        ("flow: shop\n", "stck", "sold_out", [(4, 'The flow "shop" asks no service "stck". Did you mean "stock"?')]),
        (
            "",
            "stock",
            "sold_ot",
            [(7, 'Nothing in the flow listens for the event "sold_ot". Did you mean "sold_out"?')],
        ),
    ],
)
def test_names_that_there_are_not(flow: str, service: str, event: str, found: list[tuple[int, str]]) -> None:
    """Each is told at its line with the nearest; of an unknown flow nothing more is told."""
    assert _faults(SCRIPT.format(flow, service, event)) == found


def test_a_script_of_no_flow() -> None:
    """A script that names no flow, and stands beside none, may name anything."""
    assert _faults(SCRIPT.format("", "anything", "anything"), "flows/other.test.yaml") == []


def test_scripts_of_a_folder(tmp_path: Path) -> None:
    """Every file of such a name that has tests is one, in the folders below too."""
    (tmp_path / "in").mkdir()
    for name in ("b.test.yaml", "in/a.test.yml"):
        (tmp_path / name).write_text("# x\ntests: []\n", encoding="utf-8")
    (tmp_path / "c.test.yaml").write_text("services: {}\n", encoding="utf-8")
    (tmp_path / "tests.yaml").write_text("tests: []\n", encoding="utf-8")
    assert list(scripts_below(tmp_path)) == [tmp_path / "b.test.yaml", tmp_path / "in" / "a.test.yml"]
