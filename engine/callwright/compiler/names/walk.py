"""Finds the names in a flow file's tree, whatever mistakes the file has.

Laws:

- What is found in one entry of a section, or in one other key at the top, depends on that entry alone, so that an
  editor need not look again at what did not change.
- A span covers the letters of the name and nothing else, or the occurrence says that it does not.

Theory of operation: one walk without recursion. A key of the language (``grammar``) says what stands behind it: a name,
a map with names for keys, or a target; below any other key only templates are looked for. A text with braces, or a
condition, is handed to ``expressions``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from callwright.compiler.names.expressions import Found, names_in_condition, names_in_text
from callwright.compiler.names.grammar import (
    FAILED,
    LEADS,
    LEADS_BELOW,
    NAMES_BEHIND,
    NAMES_BELOW,
    OF_A_TARGET,
    OTHER_FLOW,
    OTHERWISE,
    SECTIONS,
)
from callwright.compiler.names.letters import Letters
from callwright.compiler.names.occurrence import ACROSS_FLOWS, Kind, Occurrence, Role
from callwright.compiler.nodes import Entry, Node

_IN_PHRASE = re.compile(r"<\s*([^\W\d]\w*)\s*(:?)")
_SPOKEN = frozenset({"text", "ssml", "audio", "use"})
_SWITCHES = frozenset({"yes", "no", "on", "off", "true", "false"})
_DATA = frozenset({"query", "body", "headers", "options", "voice", "barge_in"})
"""Keys below which no key of the language stands."""


def occurrences_in(section: str, entry: Entry, scope: str) -> tuple[Occurrence, ...]:
    """The names in one entry of a section (``states``, ``intents`` ...), or, with ``section`` empty, in any other
    entry at the top of a flow file. ``scope`` is the name of its flow."""
    walk = Walk(scope)
    if section in SECTIONS:
        walk.section(section, entry)
    else:
        walk.top(entry)
    return tuple(walk.found)


class Walk:
    """One walk; ``found`` grows."""

    def __init__(self, scope: str) -> None:
        self.scope = scope
        self.found: list[Occurrence] = []

    def section(self, section: str, entry: Entry) -> None:
        """One entry of a section of names."""
        self.key(SECTIONS[section], entry.key, Role.DEFINES)
        value = entry.value
        if section == "intents":
            for part in (value, *(inner.value for key, inner in value.entries.items() if key != "description")):
                for phrase in part.items or (part,):
                    if phrase.kind == "scalar":
                        self._phrase(phrase)
        elif section != "hours":
            self.below(value)

    def top(self, entry: Entry) -> None:
        """Any other entry at the top of a flow file."""
        if entry.key.raw == "flow":
            self.value(Kind.FLOW, entry.value, Role.DEFINES)
        elif entry.key.raw not in SECTIONS:
            pending: list[Node] = []
            self._entry(entry.key.raw, entry, {}, pending)
            self._run(pending)

    def below(self, node: Node) -> None:
        """Everything below a value that is none of a name's."""
        self._run([node])

    def _run(self, pending: list[Node]) -> None:
        while pending:
            node = pending.pop()
            if node.kind == "map":
                entries = node.entries
                for key, entry in entries.items():
                    self._entry(key, entry, entries, pending)
            elif node.kind == "list":
                pending.extend(node.items)
            elif "{" in node.raw:
                self._template(node)

    def _entry(self, key: str, entry: Entry, beside: Mapping[str, Entry], pending: list[Node]) -> None:
        value = entry.value
        if key in NAMES_BEHIND:
            self._names_behind(key, entry, beside, pending)
        elif key in NAMES_BELOW:
            self._names_below(key, entry, beside, pending)
        elif key in LEADS or key in LEADS_BELOW:
            self._leading(key, entry, beside, pending)
        elif key == "when":
            if value.kind == "scalar":
                self._put(value, names_in_condition(value.raw))
        elif key == "name":
            if beside.keys() & _SPOKEN:
                self.value(Kind.PROMPT, value, Role.DEFINES)
        elif key == "corrections":
            on = value.entries.get("on")
            for item in several(on.value) if on is not None else ():
                self.value(Kind.INTENT, item)
        elif key in _DATA:
            self._data(value)
        elif value.kind != "scalar":
            pending.append(value)
        elif "{" in value.raw:
            self._template(value)

    def _data(self, node: Node) -> None:
        """A value in which keys are the author's own, and only templates have names."""
        pending = [node]
        while pending:
            node = pending.pop()
            pending.extend(entry.value for entry in node.entries.values())
            pending.extend(node.items)
            if "{" in node.raw:
                self._template(node)

    # names behind a key

    def _names_behind(self, key: str, entry: Entry, beside: Mapping[str, Entry], pending: list[Node]) -> None:
        kind = NAMES_BEHIND[key]
        role = Role.DEFINES if key == "slot" else Role.USES
        for item in several(entry.value):
            if item.kind != "scalar":
                pending.append(item)
            elif kind is Kind.STATE:
                self._destination(item)
            elif key == "keep" and (other := _other_flow(beside)):
                self.value(kind, item, Role.USES, other)
                self.value(kind, item, Role.FILLS)
            else:
                self.value(kind, item, role)

    def _destination(self, node: Node) -> None:
        written = node.raw.strip()
        if not written.startswith(OTHER_FLOW):
            if written and "{" not in written:
                self.value(Kind.STATE, node)
            return
        flow, slash, state = written[len(OTHER_FLOW) :].partition("/")
        start = node.raw.find(written) + len(OTHER_FLOW)
        parts = [(Kind.FLOW, flow, start, "")]
        if slash and state:
            parts.append((Kind.STATE, state, start + len(flow) + 1, flow))
        letters = Letters(node)
        for kind, name, at, scope in parts:
            if name:
                self._add(node, letters, Found(kind, name, at, at + len(name)), Role.USES, scope)

    # names below a key

    def _names_below(self, key: str, entry: Entry, beside: Mapping[str, Entry], pending: list[Node]) -> None:
        kind, value = NAMES_BELOW[key], entry.value
        if value.kind != "map":
            pending.append(value)
            return
        other = _other_flow(beside) if key == "with" else ""
        for name, inner in value.entries.items():
            if key == "anytime" and name == "events":
                self._names_below("events", inner, value.entries, pending)
                continue
            if key == "return" and name == FAILED:
                self._failure(inner.value)
                continue
            if not (key == "transitions" and name == OTHERWISE):
                self.key(kind, inner.key, Role.USES if other else _ROLES.get(key, Role.USES), other)
            if key in LEADS_BELOW:
                if not (key == "anytime" and inner.value.raw.strip().lower() in _SWITCHES):
                    self._target(inner.value, pending)
            else:
                self._data(inner.value)

    def _failure(self, node: Node) -> None:
        if node.kind == "scalar" and "{" not in node.raw:
            self.value(Kind.FAILURE, node, Role.DEFINES)
        else:
            self._data(node)

    def _leading(self, key: str, entry: Entry, beside: Mapping[str, Entry], pending: list[Node]) -> None:
        value = entry.value
        short = key == "if_fails" and value.entries.keys() <= OF_A_TARGET
        if key in LEADS_BELOW and value.kind == "map" and not short:
            names = key == "if_fails" and "call" in beside
            for name, inner in value.entries.items():
                if names and name not in OF_A_TARGET:
                    self.key(Kind.FAILURE, inner.key, Role.USES)
                self._target(inner.value, pending)
        else:
            self._target(value, pending)

    def _target(self, node: Node, pending: list[Node]) -> None:
        for item in several(node):
            if item.kind == "scalar":
                self._destination(item)
            else:
                pending.append(item)

    # one name

    def key(self, kind: Kind, node: Node, role: Role, scope: str = "") -> None:
        """A key that is a name."""
        self._whole(kind, node, node.raw, role, scope)

    def value(self, kind: Kind, node: Node, role: Role = Role.USES, scope: str = "") -> None:
        """A value that is a name; blanks around it are none of it."""
        if node.kind == "scalar":
            self._whole(kind, node, node.raw.strip(), role, scope)

    def _whole(self, kind: Kind, node: Node, name: str, role: Role, scope: str) -> None:
        if not name:
            return
        start = node.raw.find(name)
        if node.plain and node.end - node.start == len(name):
            self.found.append(Occurrence(kind, name, role, node.span, self._scope(kind, scope)))
        else:
            self._add(node, Letters(node), Found(kind, name, start, start + len(name)), role, scope)

    def _scope(self, kind: Kind, scope: str) -> str:
        return "" if kind in ACROSS_FLOWS else scope or self.scope

    def _add(self, node: Node, letters: Letters, found: Found, role: Role, scope: str = "") -> None:
        place = letters.place(found.start, found.end)
        span = node.source.span(*place) if place is not None else node.span
        self.found.append(
            Occurrence(found.kind, found.name, role, span, self._scope(found.kind, scope), place is not None)
        )

    def _put(self, node: Node, found: Iterable[Found]) -> None:
        letters = Letters(node)
        for one in found:
            self._add(node, letters, one, Role.USES)

    def _template(self, node: Node) -> None:
        if "{{" in node.raw or "{%" in node.raw:
            self._put(node, names_in_text(node.raw))

    def _phrase(self, node: Node) -> None:
        if "<" not in node.raw:
            return
        letters = Letters(node)
        for match in _IN_PHRASE.finditer(node.raw):
            role = Role.FILLS if match[2] else Role.USES
            self._add(node, letters, Found(Kind.VARIABLE, match[1], *match.span(1)), role)


_ROLES = {
    "set": Role.FILLS,
    "save": Role.FILLS,
    "with": Role.FILLS,
    "return": Role.DEFINES,
    "events": Role.DEFINES,
}


def several(node: Node) -> Iterable[Node]:
    """The items of a list, or the value itself as the only one."""
    return node.items if node.kind == "list" else (node,)


def _other_flow(beside: Mapping[str, Entry]) -> str:
    """The other flow that a ``call`` beside a key leads to; empty for none."""
    entry = beside.get("call")
    written = entry.value.raw.strip() if entry is not None else ""
    return written[len(OTHER_FLOW) :].partition("/")[0] if written.startswith(OTHER_FLOW) else ""
