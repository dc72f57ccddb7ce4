"""The server's life, over the wire: a real process, asked as an editor asks it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.editor.client import ServerError
from tests.language_server.desk import FLOW, LONG_MENU, Desk

BROKEN = FLOW.replace("billing: bills", "billing: bils")
CLEAN: list[str] = []


def errors(found: list[dict[str, Any]]) -> list[str]:
    """The codes of what stops a flow."""
    return [str(one["code"]) for one in found if one["severity"] == 1]


def test_a_mistake_is_told_where_it_stands(desk: Desk) -> None:
    """What ``check`` finds in an open flow reaches the editor with code, severity, place, mend and explanation."""
    folder = desk.project({})
    found = desk.diagnostics(desk.open(folder + "flow.yaml", BROKEN))
    [one] = [one for one in found if one["code"] == "unknown-state"]
    assert one["severity"] == 1
    assert one["source"] == "callwright"
    assert one["range"] == {"start": {"line": 14, "character": 15}, "end": {"line": 14, "character": 19}}
    assert '"bils"' in one["message"]
    assert "bills" in one["message"]
    assert one["codeDescription"]["href"].startswith("file://")


def test_typing_mends_and_breaks(desk: Desk) -> None:
    """Each edit of a part of the text is followed by the findings of the text as it then is."""
    folder = desk.project({})
    uri = desk.open(folder + "flow.yaml", FLOW)
    assert errors(desk.diagnostics(uri)) == CLEAN
    desk.edit(uri, ((14, 15), (14, 20), "bils"))
    assert errors(desk.diagnostics(uri)) == ["unknown-state"]
    desk.edit(uri, ((14, 18), (14, 18), "l"), ((14, 19), (14, 20), "s"))
    assert errors(desk.diagnostics(uri)) == CLEAN


def test_another_file_is_broken_and_mended(desk: Desk) -> None:
    """What an edit breaks in a file that is not open is told there, and taken back when it is mended."""
    part = "states:\n  bills:\n    prompts: Your bill is on its way.\n    go_to: farewell\n"
    flow = "include: parts/bills.yaml\n" + FLOW.replace(part.removeprefix("states:\n"), "")
    folder = desk.project({"parts/bills.yaml": part})
    uri, other = desk.open(folder + "flow.yaml", flow), desk.uri(folder + "parts/bills.yaml")
    assert errors(desk.diagnostics(uri)) == CLEAN
    desk.change(uri, flow.replace("  farewell:", "  goodbye:"))
    assert "unknown-state" in errors(desk.until(other, bool))
    desk.change(uri, flow)
    desk.until(other, lambda found: not errors(found))


def test_test_scripts_are_checked_too(desk: Desk) -> None:
    """A mistake in a script beside the flow is told at its place, and gone when it is mended."""
    script = "flow: hotline\ntests:\n  - name: one\n    steps:\n      - asistant: billing\n"
    folder = desk.project({"flow.yaml": FLOW})
    uri = desk.open(folder + "flow.test.yaml", script)
    [found] = desk.diagnostics(uri)
    assert found["range"]["start"] == {"line": 4, "character": 8}
    desk.change(uri, script.replace("asistant", "assistant"))
    assert desk.diagnostics(uri) == []


def test_closing_the_last_document_clears_everything(desk: Desk) -> None:
    """When no document of a project is open any more, nothing is left in the list of problems."""
    folder = desk.project({"flow.yaml": BROKEN})
    uri = desk.open(folder + "flow.yaml", BROKEN)
    assert desk.diagnostics(uri)
    desk.close(uri)
    desk.until(uri, lambda found: not found)


def test_closing_without_saving_counts_the_disk_again(desk: Desk) -> None:
    """A document that is closed with edits is what is on the disk again, and the others know."""
    folder = desk.project({"flow.yaml": FLOW, "flow.test.yaml": "flow: hotline\ntests: []\n"})
    script = desk.open(folder + "flow.test.yaml", "flow: hotline\ntests:\n  - name: one\n    steps:\n      - silence\n")
    uri = desk.open(folder + "flow.yaml", BROKEN)
    assert "unknown-state" in desk.codes(uri)
    desk.close(uri)
    desk.until(uri, lambda found: not errors(found))
    assert desk.diagnostics(script) == []


def test_a_deleted_file_is_cleared(tmp_path: Path) -> None:
    """A file with findings that another program deletes has none any more."""
    with Desk(tmp_path, {"flow.yaml": FLOW, "second.yaml": BROKEN.replace("flow: hotline", "flow: second")}) as desk:
        desk.open("flow.yaml", FLOW)
        second = desk.uri("second.yaml")
        desk.until(second, lambda found: "unknown-state" in errors(found))
        (tmp_path / "second.yaml").unlink()
        desk.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": second, "type": 3}]})
        desk.until(second, lambda found: not found)


def test_a_broken_line_does_not_make_names_unknown(desk: Desk) -> None:
    """While a file cannot be read, its names are those of when it could be."""
    folder = desk.project({})
    uri = desk.open(folder + "flow.yaml", FLOW)
    desk.diagnostics(uri)
    typed = FLOW.replace("    prompts: Your bill", '    prompts: "Your bill').replace("billing: bills", "billing: ")
    desk.change(uri, typed)
    assert errors(desk.diagnostics(uri))
    offered = [item["label"] for item in desk.completion(uri, 14, 15)]
    assert {"bills", "shop", "farewell"} <= set(offered)


def test_other_peoples_yaml_is_left_alone(desk: Desk) -> None:
    """In a file that is no flow nothing is found, offered or explained."""
    folder = desk.project({"flow.yaml": FLOW})
    uri = desk.open(folder + "compose.yaml", "services:\n  web:\n    image: nginx\n    start: now\n")
    desk.diagnostics(desk.open(folder + "flow.yaml", FLOW))
    assert desk.completion(uri, 3, 11) == []
    assert desk.hover(uri, 3, 5) == ""
    assert uri not in desk._published


def test_flows_of_neighbouring_folders_are_projects_of_their_own(tmp_path: Path) -> None:
    """Two folders with a flow of the same name do not disturb each other, nor does the folder around them."""
    with Desk(tmp_path, {"one/flow.yaml": FLOW, "two/flow.yaml": FLOW}) as desk:
        for name in ("one/flow.yaml", "two/flow.yaml"):
            assert "defined-twice" not in desk.codes(desk.open(name, FLOW))


def test_the_project_can_be_named(tmp_path: Path) -> None:
    """With the option ``project`` flows may include files of the neighbouring folders in it."""
    part = "intents:\n  sales:\n    - sales\n"
    flow = "include: ../shared/intents.yaml\n" + FLOW.replace("  sales:\n    - sales\n", "")
    files = {"lines/shared/intents.yaml": part, "lines/hotline/flow.yaml": flow}
    with Desk(tmp_path, files) as desk:
        assert "outside-project" in desk.codes(desk.open("lines/hotline/flow.yaml", flow))
    with Desk(tmp_path, files, options={"project": "lines"}) as desk:
        assert errors(desk.diagnostics(desk.open("lines/hotline/flow.yaml", flow))) == CLEAN


def test_levels_of_rules_are_heeded(tmp_path: Path) -> None:
    """A rule that ``callwright.toml`` sets to another level, or off, is told so once that file is saved."""
    settings = tmp_path / "callwright.toml"
    with Desk(tmp_path, {"flow.yaml": LONG_MENU}) as desk:
        uri = desk.open("flow.yaml", LONG_MENU)
        advice = next(one for one in desk.diagnostics(uri) if one["severity"] > 1)
        for level, severity in (("error", 1), ("warning", 2), ("info", 3)):
            settings.write_text(f'[rules]\n{advice["code"]} = "{level}"\n')
            desk.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": settings.as_uri(), "type": 2}]})
            desk.until(uri, lambda found, wanted=severity: _severities(found, advice["code"]) == {wanted})  # type: ignore[misc]
        settings.write_text(f'[rules]\n{advice["code"]} = "off"\n')
        desk.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": settings.as_uri(), "type": 2}]})
        desk.until(uri, lambda found: not _severities(found, advice["code"]))


def _severities(found: list[dict[str, Any]], code: str) -> set[int]:
    return {one["severity"] for one in found if one["code"] == code}


def test_the_other_place_of_a_finding_is_told(desk: Desk) -> None:
    """A name that is defined twice points to where it is defined first, in whichever file that is."""
    part = "intents:\n  billing:\n    - billing\n"
    folder = desk.project({"part.yaml": part})
    uri = desk.open(folder + "flow.yaml", "include: part.yaml\n" + FLOW)
    found = desk.diagnostics(uri) + desk.until(desk.uri(folder + "part.yaml"), lambda _: True)
    [twice] = [one for one in found if one["code"] == "defined-twice"]
    [other] = twice["relatedInformation"]
    assert other["message"]
    assert {other["location"]["uri"]} <= {uri, desk.uri(folder + "part.yaml")}


# An editor that behaves badly.


def test_edits_out_of_range_are_taken_at_the_nearest_place(desk: Desk) -> None:
    """An edit beyond the last line, or beyond the end of a line, goes to the end of it, and the server lives on."""
    folder = desk.project({})
    uri = desk.open(folder + "flow.yaml", FLOW)
    desk.edit(uri, ((9999, 9999), (9999, 9999), "  more:\n    hangup: true\n"))
    desk.edit(uri, ((14, 15), (14, 9999), "more"))
    assert errors(desk.diagnostics(uri)) == CLEAN
    names = [one["name"] for one in _states(desk, uri)]
    assert "more" in names


def test_a_document_that_is_not_open_changes_nothing(tmp_path: Path) -> None:
    """Edits, questions and closings of an unknown document are passed over."""
    with Desk(tmp_path) as desk:
        unknown = desk.uri("nothing.yaml")
        desk.edit(unknown, ((0, 0), (0, 0), "a"))
        desk.close(unknown)
        assert desk.completion(unknown, 0, 0) == []
        assert desk.hover("untitled:Untitled-1", 0, 0) == ""
        assert errors(desk.diagnostics(desk.open("flow.yaml", FLOW))) == CLEAN
        assert "Traceback" not in desk.log()


def test_a_document_closed_while_it_is_looked_at(tmp_path: Path) -> None:
    """Opening, editing and closing in one breath leaves no findings and no broken server."""
    with Desk(tmp_path, options={"pauseMilliseconds": 0}) as desk:
        for _ in range(20):
            uri = desk.open("flow.yaml", BROKEN)
            desk.edit(uri, ((0, 0), (0, 0), "# \n"))
            desk.close(uri)
        assert desk.hover(uri, 0, 0) == ""  # whatever was told before has arrived with this answer
        uri = desk.open("flow.yaml", FLOW)
        assert errors(desk.diagnostics(uri)) == CLEAN
        desk.edit(uri, ((0, 0), (0, 0), "# \n"))
        assert errors(desk.diagnostics(uri)) == CLEAN
        assert "Traceback" not in desk.log()


def test_a_file_of_two_megabytes_is_told_to_be_too_large(desk: Desk) -> None:
    """A document larger than any flow is one finding, and the server goes on."""
    folder = desk.project({})
    uri = desk.open(folder + "flow.yaml", FLOW + "# " + "x" * 2_000_000 + "\n")
    assert desk.codes(uri) == ["file-too-large"]
    desk.change(uri, FLOW)
    assert errors(desk.diagnostics(uri)) == CLEAN


def test_hundreds_of_keystrokes_make_few_checks(desk: Desk) -> None:
    """Keys that follow each other quickly are answered once, with the findings of the last."""
    folder = desk.project({})
    uri = desk.open(folder + "flow.yaml", FLOW)
    desk.diagnostics(uri)
    for _ in range(300):
        desk.edit(uri, ((14, 20), (14, 20), "s"))
    [found] = [one for one in desk.diagnostics(uri) if one["code"] == "unknown-state"]
    assert "s" * 300 in found["message"] or found["range"]["end"]["character"] == 320


@pytest.mark.parametrize(
    ("letters", "encoding", "column"),
    [(["utf-32", "utf-16"], "utf-32", 33), (["utf-8"], "utf-8", 39), (["utf-16"], "utf-16", 35), ([], "utf-16", 35)],
)
def test_places_are_counted_as_the_editor_counts(
    tmp_path: Path, letters: list[str], encoding: str, column: int
) -> None:
    """Behind emoji and astral letters a finding stands where the editor's own count puts it."""
    flow = FLOW.replace("Your bill is on its way.", "{text: 'Bills 😀𝔘.', use: a}")
    with Desk(tmp_path, encodings=letters) as desk:
        assert desk.capabilities["positionEncoding"] == encoding
        uri = desk.open("flow.yaml", flow)
        places = {(one["range"]["start"]["line"], one["range"]["start"]["character"]) for one in desk.diagnostics(uri)}
        assert (21, column) in places, desk.diagnostics(uri)


