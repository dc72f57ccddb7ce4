"""Names: renamed where they are used or where they are defined, taken twice, or never given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tests.mutations.lines import Good, Line
from tests.mutations.mutation import Mutation, misspelt, rule, spoilt, with_key, with_value, yaml_lines

_LEADS = "go_to on_no on_cancel if_fails start otherwise on_error"


def _leads(good: Good) -> Iterator[Line]:
    states = set(good.names("states"))
    for line in yaml_lines(good, valued=True):
        below = line.parent in ("transitions", "keys", "anytime", "if_fails", "events")
        if line.value in states and (line.key in _LEADS.split() or below) and line.key not in ("text", "prompts"):
            yield line


@rule
def a_target_misspelt(good: Good) -> Iterator[Mutation]:
    for line in _leads(good):
        yield spoilt(good, line, with_value(line, misspelt(line.value)), f'"{line.value}"')


@rule
def a_target_that_is_nowhere(good: Good) -> Iterator[Mutation]:
    for line in _leads(good):
        yield spoilt(good, line, with_value(line, "somewhere_else"), "States:")


@rule
def a_target_in_other_letters(good: Good) -> Iterator[Mutation]:
    for line in _leads(good):
        if line.value.capitalize() != line.value:
            yield spoilt(good, line, with_value(line, line.value.capitalize()), f'"{line.value}"')


@rule
def a_target_as_a_sentence(good: Good) -> Iterator[Mutation]:
    for line in _leads(good):
        yield spoilt(good, line, with_value(line, "Goodbye then."), "prompts:")


@rule
def a_state_renamed(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good):
        if line.defines == "states":
            used = good.mentions(line.key)
            new = misspelt(line.key)
            yield spoilt(good, line, with_key(line, new), f'"{new}"', also=used)


@rule
def an_intent_renamed(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good):
        if line.defines == "intents":
            new = misspelt(line.key)
            yield spoilt(good, line, with_key(line, new), f'"{new}"', also=good.mentions(line.key))


@rule
def an_intent_misspelt(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good):
        if line.parent in ("transitions", "anytime") and len(line.above) in (1, 3) and line.key.isidentifier():
            if line.key == "events" or len(line.key) < 3:
                continue
            yield spoilt(good, line, with_key(line, misspelt(line.key)), f'"{line.key}"')


@rule
def an_intent_nobody_wrote(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, parent="transitions"):
        if line.key and len(line.above) == 3:
            yield spoilt(good, line, with_key(line, "something_else"), "Intents", "intents")


@rule
def a_prompt_renamed(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good):
        if line.defines == "prompts":
            new = misspelt(line.key)
            yield spoilt(good, line, with_key(line, new), f'"{new}"', also=good.mentions(line.key))
    for line in yaml_lines(good, key="use", valued=True):
        yield spoilt(good, line, with_value(line, misspelt(line.value)), f'"{line.value}"')


@rule
def a_service_misspelt(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="service", valued=True):
        yield spoilt(good, line, with_value(line, misspelt(line.value)), f'"{line.value}"')
    for line in yaml_lines(good):
        if line.defines == "services":
            new = misspelt(line.key)
            yield spoilt(good, line, with_key(line, new), f'"{new}"', also=good.mentions(line.key))


@rule
def hours_renamed(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good):
        if line.defines == "hours":
            new = misspelt(line.key)
            yield spoilt(good, line, with_key(line, new), f'"{new}"', also=good.mentions(line.key))


@rule
def a_slot_renamed(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="slot", valued=True):
        new = misspelt(line.value)
        yield spoilt(good, line, with_value(line, new), new, f'"{line.value}"', also=good.mentions(line.value))


@rule
def a_variable_renamed(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good):
        if line.defines == "variables":
            new = misspelt(line.key)
            yield spoilt(good, line, with_key(line, new), f'"{new}"', new, also=good.mentions(line.key))


@rule
def a_slot_to_forget_misspelt(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, valued=True):
        if line.key in ("forget", "keep") or (line.dash and line.parent in ("forget", "keep")):
            yield spoilt(good, line, with_value(line, misspelt(line.value)), f'"{line.value}"')


@rule
def a_flow_misspelt(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, valued=True):
        found = re.fullmatch(r"flow:([\w-]+)(/\w+)?", line.value)
        if found:
            name = found[1]
            yield spoilt(good, line, with_value(line, f"flow:{misspelt(name)}"), f'"{name}"', line.value)
            yield spoilt(good, line, with_value(line, f"flow: {name}"), line.value)
            yield spoilt(good, line, with_value(line, f"{line.value}/nowhere"), "Its states")
            yield spoilt(good, line, with_value(line, name), line.value)


@rule
def an_include_that_is_missing(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, parent="include", valued=True):
        folder, _, file = line.value.rpartition("/")
        for path in (f"{folder}/{misspelt(file.removesuffix('.yaml'))}.yaml", file, line.value.removesuffix(".yaml")):
            yield spoilt(good, line, with_value(line, path), line.value)


@rule
def an_include_put_away(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="include"):
        uses = good.mentions("goodbye") | good.mentions("opening_hours") | good.mentions("call_back")
        text = good.replaced(line.number)
        kept = text.split("\n")
        del kept[line.number - 1]
        shifted = frozenset(number - 2 for number in uses if number > line.number)
        if shifted:
            mends = ("prompts:", "intents", "include")
            yield Mutation("", good.name, "\n".join(kept), shifted, mends, "include:", "(deleted)")


@rule
def a_section_misspelt(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good):
        if not line.above and line.key in ("states", "intents", "variables", "prompts", "services", "anytime", "hours"):
            for how in (0, 1, 2):
                new = misspelt(line.key, how)
                yield spoilt(good, line, with_key(line, new), f'"{line.key}"')


@rule
def a_state_at_the_margin(good: Good) -> Iterator[Mutation]:
    kept = good.text.split("\n")
    starts = [line.number for line in good.lines if line.defines == "states"]
    for first, following in pairwise(starts[1:]):
        text = "\n".join(
            [*kept[: first - 1], *(one[2:] for one in kept[first - 1 : following - 1]), *kept[following - 1 :]]
        )
        if all(not one.strip() or one.startswith("  ") for one in kept[first - 1 : following - 1]):
            yield Mutation(
                "", good.name, text, frozenset({first}), ("two blanks",), kept[first - 1], "(block to the left)"
            )


@rule
def two_acts_in_one_state(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="transitions collect choose transfer request call"):
        if line.indent == 4 and not line.dash:
            for act in ("hangup: yes", "return: yes", "transfer: +49 211 5566770", "hand_over: Be kind."):
                if not act.startswith(line.key):
                    made = spoilt(good, line, line.text, "state of its own", "emove", also=())
                    lines = good.text.split("\n")
                    text = "\n".join([*lines[: line.number - 1], f"    {act}", *lines[line.number - 1 :]])
                    near = frozenset({line.number, line.number + 1})
                    yield Mutation("", good.name, text, near, made.mends, line.text.strip(), act)


@rule
def two_texts_in_one_prompt(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="text", valued=True):
        if line.value != ">-":
            column = line.indent + (2 if line.dash else 0)
            yield spoilt(good, line, line.text, "two prompts", after=(" " * column + "ssml: <break/>",))


@rule
def one_key_beside_another(good: Good) -> Iterator[Mutation]:
    """Keys that belong to something else."""
    for line in yaml_lines(good, key="hangup choose"):
        if line.indent == 4:
            for text, mend in (
                ("no_input: Hello?", "asks"),
                ("confirm: Right?", "collect"),
                ("if_fails: x", "request"),
            ):
                yield (
                    spoilt(good, line, line.text, mend, "emove", after=(f"    {text}",))
                    if line.value
                    else spoilt(good, line, f"    {text}", mend, "emove", after=(line.text,))
                )
