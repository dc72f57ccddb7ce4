"""Names in templates: as many as Jinja finds, each at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.compiler.names.expressions import names_in_condition, names_in_text
from callwright.compiler.names.grammar import BUILT_IN
from callwright.compiler.names.occurrence import Kind
from callwright.compiler.nodes import Node
from callwright.core.templates import TemplateProblem, compile_condition, compile_text
from tests.compiler.names.projects import FOLDERS, GOOD, documents

_NAMES = st.sampled_from(["order", "größe", "a1", "customer_name", "tries"])
_CONSTANTS = st.sampled_from(["1", "2.5", "'it''s'", '"a b"', "'}'", "'order'", "['a', 'b']", "true", "none"])
_EXPRESSIONS = st.recursive(
    _NAMES | _CONSTANTS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" == ", " and ", " or ", " + ", "-", " ~ ", " in ", " < "]), inner).map(
            "".join
        ),
        inner.map("not {}".format),
        inner.map("({})".format),
        inner.map("({}) | say".format),
        inner.map("({}).part".format),
        inner.map("({}) | default('order')".format),
        inner.map("({}) is defined".format),
        inner.map("({}) is not none".format),
        st.tuples(inner, inner).map("({0[0]} if {0[1]} else 1)".format),
    ),
    max_leaves=6,
)


def _variables(text: str) -> set[str]:
    return {found.name for found in names_in_text(text) if found.kind is Kind.VARIABLE}


@given(_EXPRESSIONS)
def test_a_condition_has_the_names_that_jinja_finds(written: str) -> None:
    """Whatever expression Jinja takes, the names are the same, and each stands where it is said to stand."""
    try:
        names = compile_condition(written).names
    except TemplateProblem:
        return
    found = names_in_condition(written)
    assert {one.name for one in found} == names
    assert all(written[one.start : one.end] == one.name for one in found)


@given(_EXPRESSIONS, _EXPRESSIONS, st.sampled_from(["", "{# order #}", "{{ '}}' }}", "{% if order %}x{% endif %}"]))
def test_a_text_has_the_names_that_jinja_finds(one: str, other: str, between: str) -> None:
    """The same of a text with several pairs of braces."""
    written = f"Hello {{{{ {one} }}}}, tries {between} {{{{- {other} -}}}}."
    try:
        names = compile_text(written).names
    except TemplateProblem:
        return
    assert _variables(written) == names


@pytest.mark.parametrize("folder", [*FOLDERS, GOOD], ids=lambda folder: folder.name)
def test_our_flows_have_the_names_that_jinja_finds(folder: Path) -> None:
    """Every text with braces in our flows has the same names by both."""
    checked = 0
    for document in documents(folder).values():
        pending: list[Node] = [document.root] if document.root is not None else []
        while pending:
            node = pending.pop()
            pending += [*node.items, *(entry.value for entry in node.entries.values())]
            if "{{" in node.raw:
                names = compile_text(node.raw).names - BUILT_IN[Kind.VARIABLE]
                assert _variables(node.raw) == names
                checked += 1
    assert checked or "interruption" in str(folder)


@given(st.text(alphabet="{}%#'\"()[]|.=! \nabis_é1-+\\"))
def test_nothing_raises(written: str) -> None:
    """Half-written text is read as far as it goes."""
    for found in (*names_in_text(written), *names_in_condition(written)):
        assert written[found.start : found.end] == found.name


@pytest.mark.parametrize(
    ("written", "kind", "names"),
    [
        ("open('office') or not open(\"shop\")", Kind.HOURS, ["office", "shop"]),
        ("opens_next('office') == x", Kind.HOURS, ["office"]),
        ("was_heard('notice')", Kind.PROMPT, ["notice"]),
        ("heard.intent == 'billing'", Kind.INTENT, ["billing"]),
        ("'billing' != heard.intent", Kind.INTENT, ["billing"]),
        ("heard.intent in ['billing', 'sales']", Kind.INTENT, ["billing", "sales"]),
        ("heard.intent not in ('billing', 'sales') and x == 'y'", Kind.INTENT, ["billing", "sales"]),
        ("heard.text == 'billing'", Kind.INTENT, []),
        ("result.customer or result['failed']", Kind.RESULT, ["customer", "failed"]),
        ("event.order == order | default(value='x', other=tries)", Kind.VARIABLE, ["order", "tries"]),
    ],
)
def test_what_else_has_a_name(written: str, kind: Kind, names: list[str]) -> None:
    """Hours, prompts, intents and results are found in the places that name them."""
    assert [one.name for one in names_in_condition(written) if one.kind is kind] == names
