"""What the author of a file is offered and shown while typing, by the server of the editor itself.

``places`` reads every key off the schema, so a new key is in these tests as soon as it is in the language.
"""

from __future__ import annotations

import json
import re
from itertools import count
from typing import Any

import pytest

from callwright.compiler.document import parse
from callwright.compiler.validator import errors
from callwright.rehearsal.reader import read_script
from callwright.resources import schema_text
from tests.editor.client import Client
from tests.editor.cursor import CURSOR, cursor, taken
from tests.editor.places import DASH, Place, Schema, example, places, resolved, takes

SCHEMAS = {file: json.loads(schema_text(file)) for file in ("flow", "test")}
PLACES = [place for file in SCHEMAS for place in places(file)]

CLASS, PROPERTY = 7, 10
"""Kinds of what is offered: the bare names of all keys that a block needs, and one key."""

_numbers = count(1)


def _name(file: str) -> str:
    """A name that no document had before, in a folder beside ``schemas``."""
    return f"flows/typed-{next(_numbers)}{'.test' if file == 'test' else ''}.yaml"


def _offered(editor: Client, place: Place, *lines: str) -> list[tuple[dict[str, Any], str]]:
    """What is offered at the cursor in these lines, each with the text of the file once it is taken."""
    at = cursor(place.text(*lines))
    uri = editor.open(_name(place.file), at.text)
    items = editor.completion(uri, at.line, at.column)
    editor.close(uri)
    return [(item, taken(at, item)) for item in items]


def _faults(editor: Client, file: str, texts: list[str]) -> list[str]:
    """What the editor and our own reading say against texts; what is not about their form is left out."""
    found = []
    opened = {editor.open(_name(file), text): text for text in dict.fromkeys(texts)}
    for uri, text in opened.items():
        told = [diagnostic["message"] for diagnostic in editor.diagnostics(uri)]
        told += _our_faults(file, text)
        found += [f"{message}\n{text}" for message in told]
        editor.close(uri)
    return found


def _our_faults(file: str, text: str) -> list[str]:
    if file == "test":
        return [one.message for one in read_script(text.encode(), "a.test.yaml").diagnostics]
    document = parse(text.encode(), "a.yaml")
    return [one.message for one in document.diagnostics] + [error.message for error in errors(document.data)]


def _explained(item: dict[str, Any]) -> str:
    told = item.get("documentation") or ""
    return str(told["value"] if isinstance(told, dict) else told)


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_every_key_is_offered_with_one_line_about_it(editor: Client, place: Place) -> None:
    """In an empty block each key of the place is offered, with a plain sentence first and an example after it."""
    offered = {item["label"]: item for item, _ in _offered(editor, place, CURSOR)}
    for key, schema in place.keys.items():
        if schema.get("doNotSuggest"):
            assert key not in offered
            continue
        first, _, more = _explained(offered[key]).partition("\n")
        assert first == schema["description"], key
        assert "```yaml\n" in more, key


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_key_brings_what_belongs_below_it(editor: Client, place: Place) -> None:
    """Taking a key inserts it with its colon; what comes with it makes a file without a fault of form."""
    inserted = {}
    for key in place.keys:
        for item, text in _offered(editor, place, *place.beside(key), CURSOR):
            if item["kind"] == PROPERTY and item["label"] == key:
                inserted[key] = text
    assert inserted.keys() == {key for key, schema in place.keys.items() if not schema.get("doNotSuggest")}
    for key, text in inserted.items():
        assert re.search(rf"^[ -]*\"?{re.escape(key)}\"?:( |$)", text, re.MULTILINE), text
    # A key with a few words to choose from waits for the choice.
    assert not _faults(editor, place.file, [text for text in inserted.values() if not re.search(r": $", text, re.M)])


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_key_that_takes_a_block_brings_one(editor: Client, place: Place) -> None:
    """Where a key takes keys or a list, there is a snippet for a block: with the key itself, or behind it."""
    for key, schema in place.keys.items():
        kinds = takes(SCHEMAS[place.file], schema)
        if schema.get("doNotSuggest") or not kinds & {"object", "array"} or {"object", "string"} & kinds == {"string"}:
            continue  # a value may be a list too, but is none as a rule
        with_it = [text for _, text in _offered(editor, place, *place.beside(key), CURSOR)]
        behind = [text for _, text in _offered(editor, place, *place.beside(key), f"{key}: {CURSOR}")]
        pattern = rf"^[ -]*\"?{re.escape(key)}\"?: *\n +(- )?[^ \n]"
        assert any(re.search(pattern, text, re.MULTILINE) for text in with_it + behind), key


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_every_snippet_inserts_a_working_block(editor: Client, place: Place) -> None:
    """Whatever snippet is offered, in the block, behind a key, below it or in its list: taken as it is, it is right."""
    texts = []
    for key, schema in [("", {}), *place.keys.items()]:
        for lines in _ways(place, key, schema):
            for item, text in _offered(editor, place, *lines):
                if item["kind"] not in (CLASS, PROPERTY) and not _misplaced(place, key, lines, item):
                    texts.append(text)
    assert not _faults(editor, place.file, texts)


