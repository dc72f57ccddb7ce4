"""Values: out of range, without a unit, misspelt, of the wrong kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.mutations.lines import Good, Line
from tests.mutations.mutation import Mutation, misspelt, rule, spoilt, with_key, with_value, yaml_lines

_DURATIONS = "no_input_after end_of_turn_silence timeout key_pause"
_WHOLE = re.compile(r"\d+")
_WORDS = (
    "barge_in strategy type method reprompt mode checksum provider future past once hangup return allow_private secret"
)
_YES_OR_NO = frozenset("future past once hangup allow_private secret sensitive".split())


def durations(good: Good) -> Iterator[Line]:
    """The lines with a duration."""
    return (line for line in yaml_lines(good, key=_DURATIONS, valued=True) if line.value[0].isdigit())


def _changed(good: Good, line: Line, value: str, *mends: str) -> Mutation:
    return spoilt(good, line, with_value(line, value), *mends)


@rule
def a_duration_without_unit(good: Good) -> Iterator[Mutation]:
    for line in durations(good):
        yield _changed(good, line, line.value.rstrip("ms"), line.value)


@rule
def a_duration_with_a_unit_of_its_own(good: Good) -> Iterator[Mutation]:
    for line in durations(good):
        number = line.value.rstrip("ms")
        for unit in ("sec", " s", " seconds", "S", "sek"):
            if line.value.endswith("ms"):
                continue
            yield _changed(good, line, number + unit, line.value)


@rule
def a_duration_in_hours(good: Good) -> Iterator[Mutation]:
    for line in durations(good):
        yield _changed(good, line, "1h", "s or ", "2m")


@rule
def a_duration_with_a_comma(good: Good) -> Iterator[Mutation]:
    for line in durations(good):
        if line.parent != "transfer" and not line.value.endswith("ms"):
            number = line.value.removesuffix("s")
            yield _changed(good, line, f"{number},0s", f"{number}.0s")


@rule
def a_ring_too_long(good: Good) -> Iterator[Mutation]:
    for line in durations(good):
        if line.parent == "transfer":
            yield _changed(good, line, "500s", "120s")


@rule
def a_duration_too_long(good: Good) -> Iterator[Mutation]:
    for line in durations(good):
        if line.parent != "transfer":
            yield _changed(good, line, "400s", "s to", "at most", "from", "s")


@rule
def a_number_out_of_range(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="allow_after_ms minimum_characters temperature volume", valued=True):
        for value in ("50000", "-1"):
            yield _changed(good, line, value, "from 0 to", "from 1 to")


@rule
def a_number_with_a_unit(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="allow_after_ms", valued=True):
        yield _changed(good, line, f"{line.value}ms", line.value)


@rule
def a_number_as_text(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="allow_after_ms minimum_characters", valued=True):
        yield _changed(good, line, f'"{line.value}"', "without quotes")


@rule
def a_number_in_words(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="allow_after_ms minimum_characters length", valued=True):
        yield _changed(good, line, "six", "number", "6")


@rule
def a_word_of_the_language_misspelt(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key=_WORDS, valued=True):
        fixed = line.key in ("type", "strategy", "barge_in", "method", "reprompt", "mode") or line.key in _YES_OR_NO
        if fixed and line.value.isidentifier() and len(line.value) > 2:
            for how in (0, 1, 2):
                yield _changed(good, line, misspelt(line.value, how), f'"{line.value}"', f" {line.value}")


@rule
def a_strategy_that_is_switched(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="barge_in", valued=True):
        for word in ("off", "no", "false"):
            yield _changed(good, line, word, '"none"')
        yield _changed(good, line, "yes", "minimum_characters")


@rule
def a_type_of_another_tool(good: Good) -> Iterator[Mutation]:
    others = {"number": "integer", "digits": "numeric", "text": "string", "date": "datetime", "money": "amount"}
    for line in yaml_lines(good, key="type", valued=True):
        if line.value in others:
            yield _changed(good, line, others[line.value], f'"{line.value}"', line.value)


@rule
def a_currency_misspelt(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="currency", valued=True):
        for value in ("EURO", "Pounds", "£", "eu"):
            yield _changed(good, line, value, "EUR")


@rule
def a_language_tag_misspelt(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="language set_language"):
        if line.value and line.value[0] not in "'\"":
            for value in (line.value.replace("-", "_"), "english", line.value[:3] + "XQ"):
                yield _changed(good, line, value, line.value, "en-US", "en-GB")


@rule
def a_letter_in_a_telephone_number(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, valued=True):
        if line.value.startswith("+") and (line.parent in ("numbers", "transfer") or line.key == "transfer"):
            yield _changed(good, line, line.value.replace("0", "O", 1), "+49 211 5566770", line.value)


@rule
def a_number_without_its_country(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, valued=True):
        if line.value.startswith("+") and (line.key in ("transfer", "to")):
            yield _changed(good, line, "0" + line.value.split(" ", 1)[1], "+49")


@rule
def a_weekday_misspelt(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, parent="weekly"):
        head = line.key.split("-")[0].split(",")[0]
        yield spoilt(good, line, with_key(line, line.key.replace(head, misspelt(head), 1)), f'"{line.key}"', line.key)
        if not any(other.key.startswith("mon") for other in yaml_lines(good, parent="weekly") if other is not line):
            yield spoilt(good, line, with_key(line, "monday"), '"mon"', "mon")


@rule
def hours_that_cannot_be(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, parent="weekly", valued=True):
        if line.value[0].isdigit():
            for value in ("9-18", "09:00", "09:00-25:00", "9am-6pm", "0900-1800", "from 9 to 6"):
                yield _changed(good, line, value, "09:00-18:00", "24:00")


@rule
def a_timezone_misspelt(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="timezone", valued=True):
        for value in (misspelt(line.value), line.value.split("/")[-1], "CET+1"):
            yield _changed(good, line, value, line.value, "Europe/Berlin")


@rule
def holidays_of_nowhere(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="holidays", valued=True):
        for value in ("DX-NW", line.value[:2] + "-XX", "Germany", "yes"):
            yield _changed(good, line, value, "DE", "Its regions")


@rule
def a_day_that_is_none(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, valued=True):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", line.value):
            for value in (line.value[:8] + "32", "24.12.2026", "2026-12"):
                yield _changed(good, line, value, "2026-12-24", "2026-11-20")


@rule
def a_key_of_the_telephone_that_is_none(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, parent="keys"):
        if _WHOLE.fullmatch(line.key):
            yield spoilt(good, line, with_key(line, f"1{line.key}"), "0 to 9", "star")
            yield spoilt(good, line, with_key(line, "x"), "0 to 9", "star")
            yield spoilt(good, line, with_key(line, "pound"), "hash")


@rule
def a_value_emptied(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="text prompts go_to confirm help when to slot type service url use", valued=True):
        if line.value != ">-":
            yield spoilt(good, line, line.text[: len(line.text) - len(line.value) - 1], "Write", "Add", line.key)


@rule
def a_list_for_a_value(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="go_to type slot once hangup barge_in length use when", valued=True):
        if line.value.isidentifier():
            yield _changed(good, line, f"[{line.value}, x]", "name of a state", "Write", "Allowed", line.value)


@rule
def a_length_that_is_none(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="length", valued=True):
        for value in ("6 digits", "8-4", "0", "4 - 8", "4..8"):
            yield _changed(good, line, value, "4-8", "6", "Swap")


@rule
def a_checksum_that_does_not_fit(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="length", valued=True):
        if any(other.key == "checksum" for other in good.lines[line.number - 5 : line.number + 5]):
            continue
        text = " " * (line.indent + (2 if line.dash else 0)) + "checksum: iban"
        yield spoilt(good, line, line.text, "mod11", "luhn", "length", after=(text,))


@rule
def a_pause_too_long(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="length end_key", valued=True):
        text = " " * (line.indent + (2 if line.dash else 0)) + "key_pause: 400s"
        yield spoilt(good, line, line.text, "s.", "s", after=(text,))


@rule
def a_built_in_switched_off_wrongly(good: Good) -> Iterator[Mutation]:
    for line in yaml_lines(good, key="anytime"):
        for word in ("none", "never", "disabled"):
            yield spoilt(good, line, line.text, '"off"', "repeat: off", after=(f"  repeat: {word}",))
