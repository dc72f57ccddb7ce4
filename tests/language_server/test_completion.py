"""What is offered at the cursor, over the wire."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from callwright.compiler.document import parse
from callwright.language_server.schema_words import keys_at
from tests.editor.cursor import taken
from tests.language_server.desk import Desk

FLOW = """\
flow: hotline
title: A hotline
language: en-US
start: {start}
variables:
  tries: 0
intents:
  billing:
    - billing
    - my bill
  sales:
    - a <{phrase}
prompts:
  notice: This call is recorded.
services:
  orders:
    url: https://orders.example/api
hours:
  office:
    timezone: Europe/Berlin
    weekly:
      mon-fri: 09:00-18:00
states:
  welcome:
    prompts: {prompt}
    transitions:
      billing: {target}
      {intent}
    keys:
      1: bills
    {state}
  bills:
    collect:
      slot: order_number
      type: {type}
      prompts: Which order?
    go_to: {next}
  look:
    request:
      service: {service}
      path: /orders
    go_to: look
  decide:
    choose:
      - when: {when}
        go_to: look
      - {choice}
  part:
    call: flow:identify
    if_fails:
      {failure}
    go_to: look
  said:
    prompts:
      - use: {use}
      - text: Hello.
        barge_in: {policy}
    forget:
      - {forget}
    go_to: welcome
{top}
"""
PLAIN = {
    "start": "welcome", "phrase": "topic>", "prompt": "Yes?", "target": "bills", "intent": "sales: bills",
    "state": "no_input: Hello?", "type": "digits", "next": "welcome", "service": "orders", "when": "tries > 2",
    "choice": "go_to: look", "failure": "any: look", "use": "notice", "policy": "none", "forget": "tries", "top": "",
}  # fmt: skip
OTHER = "flow: identify\nlanguage: en-US\nstates:\n  ask:\n    return: {failed: not_identified}\n"

ASKED = [
    ("start", "‸", {"welcome", "bills", "flow:identify"}, {"billing"}),
    ("target", "‸", {"welcome", "bills", "look", "flow:identify"}, {"billing", "notice"}),
    ("target", "bi‸lls", {"bills", "look"}, {"billing"}),
    ("target", "flow:‸", {"identify"}, {"bills"}),
    ("target", "flow:identify/‸", {"ask"}, {"bills"}),
    ("intent", "‸", {"sales", "yes", "no", "repeat", "operator", "otherwise"}, {"billing", "bills"}),
    ("intent", "sa‸", {"sales", "yes"}, {"billing"}),
    ("next", "‸", {"welcome", "bills"}, {"sales"}),
    ("type", "‸", {"digits", "date", "yes_no"}, {"bills"}),
    ("service", "‸", {"orders"}, {"office", "bills"}),
    ("use", "‸", {"notice"}, {"bills"}),
    ("policy", "‸", {"none", "immediate", "manual", "minimum_characters"}, {"notice"}),
    ("policy", "none\n        once: ‸", {"yes", "no"}, {"true", "on", "off"}),
    ("forget", "‸", {"tries", "order_number"}, {"bills"}),
    ("failure", "‸", {"any", "not_identified"}, {"bills"}),
    ("choice", "‸", {"when", "go_to", "bills"}, {"prompts:"}),
    ("state", "‸", {"no_match", "no_input", "help"}, {"transitions", "prompts", "keys", "billing"}),
    ("top", "‸", {"anytime", "defaults"}, {"states", "flow", "bills"}),
    ("prompt", "Order {{ ‸", {"order_number", "tries", "caller", "heard", "was_heard", "open"}, {"billing", "bills"}),
    ("prompt", "Order {{ or‸ }}", {"order_number"}, {"orders"}),
    ("prompt", "Order {{ order_number | ‸", {"say", "digits", "upper"}, {"order_number"}),
    ("prompt", "Order {{ order_number | sa‸ }} there", {"say"}, {"order_number"}),
    ("prompt", "You are {{ caller.‸", {"number"}, {"text", "say"}),
    ("prompt", "You said {{ heard.‸ }}", {"text", "intent", "barged_in"}, {"number"}),
    ("prompt", "Open {{ opens_next('‸') }}", {"office"}, {"notice", "bills"}),
    ("when", "‸", {"tries", "order_number", "caller", "open", "was_heard"}, {"billing"}),
    ("when", "was_heard('‸", {"notice"}, {"office"}),
    ("when", "open('‸')", {"office"}, {"notice"}),
    ("when", "heard.intent == '‸'", {"billing", "sales"}, {"bills"}),
    ("when", "call.‸", {"language", "direction"}, {"text"}),
    ("when", "tries is ‸", {"defined", "odd"}, {"tries"}),
    ("when", "tries > 2 ‸", {"and", "or"}, {"tries"}),
    ("phrase", "‸", {"order_number", "tries"}, {"billing"}),
    ("phrase", "topic:d‸", {"digits", "date"}, {"order_number"}),
    ("phrase", "topic:‸", {"digits", "date"}, {"order_number", "phrases"}),
    ("prompt", "Order {{ order_number ‸", {"| say", "| digits", "and"}, {"say", "tries"}),
    ("prompt", "\n      - A sentence ‸", set(), {"text", "barge_in", "protected: heard to its end"}),
    ("phrase", "topic>\n    - ‸", set(), {"phrases", "examples", "an intent"}),
]


@pytest.fixture(scope="module")
def folder(desk: Desk) -> str:
    """A project that the cases are typed into."""
    return desk.project({"flow.yaml": FLOW.format(**PLAIN), "identify.yaml": OTHER})


@pytest.fixture
def uri(desk: Desk, folder: str) -> str:
    """Its flow, whole, and known."""
    uri = desk.open(folder + "flow.yaml", FLOW.format(**PLAIN))
    desk.diagnostics(uri)
    return uri


@pytest.mark.parametrize(("where", "typed", "offered", "not_offered"), ASKED)
def test_what_belongs_there_is_offered(
    desk: Desk, folder: str, uri: str, where: str, typed: str, offered: set[str], not_offered: set[str]
) -> None:
    """At each place the names, keys and values that belong there are offered, half-written as the line may be."""
    _, place = desk.put(folder + "flow.yaml", FLOW.format(**{**PLAIN, where: typed}))
    labels = {item["label"] for item in desk.completion(uri, place.line, place.column)}
    assert offered <= labels, sorted(offered - labels)
    assert not labels & not_offered


def test_nothing_is_offered_in_a_sentence_or_a_comment(desk: Desk, folder: str, uri: str) -> None:
    """Where an author writes freely, nothing comes up."""
    for typed in ("Welcome to ‸", "Hello # and ‸"):
        _, place = desk.put(folder + "flow.yaml", FLOW.format(**{**PLAIN, "prompt": typed}))
        assert desk.completion(uri, place.line, place.column) == []


@pytest.mark.parametrize(
    ("where", "typed", "first"),
    [
        ("prompt", "{{ order_number | ‸", ["say", "digits", "money"]),
        ("prompt", "{{ order_number ‸", ["| say", "| digits", "| money"]),
        ("when", "tries ‸", ["and", "or", "in"]),
        ("intent", "‸", ["sales", "yes", "no"]),
        ("prompt", "{{ ‸", ["order_number", "tries", "caller"]),
    ],
)
def test_what_is_likely_comes_first(
    desk: Desk, folder: str, uri: str, where: str, typed: str, first: list[str]
) -> None:
    """The author's names lead, then the language's words in its own order, not in that of the alphabet."""
    assert uri
    other, place = desk.put(folder + "flow.yaml", FLOW.format(**{**PLAIN, where: typed}))
    items = sorted(desk.completion(other, place.line, place.column), key=lambda item: str(item["sortText"]))
    assert [item["label"] for item in items][: len(first)] == first


def test_names_that_are_used_are_offered_to_be_written(desk: Desk, folder: str) -> None:
    """Among states, intents and prompts the names that are used already and stand nowhere yet come first."""
    whole = FLOW.format(**{**PLAIN, "target": "later", "intent": "parcels: bills", "use": "greeting"})
    for section, name, entry, line in [
        ("states", "later", "  ‸\n", "  later:\n    \n"),
        ("intents", "parcels", "  ‸\n", "  parcels:\n    - \n"),
        ("prompts", "greeting", "  ‸\n", "  greeting: \n"),
    ]:
        typed = whole.replace(f"{section}:\n", f"{section}:\n{entry}", 1)
        uri, place = desk.put(folder + "flow.yaml", typed)
        desk.diagnostics(uri)
        items = sorted(desk.completion(uri, place.line, place.column), key=lambda item: str(item["sortText"]))
        assert items[0]["label"] == name
        assert items[0]["detail"].startswith("used in line ")
        assert f"\n{line}" in taken(place, items[0])
    uri, place = desk.put(folder + "flow.yaml", whole.replace("go_to: welcome", "go_to: ‸", 1))
    desk.diagnostics(uri)
    labels = [item["label"] for item in desk.completion(uri, place.line, place.column)]
    assert labels.index("later") > labels.index("said")


def test_a_second_entry_of_a_section_is_offered_too(desk: Desk, folder: str, uri: str) -> None:
    """Beside states that are there a whole state is offered still, under a name that is not taken."""
    assert uri
    other, place = desk.put(folder + "flow.yaml", FLOW.format(**{**PLAIN, "next": "welcome\n\n  ‸"}))
    [block] = [item for item in desk.completion(other, place.line, place.column) if item["label"] == "a state"]
    assert "\n  welcome_2:\n    prompts: Hello.\n" in taken(place, block)


def test_what_a_value_can_be_is_offered_beside_it(desk: Desk, folder: str) -> None:
    """Compared with a choice, its options are offered, each with how callers say it."""
    choice = "choice\n      options:\n        cut: [a haircut, cut]\n        colour: dye"
    uri, place = desk.put(folder + "flow.yaml", FLOW.format(**{**PLAIN, "type": choice, "when": "order_number == '‸'"}))
    desk.diagnostics(uri)
    items = {item["label"]: item["documentation"]["value"] for item in desk.completion(uri, place.line, place.column)}
    assert items == {"cut": "a haircut, cut", "colour": "dye"}
    uri, place = desk.put(folder + "flow.yaml", FLOW.format(**{**PLAIN, "when": "order_number == '‸'"}))
    desk.diagnostics(uri)
    assert desk.completion(uri, place.line, place.column) == []


def test_a_file_that_begins_is_helped(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    """In a new file whole flows and keys are offered from the first letter on, but not among other people's YAML."""
    assert desk
    for files, marked, offered in [
        ({}, "‸", True),
        ({}, "f‸", True),
        ({"a.yaml": "flow: a\nstates: {}\n"}, "# Ours\nfl‸", True),
        ({"compose.yaml": "services: {}\n", "a.yaml": "flow: a\n"}, "‸", True),
        ({"compose.yaml": "services: {}\n"}, "‸", False),
        ({}, "services:\n  web: {}\n‸", False),
    ]:
        with Desk(tmp_path_factory.mktemp("new"), files) as other:
            uri, place = other.put("new.yaml", marked)
            labels = [item["label"] for item in other.completion(uri, place.line, place.column)]
            assert ({"a flow", "flow", "states"} <= set(labels)) is offered, (files, marked)


