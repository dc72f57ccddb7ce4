"""``callwright check --fix``: what it writes, what it says, and that nothing is ever lost."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.cli.checked import check_paths
from callwright.cli.main import main
from callwright.compiler.editing.mending import mend
from callwright.compiler.editing.write import NotWrittenError, write
from tests.compiler.flows import MENU
from tests.docs.pages import ROOT

SCRIPT = "tests:\n  - name: Hello\n    steps:\n      - {}: Hello\n      - hangup\n"
GOOD, BAD = SCRIPT.format("assistant"), SCRIPT.format("asistant")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A project whose test script has one mistake that has one mend."""
    (tmp_path / "one.yaml").write_text(MENU, encoding="utf-8")
    file = tmp_path / "one.test.yaml"
    file.write_text(BAD, encoding="utf-8")
    return file


def _check(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main(["check", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def test_it_says_what_it_mended(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It names each mend with its file and line, then what is left; a second time there is nothing to do."""
    assert _check(capsys, file, "--fix") == (
        0,
        f"mended {file}:4:9: Write “assistant” [test-unknown-key]\n\n1 test: no mistakes found\n",
        "",
    )
    assert file.read_text(encoding="utf-8") == GOOD
    assert _check(capsys, file, "--fix")[1] == "1 test: no mistakes found\n"


def test_without_it_nothing_is_written(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mere check says that it could mend, and changes nothing."""
    code, out, _ = _check(capsys, file)
    assert code == 1
    assert out.endswith("1 error in 1 file\n1 of them can be mended for you: add --fix\n")
    assert file.read_text(encoding="utf-8") == BAD


@pytest.mark.parametrize("more", [[], ["--fix"]])
def test_what_it_would_do(more: list[str], file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--diff`` prints the change, writes nothing and ends with 1."""
    code, out, _ = _check(capsys, file, "--diff", *more)
    assert code == 1
    assert out.startswith(f"--- {file}\n+++ {file}\n")
    assert "-      - asistant: Hello\n+      - assistant: Hello\n" in out
    assert file.read_text(encoding="utf-8") == BAD


def test_formats_for_programs_stay_clean(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a format for programs the mends are told on standard error."""
    code, out, err = _check(capsys, file, "--fix", "--format", "json")
    assert (code, out) == (0, "[]\n")
    assert err.startswith(f"mended {file}:4:9: ")


def test_what_is_left_counts(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake that has no safe mend is still shown, and ends with 1."""
    file.write_text(BAD.replace("- hangup", "- xyzzy"), encoding="utf-8")
    code, out, _ = _check(capsys, file, "--fix")
    assert code == 1
    assert "mended" in out
    assert "“xyzzy”" in out
    assert "asistant" not in file.read_text(encoding="utf-8")


def test_bytes_are_kept(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Line ends, a byte order mark, comments and blanks stay byte by byte, and the file's rights as well."""
    before = b"\xef\xbb\xbf# one  \r\n" + BAD.replace("\n", " # \xe4\r\n").encode("utf-8") + b"\r\n# two"
    file.write_bytes(before)
    file.chmod(0o640)
    assert _check(capsys, file, "--fix")[0] == 0
    assert file.read_bytes() == before.replace(b"asistant", b"assistant")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert sorted(path.name for path in file.parent.iterdir()) == ["one.test.yaml", "one.yaml"]


def test_a_comment_that_silences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The misspelt name of a rule in a comment is mended, and then the comment silences."""
    flow = tmp_path / "one.yaml"
    flow.write_text(
        MENU + "  # callwright: allow unreachable-sate because of the fair\n  fair:\n    hangup: yes\n",
        encoding="utf-8",
    )
    code, out, _ = _check(capsys, flow, "--fix")
    assert code == 0
    assert out.endswith("1 flow, 2 states: no mistakes found, 1 silenced\n")


def test_only_what_was_named(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other files of the folder stay as they are."""
    other = tmp_path / "two.test.yaml"
    other.write_text(BAD, encoding="utf-8")
    assert _check(capsys, file, "--fix")[0] == 0
    assert other.read_text(encoding="utf-8") == BAD


def test_a_link_is_not_written_through(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A symbolic link stays one, with what it leads to, and the author is told to name that."""
    target = tmp_path / "elsewhere" / "real.txt"
    target.parent.mkdir()
    file.rename(target)
    file.symlink_to(target)
    code, _, err = _check(capsys, file, "--fix")
    assert code == 1
    assert f"{file} was left as it is: it is a link to {target}" in err
    assert file.is_symlink()
    assert target.read_text(encoding="utf-8") == BAD


def test_changed_meanwhile(file: Path) -> None:
    """What somebody else wrote since it was read is not overwritten."""
    file.write_text("something new\n", encoding="utf-8")
    with pytest.raises(NotWrittenError, match="changed it meanwhile"):
        write(file, GOOD.encode(), expected=BAD.encode())
    assert file.read_text(encoding="utf-8") == "something new\n"
    assert [path.name for path in file.parent.glob(".callwright-*")] == []


def test_gone_meanwhile(file: Path) -> None:
    """A file that is gone is not made anew."""
    file.unlink()
    with pytest.raises(NotWrittenError):
        write(file, GOOD.encode(), expected=BAD.encode())
    assert not file.exists()


_KEY = re.compile(r"^[ -]*([a-z_]{5,}):", re.MULTILINE)


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(sorted((ROOT / "examples").glob("*[a-z].yaml"))), st.integers(0, 10_000), st.integers(1, 3))
def test_a_letter_too_few(flow: Path, key: int, letter: int) -> None:
    """A letter lost from any key is put back, byte by byte, or the file stays as it is: nothing else ever changes."""
    whole = flow.read_text(encoding="utf-8")
    keys = list(_KEY.finditer(whole))
    at = keys[key % len(keys)].start(1) + letter
    broken, name = (whole[:at] + whole[at + 1 :]).encode(), str(flow)
    made = mend(
        lambda known: check_paths([name], {name: broken, **known}).diagnostics,
        lambda file: broken if file == name else Path(file).read_bytes(),
        lambda file: file == name,
    )
    assert made.changed in ({}, {name: (broken, whole.encode())})


@pytest.fixture
def anybodys() -> Iterator[Path]:
    """A folder that every user of the machine may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are other there")
@pytest.mark.parametrize(("of_file", "of_folder"), [(0o444, 0o777), (0o666, 0o555)])
def test_a_file_that_may_not_be_written(of_file: int, of_folder: int, anybodys: Path) -> None:
    """Where the file or its folder may not be written to, that is told, and the file stays."""
    file = anybodys / "one.test.yaml"
    file.write_text(BAD, encoding="utf-8")
    file.chmod(of_file)
    anybodys.chmod(of_folder)
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(65534)  # who may do everything would be refused nothing
    try:
        with pytest.raises(NotWrittenError, match="permission denied"):
            write(file, GOOD.encode(), expected=BAD.encode())
    finally:
        if mine == 0:
            os.seteuid(mine)
        anybodys.chmod(0o755)
    assert file.read_text(encoding="utf-8") == BAD


def test_the_real_command(file: Path) -> None:
    """Run as a command of its own it does the same."""
    done = subprocess.run(
        [sys.executable, "-m", "callwright.cli.main", "check", "--fix", file.name],
        cwd=file.parent, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("mended one.test.yaml:4:9: ")
    assert file.read_text(encoding="utf-8") == GOOD
