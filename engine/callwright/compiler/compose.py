"""From a reader's events to a tree of nodes, in one pass that never recurses.

Laws:

- Whatever the events, the pass ends, holds the bounds of ``guard``, and yields a tree without cycles.
- A finding about a part of the tree does not stop the pass, so that all are told at once. What is too deep, or a
  second document, does stop it.
- Keys are text: a key is known by its raw text, and the first of two equal keys keeps its value.

The loop is the hot path of loading a file: everything that is not an ordinary value is left to a method.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from callwright.compiler import guard
from callwright.compiler import tree_faults as faults
from callwright.compiler.nodes import NO_ENTRIES, NO_ITEMS, Entry, Node, Plain
from callwright.compiler.scalars import read
from callwright.compiler.source import Source
from callwright.compiler.yaml_events import NextEvent
from callwright.diagnostics.model import Diagnostic

# An anchor or a tag, with the blanks, line ends and comments behind it.
_PROPERTY = re.compile(r"(&[^ \t\n,\[\]{}]*|![^ \t\n,\[\]{}]*)(?:[ \t\n]+(?:#[^\n]*)?)*")
_ANCHOR = re.compile(r"&[\w-]+")
_AFTER_ANCHOR = ("", " ", "\t", "\n", ",", "]", "}")


class TooMuchError(Exception):
    """The pass was stopped; the composer's findings say why."""


