"""``fmt``: one form for every file, and nothing lost on the way to it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from callwright.compiler import compile_text
from callwright.compiler.comments import comments_in
from callwright.compiler.document import parse
from callwright.compiler.editing.formatting import formatted
from callwright.compiler.editing.order import ORDERS, PRESSED, order_of
from callwright.compiler.nodes import Node
from callwright.compiler.shape import flow_schema
from tests.compiler.editing.scrambled import ABOVE, scramble
from tests.docs.pages import ROOT

EVERY = sorted(file for folder in ("flows", "examples") for file in (ROOT / folder).rglob("*.yaml"))
FLOWS = [file for file in EVERY if ".test." not in file.name]


@cache
def _root(file: Path) -> Node:
    root = parse(file.read_bytes(), file.name).root
    assert root is not None
    return root


def _fmt(text: str, file: str = "flow.yaml") -> str:
    made = formatted(text.encode(), file)
    assert made.refused == ()
    return made.data.decode()


def _ruamel(text: str) -> Any:
    """The data as ruamel's round trip reads them: a judge that shares no line of code with the formatter."""
    yaml = YAML(typ="rt")
    yaml.version = (1, 2)
    return _plain(yaml.load(text))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, bool) or value is None else str(value)


def _comments(text: str) -> Counter[str]:
    root = parse(text.encode(), "flow.yaml").root
    assert root is not None
    return Counter(comment.text for comment in comments_in(root.source, root))


@pytest.mark.parametrize("file", EVERY, ids=lambda file: file.name)
def test_what_we_ship(file: Path) -> None:
    """Every file that we ship says the same afterwards, has its comments, and is not changed a second time."""
    text = file.read_text(encoding="utf-8")
    made = _fmt(text, file.name)
    assert _ruamel(made) == _ruamel(text)
    assert _comments(made) == _comments(text)
    assert _fmt(made, file.name) == made


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FLOWS), st.integers(0, 2**32), st.booleans())
def test_any_layout(file: Path, seed: int, comments: bool) -> None:
    """Whatever layout a flow is written in: the same data, the same comments, once and for all."""
    text = scramble(_root(file), seed, comments=comments)
    assert _ruamel(text) == _ruamel(file.read_text(encoding="utf-8"))
    made = _fmt(text)
    assert _ruamel(made) == _ruamel(text)
    assert _comments(made) == _comments(text)
    assert _fmt(made) == made


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(FLOWS), st.integers(0, 2**32))
def test_one_form(file: Path, seed: int) -> None:
    """Two layouts of one flow become the same lines, but for how a text goes on over several of them."""
    one, other = (_fmt(scramble(_root(file), way, comments=False)) for way in (seed, seed + 1))
    assert _words(one) == _words(other)


def _words(text: str) -> list[str]:
    """The lines, where a text goes on over several only its words: how those are indented is the author's."""
    return [line.strip() for line in text.split("\n") if line.strip()]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(FLOWS), st.integers(0, 2**32))
def test_a_comment_travels_with_its_key(file: Path, seed: int) -> None:
    """A comment above a key stands above the same key afterwards, wherever that has gone."""
    made = _fmt(scramble(_root(file), seed)).split("\n")
    for place, line in enumerate(made):
        if line.strip().startswith(ABOVE):
            key = line.strip().removeprefix(ABOVE).rsplit("/", 1)[-1]
            below = next(text for text in made[place + 1 :] if text.strip() and not text.strip().startswith("#"))
            assert key.isdigit() or re.match(rf"[ -]*[\"']?{re.escape(key)}[\"']?:", below), (line, below)


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(FLOWS), st.integers(0, 2**32))
def test_check_finds_the_same(file: Path, seed: int) -> None:
    """What ``check`` has to tell about a flow does not change, but for the lines."""
    text = scramble(_root(file), seed)

    def found(written: str) -> Counter[tuple[str, str]]:
        told = compile_text(written).diagnostics
        return Counter((one.code, re.sub(r"\d+", "N", one.message)) for one in told)

    assert found(_fmt(text)) == found(text)


def test_every_key_has_its_place() -> None:
    """Each map of the language has one order with all of its keys, and no order has a key twice."""
    seen: set[int] = set()
    waiting: list[Any] = [flow_schema()]
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, dict):
            keys = part.get("properties")
            if isinstance(keys, dict) and part.get("additionalProperties", True) is False and "x-keys" in part:
                assert set(keys) <= set(order_of(keys)), keys
                assert keys.keys() == PRESSED or any(set(keys) <= set(order) for order in ORDERS), sorted(keys)
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    assert all(len(set(order)) == len(order) for order in ORDERS)


