"""The way in: files, folders, and which flow answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler import Project, compile_path, compile_text
from callwright.core.model import Flow
from tests.compiler.flows import HOTLINE, MENU


def _folder(folder: Path, **flows: str) -> Path:
    for name, written in flows.items():
        (folder / f"{name}.yaml").write_text(written, encoding="utf-8")
    return folder


def _project(path: Path) -> Project:
    made = compile_path(path)
    assert made.project is not None, made.diagnostics
    return made.project


GOES_ON = "states:\n  a:\n    prompts: Hello.\n    go_to: flow:other{}\n"


def test_a_file_is_named_by_itself_or_by_its_flow_key(tmp_path: Path) -> None:
    """The flow's name is the file's, made usable, unless ``flow`` says another."""
    folder = _folder(tmp_path, one=MENU, two=f"flow: second\n{MENU}", **{"My flow": MENU})
    assert set(_project(folder).flows) == {"one", "second", "My-flow"}


def test_a_folder_is_its_flows(tmp_path: Path) -> None:
    """Tests, hidden files, included files and other people's YAML are not flows."""
    _folder(
        tmp_path,
        hotline=f"include: shared.yaml\n{MENU}",
        shared="intents:\n  billing: my bill\n",
        compose="version: 3\nservices: {}\n",
        **{"hotline.test": "flow: hotline\ntests: []\n", ".hidden": "states: broken"},
    )
    (tmp_path / "notes.txt").write_text("states:")
    (tmp_path / "folder.yaml").mkdir()
    assert list(_project(tmp_path).flows) == ["hotline"]


def test_a_project_is_the_folders_below_too(tmp_path: Path) -> None:
    """Flows are found below the folder; hidden folders, tests and other YAML are not taken for flows."""
    below, hidden = tmp_path / "flows", tmp_path / ".cache"
    below.mkdir()
    hidden.mkdir()
    for file in (below / "menu.yaml", hidden / "other.yaml"):
        file.write_text(MENU, encoding="utf-8")
    (below / "menu.test.yaml").write_text("tests: []", encoding="utf-8")
    (below / "compose.yaml").write_text("services:\n  web: [", encoding="utf-8")
    project = compile_path(tmp_path).project
    assert project is not None
    assert len(project.flows) == 1


def test_the_only_flow_answers_everything(tmp_path: Path) -> None:
    """A single flow answers every number without saying so."""
    project = _project(_folder(tmp_path, hotline=HOTLINE))
    assert project.entry().name == "acme-hotline"
    assert project.answering("+49 30 1") is project.entry()
    assert project.answering("") is project.entry()


def test_the_flow_that_no_other_goes_to_answers(tmp_path: Path) -> None:
    """Of a family, the one that is not gone to answers; the others are reached through it."""
    project = _project(_folder(tmp_path, main=GOES_ON.format(""), other=MENU))
    main = project.flows["main"]
    assert project.answering("1") is main
    assert project.entry() is main
    assert not project.flows["other"].answers_everything
    assert main.family["other"] is project.flows["other"]
    assert set(main.family) == {"main", "other"}


def test_a_named_file_answers_and_brings_its_family(tmp_path: Path) -> None:
    """A file that is named itself answers, though others lead to it, and the flows that it leads to come along."""
    _folder(
        tmp_path,
        main=GOES_ON.format("/welcome"),
        other=f"{MENU}  x:\n    go_to: flow:main\n",
        third=MENU,
        broken="states: [",
    )
    made = compile_path(tmp_path / "main.yaml")
    assert made.project is not None
    assert set(made.project.flows) == {"main", "other"}
    assert made.project.entry().name == "main"