def test_windows_line_ends(desk: Desk) -> None:
    """With CR LF at the ends of lines, places and edits are what they are with LF."""
    folder = desk.project({})
    uri = desk.open(folder + "flow.yaml", BROKEN.replace("\n", "\r\n"))
    [found] = [one for one in desk.diagnostics(uri) if one["code"] == "unknown-state"]
    assert found["range"] == {"start": {"line": 14, "character": 15}, "end": {"line": 14, "character": 19}}
    desk.edit(uri, ((14, 15), (14, 19), "bills"))
    assert errors(desk.diagnostics(uri)) == CLEAN


def test_a_request_that_cannot_be_read_is_answered(desk: Desk) -> None:
    """A request with wrong parameters, or of an unknown kind, gets an error, and the next one its answer."""
    folder = desk.project({})
    with pytest.raises(ServerError, match="textDocument/hover"):
        desk.request("textDocument/hover", {"position": "here"})
    with pytest.raises(ServerError):
        desk.request("textDocument/unheardOf", {})
    assert errors(desk.diagnostics(desk.open(folder + "flow.yaml", FLOW))) == CLEAN


# The end.


def test_shutdown_and_exit(tmp_path: Path) -> None:
    """A server that was told to shut down ends well."""
    with Desk(tmp_path) as desk:
        desk.diagnostics(desk.open("flow.yaml", FLOW))
        desk.request("shutdown", None)
        assert desk.exit() == 0


def test_exit_without_shutdown(tmp_path: Path) -> None:
    """A server that is ended without a word before ends with 1, as the protocol wants it."""
    with Desk(tmp_path) as desk:
        assert desk.exit() == 1


def test_an_editor_that_dies(tmp_path: Path) -> None:
    """When its standard input is closed, the server ends, quietly."""
    with Desk(tmp_path) as desk:
        desk.open("flow.yaml", BROKEN)
        assert desk.hang_up() == 1
        assert "Traceback" not in desk.log()


def _states(desk: Desk, uri: str) -> list[dict[str, Any]]:
    symbols = desk.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    [states] = [one for one in symbols if one["name"] == "states"]
    found: list[dict[str, Any]] = states["children"]
    return found