MESSY = """\
# yaml-language-server: $schema=../schemas/flow.schema.json
#
# What it is for.

states:
      # Where it begins.
      welcome:
          go_to:   menu   \n\
          # Said once.
          prompts:
          -   once: yes  # the law wants it
              text: Hello.
          # and then
          - text: >
              Two
              lines.

            # barge_in: none


            name: second
          # choose:
          #   - go_to: x
      menu: {hangup: yes, prompts: {name: bye, text: "Bye, bye."}}

# Its name.
flow: acme
x-more: {b: 1, a: 2}
title: ACME
language: en-US


"""

NEAT = """\
# yaml-language-server: $schema=../schemas/flow.schema.json
#
# What it is for.

# Its name.
flow: acme
x-more: {b: 1, a: 2}
title: ACME
language: en-US

states:
  # Where it begins.
  welcome:
    # Said once.
    prompts:
      - text: Hello.
        once: yes  # the law wants it
      # and then
      - text: >
          Two
          lines.

        # barge_in: none

        name: second
    go_to:   menu
    # choose:
    #   - go_to: x
  menu: {prompts: {text: "Bye, bye.", name: bye}, hangup: yes}
"""


def test_by_hand() -> None:
    """Keys in order, two blanks a step, comments with their keys, one empty line, nothing at the ends of lines."""
    assert _fmt(MESSY) == NEAT
    assert _fmt(NEAT) == NEAT


def test_pressed_keys_stay_as_the_menu_says_them() -> None:
    """The keys of a telephone keep the author's order, those with a name too."""
    text = "states:\n  a:\n    keys:\n      1: b\n      hash: c\n      2: d\n      star: e\n"
    assert _fmt(text) == text


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_line_ends_and_marks(end: str, encoding: str) -> None:
    """Lines end as the file's first one does, and a byte order mark stays, whatever the encoding."""
    made = formatted(MESSY.replace("\n", end).encode(encoding), "flow.yaml").data
    assert made == NEAT.replace("\n", end).encode(encoding)


@pytest.mark.parametrize(
    "text",
    [
        "states:\n  a: &x\n    go_to: b\n  b: *x\n",
        "x-a: &x\n  text: Hello.\nstates:\n  a:\n    prompts: *x\n",
        "states:\n  a:\n    prompts: |+\n      Hello.\n\n\n    go_to: b\n",
        "states:\n  a:\n    prompts: |2\n        Hello.\n      there\n    go_to: b\n",
        'states:\n  a:\n    prompts: "Hello \\\n      there"\n    go_to: b\n',
        "states:\n  a:\n    prompts:\n      - - x\n",
        "states:\n  a:\n    choose: [\n      {go_to: b, when: x}, # one\n    {go_to: c}\n    ]\n",
        "---\nstates:\n  a: {}\n",
        "states:\n  a:\n    prompts:\n      -\n        # one\n        text: Hello.\n      - # two\n        text: x\n",
        "states: {}\n",
        "'states': {'a': {go_to: 'b'}}",
        "states:\n  a:\n    keys:\n      1: b\n      '*': c\n    set:\n      -1: x\n",
        "? states\n: a: b\n",
        "states:\n\ta:\n\t\tgo_to: b\n",
    ],
)
def test_odd_ways_to_write(text: str) -> None:
    """However oddly a file is written, it says the same afterwards, or is left alone; and the second time nothing."""
    made = formatted(text.encode(), "flow.yaml").data.decode()
    if parse(text.encode(), "flow.yaml").root is not None:
        assert _comments(made) == _comments(text)
        assert _ruamel(made) == _ruamel(text)
    assert formatted(made.encode(), "flow.yaml").data.decode() == made


def test_a_repeated_value_stays_below_its_mark() -> None:
    """Where sorting would put a repeat above what it repeats, the keys stay and only the layout is changed."""
    text = "states:\n    a:\n        go_to: &x b\n        set: {y: *x}\n    b: {hangup: yes}\n"
    assert _fmt(text) == "states:\n  a:\n    go_to: &x b\n    set: {y: *x}\n  b: {hangup: yes}\n"


def test_what_is_no_yaml_is_refused() -> None:
    """A file that YAML cannot read is given back as it is, with what is wrong."""
    made = formatted(b"states:\n  a: [\n", "flow.yaml")
    assert made.data == b"states:\n  a: [\n"
    assert made.refused


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("a:- \n#\"'{}[],|>&*x"), max_size=60))
def test_no_text_is_harmed(text: str) -> None:
    """Whatever stands in a file, it is refused or says the same; nothing raises."""
    made = formatted(text.encode(), "flow.yaml")
    before, after = parse(text.encode(), "f"), parse(made.data, "f")
    assert before.data == after.data
    assert formatted(made.data, "flow.yaml").data == made.data


@pytest.mark.parametrize("text", ["{}", "{}\n", "# nothing yet\n{}\n"])
def test_a_map_of_nothing_stays(text: str) -> None:
    """A file that holds an empty map is left as it is."""
    assert formatted(text.encode(), "flow.yaml").data == text.encode()
