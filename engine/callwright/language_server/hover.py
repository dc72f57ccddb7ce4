"""What is shown over a place: about a name, what it is; about a key or a fixed value, what the language says of it."""

from __future__ import annotations

import os
from typing import NamedTuple

from callwright.compiler.names import Kind, Place, Side, is_test, place_at
from callwright.compiler.origins import of_prompt
from callwright.diagnostics.model import Span
from callwright.language_server import names, template_words
from callwright.language_server.folder import Known
from callwright.language_server.schema_words import key_of, schema_of, values_at

_WORDS = {
    **template_words.OPERATORS,
    **template_words.TESTS,
    **template_words.FILTERS,
    **template_words.VARIABLES,
    **template_words.FUNCTIONS,
}


class Hover(NamedTuple):
    """``span``: what it is about; ``text``: markdown."""

    span: Span
    text: str


def hover(known: Known, file: str, text: str, line: int, column: int, *, keys: bool = True) -> Hover | None:
    """What to show over a place. ``keys``: keys of the language and their fixed values too."""
    name = known.index.at(file, line, column)
    place = place_at(text, line, column, is_test=is_test(file))
    if name is not None and name.span.end_column > name.span.column:
        stands_here = name.kind is Kind.PROMPT and place is not None and place.inside is None
        spoken = _of_prompt(known, file, line, column) if stands_here else ""
        return Hover(name.span, "\n\n".join(filter(None, (names.hover(known, name), spoken))))
    if place is None:
        return None
    written = text.split("\n")[line - 1]
    word = written[place.span.column - 1 : place.span.end_column - 1]
    behind = written[place.span.end_column - 1 :].lstrip()
    span = Span(file, line, place.span.column, line, place.span.end_column)
    is_key = behind.startswith(":") and place.side is not Side.VALUE
    told = _of_word(place, word, schema_of(file), is_key=is_key, keys=keys) if word else ""
    settings = _of_prompt(known, file, line, column) if _speaks(place, word, is_key=is_key) else ""
    shown = "\n\n".join(part for part in (told, settings) if part)
    return Hover(span, shown) if shown else None


_SPEAKING = frozenset({"prompts", "text", "ssml", "audio", "use", "barge_in", "no_input_after", "end_of_turn_silence"})
"""Keys of a prompt, or above one."""


def _speaks(place: Place, word: str, *, is_key: bool) -> bool:
    """Whether a place is about how a prompt is spoken: one of its keys, or its words."""
    if is_key:
        return word in _SPEAKING
    return place.inside is None and (place.side is not Side.KEY or bool(_SPEAKING & set(place.route[-2:])))


def _of_prompt(known: Known, file: str, line: int, column: int) -> str:
    """How the caller may interrupt the prompt at a place, how long it waits, and which line says so."""
    told = (of_prompt(built, file, line, column) for built in known.built.values())
    settings = next((some for some in told if some), ())
    if not settings:
        return ""
    rows = [f"| `{one.key}` | `{one.value}` | {_origin(one.origin, file)} |" for one in settings]
    return "\n".join(["| this prompt has | | from |", "|---|---|---|", *rows])


def _origin(origin: Span | None, file: str) -> str:
    if origin is None:
        return "callwright"
    return f"line {origin.line}" if origin.file == file else f"{os.path.basename(origin.file)}, line {origin.line}"


def _of_word(place: Place, word: str, schema: str, *, is_key: bool, keys: bool) -> str:
    if place.inside is not None:
        attribute = template_words.ATTRIBUTES.get(place.of, {}).get(word)
        told = attribute if place.of else _WORDS.get(word)
        return f"`{word}`: {told}" if told else ""
    if not keys or place.quote:
        return ""
    if is_key:
        key = key_of((*place.route, word), schema)
        return key.text if key is not None else ""
    if place.side is Side.KEY:
        return ""
    return next(
        (f"`{one.name}`: {one.text}" for one in values_at(place.route, schema) if one.name == word and one.text), ""
    )
