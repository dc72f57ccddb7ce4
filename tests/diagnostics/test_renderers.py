"""Each renderer's form, and that nothing in an author's text can break out of it."""

from __future__ import annotations

import json as json_module
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.diagnostics import concise, github, json, sarif, text
from callwright.diagnostics.levels import Silenced
from callwright.diagnostics.model import Diagnostic, Edit, Fix, Related, Severity, Span
from callwright.diagnostics.shown import excerpt, shown
from tests.golden import check_golden

FILE = "flows/acme, 100%.yaml"
LINES = ["states:", "  welcome:", "\tgo_to: „wälc\x1bome“ 電話 x", "  welcome:", "x" * 300 + " here " + "y" * 300, ""]
DIAGNOSTICS = (
    Diagnostic(
        "duplicate-key",
        Severity.ERROR,
        "'welcome' stands twice.",
        Span(FILE, 4, 3, 4, 10),
        "Rename one.\nOr delete it.",
        (Related(Span(FILE, 2, 3, 2, 10), "The first."),),
    ),
    Diagnostic("unknown", Severity.WARNING, "Odd: 100% \x1b[31m,\n::error::x", Span(FILE, 3, 9, 3, 18)),
    Diagnostic("unknown", Severity.WARNING, "Wide.", Span(FILE, 3, 19, 3, 21)),
    Diagnostic("yaml-syntax", Severity.INFO, "Long.", Span(FILE, 5, 302, 5, 306)),
    Diagnostic("too-deep", Severity.ERROR, "Several lines.", Span(FILE, 2, 3, 4, 10)),
    Diagnostic("empty-file", Severity.ERROR, "End.", Span(FILE, 6, 1, 6, 1)),
    Diagnostic("empty-file", Severity.ERROR, "No source.", Span("other.yaml", 7, 8, 7, 9)),
    Diagnostic("empty-file", Severity.ERROR, "Past the end.", Span(FILE, 99, 1, 99, 1)),
)
SOURCES = {FILE: LINES}
GOLDENS = Path(__file__).parent / "goldens"


def test_text() -> None:
    """For people: place, line, carets under the words, second places and help."""
    check_golden(GOLDENS / "text.txt", text.render(DIAGNOSTICS, SOURCES))


def test_text_colours() -> None:
    """Colours come only if asked for, and change nothing else."""
    plain, coloured = text.render(DIAGNOSTICS, SOURCES), text.render(DIAGNOSTICS, SOURCES, colours=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31merror:\x1b[0m" in coloured
    assert plain == coloured.replace("\x1b[0m", "").replace("\x1b[1;31m", "").replace("\x1b[1;33m", "").replace(
        "\x1b[1;36m", ""
    ).replace("\x1b[36m", "").replace("\x1b[1m", "")


def test_concise() -> None:
    """One line for each."""
    check_golden(GOLDENS / "concise.txt", concise.render(DIAGNOSTICS, SOURCES))


def test_github() -> None:
    """Workflow commands, each one line, with what would end a part escaped."""
    rendered = github.render(DIAGNOSTICS, SOURCES)
    check_golden(GOLDENS / "github.txt", rendered)
    assert len(rendered.splitlines()) == len(DIAGNOSTICS)


def test_json() -> None:
    """A list whose members have just the agreed keys."""
    (first, *_) = loaded = json_module.loads(json.render(DIAGNOSTICS, SOURCES))
    assert len(loaded) == len(DIAGNOSTICS)
    assert first == {
        "code": "duplicate-key",
        "severity": "error",
        "message": "'welcome' stands twice.",
        "file": FILE,
        "line": 4,
        "column": 3,
        "end_line": 4,
        "end_column": 10,
        "help": "Rename one.\nOr delete it.",
        "related": [{"message": "The first.", "file": FILE, "line": 2, "column": 3, "end_line": 2, "end_column": 10}],
        "fixes": [],
    }


def test_sarif() -> None:
    """What SARIF 2.1.0 requires is there, and each result points to its rule."""
    log = json_module.loads(sarif.render(DIAGNOSTICS, SOURCES))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "callwright"
    assert run["columnKind"] == "unicodeCodePoints"
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert len(run["results"]) == len(DIAGNOSTICS)
    for result, diagnostic in zip(run["results"], DIAGNOSTICS, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == diagnostic.code
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"].startswith(diagnostic.message)
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"].isascii()
        region = location["physicalLocation"]["region"]
        assert min(region.values()) >= 1
    (related,) = run["results"][0]["relatedLocations"]
    assert related["physicalLocation"]["region"]["startLine"] == 2
    assert {"shortDescription", "fullDescription", "help"} <= rules[run["results"][0]["ruleIndex"]].keys()


MENDABLE = Diagnostic(
    "unknown-key",
    Severity.ERROR,
    "No promts.",
    Span(FILE, 2, 3, 2, 10),
    fixes=(Fix("Write “prompts”", (Edit(Span(FILE, 2, 3, 2, 10), "prompts"),), safe=True),),
)
SILENCED = Silenced(DIAGNOSTICS[0], "the law\x07 wants it", Span(FILE, 3, 1, 3, 9))


def test_mends_for_programs() -> None:
    """JSON and SARIF carry each mend with its edits, at their places."""
    (found,) = json_module.loads(json.render([MENDABLE], SOURCES))
    place = {"file": FILE, "line": 2, "column": 3, "end_line": 2, "end_column": 10}
    assert found["fixes"] == [{"title": "Write “prompts”", "safe": True, "edits": [{"text": "prompts", **place}]}]
    (result,) = json_module.loads(sarif.render([MENDABLE], SOURCES))["runs"][0]["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"] == result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 10},
            "insertedContent": {"text": "prompts"},
        }
    ]


