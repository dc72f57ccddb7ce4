"""``publish``, ``versions`` and ``alias``, as an operator types them."""

from __future__ import annotations

import json
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from callwright.cli.main import main
from tests.cli.test_serve import COMMAND, environment, post
from tests.runtime.serving import FLOW

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which somebody works, with one flow."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "hotline.yaml").write_text(FLOW)
    return tmp_path


def say(desk: Path, old: str, new: str) -> None:
    (desk / "flows" / "hotline.yaml").write_text(FLOW.replace(old, new))


def run(capsys: Capture, *words: str) -> tuple[int, str, str]:
    """One command: its exit code, and what it prints."""
    try:
        code = main(words)
    except SystemExit as stopped:
        code = int(str(stopped.code))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def publish(capsys: Capture, *words: str) -> str:
    """The version, which is all that stands on standard output."""
    code, out, _ = run(capsys, "publish", "flows", *words)
    assert code == 0
    return out.strip()


@contextmanager
def served(desk: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """``callwright serve`` as a process of its own, once it has said its last word of welcome."""
    with subprocess.Popen(
        [*COMMAND, *words, "--port", "0"], cwd=desk, env=environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        welcome = ""
        for line in process.stdout:
            welcome += line
            if line.startswith("Try it:"):
                break
        try:
            yield process, welcome
        finally:
            process.terminate()


def test_publish_prints_the_version_and_what_comes_next(desk: Path, capsys: Capture) -> None:
    """On standard output its name alone, so that a script can use it; the same files are the same version."""
    code, out, err = run(capsys, "publish", "flows")
    assert code == 0
    assert len(out.strip()) == 16
    assert "1 flow with 4 states" in err
    assert f"callwright alias production={out[:8]}" in err
    assert publish(capsys) == out.strip()
    say(desk, "nine", "ten")
    assert publish(capsys) != out.strip()


def test_flows_with_mistakes_are_not_published(desk: Path, capsys: Capture) -> None:
    """Exit code 1, the mistake with its line, and nothing is kept."""
    say(desk, "go_to: welcome", "go_to: welcom")
    code, out, err = run(capsys, "publish", "flows", "--as", "production")
    assert (code, out) == (1, "")
    assert "hotline.yaml:25" in err
    assert "nothing is published until this is mended" in err
    assert not (desk / "calls.db").exists()


def test_the_list_says_what_each_version_is_for(desk: Path, capsys: Capture) -> None:
    """The newest first: when, how many flows and states, who uses it, and the note."""
    first = publish(capsys, "--note", "The first one", "--as", "production")
    say(desk, "nine", "ten")
    second = publish(capsys, "--note", "Open at ten")
    _, out, _ = run(capsys, "versions")
    head, *rows = out.splitlines()
    assert head.split() == ["VERSION", "KEPT", "FLOWS", "STATES", "USED", "BY", "NOTE"]
    assert [row.split()[0] for row in rows] == [second, first]
    assert rows[0].endswith("Open at ten")
    assert "production" in rows[1]
    assert " 4 " in rows[1]


def test_served_versions_are_listed_only_if_they_are_used(desk: Path, capsys: Capture) -> None:
    """What was merely served is shown with ``--all``, and with the calls that are in it."""
    with served(desk, "flows") as (_process, welcome):
        assert post(welcome, "session_start")[0] == 200
    _, out, _ = run(capsys, "versions")
    assert "calls" in out.splitlines()[1]
    assert "served, not published" in out


def test_two_versions_are_compared_by_name_and_line(desk: Path, capsys: Capture) -> None:
    """States, intents and all else; what only moved is the same; comments alone are said as such."""
    first = publish(capsys)
    (desk / "flows" / "tone.txt").write_text("no flow")
    text = FLOW.replace("intents:\n", "# On top.\nintents:\n").replace("nine", "ten")
    text = text.replace("    - my bill\n", "    - my bill\n    - the bill\n")
    text = (
        text.replace("opening_hours: hours", "opening_hours: hours\n      goodbye: bye") + "  bye:\n    hangup: true\n"
    )
    (desk / "flows" / "hotline.yaml").write_text(text)
    second = publish(capsys)
    (desk / "flows" / "hotline.yaml").write_text(text + "# The end.\n")
    third = publish(capsys)
    code, out, _ = run(capsys, "versions", "--diff", first[:10], second[:10])
    assert code == 0
    assert out.splitlines() == [
        f"{first[:8]} -> {second[:8]}",
        "hotline.yaml",
        "  intent billing  changed, line 7 (it was on line 6)",
        "  state welcome  changed, line 15 (it was on line 13)",
        "  state hours  changed, line 26 (it was on line 23)",
        "  state bye  new, line 42",
    ]
    assert "comments or layout alone" in run(capsys, "versions", "--diff", second, third)[1]
    assert run(capsys, "versions", "--diff", third, third)[1] == f"Both are {third}.\n"


def test_an_alias_is_set_split_and_taken_back(desk: Path, capsys: Capture) -> None:
    """With prefixes; its history shows what it was; one change is one step back."""
    first = publish(capsys, "--as", "production")
    say(desk, "nine", "ten")
    second = publish(capsys)
    code, out, _ = run(capsys, "alias", f"production={first[:6]}:90,{second[:6]}:10", "--numbers", "+492111", "+492112")
    assert code == 0
    assert out.startswith("production for +492111, +492112, since ")
    assert f"   90 %  {first}\n   10 %  {second}\n" in out
    assert "callwright alias production --back" in out
    _, out, _ = run(capsys, "alias", "production")
    assert "before: " in out
    assert first[:8] in out.splitlines()[-1]
    code, out, _ = run(capsys, "alias", "production", "--back")
    assert code == 0
    assert f"  100 %  {first}\n" in out
    assert "for +49" not in out
    code, _, err = run(capsys, "alias", "production", "--back")
    assert code == 2
    assert "never anything else" in err
    code, _, err = run(capsys, "alias", "trial", "--numbers", "+492111")
    assert code == 2
    assert "There are: production" in err
    assert run(capsys, "alias", f"trial={second}")[0] == 0
    assert run(capsys, "alias", "trial", "--remove")[0] == 0
    assert "trial" not in run(capsys, "alias")[1]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["alias", "production=zz"], 'No kept version begins with "zz"'),
        (["alias", "production="], "A version's name is missing"),
        (["alias", "production=FIRST:90"], "90 percent, 90 together"),
        (["alias", "production=FIRST:x"], '"x" is no share'),
        (["alias", "production=FIRST,FIRST:10"], "says no share"),
        (["alias", "a b=FIRST"], '"a b" cannot be the name'),
        (["alias", "--back"], "Which alias?"),
        (["alias", "production=FIRST", "--back"], "cannot be done at once"),
        (["alias", "production", "--numbers", "hello"], '"hello" is no telephone number'),
        (["alias", "prod"], 'no alias "prod"'),
        (["alias", "--store", "memory://"], "is gone when this command ends"),
        (["alias", "--store", "sqlite:/calls.db"], "sqlite"),
        (["publish", "nowhere"], 'no file or folder "nowhere"'),
        (["publish", "flows", "--as", "1st"], '"1st" cannot be the name'),
        (["versions", "--diff", "FIRST", "zz"], 'begins with "zz"'),
        (["versions", "--forget", "FIRST"], "is used by production"),
        (["versions", "--forget", "zz", "--diff", "a", "b"], "cannot be done at once"),
        (["serve", "--alias", "production", "flows"], "Both files (flows) and an alias (production)"),
        (["serve"], "Which flows?"),
        (["serve", "--alias", "prod"], 'no alias "prod"'),
        (["serve", "--alias", "production", "--reload"], "--reload watches files"),
        (["serve", "--alias", "production", "--store", "memory://"], "begins empty"),
        (["serve", "flows", "--reload=now"], 'without "=now"'),
    ],
)
@pytest.mark.usefixtures("desk")
def test_what_cannot_be_used_is_told(capsys: Capture, words: list[str], found: str) -> None:
    """In the words that were typed, with what would do; exit code 2, and never a traceback."""
    first = publish(capsys, "--as", "production")
    code, _, err = run(capsys, *(word.replace("FIRST", first) for word in words))
    assert code == 2
    assert found in err
    assert len(err.strip().splitlines()) >= 2 or "Use " in err or "nowhere" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "words",
    [["alias"], ["alias", "production=3f2a"], ["versions"], ["versions", "--all"], ["versions", "--forget", "3f"]],
)
def test_where_no_store_is_none_is_made(desk: Path, capsys: Capture, words: list[str]) -> None:
    """Whoever looks in the wrong folder is told so, and leaves nothing behind."""
    code, _, err = run(capsys, *words)
    assert code == 2
    assert "there is no calls.db, so nothing was published there" in err
    assert "--store" in err
    assert [path.name for path in desk.iterdir()] == ["flows"]


