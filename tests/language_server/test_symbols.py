"""The outline of a file and its folds, over the wire."""

from __future__ import annotations

from typing import Any

from tests.docs.pages import ROOT
from tests.language_server.desk import FLOW, Desk


def _outline(desk: Desk, uri: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    return found


def test_states_are_listed_with_what_they_do(desk: Desk) -> None:
    """Below ``states`` each state has a few words about what it says and does."""
    uri = desk.open(desk.project({}) + "flow.yaml", FLOW)
    outline = {one["name"]: one for one in _outline(desk, uri)}
    assert list(outline) == ["flow", "language", "intents", "states"]
    states = {one["name"]: one["detail"] for one in outline["states"]["children"]}
    assert states == {
        "welcome": "says “Would you like billing, or sales?” listens for billing, sales",
        "bills": "says “Your bill is on its way.” → farewell",
        "shop": "says “Our shop opens at nine.” → farewell",
        "farewell": "says “Goodbye.” hangs up",
    }


def test_every_symbol_lies_inside_the_one_above_it(desk: Desk) -> None:
    """In the outline of each flow and script here, a symbol lies in its parent, and what is shown of it in itself."""
    folder = desk.project({})
    for file in sorted((ROOT / "flows").rglob("*.yaml")):
        uri = desk.open(folder + file.name, file.read_text(encoding="utf-8"))
        pending = [(one, one) for one in _outline(desk, uri)]
        assert pending, file
        while pending:
            parent, one = pending.pop()
            assert _inside(one["range"], parent["range"]), (file, one["name"])
            assert _inside(one["selectionRange"], one["range"]), (file, one["name"])
            pending += [(one, inner) for inner in one.get("children") or ()]
        desk.close(uri)


def test_tests_are_listed_by_their_names(desk: Desk) -> None:
    """The outline of a script has its tests."""
    script = "flow: hotline\ntests:\n  - name: first\n    steps:\n      - silence\n  - steps:\n      - silence\n"
    uri = desk.open(desk.project({"flow.yaml": FLOW}) + "flow.test.yaml", script)
    [tests] = [one for one in _outline(desk, uri) if one["name"] == "tests"]
    assert [one["name"] for one in tests["children"]] == ["first", "test 2"]


def test_sections_and_states_fold(desk: Desk) -> None:
    """Each section and each state can be folded into its first line, to its last one."""
    uri = desk.open(desk.project({}) + "flow.yaml", FLOW)
    found = desk.request("textDocument/foldingRange", {"textDocument": {"uri": uri}})
    lines = FLOW.split("\n")
    folds = {(lines[one["startLine"]].strip(), lines[one["endLine"]].strip()) for one in found}
    assert ("states:", "hangup: true") in folds
    assert ("bills:", "go_to: farewell") in folds
    assert ("intents:", "- sales") in folds


def test_an_outline_stays_while_a_line_is_broken(desk: Desk) -> None:
    """A file that cannot be read at the moment keeps its outline; one that never could has its readable parts."""
    folder = desk.project({})
    broken = FLOW.replace("    prompts: Our shop opens at nine.", '    prompts: "Our shop')
    uri = desk.open(folder + "new.yaml", broken)
    names = {inner["name"] for one in _outline(desk, uri) for inner in one.get("children") or ()}
    assert {"welcome", "bills", "billing"} <= names
    desk.change(uri, FLOW)
    whole = _outline(desk, uri)
    desk.change(uri, broken)
    assert _outline(desk, uri) == whole


def _inside(inner: dict[str, Any], outer: dict[str, Any]) -> bool:
    def place(end: dict[str, int]) -> tuple[int, int]:
        return end["line"], end["character"]

    return place(outer["start"]) <= place(inner["start"]) and place(inner["end"]) <= place(outer["end"])