def _one(desk: Desk, folder: str, label: str, **typed: str) -> tuple[dict[str, Any], str]:
    uri, place = desk.put(folder + "flow.yaml", FLOW.format(**{**PLAIN, **typed}))
    [item] = [item for item in desk.completion(uri, place.line, place.column) if item["label"] == label]
    return item, taken(place, item)


@pytest.mark.parametrize(
    ("label", "where", "typed", "line"),
    [
        ("look", "target", "‸", "      billing: look"),
        ("look", "target", "lo‸ok", "      billing: look"),
        ("identify", "target", "flow:‸", "      billing: flow:identify"),
        ("sales", "intent", "‸", "      sales: "),
        ("sales", "intent", "s‸: bills", "      sales: bills"),
        ("say", "prompt", "Order {{ tries | ‸ }}.", "    prompts: Order {{ tries | say }}."),
        ("open", "when", "op‸", "      - when: open('')"),
        ("help", "state", "‸", "    help: "),
        ("events", "state", "‸", "    events:\n      order_ready:\n        go_to: ready"),
        ("go_to", "choice", "‸", "      - go_to: "),
        ("set", "choice", "‸", "      - set:\n          topic: billing"),
        ("#", "type", "digits\n      end_key: ‸", '      end_key: "#"'),
        ("star", "type", "digits\n      end_key: ‸", "      end_key: star"),
        ("yes", "policy", "none\n        once: ‸", "        once: yes"),
    ],
)
def test_what_is_put_in(desk: Desk, folder: str, uri: str, label: str, where: str, typed: str, line: str) -> None:
    """An offer replaces the word under the cursor, brings its colon, and opens a block where one follows."""
    assert uri
    _, text = _one(desk, folder, label, **{where: typed})
    assert f"\n{line}\n" in text


