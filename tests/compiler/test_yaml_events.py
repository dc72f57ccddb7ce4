"""Both readers give the editor's answer."""

from __future__ import annotations

from typing import Any

import pytest

from callwright.compiler.document import compose, parse
from callwright.compiler.source import Source
from callwright.compiler.yaml_events import careful, fast, tokens
from callwright.diagnostics.model import has_errors

REFUSED = object()

# What the parser of the editors, npm's yaml 2 reading YAML 1.2, makes of each text.
EDITOR: list[tuple[str, Any]] = [
    ("a: on", {"a": "on"}),
    ("a: off", {"a": "off"}),
    ("a: yes", {"a": "yes"}),
    ("a: no", {"a": "no"}),
    ("a: On", {"a": "On"}),
    ("a: YES", {"a": "YES"}),
    ("a: none", {"a": "none"}),
    ("a: None", {"a": "None"}),
    ("a: y", {"a": "y"}),
    ("a: ja", {"a": "ja"}),
    ("a: null", {"a": None}),
    ("a: Null", {"a": None}),
    ("a: NULL", {"a": None}),
    ("a: ~", {"a": None}),
    ("a:", {"a": None}),
    ("a: true", {"a": True}),
    ("a: True", {"a": True}),
    ("a: TRUE", {"a": True}),
    ("a: tRue", {"a": "tRue"}),
    ("a: +4915112345678", {"a": 4915112345678}),
    ("a: 004915112345678", {"a": 4915112345678}),
    ("a: 0151", {"a": 151}),
    ("a: 08", {"a": 8}),
    ("a: 1-2-3", {"a": "1-2-3"}),
    ("a: +49 151 123", {"a": "+49 151 123"}),
    ("a: 1,5", {"a": "1,5"}),
    ("a: 50%", {"a": "50%"}),
    ("a: 2024-01-02", {"a": "2024-01-02"}),
    ("a: 2024-01-02 10:00:00", {"a": "2024-01-02 10:00:00"}),
    ("a: 10:30", {"a": "10:30"}),
    ("a: 1:30:00", {"a": "1:30:00"}),
    ("a: 1_000", {"a": "1_000"}),
    ("a: 0b1", {"a": "0b1"}),
    ("a: 0o17", {"a": 15}),
    ("a: 0x1F", {"a": 31}),
    ("a: 0X1F", {"a": "0X1F"}),
    ("a: 1e3", {"a": 1000}),
    ("a: 1.10", {"a": 1.1}),
    ("a: 1.", {"a": 1}),
    ("a: .5", {"a": 0.5}),
    ("a: -.5", {"a": -0.5}),
    ("a: +1.5e-3", {"a": 0.0015}),
    ("a: 1e", {"a": "1e"}),
    ("a: .inf", {"a": float("inf")}),
    ("a: -.INF", {"a": -float("inf")}),
    ("a: .nan", {"a": float("nan")}),
    ("a: -.nan", {"a": "-.nan"}),
    ("a: .", {"a": "."}),
    ("a: -", REFUSED),
    ("a: +", {"a": "+"}),
    ("a: =", {"a": "="}),
    ("a: <<", {"a": "<<"}),
    ("a: a #b", {"a": "a"}),
    ("a: a#b", {"a": "a#b"}),
    ("a: [when are you open?, hours]", {"a": ["when are you open?", "hours"]}),
    ("a: {text: Yes or no?}", {"a": {"text": "Yes or no?"}}),
    ("a: {at: 10:00}", {"a": {"at": "10:00"}}),
    ("a: [12:30]", {"a": ["12:30"]}),
    ("a: {url: https://x.y/z}", {"a": {"url": "https://x.y/z"}}),
    ("a: [what?]", {"a": ["what?"]}),
    ("a: [a:b]", {"a": ["a:b"]}),
    ("a: {x: a?b}", {"a": {"x": "a?b"}}),
    ("a: [https://x.y]", {"a": ["https://x.y"]}),
    ("a: {x: a:b, y: c}", {"a": {"x": "a:b", "y": "c"}}),
    ("a: [-1, -x]", {"a": [-1, "-x"]}),
    ("a: Hi {{ name }}", {"a": "Hi {{ name }}"}),
    ("a: x [y] z", {"a": "x [y] z"}),
    ("a: x, y", {"a": "x, y"}),
    ("a: it's", {"a": "it's"}),
    ('a: say "hi"', {"a": 'say "hi"'}),
    ("a: 'it''s'", {"a": "it's"}),
    ('a: "x\\ty"', {"a": "x\ty"}),
    ('a: "\\u00e4"', {"a": "ä"}),
    ('a: "\\ud83d\\ude00"', {"a": "😀"}),
    ("a:\t1", {"a": 1}),
    ("a: \t x", {"a": "x"}),
    ("a: x\t", {"a": "x"}),
    ("a: x\t#y", {"a": "x"}),
    ("a:\n  b: 1\n\t\n  c: 2", {"a": {"b": 1, "c": 2}}),
    ("a:\n- x\n-\ty", {"a": ["x", "y"]}),
    ("1: x", {"1": "x"}),
    ('"1": x', {"1": "x"}),
    ("yes: x", {"yes": "x"}),
    ("true: x", {"true": "x"}),
    ("a: x y", {"a": "x y"}),
    ("a: x\u2028y", {"a": "x\u2028y"}),
    ("a: x\x85y", {"a": "x\x85y"}),
    ("a: x\u00a0y", {"a": "x\xa0y"}),
    ("a: |\n  x\n  y\n", {"a": "x\ny\n"}),
    ("a: >\n  x\n  y\n\n  z\n", {"a": "x y\nz\n"}),
    ("a: |-\n  x\n\nb: 1", {"a": "x", "b": 1}),
    ("a: >-\n x\n", {"a": "x"}),
    ("a: |2\n   x\n", {"a": " x\n"}),
    ("a: x\n  y\n  z", {"a": "x y z"}),
    ('a: "x\n  y"', {"a": "x y"}),
    ("a:\n  - b: 1\n    c: 2", {"a": [{"b": 1, "c": 2}]}),
    ("? a\n: b", {"a": "b"}),
    ("a: !x y", REFUSED),
    ("a: &x y\nb: *x", {"a": "y", "b": "y"}),
    ("{a: 1}", {"a": 1}),
    ("a: {b: , c: }", {"a": {"b": None, "c": None}}),
    ("a: [x, y, ]", {"a": ["x", "y"]}),
    ("a: {x: 1, }", {"a": {"x": 1}}),
    ("a: []", {"a": []}),
    ("a: {}", {"a": {}}),
    ("a: [{b: 1}]", {"a": [{"b": 1}]}),
    ("a: [b: 1]", {"a": [{"b": 1}]}),
    ("a: :x", {"a": ":x"}),
    ("a: x:", REFUSED),
    ("a: ::", REFUSED),
    ("a: -x", {"a": "-x"}),
    ("a: ?x", {"a": "?x"}),
    ("a: :", REFUSED),
    ("a: {text: Hi {{ name }}}", REFUSED),
    ("a: {text: wait: what}", REFUSED),
    ("a: [please] help", REFUSED),
    ("- [please] help", REFUSED),
    ("a: ? what", REFUSED),
    ("a: *x", REFUSED),
    ("a: @x", REFUSED),
    ("a: %x", REFUSED),
    ("a: `x`", REFUSED),
    ('a: "x" y', REFUSED),
    ("a: 'x' y", REFUSED),
    ("a: b: c", REFUSED),
    ("a: - b", REFUSED),
    ("a: 1\na: 2", REFUSED),
    ("---\na: 1", {"a": 1}),
    ("a: 1\n...\n", {"a": 1}),
    ("a: 1\n---\nb: 1", REFUSED),
    ("%YAML 1.2\n---\na: 1", {"a": 1}),
    ('a: "x', REFUSED),
    ("a: [x", REFUSED),
    ("a: {x", REFUSED),
    ("a:b\nc: d", REFUSED),
    ("a: # c\n  b: 1 # d", {"a": {"b": 1}}),
    ("# c\na: 1", {"a": 1}),
    ("a: x # y: z", {"a": "x"}),
    ("a: [x, # c\n  y]", {"a": ["x", "y"]}),
    ('a: {"b":1}', {"a": {"b": 1}}),
    ('a: ["b":1]', {"a": [{"b": 1}]}),
    ('a: "b":1', REFUSED),
    ("a:\n  [x,\n  y]", {"a": ["x", "y"]}),
    ("a: {b: [c, {d: e}]}", {"a": {"b": ["c", {"d": "e"}]}}),
    ("a: https://x.y/z?q=1#f", {"a": "https://x.y/z?q=1#f"}),
    ("a: x & y", {"a": "x & y"}),
    ("a: x * y", {"a": "x * y"}),
    ("a: x ! y", {"a": "x ! y"}),
    ("a: & y", REFUSED),
    ("a: x: ", REFUSED),
    ("a: 😀 x", {"a": "😀 x"}),
    ("'a': 1", {"a": 1}),
    ("a b: 1", {"a b": 1}),
    ("a: <break/>", {"a": "<break/>"}),
    ("a: (a|b)", {"a": "(a|b)"}),
    ("a: (please)?", {"a": "(please)?"}),
    ("a: <amount:money>", {"a": "<amount:money>"}),
    ("a: [<x>, (a|b) (c)?]", {"a": ["<x>", "(a|b) (c)?"]}),
    ("a: [a | b]", {"a": ["a | b"]}),
    ("a: |x", REFUSED),
    ("a: >x", REFUSED),
    ("a: 12:30 #x", {"a": "12:30"}),
    ("a: '#'", {"a": "#"}),
    ('a: "*"', {"a": "*"}),
    ('hash: x\n"*": y', {"hash": "x", "*": "y"}),
    ("a: [#x]\n", REFUSED),
    ("a: [x#y]", {"a": ["x#y"]}),
    ("a: {x: #y\n}", {"a": {"x": None}}),
]

