"""A file as a tree: what is read, where it stands, and that nothing can break the reading."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.compiler import guard
from callwright.compiler.document import Document, Node, Plain, compose, parse
from callwright.compiler.source import Source
from callwright.compiler.yaml_events import Reader, careful, fast, readers
from callwright.diagnostics.model import has_errors

GOOD = """\
# yaml-language-server: $schema=../schemas/flow.schema.json
flow: acme-hotline
title: "ACME: hotline"
intents:
  billing: [billing, my bill, when are you open?]
states:
  welcome:
    prompts:
      - text: Hello {{ name }}, how are you?
        barge_in: {strategy: immediate, allow_after_ms: 500}
      - |
        One moment.
        Please wait.
    keys:
      1: &target billing
      "*": *target
    transfer:
      to: +49 211 5566770
"""
FRAGMENTS = [
    *"'\"[]{}:,#&*!|>-?%@`\\\t\n\r <.~",
    *(": ", "- ", "a: ", " #x", "&a ", "*a", "{{ n }}", "|\n  x\n", "---\n", "...\n", "%YAML 1.1\n", "<<: *a\n", "? "),
    *("\u2028", "\x85", "\u00a0", "\u200b", "\ufeff", "🎉", "é", "\\ud83d", "\x00", "\x07", "\r\n", '"\\U00110000"'),
]


def nodes(root: Node) -> Iterator[Node]:
    """Every node, keys too, shared ones once."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            waiting += node.items
            waiting += [each for entry in node.entries.values() for each in entry]


def text_at(document: Document, node: Node) -> str:
    """The characters of the file that the span of a node covers."""
    span, lines = node.span, document.lines
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    middle = lines[span.line : span.end_line - 1]
    return "\n".join(
        [lines[span.line - 1][span.column - 1 :], *middle, lines[span.end_line - 1][: span.end_column - 1]]
    )


def check_laws(data: bytes) -> None:
    """Every place lies inside the file, and what stands there is what was read."""
    document = parse(data, "flow.yaml")
    places = [diagnostic.span for diagnostic in document.diagnostics]
    places += [related.span for diagnostic in document.diagnostics for related in diagnostic.related]
    if document.root is not None:
        found = list(nodes(document.root))
        places += [node.span for node in found]
        if not has_errors(document.diagnostics):
            for node in found:
                at = text_at(document, node)
                assert not node.plain or "\n" in at or at == node.raw
    for span in places:
        assert 1 <= span.line <= span.end_line <= len(document.lines)
        assert 1 <= span.column <= len(document.lines[span.line - 1]) + 1
        assert 1 <= span.end_column <= len(document.lines[span.end_line - 1]) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)
    assert (document.root is None) == (document.data is None)
    assert document.root is not None or has_errors(document.diagnostics)


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    """No bytes make parse raise, and what has no tree has an error."""
    check_laws(data)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14))
@settings(max_examples=300)
def test_any_pieces(pieces: list[str]) -> None:
    """No heap of YAML's own signs makes parse raise or point outside the file."""
    check_laws("".join(pieces).encode())


@given(st.data())
@settings(max_examples=300)
def test_damaged_files(data: st.DataObject) -> None:
    """A good file with pieces put in or cut out never makes parse raise or point outside the file."""
    text = GOOD
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(FRAGMENTS)) + text[at + data.draw(st.integers(0, 3)) :]
    check_laws(text.encode())


def shape(node: Node) -> object:
    """All there is to a node but its identity."""
    if node.kind == "map":
        return (node.start, node.end, [(shape(entry.key), shape(entry.value)) for entry in node.entries.values()])
    if node.kind == "list":
        return (node.start, node.end, [shape(item) for item in node.items])
    return (node.start, node.end, node.raw, node.plain, repr(node.value))


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=10))
@settings(max_examples=300)
def test_both_readers_agree(pieces: list[str]) -> None:
    """Where the fast reader accepts a file without an error, the careful one reads the same at the same places."""
    source = Source("flow.yaml", "".join(pieces).replace("\r\n", "\n").replace("\r", "\n"))
    if parse(source.text.encode(), "flow.yaml").root is None:
        return
    (one, one_findings), (other, other_findings) = compose(source, [fast]), compose(source, [careful])
    if one is not None and other is not None and not has_errors([*one_findings, *other_findings]):
        assert shape(one) == shape(other)