def test_an_editor_without_snippets_is_given_plain_text(tmp_path: Path) -> None:
    """Keys come with their colon, functions with their quotes, and no dollar sign reaches the author's file."""
    with Desk(tmp_path, capabilities={"textDocument": {}}) as other:
        for where in ("state", "when", "choice"):
            uri, place = other.put("flow.yaml", FLOW.format(**{**PLAIN, where: "‸"}))
            items = other.completion(uri, place.line, place.column)
            assert items
            assert all(item["insertTextFormat"] == 1 and "$" not in item["textEdit"]["newText"] for item in items)
            assert all(item["textEdit"]["newText"] for item in items)


def test_a_new_state_is_offered_as_a_whole(desk: Desk, folder: str, uri: str) -> None:
    """Below a state's new name there are blocks to begin with, each explained by what it writes."""
    assert uri
    empty = FLOW.format(**PLAIN) + "  brand_new:\n    ‸\n"
    other, place = desk.put(folder + "flow.yaml", empty)
    blocks = [item for item in desk.completion(other, place.line, place.column) if item["kind"] == 15]
    assert len(blocks) > 5
    for block in blocks:
        text = taken(place, block)
        root = parse(text.encode(), "flow.yaml").root
        assert root is not None, text
        state = root.entries["states"].value.entries["brand_new"].value
        assert state.entries.keys() <= {word.name for word in keys_at(("states", "brand_new"))}
        assert "```yaml" in block["documentation"]["value"]
        assert "$" not in block["documentation"]["value"]