def test_numbers_route_calls(tmp_path: Path) -> None:
    """Dialled numbers are compared as digits, a leading + or 00 meaning the same; the rest goes to everything."""
    project = _project(
        _folder(
            tmp_path, one=f"numbers: +49 211 5566770\n{MENU}", two=f"numbers: [0049-211-5566771, '0211']\n{MENU}",
            rest=f"answers: everything\n{MENU}",
        )
    )  # fmt: skip

    def name(number: str) -> str:
        flow = project.answering(number)
        return flow.name if flow else ""

    assert [name(n) for n in ("492115566770", "+492115566770", "00492115566770")] == ["one"] * 3
    assert [name(n) for n in ("+49 211 5566771", "0211")] == ["two"] * 2
    assert [name(n) for n in ("+49 211 556677", "")] == ["rest"] * 2


def test_a_number_that_nobody_claims_is_not_answered(tmp_path: Path) -> None:
    """Where every flow has numbers, another number is answered by none."""
    project = _project(_folder(tmp_path, one=f"numbers: '1'\n{MENU}", two=f"numbers: '2'\n{MENU}"))
    assert project.answering("3") is None
    assert project.entry().name == "one"


@pytest.mark.parametrize(
    ("name", "code"), [("nothing.yaml", "unknown-file"), ("nothing", "unknown-file"), ("a\0b", "unreadable-file")]
)
def test_a_path_that_is_not_there(tmp_path: Path, name: str, code: str) -> None:
    """A path that leads nowhere is a finding at that path."""
    made = compile_path(tmp_path / name)
    assert made.project is None
    assert [found.code for found in made.diagnostics] in ([code], ["unknown-file"])


def test_an_empty_folder(tmp_path: Path) -> None:
    """A folder without flows is a finding, also where it has other YAML."""
    assert [found.code for found in compile_path(tmp_path).diagnostics] == ["no-flows"]
    _folder(tmp_path, compose="version: 3\n")
    assert [found.code for found in compile_path(tmp_path).diagnostics] == ["no-flows"]


def test_all_mistakes_of_all_files_at_once(tmp_path: Path) -> None:
    """A mistake in the YAML of one file, in the keys of a second and in the names of a third are told together."""
    _folder(
        tmp_path,
        one="states: [",
        two=MENU.replace("prompts", "promts") + "    go_to: nowhere\n",
        three="flow: three\n" + MENU.replace("hangup: yes", "go_to: nowhere"),
    )
    found = {(Path(one.span.file).name, one.code) for one in compile_path(tmp_path).diagnostics}
    assert {("two.yaml", "unknown-key"), ("two.yaml", "unknown-state"), ("three.yaml", "unknown-state")} <= found
    assert any(file == "one.yaml" for file, _ in found)


def test_a_part_with_a_mistake_is_not_told_twice() -> None:
    """A state whose only act is misspelt is not also told to do nothing, and a misspelt slot is not unknown."""
    written = """
states:
  a:
    prompts: Hello.
    transitons:
      yes: b
  b:
    collect:
      slot: code
      type: digit
      prompts: Code?
    go_to: c
  c:
    prompts: You said {{ code }}.
    hangup: yes
"""
    assert [found.code for found in compile_text(written).diagnostics] == ["unknown-key", "not-allowed-value"]


def test_findings_come_in_order_and_once() -> None:
    """The findings are sorted by place, and none is there twice."""
    made = compile_text("states:\n  b:\n    go_to: x\n  a:\n    go_to: y\n    zzz: 1\n")
    assert list(made.diagnostics) == sorted(set(made.diagnostics), key=lambda found: found.sort_key())


def test_compiling_twice_is_the_same() -> None:
    """The same text has the same version and the same states."""
    one, other = (compile_text(HOTLINE).project for _ in range(2))
    assert one is not None
    assert other is not None
    assert (one.version, list(one.entry().states)) == (other.version, list(other.entry().states))


def test_a_flow_cannot_be_written_to() -> None:
    """What is shared between calls has no part that can be changed."""
    project = compile_text(HOTLINE).project
    assert project is not None
    flow: Flow = project.entry()
    for part in (flow.states, flow.questions, flow.prompts, flow.family, flow.types, project.flows):
        with pytest.raises(TypeError):
            part["x"] = None  # type: ignore[index]  # that it cannot be done is the point
