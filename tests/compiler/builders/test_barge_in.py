"""Barge-in as a table: every strategy, in every kind of prompt, wherever a prompt can stand, from whichever layer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from callwright.compiler import compile_path
from callwright.core.model import Flow
from callwright.core.prompt import BargeIn, Strategy
from callwright.diagnostics import concise
from tests.compiler.flows import compiled, found

TONE = Path(__file__).parents[3] / "flows" / "sounds" / "tone.wav"

CHARACTERS, IMMEDIATE, MANUAL, NONE = (
    Strategy.MINIMUM_CHARACTERS,
    Strategy.IMMEDIATE,
    Strategy.MANUAL,
    Strategy.NONE,
)

ALONE = [
    ("", BargeIn(CHARACTERS, 3, 0)),
    ("minimum_characters", BargeIn(CHARACTERS, 3, 0)),
    ("{minimum_characters: 1}", BargeIn(CHARACTERS, 1, 0)),
    ("{minimum_characters: 100}", BargeIn(CHARACTERS, 100, 0)),
    ("{allow_after_ms: 10000}", BargeIn(CHARACTERS, 3, 10_000)),
    ("{strategy: minimum_characters, minimum_characters: 5, allow_after_ms: 400}", BargeIn(CHARACTERS, 5, 400)),
    ("immediate", BargeIn(IMMEDIATE, None, 0)),
    ("{strategy: immediate}", BargeIn(IMMEDIATE, None, 0)),
    ("{strategy: immediate, allow_after_ms: 250}", BargeIn(IMMEDIATE, None, 250)),
    ("manual", BargeIn(MANUAL, None, None)),
    ("{strategy: manual}", BargeIn(MANUAL, None, None)),
    ("none", BargeIn(NONE, None, None)),
    ('{strategy: "none"}', BargeIn(NONE, None, None)),
]
"""What a prompt says, and what holds where nobody else says anything."""

KINDS = {
    "text": "text: Hello.",
    "ssml": "ssml: Hello <break/> you.",
    "audio": "audio: tone.wav",
    "use": "use: greeting",
}

PLACES = """
defaults:
  @flow
  no_match:
    - prompts: {PROMPT}
    - go_to: bye
prompts:
  greeting: Good day.
anytime:
  goodbye:
    prompts: {PROMPT}
    go_to: bye
  events:
    closing:
      prompts: {PROMPT}
states:
  ask:
    @state
    prompts: {PROMPT}
    transitions:
      yes:
        prompts: {PROMPT}
        go_to: form
      no: decide
    otherwise:
      prompts: {PROMPT}
    keys:
      1:
        prompts: {PROMPT}
    events:
      ready:
        prompts: {PROMPT}
    no_match:
      - prompts: {PROMPT}
      - go_to: bye
    no_input:
      - prompts: {PROMPT}
      - go_to: bye
    help: {PROMPT}
    on_error:
      prompts: {PROMPT}
      go_to: bye
  form:
    @state
    collect:
      slot: code
      type: digits
      @slot
      prompts: {PROMPT}
      confirm: {PROMPT}
      check:
        when: code == '1'
        prompts: {PROMPT}
      no_match:
        - prompts: {PROMPT}
        - go_to: bye
      no_input:
        - prompts: {PROMPT}
        - go_to: bye
      keys:
        star:
          prompts: {PROMPT}
      help:
        prompts: {PROMPT}
    confirm: {PROMPT}
    on_no:
      prompts: {PROMPT}
      go_to: bye
    on_cancel:
      prompts: {PROMPT}
      go_to: bye
    help: {PROMPT}
    go_to: decide
  decide:
    @state
    choose:
      prompts: {PROMPT}
      go_to: office
  office:
    @state
    transfer: +49 211 5566770
    if_fails:
      prompts: {PROMPT}
      go_to: bye
  bye:
    @state
    prompts: {PROMPT}
    hangup: yes
