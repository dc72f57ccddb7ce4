"""Findings of the schema, told so that an author can mend them.

A finding of the validator is a path and a keyword. Here it becomes a place (an unknown key at that key, a missing
one at the key of its parent), what was found in the author's own words, what is allowed there, and the mend.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from callwright.compiler.report import Report, did_you_mean
from callwright.diagnostics.nearest import nearest

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

    from callwright.compiler.document import Document
    from callwright.compiler.nodes import Node
    from callwright.diagnostics.model import Span

Route = tuple[str | int, ...]
Spoiled = frozenset[tuple[str | int, ...]]

LATER_KEYS = frozenset(
    "request call return with save events corrections hours services currency options pattern past future"
    " filler interrupt".split()
)
"""Keys of the language that this version does not have."""

LATER_TYPES = frozenset("number money date time duration phone name spelling choice text".split())
"""Types of values that this version does not have."""

LATER_CHECKSUMS = frozenset({"iban"})


def not_in_this_version(what: str) -> str:
    """The sentence for a part of the language that comes later."""
    return f"`{what}` is not part of this version of the language."


def check(document: Document, report: Report) -> Spoiled:
    """Report every finding about one file.

    Returns the parts with findings, as the first two keys of their routes (``("states", "welcome")``): what they
    hold is not looked at again, so that one mistake is told once.
    """
    from callwright.compiler.validator import errors  # jsonschema is slow to import, and not every command needs it

    spoiled = set()
    for error in errors(document.data):
        path = tuple(error.absolute_path)
        spoiled.add(path[:2])
        _TELL.get(str(error.validator), _other)(_Finding(document, path, error, report))
    return frozenset(spoiled)


class _Finding(NamedTuple):
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
        return self.document.at(self.path)

    @property
    def key(self) -> str:
        """The key under which the value stands, as a person would name it."""
        names = [part for part in self.path if isinstance(part, str)]
        return names[-1] if names else "the file"

    @property
    def allowed(self) -> str:
        return str(self.schema.get("errorMessage", ""))

    def key_span(self) -> Span:
        """The place of the key of the value, or of the value itself where it stands in a list."""
        if self.path and isinstance(self.path[-1], str):
            return self.document.key_at(self.path).span
        return _head(self.node)


def _head(node: Node) -> Span:
    """The place of the first line of a value: a whole block underlined says nothing."""
    if node.kind == "map" and node.entries:
        return next(iter(node.entries.values())).key.span
    return node.span


# what each keyword of the schema has to tell


def _unknown_key(finding: _Finding) -> None:
    document, path = finding.document, finding.path
    name, parent = str(path[-1]), path[:-1]
    from callwright.compiler.validator import branch, flow_schema

    chain: list[dict[str, Any]] = [branch(flow_schema(), document.data)]
    data: Any = document.data
    for part in parent:
        data = data[part]
        chain.append(_below(chain[-1], part, data))
    here = chain[-1]
    keys = [key for key, sub in here.get("properties", {}).items() if not sub.get("doNotSuggest")]
    place = _a(here.get("title", "this place"))
    message, help = f"There is no key '{name}' in {place}.", ""
    near = nearest(name, keys)
    if near:
        message = f"There is no key '{name}' in {place}. Did you mean '{near}'?"
    elif name in LATER_KEYS:
        message = not_in_this_version(name)
    else:
        help = _elsewhere(name, here, chain[:-1])
    allowed = f"Allowed here: {', '.join(keys)}."
    span = document.key_at(path).span
    finding.report.add("unknown-key", message, span, f"{help} {allowed}".strip())


def _below(schema: dict[str, Any], part: str | int, data: Any) -> dict[str, Any]:
    from callwright.compiler.validator import branch

    if isinstance(part, int):
        sub = schema.get("items", {})
    else:
        sub = schema.get("properties", {}).get(part) or schema.get("additionalProperties") or {}
    return branch(sub, data) if isinstance(sub, dict) else {}


def _elsewhere(name: str, here: Mapping[str, Any], above: list[dict[str, Any]]) -> str:
    """Where a key that is not allowed here would be: one level deeper, or further left."""
    from callwright.compiler.validator import branch

    for key, sub in here.get("properties", {}).items():
        if name in branch(sub, {}).get("properties", {}) and not sub.get("doNotSuggest"):
            return f"'{name}' belongs inside '{key}': move it two blanks to the right, below '{key}:'."
    for outer in reversed(above):
        if name in outer.get("properties", {}):
            return f"'{name}' belongs to {_a(outer.get('title', 'what is around it'))}: move it to the left."
    return ""


def _missing_key(finding: _Finding) -> None:
    have = finding.error.instance
    needed = finding.error.validator_value
    missing = [key for key in needed if key not in have]
    first = next((key for key in missing if f"'{key}'" in finding.error.message), missing[0])
    title = finding.schema.get("title", "this")
    example = _example(finding.schema, first)
    finding.report.add(
        "missing-key",
        f"{_a(title).capitalize()} needs '{first}', which is missing here.",
        finding.key_span(),
        f"Add for example: {example}" if example else f"Add '{first}:' with its value.",
    )


def _example(schema: Mapping[str, Any], key: str) -> str:
    markdown = str(schema.get("properties", {}).get(key, {}).get("markdownDescription", ""))
    found = re.search(r"```yaml\n(.*?)\n```", markdown, re.DOTALL)
    return found.group(1) if found and "\n" not in found.group(1) else ""


def _wrong_type(finding: _Finding) -> None:
    if finding.schema.get("title") == "Duration":
        _duration(finding)
        return
    node, key = finding.node, finding.key
    expected = _KIND_WORDS.get(str(finding.schema.get("type")), "")
    if node.kind == "scalar" and not node.raw:
        message = f"'{key}' has no value."
    else:
        message = f"'{key}' cannot be {_found(node)}."
    help = finding.allowed or (f"Write {expected} here." if expected else "")
    if node.kind == "scalar" and not node.plain and expected in ("a whole number", "a number"):
        help = f"Write {expected}, without quotes."
    finding.report.add("wrong-kind", message, _head(node) if node.raw or node.kind != "scalar" else finding.key_span(), help)


_KIND_WORDS = {"integer": "a whole number", "number": "a number", "object": "keys with their values", "array": "a list"}


def _found(node: Node) -> str:
    if node.kind == "list":
        return "a list"
    if node.kind == "map":
        names = list(node.entries)
        return f"keys with values ('{names[0]}' …)" if names else "empty braces"
    return f"'{_short(node.raw)}'"


def _duration(finding: _Finding) -> None:
    node = finding.node
    raw = node.raw.strip()
    allowed = "A duration has a number and a unit: 500ms, 8s, 1.5s or 2m."
    if node.kind != "scalar" or not raw:
        finding.report.add("bad-duration", f"'{finding.key}' needs a duration.", finding.key_span(), allowed)
    elif re.fullmatch(r"\d+(\.\d+)?", raw):
        finding.report.add(
            "bad-duration", f"'{raw}' has no unit: did you mean {raw}s or {raw}ms?", node, allowed
        )
    else:
        meant = _meant_duration(raw)
        hint = f" Did you mean {meant}?" if meant else ""
        finding.report.add("bad-duration", f"'{_short(raw)}' is not a duration.{hint}", node, allowed)


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


def _not_among(finding: _Finding) -> None:
    node = finding.node
    if finding.schema.get("type") == "string" and not isinstance(finding.error.instance, str) and node.kind != "scalar":
        return  # told as a wrong type already
    words = [w if isinstance(w, str) else str(w).lower() for w in finding.error.validator_value]
    found = node.raw if node.kind == "scalar" else ""
    if found in (LATER_TYPES | LATER_CHECKSUMS) and finding.key in ("type", "checksum"):
        message = not_in_this_version(found)
    elif found:
        message = f"'{finding.key}' cannot be '{_short(found)}'.{did_you_mean(found, words)}"
    else:
        message = f"'{finding.key}' cannot be {_found(node) if node.kind != 'scalar' else 'empty'}."
    span = _head(node) if found or node.kind != "scalar" else finding.key_span()
    finding.report.add("not-allowed-value", message, span, f"Allowed: {', '.join(words)}.")


def _bad_pattern(finding: _Finding) -> None:
    if finding.schema.get("title") == "Duration":
        _duration(finding)
        return
    what = str(finding.schema.get("patternErrorMessage", ""))
    if "propertyNames" in finding.error.absolute_schema_path:
        name = str(finding.error.instance)
        span = finding.document.key_at((*finding.path, name)).span
        finding.report.add("bad-name", f"'{_short(name)}' cannot be a name here.", span, what)
        return
    message = f"'{_short(finding.node.raw)}' cannot stand for '{finding.key}'."
    finding.report.add("bad-name", message, finding.node, what)


def _out_of_range(finding: _Finding) -> None:
    low, high = finding.schema.get("minimum"), finding.schema.get("maximum")
    finding.report.add(
        "out-of-range", f"'{finding.key}' cannot be {finding.node.raw}.", finding.node, f"It goes from {low} to {high}."
    )


def _too_few(finding: _Finding) -> None:
    finding.report.add("empty-list", f"The list of '{finding.key}' is empty.", finding.node, "Add at least one line.")


def _too_many(finding: _Finding) -> None:
    most, have = finding.error.validator_value, len(finding.error.instance)
    finding.report.add(
        "too-many", f"'{finding.key}' has {have} lines; at most {most} are allowed.", finding.key_span(), "Leave some out."
    )


def _other(finding: _Finding) -> None:
    finding.report.add("wrong-kind", f"'{finding.key}' cannot be {_found(finding.node)}.", _head(finding.node), finding.allowed)


_TELL: Mapping[str, Callable[[_Finding], None]] = {
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
    """``a state``, ``an intent``."""
    noun = title[:1].lower() + title[1:]
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _short(text: str, most: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def routes(spoiled: Spoiled, section: str) -> Iterator[str]:
    """The names of a section whose content has findings."""
    for route in spoiled:
        if len(route) > 1 and route[0] == section:
            yield str(route[1])
