"""What an author most likely meant with a phrase that cannot be read: the phrase mended, for help and for a fix."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from callwright.compiler import synonyms
from callwright.diagnostics.nearest import nearest
from callwright.understanding.phrases import Phrase, parse

_UNCLOSED = re.compile(r"<\s*(\w+(?::\w+)?)(?![\w:]|\s*>)")
_UNOPENED = re.compile(r"(?<![\w<:])(\w+(?::\w+)?)>")
_TYPED = re.compile(r"<\s*(\w+)\s*:\s*(\w*)\s*>")
_TWO_WORDS = re.compile(r"<\s*(\w+)\s+(\w+)\s*>")
_BAR = re.compile(r"(\w+)\|(\w+)")
_TEMPLATE = re.compile(r"\{\{?\s*(\w+)[^{}]*\}\}?")
_SQUARE = re.compile(r"\[([^\[\]]+)\]")
_EMPTY_SIDE = re.compile(r"\(\|([^()|]+)\)|\(([^()|]+)\|\)")


def phrase_mended(text: str, types: Iterable[str], known: Callable[[str], str] = lambda _: "") -> str:
    """The phrase with one thing mended, if it can be read then; empty where it is not known what is meant.

    ``known`` tells the type of a slot that something else says, or nothing.
    """
    allowed = frozenset(types)

    def of_a_type(found: re.Match[str]) -> str:
        if found[2] in allowed:
            return found.group()
        if (type := known(found[1])) in allowed:
            return f"<{found[1]}:{type}>"
        kind = found[2].lower()
        near = synonyms.TYPES.get(kind) or nearest(kind, allowed) or "text"
        return f"<{found[1]}:{near if near in allowed else 'text'}>"

    for mended in (
        _TWO_WORDS.sub(lambda found: f"<{found[1]}:{found[2]}>" if found[2] in allowed else found.group(), text),
        _BAR.sub(r"(\1|\2)", text, count=1) if "(" not in text else "",
        _UNCLOSED.sub(r"<\1>", text, count=1),
        _UNOPENED.sub(r"<\1>", text, count=1),
        _TEMPLATE.sub(r"<\1>", text),
        _SQUARE.sub(r"(\1)?", text),
        _EMPTY_SIDE.sub(lambda found: f"({found[1] or found[2]})?", text),
        _TYPED.sub(of_a_type, text),
        _one_bracket(text),
    ):
        if mended and mended != text and isinstance(parse(mended, allowed), Phrase):
            return mended
    return ""


def _one_bracket(text: str) -> str:
    """With the bracket that is missing: behind the first word with a bar in front of it, or where the sentence ends."""
    opening, closing = text.count("("), text.count(")")
    if opening == closing + 1:
        at = text.rfind("(") if ")" not in text[text.rfind("(") :] else text.find("(")
        words = re.compile(r"[^()|<>]*(?:\|[^()|<>]*)*").match(text, at + 1)
        end = words.end() if words is not None else len(text)
        inner = text[at + 1 : end]
        last = inner.rfind("|")
        stop = at + 1 + last + 1 + len(re.match(r"\S*", inner[last + 1 :])[0])  # type: ignore[index]  # always matches
        return f"{text[:stop]}){text[stop:]}"
    if closing == opening + 1:
        bar = text.find("|")
        begin = text.rfind(" ", 0, bar if bar >= 0 else text.find(")")) + 1
        return f"{text[:begin]}({text[begin:]}"
    return ""
