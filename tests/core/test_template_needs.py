"""Which names must have a value where a template is said."""

from __future__ import annotations

from itertools import product

import pytest

from callwright.core.template_needs import needed, sure_where
from callwright.core.templates import RenderError, compile_condition, compile_text, compile_value

SAID = [
    "{{ a }}",
    "{{ a | upper }} {{ b }}",
    "{{ a | default('x') }}",
    "{{ a or 'x' }}",
    "{{ a if a else 'x' }}",
    "{{ a if b else 'x' }}",
    "{{ 'x' if not a else a }}",
    "{% if a %}{{ a }}{% endif %}",
    "{% if a and b %}{{ a }}{{ b }}{% else %}-{% endif %}",
    "{% if not a %}-{% else %}{{ a }}{% endif %}",
    "{{ a == b }}",
    "{{ a | length }}",
    "{{ a ~ b }}",
    "{{ a.part | default('x') }}",
]
ASKED = [
    "a", "not a", "a and b", "a or b", "not (a or b)", "not (not a or not b)", "a == 'x'", "a != 'x'", "a == b",
    "a in ['x', 'y']", "a not in ['x']", "a is defined", "a is undefined", "a == 'x' and b", "not (a != 'x')",
]  # fmt: skip
SCOPES = [dict(zip("ab", values, strict=True)) for values in product((None, "x", "y"), repeat=2)]


def _held(scope: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in scope.items() if value is not None}


@pytest.mark.parametrize("source", SAID)
@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_a_text_fails_only_for_want_of_what_it_needs(source: str, scope: dict[str, str | None]) -> None:
    """Where every name that is said to be needed has a value, the text is said, whatever the others are."""
    held = _held(scope)
    if needed(source) <= held.keys():
        assert isinstance(compile_text(source).render(held), str)


@pytest.mark.parametrize(
    ("source", "scope"), [("{{ a }}", {}), ("{{ a | upper }} {{ b }}", {"a": "x"}), ("{{ a ~ b }}", {})]
)
def test_what_is_needed_is_missed(source: str, scope: dict[str, str]) -> None:
    """Without a name that is needed the text cannot be said."""
    assert not needed(source) <= scope.keys()
    with pytest.raises(RenderError):
        compile_text(source).render(scope)


@pytest.mark.parametrize("source", ASKED)
@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_what_a_condition_makes_sure(source: str, scope: dict[str, str | None]) -> None:
    """Where it holds, or does not, the names that are said to be sure have a value."""
    held = _held(scope)
    holds = compile_condition(source).holds(held)
    assert sure_where(source, holds=holds) <= held.keys()


@pytest.mark.parametrize(
    ("written", "source", "lone"),
    [("{{ a + 1 }}", "a + 1", True), ("Hello {{ a }}", "Hello {{ a }}", False), ("plain", "", False), (3, "", False)],
)
def test_what_a_value_is_worked_out_from(written: object, source: str, lone: bool) -> None:
    """A value tells its text or its expression, and whether it keeps the type of what it inserts."""
    value = compile_value(written)
    assert (value.source, value.keeps_type) == (source, lone)
    assert needed(value.source, lone=value.keeps_type) == ({"a"} if source else set())
