"""What is shown over a place: about a name, what it is; about a key or a fixed value, what the language says of it."""

from __future__ import annotations

from typing import NamedTuple

from callwright.compiler.names import Place, Side, place_at
from callwright.diagnostics.model import Span
from callwright.language_server import names, script_words, template_words
from callwright.language_server.folder import TESTS, Known
from callwright.language_server.schema_words import key_of, values_at

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
    if name is not None:
        return Hover(name.span, names.hover(known, name))
    place = place_at(text, line, column, is_test=file.endswith(TESTS))
    if place is None or place.span.column == place.span.end_column:
        return None
    written = text.split("\n")[line - 1]
    word = written[place.span.column - 1 : place.span.end_column - 1]
    behind = written[place.span.end_column - 1 :].lstrip()
    span = Span(file, line, place.span.column, line, place.span.end_column)
    told = _of_word(place, word, is_key=behind.startswith(":"), is_test=file.endswith(TESTS), keys=keys)
    return Hover(span, told) if told else None


def _of_word(place: Place, word: str, *, is_key: bool, is_test: bool, keys: bool) -> str:
    if place.inside is not None:
        attribute = template_words.ATTRIBUTES.get(place.of, {}).get(word)
        told = attribute if place.of else _WORDS.get(word)
        return f"`{word}`: {told}" if told else ""
    if not keys or place.quote:
        return ""
    if is_key and place.side is not Side.VALUE:
        if is_test:
            return next((one.text for one in script_words.keys_at(place.route) if one.name == word), "")
        key = key_of((*place.route, word))
        return key.text if key is not None else ""
    if place.side is Side.KEY:
        return ""
    values = script_words.values_at(place.route) if is_test else values_at(place.route)
    return next((f"`{one.name}`: {one.text}" for one in values if one.name == word and one.text), "")