def test_what_is_silenced() -> None:
    """It comes last, with its reason, in every format but that for changed lines; the reason cannot break out."""
    shown_text = text.render(DIAGNOSTICS[1:], SOURCES, [SILENCED])
    assert shown_text.startswith(text.render(DIAGNOSTICS[1:], SOURCES))
    assert shown_text.endswith(" = because the law\\x07 wants it\n")
    assert "silenced: 'welcome' stands twice. [duplicate-key]\n" in shown_text
    assert concise.render((), SOURCES, [SILENCED]) == (
        f"{FILE}:4:3: silenced: 'welcome' stands twice. [duplicate-key] because the law\\x07 wants it\n"
    )
    assert github.render((), SOURCES, [SILENCED]) == ""
    (found,) = json_module.loads(json.render((), SOURCES, [SILENCED]))
    assert found["silenced"] == "the law\x07 wants it"
    (run,) = json_module.loads(sarif.render((), SOURCES, [SILENCED]))["runs"]
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "duplicate-key"
    (suppression,) = result["suppressions"]
    assert (suppression["kind"], suppression["justification"]) == ("inSource", "the law\x07 wants it")


@pytest.mark.parametrize("renderer", [text, concise, github])
def test_nothing_found(renderer: object) -> None:
    """Nothing is said about nothing."""
    assert renderer.render((), {}) == ""  # type: ignore[attr-defined]  # a module


def test_nothing_found_for_programs() -> None:
    """Programs get an empty list, and a run without results."""
    assert json_module.loads(json.render((), {})) == []
    assert json_module.loads(sarif.render((), {}))["runs"][0]["results"] == []


@given(st.text(), st.text(), st.text())
def test_no_text_breaks_out(message: str, file: str, line: str) -> None:
    """Whatever authors write, a terminal and a log see one printable line where one is meant."""
    found = [Diagnostic("yaml-syntax", Severity.ERROR, message, Span(file, 1, 1, 1, 3), message)]
    for rendered in (concise.render(found, {}), github.render(found, {file: [line]})):
        assert rendered.count("\n") == 1
        assert "\x1b" not in rendered
    assert not set(text.render(found, {file: [line]})) & {"\x1b", "\x07", "\r", "\u2028", "\u202e", "\u200b"}
    json_module.loads(json.render(found, {}))


@given(st.text())
def test_shown_and_excerpt(written: str) -> None:
    """Shown text is one line, and an excerpt has as many characters as its line."""
    assert len(shown(written).splitlines()) <= 1
    assert len(excerpt(written)) == len(written)


def test_shown() -> None:
    """Control characters are written out; emoji that are joined stay joined."""
    assert shown("a\x07\n\u200b\U000e0001b") == "a\\x07\\n\\u200b\\U000e0001b"
    assert shown("👩‍💻 ä") == "👩‍💻 ä"


SECRET = "sesame-0815-wort"
KEPT = (
    "services:",
    f"  orders: {{url: https://orders.example/api, headers: {{Authorization: Bearer {SECRET}}}}} # mine",
    "    key: |",
    f"      {SECRET}",
    f"      {SECRET} and more",
)
ABOUT_SECRETS = (
    Diagnostic("plain-secret", Severity.WARNING, '"Authorization" holds a secret.', Span(FILE, 2, 70, 2, 93)),
    Diagnostic("duplicate-key", Severity.ERROR, "On the same line.", Span(FILE, 2, 3, 2, 9)),
    Diagnostic(
        "duplicate-key",
        Severity.ERROR,
        "Elsewhere.",
        Span(FILE, 1, 1, 1, 9),
        "",
        (Related(Span(FILE, 4, 7, 4, 9), "x"),),
    ),
    Diagnostic("plain-secret", Severity.WARNING, '"key" holds a secret.', Span(FILE, 3, 10, 5, 32)),
)


@pytest.mark.parametrize("renderer", [text, concise, json, github, sarif])
@pytest.mark.parametrize("silent", [False, True], ids=["told", "silenced"])
def test_a_secret_is_in_no_output(renderer: ModuleType, silent: bool) -> None:
    """Whatever finding the line is printed for, told or silenced, a secret that a finding lies on is not in it."""
    assert KEPT[1][69:92] == f"Bearer {SECRET}"
    first, *rest = ABOUT_SECRETS
    told = [*rest] if silent else [*ABOUT_SECRETS]
    silenced = [Silenced(first, "it is made up", first.span)] if silent else []
    assert SECRET not in renderer.render(told, {FILE: KEPT}, silenced)


def test_what_stands_around_a_secret_is_shown() -> None:
    """The line stays as long as it is, with its key before the mask and its comment behind it, and carets below."""
    shown_line, carets = text.render(ABOUT_SECRETS[:1], {FILE: KEPT}).splitlines()[3:5]
    assert shown_line.removeprefix("2 | ") == KEPT[1].replace(f"Bearer {SECRET}", "*" * 23)
    assert [shown_line[i] for i, sign in enumerate(carets) if sign == "^"] == ["*"] * 23
