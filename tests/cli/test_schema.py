"""``callwright schema``: the schema printed, and all that an editor needs put into a project."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.cli.editor_settings import NotReadableError, merged
from callwright.cli.main import main
from callwright.cli.modeline import schema_named, with_schema
from callwright.cli.schema import SCHEMAS, SETTINGS
from callwright.resources import schema_text
from tests.editor.client import Client
from tests.editor.conftest import SETTINGS as EDITOR
from tests.needs import node, node_part

FLOW = "flow: shop\nstates:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"
SCRIPT = "tests:\n  - steps:\n      - assistant: Hello\n"
LINE = "# yaml-language-server: $schema=../.callwright/{}.schema.json"


def _snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "shop.yaml").write_text(FLOW)
    (tmp_path / "flows" / "shop.test.yaml").write_text(SCRIPT)
    return tmp_path


@pytest.mark.parametrize(("words", "kind"), [([], "flow"), (["--tests"], "test")])
def test_the_schema_is_printed(words: list[str], kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Byte for byte, so that it can be sent to a file."""
    assert main(["schema", *words]) == 0
    assert capsys.readouterr().out == schema_text(kind)


def test_a_project_gets_all_that_its_editor_needs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both schemas, the first line in each flow and script, settings and the advice which extension to install."""
    assert main(["schema", "--write", str(project)]) == 0
    for kind, place in SCHEMAS.items():
        assert (project / place).read_text(encoding="utf-8") == schema_text(kind)
    assert (project / "flows" / "shop.yaml").read_text() == LINE.format("flow") + "\n" + FLOW
    assert (project / "flows" / "shop.test.yaml").read_text() == LINE.format("test") + "\n" + SCRIPT
    assert json.loads((project / SETTINGS).read_text())["yaml.schemas"] == {
        "./.callwright/flow.schema.json": ["flows/*.yaml", "!**/*.test.yaml"],
        "./.callwright/test.schema.json": ["flows/*.test.yaml"],
    }
    assert "redhat.vscode-yaml" in (project / ".vscode" / "extensions.json").read_text()
    told = capsys.readouterr().out
    assert "flows/shop.yaml: its first line names the schema now: ../.callwright/flow.schema.json\n" in told


def test_the_server_of_the_editor_finds_it_all(project: Path) -> None:
    """With these settings the editor helps in a written file by its first line, and in a new one by its folder."""
    server = node_part("yaml-language-server") / "bin" / "yaml-language-server"
    assert main(["schema", "--write", str(project)]) == 0
    settings = json.loads((project / SETTINGS).read_text())
    yaml = {**EDITOR["yaml"], "schemas": settings["yaml.schemas"]}
    with Client([node(), server, "--stdio"], project, {"yaml": yaml}) as editor:
        named = editor.open("flows/shop.yaml", (project / "flows" / "shop.yaml").read_text() + "wrong: 1\n")
        new = editor.open("flows/new.yaml", "states: []\n")
        script = editor.open("flows/new.test.yaml", "states: []\n")
        other = editor.open("compose.yaml", "services: []\n")
        said = {uri: [found["message"] for found in editor.diagnostics(uri)] for uri in (named, new, script, other)}
    assert said[named] == ["Property wrong is not allowed."]
    assert said[new] == ["Write the states here, each with a name of its own."]
    assert said[script] == ['Missing property "tests".', "Property states is not allowed."]
    assert said[other] == []


def test_a_second_time_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is there stays; an old schema is brought up to date."""
    assert main(["schema", "--write", str(project)]) == 0
    before = _snapshot(project)
    capsys.readouterr()
    assert main(["schema", "--write", str(project)]) == 0
    assert _snapshot(project) == before
    assert "now" not in capsys.readouterr().out
    (project / SCHEMAS["flow"]).write_text("{}")
    assert main(["schema", "--write", str(project)]) == 0
    assert _snapshot(project) == before
    assert ".callwright/flow.schema.json: brought up to date\n" in capsys.readouterr().out


