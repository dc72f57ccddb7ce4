"""Findings of the schema in words that help an author to mend them.

A finding of the validator is a path and a keyword. Here it becomes a place (an unknown key at that key, a missing
one at the key of its parent), what was found in the author's own words, what is allowed there, and the mend.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from callwright.compiler.document import Document
from callwright.compiler.later import LATER_CHECKSUMS, LATER_KEYS, LATER_TYPES, not_in_this_version
from callwright.compiler.nodes import Node
from callwright.compiler.report import Report, did_you_mean
from callwright.compiler.shape import KEYS, along, branch
from callwright.diagnostics.model import Span
from callwright.diagnostics.nearest import nearest

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Route = tuple[str | int, ...]


class Finding(NamedTuple):
    """One finding of the validator, with the file that it is about and the report that it goes to."""

    document: Document
    path: Route
    error: ValidationError
    report: Report

    @property
    def schema(self) -> Mapping[str, Any]:
        found = self.error.schema
        return found if isinstance(found, Mapping) else {}

    @property
    def node(self) -> Node:
        return node_at(self.document, self.path)

    @property
    def value(self) -> Any:
        return self.error.instance

    @property
    def expected(self) -> Any:
        """What the keyword of the schema asks for."""
        return self.error.validator_value

    @property
    def key(self) -> str:
        """The key under which the value stands, as a person would name it."""
        names = [part for part in self.path if isinstance(part, str)]
        return names[-1] if names else "the file"

    @property
    def allowed(self) -> str:
        return str(self.schema.get("errorMessage", ""))

    def key_node(self, *more: str) -> Node:
        """The node of the key that ends the path."""
        found = self.document.key_at((*self.path, *more))
        assert found is not None, self.path
        return found

    def key_span(self) -> Span:
        """The place of the key of the value, or of the value itself where it stands in a list."""
        if self.path and isinstance(self.path[-1], str):
            return self.key_node().span
        return _head(self.node)


def _head(node: Node) -> Span:
    """The place of the first line of a value: a whole block underlined says nothing."""
    if node.kind == "map" and node.entries:
        return next(iter(node.entries.values())).key.span
    return node.span


def tell(finding: Finding) -> None:
    """Report a finding in words that help."""
    _TELL.get(str(finding.error.validator), _other)(finding)


def node_at(document: Document, path: Route) -> Node:
    """The node of a path that the validator came from."""
    found = document.at(path)
    assert found is not None, path
    return found


# what each keyword of the schema has to tell


def _unknown_key(finding: Finding) -> None:
    document, path = finding.document, finding.path
    name, parent = str(path[-1]), path[:-1]
    chain = along(document.data, parent)
    here = chain[-1]
    keys = [key for key, sub in here.get(KEYS, {}).items() if not sub.get("doNotSuggest")]
    title = str(here.get("title", "this place"))
    near = nearest(name, keys) if title != "Keys" else None
    keys = [*_MORE_KEYS.get(title, ()), *keys]
    span = finding.key_node().span
    if not parent and name not in keys and isinstance(finding.value, dict) and _looks_like_state(document, name):
        finding.report.add(
            "unknown-key",
            f'"{name}" looks like a state, and stands at the left margin.',
            span,
            'Indent it, with all its lines, by two blanks so that it stands under "states:".',
        )
        return
    if name in LATER_KEYS:
        finding.report.add("unknown-key", not_in_this_version(name), span, f'Remove "{name}".')
        return
    elsewhere = "" if near else _BELONGS.get(name) or _elsewhere(name, here, chain[:-1])
    hint = f' Did you mean "{near}"?' if near else ""
    allowed = f"Allowed here: {', '.join(keys)}."
    finding.report.add(
        "unknown-key", f'There is no key "{name}" in {_a(title)}.{hint}', span, f"{elsewhere} {allowed}".strip()
    )


def _looks_like_state(document: Document, name: str) -> bool:
    """Whether what stands under a key at the left margin has keys of a state."""
    entries = node_at(document, (name,)).entries
    states = nearest(name, ("states", "defaults", "anytime", "prompts"))
    return not states and bool(_OF_A_STATE & entries.keys())


_OF_A_STATE = frozenset("prompts transitions otherwise go_to hangup collect choose transfer hand_over keys".split())

_BELONGS = {
    "interrupt": (
        '"interrupt" belongs to the target of an event, below "events:": yes stops what is being said when something'
        ' comes from outside. How the caller may interrupt a prompt stands in its "barge_in".'
    )
}
"""Keys with a place of their own that an author may look for elsewhere."""

_MORE_KEYS = {"Keys": ("0 to 9",)}
"""Keys that the schema has as a pattern."""


def _elsewhere(name: str, here: Mapping[str, Any], above: list[dict[str, Any]]) -> str:
    """Where a key that is not allowed here would be: one level deeper, or further left."""
    for outer in reversed(above):
        if name in outer.get("properties", {}):
            return f'"{name}" belongs to {_a(outer.get("title", "what is around it"))}: move it to the left.'
    for key, sub in here.get("properties", {}).items():
        if name in branch(sub, {}).get("properties", {}):
            return f'"{name}" belongs inside "{key}": move it two blanks to the right, below "{key}:".'
    return ""


def _missing_key(finding: Finding) -> None:
    have, needed = finding.value, finding.expected
    missing = [key for key in needed if key not in have]
    first = next((key for key in missing if repr(key) in finding.error.message), missing[0])
    title = finding.schema.get("title", "this")
    example = _example(finding.schema, first)
    finding.report.add(
        "missing-key",
        f'{_capital(_a(title))} needs "{first}", which is missing here.',
        finding.key_span(),
        f"Add for example: {example}" if example else f'Add "{first}:" with its value.',
    )


def _example(schema: Mapping[str, Any], key: str) -> str:
    markdown = str(schema.get(KEYS, {}).get(key, {}).get("markdownDescription", ""))
    found = re.search(r"```yaml\n(.*?)\n```", markdown, re.DOTALL)
    return found.group(1) if found and "\n" not in found.group(1) else ""


def _wrong_type(finding: Finding) -> None:
    if finding.schema.get("title") == "Duration":
        _duration(finding)
        return
    node, key = finding.node, finding.key
    if node.kind == "list" and finding.path in _NAMED:
        what = str(finding.path[0])
        finding.report.add(
            "wrong-kind",
            f"{what.capitalize()} are names with a colon, not a list.",
            _head(node.items[0]) if node.items else finding.key_span(),
            f"Take away the dashes, so that each name stands two blanks right of {what!r}:".replace("'", '"'),
        )
        return
    expected = _KIND_WORDS.get(str(finding.schema.get("type")), "")
    if node.kind == "scalar" and not node.raw:
        message = f'"{key}" has no value.'
    else:
        message = f'"{key}" cannot be {_found(node)}.'
    help = _EXPECTED.get(str(finding.schema.get("title"))) or finding.allowed
    help = help or (f"Write {expected} here." if expected else "")
    if node.kind == "scalar" and not node.plain and expected in ("a whole number", "a number"):
        help = f"Write {expected}, without quotes."
    finding.report.add(
        "wrong-kind", message, _head(node) if node.raw or node.kind != "scalar" else finding.key_span(), help
    )


_NAMED = (("states",), ("intents",), ("variables",), ("prompts",))

_EXPECTED = {
    "Voice": "Write for example:\nvoice:\n  provider: azure\n  voice: en-US-JennyNeural",
    "Transcription": "Write for example:\ntranscription:\n  provider: deepgram\n  languages: [en-US]",
    "Prompt": "Write a sentence, a prompt (text, ssml, audio or use), or a list of them.",
    "Target": "Write the name of a state, or go_to with what belongs to it.",
    "Event's target": "Write the name of a state, or go_to with what belongs to it.",
    "Rung": "Write a sentence, or prompts, reprompt, go_to and set.",
    "State": "Write what the state does below its name, each key in a line of its own: prompts, transitions, go_to …",
}
"""What is expected, where the schema cannot say it without hiding better words of the editor."""

_KIND_WORDS = {
    "integer": "a whole number",
    "number": "a number",
    "object": "keys with their values",
    "array": "a list, each line with a dash in front,",
}


def _found(node: Node) -> str:
    if node.kind == "list":
        return "a list"
    if node.kind == "map":
        names = list(node.entries)
        return f'keys with values ("{names[0]}" …)' if names else "empty braces"
    return f'"{_short(node.raw)}"'


def _duration(finding: Finding) -> None:
    node = finding.node
    raw = node.raw.strip()
    allowed = "A duration has a number and a unit: 500ms, 8s, 1.5s or 2m."
    if node.kind != "scalar" or not raw:
        finding.report.add("bad-duration", f'"{finding.key}" needs a duration.', finding.key_span(), allowed)
    elif re.fullmatch(r"\d+(\.\d+)?", raw):
        finding.report.add("bad-duration", f'"{raw}" has no unit: did you mean {raw}s or {raw}ms?', node, allowed)
    else:
        meant = _meant_duration(raw)
        hint = f" Did you mean {meant}?" if meant else ""
        finding.report.add("bad-duration", f'"{_short(raw)}" is not a duration.{hint}', node, allowed)


_UNITS = (
    (r"ms|msec|millis\w*|millisek\w*", "ms"),
    (r"s|sec\w*|sek\w*", "s"),
    (r"m|min\w*", "m"),
)


def _meant_duration(raw: str) -> str:
    for pattern, unit in _UNITS:
        found = re.fullmatch(rf"(\d+(?:[.,]\d+)?)\s*(?:{pattern})\.?", raw, re.IGNORECASE)
        if found:
            return found.group(1).replace(",", ".") + unit
    return ""


def _not_among(finding: Finding) -> None:
    node = finding.node
    if finding.schema.get("type") == "string" and not isinstance(finding.error.instance, str) and node.kind != "scalar":
        return  # told as a wrong type already
    words = [w if isinstance(w, str) else str(w).lower() for w in finding.expected]
    found = node.raw if node.kind == "scalar" else ""
    if found in (LATER_TYPES | LATER_CHECKSUMS) and finding.key in ("type", "checksum"):
        message = not_in_this_version(found)
    elif found:
        message = f'"{finding.key}" cannot be "{_short(found)}".{did_you_mean(found, words)}'
    else:
        message = f'"{finding.key}" cannot be {_found(node) if node.kind != "scalar" else "empty"}.'
    span = _head(node) if found or node.kind != "scalar" else finding.key_span()
    finding.report.add("not-allowed-value", message, span, f"Allowed: {', '.join(words)}.")


def _bad_pattern(finding: Finding) -> None:
    if finding.schema.get("title") == "Duration":
        _duration(finding)
        return
    what = str(finding.schema.get("patternErrorMessage", ""))
    if "propertyNames" in finding.error.absolute_schema_path:
        name = str(finding.error.instance)
        span = finding.key_node(name).span
        finding.report.add("bad-name", f'"{_short(name)}" cannot be a name here.', span, what)
        return
    message = f'"{_short(finding.node.raw)}" cannot stand for "{finding.key}".'
    finding.report.add("bad-name", message, finding.node, what)


def _out_of_range(finding: Finding) -> None:
    low, high = finding.schema.get("minimum"), finding.schema.get("maximum")
    finding.report.add(
        "out-of-range", f'"{finding.key}" cannot be {finding.node.raw}.', finding.node, f"It goes from {low} to {high}."
    )


def _too_few(finding: Finding) -> None:
    finding.report.add("empty-list", f'The list of "{finding.key}" is empty.', finding.node, "Add at least one line.")


def _too_many(finding: Finding) -> None:
    most, have = finding.expected, len(finding.value)
    finding.report.add(
        "too-many",
        f'"{finding.key}" has {have} lines; at most {most} are allowed.',
        finding.key_span(),
        "Leave some out.",
    )


def _other(finding: Finding) -> None:
    finding.report.add(
        "wrong-kind", f'"{finding.key}" cannot be {_found(finding.node)}.', _head(finding.node), finding.allowed
    )


_TELL: Mapping[str, Callable[[Finding], None]] = {
    "additionalProperties": _unknown_key,
    "required": _missing_key,
    "type": _wrong_type,
    "enum": _not_among,
    "pattern": _bad_pattern,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "minItems": _too_few,
    "maxItems": _too_many,
}


def _a(title: str) -> str:
    """``a state``, ``an intent``, ``keys``."""
    noun = title[:1].lower() + title[1:]
    if noun.endswith("s"):
        return noun
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _short(text: str, most: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
