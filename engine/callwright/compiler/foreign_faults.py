"""Marks of other programs that came along with a text: ``>`` out of a mail, bullets of a word processor, ``//``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from callwright.compiler.complaint import Complaint
from callwright.compiler.fixing import change_line
from callwright.compiler.mend import cut, write
from callwright.compiler.nodes import Node
from callwright.compiler.source import Source
from callwright.diagnostics.catalog import finding
from callwright.diagnostics.model import Diagnostic, Edit, Fix

_MAIL = re.compile(r"(?:>[ ]?)+(?=\S|$)")
_ENTRY = re.compile(r"\s*(?:- |[\w-]+:(?: |$)|#)")
BULLETS = "•·●○▪‣◦–—"
_BULLET = re.compile(rf"(\s*)([{BULLETS}*])[ \t\u00a0]+(?=\S)")
_ITEM = re.compile(rf"\s*[-{BULLETS}][ \t\u00a0]+(\S.*)")
_NOTE = re.compile(r"\s*(//+|/\*+|;+|<!--)")


def foreign(c: Complaint) -> Iterator[Diagnostic]:
    """A line near the complaint that begins with such a mark."""
    for line in (c.line, c.line_above(), c.source.line_of(c.context_at)):
        if line:
            text = c.source.line_text(line)
            yield from _out_of_a_mail(c, line, text)
            yield from _bullet(c, line, text)
            yield from _note(c, line, text)


def bulleted(source: Source, node: Node) -> Diagnostic | None:
    """What to tell of a text that begins with a bullet, all its lines put right."""
    start = source.start_of(source.line_of(node.start))
    head = source.text[start : node.start]
    texts = source.text[node.start : node.end].split("\n")
    items = [found[1] for text in texts if (found := _ITEM.fullmatch(text))]
    if len(items) < len(texts) or head.strip() not in ("", "-"):
        return None
    at = source.span(node.start, node.start + 1)
    message = f"A line of a list begins with a short dash, not with {texts[0][0]}."
    mended = [items[0] if head.rstrip().endswith("-") else f"- {items[0]}", *(f"- {item}" for item in items[1:])]
    edit = Edit(source.span(node.start, node.end), f"\n{' ' * len(head)}".join(mended))
    return finding("foreign-mark", message, at, write(cut(head + mended[0])), fixes=(Fix("Write dashes", (edit,)),))


def _out_of_a_mail(c: Complaint, line: int, text: str) -> Iterator[Diagnostic]:
    mark = _MAIL.match(text)
    if mark is None or not _ENTRY.match(text[mark.end() :]):
        return
    first = c.source.first_line
    marked = [(at, found.end()) for at, one in enumerate(c.source.lines, first) if (found := _MAIL.match(one))]
    starts = [(c.source.start_of(at), length) for at, length in marked]
    edits = tuple(Edit(c.source.span(start, start + length), "") for start, length in starts)
    start = c.source.start_of(line)
    yield c.tell(
        "foreign-mark",
        "The > at the beginning of this line is the mark of a mail that was quoted.",
        start,
        start + mark.end(),
        "Delete it, at the beginning of each line that has it.",
        fixes=(Fix("Delete the marks of the mail", edits),),
    )


def _bullet(c: Complaint, line: int, text: str) -> Iterator[Diagnostic]:
    mark = _BULLET.match(text)
    if mark is None:
        return
    mended = f"{mark[1]}- {text[mark.end() :]}"
    start = c.source.start_of(line) + mark.start(2)
    yield c.tell(
        "foreign-mark",
        f"A line of a list begins with a short dash, not with {mark[2]}.",
        start,
        start + 1,
        write(cut(mended)),
        fixes=(change_line(c.source, line, mended, "Write a dash"),),
    )


def _note(c: Complaint, line: int, text: str) -> Iterator[Diagnostic]:
    mark = _NOTE.match(text)
    if mark is None:
        return
    indent = len(text) - len(text.lstrip())
    mended = f"{text[:indent]}# {text[mark.end() :].strip().removesuffix('*/').removesuffix('-->').strip()}"
    start = c.source.start_of(line)
    yield c.tell(
        "foreign-mark",
        f"A note for yourself begins with #, not with {mark[1]}",
        start + indent,
        start + len(text.rstrip()),
        write(cut(mended)),
        fixes=(change_line(c.source, line, mended, "Write #"),),
    )