def test_each_offer_explains_itself(desk: Desk, folder: str, uri: str) -> None:
    """A state comes with what it does, an intent with its phrases, a key and a filter with the language's own words."""
    assert uri
    state, _ = _one(desk, folder, "bills", target="‸")
    assert state["detail"] == "collects order_number → welcome"
    intent, _ = _one(desk, folder, "sales", intent="‸")
    assert "a <topic>" in intent["documentation"]["value"]
    key, _ = _one(desk, folder, "help", state="‸")
    assert "```yaml" in key["documentation"]["value"]
    filter, _ = _one(desk, folder, "say", prompt="{{ tries | ‸")
    assert "{{ order_number | say }}" in filter["documentation"]["value"]
    value, _ = _one(desk, folder, "order_number", prompt="{{ ‸")
    assert value["detail"] == "collected in bills"
    built_in, _ = _one(desk, folder, "operator", intent="‸")
    assert built_in["detail"] == "built in"


def test_a_blank_that_indents_brings_up_no_keys(desk: Desk, folder: str, uri: str) -> None:
    """An editor that asks because a blank was typed is offered names and values only."""
    _, place = desk.put(folder + "flow.yaml", FLOW.format(**{**PLAIN, "state": "‸"}))
    asked = {"triggerKind": 2, "triggerCharacter": " "}
    assert desk.at("completion", uri, place.line, place.column, context=asked)["items"] == []


