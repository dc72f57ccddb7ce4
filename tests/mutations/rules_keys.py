"""Slips in the keys of the language, and with colons, dashes and doubles."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mutations.lines import SECTIONS, Good, Line
from tests.mutations.mutation import Mutation, misspelt, rule, spoilt, with_key, yaml_lines

NAMED = ("set", "save", "with", "body", "query", "headers", "return", "value")
"""Keys below which the author's own names stand."""
OF_AUTHORS = ("options", "weekly", "open", "keys", "transitions", "events", "if_fails", "text", *NAMED)

_NOT_A_KEY_OF_OURS = frozenset("any timeout interrupted unreadable refused unreachable unavailable".split())


def ours(line: Line) -> bool:
    """Whether the key of a line is a word of the language, not a name that the author gave."""
    if not line.key or line.defines or (line.parent in OF_AUTHORS and len(line.above) > 1):
        return False
    if line.parent in ("anytime", *SECTIONS) and line.parent != "defaults":
        return False
    return line.key.isidentifier() and line.key not in _NOT_A_KEY_OF_OURS


def keys(good: Good) -> Iterator[Line]:
    """The lines with a key of the language."""
    return (line for line in yaml_lines(good) if ours(line))


def _with(good: Good, line: Line, key: str, *mends: str) -> Mutation:
    return spoilt(good, line, with_key(line, key), f'"{line.key}"', f"{line.key}:", *mends)


@rule
def a_key_with_two_letters_swapped(good: Good) -> Iterator[Mutation]:
    for line in keys(good):
        if len(line.key) > 3:
            yield _with(good, line, misspelt(line.key, 0))


@rule
def a_key_with_a_letter_lost(good: Good) -> Iterator[Mutation]:
    for line in keys(good):
        if len(line.key) > 3:
            yield _with(good, line, misspelt(line.key, 1))


@rule
def a_key_with_a_letter_doubled(good: Good) -> Iterator[Mutation]:
    for line in keys(good):
        yield _with(good, line, misspelt(line.key, 2))


@rule
def a_key_with_a_capital(good: Good) -> Iterator[Mutation]:
    for line in keys(good):
        yield _with(good, line, line.key.capitalize())


@rule
def a_key_in_capitals(good: Good) -> Iterator[Mutation]:
    for line in keys(good):
        yield _with(good, line, line.key.upper())


@rule
def a_key_in_the_other_number(good: Good) -> Iterator[Mutation]:
    for line in keys(good):
        yield _with(good, line, line.key[:-1] if line.key.endswith("s") else f"{line.key}s")


@rule
def a_key_with_a_dash(good: Good) -> Iterator[Mutation]:
    for line in keys(good):
        if "_" in line.key:
            yield _with(good, line, line.key.replace("_", "-"))


@rule
def a_key_written_together(good: Good) -> Iterator[Mutation]:
    for line in keys(good):
        if "_" in line.key:
            yield _with(good, line, line.key.replace("_", ""))


@rule
def a_key_in_two_words(good: Good) -> Iterator[Mutation]:
    for line in keys(good):
        if "_" in line.key:
            yield _with(good, line, line.key.replace("_", " "))


_OTHERWISE = {
    "go_to": ("next", "goto", "target"),
    "prompts": ("prompt", "say", "message"),
    "transitions": ("answers", "on"),
    "no_match": ("on_no_match", "nomatch", "fallback"),
    "no_input": ("on_no_input", "silence"),
    "hangup": ("hang_up", "end"),
    "transfer": ("forward",),
    "collect": ("ask", "form"),
    "when": ("if", "condition"),
    "if_fails": ("on_failure", "on_error"),
    "text": ("say", "sentence"),
    "slot": ("name",),
    "states": ("nodes", "steps"),
    "intents": ("intent", "phrases"),
    "variables": ("vars",),
    "numbers": ("number", "phone_numbers"),
    "include": ("includes", "import"),
    "timeout": ("timeout_s",),
    "confirm": ("confirmation",),
    "forget": ("reset", "clear"),
    "set": ("assign",),
    "otherwise": ("else", "default"),
    "url": ("base_url",),
    "service": ("api",),
    "options": ("choices",),
}


@rule
def a_key_that_another_tool_has(good: Good) -> Iterator[Mutation]:
    for line in keys(good):
        for other in _OTHERWISE.get(line.key, ()):
            yield _with(good, line, other)


@rule
def a_colon_lost(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good):
        if line.key:
            yield spoilt(good, line, with_key(line, line.key).replace(f"{line.key}:", line.key, 1), f"{line.key}:")


@rule
def a_blank_after_the_colon_lost(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, valued=True):
        if line.key:
            yield spoilt(good, line, line.text.replace(f"{line.key}: ", f"{line.key}:", 1), f"{line.key}: ")


@rule
def a_semicolon_for_a_colon(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good):
        if line.key:
            yield spoilt(good, line, line.text.replace(f"{line.key}:", f"{line.key};", 1), f"{line.key}:")


@rule
def an_equals_sign_for_a_colon(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, valued=True):
        if line.key:
            yield spoilt(good, line, line.text.replace(f"{line.key}:", f"{line.key} =", 1), f"{line.key}:")


@rule
def a_key_twice(good: Good) -> Iterator[Mutation]:
    for line in keys(good):
        if line.value and line.value != ">-" and not line.dash:
            yield spoilt(good, line, line.text, "delete", "Delete", "remove", after=(line.text,))


@rule
def a_name_twice(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good):
        if line.defines:
            first = good.names(line.defines)[0]
            if first != line.key:
                made = spoilt(good, line, with_key(line, first), "another name", also=good.mentions(first))
                yield made


@rule
def a_dash_lost(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good):
        if line.dash:
            yield spoilt(good, line, line.text.replace("- ", "", 1), "dash", "- ")


@rule
def a_dash_without_its_blank(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good):
        if line.dash:
            yield spoilt(good, line, line.text.replace("- ", "-", 1), "blank after the dash")


@rule
def a_dash_too_many(good: Good) -> Iterator[Mutation]:
    for line in keys(good):
        if not line.dash and line.indent:
            # Below it the author sees that one line of the block begins with a dash and the next does not.
            text = line.text[: line.indent] + "- " + line.text.strip()
            yield spoilt(good, line, text, "dash", "- ", also=(line.number + 1,))


@rule
def a_key_put_away(good: Good) -> Iterator[Mutation]:
    """A line deleted whose key its surroundings need."""
    for line in yaml_lines(good, key="type slot service to url flow weekly", valued=True):
        if line.dash or not line.above:
            continue
        after = [other for other in good.lines[line.number :] if other.kind == "yaml"]
        around = frozenset(
            other.number for other in good.lines if other.kind == "yaml" and other.above[-1:] == line.above[-1:]
        )
        if after and (after[0].indent == line.indent or good.lines[line.number - 2].indent == line.indent - 2):
            made = spoilt(good, line, "", f'"{line.key}"', f"{line.key}:", also=around)
            near = frozenset(range(line.number - 6, line.number + 3))
            yield Mutation("", made.file, made.text, near, made.mends, made.was, "(deleted)")
