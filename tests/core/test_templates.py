"""Templates: what they may do, what they refuse, and what the caller's words can never do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.core.templates import (
    MAX_OUTPUT,
    RenderError,
    TemplateProblem,
    compile_condition,
    compile_text,
    compile_value,
)

SCOPE: dict[str, Any] = {
    "number": "123456",
    "count": 3,
    "flag": True,
    "names": ["Ann", "Bob"],
    "caller": {"number": "+4915"},
    "call": {"language": "en-US", "direction": "inbound"},
    "types_": {"number": "digits"},
    "was_heard": lambda name: name == "notice",
}


def test_text_without_braces_is_a_constant() -> None:
    """It needs no scope and no rendering."""
    template = compile_text("Hello, 100 % of {you}.")
    assert template.constant
    assert template.render({}) == "Hello, 100 % of {you}."


def test_a_value_is_inserted_and_its_name_is_known() -> None:
    """The names a template looks up can be checked before any call."""
    template = compile_text("Order {{ number }} for {{ caller.number }}.")
    assert template.render(SCOPE) == "Order 123456 for +4915."
    assert template.names == {"number", "caller"}


def test_say_speaks_a_slot_by_its_type() -> None:
    """Digits are read in groups, not as a number."""
    spoken = compile_text("{{ number | say }}").render(SCOPE)
    assert "123456" not in spoken
    assert "".join(c for c in spoken if c.isdigit()) == "123456"


def test_say_of_a_list_puts_and_before_the_last() -> None:
    """A list is spoken as people speak one."""
    assert compile_text("{{ names | say }}").render(SCOPE) == "Ann and Bob"


def test_a_name_without_a_value_is_false_in_a_condition() -> None:
    """So ``when: slot`` asks whether it is filled, and comparing with it is simply not so."""
    assert not compile_condition("missing").holds(SCOPE)
    assert compile_condition("not missing").holds(SCOPE)
    assert not compile_condition("missing == 'x'").holds(SCOPE)
    assert not compile_condition("missing > 3").holds(SCOPE)
    assert not compile_condition("missing.deep.inside").holds(SCOPE)


@pytest.mark.parametrize("text", ["{{ missing }}", "{{ missing | upper }}", "{{ missing | say }}", "{{ caller.name }}"])
def test_a_name_without_a_value_cannot_be_spoken(text: str) -> None:
    """It is an error, never an empty place in a sentence."""
    with pytest.raises(RenderError):
        compile_text(text).render(SCOPE)


def test_a_lone_value_keeps_its_type() -> None:
    """``{{ count }}`` alone is the number, with words around it is text, and anything else is itself."""
    assert compile_value("{{ count }}").value(SCOPE) == 3
    assert compile_value("{{ count }} times").value(SCOPE) == "3 times"
    assert compile_value("0211").value(SCOPE) == "0211"
    assert compile_value(True).value(SCOPE) is True


def test_was_heard_names_what_it_asks_about() -> None:
    """So that a misspelt prompt is found before any call."""
    condition = compile_condition("was_heard('notice') and flag")
    assert condition.holds(SCOPE)
    assert condition.heard == {"notice"}


HOSTILE = [
    "{% for i in range(10) %}x{% endfor %}",
    "{{ 'x' * 200000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{% set x = 1 %}{{ x }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include 'x' %}",
    "{{ ''.__class__.__mro__ }}",
    "{{ caller._secret }}",
    "{{ names.append(1) }}",
    "{{ lipsum(5) }}",
    "{{ range(9) }}",
    "{{ 'x' | center(300000000) }}",
    "{{ '%500000000d' % 1 }}",
    "{{ '{:500000000}'.format(1) }}",
    "{{ cycler('a') }}",
    "{{ namespace(a=1) }}",
    "{{ number | attr('x') }}",
    "{{ number | map('upper') }}",
    "{{ {}['a'] }}",
    "{{ names[count] }}",
    "{{ number[0:2] }}",
    "{{ was_heard(number) }}",
    "{% raw %}{{ x }}{% endraw %}{% for a in b %}{% endfor %}",
    "{{ number",
    "{{ }}",
    "{% if flag %}no end",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_call_does_not_need_is_refused_when_the_flow_is_loaded(text: str) -> None:
    """Loops, multiplication, attributes, calls and what cannot be read, each with a sentence for the author."""
    with pytest.raises(TemplateProblem) as problem:
        compile_text(text)
    assert problem.value.message


def test_braces_in_a_condition_are_explained() -> None:
    """The mend shows the same condition without them."""
    with pytest.raises(TemplateProblem) as problem:
        compile_condition("{{ flag }}")
    assert problem.value.help == "Write: when: flag"


@given(st.text(max_size=200))
def test_what_a_caller_says_is_never_compiled(words: str) -> None:
    """Whatever it is, it comes out as it went in, but for characters that cannot be printed."""
    rendered = compile_text("You said: {{ words }}").render({"words": words})
    assert rendered == "You said: " + "".join(c for c in words if c.isprintable() or c in "\n\t ")


@given(st.text(max_size=200))
def test_values_in_markup_are_escaped(words: str) -> None:
    """No word of a caller becomes markup."""
    rendered = compile_text("<speak>{{ words }}</speak>", markup=True).render({"words": words})
    inside = rendered.removeprefix("<speak>").removesuffix("</speak>")
    assert "<" not in inside
    assert ">" not in inside


def test_the_output_is_bounded() -> None:
    """A value of any length cannot become an endless sentence."""
    with pytest.raises(RenderError, match="longer"):
        compile_text("{{ words }}").render({"words": "a" * (MAX_OUTPUT + 1)})


@given(st.text(alphabet="{}%#| abx.'()[]+-*~=<>!,_0", max_size=40))
def test_no_text_breaks_the_compiler(text: str) -> None:
    """Any text is a template or a problem that is told, and what compiles can be rendered or fails politely."""
    try:
        template = compile_text(text)
    except TemplateProblem as problem:
        assert problem.message
        return
    try:
        assert isinstance(template.render(SCOPE), str)
    except RenderError as error:
        assert str(error)