"""

IN_FLOW = {
    "defaults/no_match/0/prompts/0",
    "anytime/goodbye/0/prompts/0",
    "anytime/events/closing/0/prompts/0",
}
IN_STATE = {
    "ask/prompts/0",
    "ask/transitions/yes/0/prompts/0",
    "ask/otherwise/0/prompts/0",
    "ask/keys/1/0/prompts/0",
    "ask/events/ready/0/prompts/0",
    "ask/no_match/0/prompts/0",
    "ask/no_input/0/prompts/0",
    "ask/help/0",
    "ask/on_error/0/prompts/0",
    "form/confirm/0",
    "form/on_no/0/prompts/0",
    "form/on_cancel/0/prompts/0",
    "form/help/0",
    "decide/choose/0/prompts/0",
    "office/if_fails/0/prompts/0",
    "bye/prompts/0",
}
IN_SLOT = {
    "form/code/prompts/0",
    "form/code/confirm/0",
    "form/code/check/0/0",
    "form/code/no_match/0/prompts/0",
    "form/code/no_input/0/prompts/0",
    "form/code/keys/star/0/prompts/0",
    "form/code/help/0",
}


def _places(written: str, *, flow: str = "", state: str = "", slot: str = "") -> str:
    """The flow with one prompt in every place; a layer that says nothing has a key of no account."""
    made = PLACES.replace("{PROMPT}", "{" + written + "}")
    for layer, said in (("flow", flow), ("state", state), ("slot", slot)):
        made = made.replace(f"@{layer}", f"barge_in: {said}" if said else "no_input_after: 8s")
    return made


def _at(flow: Flow, places: set[str]) -> dict[str, BargeIn]:
    return {place: flow.prompts[place].barge_in for place in places}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("said", "expected"), ALONE)
def test_every_strategy_in_every_kind_everywhere(kind: str, said: str, expected: BargeIn, tmp_path: Path) -> None:
    """What a prompt says about itself holds for it, wherever it stands and whatever it speaks."""
    shutil.copy(TONE, tmp_path / "tone.wav")
    own = f", name: here, barge_in: {said}" if said else ", name: here"
    (tmp_path / "flow.yaml").write_text(_places(KINDS[kind] + own))
    made = compile_path(tmp_path / "flow.yaml")
    assert made.project is not None, concise.render(made.diagnostics, made.sources)
    places = {f"{place}/0" if kind == "use" else place for place in IN_FLOW | IN_STATE | IN_SLOT}
    assert _at(made.project.entry(), places) == dict.fromkeys(places, expected)


def test_the_places_are_all_there_are() -> None:
    """No prompt of the flow above stands in a place that the table does not name."""
    flow = compiled(_places("text: Hello."))
    assert flow.prompts.keys() - {"prompts/greeting"} == IN_FLOW | IN_STATE | IN_SLOT


def test_the_nearest_layer_holds() -> None:
    """A prompt has what its slot says, else its state, else the flow; the rest of the flow has only the flow's."""
    flow = compiled(_places("text: Hello.", flow="manual", state="immediate", slot="none"))
    assert set(_at(flow, IN_FLOW).values()) == {BargeIn(MANUAL, None, None)}
    assert set(_at(flow, IN_STATE).values()) == {BargeIn(IMMEDIATE, None, 0)}
    assert set(_at(flow, IN_SLOT).values()) == {BargeIn(NONE, None, None)}
    assert flow.barge_in == BargeIn(MANUAL, None, None)


def test_each_key_comes_from_its_own_layer() -> None:
    """The strategy of the prompt, the characters of the slot and the window of the flow meet in one policy."""
    written = _places(
        "text: Hello., barge_in: minimum_characters",
        flow="{strategy: immediate, allow_after_ms: 500}",
        state="none",
        slot="{strategy: minimum_characters, minimum_characters: 6}",
    )
    flow = compiled(written)
    assert set(_at(flow, IN_FLOW | IN_STATE).values()) == {BargeIn(CHARACTERS, 3, 500)}
    assert set(_at(flow, IN_SLOT).values()) == {BargeIn(CHARACTERS, 6, 500)}


INHERITED = [
    ("{strategy: immediate, allow_after_ms: 500}", "", "minimum_characters", BargeIn(CHARACTERS, 3, 500)),
    ("{strategy: immediate, allow_after_ms: 500}", "", "{allow_after_ms: 200}", BargeIn(IMMEDIATE, None, 200)),
    ("{strategy: immediate, allow_after_ms: 500}", "", "{allow_after_ms: 0}", BargeIn(IMMEDIATE, None, 0)),
    ("{strategy: immediate, allow_after_ms: 500}", "", "{}", BargeIn(IMMEDIATE, None, 500)),
    ("{strategy: immediate, allow_after_ms: 500}", "", "none", BargeIn(NONE, None, None)),
    ("{strategy: immediate, allow_after_ms: 500}", "", "manual", BargeIn(MANUAL, None, None)),
    ("{strategy: immediate, allow_after_ms: 500}", "none", "immediate", BargeIn(IMMEDIATE, None, 500)),
    ("{strategy: immediate, allow_after_ms: 500}", "{allow_after_ms: 700}", "", BargeIn(IMMEDIATE, None, 700)),
    ("{minimum_characters: 8}", "", "", BargeIn(CHARACTERS, 8, 0)),
    ("{minimum_characters: 8}", "", "{allow_after_ms: 100}", BargeIn(CHARACTERS, 8, 100)),
    ("{minimum_characters: 8}", "", "immediate", BargeIn(IMMEDIATE, None, 0)),
    ("{minimum_characters: 8}", "immediate", "minimum_characters", BargeIn(CHARACTERS, 8, 0)),
    ("{minimum_characters: 8}", "{minimum_characters: 2}", "", BargeIn(CHARACTERS, 2, 0)),
    ("{minimum_characters: 8, allow_after_ms: 300}", "manual", "{strategy: immediate}", BargeIn(IMMEDIATE, None, 300)),
    ("none", "", "", BargeIn(NONE, None, None)),
    ("none", "", "{strategy: immediate, allow_after_ms: 50}", BargeIn(IMMEDIATE, None, 50)),
    ("manual", "", "{strategy: minimum_characters}", BargeIn(CHARACTERS, 3, 0)),
]
"""What the flow, the state and the prompt say, and what holds."""


