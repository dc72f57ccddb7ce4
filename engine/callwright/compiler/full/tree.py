"""The full form of a flow as a tree: values with where they come from, ready to be written as YAML."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import NamedTuple

from callwright.compiler.editing.formatting import formatted
from callwright.compiler.editing.order import order_of
from callwright.compiler.nodes import Node
from callwright.diagnostics.model import Span

OURS = "callwright"
"""The origin of what no file says."""


class Leaf(NamedTuple):
    """A value: as it stands in YAML, where it comes from, and the lines of a block scalar."""

    text: str
    origin: str
    block: tuple[str, ...] = ()


class Remark(NamedTuple):
    """A comment on a line of its own: what holds but cannot be written at this place."""

    text: str


Tree = Leaf | Remark | list["Tree"] | dict[str, "Tree"]
Map = dict[str, Tree]


def place(span: Span) -> str:
    """A place as it is shown behind a value."""
    return f"{span.file}:{span.line}"


def ours(text: str) -> Leaf:
    """A value that is callwright's own."""
    return Leaf(text, OURS)


def remark(made: Map, text: str) -> None:
    """Add a comment at the end of a map."""
    made[f"#{len(made)}"] = Remark(text)


def leaf(node: Node) -> Leaf:
    """A scalar as it was written; one of several lines so that it reads the same."""
    origin = place(node.span)
    written = node.source.text[node.start : node.end]
    if "\n" not in written:
        return Leaf(written, origin)
    return text_leaf(node.raw.strip(), origin)


def text_leaf(text: str, origin: str) -> Leaf:
    """A text; one of several lines as a block."""
    lines = text.split("\n")
    plain = all(line.isprintable() for line in lines) and not lines[0].startswith(" ")
    if len(lines) > 1 and plain and all(line == line.rstrip() for line in lines):
        return Leaf("|-", origin, tuple(lines))
    return Leaf(json.dumps(text, ensure_ascii=False), origin)


def copy(node: Node) -> Tree:
    """A value as it is, each part with its own place."""
    if node.kind == "map":
        return {key_text(entry.key): copy(entry.value) for entry in node.entries.values()} or Leaf(
            "{}", place(node.span)
        )
    if node.kind == "list":
        return [copy(item) for item in node.items] or Leaf("[]", place(node.span))
    return leaf(node)


def key_text(key: Node) -> str:
    """A key as it was written."""
    return key.source.text[key.start : key.end]


def path_leaf(node: Node, flow_file: str) -> Leaf:
    """A path of a file beside the one where it is written, as seen from the flow's own file."""
    written, here = node.span.file, os.path.dirname(flow_file)
    if os.path.dirname(written) == here:
        return leaf(node)
    path = os.path.relpath(os.path.join(os.path.dirname(written), node.raw.strip()), here or ".")
    return Leaf(json.dumps(path.replace(os.sep, "/"), ensure_ascii=False), place(node.span))


def in_order(made: Map) -> Map:
    """The keys of the language in its order, which is that of ``callwright fmt``; remarks stay at the end."""
    keys = {key: None for key in made if not key.startswith("#")}
    ranks = {key: rank for rank, key in enumerate(order_of(keys))}
    return dict(sorted(made.items(), key=lambda item: ranks.get(item[0], len(made) + len(ranks))))


def write(tree: Tree) -> str:
    """The YAML of a map at the top of a file, in the one form: what was copied is sorted too."""
    text = "\n".join(_lines(tree, "")) + "\n"
    return formatted(text.encode("utf-8", "surrogatepass"), "").data.decode("utf-8", "surrogatepass")


def _lines(tree: Tree, pad: str) -> Iterator[str]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            if isinstance(value, Remark):
                yield f"{pad}# {value.text}"
            elif isinstance(value, Leaf):
                yield from _leaf(value, f"{pad}{key}:", pad)
            else:
                yield f"{pad}{key}:"
                yield from _lines(value, pad + "  ")
    elif isinstance(tree, list):
        for item in tree:
            if isinstance(item, Leaf):
                yield from _leaf(item, f"{pad}-", pad)
            else:
                inner = list(_lines(item, pad + "  "))
                yield f"{pad}- {inner[0][len(pad) + 2 :]}"
                yield from inner[1:]


def _leaf(value: Leaf, start: str, pad: str) -> Iterator[str]:
    yield f"{start} {value.text}".rstrip() + (f"  # {value.origin}" if value.origin else "")
    for line in value.block:
        yield f"{pad}  {line}".rstrip()
