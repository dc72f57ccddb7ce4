"""Phrases, templates and conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.mutations.lines import Good, Line
from tests.mutations.mutation import Mutation, misspelt, rule, spoilt, with_value, yaml_lines
from tests.mutations.rules_layout import sentences

_TEMPLATE = re.compile(r"\{\{ ?([\w.]+)(?: \| (\w+))? ?\}\}")


def templates(good: Good) -> Iterator[tuple[Line, re.Match[str]]]:
    """Lines with a template, each with its first."""
    for line in yaml_lines(good, valued=True):
        found = _TEMPLATE.search(line.value)
        if found:
            yield line, found


def conditions(good: Good) -> Iterator[Line]:
    """Lines with a condition."""
    return yaml_lines(good, key="when", valued=True)


def phrases(good: Good) -> Iterator[Line]:
    """Lines with a phrase of an intent."""
    for line in yaml_lines(good, valued=True):
        if line.section == "intents" and line.dash and len(line.above) == 2:
            yield line


def _changed(good: Good, line: Line, old: str, new: str, *mends: str) -> Mutation:
    return spoilt(good, line, with_value(line, line.value.replace(old, new, 1)), *mends)


# templates


@rule
def a_closing_brace_lost(good: Good) -> Iterator[Mutation]:
    for line, found in templates(good):
        whole = found.group()
        yield _changed(good, line, whole, whole[:-1], whole)


@rule
def an_opening_brace_lost(good: Good) -> Iterator[Mutation]:
    for line, found in templates(good):
        whole = found.group()
        yield _changed(good, line, whole, whole[1:], whole)


@rule
def single_braces(good: Good) -> Iterator[Mutation]:
    for line, found in templates(good):
        if found[2] is None and "." not in found[1]:
            yield _changed(good, line, found.group(), f"{{{found[1]}}}", found.group())


@rule
def both_closing_braces_lost(good: Good) -> Iterator[Mutation]:
    for line, found in templates(good):
        yield _changed(good, line, found.group(), found.group()[:-2].rstrip(), found.group())


@rule
def a_bracket_for_a_brace(good: Good) -> Iterator[Mutation]:
    for line, found in templates(good):
        yield _changed(good, line, found.group(), found.group()[:-2] + "%}", found.group())


@rule
def a_dollar_template(good: Good) -> Iterator[Mutation]:
    for line, found in templates(good):
        if found[2] is None and "." not in found[1]:
            yield _changed(good, line, found.group(), f"${{{found[1]}}}", found.group())


@rule
def a_variable_misspelt(good: Good) -> Iterator[Mutation]:
    for line, found in templates(good):
        name = found[1]
        if "." not in name:
            yield _changed(good, line, found.group(), found.group().replace(name, misspelt(name)), f'"{name}"')


@rule
def a_part_misspelt(good: Good) -> Iterator[Mutation]:
    for line, found in templates(good):
        root, dot, part = found[1].partition(".")
        if dot and root in ("caller", "call", "called", "heard"):
            yield _changed(good, line, found[1], f"{root}.{misspelt(part)}", f'"{part}"', found[1])


@rule
def a_filter_misspelt(good: Good) -> Iterator[Mutation]:
    for line, found in templates(good):
        if found[2]:
            for how in (0, 1, 2):
                wrong = found.group().replace(f"| {found[2]}", f"| {misspelt(found[2], how)}")
                yield _changed(good, line, found.group(), wrong, f'"{found[2]}"')


@rule
def a_filter_of_another_tool(good: Good) -> Iterator[Mutation]:
    for line, found in templates(good):
        if found[2]:
            for other in ("speak", "format", "tojson"):
                wrong = found.group().replace(f"| {found[2]}", f"| {other}")
                yield _changed(good, line, found.group(), wrong, "say")


@rule
def two_names_without_a_bar(good: Good) -> Iterator[Mutation]:
    for line, found in templates(good):
        if found[2]:
            yield _changed(good, line, found.group(), found.group().replace(" | ", " "), found.group())


@rule
def an_empty_template(good: Good) -> Iterator[Mutation]:
    for line, found in templates(good):
        yield _changed(good, line, found.group(), "{{ }}", "{{ name }}")


# conditions


@rule
def one_equals_sign(good: Good) -> Iterator[Mutation]:
    for line in conditions(good):
        if " == " in line.value:
            yield _changed(good, line, " == ", " = ", line.value)
            yield _changed(good, line, " == ", " === ", line.value)
            yield _changed(good, line, " == ", " is ", line.value)
            yield _changed(good, line, " == ", " eq ", line.value)


@rule
def signs_of_another_language(good: Good) -> Iterator[Mutation]:
    for line in conditions(good):
        for word, sign in ((" and ", " && "), (" or ", " || "), ("not ", "!"), (" and ", " AND "), ("not ", "NOT ")):
            if word in line.value and " not in" not in line.value:
                yield _changed(good, line, word, sign, line.value)


@rule
def a_condition_in_braces(good: Good) -> Iterator[Mutation]:
    for line in conditions(good):
        if line.value[0] not in "'\"":
            yield spoilt(good, line, with_value(line, f"{{{{ {line.value} }}}}"), line.value)


@rule
def text_without_quotes_in_a_condition(good: Good) -> Iterator[Mutation]:
    for line in conditions(good):
        found = re.search(r"'(\w+)'", line.value)
        if found and not found[1].isdigit() and "[" not in line.value:
            yield _changed(good, line, found.group(), found[1], found.group(), line.value, "quotes")


@rule
def typographic_quotes_in_a_condition(good: Good) -> Iterator[Mutation]:
    for line in conditions(good):
        found = re.search(r"'(\w*)'", line.value)
        if found:
            yield _changed(good, line, found.group(), f"‘{found[1]}’", line.value)
            yield _changed(good, line, found.group(), f"“{found[1]}”", line.value)


@rule
def a_quote_lost_in_a_condition(good: Good) -> Iterator[Mutation]:
    for line in conditions(good):
        found = re.search(r"'(\w+)'", line.value)
        if found:
            yield _changed(good, line, found.group(), found.group()[:-1], "quote")


@rule
def a_bracket_lost_in_a_condition(good: Good) -> Iterator[Mutation]:
    for line in conditions(good):
        if ")" in line.value:
            yield spoilt(good, line, with_value(line, line.value[::-1].replace(")", "", 1)[::-1]), "pairs", line.value)


@rule
def hours_asked_for_wrongly(good: Good) -> Iterator[Mutation]:
    for line in conditions(good):
        found = re.search(r"open\('(\w+)'\)", line.value)
        if found:
            yield _changed(good, line, found.group(), f"open {found[1]}", found.group())
            yield _changed(good, line, found.group(), f"open({found[1]})", found.group())
            yield _changed(good, line, found.group(), f"open('{misspelt(found[1])}')", f'"{found[1]}"')
            yield _changed(good, line, found.group(), "open()", found.group(), "('name')")
            yield _changed(good, line, found.group(), "open", found.group(), "open('")


@rule
def a_name_misspelt_in_a_condition(good: Good) -> Iterator[Mutation]:
    for line in conditions(good):
        found = re.match(r"(?:not )?(\w+)(?= [=<>!]|$| and)", line.value)
        if found:
            yield _changed(good, line, found[1], misspelt(found[1]), f'"{found[1]}"')


@rule
def a_number_in_quotes_in_a_condition(good: Good) -> Iterator[Mutation]:
    for line in conditions(good):
        found = re.search(r"(?<= )(\d+)$", line.value)
        if found:
            yield _changed(good, line, found[1], f"'{found[1]}'", line.value, found[1])


@rule
def a_check_that_asks_nothing(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="check", valued=False):
        after = good.lines[line.number]
        if after.key == "when" and not after.dash and good.lines[line.number + 1].key == "prompts":
            kept = good.text.split("\n")
            text = "\n".join([*kept[: line.number - 1], f"{line.text} {after.value}", *kept[line.number + 2 :]])
            yield Mutation(
                "", good.name, text, frozenset({line.number}), ("when:", "when"), "check:", f"check: {after.value}"
            )


@rule
def a_message_to_a_bare_number(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="to", valued=True):
        found = re.fullmatch(r"\"(\{\{ ([\w.]+) \}\})\"", line.value)
        if found:
            yield spoilt(good, line, with_value(line, found[2]), line.value, found[1])


# phrases


@rule
def a_round_bracket_lost(good: Good) -> Iterator[Mutation]:
    for line in phrases(good):
        for sign in "()":
            if sign in line.value:
                yield _changed(good, line, sign, "", line.value, "(a|b)", "(please)?", "bracket")


@rule
def a_value_of_a_wrong_type(good: Good) -> Iterator[Mutation]:
    for line in phrases(good):
        found = re.search(r"<(\w+):(\w+)>", line.value)
        if found:
            wrong = f"<{found[1]}:{misspelt(found[2])}>"
            yield _changed(good, line, found.group(), wrong, f"{found[2]}")
            yield _changed(good, line, found.group(), f"<{found[1]}:string>", "text")


@rule
def a_value_misspelt(good: Good) -> Iterator[Mutation]:
    for line in phrases(good):
        found = re.search(r"<(\w+)>", line.value)
        if found:
            yield _changed(good, line, found.group(), f"<{misspelt(found[1])}>", f'"{found[1]}"', f"<{found[1]}>")


@rule
def a_pointed_bracket_lost(good: Good) -> Iterator[Mutation]:
    for line in phrases(good):
        found = re.search(r"<(\w+)(:\w+)?>", line.value)
        if found:
            yield _changed(good, line, found.group(), found.group()[:-1], found.group(), "<name")
            yield _changed(good, line, found.group(), found.group()[1:], found.group(), "<")


@rule
def a_value_in_braces_in_a_phrase(good: Good) -> Iterator[Mutation]:
    for line in phrases(good):
        found = re.search(r"<(\w+)(:\w+)?>", line.value)
        if found:
            yield _changed(good, line, found.group(), f"{{{{ {found[1]} }}}}", f"<{found[1]}", "<")


@rule
def an_empty_choice(good: Good) -> Iterator[Mutation]:
    for line in phrases(good):
        found = re.search(r"\((\w+)\|(\w+)\)", line.value)
        if found:
            yield _changed(good, line, found.group(), f"({found[1]}|)", "?", "choice")


@rule
def a_phrase_in_a_second_intent(good: Good) -> Iterator[Mutation]:
    mine = list(phrases(good))
    for line in mine:
        other = next((one for one in mine if one.parent != line.parent), None)
        if other is not None and "<" not in line.value and "(" not in line.value:
            kept = good.text.split("\n")
            text = "\n".join([*kept[: other.number], f"    - {line.value}", *kept[other.number :]])
            shift = 1 if line.number > other.number else 0
            lines = frozenset({other.number + 1, line.number + shift})
            mends = ("in one of them", "one intent", "emove it")
            yield Mutation("", good.name, text, lines, mends, line.value, "(twice)")


@rule
def a_phrase_twice(good: Good) -> Iterator[Mutation]:
    for line in phrases(good):
        yield spoilt(good, line, line.text, "emove", "elete", after=(line.text,))


@rule
def a_state_for_a_sentence(good: Good) -> Iterator[Mutation]:
    states = good.names("states")
    for line in yaml_lines(good, key="go_to"):
        if line.dash and line.parent in ("no_match", "no_input") and line.value in states:
            yield spoilt(good, line, line.text.replace("go_to: ", "go_to "), "go_to: ")
            yield spoilt(good, line, line.text.replace("go_to: ", ""), "go_to: ")


@rule
def a_sentence_emptied_by_a_comment(good: Good) -> Iterator[Mutation]:
    for line in sentences(good):
        yield spoilt(good, line, with_value(line, f"# {line.value}"), "quotes")