@pytest.mark.parametrize(("flow", "state", "prompt", "expected"), INHERITED)
def test_each_key_is_inherited_by_itself(flow: str, state: str, prompt: str, expected: BargeIn) -> None:
    """A key that nobody nearer says comes from further out; one that the strategy does not have falls away."""
    own = f", barge_in: {prompt}" if prompt else ""
    made = compiled(_places(f"text: Hello.{own}", flow=flow, state=state))
    assert set(_at(made, IN_STATE | IN_SLOT).values()) == {expected}


MISTAKES = [
    ("", "{strategy: immediate, minimum_characters: 3}"),
    ("", "{strategy: manual, minimum_characters: 3}"),
    ("", "{strategy: none, minimum_characters: 3}"),
    ("", "{strategy: manual, allow_after_ms: 100}"),
    ("", "{strategy: none, allow_after_ms: 0}"),
    ("immediate", "{minimum_characters: 5}"),
    ("none", "{allow_after_ms: 100}"),
]


@pytest.mark.parametrize(("state", "prompt"), MISTAKES)
def test_a_written_option_has_to_work(state: str, prompt: str) -> None:
    """An option that the strategy of its place does not have is a mistake in the line that writes it."""
    line = f"    barge_in: {state}\n" if state else "    no_input_after: 8s\n"
    written = f"states:\n  a:\n{line}    hangup: yes\n    prompts:\n      text: Hello.\n      barge_in: {prompt}\n"
    assert found(written) == [("option-without-strategy", 7)]


USED = [
    ("", "", "", BargeIn(CHARACTERS, 3, 0)),
    ("immediate", "", "", BargeIn(IMMEDIATE, None, 0)),
    ("immediate", "none", "", BargeIn(NONE, None, None)),
    ("immediate", "none", "manual", BargeIn(MANUAL, None, None)),
    ("", "{strategy: immediate, allow_after_ms: 300}", "{allow_after_ms: 900}", BargeIn(IMMEDIATE, None, 900)),
    ("", "{strategy: immediate, allow_after_ms: 300}", "minimum_characters", BargeIn(CHARACTERS, 3, 300)),
    ("immediate", "{allow_after_ms: 300}", "", BargeIn(IMMEDIATE, None, 300)),
    ("none", "{allow_after_ms: 300}", "", BargeIn(NONE, None, None)),
    ("none", "{allow_after_ms: 300}", "immediate", BargeIn(IMMEDIATE, None, 300)),
    ("immediate", "{minimum_characters: 9}", "", BargeIn(IMMEDIATE, None, 0)),
]
"""What the state, the named prompt and the place that uses it say, and what holds."""


@pytest.mark.parametrize("default", ["none", "immediate", "minimum_characters"])
@pytest.mark.parametrize(("state", "named", "beside", "expected"), USED)
def test_a_named_prompt_fits_in(default: str, state: str, named: str, beside: str, expected: BargeIn) -> None:
    """The place where a prompt is used is further out than the prompt, and what stands beside ``use`` is nearest."""
    over = f", barge_in: {named}" if named else ""
    nearest = f", barge_in: {beside}" if beside else ""
    flow = compiled(
        f"defaults:\n  barge_in: {default}\nprompts:\n  greeting: {{text: Hello.{over}}}\nstates:\n  a:\n"
        f"    barge_in: {state or 'minimum_characters'}\n    prompts: {{use: greeting{nearest}}}\n    hangup: yes\n"
    )
    (prompt,) = flow.states["a"].prompts
    assert prompt.barge_in == expected


def test_a_named_prompt_contradicts_itself_once() -> None:
    """A named prompt whose own strategy lacks its option is told at its line, however often it is used."""
    written = (
        "prompts:\n  greeting: {text: Hello., barge_in: {strategy: none, allow_after_ms: 5}}\n"
        "states:\n  a:\n    prompts: [{use: greeting}, {use: greeting}]\n    hangup: yes\n"
    )
    assert found(written) == [("option-without-strategy", 2)]
