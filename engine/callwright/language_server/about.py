"""What a name is, told from the place where it is defined: for hover, for completion and for the outline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from callwright.compiler.names import Kind, Occurrence, Role
from callwright.compiler.nodes import Entry, Node
from callwright.diagnostics.model import Span
from callwright.language_server import template_words
from callwright.language_server.folder import Known

_LONGEST = 70
_MOST_PHRASES = 5

BUILT_IN: dict[Kind, dict[str, str]] = {
    Kind.INTENT: dict(template_words.INTENTS),
    Kind.VARIABLE: {**template_words.VARIABLES, **template_words.FUNCTIONS},
    Kind.FAILURE: dict(template_words.FAILURES),
    Kind.EVENT: dict(template_words.EVENTS),
    Kind.RESULT: dict(template_words.RESULTS),
}
"""What is said about names that are there without being written."""

CALLED: dict[Kind, str] = {Kind.VARIABLE: "value", Kind.RESULT: "result", Kind.HOURS: "opening hours"}
"""How a kind is called in front of an author, where not by its own word."""

_OF: dict[Kind, str] = {
    Kind.STATE: "states",
    Kind.INTENT: "intents",
    Kind.PROMPT: "prompts",
    Kind.VARIABLE: "variables",
    Kind.SERVICE: "services",
    Kind.HOURS: "hours",
}


class About(NamedTuple):
    """``line``: a few words on one line; ``text``: markdown."""

    line: str
    text: str = ""


def called(kind: Kind) -> str:
    """What a kind is called in front of an author."""
    return CALLED.get(kind, kind.value)


def about(known: Known, name: Occurrence) -> About:
    """What an author would want to know about a name without going to where it is defined."""
    first = next(iter(known.index.definition(name)), None)
    if first is None:
        return About("built in", BUILT_IN.get(name.kind, {}).get(name.name, ""))
    root = known.root(first.span.file)
    if root is None:
        return About("")
    if name.kind is Kind.FLOW:
        title = root.entries.get("title")
        return About(_short(title.value.raw) if title is not None else Path(first.span.file).name)
    section = root.entries.get(_OF.get(name.kind, ""))
    entry = section.value.entries.get(name.name) if section is not None else None
    if entry is not None and _covers(entry.key.span, first.span):
        return _of_entry(name.kind, entry)
    if name.kind is Kind.PROMPT:
        prompt = _with(root, "name", first.span)
        said = _said(prompt) if prompt is not None else ""
        return About(_short(said), said)
    return About(_where(root, first))


def _of_entry(kind: Kind, entry: Entry) -> About:
    value = entry.value
    if kind is Kind.STATE:
        does = tuple(does_of(value))
        return About(_short(" ".join(does)), "\n".join(f"- {one}" for one in does))
    if kind is Kind.INTENT:
        phrases = value.entries["phrases"].value if "phrases" in value.entries else value
        told = [f"“{one.raw}”" for one in phrases.items[:_MOST_PHRASES]]
        more = len(phrases.items) - len(told)
        return About(_short(" · ".join(told)), ", ".join(told) + (f" and {more} more" if more > 0 else ""))
    if kind is Kind.PROMPT:
        said = _said(value)
        return About(_short(said), said)
    if kind is Kind.SERVICE:
        url = value.entries.get("url")
        return About(url.value.raw if url is not None else "")
    if kind is Kind.HOURS:
        weekly = value.entries.get("weekly")
        days = weekly.value.entries.items() if weekly is not None else ()
        return About(", ".join(f"{name} {day.value.raw}" for name, day in days))
    if value.kind == "map":
        type, start = value.entries.get("type"), value.entries.get("value")
        told = [type.value.raw] if type is not None else []
        return About(", ".join([*told, f"starts as {start.value.raw}"] if start is not None else told))
    return About(f"starts as {value.raw}" if value.raw else "starts empty")


def does_of(state: Node) -> Iterator[str]:
    """What a state does, in the order in which it does it, a few words each."""
    entries = state.entries
    if "prompts" in entries and (said := _said(entries["prompts"].value)):
        yield f"says “{_short(said)}”"
    for key, how in _DOES.items():
        if key in entries:
            words = how.format(_short(_word_of(entries[key].value)))
            yield words.rstrip()
    ways = [key for key in ("transitions", "keys", "otherwise") if key in entries]
    if "transitions" in entries:
        yield f"listens for {_short(', '.join(entries['transitions'].value.entries))}"
    elif ways:
        yield "waits for the caller"
    if "go_to" in entries:
        yield f"→ {entries['go_to'].value.raw}"


_DOES = {
    "collect": "collects {}",
    "choose": "decides",
    "request": "asks the service {}",
    "call": "calls {}",
    "transfer": "puts the call through to {}",
    "hand_over": "hands the call over",
    "return": "returns",
    "hangup": "hangs up",
}


def options_of(known: Known, name: Occurrence) -> dict[str, str]:
    """What a caller can choose for a value that is a choice, each with how callers say it."""
    found: dict[str, str] = {}
    for one in known.index.references(name):
        root = known.root(one.span.file) if one.role is not Role.USES else None
        slot = _with(root, "slot", one.span) if root is not None else None
        if slot is not None and "options" in slot.entries:
            options = slot.entries["options"].value
            found |= {option: ", ".join(_words_of(entry.value)) for option, entry in options.entries.items()}
            found |= {item.raw: "" for item in options.items if item.kind == "scalar"}
    return found


def _with(root: Node, key: str, span: Span) -> Node | None:
    """The map in a state whose ``key`` has its value at a place."""
    state = _state_at(root, span)
    pending = [state[1]] if state is not None else []
    while pending:
        node = pending.pop()
        if key in node.entries and _covers(node.entries[key].value.span, span):
            return node
        pending += [*(entry.value for entry in node.entries.values()), *node.items]
    return None


def _words_of(value: Node) -> list[str]:
    return [value.raw] if value.kind == "scalar" else [item.raw for item in value.items]


def _word_of(value: Node) -> str:
    """What a value is about, in its own words."""
    if value.kind == "scalar":
        return "" if value.raw in ("true", "yes", "on") else value.raw
    if value.kind == "list":
        return ", ".join(filter(None, map(_word_of, value.items)))
    for key in ("slot", "service", "to"):
        if key in value.entries:
            return value.entries[key].value.raw
    return ""


def _said(value: Node) -> str:
    """The words of a prompt or of several."""
    if value.kind == "list":
        return " ".join(filter(None, map(_said, value.items)))
    if value.kind == "scalar":
        return " ".join(value.raw.split())
    for key in ("text", "ssml", "use", "audio"):
        if key in value.entries:
            inner = value.entries[key].value
            return _said(inner) if inner.kind != "map" else _said(next(iter(inner.entries.values())).value)
    if "one_of" in value.entries:
        return _said(value.entries["one_of"].value.items[0]) if value.entries["one_of"].value.items else ""
    return ""


def _where(root: Node, name: Occurrence) -> str:
    """By what a name gets its value, and in which state."""
    state = _state_at(root, name.span)
    return f"{'collected' if name.role is Role.DEFINES else 'set'} in {state[0]}" if state is not None else ""


def _state_at(root: Node, span: Span) -> tuple[str, Node] | None:
    """The state that a place is in, with its name."""
    states = root.entries.get("states")
    for name, entry in states.value.entries.items() if states is not None else ():
        if entry.key.span.line <= span.line <= entry.value.span.end_line:
            return name, entry.value
    return None


def _covers(outer: Span, inner: Span) -> bool:
    return (outer.line, outer.column) <= (inner.line, inner.column) <= (outer.end_line, outer.end_column)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
