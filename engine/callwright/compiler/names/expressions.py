"""Names in templates and conditions, each with its place in the text.

Jinja's own tree knows lines but no columns, so the text is cut into words here. What counts is the word's
neighbours: behind a dot it is a part, behind ``|`` a filter, behind ``is`` a test, before ``=`` an argument.
Half-written text is read as far as it goes; nothing raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from callwright.compiler.names.grammar import FUNCTIONS, NOT_VARIABLES
from callwright.compiler.names.occurrence import Kind

_BLOCK = re.compile(r"\{#.*?(?:#\}|\Z)|\{([{%])[-+]?", re.DOTALL)
_WORD = re.compile(
    r"""(?P<blank>\s+)
    |(?P<close>[-+]?[}%]\})
    |(?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    |(?P<number>\d[\w.]*)
    |(?P<name>[^\W\d]\w*)
    |(?P<sign>==|!=|<=|>=|//|\*\*|.)""",
    re.DOTALL | re.VERBOSE,
)
_STATEMENTS = frozenset("if elif else endif set for endfor macro endmacro include import block endblock raw".split())
_EQUAL = frozenset({"==", "!="})


class Found(NamedTuple):
    """A name of a text, which stands from ``start`` up to ``end``."""

    kind: Kind
    name: str
    start: int
    end: int


class Word(NamedTuple):
    """A word of an expression: ``what`` is ``name``, ``string``, ``number``, ``sign`` or ``close``."""

    what: str
    text: str
    start: int


def names_in_text(text: str) -> list[Found]:
    """The names in a text with ``{{ }}`` and ``{% %}``."""
    found: list[Found] = []
    position = 0
    while opened := _BLOCK.search(text, position):
        position = opened.end()
        if opened[1] is None:
            continue
        every, position = words(text, position, closes=True)
        if opened[1] == "%" and every and every[0].text in _STATEMENTS:
            every = every[1:]
        found += _names(every)
    return found


def names_in_condition(text: str) -> list[Found]:
    """The names in a bare expression, as after ``when:``."""
    return list(_names(words(text, 0, closes=False)[0]))


def words(text: str, position: int, *, closes: bool) -> tuple[list[Word], int]:
    """The words from ``position`` to the end of the block, and where that is."""
    every: list[Word] = []
    open = 0
    while match := _WORD.match(text, position):
        what, start, position = match.lastgroup or "", position, match.end()
        if what == "close" and closes and (open <= 0 or match[0] != "}}"):
            break
        if what == "close":
            what, position = "sign", start + 1
        if what != "blank":
            written = text[start:position]
            every.append(Word(what, written, start))
            open += (written == "{") - (written == "}")
    return every, position


def _names(every: list[Word]) -> Iterator[Found]:
    nothing = Word("", "", 0)
    for index, word in enumerate(every):
        if word.what != "name":
            continue
        before = every[index - 1] if index else nothing
        after = every[index + 1] if index + 1 < len(every) else nothing
        if before.text in (".", "|") or before.text == "is" or (before.text == "not" and _is(every, index - 2)):
            continue
        if after.text == "(":
            asked = every[index + 2] if index + 2 < len(every) else nothing
            if word.text in FUNCTIONS and asked.what == "string":
                yield _quoted(FUNCTIONS[word.text], asked)
        elif word.text in ("heard", "result"):
            yield from _parts(every, index)
        elif word.text not in NOT_VARIABLES and after.text != "=":
            yield Found(Kind.VARIABLE, word.text, word.start, word.start + len(word.text))


def _is(every: list[Word], index: int) -> bool:
    return index >= 0 and every[index].text == "is"


def _parts(every: list[Word], index: int) -> Iterator[Found]:
    """``result.customer``, and the intents that ``heard.intent`` is compared with."""
    behind = every[index + 1 : index + 3]
    if len(behind) < 2:
        return
    sign, part = behind
    if every[index].text == "result":
        if sign.text == "." and part.what == "name":
            yield Found(Kind.RESULT, part.text, part.start, part.start + len(part.text))
        elif sign.text == "[" and part.what == "string":
            yield _quoted(Kind.RESULT, part)
    elif (sign.text, part.text) == (".", "intent"):
        yield from _compared(every, index, index + 3)


def _compared(every: list[Word], before: int, after: int) -> Iterator[Found]:
    if before >= 2 and every[before - 1].text in _EQUAL and every[before - 2].what == "string":
        yield _quoted(Kind.INTENT, every[before - 2])
    if after < len(every) and every[after].text == "not":
        after += 1
    if after + 1 >= len(every):
        return
    sign, value = every[after], every[after + 1]
    if sign.text in _EQUAL and value.what == "string":
        yield _quoted(Kind.INTENT, value)
    elif sign.text == "in" and value.text in ("[", "("):
        for word in every[after + 2 :]:
            if word.what == "string":
                yield _quoted(Kind.INTENT, word)
            elif word.text != ",":
                break


def _quoted(kind: Kind, word: Word) -> Found:
    return Found(kind, word.text[1:-1], word.start + 1, word.start + len(word.text) - 1)
