"""What an editor says about words of the language is what the language takes."""

from __future__ import annotations

import re

import pytest

from callwright.compiler import compile_text
from callwright.compiler.builders import scope
from callwright.compiler.names import BUILT_IN, FUNCTIONS, Kind
from callwright.core.sandbox import FILTERS, TESTS
from callwright.language_server import about, template_words
from callwright.language_server.schema_words import key_of, keys_at, values_at
from callwright.rehearsal import reader
from callwright.rehearsal.reader import read_script

FLOW = """\
flow: words
language: en-US
variables:
  order_number: {{type: digits, value: "12"}}
  pin: {{type: digits, value: "12"}}
  amount: 12.5
  difference: 3
  city: bonn
  orders: [one, two]
  names: [one, two]
  customer: none
  price: "12.5"
  pieces: "3"
  code: ab
  street: main street
  note: note
  answer: 3
  tries: 1
  topic: billing
  vip_numbers: []
  title: f
hours:
  office:
    timezone: Europe/Berlin
    weekly:
      mon-fri: 09:00-18:00
states:
  welcome:
    events:
      told: welcome
    prompts:
      - text: Recorded.
        name: recording_notice
      - text: >-
          {text}
        when: {when}
    call: other
    go_to: other
  other:
    return: {{}}
"""
EXAMPLES = sorted(
    {
        example
        for table in (
            template_words.FILTERS,
            template_words.TESTS,
            template_words.FUNCTIONS,
            template_words.OPERATORS,
            {name: text for name, text in template_words.VARIABLES.items() if name not in ("env", "response")},
        )
        for text in table.values()
        for example in re.findall(r"`(\{\{.*?\}\}|when: .*?)`", text)
    }
)


def test_every_word_of_templates_is_explained() -> None:
    """Filters, tests, functions and built-in names are those that templates take, no more and no less."""
    assert template_words.FILTERS.keys() == FILTERS
    assert template_words.TESTS.keys() == set(TESTS)
    assert template_words.FUNCTIONS.keys() == set(FUNCTIONS)
    assert template_words.VARIABLES.keys() | set(FUNCTIONS) == BUILT_IN[Kind.VARIABLE]
    assert {name: set(parts) for name, parts in template_words.ATTRIBUTES.items()} == scope._PARTS


@pytest.mark.parametrize("kind", [kind for kind in BUILT_IN if kind is not Kind.VARIABLE])
def test_every_built_in_name_is_explained(kind: Kind) -> None:
    """Each name that is there without being written has a sentence of its own."""
    assert about.BUILT_IN[kind].keys() == BUILT_IN[kind]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_works(example: str) -> None:
    """What is shown as an example is taken by the compiler as it stands."""
    condition = example.removeprefix("when: ") if example.startswith("when: ") else "tries"
    found = compile_text(FLOW.format(text=example if condition == "tries" else "Hello.", when=condition))
    assert [one for one in found.diagnostics if one.severity == "error"] == []


ROUTES = [
    (),
    ("states", "x"),
    ("states", "x", "prompts"),
    ("states", "x", "prompts", "barge_in"),
    ("states", "x", "collect"),
    ("states", "x", "request"),
    ("states", "x", "transitions", "y"),
    ("states", "x", "no_match"),
    ("defaults",),
    ("services", "x"),
    ("hours", "x"),
]


@pytest.mark.parametrize("route", ROUTES, ids=".".join)
def test_every_key_is_explained_by_the_schema(route: tuple[str, ...]) -> None:
    """At each kind of place there are keys, each with a sentence for the list and an example for the hover."""
    words = keys_at(route)
    assert len(words) > 1
    for word in words:
        assert word.summary
        assert "```yaml" in word.text
        assert key_of((*route, word.name)) == word


def test_fixed_values_are_explained_by_the_schema() -> None:
    """The strategies and the types of slots come with what they mean."""
    for route in (("states", "x", "barge_in"), ("states", "x", "collect", "type")):
        assert len(values_at(route)) > 3
        assert all(word.text for word in values_at(route))


def test_keys_of_the_authors_are_none_of_the_language() -> None:
    """A state's own name is explained by nobody, and a place that there is not has no keys."""
    assert key_of(("states", "welcome")) is None
    assert keys_at(("states", "x", "nonsense")) == ()


def test_every_step_of_a_script_is_explained() -> None:
    """The steps, and what may stand beside them, are those that the reader of scripts takes."""
    offered = {word.name for word in keys_at(("tests", "steps"), "test")}
    beside = {key for _, keys in reader._STEPS.values() for key in keys}
    assert offered == set(reader._STEPS) | beside


@pytest.mark.parametrize(
    ("route", "script"),
    [
        ((), "{key}: []\n"),
        (("tests",), "tests:\n  - {key}: []\n"),
        (("tests", "call"), "tests:\n  - call:\n      {key}: x\n"),
        (("tests", "steps", "assistant"), "tests:\n  - steps:\n      - assistant:\n          {key}: x\n"),
        (("tests", "steps", "transfer"), "tests:\n  - steps:\n      - transfer:\n          {key}: x\n"),
        (("tests", "steps", "sms"), "tests:\n  - steps:\n      - sms:\n          {key}: x\n"),
        (
            ("tests", "steps", "assistant", "barge_in"),
            "tests:\n  - steps:\n      - assistant:\n          barge_in:\n            {key}: x\n",
        ),
    ],
)
def test_every_key_of_a_script_is_taken(route: tuple[str, ...], script: str) -> None:
    """No key that is offered is unknown to the reader."""
    words = keys_at(route, "test")
    assert words
    for word in words:
        found = read_script(script.format(key=word.name).encode(), "flow.test.yaml").diagnostics
        assert "test-unknown-key" not in {one.code for one in found}, word.name
        assert not any(f"`{word.name}`" in one.message and "unknown" in one.code for one in found)
