"""What may be written at the end of an unfinished template or condition, told from the words before it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from callwright.compiler.names.expressions import Word, words
from callwright.compiler.names.grammar import FUNCTIONS
from callwright.compiler.names.occurrence import Kind


class Inside(StrEnum):
    """What stands at the cursor in ``{{ }}``, in a condition, or in the ``<name:type>`` of a phrase."""

    NAME = "name"
    FILTER = "filter"
    ATTRIBUTE = "attribute"
    TEST = "test"
    TEXT = "text"
    OPERATOR = "operator"
    TYPE = "type"


class Cursor(NamedTuple):
    """What may be written: the kind of name that is expected, what is typed of it, and what it is a part ``of``."""

    inside: Inside
    kind: Kind | None
    typed: str
    of: str = ""


_JOINING = frozenset("and or not in if elif else".split())
_VALUE_ENDS = frozenset({")", "]", "}"})


def in_template(before: str) -> Cursor | None:
    """The cursor at the end of ``before``, the text of a scalar so far; ``None`` outside of braces."""
    opened = max(before.rfind("{{"), before.rfind("{%"))
    if opened < 0 or "}}" in before[opened:] or "%}" in before[opened:]:
        return None
    return in_expression(before[opened + 2 :].lstrip("-+"), statement=before.startswith("{%", opened))


def in_expression(before: str, *, statement: bool = False) -> Cursor:
    """The cursor at the end of ``before``, a bare expression so far."""
    every, _ = words(before, 0, closes=False)
    if statement:
        every = every[1:]
    text = next((index for index, word in enumerate(every) if word.text in ("'", '"')), None)
    if text is not None:
        of = _asked(every[:text])
        kind = Kind.INTENT if of == "heard.intent" else FUNCTIONS.get(of)
        return Cursor(Inside.TEXT, kind, before[every[text].start + 1 :], of)
    typed = ""
    if every and every[-1].what == "name" and every[-1].start + len(every[-1].text) == len(before):
        typed = every.pop().text
    last = every[-1].text if every else ""
    if last == "|":
        return Cursor(Inside.FILTER, None, typed)
    if last == ".":
        of = _chain(every[:-1])
        return Cursor(Inside.ATTRIBUTE, Kind.RESULT if of == "result" else None, typed, of)
    if last == "is" or (last == "not" and len(every) > 1 and every[-2].text == "is"):
        return Cursor(Inside.TEST, None, typed)
    if every and last not in _JOINING and (every[-1].what != "sign" or last in _VALUE_ENDS):
        return Cursor(Inside.OPERATOR, None, typed)
    return Cursor(Inside.NAME, Kind.VARIABLE, typed)


def in_phrase(before: str) -> Cursor | None:
    """The cursor at the end of an unfinished phrase; ``None`` outside of ``<`` and ``>``."""
    found = re.search(r"<\s*([^<>|():]*)(?:(:)\s*([^<>|():]*))?$", before)
    if found is None:
        return None
    if found[2]:
        return Cursor(Inside.TYPE, None, found[3], found[1].strip())
    return Cursor(Inside.NAME, Kind.VARIABLE, found[1])


def _asked(before: list[Word]) -> str:
    """What a text in quotes is an answer to: the function that it stands in, or what it is compared with."""
    if len(before) > 1 and before[-1].text == "(" and before[-2].what == "name":
        return before[-2].text
    while before and (before[-1].what == "string" or before[-1].text in (",", "[", "(")):
        before = before[:-1]
    while before and before[-1].text in ("==", "!=", "<", ">", "<=", ">=", "in", "not"):
        before = before[:-1]
    return _chain(before)


def _chain(before: list[Word]) -> str:
    """The name with its parts at the end: ``heard.intent``."""
    chain: list[str] = []
    for word in reversed(before):
        if (word.what == "name") == bool(chain and chain[-1] != "."):
            break
        if word.what != "name" and word.text != ".":
            break
        chain.append(word.text)
    return "".join(reversed(chain)).lstrip(".")
