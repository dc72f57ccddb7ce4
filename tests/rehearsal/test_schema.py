"""The schema of test scripts and the reader of them."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from callwright.diagnostics.model import has_errors
from callwright.rehearsal.reader import read_script
from callwright.resources import schema_text

SCHEMA = Draft7Validator(json.loads(schema_text("test")))

_TEXTS = ["hello", "yes", "no", "force", "123", "2s", "", "+49 211 5566770", "busy", "immediate", "12x", "*1"]
_PLAIN = st.sampled_from([*_TEXTS, 5, 404, 1.5, True, False])
_INSIDE = st.sampled_from(
    "contains is lacks audio barge_in to outcome strategy minimum_characters allow_after_ms a".split(),
)
_VALUES = st.recursive(
    _PLAIN,
    lambda inner: st.dictionaries(_INSIDE, inner, max_size=2) | st.lists(inner, max_size=2),
    max_leaves=3,
)
_STEP = st.dictionaries(
    st.sampled_from(
        "assistant caller keys noise silence caller_hangs_up event button transfer sms hangup hand_over"
        " interrupts_after over cuts body refused zzz".split()
    ),
    _VALUES,
    min_size=1,
    max_size=2,
) | st.sampled_from(["silence", "noise", "button", "transfer", "hangup", "hand_over", "caller_hangs_up", "wait"])
_REPLY = st.dictionaries(st.sampled_from("json status takes fails zzz".split()), _VALUES, max_size=2)
_TEST = st.fixed_dictionaries(
    {"steps": st.lists(_STEP, max_size=2)},
    optional={
        "name": _PLAIN,
        "call": st.dictionaries(st.sampled_from("from to at direction sms zzz".split()), _VALUES, max_size=2),
        "services": st.dictionaries(
            st.just("orders"), st.dictionaries(st.sampled_from(["/a", "a", "POST /b"]), _REPLY | st.lists(_REPLY))
        ),
    },
)


def test_the_schema_is_one() -> None:
    """The schema itself is valid."""
    Draft7Validator.check_schema(SCHEMA.schema)


@settings(max_examples=400, deadline=None)
@given(_TEST)
def test_they_say_the_same(test: dict[str, Any]) -> None:
    """The schema accepts a script exactly where the reader does; ``null`` apart, which it cannot tell from nothing."""
    written = {"tests": [test]}
    script = read_script(json.dumps(written).encode(), "a.test.yaml")
    assert SCHEMA.is_valid(written) == (not has_errors(script.diagnostics))