def test_here_is_the_folder_where_none_is_said(project: Path) -> None:
    """``callwright schema --write`` alone means the folder that it is called in."""
    command = [sys.executable, "-m", "callwright", "schema", "--write"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    assert "flows/shop.yaml: its first line" in done.stdout
    assert (project / SCHEMAS["flow"]).is_file()


def test_only_flows_and_scripts_are_touched(project: Path) -> None:
    """Files of other tools stay as they are; what a flow includes counts as one, and so does one with a mistake."""
    (project / "compose.yaml").write_text("services:\n  web:\n    image: shop\n")
    (project / "other.test.yaml").write_text("cases: []\n")
    (project / "flows" / "words.yaml").write_text("intents:\n  billing: [my bill]\n")
    (project / "flows" / "shop.yaml").write_text("include: words.yaml\n" + FLOW)
    (project / "flows" / "broken.yaml").write_text("states:\n  a: [\n")
    assert main(["schema", "--write", str(project)]) == 0
    named = {name for name, data in _snapshot(project).items() if data.startswith(b"# yaml-language-server")}
    assert named == {f"flows/{name}.yaml" for name in ("shop", "shop.test", "words", "broken")}


@pytest.mark.parametrize(
    ("data", "end"),
    [
        (FLOW.encode(), b"\n"),
        (FLOW.replace("\n", "\r\n").encode(), b"\r\n"),
        (FLOW.replace("\n", "\r").encode(), b"\r"),
        (b"\xef\xbb\xbf" + FLOW.encode(), b"\n"),
        (b"# Caf\xc3\xa9\n" + FLOW.encode().rstrip(), b"\n"),
    ],
)
def test_the_rest_of_a_file_stays_as_it_was(project: Path, data: bytes, end: bytes) -> None:
    """Byte order mark, line ends, comments, and a last line without an end."""
    file = project / "flows" / "shop.yaml"
    file.write_bytes(data)
    assert main(["schema", "--write", str(project)]) == 0
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    assert file.read_bytes() == mark + LINE.format("flow").encode() + end + data.removeprefix(mark)


@given(st.binary(max_size=60), st.sampled_from(["s.json", "../a/b.json"]))
def test_a_file_names_what_was_written_into_it(data: bytes, schema: str) -> None:
    """Whatever stands in a file, the line is found again, and without it the file is what it was."""
    written = with_schema(data, schema)
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    line = mark + f"# yaml-language-server: $schema={schema}".encode()
    assert written in [line + end + data.removeprefix(mark) for end in (b"\n", b"\r\n", b"\r")]
    try:
        assert schema_named(written) == schema
    except UnicodeDecodeError:
        with pytest.raises(UnicodeDecodeError):
            data.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("# yaml-language-server: $schema=a.json\nstates:\n", "a.json"),
        ("\n# Our shop\n#   yaml-language-server : $schema=a.json\nstates:\n", "a.json"),
        ("# $schema: https://x.example/a.json\nstates:\n", "https://x.example/a.json"),
        ("%YAML 1.2\n---\n# $schema: a.json\nstates:\n", "a.json"),
        ("flow: a\n$schema: a.json\n", "a.json"),
        ("states:\n# yaml-language-server: $schema=a.json\n", ""),
        ("# the yaml-language-server needs $schema=\nstates:\n", ""),
    ],
)
def test_a_schema_that_is_named_already(text: str, named: str) -> None:
    """All the ways that editors know count; below the first line of content it is a comment like any other."""
    assert schema_named(text.encode()) == named


def test_a_schema_that_is_not_there_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that leads nowhere stays as it is, and the author hears what to write; one to the web is left alone."""
    file = project / "flows" / "shop.yaml"
    file.write_text("# yaml-language-server: $schema=../old/flow.json\n" + FLOW)
    assert main(["schema", "--write", str(project)]) == 2
    told = capsys.readouterr().err
    assert "flows/shop.yaml: names a schema that is not there: ../old/flow.json. " in told
    assert "../.callwright/flow.schema.json" in told
    file.write_text("# yaml-language-server: $schema=https://x.example/flow.json\n" + FLOW)
    assert main(["schema", "--write", str(project)]) == 0


SETTINGS_WITH_COMMENTS = """\
// Ours
{
  /* tabs { */ "editor.tabSize": 8, // not "for" YAML
  "yaml.schemas": {},
  "[yaml]": {"editor.tabSize": 4},
}
"""


def test_settings_keep_what_stands_there(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Comments, commas and the author's own values stay; what is missing is added."""
    (project / ".vscode").mkdir()
    (project / SETTINGS).write_bytes(b"\xef\xbb\xbf" + SETTINGS_WITH_COMMENTS.replace("\n", "\r\n").encode())
    assert main(["schema", "--write", str(project)]) == 0
    text = (project / SETTINGS).read_bytes().decode()
    assert text.startswith("\ufeff// Ours\r\n{\r\n  /* tabs { */ ")
    assert "\n" not in text.replace("\r\n", "")
    assert '"editor.tabSize": 8, // not "for" YAML' in text
    assert '"editor.tabSize": 4},\r\n}\r\n' in text
    assert '"./.callwright/test.schema.json": [' in text
    assert "as you set it: [yaml] > editor.tabSize" in capsys.readouterr().out
    assert main(["schema", "--write", str(project)]) == 0
    assert (project / SETTINGS).read_bytes().decode() == text