# Where we mean to differ: what editors read as something that no author of a flow means.
DIFFERENT: list[tuple[str, Any]] = [
    ("null: x", {"null": "x"}),
    ("1.0: x", {"1.0": "x"}),
    ("+49: x", {"+49": "x"}),
    ("a: 99999999999999999999", {"a": 99999999999999999999}),
    ("a: [x\n, y]", {"a": ["x", "y"]}),
    ("a: {name}", REFUSED),
    ("a: [?x]", REFUSED),
    ("a: !!str 1", REFUSED),
    ("a: ! y", REFUSED),
    ("a: {{ name }}", REFUSED),
    ('a: "\\e"', REFUSED),
    ("a\n", REFUSED),
]


def reading(text: str) -> Any:
    document = parse(text.encode(), "flow.yaml")
    if has_errors(document.diagnostics):
        return REFUSED
    return document.data


@pytest.mark.parametrize(("text", "expected"), [*EDITOR, *DIFFERENT])
def test_the_editor_s_answer(text: str, expected: Any) -> None:
    """A line is taken, refused and understood as the editor does it."""
    found = reading(text)
    assert repr(found) == repr(expected) or found == expected


# Without the C reader a few odd writings are refused that editors take.
CAREFUL_REFUSES = {'a: ["b":1]'}
TAKEN = [text for text, expected in [*EDITOR, *DIFFERENT] if expected is not REFUSED and text not in CAREFUL_REFUSES]


@pytest.mark.parametrize("text", TAKEN)
def test_the_careful_reader_alone(text: str) -> None:
    """What is taken is taken by the careful reader too, and means the same."""
    root, findings = compose(Source("flow.yaml", text.replace("\r", "\n")), [careful])
    assert root is not None
    assert not has_errors(findings)
    assert repr(root.value) == repr(reading(text))


@pytest.mark.parametrize(
    "text",
    ["a: [when are you open?, hours]", "a: {text: Yes or no?}", "a: {at: 10:00}", "a: [12:30]", "a: [https://x.y]"],
)
def test_the_careful_reader_is_needed(text: str) -> None:
    """What the fast reader refuses and editors take is taken by the careful one."""
    source = Source("flow.yaml", text)
    assert compose(source, [fast])[0] is None
    assert compose(source, [fast, careful])[0] is not None


def test_tokens_stop_at_a_mistake() -> None:
    """The tokens of a broken text end where it breaks, without an exception."""
    assert [token.value for token in tokens("a: b @") if hasattr(token, "value")] == ["a", "b @"]
    assert [token.value for token in tokens("a: @") if hasattr(token, "value")] == ["a"]
