"""Templates: what they may do, what they refuse, and what the caller's words can never do."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.core.templates import (
    MAX_OUTPUT,
    RenderError,
    TemplateProblem,
    compile_condition,
    compile_path,
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


# money, dates and what else is compared


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("price > balance", False),
        ("price < balance", True),
        ("price <= price", True),
        ("price != balance", True),
        ("price == 12.5", True),
        ("price >= 13", False),
        ("13 > price", True),
        ("10 < price < balance", True),
        ("10 < price > balance", False),
        ("price + 87.5 == balance", True),
        ("balance - price > price", True),
        ("price == foreign", False),
        ("price != foreign", True),
        ("price is gt(5)", True),
        ("price == 'x'", False),
        ("0.1 + 0.2 == 0.3", True),
        ("day > '2026-11-20'", True),
        ("day == '2026-11-23' and time < '10:00'", True),
        ("missing < price", False),
        ("price > missing", False),
        ("missing == price", False),
        ("nothing > 3", False),
        ("price in [price, 3]", True),
        ("number in names or number not in names", True),
        ("1 < count in [3]", True),
        ("count + 1 - 2 == 2", True),
    ],
)
def test_values_compare_as_what_they_are(condition: str, holds: bool) -> None:
    """Money with money or a number, dates and times as ISO text; what is not filled is never more or less."""
    scope = {
        **SCOPE,
        "price": {"amount": 12.5, "currency": "EUR"},
        "balance": {"amount": 100, "currency": "EUR"},
        "foreign": {"amount": 12.5, "currency": "USD"},
        "day": "2026-11-23",
        "time": "09:30",
        "nothing": None,
    }
    assert compile_condition(condition).holds(scope) is holds


@pytest.mark.parametrize(
    ("condition", "why"),
    [
        ("price > foreign", "EUR and USD cannot be compared"),
        ("price + foreign > 0", "EUR and USD cannot be reckoned together"),
        ("number > 3", "a text cannot be compared with a number"),
        ("price > 'x'", "a sum in EUR cannot be compared with a text"),
        ("price + number", "makes no sense"),
        ("missing + 1 > 0", "'missing' has no value"),
    ],
)
def test_what_cannot_be_compared_is_told_plainly(condition: str, why: str) -> None:
    """In the author's words."""
    scope = {
        **SCOPE,
        "price": {"amount": 12.5, "currency": "EUR"},
        "foreign": {"amount": 12.5, "currency": "USD"},
    }
    with pytest.raises(RenderError, match=why):
        compile_condition(condition).holds(scope)


cents = st.integers(-10_000_000, 10_000_000).map(lambda cents: cents / 100)


@given(one=cents, other=cents)
def test_sums_are_exact(one: float, other: float) -> None:
    """What was added and is taken away again is gone, and order is that of the amounts."""
    scope = {"a": {"amount": one, "currency": "EUR"}, "b": {"amount": other, "currency": "EUR"}}
    assert compile_condition("a + b - b == a").holds(scope)
    assert compile_condition("a > b").holds(scope) is (one > other)


def test_what_it_asks_about_hours_is_known() -> None:
    """So that a misspelt office is found before any call."""
    condition = compile_condition("not open('office') and opens_next('desk') < now and was_heard('notice')")
    assert condition.asks == {"office", "desk"}
    assert condition.heard == {"notice"}
    assert {"open", "opens_next", "now"} <= condition.names
    hours = {"open": lambda name: name == "office", "opens_next": lambda name: f"2026-11-23 {name}"}
    text = compile_text("{{ opens_next('office') }}{% if open('office') %}!{% endif %}")
    assert text.asks == {"office"}
    assert text.render({**SCOPE, **hours}) == "2026-11-23 office!"
    assert compile_value("{{ open('desk') }}").asks == {"desk"}


@pytest.mark.parametrize("text", ["{{ open() }}", "{{ open(number) }}", "{{ open(3) }}", "{{ opens_next('a', 'b') }}"])
def test_hours_are_asked_by_one_name_in_quotes(text: str) -> None:
    """The mend shows how."""
    with pytest.raises(TemplateProblem) as problem:
        compile_text(text)
    assert re.search(r"\('\w+'\)", problem.value.help)


# paths


def put(value: Any, path: str = "/a/{{ x }}/b") -> str:
    """A path with a value in it."""
    return compile_path(path).render({**SCOPE, "x": value})


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        ("K7-x_y.z~1", "K7-x_y.z~1"),
        ("a/b?c#d%2F&=+ ", "a%2Fb%3Fc%23d%252F%26%3D%2B%20"),
        ("Müller", "M%C3%BCller"),
        ("\\..\\", "%5C..%5C"),
        ("a\nb\x00c", "a%0Abc"),
        (12, "12"),
        (1.5, "1.5"),
        (True, "true"),
        ("..", "%252E%252E"),
        (".", "%252E"),
        ("%2e%2E", "%252e%252E"),
    ],
)
def test_what_is_put_into_a_path_is_encoded(value: Any, encoded: str) -> None:
    """The text around it is not."""
    assert put(value) == f"/a/{encoded}/b"


@pytest.mark.parametrize("value", ["", "\x00", None, [], {}, {"amount": 1, "currency": "EUR"}])
def test_a_path_takes_nothing_empty_and_no_list(value: Any) -> None:
    """It would name something else."""
    with pytest.raises(RenderError, match="path"):
        put(value)


def test_a_dot_that_meets_another_does_not_climb() -> None:
    """Not beside the author's own text, nor beside another value."""
    assert put(".", "/a/.{{ x }}/b") == "/a/%252E%252E/b"
    assert put(".", "/a/{{ x }}{{ x }}") == "/a/%252E%252E"
    assert put("..", "/a?q={{ x }}") == "/a?q=.."


def test_a_choice_in_a_path_is_not_encoded() -> None:
    """Only what stands in double braces is put in."""
    assert put(1, "/{% if flag %}a/b{% else %}c{% endif %}/{{ x }}") == "/a/b/1"


@given(st.text(min_size=1, max_size=40))
def test_what_is_put_into_a_path_stays_one_piece_of_it(words: str) -> None:
    """However often it is decoded on its way, up to twice, nobody ends in another place."""
    try:
        path = put(words)
    except RenderError:
        assert not "".join(c for c in words if c.isprintable() or c in "\n\t ")
        return
    assert path.isascii()
    assert path.count("/") == 3
    assert not set(path) & set("?# \\")
    assert unquote(path.split("/")[2]) not in (".", "..")
