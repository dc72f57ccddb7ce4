"""Words that nobody understands, again and again."""

from __future__ import annotations

import pytest

from tests.compiler.checks.telling import BYE, mended, places, told


def _text(otherwise: str, error: str = "prompts: Sorry., go_to: menu") -> str:
    return (
        "services: {x: {url: 'http://x'}}\nstates:\n  menu:\n    transitions: {yes: bye}\n"
        f"    otherwise: {otherwise}\n  error: {{{error}}}\n{BYE}"
    )


def test_a_state_that_leads_back() -> None:
    """Menu, error, menu, without an end: the caller's way stands in the message."""
    (found,) = told("endless-otherwise", _text("error"))
    assert "menu → error → menu. Nothing counts how often." in found.message
    assert places("endless-otherwise", _text("error")) == ["error"]


def test_prompts_alone_stay() -> None:
    """A target that only speaks stays at the question."""
    assert len(told("endless-otherwise", _text("{prompts: Sorry?}"))) == 1


@pytest.mark.parametrize(
    ("otherwise", "error"),
    [
        ("{go_to: bye, set: {words: '{{ heard.text }}'}}", "go_to: menu"),
        ("{prompts: Sorry?, set: {n: 1}}", "go_to: menu"),
        ("error", "set: {n: 1}, go_to: menu"),
        ("error", "go_to: bye"),
        ("error", "transitions: {yes: menu}"),
        ("error", "request: {service: x}, go_to: menu"),
        ("[{when: heard.barged_in, go_to: bye}, error]", "go_to: menu"),
    ],
)
def test_ways_out_are_silent(otherwise: str, error: str) -> None:
    """Whatever is kept, counted, asked or led elsewhere on the way ends it."""
    assert told("endless-otherwise", _text(otherwise, error)) == []


@pytest.mark.parametrize("otherwise", ["error", "{prompts: Sorry?}"])
def test_the_mend_makes_a_ladder_of_it(otherwise: str) -> None:
    """What stood under ``otherwise`` becomes the first rung of ``no_match``."""
    text = _text(otherwise)
    (found,) = told("endless-otherwise", text)
    assert told("endless-otherwise", mended(text, found)) == []
    assert "no_match:" in mended(text, found)