def test_a_prefix_of_several_versions_is_not_guessed(desk: Path, capsys: Capture) -> None:
    """They are listed."""
    versions: list[str] = []
    while len({version[0] for version in versions}) == len(versions):
        say(desk, "nine", f"number {len(versions)}")
        versions.append(publish(capsys))
    code, _, err = run(capsys, "alias", f"production={versions[-1][0]}")
    assert code == 2
    assert f'2 versions begin with "{versions[-1][0]}"' in err
    assert versions[-1] in err


@pytest.mark.usefixtures("desk")
def test_what_is_forgotten_is_published_no_more(capsys: Capture) -> None:
    """It is not in the list, and told twice it is not wrong."""
    version = publish(capsys)
    assert "published no more" in run(capsys, "versions", "--forget", version[:5])[1]
    assert version not in run(capsys, "versions")[1]
    assert version in run(capsys, "versions", "--all")[1]
    assert "is not published" in run(capsys, "versions", "--forget", version[:5])[1]


def test_what_is_published_is_served_without_its_files(desk: Path, capsys: Capture) -> None:
    """``serve --alias`` needs the store alone."""
    publish(capsys, "--as", "production")
    (desk / "flows" / "hotline.yaml").unlink()
    (desk / "flows").rmdir()
    with served(desk, "--alias", "production") as (_process, welcome):
        status, answer = post(welcome, "session_start")
        assert status == 200
        assert b"This call may be recorded." in answer
        address = next(line.split()[1] for line in welcome.splitlines() if line.startswith("  calls"))
        with urllib.request.urlopen(address.replace("/calls/ID", "/flows"), timeout=20) as found:
            assert json.load(found)["aliases"][0]["name"] == "production"
