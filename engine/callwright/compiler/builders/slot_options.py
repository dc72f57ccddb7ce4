"""What a slot's value has to be like: its limits, its options, its checksum, as ``understanding.hearing.hear`` takes
them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from callwright.compiler.builders import reading
from callwright.compiler.builders.colons import swallowed_dash
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.faulty import instead
from callwright.compiler.builders.phrase_mends import phrase_mended
from callwright.compiler.nodes import Node
from callwright.compiler.report import listed, told
from callwright.core.keys import TYPED
from callwright.understanding.phrases import Phrase, PhraseProblem, parse
from callwright.understanding.typed import canonical

_COUNTED = frozenset({"digits", "spelling", "phone"})
"""Types of which ``min`` and ``max`` say how many digits or letters there are."""

_FITS: Mapping[str, frozenset[str]] = {
    "length": _COUNTED,
    "min": _COUNTED | {"number", "money", "date", "time", "duration"},
    "max": _COUNTED | {"number", "money", "date", "time", "duration"},
    "checksum": frozenset({"digits", "spelling"}),
    "currency": frozenset({"money"}),
    "options": frozenset({"choice"}),
    "pattern": frozenset({"spelling", "text"}),
    "past": frozenset({"date"}),
    "future": frozenset({"date"}),
    "end_key": frozenset(TYPED),
    "key_pause": frozenset(TYPED),
}
"""Which types each option is for."""

_CHECKSUMS: Mapping[str, tuple[str, ...]] = {
    "luhn": ("digits",),
    "mod11": ("digits", "spelling"),
    "iban": ("spelling", "digits"),
}

_MOST = 64
_LEAST_IBAN, _MOST_IBAN = 15, 34


def slot_options(context: Context, node: Node, name: str, type: str) -> dict[str, Any]:
    """The options of a slot; one that its type does not have is reported."""
    entries = {key: entry for key, entry in node.entries.items() if key in _FITS}
    for key in entries:
        if type not in _FITS[key]:
            context.report.add(
                "misplaced-key",
                f'"{key}" is for {listed(_FITS[key])}, not for {type}.',
                reading.key_of(node, key),
                "Remove this line.",
            )
            entries = {one: entry for one, entry in entries.items() if one != key}
    made: dict[str, Any] = {}
    if type in _COUNTED:
        made["length"] = _length(context, node)
    else:
        made |= _limits(context, node, type, [key for key in ("min", "max") if key in entries])
    if "checksum" in entries:
        made["checksum"] = _checksum(context, node, entries["checksum"].value, type)
    if "currency" in entries:
        made["currency"] = reading.text(entries["currency"].value).upper()
    if "pattern" in entries:
        made["pattern"] = _pattern(context, entries["pattern"].value)
    made |= {key: True for key in ("past", "future") if key in entries and reading.switch(entries[key].value)}
    if {"past", "future"} <= made.keys():
        context.report.add(
            "misplaced-key",
            'A day cannot be both "past" and "future".',
            entries["future"].key,
            "Remove one of the two lines.",
        )
    if type == "choice":
        made["options"] = _options(context, node, name)
    return made


def _length(context: Context, node: Node) -> tuple[int, int]:
    """How many digits or letters a value has, at least and at most."""
    length, low, high = (reading.child(node, key) for key in ("length", "min", "max"))
    if length is not None:
        for key in ("min", "max"):
            if key in node.entries:
                context.report.add(
                    "misplaced-key",
                    f'"{key}" cannot stand beside "length".',
                    reading.key_of(node, key),
                    'Write either "length", or "min" and "max".',
                )
        least, _, most = reading.text(length).partition("-")
        return _ordered(context, length, int(least), int(most or least))
    least_many, most_many = (_many(context, key, one) for key, one in (("min", low), ("max", high)))
    return _ordered(context, low or high or node, least_many or 1, most_many or _MOST)


def _many(context: Context, key: str, node: Node | None) -> int | None:
    if node is None:
        return None
    written = reading.text(node)
    if not written.isdecimal() or not 1 <= int(written) <= _MOST:
        context.report.add(
            "out-of-range", f'"{key}" cannot be {written}.', node, f"It is a whole number from 1 to {_MOST} here."
        )
        return None
    return int(written)


def _ordered(context: Context, node: Node, low: int, high: int) -> tuple[int, int]:
    if low > high:
        context.report.add(
            "out-of-range", f"At least {low} and at most {high} can never be.", node, "Swap the two numbers."
        )
        return high, low
    return low, high


def _limits(context: Context, node: Node, type: str, keys: list[str]) -> dict[str, Any]:
    """``min`` and ``max`` as values of the type."""
    made: dict[str, Any] = {}
    for key in keys:
        written = node.entries[key].value
        plain = reading.typed_value(written, type)
        if type == "money" and isinstance(plain, int | float):
            made[key] = plain
            continue
        try:
            value = canonical(type, plain, language=context.languages[0])
        except ValueError as problem:
            message, help = told(problem)
            context.report.add("bad-value", f'"{key}" cannot be {reading.text(written)}. {message}', written, help)
            continue
        made[key] = value["amount"] if isinstance(value, Mapping) else value
    if len(made) == 2 and not _in_order(type, made):
        context.report.add(
            "out-of-range",
            f'"min" is {reading.text(node.entries["min"].value)} and "max" is '
            f"{reading.text(node.entries['max'].value)}.",
            node.entries["min"].value,
            "Swap the two.",
        )
    return made


def _in_order(type: str, limits: Mapping[str, Any]) -> bool:
    try:
        canonical(type, limits["max"], language="en-US", min=limits["min"], currency="EUR")
    except ValueError:
        return False
    return True


def _checksum(context: Context, parent: Node, node: Node, type: str) -> str:
    name = reading.text(node)
    if type not in _CHECKSUMS[name]:
        fitting = [one for one, types in _CHECKSUMS.items() if type in types]
        context.report.add(
            "not-allowed-value",
            f'The checksum "{name}" is for {_CHECKSUMS[name][0]}, not for {type}.',
            node,
            f"For {type}: {listed(fitting)}.",
        )
    elif name == "iban" and (length := reading.child(parent, "length")) is not None and not _may_be_iban(length):
        context.report.add(
            "out-of-range",
            f'An IBAN has 15 to 34 letters and digits, and "length" is {reading.text(length)} here.',
            length,
            "Write its length, for a German one: length: 22. Or choose another checksum: luhn or mod11.",
        )
    return name


def _may_be_iban(node: Node) -> bool:
    least, _, most = reading.text(node).partition("-")
    return int(most or least) >= _LEAST_IBAN and int(least) <= _MOST_IBAN


def _pattern(context: Context, node: Node) -> str:
    written = reading.text(node)
    try:
        re.compile(written)
    except (re.error, OverflowError, RecursionError) as problem:
        context.report.add(
            "bad-value",
            f'The pattern "{written}" is no regular expression: {problem}.',
            node,
            'Write for example three letters and three digits: "[A-Z]{3}[0-9]{3}"',
        )
    return written


def _options(context: Context, node: Node, name: str) -> dict[str, tuple[str, ...]]:
    """``options`` of a choice: names with their phrases; a name alone is its own phrase."""
    written = reading.child(node, "options")
    if written is None or not (written.entries or written.items):
        context.report.add(
            "missing-key",
            f'"{name}" is a choice, but nothing says from what.',
            node.entries["type"].value if written is None else written,
            "Add for example:\noptions:\n  cut: [a haircut, cut]\n  colour: [colour, dye]",
        )
        return {}
    given: list[tuple[Node, tuple[Node, ...]]] = [(item, (item,)) for item in written.items]
    given += [(entry.key, reading.several(entry.value)) for entry in written.entries.values()]
    made: dict[str, tuple[str, ...]] = {}
    for place, nodes in given:
        option = reading.text(place)
        if option in made:
            context.report.add(
                "option-twice", f'The option "{option}" is there twice.', place, "Remove one of the two lines."
            )
        phrases = [(one, parsed) for one in nodes if (parsed := _phrase(context, one, option)) is not None]
        made[option] = tuple(parsed.source for _, parsed in phrases)
        if phrases:
            context.labels.setdefault(name, {}).setdefault(option, phrases[0][1].example())
    _told_apart(context, made, written)
    return made


def _phrase(context: Context, node: Node, option: str) -> Phrase | None:
    text = reading.text(node)
    if not text:
        context.report.add("empty-text", f'The option "{option}" has no phrase.', node, "Write how callers say it.")
        return None
    if swallowed_dash(context, node):
        return None
    parsed = parse(text)
    if isinstance(parsed, PhraseProblem):
        meant = phrase_mended(text, ())
        help = f"{parsed.help}\nWrite: {meant}" if meant else parsed.help
        context.report.add("bad-phrase", parsed.message, node, help, fixes=instead(node, text, meant)[1])
        return None
    if parsed.slots:
        context.report.add(
            "bad-phrase",
            "An option cannot hold another value.",
            node,
            "Write how callers say this option, without < >.",
        )
        return None
    return parsed


def _told_apart(context: Context, options: Mapping[str, tuple[str, ...]], node: Node) -> None:
    first: dict[str, str] = {}
    for option, phrases in options.items():
        for phrase in phrases:
            other = first.setdefault(phrase.casefold(), option)
            if other != option:
                context.report.add(
                    "option-twice",
                    f'"{phrase}" stands for two options, "{other}" and "{option}".',
                    node.place_of(phrase),
                    "Leave it in one of them.",
                )
