"""What the server of the editor says about files: nothing about good ones, the right line in bad ones."""

from __future__ import annotations

import re

import pytest

from callwright.compiler import compile_text
from callwright.diagnostics.model import Severity
from callwright.rehearsal.reader import read_script
from tests.editor.client import Client
from tests.editor.good import good
from tests.editor.mistakes import IN_FLOWS, IN_TESTS, Mistake
from tests.editor.places import modeline

MISTAKES = [("flow", mistake) for mistake in IN_FLOWS] + [("test", mistake) for mistake in IN_TESTS]


@pytest.mark.parametrize("file", ["flow", "test"])
def test_nothing_is_said_about_a_good_file(editor: Client, file: str) -> None:
    """Flows, test scripts, examples and what the documentation shows are without a finding."""
    texts = good(file)
    assert len(texts) >= 10
    opened = {}
    for number, (name, text) in enumerate(texts):
        known = re.sub(r"\A# yaml-language-server: .*\n", "", text)
        opened[editor.open(f"flows/good-{file}-{number}.yaml", modeline(file) + known)] = name
    for uri, name in opened.items():
        assert not editor.diagnostics(uri), name
        editor.close(uri)


def test_there_are_enough_mistakes() -> None:
    """At least sixty in flows, each with a name of its own."""
    assert len({mistake.name for mistake in IN_FLOWS}) == len(IN_FLOWS) >= 60
    assert len({mistake.name for mistake in IN_TESTS}) == len(IN_TESTS) >= 20


@pytest.fixture(scope="module")
def told(editor: Client) -> dict[tuple[str, str], list[int]]:
    """By the kind of file and the name of a mistake, the lines in which the editor shows something."""
    opened = {}
    for number, (file, mistake) in enumerate(MISTAKES):
        opened[file, mistake.name] = editor.open(f"flows/bad-{number}.yaml", modeline(file) + mistake.text)
    # The line that names the schema stands above, so lines that count from 0 there count from 1 here.
    return {
        named: [found["range"]["start"]["line"] for found in editor.diagnostics(uri)] for named, uri in opened.items()
    }


@pytest.mark.parametrize(("file", "mistake"), MISTAKES, ids=lambda part: getattr(part, "name", part))
def test_a_mistake_is_shown_at_its_line(file: str, mistake: Mistake, told: dict[tuple[str, str], list[int]]) -> None:
    """The editor marks the line that is wrong, and our own reading finds an error in the same line."""
    assert mistake.line in told[file, mistake.name]
    ours = compile_text(mistake.text) if file == "flow" else read_script(mistake.text.encode(), "a.test.yaml")
    assert mistake.line in [found.span.line for found in ours.diagnostics if found.severity is Severity.ERROR]


def test_it_says_what_to_write(editor: Client) -> None:
    """A value of the wrong kind is answered with what to write instead, and no finding speaks of types."""
    words = []
    for number, (file, mistake) in enumerate(MISTAKES):
        uri = editor.open(f"flows/words-{number}.yaml", modeline(file) + mistake.text)
        words.append(uri)
    messages = [found["message"] for uri in words for found in editor.diagnostics(uri)]
    assert not [message for message in messages if message.startswith(("Incorrect type", "Value is not accepted"))]
    assert not [message for message in messages if "pattern" in message or "schema" in message]
