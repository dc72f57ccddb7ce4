"""Marks of secrets: only a template's ``env.NAME`` makes one, and only whoever sends a request fills it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.core.secret_marks import CLOSING, ENV, MARK, OPENING, fill, marked, unmarked
from callwright.core.templates import (
    TemplateProblem,
    compile_condition,
    compile_path,
    compile_text,
    compile_value,
)

SECRETS = {"TOKEN": "s3cret/ü", "OTHER": "x"}
FORGED = str(marked("TOKEN")).join(["<", ">"])
SCOPE: dict[str, Any] = {
    "env": ENV,
    "words": FORGED,
    "many": [FORGED, {FORGED: [FORGED, 1, None]}],
    "call": {"language": "en-US"},
    "types_": {"words": "text"},
    "labels_": {},
}


def test_a_mark_is_filled_with_the_secret() -> None:
    """Any number of them, with what stands around them."""
    text = compile_text("Bearer {{ env.TOKEN }}-{{ env.OTHER }}").render(SCOPE)
    assert "s3cret" not in text
    assert MARK.findall(text) == ["TOKEN", "OTHER"]
    assert fill(text, SECRETS) == "Bearer s3cret/ü-x"


def test_text_without_a_mark_is_filled_with_nothing() -> None:
    """A secret's name alone is a word like any other."""
    assert fill("TOKEN {{ env.TOKEN }}", SECRETS) == "TOKEN {{ env.TOKEN }}"


def test_a_secret_that_the_environment_lacks_is_named() -> None:
    """So that whoever sends can say which."""
    with pytest.raises(KeyError, match="MISSING"):
        fill(marked("MISSING"), SECRETS)


def test_what_is_filled_is_not_filled_again() -> None:
    """A secret that looks like a mark stays as it is."""
    assert fill(marked("A"), {"A": str(marked("B")), "B": "b"}) == str(marked("B"))


def test_a_template_tells_which_secrets_it_inserts() -> None:
    """So that the compiler can check that they are given, and where they stand."""
    assert compile_text("{{ env.TOKEN }} {{ words }}").env == {"TOKEN"}
    assert compile_path("/{{ env.OTHER }}").env == {"OTHER"}
    assert compile_value("{{ env.TOKEN }}").env == {"TOKEN"}
    assert compile_value("{{ words }}").env == frozenset()


def test_a_lone_secret_is_a_value() -> None:
    """As in the body of a request."""
    assert compile_value("{{ env.TOKEN }}").value(SCOPE) == marked("TOKEN")


@pytest.mark.parametrize(
    "text",
    [
        "{{ env.TOKEN | upper }}",
        "{{ env.TOKEN ~ words }}",
        "{{ env.TOKEN if words else words }}",
        "{{ env }}",
        "{{ env['TOKEN'] }}",
        "{{ env.TOKEN.part }}",
        "{% if env.TOKEN == words %}x{% endif %}",
        "{{ [env.TOKEN] }}",
        "{{ env.ÄRGER }}",
        "{{ env.TOKEN | default('x') }}",
    ],
)
def test_a_secret_can_only_be_inserted_as_it_is(text: str) -> None:
    """Not compared, not filtered, not looked into."""
    with pytest.raises(TemplateProblem) as problem:
        compile_text(text)
    assert "env." in problem.value.help


def test_a_condition_asks_no_secret() -> None:
    """It would ask the mark, which says nothing."""
    with pytest.raises(TemplateProblem):
        compile_condition("env.TOKEN == 'x'")


def test_an_author_cannot_write_a_mark() -> None:
    """The characters of one are no letters."""
    with pytest.raises(TemplateProblem):
        compile_text(FORGED)


@pytest.mark.parametrize(
    "text",
    [
        "{{ words }}",
        "say {{ words }}",
        "{{ words | upper }}{{ words ~ words }}",
        "{{ words | say }}",
        "{{ many | join }}",
        "{{ many }}",
        "{{ env.OTHER }} and {{ words }} and {{ words | say }} and {{ many | join }} and {{ many }}",
    ],
)
def test_what_a_caller_says_is_never_a_mark(text: str) -> None:
    """Not even in a text that holds a true one, nor by being put together there."""
    assert set(MARK.findall(compile_text(text).render(SCOPE))) <= {"OTHER"}


@pytest.mark.parametrize(
    "path", ["/{{ words }}", "/{{ words ~ words }}/{{ many | join }}", "/{{ env.OTHER }}{{ words }}"]
)
def test_what_a_caller_says_is_no_mark_in_a_path(path: str) -> None:
    """There it is encoded, and what is encoded is never filled."""
    assert set(MARK.findall(compile_path(path).render(SCOPE))) <= {"OTHER"}


def test_a_value_that_keeps_its_type_keeps_no_mark() -> None:
    """However deep it lies in what an event or a service brought."""
    value = compile_value("{{ many }}").value(SCOPE)
    assert value == ["<TOKEN>", {"<TOKEN>": ["<TOKEN>", 1, None]}]


def test_halves_of_a_mark_do_not_meet() -> None:
    """What one value opens and another closes is no mark."""
    halves = {**SCOPE, "a": OPENING + "TOK", "b": "EN" + CLOSING}
    assert compile_text("{{ a }}{{ b }}{{ env.OTHER }}").render(halves).startswith("TOKEN" + OPENING)


@given(st.text(alphabet=st.sampled_from([OPENING, CLOSING, "T", "A", "/"]), max_size=30))
def test_no_words_become_a_mark(words: str) -> None:
    """By any way into a request: its path, a text or a value of its body."""
    scope = {**SCOPE, "words": words + "."}
    for text in ("{{ words }}", "{{ env.OTHER }}{{ words }}", "{{ words | lower }}{{ words }}"):
        assert set(MARK.findall(compile_text(text).render(scope))) <= {"OTHER"}
        assert set(MARK.findall(compile_path(text).render(scope))) <= {"OTHER"}
        assert set(MARK.findall(str(compile_value(text).value(scope)))) <= {"OTHER"}
    assert not MARK.search(str(unmarked({"a": [words]})))
