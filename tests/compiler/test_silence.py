"""Comments that silence a rule at one place."""

from __future__ import annotations

import pytest

from callwright.compiler.document import parse
from callwright.compiler.levels import ProjectLevels, Settled, settle
from callwright.diagnostics.catalog import finding
from callwright.diagnostics.model import Diagnostic, Span

WHY = "because the fair in May leads here"
ALLOW = f"# callwright: allow unreachable-state {WHY}"


def _found(line: int, code: str = "unreachable-state", file: str = "flow.yaml") -> Diagnostic:
    return finding(code, "Found.", Span(file, line, 3, line, 5))


def _settle(text: str, *found: Diagnostic) -> Settled:
    return settle(found, {"flow.yaml": parse(text.encode(), "flow.yaml")})


def _silences(text: str, line: int) -> bool:
    settled = _settle(text, _found(line))
    told = "unreachable-state" in {found.code for found in settled.diagnostics}
    assert told != bool(settled.silenced)
    return not told


def test_its_reason_is_kept() -> None:
    """A silenced finding is not told, and keeps its reason and the place of the comment."""
    settled = _settle(f"states:\n  fair: {ALLOW}\n    go_to: a\n", _found(2))
    assert settled.diagnostics == ()
    (one,) = settled.silenced
    assert (one.reason, one.diagnostic) == ("the fair in May leads here", _found(2))
    assert one.comment == Span("flow.yaml", 2, 29, 2, 46)


def test_capital_letters_count_for_nothing() -> None:
    """An editor that begins each sentence with a capital letter spoils no comment."""
    settled = _settle("states:\n  fair: # Callwright: Allow unreachable-state Because Of the fair\n", _found(2))
    assert [one.reason for one in settled.silenced] == ["Of the fair"]
    settled = _settle("states:\n  fair: # Callwright: Ignore unreachable-state Because Of the fair\n", _found(2))
    assert {one.code for one in settled.diagnostics} == {"unreachable-state", "allow-unclear"}


def test_what_is_told_of_comments_cannot_be_silenced() -> None:
    """A code about these comments themselves is no mistake in the language, and nothing that a comment silences."""
    (found,) = _settle(f"states:\n  fair: # callwright: allow allow-unused {WHY}\n").diagnostics
    assert found.code == "rule-not-settable"
    assert "about levels and comments like this one" in found.message


BLOCK = """\
title: A
states:
  {0}
  # for next year

  fair:
    prompts:
      - text: >
          Hello
          there.
    go_to: menu
  menu: {{}}
"""


@pytest.mark.parametrize(("line", "silenced"), [(2, False), (6, True), (8, True), (10, True), (11, True), (12, False)])
def test_above_a_state(line: int, silenced: bool) -> None:
    """Alone on a line it is for the state below, with all that belongs to it, over comments and empty lines."""
    assert _silences(BLOCK.format(ALLOW), line) is silenced


PROMPTS = """\
states:
  fair:
    prompts:
      {0}
      - text: Hello
          there.
        barge_in: none
      - text: Goodbye.
"""


@pytest.mark.parametrize(("line", "silenced"), [(3, False), (5, True), (6, True), (7, True), (8, False)])
def test_above_one_prompt_of_a_list(line: int, silenced: bool) -> None:
    """Above an item of a list it is for that item, whatever keys it has."""
    assert _silences(PROMPTS.format(ALLOW), line) is silenced


@pytest.mark.parametrize(("line", "silenced"), [(1, False), (2, True), (3, False), (5, False)])
def test_above_a_key_at_the_margin(line: int, silenced: bool) -> None:
    """Above ``states:`` it is for that line alone: one comment never silences a rule for the whole file."""
    assert _silences(f"{ALLOW}\nstates:\n  fair:\n    prompts:\n      - Hello.\n", line) is silenced


TEXT = """\
states:
  fair:
    prompts:
      - "Hello
        there
        you" {0}
      - text: Goodbye.
"""


@pytest.mark.parametrize(("line", "silenced"), [(3, False), (4, True), (5, True), (6, True), (7, False)])
def test_behind_a_text_of_several_lines(line: int, silenced: bool) -> None:
    """At the end of a text it is for every line of it."""
    assert _silences(TEXT.format(ALLOW), line) is silenced


@pytest.mark.parametrize(("line", "silenced"), [(1, False), (2, True), (3, False)])
def test_behind_a_key(line: int, silenced: bool) -> None:
    """At the end of the line of a key it is for that line, not for what stands below."""
    assert _silences(f"states:\n  fair: {ALLOW}\n    go_to: menu\n", line) is silenced


def test_several_codes() -> None:
    """One comment may allow several rules, each of which it silences."""
    text = f"states:\n  # callwright: allow unreachable-state, possible-loop {WHY}\n  fair:\n    go_to: fair\n"
    settled = _settle(text, _found(3), _found(4, "possible-loop"), _found(4, "never-taken"))
    assert [found.code for found in settled.diagnostics] == ["never-taken"]
    assert [one.diagnostic.code for one in settled.silenced] == ["unreachable-state", "possible-loop"]


def test_a_repeated_value_is_not_below() -> None:
    """What a comment is for ends with its lines, where the value is repeated from elsewhere too."""
    text = f"states:\n  one: &same\n    go_to: two\n  {ALLOW}\n  two: *same\n  three:\n    go_to: one\n"
    assert _silences(text, 5)
    assert not _silences(text, 3)
    assert not _silences(text, 7)


