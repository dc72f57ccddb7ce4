"""The full form means the same, and tells of every value where it comes from."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from callwright.compiler import compile_path, compile_text
from callwright.compiler.compile import Compiled
from callwright.compiler.document import parse
from callwright.compiler.editing.formatting import formatted
from callwright.compiler.full import show_flow, show_state
from callwright.compiler.nodes import Node
from tests.compiler.editing.scrambled import scramble
from tests.compiler.flows import EVERYTHING, HOTLINE
from tests.compiler.full.alike import differences, plain
from tests.golden import check_golden

ROOT = Path(__file__).parents[3]
FOLDERS = (ROOT / "flows", ROOT / "examples", ROOT / "examples" / "interruption")
GOOD = sorted((ROOT / "tests" / "compiler" / "good").glob("*.yaml"))
GOLDENS = Path(__file__).parent / "golden"

AWKWARD = """\
flow: awkward
language: de-DE
defaults:
  barge_in: immediate
  no_match: [Wie bitte?, {prompts: {use: both}, reprompt: question}]
variables: {empty: , number: "007", list: [1, "2"], tries: 0}
intents:
  "sales": 'I''d like <amount:money>'
  otherwise_said: x
prompts:
  both:
    - text: Eins.
      barge_in: {minimum_characters: 5, strategy: minimum_characters}
    - Zwei.
  one: Drei.
states:
  "first": &first
    barge_in:
      allow_after_ms: 700
    voice: {provider: azure, voice: x}
    end_of_turn_silence: 900ms
    no_input_after: 1.5s
    prompts:
      - use: both
      - use: one
        once: yes
      - |
        Zeile eins:
          Zeile "zwei"  # kein Kommentar
      - >-
        Ein Satz
        in Zeilen: {{ tries }}
      - "Ein
        \\u00e4hnlicher"
      - Ein Satz ohne
        Anführungszeichen
      - text: {one_of: [A, B]}
        voice: {provider: eleven_labs}
    transitions:
      sales: [{go_to: second, when: tries > 1}, second]
      otherwise: second
    keys: {"*": second, "#": {go_to: second}, 1: second}
    help: [Hilfe., Mehr Hilfe.]
  second:
    set: {tries: "{{ tries + 1 }}", empty: ""}
    collect:
      - slot: code
        type: spelling
        prompts: Wie?
        corrections: {on: sales}
        check: {when: code == 'AB', prompts: Nein.}
      - slot: kind
        type: choice
        options: [rot, blau]
        prompts: Welche?
    corrections: accept
    confirm: Richtig?
    keep: code
    no_input: {go_to: third}
    go_to: third
  third: *first
"""


def _shown_again(compiled: Compiled) -> None:
    assert compiled.project is not None, [found.message for found in compiled.diagnostics]
    for name, flow in compiled.project.flows.items():
        again = compile_text(show_flow(compiled.built[name], flow))
        assert again.project is not None, [f"{found.span} {found.message}" for found in again.diagnostics]
        assert list(differences(plain(flow), plain(again.project.flows[name]))) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.relative_to(ROOT).as_posix() for folder in FOLDERS])
def test_the_full_form_means_the_same(folder: Path, tmp_path: Path) -> None:
    """A folder in which every flow is put into its full form makes the same calls, and ``fmt`` leaves it as it is."""
    compiled = compile_path(folder)
    assert compiled.project is not None
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy)
    for name, flow in compiled.project.flows.items():
        shown = show_flow(compiled.built[name], flow)
        assert formatted(shown.encode(), "shown.yaml").data.decode() == shown
        (copy / Path(flow.span.file).relative_to(folder)).write_text(shown, encoding="utf-8")
    again = compile_path(copy)
    assert again.project is not None, [f"{found.span} {found.message}" for found in again.diagnostics]
    for name, flow in compiled.project.flows.items():
        assert list(differences(plain(flow), plain(again.project.flows[name]))) == []


def test_good_flows_of_all_kinds_mean_the_same(tmp_path: Path) -> None:
    """So do the flows that the compiler's rules have nothing against, each by itself."""
    shutil.copytree(GOOD[0].parent / "sounds", tmp_path / "sounds")
    for file in GOOD:
        compiled = compile_path(file)
        assert compiled.project is not None, file
        flow = next(flow for flow in compiled.project.flows.values() if Path(flow.span.file) == file)
        shown = tmp_path / file.name
        shown.write_text(show_flow(compiled.built[flow.name], flow), encoding="utf-8")
        again = compile_path(shown)
        assert again.project is not None, [f"{found.span} {found.message}" for found in again.diagnostics]
        assert list(differences(plain(flow), plain(again.project.flows[flow.name]))) == []
        shown.unlink()


