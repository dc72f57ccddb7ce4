"""Mends that a machine can make, said in few words for a menu."""

from __future__ import annotations

import re
from collections.abc import Iterable

from callwright.compiler.mend import quoted
from callwright.compiler.nodes import Node
from callwright.compiler.source import Source
from callwright.diagnostics.model import Edit, Fix, Span
from callwright.diagnostics.nearest import nearest

_LONGEST = 60
_IN_BRACES = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)


def write(text: str, at: Span, *, safe: bool = False) -> Fix:
    """Put ``text`` where ``at`` is."""
    return Fix(f"Write {_shown(text)}", (Edit(at, text),), safe)


def near_name(word: str, names: Iterable[str], node: Node) -> tuple[Fix, ...]:
    """Write the nearest name in the place of a word of a value, if one is near. Another may be meant."""
    near = nearest(word, names)
    places = places_of(word, node)
    if near is None or near == word or not places:
        return ()
    return (Fix(f"Write {near}", tuple(Edit(place, near) for place in places)),)


def places_of(word: str, node: Node) -> list[Span]:
    """Where a name stands in a value: the whole of it, within its braces where it has any, or in its condition."""
    source, text = node.source, node.source.text
    if node.raw.strip() == word:
        return [bare(node)]
    inside = [found.span() for found in _IN_BRACES.finditer(text, node.start, node.end)] or [(node.start, node.end)]
    name = re.compile(rf"(?<![\w.]){re.escape(word)}(?!\w)")
    return [source.span(*found.span()) for start, end in inside for found in name.finditer(text, start, end)]


def bare(node: Node) -> Span:
    """The place of a text on one line without its quotes."""
    quotes = 0 if node.plain or node.source.text[node.start] not in "'\"" else 1
    return node.source.span(node.start + quotes, node.end - quotes)


def in_quotes(source: Source, start: int, end: int, *, safe: bool = False) -> Fix:
    """Put quotes around the text from ``start`` to ``end``."""
    text = quoted(source.text[start:end])
    return Fix("Put the text in quotes", (Edit(source.span(start, end), text),), safe)


def change_line(source: Source, line: int, text: str, title: str, *, safe: bool = False) -> Fix:
    """Put a line in the place of another, changing no more of it than differs."""
    was, offset = source.line_text(line), source.start_of(line)
    ahead = next((at for at, (a, b) in enumerate(zip(was, text, strict=False)) if a != b), min(len(was), len(text)))
    behind, most = 0, min(len(was), len(text)) - ahead
    while behind < most and was[len(was) - 1 - behind] == text[len(text) - 1 - behind]:
        behind += 1
    at = source.span(offset + ahead, offset + len(was) - behind)
    return Fix(title, (Edit(at, text[ahead : len(text) - behind]),), safe)


def without_line(source: Source, line: int, title: str = "Delete this line") -> Fix:
    """Take a line away."""
    start = source.start_of(line)
    end = min(start + len(source.line_text(line)) + 1, len(source.text))
    return Fix(title, (Edit(source.span(start, end), ""),))


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