class Composer:
    """Builds the tree of one file.

    After ``run``: ``root`` (``None`` where the file holds nothing), ``findings``, and what later advice looks
    at: ``listed_maps`` (maps that are items of a list) and ``flow_lists`` (lists in ``[ ]``).
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: Node | None = None
        self.findings: list[Diagnostic] = []
        self.listed_maps: list[Node] = []
        self.flow_lists: list[Node] = []
        self._anchors: dict[str, Node] = {}
        self._marks: dict[tuple[str, int], int] = {}
        self._used: set[str] = set()
        self._aliases: list[guard.Alias] = []
        self._documents = 0

    def run(self, next_event: NextEvent) -> None:
        """Reads all events. Raises ``TooMuchError`` where it stops early, and what the reader raises."""
        source, text = self.source, self.source.text
        deepest = guard.DEEPEST
        # The container that is being filled, and the key that waits for its value.
        parent: Node | None = None
        entries: dict[str, Entry] = {}
        mapping: dict[str, Plain] = {}
        items: list[Node] | None = None
        sequence: list[Plain] = []
        key: Node | None = None
        stack: list[tuple[Any, ...]] = []
        last = 0  # where the latest scalar or bracket ended: a block ends with what it holds

        while True:
            event = next_event()
            if event is None:
                break
            of = event.__class__
            if of is ScalarEvent:
                raw, start, last = event.value, event.start_mark.index, event.end_mark.index
                if event.style:
                    if event.style in "|>":
                        last = start + len(text[start:last].rstrip(" \t\n"))
                    node = Node(source, start, last, "scalar", raw, False, raw, NO_ENTRIES, NO_ITEMS)
                else:
                    if not raw:
                        start = last = self._place_of_nothing(parent, key, last)
                    node = Node(source, start, last, "scalar", raw, True, read(raw), NO_ENTRIES, NO_ITEMS)
                if event.ctag is not None or event.anchor is not None:
                    self._named(node, event)
            elif of is MappingStartEvent or of is SequenceStartEvent:
                start = event.start_mark.index
                if len(stack) >= deepest:
                    self._tell(faults.too_deep(source, start))
                    raise TooMuchError
                if of is MappingStartEvent:
                    filling: dict[str, Entry] = {}
                    filling_plain: dict[str, Plain] = {}
                    node = Node(source, start, start, "map", "", False, filling_plain, filling, NO_ITEMS)
                else:
                    new_items: list[Node] = []
                    new_sequence: list[Plain] = []
                    node = Node(source, start, start, "list", "", False, new_sequence, NO_ENTRIES, new_items)
                if event.ctag is not None or event.anchor is not None:
                    self._named(node, event)
                stack.append((parent, entries, mapping, items, sequence, key, event.flow_style))
                parent, key = node, None
                if of is MappingStartEvent:
                    entries, mapping, items = filling, filling_plain, None
                else:
                    items, sequence = new_items, new_sequence
                continue
            elif of is MappingEndEvent or of is SequenceEndEvent:
                assert parent is not None
                node, filled = parent, items
                parent, entries, mapping, items, sequence, key, flow = stack.pop()
                if flow:
                    last = event.end_mark.index
                    node.end = last
                    if filled is not None:
                        self.flow_lists.append(node)
                else:
                    node.end = last if last > node.start else node.start
                if node.kind == "map" and items is not None:
                    self.listed_maps.append(node)
            elif of is AliasEvent:
                last = event.end_mark.index
                node = self._repeated(event, parent, stack)
            else:
                if of is DocumentStartEvent:
                    self._document(event)
                continue

            # A finished value: it goes into the container that is being filled.
            if items is not None:
                items.append(node)
                sequence.append(node.value)
            elif parent is None:
                self.root = node
            elif key is None:
                key = node if node.kind == "scalar" else self._key_from(node)
            else:
                name = key.raw
                if name in entries or name == "<<":
                    self._refused_key(key, entries)
                if name not in entries:
                    entries[name] = Entry(key, node)
                    mapping[name] = node.value
                if not node.raw and node.plain and stack[-1][6]:
                    self._check_colon(parent, key, node)
                key = None
        self._check_aliases()

    def _place_of_nothing(self, parent: Node | None, key: Node | None, mark: int) -> int:
        """Where a value that is not written would stand; the readers disagree, so it is found anew."""
        text = self.source.text
        if key is not None:
            after = key.end
            colon = text.find(":", after, mark + 1)
            return colon + 1 if colon >= 0 else after
        if parent is not None and parent.kind == "list":
            return max(text.rfind("-", 0, mark + 1) + 1, parent.start)
        return mark

    def _tell(self, found: Diagnostic) -> None:
        self.findings.append(found)
        if len(self.findings) >= guard.MOST_FINDINGS:
            raise TooMuchError

    def _named(self, node: Node, event: Any) -> None:
        """A value with an anchor or a tag in front of it, which are not part of its place."""
        text, end = self.source.text, event.end_mark.index
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        after = event.start_mark.index
        while match := _PROPERTY.match(text, after, max(end, node.end)):
            start, stop = match.span(1)
            if text[start] == "!":
                self._tell(faults.tag(self.source, start, stop))
            elif not _ANCHOR.fullmatch(text, start, stop) or text[stop : stop + 1] not in _AFTER_ANCHOR:
                # The readers disagree about where such an anchor ends, and nobody means one.
                self._tell(faults.odd_anchor(self.source, start, stop))
            else:
                self._marks[event.anchor, start] = stop
            after = match.end()
        if node.kind != "scalar" or after < node.end:
            node.start = after

    def _repeated(self, event: Any, parent: Node | None, stack: Sequence[tuple[Any, ...]]) -> Node:
        """The node that an alias stands for."""
        start, end = event.start_mark.index, event.end_mark.index
        target = self._anchors.get(event.anchor)
        if target is not None:
            self._used.add(event.anchor)
            if target is not parent and all(frame[0] is not target for frame in stack):
                self._aliases.append(guard.Alias(start, end, len(stack), target))
                return target
            self._tell(faults.alias_of_itself(self.source, start, end))
        else:
            self._tell(faults.alias_unknown(self.source, start, end))
        return self._as_text(start, end)

    def _key_from(self, node: Node) -> Node:
        """A key for what cannot be one, so that the pass can go on."""
        self._tell(faults.key_not_text(self.source, node))
        return self._as_text(node.start, node.end)

    def _as_text(self, start: int, end: int) -> Node:
        raw = self.source.text[start:end]
        return Node(self.source, start, end, "scalar", raw, True, raw, NO_ENTRIES, NO_ITEMS)

    def _refused_key(self, key: Node, entries: dict[str, Entry]) -> None:
        if key.raw in entries:
            self._tell(faults.duplicate_key(key, entries[key.raw].key))
        elif key.plain:
            self._tell(faults.merge_key(key))

    def _check_colon(self, parent: Node, key: Node, value: Node) -> None:
        """In ``{ }`` a name without a colon is the rest of a text that a comma cut."""
        text = self.source.text
        template = text.startswith("{{", parent.start - 1) or key.raw.startswith("{")
        if template or ":" in text[key.end : value.start]:
            return
        if "?" in text[max(0, key.start - 2) : key.start]:
            self._tell(faults.question_mark(self.source, key))
            return
        before = [entry.value for entry in parent.entries.values() if entry.value is not value]
        self._tell(faults.cut_by_comma(self.source, key, before[-1] if before else None))

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._tell(faults.second_document(self.source, event.start_mark.index))
            raise TooMuchError

    def _check_aliases(self) -> None:
        found = guard.excess(self._aliases)
        if found is not None:
            self._tell(faults.excess(self.source, found))
            raise TooMuchError
        for (name, start), stop in self._marks.items():
            if name not in self._used:
                self._tell(faults.anchor_unused(self.source, start, stop))
