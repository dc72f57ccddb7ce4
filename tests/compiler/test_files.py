"""Other files of a project: what a flow includes, its recordings, and what is refused."""

from __future__ import annotations

import os
import sys
from base64 import b64decode
from pathlib import Path

import pytest

from callwright.compiler import Compiled, compile_path
from callwright.compiler.wav import convert
from callwright.core.prompt import Kind
from callwright.diagnostics import text
from tests.compiler.flows import MENU
from tests.compiler.test_wav import tone


def _project(folder: Path, **files: str) -> Path:
    for name, written in files.items():
        path = folder / name.replace("__", "/")
        path = path.with_name(path.name + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written, encoding="utf-8")
    return folder


def _codes(made: Compiled) -> list[str]:
    return [found.code for found in made.diagnostics]


def test_an_included_file_adds_to_the_flow(tmp_path: Path) -> None:
    """Intents, prompts, variables and states of an included file, and of what that one includes, are the flow's own."""
    folder = _project(
        tmp_path,
        hotline="include: shared/more.yaml\n"
        "states:\n  welcome:\n    prompts: {use: notice}\n    transitions: {billing: bye}\n",
        shared__more="include: [names.yaml]\nintents:\n  billing: my bill\n"
        "states:\n  bye:\n    prompts: Bye {{ who }}.\n    hangup: yes\n",
        shared__names="variables:\n  who: Ann\nprompts:\n  notice: Hello.\n",
    )
    made = compile_path(folder / "hotline.yaml")
    assert made.diagnostics == ()
    assert made.project is not None
    flow = made.project.entry()
    assert list(flow.states) == ["welcome", "bye"]
    assert (set(flow.intents), set(flow.variables)) == ({"billing"}, {"who"})
    assert flow.states["bye"].span.file == str(folder / "shared" / "more.yaml")
    assert set(made.sources) == {
        str(folder / name) for name in ("hotline.yaml", "shared/more.yaml", "shared/names.yaml")
    }


def test_a_folder_by_a_way_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path with ``..`` in it names the project as well, and files are shown by the path that was given."""
    _project(tmp_path / "flows", hotline=f"include: shared/more.yaml\n{MENU}", shared__more="intents:\n  x: y\n")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    made = compile_path("../flows")
    assert made.diagnostics == ()
    assert set(made.sources) == {"../flows/hotline.yaml", "../flows/shared/more.yaml"}


def test_findings_of_an_included_file_are_at_its_lines(tmp_path: Path) -> None:
    """A mistake in an included file is told with that file's name, once, whoever includes it."""
    folder = _project(
        tmp_path,
        one=f"flow: one\ninclude: more.yaml\n{MENU}",
        two=f"flow: two\ninclude: more.yaml\n{MENU}",
        more="intents:\n  billing: (my bill\n",
    )
    made = compile_path(folder)
    assert [(found.code, found.span.file, found.span.line) for found in made.diagnostics] == [
        ("bad-phrase", str(folder / "more.yaml"), 2)
    ]


@pytest.mark.parametrize(
    "written", ["../secret.yaml", "shared/../../secret.yaml", "/etc/passwd", "~/x.yaml", "C:\\x.yaml"]
)
def test_an_include_stays_in_the_project(tmp_path: Path, written: str) -> None:
    """A path that leads outside is refused, and nothing that stands there is told."""
    (tmp_path / "secret.yaml").write_text("token: hunter2\n")
    folder = _project(tmp_path / "project", hotline=f"include: '{written}'\n{MENU}")
    made = compile_path(folder)
    assert _codes(made) == ["outside-project"]
    assert "hunter2" not in text.render(made.diagnostics, made.sources)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_link_out_of_the_project_is_refused(tmp_path: Path, what: str) -> None:
    """A symbolic link inside the project leads nowhere outside, be it a file or a folder."""
    outside = _project(tmp_path / "outside", more="intents:\n  billing: my bill\n")
    folder = _project(tmp_path / "project", hotline=f"include: link{'/more.yaml' if what == 'folder' else ''}\n{MENU}")
    (folder / "link").symlink_to(outside if what == "folder" else outside / "more.yaml")
    assert _codes(compile_path(folder)) == ["outside-project"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_project_may_itself_be_behind_a_link(tmp_path: Path) -> None:
    """A folder that is reached through a link is a project like any other."""
    _project(tmp_path / "real", hotline=f"include: more.yaml\n{MENU}", more="intents:\n  billing: my bill\n")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert compile_path(tmp_path / "link").diagnostics == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("include: hotline.yaml", ""),
        ("include: more.yaml", "include: hotline.yaml"),
        ("include: more.yaml", "include: more.yaml"),
    ],
)
def test_an_include_that_comes_back_is_refused(tmp_path: Path, one: str, other: str) -> None:
    """A file that includes itself, at once or around the corner, is told once."""
    folder = _project(tmp_path, hotline=f"{one}\n{MENU}", **({"more": other} if other else {}))
    assert _codes(compile_path(folder / "hotline.yaml")) == ["include-cycle"]


