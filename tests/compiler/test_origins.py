"""Where the settings of a prompt and of a question come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler import compile_path, compile_text
from callwright.compiler.builders.flow import Built
from callwright.compiler.origins import Setting, of_prompt, of_question
from tests.compiler.flows import EVERYTHING

ROOT = Path(__file__).parents[2]

FLOW = """\
flow: f
defaults:
  barge_in:
    allow_after_ms: 400
  no_match: [Pardon?]
prompts:
  notice:
    text: Recorded.
    barge_in:
      strategy: none
states:
  ask:
    voice:
      provider: azure
      voice: x
    no_input_after: 5s
    prompts:
      - use: notice
      - text: Your number?
        barge_in:
          minimum_characters: 7
    collect:
      slot: code
      type: digits
      prompts: And the code?
      barge_in: immediate
      end_of_turn_silence: 900ms
      no_input: [Hello?]
      confirm: "{{ code }}?"
    go_to: bye
  bye:
    prompts: Bye.
    hangup: yes
"""


def _built(text: str = FLOW) -> Built:
    compiled = compile_text(text)
    assert compiled.project is not None, compiled.diagnostics
    return next(iter(compiled.built.values()))


def _told(settings: tuple[Setting, ...]) -> dict[str, tuple[str, int | None]]:
    return {one.key: (one.value, one.origin.line if one.origin is not None else None) for one in settings}


def test_each_key_inherits_by_itself() -> None:
    """Of a prompt each setting comes from the nearest place that says it, else from callwright."""
    assert _told(of_prompt(_built(), "flow.yaml", 19, 20)) == {
        "strategy": ("minimum_characters", None),
        "minimum_characters": ("7", 21),
        "allow_after_ms": ("400", 4),
        "voice": ("azure, x", 14),
        "no_input_after": ("5s", 16),
    }


def test_a_slot_stands_between_the_state_and_its_prompts() -> None:
    """What a slot says holds for its prompts, with what it does not say from above."""
    assert _told(of_prompt(_built(), "flow.yaml", 25, 20)) == {
        "strategy": ("immediate", 26),
        "allow_after_ms": ("400", 4),
        "voice": ("azure, x", 14),
        "no_input_after": ("5s", 16),
        "end_of_turn_silence": ("900ms", 27),
    }


@pytest.mark.parametrize(("line", "column"), [(18, 10), (18, 15)])
def test_where_a_named_prompt_is_used_its_own_settings_hold(line: int, column: int) -> None:
    """At a ``use`` the settings of the named prompt count, and the voice of the state."""
    told = _told(of_prompt(_built(), "flow.yaml", line, column))
    assert told["strategy"] == ("none", 10)
    assert told["voice"] == ("azure, x", 14)


def test_a_named_prompt_has_what_it_says() -> None:
    """Where it is written a named prompt has its own settings and those of the flow."""
    told = _told(of_prompt(_built(), "flow.yaml", 8, 12))
    assert (told["strategy"], told["no_input_after"]) == (("none", 10), ("8s", None))


@pytest.mark.parametrize(("line", "column"), [(1, 2), (12, 4), (16, 8), (22, 6), (99, 1)])
def test_elsewhere_there_is_no_prompt(line: int, column: int) -> None:
    """Outside of prompts nothing is told."""
    assert of_prompt(_built(), "flow.yaml", line, column) == ()


def test_a_question_tells_where_its_ladders_are() -> None:
    """A ladder is the question's own, its state's, the flow's or built in; a confirmation has the flow's."""
    built = _built()
    questions = built.flow.questions
    assert _told(of_question(built, questions["ask/code"])) == {
        "no_input_after": ("5s", 16),
        "end_of_turn_silence": ("900ms", 27),
        "no_match": ("defaults", 5),
        "no_input": ("question", 28),
    }
    assert _told(of_question(built, questions["ask/code/confirm"]))["no_input"] == ("built in", None)


@pytest.mark.parametrize("folder", ["flows", "examples", "examples/interruption"])
def test_what_is_told_is_what_the_call_does(folder: str) -> None:
    """Of every prompt in our flows the settings that are told are those of the compiled prompt."""
    for built in compile_path(ROOT / folder).built.values():
        for prompt in built.flow.prompts.values():
            if not prompt.id.startswith("prompts/"):
                told = {
                    s.key: s.value for s in of_prompt(built, prompt.span.file, prompt.span.line, prompt.span.column)
                }
                strategy, *options = prompt.barge_in
                assert told["strategy"] == strategy
                assert [told.get("minimum_characters"), told.get("allow_after_ms")] == [
                    None if option is None else str(option) for option in options
                ]
        for question in built.flow.questions.values():
            settings = {one.key: one for one in of_question(built, question)}
            assert settings["no_input_after"].value in (
                f"{question.no_input_after // 1000}s",
                f"{question.no_input_after}ms",
            )
            for key in ("no_match", "no_input"):
                assert (settings[key].value == "built in") == (getattr(question, key) is None)


def test_every_prompt_of_a_flow_with_one_of_each_key_is_found() -> None:
    """Wherever a prompt can stand, its settings are told."""
    built = _built(EVERYTHING)
    for prompt in built.flow.prompts.values():
        assert of_prompt(built, prompt.span.file, prompt.span.line, prompt.span.column) != (), prompt.id
