"""Whatever an author writes, compiling answers with a flow or with findings."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.compiler import Compiled, compile_text
from callwright.compiler.document import parse
from callwright.compiler.validator import errors
from callwright.diagnostics import concise, text
from callwright.diagnostics.model import Severity, has_errors
from tests.compiler.flows import ASKING, EVERYTHING, HOTLINE

_GOOD = (HOTLINE, EVERYTHING, ASKING)

_PIECES = st.sampled_from(
    [
        "",
        " ",
        "\n",
        ":",
        "- ",
        "{",
        "}",
        "[",
        "]",
        "'",
        '"',
        "#",
        "&a ",
        "*a",
        "yes",
        "null",
        "8",
        "{{",
        "}}",
        "{{ x }}",
        "go_to",
        "when",
        "prompts",
        "states",
        "flow:x/y",
        "use",
        "one_of",
        "\t",
        "é",
        "\u00a0",
        "|",
        ">",
        "?",
        "x-",
        "-1",
        "1e9",
        "101",
        "none",
        "manual",
        "immediate",
        "stop",
        "barge_in: none",
        "collect",
        "transfer",
        "digits",
    ]
)

_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 200),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.sampled_from(
        [
            "",
            "a",
            "welcome",
            "bye",
            "flow:everything",
            "flow:x",
            "flow:everything/zzz",
            "{{ tries }}",
            "{{",
            "{{ 'a' * 9 }}",
            "8s",
            "0s",
            "150ms",
            "yes",
            "off",
            "none",
            "manual",
            "digits",
            "yes_no",
            "money",
            "order_number",
            "tries",
            "star",
            "(a|b",
            "<x>",
            "<x:money>",
            "de",
            "de-DE",
            "not x",
            "stop",
            "sounds/x.wav",
            "+49 211 1",
            "everything",
            "\u2028",
            "x" * 5000,
        ]
    ),
)


def _healthy(made: Compiled) -> None:
    assert (made.project is None) == has_errors(made.diagnostics)
    for found in made.diagnostics:
        lines = made.sources[found.span.file]
        assert 1 <= found.span.line <= max(len(lines), 1), found
        assert found.message
        assert found.severity is not Severity.ERROR or found.code
    text.render(made.diagnostics, made.sources)
    concise.render(made.diagnostics, made.sources)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_flow_with_pieces_cut_out_and_put_in(data: st.DataObject) -> None:
    """A text made from a good flow by random edits never raises,
    and has findings where it has no flow."""
    written = data.draw(st.sampled_from(_GOOD))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(written)))
        end = data.draw(st.integers(start, min(start + 40, len(written))))
        written = written[:start] + data.draw(_PIECES) + written[end:]
    _healthy(compile_text(written))


def _plain(written: str) -> Any:
    return json.loads(json.dumps(parse(written.encode(), "flow.yaml").data))


_DATA = tuple(_plain(written) for written in _GOOD)


def _routes(value: Any, route: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [route, *(found for key, item in inner for found in _routes(item, (*route, key)))]


_ROUTES = tuple(_routes(data)[1:] for data in _DATA)


@settings(max_examples=250, deadline=None)
@given(st.data())
def test_a_flow_with_values_exchanged(data: st.DataObject) -> None:
    """A flow in which values are exchanged, dropped or moved never raises.

    What the schema accepts is built, or has a finding of the builders; what it refuses has one of its own.
    """
    which = data.draw(st.integers(0, len(_DATA) - 1))
    flow = json.loads(json.dumps(_DATA[which]))
    for _ in range(data.draw(st.integers(1, 3))):
        route = data.draw(st.sampled_from(_ROUTES[which]))
        parent = flow
        try:
            for part in route[:-1]:
                parent = parent[part]
            if data.draw(st.booleans()):
                other = _DATA[which]
                for part in data.draw(st.sampled_from(_ROUTES[which])):
                    other = other[part]
                value = json.loads(json.dumps(other))
            else:
                value = data.draw(st.one_of(_SCALARS, st.lists(_SCALARS, max_size=2), st.just({})))
            if data.draw(st.integers(0, 4)) == 0:
                del parent[route[-1]]
            else:
                parent[route[-1]] = value
        except (LookupError, TypeError):
            continue  # an earlier change took this place away
    written = json.dumps(flow, ensure_ascii=True)
    made = compile_text(written)
    _healthy(made)
    if errors(parse(written.encode(), "flow.yaml").data):
        assert made.project is None