def test_two_ways_to_one_file_are_fine(tmp_path: Path) -> None:
    """Two files that include a third one define nothing twice."""
    folder = _project(
        tmp_path,
        hotline=f"include: [a.yaml, b.yaml]\n{MENU}",
        a="include: c.yaml",
        b="include: c.yaml",
        c="intents:\n  x: y\n",
    )
    assert compile_path(folder).diagnostics == ()


@pytest.mark.parametrize("written", ["More.yaml", "more.yml", "nothing.yaml", "folder"])
def test_the_name_is_the_files_own(tmp_path: Path, written: str) -> None:
    """Another case, another ending or a folder is not the file."""
    folder = _project(tmp_path, hotline=f"include: {written}\n{MENU}", more="intents:\n  x: y\n")
    (folder / "folder").mkdir()
    (code,) = _codes(compile_path(folder / "hotline.yaml"))
    assert code in ("unknown-file", "unreadable-file")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is locked for this user")
def test_a_locked_file_is_told(tmp_path: Path) -> None:
    """A file without the right to read it is a finding."""
    folder = _project(tmp_path, hotline=f"include: more.yaml\n{MENU}", more="intents:\n  x: y\n")
    (folder / "more.yaml").chmod(0)
    assert _codes(compile_path(folder / "hotline.yaml")) == ["unreadable-file"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders there")
def test_a_pipe_is_no_flow(tmp_path: Path) -> None:
    """What is no ordinary file is refused, not waited for."""
    os.mkfifo(tmp_path / "hotline.yaml")
    assert _codes(compile_path(tmp_path / "hotline.yaml")) == ["unreadable-file"]
    assert "unreadable-file" in _codes(compile_path(tmp_path))


def test_a_recording_is_converted(tmp_path: Path) -> None:
    """``audio`` is the file beside the flow, as the platform plays it, with its length."""
    folder = _project(
        tmp_path, flows__hotline="states:\n  a:\n    prompts:\n      audio: sounds/hello.wav\n    hangup: yes\n"
    )
    (folder / "flows" / "sounds").mkdir()
    (folder / "flows" / "sounds" / "hello.wav").write_bytes(tone(44_100, channels=2))
    made = compile_path(folder / "flows")
    assert made.project is not None
    prompt = made.project.entry().states["a"].prompts[0]
    assert prompt.kind is Kind.AUDIO
    assert prompt.audio is not None
    assert prompt.audio.duration_ms == pytest.approx(250, abs=1)
    assert b64decode(prompt.audio.base64) == convert(tone(44_100, channels=2)).data


def test_a_text_has_no_files(tmp_path: Path) -> None:
    """A flow that is compiled from a text includes nothing."""
    from callwright.compiler import compile_text

    made = compile_text(f"include: more.yaml\n{MENU}", str(tmp_path / "flow.yaml"))
    assert _codes(made) == ["unknown-file"]


def test_the_version_is_of_every_file(tmp_path: Path) -> None:
    """A changed byte in a flow, in what it includes or in a recording is another version, and nothing else is."""
    folder = _project(
        tmp_path,
        hotline="include: more.yaml\nstates:\n  a:\n    prompts:\n      audio: a.wav\n    hangup: yes\n",
        more="intents:\n  x: y\n",
    )
    sound = folder / "a.wav"
    sound.write_bytes(tone(16_000))

    def version() -> str:
        made = compile_path(folder)
        assert made.project is not None
        assert made.project.entry().version == made.project.version
        return made.project.version

    seen = [version()]
    assert version() == seen[0]
    for name, data in (
        ("hotline.yaml", (folder / "hotline.yaml").read_bytes() + b"# more\n"),
        ("more.yaml", b"intents:\n  x: z\n"),
        ("a.wav", tone(16_000, pitch=300)),
    ):
        (folder / name).write_bytes(data)
        seen.append(version())
    assert len(set(seen)) == 4
    assert all(len(one) == 16 and set(one) <= set("0123456789abcdef") for one in seen)