@pytest.mark.parametrize(
    "text",
    [
        f'states:\n  fair:\n    prompts: "Hello {ALLOW}"\n',
        f"states:\n  fair:\n    prompts: |\n      Hello\n      {ALLOW}\n      there\n",
    ],
)
def test_inside_a_text_it_is_text(text: str) -> None:
    """What only looks like a comment silences nothing, which is told: a caller would hear it."""
    assert _settle(text, *map(_found, (3, 4, 5, 6))).silenced == ()
    assert [found.code for found in _settle(text).diagnostics] == ["allow-unclear"]


@pytest.mark.parametrize(
    ("comment", "code", "at", "help"),
    [
        ("# callwright: allow same-phrase", "allow-without-reason", "# callwright: allow same-phrase", "because …"),
        ("# callwright: allow same-phrase because", "allow-without-reason", "#", "because …"),
        ("# callwright: allow same-phrase because -", "allow-without-reason", "#", "because …"),
        (
            "# callwright: allow same-phrase it is so",
            "allow-without-reason",
            "#",
            "# callwright: allow same-phrase because it is so",
        ),
        (f"# callwright: allow same-phras {WHY}", "unknown-rule", "same-phras", "explain"),
        (f"# callwright: allow unknown-state {WHY}", "rule-not-settable", "unknown-state", "explain unknown-state"),
        (f"# callwright: allow allow-unused {WHY}", "rule-not-settable", "allow-unused", "explain allow-unused"),
        (f"# callwright: allow same-phrase {WHY}", "allow-unused", "same-phrase", "Remove it"),
        (f"# callwright: ignore same-phrase {WHY}", "allow-unclear", "# callwright: ignore", "allow CODE"),
        (f"# callwright allow same-phrase {WHY}", "allow-unclear", "# callwright allow", "allow CODE"),
        ("# callwright:", "allow-unclear", "# callwright:", "allow CODE"),
        (f"# callwright: allow {WHY}", "allow-unclear", "# callwright: allow", "allow CODE"),
    ],
)
def test_one_that_silences_nothing_is_told(comment: str, code: str, at: str, help: str) -> None:
    """A comment that means to silence and does not is told at its very words, and what it is for is still told."""
    text = f"states:\n  fair: {comment}\n    go_to: a\n"
    settled = _settle(text, _found(2))
    by_code = {found.code: found for found in settled.diagnostics}
    assert set(by_code) == {"unreachable-state", code}
    found = by_code[code]
    assert found.span.line == 2
    assert text.split("\n")[1][found.span.column - 1 :].startswith(at)
    assert help in found.help


@pytest.mark.parametrize("comment", ["# callwright is good", "# callwright explain", "# what callwright: does", "#"])
def test_other_comments_are_left_alone(comment: str) -> None:
    """A comment that only speaks of callwright is an ordinary one."""
    assert _settle(f"states:\n  fair: {comment}\n    go_to: a\n").diagnostics == ()


def test_a_mistake_of_the_language_stays() -> None:
    """An error cannot be silenced, and the comment says so."""
    text = f"states:\n  fair:\n    go_to: a # callwright: allow unknown-state {WHY}\n"
    settled = _settle(text, finding("unknown-state", "No.", Span("flow.yaml", 3, 12, 3, 13)))
    assert [found.code for found in settled.diagnostics] == ["unknown-state", "rule-not-settable"]


def test_what_errors_hide_is_not_called_unused() -> None:
    """With an error the rules have not looked everywhere, so no comment is said to be useless."""
    text = f"states:\n  fair: {ALLOW}\n    go_to: a\n"
    error = finding("unknown-state", "No.", Span("flow.yaml", 3, 12, 3, 13))
    assert [found.code for found in _settle(text, error).diagnostics] == ["unknown-state"]
    assert [found.code for found in _settle(text).diagnostics] == ["allow-unused"]


def test_unused_is_told_only_of_whole_files() -> None:
    """In a file of which not every finding can be known, a comment is not said to be useless."""
    documents = {"flow.yaml": parse(f"states:\n  fair: {ALLOW}\n    go_to: a\n".encode(), "flow.yaml")}
    assert settle([], documents, whole={"other.yaml"}).diagnostics == ()
    assert len(settle([], documents, whole={"flow.yaml"}).diagnostics) == 1


def test_a_rule_that_is_off_needs_no_comment_and_forbids_none() -> None:
    """Where the rule is off, the comment still counts as used."""
    documents = {"flow.yaml": parse(f"states:\n  fair: {ALLOW}\n    go_to: a\n".encode(), "flow.yaml")}
    levels = ProjectLevels(lambda _: b'[rules]\nunreachable-state = "off"\n')
    settled = settle([_found(2)], documents, levels)
    assert (settled.diagnostics, len(settled.silenced)) == ((), 1)


def test_of_its_own_file_only() -> None:
    """A comment silences nothing in another file."""
    settled = _settle(f"states:\n  fair: {ALLOW}\n    go_to: a\n", _found(2), _found(2, file="other.yaml"))
    assert [found.span.file for found in settled.diagnostics] == ["other.yaml"]
