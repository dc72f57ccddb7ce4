"""``callwright.toml``: which one counts, what may stand in it, and what it does to findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.compiler.document import parse
from callwright.compiler.levels import Levels, ProjectLevels, read_levels, settle
from callwright.diagnostics.catalog import CATALOG, finding
from callwright.diagnostics.levels import LEVELS, settable
from callwright.diagnostics.model import Diagnostic, Severity, Span, has_errors

FLOW = parse(b"states:\n  a:\n    go_to: b\n  b:\n    hangup: true\n", "flow.yaml")
RULE = '[rules]\nunreachable-state = "{}"\n'


def _read(text: str) -> Levels:
    return read_levels(text.encode(), "callwright.toml")


def _told(text: str) -> list[tuple[str, str, str]]:
    """Of each finding: its code, the characters that it stands at, and its message with its help."""
    made = _read(text)
    return [
        (found.code, made.lines[found.span.line - 1][found.span.column - 1 :], found.message)
        for found in made.diagnostics
    ]


def _unreachable(file: str = "flow.yaml") -> Diagnostic:
    return finding("unreachable-state", "Nothing leads here.", Span(file, 4, 3, 4, 4))


@pytest.mark.parametrize("word", LEVELS)
def test_a_level_takes_effect(word: str, tmp_path: Path) -> None:
    """A rule that is off is not told; every other level is the finding's severity."""
    (tmp_path / "callwright.toml").write_text(RULE.format(word))
    file = str(tmp_path / "flow.yaml")
    settled = settle([_unreachable(file)], {file: FLOW}, ProjectLevels())
    assert [found.severity for found in settled.diagnostics] == ([] if word == "off" else [LEVELS[word]])


@given(st.sampled_from(sorted(CATALOG)), st.sampled_from(sorted(LEVELS)))
def test_a_mistake_of_the_language_keeps_its_level(code: str, word: str) -> None:
    """Whatever the file says, a rule changes its level only if it may, and what may not is told."""
    made = _read(f'[rules]\n{code} = "{word}"\n')
    assert (code in made.rules) == settable(CATALOG[code])
    assert [found.code for found in made.diagnostics] == ([] if code in made.rules else ["rule-not-settable"])


def test_errors_of_the_language_may_not_be_set() -> None:
    """No error is settable unless it is a rule of good dialogue."""
    for entry in CATALOG.values():
        if entry.severity is Severity.ERROR and not entry.craft:
            assert not settable(entry), entry.code


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    """The file in the flow's folder comes before those above, and hides them."""
    inner = tmp_path / "flows" / "inner"
    inner.mkdir(parents=True)
    (tmp_path / "callwright.toml").write_text(RULE.format("info"))
    levels = ProjectLevels()
    assert levels.of(str(inner / "flow.yaml")).rules == {"unreachable-state": Severity.INFO}
    (inner / "callwright.toml").write_text('[rules]\nsame-phrase = "error"\n')
    assert ProjectLevels().of(str(inner / "flow.yaml")).rules == {"same-phrase": Severity.ERROR}
    assert levels.of(str(tmp_path / "flow.yaml")).rules == {"unreachable-state": Severity.INFO}


@pytest.mark.parametrize("folder", [True, False])
def test_nothing_is_looked_for_above_a_repository(folder: bool, tmp_path: Path) -> None:
    """A folder that holds ``.git`` (a folder, or the file of a worktree) is the last one."""
    flows = tmp_path / "project" / "flows"
    flows.mkdir(parents=True)
    git = tmp_path / "project" / ".git"
    git.mkdir() if folder else git.write_text("gitdir: elsewhere\n")
    (tmp_path / "callwright.toml").write_text(RULE.format("off"))
    assert ProjectLevels().of(str(flows / "flow.yaml")).rules == {}
    (tmp_path / "project" / "callwright.toml").write_text(RULE.format("info"))
    assert ProjectLevels().of(str(flows / "flow.yaml")).rules == {"unreachable-state": Severity.INFO}


