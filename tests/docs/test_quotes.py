"""The page about quotes is right, line by line."""

from __future__ import annotations

import re

import pytest

from callwright.compiler import compile_text
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs" / "quotes.md").read_text(encoding="utf-8")
MENDED = [line.replace("\\|", "|") for line in re.findall(r"\| `(prompts: [^`]+)` \|$", PAGE, re.MULTILINE)]


def _spoken(line: str) -> str | None:
    """What a caller hears of a state with this line; ``None`` where it is refused."""
    text = f"variables: {{name: Jo}}\nstates:\n  welcome:\n    {line}\n    hangup: true\n"
    compiled = compile_text(text)
    if compiled.project is None or any(found.severity == "error" for found in compiled.diagnostics):
        return None
    prompts = compiled.project.entry().states["welcome"].prompts
    return " ".join(prompt.texts[""][0].source for prompt in prompts)


def _meant(line: str) -> str:
    """The sentence between the quotes."""
    return line.removeprefix("prompts: ")[1:-1]


def test_the_table_has_examples() -> None:
    """There is something to compare."""
    assert len(MENDED) == 6


@pytest.mark.parametrize("line", MENDED)
def test_with_quotes_the_sentence_is_what_it_says(line: str) -> None:
    """What the page says to write is spoken as it stands."""
    assert _spoken(line) == _meant(line)


@pytest.mark.parametrize("line", MENDED)
def test_without_quotes_it_is_not(line: str) -> None:
    """The same line without its quotes is refused, or something else is spoken."""
    assert _spoken(f"prompts: {_meant(line)}") != _meant(line)


def test_what_needs_no_quotes_is_spoken_as_it_stands() -> None:
    """Words that other readers take for something else are just words."""
    block = re.search(r"```yaml\n(states:\n.*?)```", PAGE, re.DOTALL)
    assert block
    compiled = compile_text(block[1])
    assert compiled.project is not None
    said = [prompt.texts[""][0].source for prompt in compiled.project.entry().states["welcome"].prompts]
    assert said == ["yes", "12:30", "Is it 0211, or +49 211? Don't worry; we'll find it.", "null"]