def test_a_script_is_helped_too(desk: Desk, folder: str, uri: str) -> None:
    """In a test script the flows, the steps, what stands beside them and their values are offered."""
    assert uri
    head = "flow: ‸\n"
    script = "flow: hotline\ntests:\n  - name: one\n    steps:\n      - {step}\n"
    for typed, offered in [
        (head, {"hotline", "identify"}),
        ("‸", {"a test script", "tests"}),
        (script.format(step="‸"), {"assistant", "caller", "keys", "silence"}),
        (script.format(step="caller: hello\n        ‸"), {"interrupts_after", "over"}),
        (script.format(step="transfer:\n          outcome: ‸"), {"busy", "answered"}),
        (script.format(step="assistant:\n          barge_in: ‸"), {"none", "immediate"}),
    ]:
        uri, place = desk.put(folder + "flow.test.yaml", typed)
        labels = {item["label"] for item in desk.completion(uri, place.line, place.column)}
        assert offered <= labels, typed
    desk.close(uri)


def test_a_step_of_one_word_is_offered_as_such(desk: Desk, folder: str, uri: str) -> None:
    """What may be said of a step in one word is put in without a colon; with more to say of it, as a key."""
    assert uri
    script = "flow: hotline\ntests:\n  - name: one\n    steps:\n      - caller: hello\n      - ‸\n"
    other, place = desk.put(folder + "flow.test.yaml", script)
    items = desk.completion(other, place.line, place.column)
    ranks = {item["label"]: item["sortText"] for item in items if item["insertTextFormat"] == 1}
    assert ranks["silence"] > max(item["sortText"] for item in items if item["label"] in ("assistant", "caller"))
    for word in ("silence", "hangup", "caller_hangs_up"):
        lines = {taken(place, item).splitlines()[5] for item in items if item["label"] == word}
        assert f"      - {word}" in lines
        assert any(line.startswith(f"      - {word}: ") for line in lines)
    desk.close(other)


def test_keys_can_be_left_to_the_yaml_extension(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    """With ``keys: never`` names are offered and keys are not; with ``unlessModeline`` the first line decides."""
    assert desk
    text = FLOW.format(**{**PLAIN, "intent": "‸"})
    for keys, head, expected in (
        ("never", "", False),
        ("unlessModeline", "", True),
        ("unlessModeline", "# yaml-language-server: $schema=flow.schema.json\n", False),
    ):
        with Desk(tmp_path_factory.mktemp("keys"), options={"keys": keys}) as other:
            uri, place = other.put("flow.yaml", head + text)
            labels = {item["label"] for item in other.completion(uri, place.line, place.column)}
            assert "sales" in labels
            assert ("otherwise" in labels) is expected
            wanting = head + text.replace("‸", "yes: later").replace("\nstates:\n", "\nstates:\n  ‸\n")
            uri, place = other.put("flow.yaml", wanting)
            other.diagnostics(uri)
            labels = {item["label"] for item in other.completion(uri, place.line, place.column)}
            assert "later" in labels
            assert ("a state" in labels) is expected
            uri, place = other.put("flow.yaml", head + text)
            assert (other.hover(uri, place.line - 1, 7) != "") is True
            assert (other.hover(uri, place.line - 2, 7) != "") is expected