@pytest.mark.parametrize(
    "written", [b"{", b"[]", b'{"a": 1} x', b"", b'{"a" 1}', b"\xff\xfe{}", b"{'a': 1}", b"[" * 9999]
)
def test_settings_that_cannot_be_read_are_left(
    project: Path, written: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """The author sees what to add; everything else is done."""
    (project / ".vscode").mkdir()
    (project / SETTINGS).write_bytes(written)
    assert main(["schema", "--write", str(project)]) == 2
    assert (project / SETTINGS).read_bytes() == written
    told = capsys.readouterr().err
    assert "cannot be read as JSON, so it was left as it is. Put this into it:\n{" in told
    assert '"yaml.schemas"' in told
    assert (project / "flows" / "shop.yaml").read_text().startswith("# yaml-language-server")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(["a", "b", "c"]), _JSON, max_size=3),
    st.dictionaries(st.sampled_from(["a", "b", "c"]), _JSON | st.dictionaries(st.sampled_from(["x", "y"]), _JSON)),
    st.sampled_from([None, 2]),
)
def test_merging_adds_and_never_replaces(
    there: dict[str, object], wanted: dict[str, object], indent: int | None
) -> None:
    """After merging every wanted setting is there, the old ones have the value they had, and again changes nothing."""

    def together(old: object, new: object) -> object:
        if isinstance(old, dict) and isinstance(new, dict):
            return {**new, **old, **{key: together(old[key], new[key]) for key in old.keys() & new.keys()}}
        return old

    made = merged(json.dumps(there, indent=indent), wanted)
    assert json.loads(made.text) == together(there, wanted)
    assert merged(made.text, wanted).added == ()
    assert merged(made.text, wanted).text == made.text


@given(st.text(alphabet='{}[],:"/* \nab1\\', max_size=30))
def test_merging_reads_or_refuses(text: str) -> None:
    """No text of settings brings anything but a merged text or a refusal."""
    with contextlib.suppress(NotReadableError):
        assert merged(text, {"zz": 1}).added == ("zz",)


@pytest.mark.parametrize(("name", "what"), [("nowhere", "is not there"), ("file", "is a file")])
def test_a_folder_that_is_none(tmp_path: Path, name: str, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, and nothing is written."""
    (tmp_path / "file").write_text("")
    assert main(["schema", "--write", str(tmp_path / name)]) == 2
    assert f'{name}" {what}. Nothing was written.' in capsys.readouterr().err
    assert _snapshot(tmp_path) == {"file": b""}


def test_a_folder_without_flows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It gets schemas and settings all the same, and the author hears what a flow is."""
    assert main(["schema", "--write", str(tmp_path)]) == 0
    assert (tmp_path / SCHEMAS["flow"]).is_file()
    assert 'there is no flow in this folder yet: a flow is a YAML file with "states:"' in capsys.readouterr().out


def test_what_cannot_be_written_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence for each, without a traceback; the rest is done; exit code 2."""
    (project / ".callwright").write_text("in the way")
    assert main(["schema", "--write", str(project)]) == 2
    told = capsys.readouterr().err
    assert ".callwright/flow.schema.json: cannot be written: " in told
    assert "Traceback" not in told
    assert (project / SETTINGS).is_file()


def test_a_file_that_is_not_utf_8_is_left(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told, and not a byte of it changes."""
    file = project / "flows" / "shop.yaml"
    for data in (FLOW.replace("Hello", "Grüß Gott").encode("latin-1"), FLOW.encode("utf-16")):
        file.write_bytes(data)
        assert main(["schema", "--write", str(project)]) == 2
        assert file.read_bytes() == data
        assert "flows/shop.yaml: is not UTF-8, so nothing was changed in it." in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no symbolic links")
def test_a_link_stays_a_link(project: Path) -> None:
    """What a link leads to is written; the link is not replaced by a file."""
    (project / "real.txt").write_text(FLOW)
    (project / "flows" / "linked.yaml").symlink_to(project / "real.txt")
    assert main(["schema", "--write", str(project)]) == 0
    assert (project / "flows" / "linked.yaml").is_symlink()
