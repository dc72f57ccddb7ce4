"""What YAML accepts, but no author means: texts cut short, and characters that only look like others.

Each rule first looks for its character in the whole text, since nearly every file holds none of them; only then
is the tree walked.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator

from callwright.compiler import fixing
from callwright.compiler.blank_faults import glued_dash
from callwright.compiler.fixing import in_quotes
from callwright.compiler.foreign_faults import BULLETS, bulleted
from callwright.compiler.mend import TYPOGRAPHIC, quoted, replaced, short, write
from callwright.compiler.nodes import Node
from callwright.compiler.reading import CONTROL, INVISIBLE, invisible, name_of
from callwright.compiler.shape import language_keys
from callwright.compiler.source import Source
from callwright.diagnostics.catalog import finding
from callwright.diagnostics.model import Diagnostic, Fix
from callwright.diagnostics.nearest import only_near

_GLUED_DASH = re.compile(r"-(?=[^\W\d_]|\+\d)")
_COMMENT = re.compile(r"(?<=[^\s#])[ \t]+(#[^\n]*)")
_HASH_KEY = re.compile(r"^[ \t]*(#[ \t]*:)[ \t]+\S", re.MULTILINE)
_INVISIBLE_AFTER_KEY = re.compile(f"([a-z_]+):([{INVISIBLE}])")
_ANY_INVISIBLE = re.compile(f"[{INVISIBLE}]")
# In a text without quotes: at its edges, or where one of its lines begins.
_MISPLACED = re.compile(f"\\A([{INVISIBLE}])|\\n[ \t]*([{INVISIBLE}])|([{INVISIBLE}])\\Z")
_ANY_BULLET = re.compile(f"[{BULLETS}][ \t\u00a0]")
_ANY_TYPOGRAPHIC = re.compile(f"[{TYPOGRAPHIC}]")
_WORDS = re.compile(r"[^\W\d_]\S*\s+\S*[^\W\d_]")
_FOR_US = re.compile(r"#+[ \t]*callwright\b", re.IGNORECASE)
"""A comment that silences a finding."""
_ENDS = (".", "!", "?", ":", ";", "…")


def advise(source: Source, root: Node, listed_maps: list[Node], flow_lists: list[Node]) -> Iterator[Diagnostic]:
    """Everything to tell about a file that YAML accepts."""
    text = source.text
    comments = {match.start(): match for match in _COMMENT.finditer(text)}
    hash_keys = list(_HASH_KEY.finditer(text))
    invisibles = _ANY_INVISIBLE.search(text) is not None
    typographic = _ANY_TYPOGRAPHIC.search(text) is not None
    escapes = "\\" in text
    dashes = _GLUED_DASH.search(text) is not None
    bullets = _ANY_BULLET.search(text) is not None
    if comments or hash_keys or invisibles or typographic or escapes or dashes or bullets:
        texts: list[tuple[int, int]] = []
        for node, key in _scalars(root):
            if not node.plain:
                texts.append((node.start, node.end))
                if escapes and (control := CONTROL.search(node.raw)):
                    yield _control(node, control.group())
                if invisibles and node is key:
                    yield from _invisible_in_key(source, node)
                continue
            if dashes and node is not key and _begins_line(source, node) and _GLUED_DASH.match(text, node.start):
                yield glued_dash(source, node.start)
            if bullets and node is not key and _ANY_BULLET.match(node.raw) and (told := bulleted(source, node)):
                yield told
            if node.end in comments:
                yield from _cut_by_comment(source, node, key, comments[node.end])
            if invisibles and (glued := _INVISIBLE_AFTER_KEY.match(node.raw)):
                at = source.text.find(glued[2], node.start)
                yield invisible(source, at, f'after the colon of "{glued[1]}:"')
            elif invisibles:
                yield from _invisible_in_key(source, node) if node is key else _invisible_at_edge(source, node)
            if typographic and len(node.raw) > 1 and node.raw[0] in TYPOGRAPHIC and node.raw[-1] in TYPOGRAPHIC:
                yield _typographic(source, node)
        texts.sort()
        for match in hash_keys:
            before = bisect(texts, (match.start(1), len(text)))
            if before == 0 or texts[before - 1][1] <= match.start(1):
                yield _hash_key(source, match)
    for node in listed_maps:
        yield from _colon_in_item(source, node)
    for node in flow_lists:
        yield from _comma_in_list(source, node)


def _begins_line(source: Source, node: Node) -> bool:
    return not source.text[source.start_of(source.line_of(node.start)) : node.start].strip()


def _scalars(root: Node) -> Iterator[tuple[Node, Node | None]]:
    """Every scalar with its key (a key with itself), shared ones once."""
    seen: set[int] = set()
    waiting: list[tuple[Node, Node | None]] = [(root, None)]
    while waiting:
        node, key = waiting.pop()
        if node.kind == "scalar":
            yield node, key
        elif id(node) not in seen:
            seen.add(id(node))
            for entry in node.entries.values():
                yield entry.key, entry.key
                waiting.append((entry.value, entry.key))
            waiting.extend((item, key) for item in node.items)


def _cut_by_comment(source: Source, node: Node, key: Node | None, comment: re.Match[str]) -> Iterator[Diagnostic]:
    # A name or a number with a comment behind it is what comments are for; a sentence with one is most often cut.
    rest = comment.group(1)
    if _FOR_US.match(rest):
        return
    glued = len(rest) > 1 and not rest[1].isspace() and rest[1] not in "#-=!"
    condition = key is not None and key.raw == "when"
    if node is key or not (glued or _WORDS.search(node.raw)) or condition:
        return
    start, end = comment.span(1)
    what = f"after '{short(node.raw)}'" if node.raw else "after the colon" if key is not None else "in this line"
    message = f"The # {what} begins a comment: '{short(rest)}' is not part of the text."
    whole = source.text[node.start : end].strip()
    fixes: tuple[Fix, ...] = ()
    if "\n" in whole:
        help = "Put the whole text in quotes if the # belongs to it, else put the comment on a line of its own."
    else:
        mended = replaced(source, node.start, end, (" " if not node.raw else "") + quoted(whole))
        help = f"{write(mended)}\nIf it is a comment, put it on a line of its own."
        if node.raw:
            fixes = (in_quotes(source, node.start, node.start + len(whole)),)
    yield finding("cut-by-comment", message, source.span(start, end), help, fixes=fixes)


def _invisible_in_key(source: Source, node: Node) -> Iterator[Diagnostic]:
    match = _ANY_INVISIBLE.search(source.text, node.start, node.end)
    if match:
        visible = _ANY_INVISIBLE.sub("", node.raw)
        yield invisible(source, match.start(), f"in the name '{short(visible)}'")


def _invisible_at_edge(source: Source, node: Node) -> Iterator[Diagnostic]:
    match = _MISPLACED.search(source.text[node.start : node.end])
    if match:
        visible = _ANY_INVISIBLE.sub(" ", node.raw)
        yield invisible(source, node.start + match.start(match.lastindex or 0), f"at the edge of '{short(visible)}'")


def _control(node: Node, character: str) -> Diagnostic:
    message = f"A \\ in this text stands for a control character ({name_of(character)}), which cannot be spoken."
    return finding("control-character", message, node.span, "Delete it, or write \\\\ if you mean a backslash.")


def _typographic(source: Source, node: Node) -> Diagnostic:
    message = f"The typographic quotes {node.raw[0]} {node.raw[-1]} are part of this text."
    help = f"{write(replaced(source, node.start, node.end, quoted(node.raw)))}"
    return finding(
        "typographic-quotes", message, node.span, help, fixes=(in_quotes(source, node.start, node.end, safe=True),)
    )


def _hash_key(source: Source, match: re.Match[str]) -> Diagnostic:
    start, end = match.span(1)
    message = "This line begins with #, so all of it is a comment."
    help = f"For the # key of the telephone, write: {replaced(source, start, end, 'hash:')}"
    fixes = (fixing.write("hash:", source.span(start, end), safe=True),)
    return finding("hash-key-is-comment", message, source.span(start, end), help, fixes=fixes)


def _colon_in_item(source: Source, node: Node) -> Iterator[Diagnostic]:
    """``- Please note: closed`` is a map with one odd name; so is ``[Note: closed]``."""
    for entry in node.entries.values():
        key = entry.key
        if key.raw.startswith(("{", "[")):
            return  # it has been told what it is
        bare = source.text[node.start] != "{" and len(node.entries) == 1 and key.raw[:1].isupper()
        if not key.plain or entry.value.kind != "scalar" or not (bare or re.search(r"\s", key.raw)):
            return
        name = re.sub(r"\s+", "_", key.raw.lower())
        if name in language_keys() or only_near(name, language_keys()):
            return  # a key that is misspelt
        end = max(key.end, entry.value.end)
        whole = source.text[node.start : end]
        message = f"The colon after '{short(key.raw)}' cuts this text: what stands before it became a name."
        mended = replaced(source, node.start, end, quoted(whole))
        whole_line = "\n" not in whole and node.start == key.start
        help = write(mended) if whole_line else "Put the whole text in quotes."
        fixes = (in_quotes(source, node.start, end),) if whole_line else ()
        yield finding("colon-in-text", message, source.span(key.start, end), help, fixes=fixes)
        return


def _comma_in_list(source: Source, node: Node) -> Iterator[Diagnostic]:
    """``[Sorry, we are closed.]``: a sentence that goes on in small letters after a comma."""
    for before, after in zip(node.items, node.items[1:], strict=False):
        if not (before.plain and after.plain and before.raw and after.raw):
            continue
        small = after.raw[0].islower() or re.match(r"I\b", after.raw)
        goes_on = before.raw[0].isupper() and not before.raw.endswith(_ENDS) and small
        if goes_on and after.raw.endswith((".", "!")):
            whole = source.text[before.start : after.end]
            message = f"The comma after '{short(before.raw)}' cuts this text in two."
            mended = replaced(source, before.start, after.end, quoted(whole))
            help = "Put the whole text in quotes." if "\n" in whole else write(mended)
            fixes = () if "\n" in whole else (in_quotes(source, before.start, after.end),)
            yield finding("list-cut-by-comma", message, source.span(before.start, after.end), help, fixes=fixes)
