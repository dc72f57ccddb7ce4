"""What may be written at the cursor, told from indentation alone, so that it works while a file is half written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from callwright.compiler.names.grammar import (
    FAILED,
    LEADS,
    LEADS_BELOW,
    NAMES_BEHIND,
    NAMES_BELOW,
    OF_A_TARGET,
    OTHER_FLOW,
    SECTIONS,
)
from callwright.compiler.names.indentation import Above, above, beside, read_line
from callwright.compiler.names.inline import in_brackets
from callwright.compiler.names.inside import Cursor, Inside, in_expression, in_phrase, in_template
from callwright.compiler.names.occurrence import Kind
from callwright.diagnostics.model import Span

_NOTHING_BESIDE: Mapping[str, str] = MappingProxyType({})


class Side(StrEnum):
    """Where the cursor stands: in a key, in its value, or behind a dash, where either may follow."""

    KEY = "key"
    VALUE = "value"
    ITEM = "item"


class Place(NamedTuple):
    """A place in a flow file where something may be written.

    - ``route``: the keys above it from the top of the file, of a value its own key among them; dashes are left out.
    - ``kind``: the kind of name that is expected; ``typed`` what there is of it before the cursor; ``span`` the whole
      word (of no file), for whatever replaces it.
    - ``inside``: what is expected within ``{{ }}``, a condition, or ``< >`` of a phrase; ``of`` is what stands before
      the dot or the quotes there (``heard``, ``was_heard``, ``heard.intent``).
    - ``flow``: the other flow whose names are meant.
    - ``quote``: the quote that the text stands in, ``|`` or ``>`` in a block.
    - ``beside``: the other keys of the same map, with what stands behind each on its line.
    """

    route: tuple[str, ...]
    side: Side
    kind: Kind | None
    typed: str
    span: Span
    inside: Inside | None = None
    of: str = ""
    flow: str = ""
    quote: str = ""
    beside: Mapping[str, str] = _NOTHING_BESIDE


class _Spot(NamedTuple):
    """A place before its meaning is known. ``text`` is the scalar up to the cursor."""

    route: tuple[str, ...]
    side: Side
    text: str
    quote: str = ""
    beside: Mapping[str, str] = _NOTHING_BESIDE
    flow: str = ""


def place_at(text: str, line: int, column: int, *, is_test: bool = False) -> Place | None:
    """The place at a line and a column, both from 1; ``None`` in a comment and outside of the text. ``is_test``: the
    text is a test script."""
    lines = text.split("\n")
    if not 1 <= line <= len(lines):
        return None
    written = lines[line - 1]
    before = written[: column - 1]
    spot = _spot(lines, line - 1, before)
    return _meaning(spot, line, len(before), written, is_test) if spot is not None else None


def _spot(lines: Sequence[str], index: int, before: str) -> _Spot | None:
    here = read_line(before)
    blank = not before.strip()
    up = above(lines, index, len(before) if blank else here.first, dash=bool(here.dashes))
    route = tuple(parent.key for parent in up.parents if parent.key is not None)
    if up.text_from is not None:
        return _Spot(route, Side.VALUE, _text_so_far(lines, index, up, before), up.block or _quote(up))
    if before.lstrip().startswith("#"):
        return None
    if here.key is None:
        flow = _called_beside(lines, up)
        value = before[here.column :]
        side = Side.ITEM if here.dashes else Side.KEY
        around = _NOTHING_BESIDE if blank and not lines[index].strip() else beside(lines, index, here.column)
        if blank:
            around = _beside_blank(lines, index, len(before))
        return _within(_Spot(route, side, value, "", around, flow))
    around = beside(lines, index, here.column)
    return _within(_Spot((*route, here.key), Side.VALUE, here.rest, "", around, _other_flow(here.key, around)))


def _within(spot: _Spot) -> _Spot | None:
    """Into the brackets and quotes of a value on one line."""
    text = spot.text.lstrip()
    if spot.side is not Side.KEY and text[:1] in ("{", "[") and not text.startswith("{{"):
        found = in_brackets(text)
        side = Side.KEY if found.is_key else Side.VALUE if found.keys and not found.in_list else Side.ITEM
        spot = spot._replace(route=(*spot.route, *found.keys), side=side, beside=found.beside)
        text = found.text.lstrip()
    if text[:1] in ("'", '"'):
        return spot._replace(text=text[1:], quote=text[0])
    return None if re.search(r"(?:^|\s)#", text) else spot._replace(text=text)


def _text_so_far(lines: Sequence[str], index: int, up: Above, before: str) -> str:
    assert up.text_from is not None
    first = "" if up.block else up.parents[-1].text.strip()
    between = [one.strip() for one in lines[up.text_from + 1 : index]]
    return "\n".join([*([first] if first else []), *between, before.lstrip()])


def _quote(up: Above) -> str:
    sign = up.parents[-1].text.strip()[:1] if up.parents else ""
    return sign if sign in ("'", '"') else ""


def _beside_blank(lines: Sequence[str], index: int, column: int) -> Mapping[str, str]:
    """The keys beside an empty line, as if a key stood at the cursor."""
    return beside([*lines[:index], " " * column + "x", *lines[index + 1 :]], index, column)


def _called_beside(lines: Sequence[str], up: Above) -> str:
    """The other flow that the ``call`` beside ``with`` or ``keep`` leads to."""
    last = next((parent for parent in reversed(up.parents) if parent.key is not None), None)
    return _other_flow(last.key, beside(lines, last.at, last.column)) if last is not None and last.key else ""


def _other_flow(key: str, around: Mapping[str, str]) -> str:
    called = around.get("call", "") if key in ("with", "keep") else ""
    return called[len(OTHER_FLOW) :].partition("/")[0] if called.startswith(OTHER_FLOW) else ""


# what is expected there


def _meaning(spot: _Spot, line: int, column: int, written: str, is_test: bool) -> Place:
    cursor = None if is_test else _cursor(spot)
    if cursor is None:
        kind, typed, flow = (_in_test(spot), spot.text, "") if is_test else _name(spot)
        return Place(
            spot.route, spot.side, kind, typed, _word(line, column, written, typed, r"[^\s:,\[\]{}'\"#]*"),
            flow=flow or spot.flow, quote=spot.quote, beside=spot.beside,
        )  # fmt: skip
    rest = r"[^'\"]*" if cursor.inside is Inside.TEXT else r"\w*"
    return Place(
        spot.route, spot.side, cursor.kind, cursor.typed, _word(line, column, written, cursor.typed, rest),
        cursor.inside, cursor.of, spot.flow, spot.quote, spot.beside,
    )  # fmt: skip


def _cursor(spot: _Spot) -> Cursor | None:
    if spot.side is not Side.KEY and spot.route[-1:] == ("when",):
        return in_expression(spot.text)
    if spot.side is not Side.KEY and spot.route[:1] == ("intents",):
        return in_phrase(spot.text)
    return in_template(spot.text) if "{" in spot.text else None


def _name(spot: _Spot) -> tuple[Kind | None, str, str]:
    """The kind of name that is expected, what is typed of it, and the other flow that it belongs to."""
    kind, typed = expected(spot.route, spot.side), spot.text
    if kind is not Kind.STATE or not typed.startswith(OTHER_FLOW):
        return kind, typed, ""
    flow, slash, state = typed[len(OTHER_FLOW) :].partition("/")
    return (Kind.STATE, state, flow) if slash else (Kind.FLOW, flow, "")


def _in_test(spot: _Spot) -> Kind | None:
    last = spot.route[-1] if spot.route else ""
    if spot.side is Side.KEY:
        return Kind.SERVICE if last == "services" else None
    if spot.route == ("flow",):
        return Kind.FLOW
    return Kind.EVENT if last == "event" else None


def expected(route: tuple[str, ...], side: Side) -> Kind | None:
    """The kind of name that the language expects below ``route``."""
    # A name of the author's is no key of the language, even where it has the same letters.
    keys = ["" if depth == 1 and route[0] in SECTIONS else key for depth, key in enumerate(route)]
    last = keys[-1] if keys else ""
    over = keys[-2] if len(keys) > 1 else ""
    if side is Side.KEY:
        return Kind.FAILURE if last == "if_fails" else NAMES_BELOW.get(last)
    if over == "corrections" and last == "on":
        return Kind.INTENT
    if over == "return" and last == FAILED:
        return Kind.FAILURE
    if over in LEADS_BELOW and not (over == "anytime" and last == "events"):
        return Kind.STATE if over != "if_fails" or last not in OF_A_TARGET else NAMES_BEHIND.get(last)
    if last in LEADS:
        return Kind.STATE
    return NAMES_BEHIND.get(last)


def _word(line: int, column: int, written: str, typed: str, rest: str) -> Span:
    """From where ``typed`` begins to the end of the word that the cursor is in."""
    behind = re.compile(rest).match(written, column)
    start = max(column - len(typed.rpartition("\n")[2]), 0)
    return Span("", line, start + 1, line, (behind.end() if behind else column) + 1)
