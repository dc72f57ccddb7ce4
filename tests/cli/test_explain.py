"""``callwright explain``: what a finding means."""

from __future__ import annotations

import pytest

from callwright.cli.main import main
from callwright.diagnostics.catalog import CATALOG
from callwright.diagnostics.groups import GROUPS
from callwright.diagnostics.levels import settable


def _explain(capsys: pytest.CaptureFixture[str], *codes: str) -> tuple[int, str, str]:
    code = main(["explain", *codes])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("code", CATALOG)
def test_every_code(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Of each code it shows title, both examples, how much it matters, and how to change that where one may."""
    ended, out, _ = _explain(capsys, code)
    entry = CATALOG[code]
    assert ended == 0
    assert out.startswith(f"{code}: {entry.title}\n")
    for example in (entry.example_bad, entry.example_good):
        for line in example.split("\n"):
            assert not line.isprintable() or f"    {line}".rstrip() + "\n" in out
    assert (f"# callwright: allow {code} because …" in out) == settable(entry)
    assert (f'{code} = "off"' in out) == settable(entry)
    assert {"error": "is an error", "warning": "is a warning", "info": "is a note"}[entry.severity] in out


def test_as_it_stands_behind_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    """The brackets may be copied along, and several codes may be asked for."""
    _, out, _ = _explain(capsys, "[unknown-key]", "unknown-state", "unknown-key")
    assert [line for line in out.split("\n") if line.startswith("unknown-")] == [
        f"unknown-key: {CATALOG['unknown-key'].title}",
        f"unknown-state: {CATALOG['unknown-state'].title}",
    ]


def test_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a code every one is listed, once, under a heading."""
    code, out, _ = _explain(capsys)
    assert code == 0
    listed = [line[2:].split("  ")[0] for line in out.split("\n") if line[:2] in ("  ", "* ") and line.strip()]
    assert sorted(name for name in listed if name in CATALOG) == sorted(CATALOG)
    assert sorted(entry.code for _, entries in GROUPS for entry in entries) == sorted(CATALOG)


@pytest.mark.parametrize(
    ("code", "near"),
    [
        ("unknown-stat", "explain unknown-state?"),
        ("xyzzy", "callwright explain lists all of them."),
        ("duration", "explain bad-duration?"),
        ("menu", "their name there are menu"),
    ],
)
def test_one_that_there_is_not(code: str, near: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It names the nearest one, or the way to all of them, and ends with 2."""
    ended, out, err = _explain(capsys, code)
    assert (ended, out) == (2, "")
    assert near in err