@pytest.mark.parametrize("text", [HOTLINE, EVERYTHING, AWKWARD])
def test_every_key_and_every_way_of_writing_it_means_the_same(text: str) -> None:
    """So does a flow with one of each key, and one whose texts are written in every way that YAML has."""
    _shown_again(compile_text(text))


def test_it_is_in_the_one_form_whatever_the_flow_is_in() -> None:
    """However oddly a flow is laid out, ``fmt`` has nothing to change in its full form."""
    for name in ("fahrschule.yaml", "hotel-reception.yaml", "energy.yaml"):
        root = parse((GOOD[0].parent / name).read_bytes(), name).root
        assert root is not None
        compiled = compile_text(scramble(root, 5))
        assert compiled.project is not None
        flow = compiled.project.entry()
        built = compiled.built[flow.name]
        for shown in (show_flow(built, flow), *(show_state(built, flow, state) for state in flow.states)):
            assert formatted(shown.encode(), "shown.yaml").data.decode() == shown


def test_a_flow_that_others_call_answers_nothing() -> None:
    """Of a flow that ends with a return, named by itself, it is not said that it answers every number."""
    compiled = compile_path(FOLDERS[0] / "identify.yaml")
    assert compiled.project is not None
    shown = show_flow(compiled.built["identify"], compiled.project.flows["identify"])
    assert "\nanswers:" not in shown
    assert compile_text(shown).project is not None


def test_showing_twice_is_showing_once() -> None:
    """The full form of the full form has the same values, in the same order."""
    first = compile_text(HOTLINE)
    assert first.project is not None
    once = show_flow(first.built["acme-hotline"], first.project.entry())
    second = compile_text(once)
    assert second.project is not None
    twice = show_flow(second.built["acme-hotline"], second.project.entry())
    assert re.sub(r"  # .*", "", once) == re.sub(r"  # .*", "", twice)


def test_each_value_has_its_place() -> None:
    """Behind every value stands a file with its line, where the value is written, or that it is callwright's own."""
    compiled = compile_text(EVERYTHING)
    assert compiled.project is not None
    shown = show_flow(compiled.built["everything"], compiled.project.entry())
    source, lines = EVERYTHING.split("\n"), shown.split("\n")
    root = parse(shown.encode(), "shown.yaml").root
    assert root is not None
    pending: list[Node] = [root]
    counted = 0
    while pending:
        node = pending.pop()
        pending += [*node.items, *(entry.value for entry in node.entries.values())]
        if node.kind != "scalar":
            continue
        origin = re.search(r"  # (?:flow\.yaml:(\d+)|callwright)$", lines[node.span.line - 1])
        assert origin is not None, lines[node.span.line - 1]
        if origin[1]:
            assert node.raw.strip().split("\n")[0].strip("\"'") in source[int(origin[1]) - 1]
            counted += 1
    assert counted > 100


def test_the_full_form_of_a_state() -> None:
    """One state is shown by itself, with what it has from the flow."""
    compiled = compile_text(HOTLINE, "flows/acme.yaml")
    assert compiled.project is not None
    built, flow = compiled.built["acme-hotline"], compiled.project.entry()
    check_golden(GOLDENS / "welcome.yaml", show_state(built, flow, "welcome"))
    check_golden(GOLDENS / "billing.yaml", show_state(built, flow, "billing"))
