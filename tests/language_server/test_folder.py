"""A project while it is typed: the same as ``check``, with what is open over what is on the disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from callwright.cli.checked import check_paths
from callwright.language_server.folder import Folder, is_ours, root_of
from tests.docs.pages import ROOT
from tests.language_server.desk import FLOW


@pytest.fixture(scope="module")
def flows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The flows of this repository, in a folder of their own."""
    folder = tmp_path_factory.mktemp("checked") / "flows"
    shutil.copytree(ROOT / "flows", folder)
    return folder


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("customer-hotline.yaml", "customer", "customer"),
        ("customer-hotline.yaml", "go_to: ", "go_to: x"),
        ("customer-hotline.test.yaml", "steps:", "steps:\n      - nonsense: 1"),
        ("identify.yaml", "states:", "staates:"),
        ("order-status.yaml", "flow:", "flow:\t["),
        ("order-status.test.yaml", "flow: ", "flow: un"),
    ],
)
def test_the_findings_are_those_of_check(flows: Path, file: str, before: str, after: str) -> None:
    """With an edit in one file of a folder, there is to tell what ``check`` tells once that file is saved."""
    folder = Folder(flows)
    folder.check({})
    path = flows / file
    kept = path.read_text(encoding="utf-8")
    edited = kept.replace(before, after, 1)
    known = folder.check({str(path): edited})
    path.write_text(edited, encoding="utf-8")
    try:
        wanted = check_paths([str(flows)]).diagnostics
    finally:
        path.write_text(kept, encoding="utf-8")
    found = tuple(one for name in sorted(known.found) for one in known.found[name])
    assert found == wanted
    again = folder.check({str(path): kept})
    assert again.found == Folder(flows).check({}).found


def test_a_closed_document_counts_as_it_is_on_the_disk(tmp_path: Path) -> None:
    """After closing, what was typed and not saved is forgotten, of flows and scripts alike."""
    flow, script = tmp_path / "flow.yaml", tmp_path / "flow.test.yaml"
    flow.write_text(FLOW)
    script.write_text("flow: hotline\ntests: []\n")
    folder = Folder(tmp_path)
    clean = folder.check({}).found
    typed = folder.check({str(flow): FLOW.replace("go_to: farewell", "go_to: far"), str(script): "tests: 1\n"})
    assert typed.found != clean
    assert folder.check({str(flow): None, str(script): None}).found == clean


def test_a_file_that_appears_is_seen_once_the_disk_is_said_to_have_changed(tmp_path: Path) -> None:
    """Another program's new file is looked at, and one that it deletes is gone."""
    (tmp_path / "flow.yaml").write_text(FLOW)
    folder = Folder(tmp_path)
    folder.check({})
    other = tmp_path / "other.yaml"
    other.write_text(FLOW.replace("flow: hotline", "flow: other"))
    assert str(other) in folder.check({}, disk=True).ours
    other.unlink()
    assert str(other) not in folder.check({}, disk=True).ours


@pytest.mark.parametrize(
    ("file", "named", "root"),
    [
        ("flows/main.yaml", "", "flows"),
        ("flows/shared/part.yaml", "", "flows"),
        ("examples/other.yaml", "", "examples"),
        ("docs/compose.yaml", "", "docs"),
        ("flows/main.yaml", ".", "."),
        ("flows/shared/part.yaml", "flows/shared", "flows/shared"),
        ("examples/other.yaml", "flows", "examples"),
    ],
)
def test_which_folder_is_the_project(tmp_path: Path, file: str, named: str, root: str) -> None:
    """The outermost folder that holds a flow is the project, or the one that is named where the file lies in it."""
    flow = {"flows/main.yaml": FLOW, "examples/other.yaml": FLOW}
    rest = {"flows/shared/part.yaml": "intents: {}\n", "docs/compose.yaml": "services: {}\n", "ci.yaml": "jobs: {}\n"}
    for name, text in {**flow, **rest}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text)
    assert root_of(tmp_path / file, [tmp_path], named) == (tmp_path / root).absolute()


def test_a_file_outside_of_what_is_opened_is_looked_at_with_its_own_folder(tmp_path: Path) -> None:
    """Without an opened folder around it, a file's project is the folder that it lies in."""
    (tmp_path / "flow.yaml").write_text(FLOW)
    inner = tmp_path / "inner" / "flow.yaml"
    inner.parent.mkdir()
    inner.write_text(FLOW)
    assert root_of(inner, [tmp_path / "elsewhere"]) == inner.parent
    assert root_of(inner, []) == inner.parent


def test_what_is_ours(tmp_path: Path) -> None:
    """Flows, their parts, scripts and a new empty file beside them are ours; other YAML is not."""
    (tmp_path / "flow.yaml").write_text(FLOW + "include: part.yaml\n")
    (tmp_path / "part.yaml").write_text("prompts: {}\n")
    (tmp_path / "compose.yaml").write_text("services: {}\n")
    known = Folder(tmp_path).check({})
    assert is_ours(str(tmp_path / "flow.yaml"), FLOW, known)
    assert is_ours(str(tmp_path / "part.yaml"), "prompts: {}\n", known)
    assert is_ours(str(tmp_path / "new.yaml"), "", known)
    assert is_ours(str(tmp_path / "new.yaml"), "# $schema: flow.schema.json\n", known)
    assert not is_ours(str(tmp_path / "compose.yaml"), "services: {}\n", known)
    assert not is_ours(str(tmp_path / "new.yaml"), "services: {}\n", known)


def test_whose_a_file_is_that_begins(tmp_path: Path) -> None:
    """A word or nothing is the beginning of a flow where flows are, or nothing is; not where only other YAML is."""
    new = tmp_path / "new.yaml"
    for text in ("", "fl", "# Ours\n\nfl"):
        assert is_ours(str(new), text, Folder(tmp_path).check({str(new): text}))
    assert not is_ours(str(new), "services:\n  web", Folder(tmp_path).check({}))
    (tmp_path / "compose.yaml").write_text("services: {}\n")
    assert not is_ours(str(new), "", Folder(tmp_path).check({}))
