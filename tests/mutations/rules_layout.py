"""Blanks, tabs, quotes and the characters that have a meaning in YAML."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mutations.lines import Good, Line
from tests.mutations.mutation import Mutation, rule, spoilt, with_value, yaml_lines

_INDENT = ("blank", "column", "ndent", "left", "right")


def _shifted(good: Good, by: int) -> Iterator[Mutation]:
    for line in yaml_lines(good):
        if line.indent + by >= 0:
            text = " " * (line.indent + by) + line.text.lstrip()
            yield spoilt(good, line, text, *_INDENT)


@rule
def one_blank_more(good: Good) -> Iterator[Mutation]:
    yield from _shifted(good, 1)


@rule
def two_blanks_more(good: Good) -> Iterator[Mutation]:
    yield from _shifted(good, 2)


@rule
def one_blank_less(good: Good) -> Iterator[Mutation]:
    yield from _shifted(good, -1)


@rule
def two_blanks_less(good: Good) -> Iterator[Mutation]:
    yield from _shifted(good, -2)


@rule
def four_blanks_more(good: Good) -> Iterator[Mutation]:
    yield from _shifted(good, 4)


@rule
def a_tab_as_indentation(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good):
        if line.indent:
            yield spoilt(good, line, "\t" * (line.indent // 2) + line.text.lstrip(), "blanks")


@rule
def a_tab_in_front(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good):
        if line.indent:
            yield spoilt(good, line, "\t" + line.text, "blanks")


@rule
def an_invisible_blank_in_front(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good):
        if line.indent > 1:
            yield spoilt(good, line, "\u00a0" + line.text[1:], "ordinary blank")


@rule
def an_invisible_blank_after_the_colon(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, valued=True):
        if line.key:
            yield spoilt(good, line, line.text.replace(": ", ":\u00a0", 1), "ordinary blank")


# quotes


def _quoted(good: Good) -> Iterator[Line]:
    return (
        line for line in yaml_lines(good, valued=True) if line.value[0] in "\"'" and line.value[-1] == line.value[0]
    )


def sentences(good: Good) -> Iterator[Line]:
    """Lines that hold one sentence without quotes."""
    for line in yaml_lines(good, valued=True):
        if line.value[0].isalpha() and " " in line.value and line.value[-1] in ".?!" and line.key not in ("title",):
            yield line


@rule
def the_closing_quote_lost(good: Good) -> Iterator[Mutation]:
    for line in _quoted(good):
        yield spoilt(good, line, line.text[:-1], line.value)


@rule
def the_opening_quote_lost(good: Good) -> Iterator[Mutation]:
    for line in _quoted(good):
        yield spoilt(good, line, with_value(line, line.value[1:]), line.value)


@rule
def both_quotes_lost(good: Good) -> Iterator[Mutation]:
    for line in _quoted(good):
        yield spoilt(good, line, with_value(line, line.value[1:-1]), line.value)


@rule
def the_wrong_closing_quote(good: Good) -> Iterator[Mutation]:
    for line in _quoted(good):
        yield spoilt(good, line, line.text[:-1] + ("'" if line.value[0] == '"' else '"'), line.value)


@rule
def a_quote_opened(good: Good) -> Iterator[Mutation]:
    for line in sentences(good):
        yield spoilt(good, line, with_value(line, f'"{line.value}'), f'"{line.value}"')


@rule
def an_apostrophe_opened(good: Good) -> Iterator[Mutation]:
    for line in sentences(good):
        yield spoilt(good, line, with_value(line, f"'{line.value}"), f"'{line.value}'", f'"{line.value}"')


@rule
def a_quote_closed_too_early(good: Good) -> Iterator[Mutation]:
    for line in sentences(good):
        first, _, rest = line.value.partition(" ")
        doubled = rest.replace("'", "''")
        yield spoilt(good, line, with_value(line, f'"{first}" {rest}'), f"'\"{first}\" {doubled}'")


@rule
def an_apostrophe_in_single_quotes(good: Good) -> Iterator[Mutation]:
    for line in sentences(good):
        first, _, rest = line.value.partition(" ")
        yield spoilt(good, line, with_value(line, f"'{first} it's {rest}'"), f'"{first} it\'s {rest}"')


@rule
def typographic_quotes(good: Good) -> Iterator[Mutation]:
    for line in _quoted(good):
        yield spoilt(good, line, with_value(line, f"“{line.value[1:-1]}”"), line.value)


@rule
def typographic_quotes_around_a_sentence(good: Good) -> Iterator[Mutation]:
    for line in sentences(good):
        yield spoilt(good, line, with_value(line, f"„{line.value}“"), f'"{line.value}"')


# characters with a meaning


@rule
def a_colon_in_a_sentence(good: Good) -> Iterator[Mutation]:
    for line in sentences(good):
        first, _, rest = line.value.partition(" ")
        value = f"{first.rstrip(',')}: {rest}"
        yield spoilt(good, line, with_value(line, value), f'"{value}"', "in quotes")


@rule
def a_hash_in_a_sentence(good: Good) -> Iterator[Mutation]:
    for line in sentences(good):
        first, second, *rest = line.value.split(" ")
        value = " ".join((first, second, "#1", *rest))
        yield spoilt(good, line, with_value(line, value), f'"{value}"')


def _begun(good: Good, sign: str, behind: str = "") -> Iterator[Mutation]:
    for line in sentences(good):
        value = f"{sign}{line.value}{behind}"
        yield spoilt(good, line, with_value(line, value), f'"{value}"', f"'{value}'")


@rule
def a_star_in_front(good: Good) -> Iterator[Mutation]:
    yield from _begun(good, "*")


@rule
def an_ampersand_in_front(good: Good) -> Iterator[Mutation]:
    yield from _begun(good, "&")


@rule
def an_exclamation_mark_in_front(good: Good) -> Iterator[Mutation]:
    yield from _begun(good, "!")


@rule
def a_percent_sign_in_front(good: Good) -> Iterator[Mutation]:
    yield from _begun(good, "%")


@rule
def an_at_sign_in_front(good: Good) -> Iterator[Mutation]:
    yield from _begun(good, "@")


@rule
def a_square_bracket_in_front(good: Good) -> Iterator[Mutation]:
    for line in sentences(good):
        first, _, rest = line.value.partition(" ")
        value = f"[{first}] {rest}"
        yield spoilt(good, line, with_value(line, value), f'"{value}"')


@rule
def a_square_bracket_lost(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, valued=True):
        if line.value.startswith("["):
            yield spoilt(good, line, line.text.rstrip()[:-1], line.value)
            yield spoilt(good, line, with_value(line, line.value[1:]), line.value, "[", "list")


@rule
def a_sentence_over_two_lines(good: Good) -> Iterator[Mutation]:
    """A sentence that goes on in the next line at the margin of its key."""
    for line in sentences(good):
        words = line.value.split(" ")
        half = len(words) // 2
        head = with_value(line, " ".join(words[:half]))
        tail = " " * line.indent + " ".join(words[half:])
        yield spoilt(good, line, head, "ndent", "blanks", after=(tail,))