def _ways(place: Place, key: str, schema: Schema) -> list[list[str]]:
    """Where the cursor may stand: in the block, or behind a key, below it and in its list."""
    if not key:
        return [[CURSOR]]
    beside, kinds = place.beside(key), takes(SCHEMAS[place.file], schema)
    ways = [[*beside, f"{key}: {CURSOR}"]]
    ways += [[*beside, f"{key}:", f"  {CURSOR}"]] if "object" in kinds else []
    ways += [[*beside, f"{key}:", f"  - {CURSOR}"]] if "array" in kinds else []
    return ways


def _misplaced(place: Place, key: str, lines: list[str], item: dict[str, Any]) -> bool:
    """What the server offers where nobody wants it: in a list, the block that comes with the key of that list."""
    if (str(place), key) in OFFERS_TOO_MUCH:
        return True
    in_a_list = lines[-1].startswith("  - ") or (not key and place.route and place.route[-1].name == DASH)
    own = {snippet["label"] for snippet in place.keys[key].get("defaultSnippets", ())} if key else set()
    return bool(in_a_list) and item["label"] in own | LISTS


LISTS = {
    snippet["label"]
    for place in PLACES
    for schema in place.keys.values()
    for snippet in schema.get("defaultSnippets", ())
    if isinstance(snippet["body"], list)
}
"""The labels of snippets that bring a key with its list."""

OFFERS_TOO_MUCH = {("flow:anytime", "events")} | {
    ("flow:states/a/if_fails", key) for key in ("go_to", "return", "call", "with", "when", "set", "prompts")
}
"""Keys beside names of the author's: behind them the server offers what it offers behind those names as well."""


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_every_key_shows_an_example(editor: Client, place: Place) -> None:
    """Over each key the editor shows what it is for, with an example; the example, typed there, is without a fault."""
    texts = []
    for key, schema in place.keys.items():
        first, *more = example(key, schema)
        at = cursor(place.text(*place.beside(key), CURSOR + first, *more))
        uri = editor.open(_name(place.file), at.text)
        # One letter in: at the margin the server takes the end of the list above for what is meant.
        assert schema["markdownDescription"] in editor.hover(uri, at.line, at.column + 1), key
        editor.close(uri)
        texts.append(at.text)
    assert not _faults(editor, place.file, texts)


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_every_word_to_choose_from_is_explained(editor: Client, place: Place) -> None:
    """Behind a key that takes one of a few words each is offered with a line about it, and inserted as it is."""
    for key, schema in place.keys.items():
        words = _words(SCHEMAS[place.file], schema)
        offered = {item["label"].strip('"'): (item, text) for item, text in _offered(editor, place, f"{key}: {CURSOR}")}
        for word in words:
            item, text = offered[word]
            assert _explained(item), (key, word)
            assert re.search(rf"{re.escape(key)}: \"?{re.escape(word)}\"?$", text, re.MULTILINE), text


def _words(whole: Schema, schema: Schema) -> list[str]:
    schema = resolved(whole, schema)
    found = [word for word in schema.get("enum", ()) if isinstance(word, str)]
    for branch in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        found += _words(whole, branch)
    return found


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_nothing_useless_is_offered_for_a_sentence(editor: Client, place: Place) -> None:
    """Where a text goes, the editor does not offer true, false and null."""
    for key, schema in place.keys.items():
        if takes(SCHEMAS[place.file], schema) & {"boolean", "null"} or _words(SCHEMAS[place.file], schema):
            continue
        labels = {item["label"] for item, _ in _offered(editor, place, f"{key}: {CURSOR}")}
        assert not labels & {"true", "false", "null"}, key


def test_every_kind_of_state_has_a_snippet(editor: Client) -> None:
    """Below the name of a new state the editor offers a block for everything that a state can do."""
    (place,) = [place for place in PLACES if str(place) == "flow:states/a"]
    labels = [item["label"] for item, _ in _offered(editor, place, CURSOR) if item["kind"] not in (CLASS, PROPERTY)]
    assert [label.partition(":")[0] for label in labels] == [
        "question",
        "menu",
        "yes or no",
        "collect",
        "form",
        "say",
        "choose",
        "request",
        "call",
        "return",
        "transfer",
        "hang up",
        "hand over",
    ]