def test_it_is_shown_as_the_author_would_name_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the flow was named from here, so is the file; else both are whole paths."""
    (tmp_path / "flows").mkdir()
    (tmp_path / "callwright.toml").write_text("[rule]\n")
    monkeypatch.chdir(tmp_path)
    for file, shown in (
        ("flows/flow.yaml", "callwright.toml"),
        (str(tmp_path / "flows" / "flow.yaml"), str(tmp_path / "callwright.toml")),
    ):
        settled = settle([], {file: FLOW}, ProjectLevels())
        assert [found.span.file for found in settled.diagnostics] == [shown]
        assert settled.sources == {shown: ("[rule]", "")}
    monkeypatch.chdir(tmp_path / "flows")
    (found,) = settle([], {"flow.yaml": FLOW}, ProjectLevels()).diagnostics
    assert found.span.file == "../callwright.toml"


def test_each_file_is_read_once(tmp_path: Path) -> None:
    """Flows of several folders that share one file ask for it once, and its mistakes are told once."""
    asked: list[Path] = []

    def read(path: Path) -> bytes | None:
        asked.append(path)
        return b"[rule]\n" if path.parent == tmp_path else None

    levels = ProjectLevels(read)
    files = [str(tmp_path / name) for name in ("flow.yaml", "a/flow.yaml", "b/flow.yaml", "a/other.yaml")]
    settled = settle([], dict.fromkeys(files, FLOW), levels)
    assert len(settled.diagnostics) == 1
    assert asked.count(tmp_path / "callwright.toml") == 1
    assert asked.count(tmp_path / "a" / "callwright.toml") == 1


def test_one_that_may_not_be_read(tmp_path: Path) -> None:
    """A file that is there and may not be read is told, not passed over."""

    def read(path: Path) -> bytes | None:
        raise PermissionError(13, "Permission denied", str(path))

    (found,) = settle([], {str(tmp_path / "flow.yaml"): FLOW}, ProjectLevels(read)).diagnostics
    assert (found.code, found.span.file) == ("settings-unreadable", str(tmp_path / "callwright.toml"))


@pytest.mark.parametrize(
    ("text", "code", "at", "message"),
    [
        ("[rules]\nunreachable-state = off\n", "settings-unreadable", "off", "needs quotes"),
        ("[rules]\nunreachable-state: off\n", "settings-unreadable", ": off", "cannot be read from here on"),
        ("[rules\nx = 1\n", "settings-unreadable", "", "cannot be read from here on"),
        ('rules = "off"\n', "settings-unreadable", '"off"', "has no rules"),
        ('[rules]\nsame-phrase = "off"\nsame-phrase = "off"', "settings-unreadable", "", "cannot be read from here"),
        ("[rule]\n", "settings-unknown-section", "rule", '"rule"'),
        ('unreachable-state = "off"\n', "settings-unknown-section", "unreachable-state", "unreachable-state"),
        ("[rules]\n[server.tls]\nport = 1\n", "settings-unknown-section", "server", '"server"'),
        ('[rules]\nunreachable-sate = "off"\n', "unknown-rule", "unreachable-sate", 'mean "unreachable-state"'),
        ('[rules]\n"unreachable-sate" = "off"\n', "unknown-rule", '"unreachable-sate"', 'mean "unreachable-state"'),
        ('rules.xyz = "off"\n', "unknown-rule", "xyz", 'There is no rule "xyz".'),
        ('[rules]\nunreachable-state = "warn"\n', "settings-unknown-level", '"warn"', 'mean "warning"'),
        ("[rules]\nunreachable-state = false\n", "settings-unknown-level", "false", 'mean "off"'),
        ("[rules]\nunreachable-state = 3 # x\n", "settings-unknown-level", "3", "3 is no level."),
        ('rules = { unreachable-state = "errors" }\n', "settings-unknown-level", '"errors"', 'mean "error"'),
        ("[rules]\nunreachable-state.level = 'off'\n", "settings-unknown-level", "unreachable-state", "is no level"),
        ("[rules]\nunreachable-state = [1,\n2]\n", "settings-unknown-level", "[1,", "is no level"),
        ('[rules]\nunknown-state = "off"\n', "rule-not-settable", "unknown-state", "mistake in the language"),
    ],
)
def test_mistakes_in_it(text: str, code: str, at: str, message: str) -> None:
    """Each mistake is told at its very characters, with the nearest word where there is one."""
    (found,) = _told(text)
    assert found[0] == code
    assert found[1].startswith(at) if at else True
    assert message in found[2]


def test_what_is_right_counts_beside_a_mistake() -> None:
    """One wrong line does not switch off the others."""
    made = _read('[rules]\nsame-phrase = "off"\nunreachable-state = "of"\npossible-loop = "error"\n')
    assert made.rules == {"same-phrase": None, "possible-loop": Severity.ERROR}
    assert len(made.diagnostics) == 1


@pytest.mark.parametrize("data", [b"\xff\xfe", b'[rules]\nx = "\xe4"\n', b"", b"\xef\xbb\xbf[rules]\r\n", b"[" * 5000])
def test_any_bytes(data: bytes) -> None:
    """Bytes that are no TOML are told and never raise; a mark at the start and Windows' line ends are no mistake."""
    made = read_levels(data, "callwright.toml")
    good = data in (b"", b"\xef\xbb\xbf[rules]\r\n")
    assert [found.code for found in made.diagnostics] == ([] if good else ["settings-unreadable"])


@given(st.text(st.sampled_from("[]{}=\"'.,#\n rulesof\\x0"), max_size=40) | st.text(max_size=20))
def test_no_text_raises(text: str) -> None:
    """Whatever stands in the file, reading it ends with findings inside it or with levels."""
    made = _read("[rules]\n" + text)
    for found in made.diagnostics:
        assert 1 <= found.span.line <= len(made.lines)
        assert 1 <= found.span.column <= len(made.lines[found.span.line - 1]) + 1


def test_a_mend_leaves_a_file_that_can_be_read() -> None:
    """What a fix writes is what was missing."""
    for text, mended in (
        ("[rules]\nunreachable-state = off\n", '[rules]\nunreachable-state = "off"\n'),
        ('[rules]\nunreachable-state = "warn" # x\n', '[rules]\nunreachable-state = "warning" # x\n'),
        ("[rule]\n", "[rules]\n"),
    ):
        (found,) = _read(text).diagnostics
        (edit,) = found.fixes[0].edits
        lines = text.split("\n")
        line = lines[edit.span.line - 1]
        lines[edit.span.line - 1] = line[: edit.span.column - 1] + edit.text + line[edit.span.end_column - 1 :]
        assert "\n".join(lines) == mended


def test_a_rule_can_stop_a_flow() -> None:
    """A warning that is set to an error counts as one."""
    levels = ProjectLevels(lambda _: RULE.format("error").encode())
    assert has_errors(settle([_unreachable()], {"flow.yaml": FLOW}, levels).diagnostics)