def test_there_is_a_fast_reader() -> None:
    """The C reader is installed where the tests run, so that both are tested."""
    assert readers() == (fast, careful)


@pytest.mark.parametrize("reader", [fast, careful])
def test_places(reader: Reader) -> None:
    """Keys and values of every kind stand where the author sees them, the end exclusive."""
    document = parse(GOOD.encode(), "flow.yaml")
    # The fast reader does not take a question mark in brackets; another sign there moves nothing.
    root, findings = compose(Source("flow.yaml", GOOD.replace("open?", "open!")), [reader])
    assert root is not None
    assert findings == []
    assert document.root is not None
    assert [node.span for node in nodes(root)] == [node.span for node in nodes(document.root)]
    assert document.diagnostics == ()

    def key(*route: str | int) -> str:
        node = document.key_at(route)
        assert node is not None
        return f"{node.span.line}:{node.span.column}-{node.span.end_line}:{node.span.end_column}"

    def value(*route: str | int) -> str:
        node = document.at(route)
        assert node is not None
        return f"{node.span.line}:{node.span.column}-{node.span.end_line}:{node.span.end_column}"

    assert key("flow") == "2:1-2:5"
    assert value("flow") == "2:7-2:19"
    assert value("title") == "3:8-3:23"
    assert value("intents", "billing") == "5:12-5:50"
    assert value("intents", "billing", 2) == "5:31-5:49"
    assert value("states") == "7:3-18:26"
    assert value("states", "welcome", "prompts") == "9:7-13:21"
    assert value("states", "welcome", "prompts", 0) == "9:9-10:61"
    assert value("states", "welcome", "prompts", 0, "text") == "9:15-9:45"
    assert value("states", "welcome", "prompts", 0, "barge_in") == "10:19-10:61"
    assert key("states", "welcome", "prompts", 0, "barge_in", "allow_after_ms") == "10:41-10:55"
    assert value("states", "welcome", "prompts", 1) == "11:9-13:21"
    assert value("states", "welcome", "keys", "1") == "15:18-15:25"
    assert value("states", "welcome", "keys", "*") == "15:18-15:25"
    assert key("states", "welcome", "keys", "*") == "16:7-16:10"
    assert value("states", "welcome", "transfer", "to") == "18:11-18:26"
    assert value() == "2:1-18:26"


def test_routes_that_lead_nowhere() -> None:
    """A route past the tree, through a scalar or with a wrong kind of step finds nothing."""
    document = parse(b"a: [x]\nb: y\n", "flow.yaml")
    nowhere: list[list[str | int]] = [["c"], ["a", 1], ["a", -1], ["a", "x"], ["b", "y"], ["b", 0]]
    assert [document.at(route) for route in nowhere] == [None] * 6
    nowhere += [[], ["a", 0]]
    assert [document.key_at(route) for route in nowhere] == [None] * 8
    assert parse(b"", "flow.yaml").at(["a"]) is None


ENCODED = "title: Öffnungszeiten 🎉\nstates:\n  x: y\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + ENCODED.encode(),
        ENCODED.replace("\n", "\r\n").encode(),
        ENCODED.replace("\n", "\r").encode(),
        b"\xff\xfe" + ENCODED.encode("utf-16-le"),
        b"\xfe\xff" + ENCODED.replace("\n", "\r\n").encode("utf-16-be"),
    ],
    ids=["mark", "crlf", "cr", "utf-16-le", "utf-16-be"],
)
def test_encodings(data: bytes) -> None:
    """However a file is stored, it is read the same, at the same lines and columns."""
    plain, stored = parse(ENCODED.encode(), "flow.yaml"), parse(data, "flow.yaml")
    assert stored.diagnostics == ()
    assert stored.lines == plain.lines
    assert stored.root is not None
    assert plain.root is not None
    assert [node.span for node in nodes(stored.root)] == [node.span for node in nodes(plain.root)]
    assert stored.data == plain.data


