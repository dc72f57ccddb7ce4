"""Barge-in and what else belongs to a prompt: folded from the flow to the prompt, key by key."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.core.prompt import DEFAULT_BARGE_IN, PROTECTED, BargeIn, Strategy
from tests.compiler.flows import compiled, found

_STRATEGIES = st.sampled_from(list(Strategy))
_LAYER = st.fixed_dictionaries(
    {},
    optional={
        "strategy": _STRATEGIES,
        "minimum_characters": st.integers(1, 100),
        "allow_after_ms": st.integers(0, 10_000),
    },
)


def _written(layer: dict[str, Any], indent: int) -> str:
    if not layer:
        return ""
    blanks = " " * indent
    lines = [f"{blanks}barge_in:", *(f"{blanks}  {key}: {value}" for key, value in layer.items())]
    return "\n".join(lines) + "\n"


def _flow(defaults: dict[str, Any], state: dict[str, Any], prompt: dict[str, Any]) -> str:
    head = "defaults:\n" + _written(defaults, 2) if defaults else ""
    return (
        f"{head}states:\n  a:\n{_written(state, 4)}    prompts:\n      - text: Hello.\n{_written(prompt, 8)}"
        "      - Bye.\n    hangup: yes\n"
    )


def _fits(layers: list[dict[str, Any]]) -> bool:
    """Whether no option stands where the strategy that holds there does not have it."""
    strategy = Strategy.MINIMUM_CHARACTERS
    for layer in layers:
        strategy = layer.get("strategy", strategy)
        if "minimum_characters" in layer and strategy is not Strategy.MINIMUM_CHARACTERS:
            return False
        if "allow_after_ms" in layer and strategy in (Strategy.NONE, Strategy.MANUAL):
            return False
    return True


@settings(max_examples=150, deadline=None)
@given(_LAYER, _LAYER, _LAYER)
def test_each_option_inherits_by_itself(
    defaults: dict[str, Any], state: dict[str, Any], prompt: dict[str, Any]
) -> None:
    """Of each option the innermost word counts, options that the strategy lacks are dropped, and a written one that
    the strategy lacks is a mistake."""
    layers = [defaults, state, prompt]
    if not _fits(layers):
        assert "option-without-strategy" in {code for code, _ in found(_flow(*layers))}
        return
    said = {key: value for layer in layers for key, value in layer.items()}
    strategy = said.get("strategy", Strategy.MINIMUM_CHARACTERS)
    expected = BargeIn(
        strategy,
        said.get("minimum_characters", 3) if strategy is Strategy.MINIMUM_CHARACTERS else None,
        said.get("allow_after_ms", 0) if strategy in (Strategy.MINIMUM_CHARACTERS, Strategy.IMMEDIATE) else None,
    )
    first, second = compiled(_flow(*layers)).states["a"].prompts
    assert first.barge_in == expected
    without = {key: value for layer in layers[:2] for key, value in layer.items()}
    assert second.barge_in.strategy is without.get("strategy", Strategy.MINIMUM_CHARACTERS)


def test_nothing_said_is_what_the_platform_advises() -> None:
    """A prompt about which nobody says anything stops after three characters of speech."""
    assert compiled(_flow({}, {}, {})).states["a"].prompts[0].barge_in == DEFAULT_BARGE_IN


def test_a_policy_stays_with_its_prompt() -> None:
    """The next prompt, the next state and a target's prompt do not have the policy of the one before."""
    flow = compiled(
        """
states:
  a:
    barge_in: immediate
    prompts:
      - text: One.
        barge_in: none
      - Two.
    transitions:
      yes:
        go_to: b
        prompts: Three.
  b:
    prompts: Four.
    hangup: yes
"""
    )
    question = flow.questions["a"]
    assert [prompt.barge_in for prompt in flow.states["a"].prompts] == [PROTECTED, BargeIn(Strategy.IMMEDIATE, None, 0)]
    assert question.transitions["yes"][0].prompts[0].barge_in.strategy is Strategy.IMMEDIATE
    assert flow.states["b"].prompts[0].barge_in == DEFAULT_BARGE_IN


def test_times_and_voice_inherit() -> None:
    """The silence, the end of a turn and the voice come from the nearest place that says something about them."""
    flow = compiled(
        """
defaults:
  no_input_after: 9s
  end_of_turn_silence: 800ms
  voice:
    provider: azure
    voice: one
states:
  a:
    no_input_after: 1.5s
    prompts:
      - One.
      - text: Two.
        no_input_after: 2m
        end_of_turn_silence: 0.2s
        voice:
          provider: eleven_labs
    transitions:
      yes: b
  b:
    collect:
      slot: code
      type: digits
      prompts: Code?
      no_input_after: 500ms
    go_to: a
"""
    )
    one, two = flow.states["a"].prompts
    assert (one.no_input_after, two.no_input_after) == (None, 120_000)
    assert (one.end_of_turn_silence, two.end_of_turn_silence) == (800, 200)
    assert [prompt.voice.provider for prompt in (one, two) if prompt.voice] == ["azure", "eleven_labs"]
    assert flow.questions["a"].no_input_after == 1500
    assert flow.questions["b/code"].no_input_after == 500
    assert flow.no_input_after == 9000
    assert flow.sends_vad


def test_nobody_sends_vad_without_a_word_about_it() -> None:
    """A flow that says nothing about the end of a turn leaves the platform's setting alone."""
    assert not compiled(_flow({}, {}, {})).sends_vad


@pytest.mark.parametrize(("value", "fine"), [("149ms", False), ("150ms", True), ("2s", True), ("2001ms", False)])
def test_the_end_of_a_turn_has_bounds(value: str, fine: bool) -> None:
    """150 ms to 2 s: the platform ignores anything else without a word."""
    codes = [code for code, _ in found(f"defaults:\n  end_of_turn_silence: {value}\nstates:\n  a:\n    hangup: yes\n")]
    assert codes == ([] if fine else ["out-of-range"])
