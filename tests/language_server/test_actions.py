"""Mends, silencing comments, fixing everything and formatting, over the wire."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.compiler.editing.text import TextFile
from callwright.language_server.actions import difference
from tests.language_server.desk import FLOW, LONG_MENU, Desk, edited


def _actions(desk: Desk, uri: str, first: int, last: int, only: str = "") -> list[dict[str, Any]]:
    stretch = {"start": {"line": first, "character": 0}, "end": {"line": last, "character": 0}}
    context = {"diagnostics": [], **({"only": [only]} if only else {})}
    found: list[dict[str, Any]] = desk.request(
        "textDocument/codeAction", {"textDocument": {"uri": uri}, "range": stretch, "context": context}
    )
    return found


def _after(text: str, action: dict[str, Any]) -> str:
    [change] = action["edit"]["documentChanges"]
    return edited(text, change["edits"])


def test_a_mend_is_offered_where_the_finding_is(desk: Desk) -> None:
    """The quick fix of a misspelt name writes the right one, and with it the finding is gone."""
    broken = FLOW.replace("billing: bills", "billing: bils")
    uri = desk.open(desk.project({}) + "flow.yaml", broken)
    desk.diagnostics(uri)
    [action] = [one for one in _actions(desk, uri, 14, 14) if "bills" in one["title"]]
    assert action["kind"] == "quickfix"
    assert action["isPreferred"] is True
    assert action["diagnostics"][0]["code"] == "unknown-state"
    assert action["edit"]["documentChanges"][0]["textDocument"] == {"uri": uri, "version": 1}
    mended = _after(broken, action)
    assert mended == FLOW
    desk.change(uri, mended)
    assert "unknown-state" not in desk.codes(uri)
    assert [one for one in _actions(desk, uri, 0, 0) if one["diagnostics"][0]["code"] == "unknown-state"] == []


def test_a_rule_of_good_dialogue_is_silenced_with_a_reason(desk: Desk) -> None:
    """The comment goes above the line that the finding is of; without a reason it says so, with one it silences."""
    uri = desk.open(desk.project({}) + "menu.yaml", LONG_MENU)
    craft = [one for one in desk.diagnostics(uri) if one["severity"] != 1]
    assert craft
    code, line = craft[0]["code"], craft[0]["range"]["start"]["line"]
    [action, *_] = [
        one
        for one in _actions(desk, uri, line, line)
        if "Allow" in one["title"] and one["diagnostics"][0]["code"] == code
    ]
    silenced = _after(LONG_MENU, action)
    assert f"# callwright: allow {code} because \n" in silenced
    desk.change(uri, silenced)
    assert "allow-without-reason" in desk.codes(uri)
    desk.change(uri, silenced.replace("because \n", "because our callers know all six\n"))
    assert code not in desk.codes(uri)
    assert "allow-without-reason" not in desk.codes(uri)


def test_a_mistake_of_the_language_cannot_be_silenced(desk: Desk) -> None:
    """For an error no comment is offered."""
    uri = desk.open(desk.project({}) + "flow.yaml", FLOW.replace("billing: bills", "billing: bils"))
    desk.diagnostics(uri)
    offered = [one for one in _actions(desk, uri, 14, 14) if "Allow" in one["title"]]
    assert all(one["diagnostics"][0]["severity"] != 1 for one in offered)


def test_an_editor_that_takes_snippets_puts_the_cursor_at_the_reason(tmp_path: Path) -> None:
    """Where the editor can, the reason is a place to type in."""
    capabilities = {"workspace": {"workspaceEdit": {"documentChanges": True, "snippetEditSupport": True}}}
    with Desk(tmp_path, capabilities=capabilities) as desk:
        uri = desk.open("menu.yaml", LONG_MENU)
        line = next(one["range"]["start"]["line"] for one in desk.diagnostics(uri) if one["severity"] != 1)
        [action, *_] = [one for one in _actions(desk, uri, line, line) if "Allow" in one["title"]]
        [edit] = action["edit"]["documentChanges"][0]["edits"]
        assert edit["snippet"]["value"].endswith("because ${0:reason}\n")


def _fixed(folder: Path, *command: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "callwright", *command], cwd=folder, capture_output=True, timeout=60, check=False
    )


def test_fix_all_is_check_fix(desk: Desk, tmp_path: Path) -> None:
    """Mending everything at once gives what ``callwright check --fix`` writes, and is offered only when asked for."""
    broken = FLOW.replace("    prompts: Goodbye.", "    promts: Goodbye.").replace("transitions:", "transitons:")
    uri = desk.open(desk.project({}) + "flow.yaml", broken)
    desk.diagnostics(uri)
    assert all(one["kind"] == "quickfix" for one in _actions(desk, uri, 0, 30))
    [action] = _actions(desk, uri, 0, 0, "source.fixAll")
    (tmp_path / "flow.yaml").write_text(broken)
    _fixed(tmp_path, "check", "--fix", "flow.yaml")
    assert _after(broken, action) == (tmp_path / "flow.yaml").read_text() == FLOW
    desk.change(uri, FLOW)
    assert _actions(desk, uri, 0, 0, "source") == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_formatting_is_fmt(desk: Desk, tmp_path: Path, end: str) -> None:
    """Formatting a document gives what ``callwright fmt`` writes; a formatted one, or one that is broken, stays."""
    lines = FLOW.replace("    prompts: Goodbye.\n    hangup: true\n", "    hangup: true   \n    prompts:   Goodbye.\n")
    text = lines.replace("\n", end)
    uri = desk.open(desk.project({}) + "flow.yaml", text)
    asked = {"textDocument": {"uri": uri}, "options": {"tabSize": 2, "insertSpaces": True}}
    (tmp_path / "flow.yaml").write_bytes(text.encode())
    _fixed(tmp_path, "fmt", "flow.yaml")
    wanted = (tmp_path / "flow.yaml").read_bytes().decode().replace("\r\n", "\n")
    made = edited(text, desk.request("textDocument/formatting", asked)).replace("\r\n", "\n")
    assert made == wanted
    assert made != lines
    desk.change(uri, made)
    assert desk.request("textDocument/formatting", asked) == []
    desk.change(uri, made.replace("flow: hotline", "flow: [hotline"))
    assert desk.request("textDocument/formatting", asked) == []


@given(st.text(alphabet="ab\n", max_size=20), st.text(alphabet="ab\n", max_size=20))
def test_one_edit_makes_one_text_of_another(before: str, after: str) -> None:
    """The edit between two texts turns the first into the second, and equal ones need none."""
    edits = difference("flow.yaml", before, after)
    file = TextFile.of(before.encode())
    assert file is not None
    assert file.edited(edits).text == after
    assert bool(edits) == (before != after)
