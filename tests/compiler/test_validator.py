"""The quick validator and the schema that it runs."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from callwright.compiler.document import parse
from callwright.compiler.validator import errors
from callwright.resources import schema_text
from tests.benchmarks.generate import flow
from tests.compiler.flows import ASKING, EVERYTHING, HOTLINE, MENU
from tests.editor.places import Place, example, places

SCHEMA: dict[str, Any] = json.loads(schema_text("flow"))
PLAIN = Draft7Validator(SCHEMA)


def _data(written: str) -> Any:
    return parse(written.encode(), "flow.yaml").data


def _keys(schema: Any, path: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every key of the language with its part of the schema."""
    found: list[tuple[str, dict[str, Any]]] = []
    if isinstance(schema, dict):
        for name, sub in schema.get("properties", {}).items():
            found.append((f"{path}/{name}", sub))
        for name, sub in schema.items():
            found += _keys(sub, f"{path}/{name}")
    elif isinstance(schema, list):
        for index, sub in enumerate(schema):
            found += _keys(sub, f"{path}/{index}")
    return found


def test_the_schema_is_one() -> None:
    """The schema itself is valid."""
    Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(("path", "schema"), _keys(SCHEMA))
def test_every_key_explains_itself(path: str, schema: dict[str, Any]) -> None:
    """Each key has a plain description, and one for editors that begins with it and shows an example."""
    assert schema["description"].endswith("."), path
    assert schema["markdownDescription"].startswith(schema["description"])
    assert "```yaml\n" in schema["markdownDescription"]


@pytest.mark.parametrize("place", places("flow"), ids=str)
def test_examples_in_hovers_are_right(place: Place) -> None:
    """Each example of a key is accepted where the key stands, beside what must stand there."""
    for key, schema in place.keys.items():
        assert not errors(_data(place.text(*place.beside(key), *example(key, schema)))), key


def test_no_number_with_a_plus_is_offered() -> None:
    """No ``examples`` and no ``default`` is a telephone number: editors put them in without quotes."""
    offered = re.findall(r'"(?:examples|default)": (\[[^\]]*\]|[^,}\n]*)', schema_text("flow"))
    assert offered
    assert not [text for text in offered if "+" in text]


def test_objects_are_closed() -> None:
    """Each mapping with named keys refuses others, or says what their values are."""
    for _, schema in [("", SCHEMA), *_keys(SCHEMA)]:
        if "properties" in schema:
            assert "additionalProperties" in schema


@pytest.mark.parametrize("written", [HOTLINE, EVERYTHING, ASKING, MENU, flow(states=20, intents=5)])
def test_good_flows_have_no_findings(written: str) -> None:
    """Neither validator finds anything in a good flow."""
    assert not errors(_data(written))
    assert not list(PLAIN.iter_errors(_data(written)))


_SOME_KEYS = st.sampled_from(
    "text prompts strategy slot type go_to when one_of 1 404 any return failed call service body save x-a zzz".split(),
)
_VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-1, 20_000),
        st.floats(0, 3),
        st.sampled_from(["", "a", "yes", "8s", "8", "none", "immediate", "digits", "stop", "question", "en-US", "a b"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(_SOME_KEYS, inner, max_size=3),
    ),
    max_leaves=5,
)
_STATE_KEYS = st.sampled_from(sorted(SCHEMA["definitions"]["state"]["properties"]))
_FLOW_KEYS = st.sampled_from(sorted(SCHEMA["properties"]))


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(_STATE_KEYS, _VALUES, max_size=3), st.dictionaries(_FLOW_KEYS, _VALUES, max_size=2))
def test_it_says_what_the_plain_validator_says(state: dict[str, Any], head: dict[str, Any]) -> None:
    """The quick validator finds something exactly where the plain one does."""
    data = {**head, "states": {"a": state, **(head["states"] if isinstance(head.get("states"), dict) else {})}}
    assert bool(errors(data)) == (not PLAIN.is_valid(data))
