"""Where names are defined and used, and renaming them, over the wire."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler import compile_path
from tests.docs.pages import ROOT
from tests.editor.client import ServerError
from tests.editor.cursor import cursor
from tests.language_server.desk import Desk, applied

SHARED = """\
intents:
  billing:
    - billing
hours:
  office:
    timezone: Europe/Berlin
    weekly:
      mon-fri: 09:00-18:00
"""
FLOW = """\
flow: hotline
language: en-US
include: shared.yaml
variables:
  tries: 0
services:
  orders:
    url: https://orders.example/api
prompts:
  notice:
    text: This call is recorded.
states:
  welcome:
    prompts:
      - use: notice
      - Do you call about a bill? 😀
    transitions:
      billing: bills
      yes: bills
    keys:
      1: bills
    otherwise:
      - when: open('office') and was_heard('notice') and tries < 2
        go_to: bills
      - go_to: flow:second/ask
  bills:
    collect:
      slot: order_number
      type: digits
      length: 6
      prompts: 😀𝔘 Which order, beside {{ tries }}?
      confirm: Is {{ order_number | say }} right?
    set:
      tries: "{{ tries | plus(1) }}"
    go_to: look
  look:
    request:
      service: orders
      path: /orders/{{ order_number }}
    go_to: farewell
  farewell:
    prompts: Goodbye.
    hangup: true
"""
SECOND = """\
flow: second
language: en-US
include: shared.yaml
states:
  ask:
    prompts: Billing?
    transitions:
      billing: done
    events:
      paid: done
  done:
    hangup: true
"""
SCRIPT = """\
flow: hotline
services:
  orders:
    /orders/123456:
      status: 200
tests:
  - name: one
    steps:
      - event: paid
