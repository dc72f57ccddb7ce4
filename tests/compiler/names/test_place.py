"""What may be written at the cursor of a half-written file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.compiler.names import Inside, Kind, Place, Side, place_at

CURSOR = "¦"


def _place(text: str, *, is_test: bool = False) -> Place | None:
    before, _, after = text.partition(CURSOR)
    line = before.count("\n")
    return place_at(before + after, line + 1, len(before.rpartition("\n")[2]) + 1, is_test=is_test)


_STATE = "states:\n  welcome:\n    "
_WELCOME = ("states", "welcome")


@pytest.mark.parametrize(
    ("text", "route", "side", "kind", "typed"),
    [
        ("st¦", (), Side.KEY, None, "st"),
        ("start: wel¦", ("start",), Side.VALUE, Kind.STATE, "wel"),
        ("anytime:\n  op¦", ("anytime",), Side.KEY, Kind.INTENT, "op"),
        ("anytime:\n  operator: op¦\n", ("anytime", "operator"), Side.VALUE, Kind.STATE, "op"),
        ("anytime:\n  events:\n    ready: ¦", ("anytime", "events", "ready"), Side.VALUE, Kind.STATE, ""),
        (f"{_STATE}¦\n    go_to: x", _WELCOME, Side.KEY, None, ""),
        (f"{_STATE}go_to: ¦", (*_WELCOME, "go_to"), Side.VALUE, Kind.STATE, ""),
        (f"{_STATE}go_to: flow:ide¦", (*_WELCOME, "go_to"), Side.VALUE, Kind.FLOW, "ide"),
        (f"{_STATE}go_to: 'wel¦", (*_WELCOME, "go_to"), Side.VALUE, Kind.STATE, "wel"),
        (f"{_STATE}transitions:\n      bil¦", (*_WELCOME, "transitions"), Side.KEY, Kind.INTENT, "bil"),
        (f"{_STATE}keys:\n      1:\n      - wel¦", (*_WELCOME, "keys", "1"), Side.ITEM, Kind.STATE, "wel"),
        (f"{_STATE}keys: {{1: b, 2: wel¦", (*_WELCOME, "keys", "2"), Side.VALUE, Kind.STATE, "wel"),
        (f"{_STATE}transitions: {{a: b, sal¦", (*_WELCOME, "transitions"), Side.KEY, Kind.INTENT, "sal"),
        (f"{_STATE}keys:\n      1: ¦", (*_WELCOME, "keys", "1"), Side.VALUE, Kind.STATE, ""),
        (f"{_STATE}forget: [a, or¦]", (*_WELCOME, "forget"), Side.ITEM, Kind.VARIABLE, "or"),
        (f"{_STATE}forget:\n      - or¦", (*_WELCOME, "forget"), Side.ITEM, Kind.VARIABLE, "or"),
        (f"{_STATE}prompts:\n    - use: no¦", (*_WELCOME, "prompts", "use"), Side.VALUE, Kind.PROMPT, "no"),
        (f"{_STATE}request:\n      service: ¦", (*_WELCOME, "request", "service"), Side.VALUE, Kind.SERVICE, ""),
        (f"{_STATE}if_fails: so¦", (*_WELCOME, "if_fails"), Side.VALUE, Kind.STATE, "so"),
        (f"{_STATE}if_fails:\n      not¦", (*_WELCOME, "if_fails"), Side.KEY, Kind.FAILURE, "not"),
        (f"{_STATE}corrections:\n      on: [bil¦", (*_WELCOME, "corrections", "on"), Side.ITEM, Kind.INTENT, "bil"),
        (f"{_STATE}set:\n      tr¦", (*_WELCOME, "set"), Side.KEY, Kind.VARIABLE, "tr"),
        (f"{_STATE}no_match:\n      - go_to: op¦", (*_WELCOME, "no_match", "go_to"), Side.VALUE, Kind.STATE, "op"),
        (f"{_STATE}no_match:\n      - So¦", (*_WELCOME, "no_match"), Side.ITEM, None, "So"),
        ("states:\n  set:\n    ¦", ("states", "set"), Side.KEY, None, ""),
    ],
)  # fmt: skip
def test_the_kind_of_name_that_is_expected(
    text: str, route: tuple[str, ...], side: Side, kind: Kind | None, typed: str
) -> None:
    """Route, side, kind and what is typed are told from the indentation."""
    place = _place(text)
    assert place is not None
    assert (place.route, place.side, place.kind, place.typed) == (route, side, kind, typed)


@pytest.mark.parametrize(
    ("text", "inside", "kind", "typed", "of"),
    [
        ("prompts: Hello {{ na¦ }}", Inside.NAME, Kind.VARIABLE, "na", ""),
        ("prompts: Hello {{ name | sa¦", Inside.FILTER, None, "sa", ""),
        ("prompts: Hello {{ caller.nu¦", Inside.ATTRIBUTE, None, "nu", "caller"),
        ("prompts: Hello {{ name ¦", Inside.OPERATOR, None, "", ""),
        ('prompts: "Hello\n      there {{ na¦', Inside.NAME, Kind.VARIABLE, "na", ""),
        ("prompts: >\n      Hello {{\n      na¦", Inside.NAME, Kind.VARIABLE, "na", ""),
        ("prompts: Hello\n      {{ 'x' if na¦", Inside.NAME, Kind.VARIABLE, "na", ""),
        ("prompts: Hello {% if na¦", Inside.NAME, Kind.VARIABLE, "na", ""),
        ("choose:\n      - when: not ¦", Inside.NAME, Kind.VARIABLE, "", ""),
        ("choose:\n      - when: open('of¦')", Inside.TEXT, Kind.HOURS, "of", "open"),
        ("choose:\n      - when: heard.intent in ['a', 'bil¦", Inside.TEXT, Kind.INTENT, "bil", "heard.intent"),
        ("choose:\n      - when: treatment == 'c¦", Inside.TEXT, None, "c", "treatment"),
        ("choose:\n      - when: x is not de¦", Inside.TEST, None, "de", ""),
        ("save: {a: '{{ result.cu¦", Inside.ATTRIBUTE, Kind.RESULT, "cu", "result"),
        ("prompts:\n      text: \"Hi {{ was_heard('no¦", Inside.TEXT, Kind.PROMPT, "no", "was_heard"),
    ],
)
def test_what_is_expected_in_a_template(text: str, inside: Inside, kind: Kind | None, typed: str, of: str) -> None:
    """In braces and conditions it is told from the words before the cursor."""
    place = _place(_STATE + text)
    assert place is not None
    assert (place.inside, place.kind, place.typed, place.of) == (inside, kind, typed, of)


def test_a_phrase_names_values_and_types() -> None:
    """In ``< >`` of a phrase a value is expected, and behind the colon its type."""
    value, type = _place("intents:\n  pay:\n    - pay <am¦"), _place("intents:\n  pay:\n    - pay <amount:mo¦")
    assert value is not None
    assert type is not None
    assert (value.inside, value.kind, value.typed) == (Inside.NAME, Kind.VARIABLE, "am")
    assert (type.inside, type.kind, type.typed, type.of) == (Inside.TYPE, None, "mo", "amount")
    begun = _place("intents:\n  pay:\n    - pay <amount:¦")
    assert begun is not None
    assert (begun.inside, begun.typed, begun.of, begun.route) == (Inside.TYPE, "", "amount", ("intents", "pay"))


def test_the_names_of_the_other_flow_are_meant_below_its_call() -> None:
    """``with`` and ``keep`` beside the call of another flow name its values."""
    for text in (
        "call: flow:other\n    with:\n      pur¦",
        "with: {pur¦\n    call: flow:other",
        "keep: [pur¦\n    call: flow:other",
    ):
        place = _place(_STATE + text)
        assert place is not None
        assert (place.kind, place.flow) == (Kind.VARIABLE, "other")
    place = _place(f"{_STATE}go_to: flow:other/beg¦")
    assert place is not None
    assert (place.kind, place.flow, place.typed, place.span.column) == (Kind.STATE, "other", "beg", 23)


def test_the_keys_beside_are_told() -> None:
    """The other keys of the same map, above and below, with what stands behind them, and no others."""
    place = _place(f"{_STATE}prompts: Hi\n    ¦\n    keys:\n      1: a\n    go_to: b\n  other:\n    hangup: yes\n")
    assert place is not None
    assert place.beside == {"prompts": "Hi", "keys": "", "go_to": "b"}
    item = _place(f"{_STATE}choose:\n      - go_to: x\n        wh¦\n        set: y\n      - go_to: z\n")
    assert item is not None
    assert item.beside == {"go_to": "x", "set": "y"}


def test_the_word_under_the_cursor_is_replaced() -> None:
    """The span begins where the word does and ends behind it, comments and blanks left out."""
    place = _place(f"{_STATE}go_to: wel¦come # first")
    assert place is not None
    assert (place.span.line, place.span.column, place.span.end_column) == (3, 12, 19)


def test_nothing_is_expected_in_a_comment() -> None:
    """In a comment there is no place."""
    assert _place(f"{_STATE}go_to: x # we¦") is None
    assert _place(f"{_STATE}# we¦") is None
    assert place_at("a: b", 3, 1) is None


def test_a_test_script_names_flows_services_and_events() -> None:
    """In a test script these three are expected, each in its place."""
    found = [
        _place(text, is_test=True)
        for text in (
            "flow: ma¦",
            "services:\n  or¦",
            "tests:\n  - services:\n      or¦",
            "tests:\n  - steps:\n      - event: x¦",
        )
    ]
    assert [place and place.kind for place in found] == [Kind.FLOW, Kind.SERVICE, Kind.SERVICE, Kind.EVENT]


@given(st.text(alphabet="ab :-\n{}[]'\"|>#%.<&*!,"), st.integers(0, 12), st.integers(0, 20))
def test_nothing_raises(text: str, line: int, column: int) -> None:
    """Whatever the text and wherever the cursor, there is a place or none."""
    place = place_at(text, line, column)
    assert place is None or place.span.line == line
