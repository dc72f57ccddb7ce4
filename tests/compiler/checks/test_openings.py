"""The protected opening of a prompt."""

from __future__ import annotations

import pytest

from tests.compiler.checks.speech import flow, mended, told

_YES = "transitions: {yes: bye, no: bye}\n"
_LONG = "Is it about a bill that came in the post, or about one that you found in your mail?"


def _asks(policy: str, text: str = _LONG) -> str:
    return flow(f"prompts:\n  text: {text}\n  barge_in: {policy}\n{_YES}")


@pytest.mark.parametrize("opening", [0, 100, 499])
def test_immediate_needs_an_opening(opening: int) -> None:
    """An opening under half a second is told at its value, none at the strategy."""
    written = f"{{strategy: immediate, allow_after_ms: {opening}}}"
    assert told("immediate-without-opening", _asks(written)) == [str(opening) if opening else "immediate"]
    assert "allow_after_ms: 500" in mended("immediate-without-opening", _asks(written))


@pytest.mark.parametrize(
    "text",
    [
        _asks("immediate"),
        _asks("\n    strategy: immediate"),
        flow(f"prompts: {_LONG}\nbarge_in: immediate\n{_YES}"),
        flow(f"prompts: {_LONG}\n{_YES}", head="defaults:\n  barge_in: immediate\n"),
    ],
)
def test_a_strategy_alone_gets_an_opening(text: str) -> None:
    """The mend writes the strategy out, wherever it is written."""
    assert told("immediate-without-opening", text) == ["immediate"]
    assert "strategy: immediate\n" in mended("immediate-without-opening", text)


@pytest.mark.parametrize("opening", [500, 800, 1000])
def test_an_opening_as_it_should_be(opening: int) -> None:
    """From half a second to a whole one nothing is told."""
    text = _asks(f"{{strategy: immediate, allow_after_ms: {opening}}}")
    assert told("immediate-without-opening", text) == []
    assert told("late-interruption", text) == []


def test_other_strategies_need_none() -> None:
    """Characters are not understood of a breath."""
    assert told("immediate-without-opening", _asks("minimum_characters")) == []
    assert told("immediate-without-opening", _asks("manual")) == []


def test_an_opening_that_is_inherited_counts() -> None:
    """An opening of the flow serves a strategy of the prompt."""
    text = flow(
        f"prompts:\n  text: {_LONG}\n  barge_in: immediate\n{_YES}",
        head="defaults: {barge_in: {allow_after_ms: 600}}\n",
    )
    assert told("immediate-without-opening", text) == []


def test_a_late_opening_is_a_note() -> None:
    """A prompt that is to stop at once, and does not for seconds."""
    text = _asks("{strategy: immediate, allow_after_ms: 3000}")
    assert told("late-interruption", text) == ["3000"]
    assert "allow_after_ms: 1000" in mended("late-interruption", text)
    assert told("late-interruption", _asks("{allow_after_ms: 3000}")) == []


@pytest.mark.parametrize("strategy", ["immediate", "minimum_characters"])
def test_an_opening_longer_than_the_prompt(strategy: str) -> None:
    """It is told at its value, once, and not as a late one."""
    text = _asks(f"{{strategy: {strategy}, allow_after_ms: 4000}}", "Is it about a bill?")
    assert told("never-cut", text) == ["4000"]
    assert told("late-interruption", text) == []
    mended("never-cut", text)


def test_an_inherited_opening_may_outlast_a_word() -> None:
    """A prompt of a second loses nothing by an opening that holds for all; others do, told once where it is written."""
    head = "defaults: {barge_in: {allow_after_ms: 1000}}\n"
    assert told("never-cut", flow(f"prompts: Yes?\n{_YES}", head=head)) == []
    late = "defaults: {barge_in: {allow_after_ms: 9000}}\n"
    more = "  more:\n    prompts: Was that all that you wanted?\n    transitions: {yes: bye, no: welcome}\n"
    text = flow(f"prompts: Is it about your bill?\n{_YES}", head=late, more=more)
    assert told("never-cut", text) == ["9000"]


def test_the_longest_text_counts() -> None:
    """A prompt in turns can be cut if one of its texts can; what is inserted may be long."""
    turns = flow(
        f"prompts:\n  text:\n    one_of:\n      - Yes?\n      - {_LONG}\n  barge_in: {{allow_after_ms: 3000}}\n{_YES}"
    )
    assert told("never-cut", turns) == []
    inserted = _asks("{allow_after_ms: 1600}", '"Is it {{ caller.number | say }}?"')
    assert told("never-cut", inserted) == []