"""
FILES = {"shared.yaml": SHARED, "flow.yaml": FLOW, "second.yaml": SECOND, "flow.test.yaml": SCRIPT}


@pytest.fixture(scope="module")
def folder(desk: Desk) -> str:
    """A project of two flows, a part that both include, and a script."""
    name = desk.project(FILES)
    for file, text in FILES.items():
        desk.open(name + file, text)
    return name


def _ask(desk: Desk, folder: str, method: str, file: str, marked: str, **more: object) -> object:
    """Ask at the mark, which stands in one line of a file: the line without it says where."""
    line = next(n for n, one in enumerate(FILES[file].split("\n")) if one == cursor(marked).text)
    place = cursor(marked)
    column = len(place.text[: place.column].encode("utf-16-le")) // 2
    return desk.at(method, desk.uri(folder + file), line, column, **more)


PLACES = [
    ("flow.yaml", "      billing: bi‸lls", "flow.yaml", "  bills:"),
    ("flow.yaml", "      ‸billing: bills", "shared.yaml", "  billing:"),
    ("second.yaml", "      billing‸: done", "shared.yaml", "  billing:"),
    ("flow.yaml", "      - use: not‸ice", "flow.yaml", "  notice:"),
    ("flow.yaml", "      - when: open('offi‸ce') and was_heard('notice') and tries < 2", "shared.yaml", "  office:"),
    ("flow.yaml", "      - when: open('office') and was_heard('notice') and tr‸ies < 2", "flow.yaml", "  tries: 0"),
    ("flow.yaml", "      - go_to: flow:second/as‸k", "second.yaml", "  ask:"),
    ("flow.yaml", "      - go_to: flow:sec‸ond/ask", "second.yaml", "flow: second"),
    ("flow.yaml", "      prompts: 😀𝔘 Which order, beside {{ t‸ries }}?", "flow.yaml", "  tries: 0"),
    ("flow.yaml", "      path: /orders/{{ order_number‸ }}", "flow.yaml", "      slot: order_number"),
    ("flow.yaml", "      service: ord‸ers", "flow.yaml", "  orders:"),
    ("flow.test.yaml", "  ord‸ers:", "flow.yaml", "  orders:"),
    ("flow.test.yaml", "flow: hot‸line", "flow.yaml", "flow: hotline"),
]


@pytest.mark.parametrize(("file", "marked", "there", "line"), PLACES)
def test_go_to_definition(desk: Desk, folder: str, file: str, marked: str, there: str, line: str) -> None:
    """From wherever a name is used, the cursor goes to where it is defined, in whichever file that is."""
    found = _ask(desk, folder, "definition", file, marked)
    assert isinstance(found, list)
    places = [(one["uri"], FILES[there].split("\n")[one["range"]["start"]["line"]]) for one in found]
    assert places == [(desk.uri(folder + there), line)]


@pytest.mark.parametrize(
    ("file", "marked", "files"),
    [
        ("flow.yaml", "      billing: bi‸lls", ["flow.yaml"] * 5),
        ("shared.yaml", "  bil‸ling:", ["flow.yaml", "second.yaml", "shared.yaml"]),
        ("flow.yaml", "  tr‸ies: 0", ["flow.yaml"] * 5),
        ("flow.yaml", "  ord‸ers:", ["flow.test.yaml", "flow.yaml", "flow.yaml"]),
    ],
)
def test_references(desk: Desk, folder: str, file: str, marked: str, files: list[str]) -> None:
    """Every place that means the same is found, in all files and scripts, the definition when it is asked for."""
    found = _ask(desk, folder, "references", file, marked, context={"includeDeclaration": True})
    assert isinstance(found, list)
    assert sorted(one["uri"].rpartition("/")[2] for one in found) == files
    fewer = _ask(desk, folder, "references", file, marked, context={"includeDeclaration": False})
    assert isinstance(fewer, list)
    assert len(fewer) == len(found) - 1


def test_highlights_are_those_of_the_file(desk: Desk, folder: str) -> None:
    """Under the cursor, the same name is marked in this file: where it is written, and where it is read."""
    found = _ask(desk, folder, "documentHighlight", "flow.yaml", "      service: ord‸ers")
    assert isinstance(found, list)
    assert [one["kind"] for one in found] == [3, 2]


@pytest.mark.parametrize(
    ("file", "marked", "changed"),
    [
        ("flow.yaml", "      billing: bi‸lls", {"flow.yaml"}),
        ("flow.yaml", "      ‸billing: bills", {"flow.yaml", "second.yaml", "shared.yaml"}),
        ("flow.yaml", "  ord‸ers:", {"flow.yaml", "flow.test.yaml"}),
        ("flow.yaml", "      slot: order‸_number", {"flow.yaml"}),
        ("flow.yaml", "      - use: not‸ice", {"flow.yaml"}),
        ("shared.yaml", "  off‸ice:", {"flow.yaml", "shared.yaml"}),
        ("second.yaml", "flow: sec‸ond", {"flow.yaml", "second.yaml"}),
        ("second.yaml", "  as‸k:", {"flow.yaml", "second.yaml"}),
    ],
)
def test_rename(
    desk: Desk, folder: str, tmp_path_factory: pytest.TempPathFactory, file: str, marked: str, changed: set[str]
) -> None:
    """A name has another one wherever it is meant, in flows and tests; what comes of it has no mistakes it had not."""
    edit = _ask(desk, folder, "rename", file, marked, newName="brand_new")
    assert isinstance(edit, dict)
    assert all(change["textDocument"]["version"] == 1 for change in edit["documentChanges"])
    made = {name.removeprefix(folder): text for name, text in applied(desk.folder, edit).items()}
    assert made.keys() == changed
    there = tmp_path_factory.mktemp("renamed")
    for name, text in {**FILES, **made}.items():
        (there / name).write_text(text, encoding="utf-8")
    assert [one.code for one in compile_path(there).diagnostics if one.severity == "error"] == []
    assert all("brand_new" in text for text in made.values())


def test_prepare_rename_says_what_is_renamed(desk: Desk, folder: str) -> None:
    """Before, the editor is shown the letters of the name alone, also behind emoji."""
    found = _ask(desk, folder, "prepareRename", "flow.yaml", "      prompts: 😀𝔘 Which order, beside {{ t‸ries }}?")
    assert isinstance(found, dict)
    assert found["placeholder"] == "tries"
    assert found["range"]["end"]["character"] - found["range"]["start"]["character"] == len("tries")


@pytest.mark.parametrize(
    ("marked", "new", "words"),
    [
        ("      billing: bi‸lls", "look", "look"),
        ("      billing: bi‸lls", "two words", "two words"),
        ("      y‸es: bills", "certainly", "yes"),
        ("langu‸age: en-US", "anything", "no name"),
    ],
)
def test_a_rename_that_cannot_be_is_refused_in_words(
    desk: Desk, folder: str, marked: str, new: str, words: str
) -> None:
    """A name that is taken, that is none, that is built in, or a place without one: the answer says why."""
    with pytest.raises(ServerError, match=words) as refusal:
        _ask(desk, folder, "rename", "flow.yaml", marked, newName=new)
    assert "Traceback" not in str(refusal.value)


def test_unsaved_edits_count(desk: Desk, folder: str) -> None:
    """A name that is typed and not yet saved is found at once, and renamed with the version that it has."""
    uri = desk.uri(folder + "flow.yaml")
    desk.change(uri, FLOW.replace("  farewell:", "  goodbye:").replace("go_to: farewell", "go_to: goodbye"))
    line = FLOW.split("\n").index("  farewell:")
    [found] = desk.at("definition", uri, line - 1, 12)
    assert found["range"]["start"]["line"] == line
    edit = desk.at("rename", uri, line, 3, newName="bye")
    assert edit["documentChanges"][0]["textDocument"]["version"] == desk._versions[uri]
    desk.change(uri, FLOW)


def test_find_a_name_anywhere(desk: Desk, folder: str) -> None:
    """The names of all open projects are found by some of their letters, with the flow that they belong to."""
    found = desk.request("workspace/symbol", {"query": "ordnum"})
    mine = [one for one in found if folder in one["location"]["uri"]]
    assert [(one["name"], one["containerName"]) for one in mine] == [("order_number", "hotline")]


def test_renaming_in_the_flows_of_this_repository(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every state of the customer hotline can be renamed, and the folder stays without a mistake."""
    folder = tmp_path_factory.mktemp("flows")
    for path in sorted((ROOT / "flows").rglob("*")):
        if path.is_file():
            target = folder / path.relative_to(ROOT / "flows")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    with Desk(folder) as other:
        text = (folder / "customer-hotline.yaml").read_text(encoding="utf-8")
        uri = other.open("customer-hotline.yaml", text)
        symbols = other.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
        [states] = [one for one in symbols if one["name"] == "states"]
        before = {one.code for one in compile_path(folder).diagnostics}
        kept = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
        for state in states["children"][:6]:
            place = state["selectionRange"]["start"]
            edit = other.at("rename", uri, place["line"], place["character"], newName="brand_new")
            for name, made in applied(folder, edit).items():
                (folder / name).write_text(made, encoding="utf-8")
            assert {one.code for one in compile_path(folder).diagnostics} == before, state["name"]
            for path, data in kept.items():
                path.write_bytes(data)


def test_a_refusal_is_no_news_for_the_log(tmp_path: Path) -> None:
    """What an author is told in the editor is not written to the log as well, as if the server had failed."""
    with Desk(tmp_path, {"flow.yaml": FILES["flow.yaml"]}) as desk:
        uri = desk.open("flow.yaml", FILES["flow.yaml"])
        desk.diagnostics(uri)
        with pytest.raises(ServerError, match="no name"):
            desk.at("rename", uri, 0, 0, newName="other")
        desk.request("shutdown", None)
        assert desk.exit() == 0
        assert desk.log() == ""