def test_raw_text_survives() -> None:
    """What was typed without quotes is kept to the letter beside what YAML makes of it."""
    typed: dict[str, Plain] = {
        "+4915112345678": 4915112345678,
        "0151": 151,
        "12:30": "12:30",
        "yes": "yes",
        "1e3": 1000.0,
        "1.10": 1.1,
        "null": None,
        "2026-11-20": "2026-11-20",
    }
    document = parse("".join(f"k{i}: {raw}\n" for i, raw in enumerate(typed)).encode(), "flow.yaml")
    assert document.root is not None
    assert [(entry.value.raw, entry.value.value) for entry in document.root.entries.values()] == list(typed.items())
    assert all(entry.value.plain for entry in document.root.entries.values())


def test_quoted_is_text() -> None:
    """Quotes and blocks make a text of anything."""
    document = parse(b"a: \"1\"\nb: 'null'\nc: |\n  true\nd: >-\n  12\n", "flow.yaml")
    assert document.data == {"a": "1", "b": "null", "c": "true\n", "d": "12"}
    assert document.root is not None
    assert not any(entry.value.plain for entry in document.root.entries.values())


def test_keys_are_text() -> None:
    """Keys of the data are what was typed, whatever YAML would make of them."""
    data = parse(b"1: a\nyes: b\nnull: c\n1.0: d\n+49: e\n'2': f\n", "flow.yaml").data
    assert data == {"1": "a", "yes": "b", "null": "c", "1.0": "d", "+49": "e", "2": "f"}


def test_aliases_share() -> None:
    """A value that is repeated is one node, standing where it was written."""
    document = parse(b"a: &x\n  - one\nb: *x\n", "flow.yaml")
    assert document.at(["b"]) is document.at(["a"])
    assert document.data == {"a": ["one"], "b": ["one"]}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\n" * 400_000, "file-too-large", 1),
        ("a: " + "[" * 30_000, "too-deep", 1),
        ("- " * 30_000, "too-deep", 1),
        ("{a: " * 30_000, "too-deep", 1),
        ("".join(" " * depth + "a:\n" for depth in range(500)), "too-deep", guard.DEEPEST + 1),
        ("a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 9_000)), "too-deep", 100),
        ("a: &a [x]\n" + "".join(f"b{i}: *a\n" for i in range(60_000)), "too-many-aliases", 50_002),
        ("a: '" * 100_000, "text-after-quote", 1),
        ("\n" * 200_000 + "a: @", "special-first-character", 200_001),
        ("".join(f"a{i}: &b{i} x\n" for i in range(30_000)), "anchor-unused", 1),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)
def test_hostile_files(text: str, code: str, line: int) -> None:
    """A file made to break the reading is refused quickly, with one clear first finding."""
    started = time.perf_counter()
    document = parse(text.encode(), "flow.yaml")
    assert time.perf_counter() - started < 5
    assert (document.diagnostics[0].code, document.diagnostics[0].span.line) == (code, line)
    assert len(document.diagnostics) <= guard.MOST_FINDINGS


def test_depth_that_is_allowed() -> None:
    """As deep as the bound allows, a file is read."""
    brackets = guard.DEEPEST - 1
    assert parse(f"a: {'[' * brackets}{']' * brackets}".encode(), "flow.yaml").diagnostics == ()
    assert parse(f"a: {'[' * (brackets + 1)}{']' * (brackets + 1)}".encode(), "flow.yaml").root is None


def test_without_the_c_reader() -> None:
    """Where the C reader is not installed, files are read the same."""
    script = (
        "import sys; sys.modules['_ruamel_yaml'] = None\n"
        "from callwright.compiler.document import parse\n"
        "from callwright.compiler.yaml_events import careful, readers\n"
        "assert readers() == (careful,)\n"
        "document = parse(sys.stdin.buffer.read(), 'flow.yaml')\n"
        "print(document.data, document.diagnostics)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], input=GOOD.encode(), capture_output=True, check=True)
    document = parse(GOOD.encode(), "flow.yaml")
    assert run.stdout.decode().strip() == f"{document.data} {document.diagnostics}"


def test_an_empty_test_script_is_shown_a_test() -> None:
    """What would be enough depends on what the file is by its name."""
    (script,) = parse(b"", "hotline.test.yaml").diagnostics
    (flow,) = parse(b"", "hotline.yaml").diagnostics
    assert script.help.startswith("The smallest test is:\ntests:")
    assert flow.help.startswith("The smallest flow is:\nstates:")
