"""Comparisons of values with fixed ones of another kind, which no caller's answer ever fits.

A telephone's ``card > 5000`` compares text with a number: the call would end there. What is compared with what is
known where the name is a slot, a variable with a type, or a name of the call; everything else is left to the call.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.notes import Use
from callwright.compiler.nodes import Node
from callwright.compiler.report import did_you_mean, listed
from callwright.core.comparisons import BareDay, Comparison, comparisons
from callwright.diagnostics.model import Span
from callwright.languages.values.durations import length_of
from callwright.understanding.typed import canonical

_TEXTS = frozenset({"digits", "phone", "spelling", "name", "text"})
_IS: Mapping[str, str] = {
    "digits": "digits, which are text",
    "phone": "a telephone number, which is text",
    "spelling": "letters and digits, which are text",
    "name": "a name, which is text",
    "text": "text",
    "number": "a number",
    "money": "a sum of money",
    "date": "a day, written like '2026-12-24'",
    "time": "a time, written like '09:00'",
    "duration": "a length of time, written like 'PT60M'",
    "yes_no": "yes or no, which is true or false",
    "choice": "a choice",
    "moment": "the day and the time, written like '2026-12-24T09:00'",
}
_MEANT: Mapping[str, str] = {
    "number": "Write a number, without quotes, for example: {written} {sign} 2",
    "money": "Write a number, without quotes and currency, for example: {written} {sign} 10",
    "date": "Write the day in quotes, for example: {written} {sign} '2026-12-24'",
    "time": "Write the time in quotes, for example: {written} {sign} '09:00'",
    "duration": "Write the length in quotes, for example: {written} {sign} 'PT60M'",
    "yes_no": "Write: {written}, or: not {written}",
    "moment": "Write for example: {written} {sign} '2026-12-24T09:00'. Opening hours are asked with: open('office')",
    "phone": "Write it in quotes, as it is kept, for example: {written} {sign} '+492115566770'",
    "digits": "Write digits in quotes, for example: {written} {sign} '0415'",
    "spelling": "Write it in quotes, for example: {written} {sign} 'K7X'",
}
_OF_THE_CALL: Mapping[str, str] = {
    "now": "moment",
    "today": "date",
    "caller.number": "text",
    "called.number": "text",
    "call.direction": "text",
    "call.language": "text",
    "heard.text": "text",
    "heard.intent": "text",
    "heard.barged_in": "yes_no",
}
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?")
_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_LARGEST_MINUTES = 10_000


class _Wrong(NamedTuple):
    """What the fixed value is, as the sentence ends, and what would be written for it, if that can be told."""

    found: str = "is not"
    instead: str = ""
    help: str = ""


def check_kinds(context: Context) -> None:
    """Report every comparison with a fixed value of another kind."""
    told: set[tuple[Span, Comparison]] = set()
    for use in context.uses:
        for found in comparisons(use.source):
            type = _type_of(context, found)
            wrong = _wrong(context, type, found) if type and found.fixed not in ("", None) else None
            if wrong is not None and (use.node.span, found) not in told:
                told.add((use.node.span, found))
                _tell(context, use, found, type, wrong)


def _type_of(context: Context, found: Comparison) -> str:
    """The type of what is compared; empty where it is not known."""
    declared = context.declared.get(found.name)
    type = _OF_THE_CALL.get(found.name + found.part, "") if declared is None else declared.type
    if found.part.endswith(("| length", "| count", "| int", "| float")):
        return "number"
    if declared is None or not found.part:
        return type or (_counted(context, found.name) if declared is not None else "")
    if type == "money":
        return {".amount": "number", ".currency": "text"}.get(found.part, "")
    return "text" if type in _TEXTS and found.part.startswith("[") else ""


def _counted(context: Context, name: str) -> str:
    """``number`` for a variable without a type that begins with a number and is given nothing else."""
    entry = context.sections.variables.get(name)
    given = [node for one, node in context.assigned if one == name]
    if entry is None or entry.value.kind != "scalar" or not _is_number(reading.plain_value(entry.value)):
        return ""
    one_more = re.compile(rf"\{{\{{\s*{re.escape(name)}\s*[-+]\s*\d+\s*\}}\}}")
    counts = all(
        _is_number(reading.plain_value(node)) or one_more.fullmatch(reading.text(node)) is not None for node in given
    )
    return "number" if counts and len(context.flows) == 1 else ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


# what is wrong


def _wrong(context: Context, type: str, found: Comparison) -> _Wrong | None:
    if type in _TEXTS:
        return _against_text(context, type, found)
    if type == "choice":
        return _against_choice(context, found)
    return _AGAINST[type](context, found.fixed) if type in _AGAINST else None


def _against_text(context: Context, type: str, found: Comparison) -> _Wrong | None:
    if not isinstance(found.fixed, str):
        return _Wrong(_kind(found.fixed), f"'{found.shown}'" if found.sign in ("==", "!=", "in") else "")
    if found.part or type in ("name", "text") or found.sign not in ("==", "!=", "in"):
        return None
    return _as_kept(context, type, found.fixed) or _as_long(context, found)


def _as_long(context: Context, found: Comparison) -> _Wrong | None:
    """Whether a text has as many digits or letters as the slot always has."""
    collected = context.collected.get(found.name)
    least, most = collected.options.get("length", (0, 0)) if collected is not None else (0, 0)
    have = len(found.fixed)
    if not most or least <= have <= most or found.name in context.sections.variables:
        return None
    wanted = f"{least}" if least == most else f"{least} to {most}"
    many = f"has {have} of them, and {found.name} has {wanted}, so this never holds"
    return _Wrong(many, "", f"Write all {wanted} of them behind {found.sign}, in quotes.")


def _against_choice(context: Context, found: Comparison) -> _Wrong | None:
    collected = context.collected.get(found.name)
    options = tuple(collected.options.get("options", ())) if collected is not None else ()
    if isinstance(found.fixed, str) and (not options or found.fixed in options):
        return None
    return _Wrong("is none of its options" if options else _kind(found.fixed))


def _against_number(context: Context, fixed: Any) -> _Wrong | None:
    if _is_number(fixed):
        return None
    return _Wrong(_kind(fixed), _number_in(context, "number", fixed))


def _against_money(context: Context, fixed: Any) -> _Wrong | None:
    if _is_number(fixed):
        return None
    return _Wrong(_kind(fixed), _number_in(context, "money", fixed))


def _number_in(context: Context, type: str, fixed: Any) -> str:
    if not isinstance(fixed, str):
        return ""
    try:
        value = canonical(type, fixed, language=context.languages[0], currency="EUR")
    except ValueError:
        return ""
    return str(value["amount"] if isinstance(value, Mapping) else value)


def _against_date(context: Context, fixed: Any) -> _Wrong | None:
    if isinstance(fixed, str):
        german = _GERMAN_DAY.fullmatch(fixed)
        if german is not None:
            day = f"{german[3]}-{int(german[2]):02}-{int(german[1]):02}"
            return _Wrong("is not", f"'{day}'" if _as_kept(context, "date", day) is None else "")
        return _as_kept(context, "date", fixed)
    if isinstance(fixed, BareDay) and len(fixed.numbers) == 3:
        day = "{:04}-{:02}-{:02}".format(*fixed.numbers)
        if _as_kept(context, "date", day) is None:
            return _Wrong("without quotes is a number, worked out with minus", f"'{day}'")
    return _Wrong(_kind(fixed))


def _against_time(context: Context, fixed: Any) -> _Wrong | None:
    if isinstance(fixed, str):
        return _as_kept(context, "time", fixed)
    hour = type(fixed) is int and 0 <= fixed < 24
    return _Wrong(_kind(fixed), f"'{fixed:02}:00'" if hour else "")


def _against_duration(context: Context, fixed: Any) -> _Wrong | None:
    if isinstance(fixed, str):
        return None if length_of(fixed) is not None else _as_kept(context, "duration", fixed)
    minutes = type(fixed) is int and 0 < fixed < _LARGEST_MINUTES
    return _Wrong(_kind(fixed), f"'PT{fixed}M'" if minutes else "")


def _against_answer(context: Context, fixed: Any) -> _Wrong | None:
    if isinstance(fixed, bool):
        return None
    try:
        value = canonical("yes_no", fixed, language=context.languages[0])
    except ValueError:
        return _Wrong(_kind(fixed))
    return _Wrong(_kind(fixed), "true" if value else "false")


def _against_moment(context: Context, fixed: Any) -> _Wrong | None:
    if isinstance(fixed, str):
        known = _MOMENT.fullmatch(fixed) is not None and _as_kept(context, "date", fixed[:10]) is None
        return None if known else _Wrong()
    return _Wrong(_kind(fixed))


_AGAINST: Mapping[str, Callable[[Context, Any], _Wrong | None]] = {
    "number": _against_number,
    "money": _against_money,
    "date": _against_date,
    "time": _against_time,
    "duration": _against_duration,
    "yes_no": _against_answer,
    "moment": _against_moment,
}


def _as_kept(context: Context, type: str, fixed: str) -> _Wrong | None:
    """Whether a text is written as values of the type are kept; else how it would be."""
    try:
        value = canonical(type, fixed, language=context.languages[0])
    except ValueError:
        return _Wrong()
    return None if value == fixed else _Wrong("is not", f"'{value}'")


def _kind(fixed: Any) -> str:
    if isinstance(fixed, bool):
        return "is true or false"
    return "is text" if isinstance(fixed, str) else "is a number"


# the words


def _tell(context: Context, use: Use, found: Comparison, type: str, wrong: _Wrong) -> None:
    written, whole = _written(use.source, found)
    is_a = "one letter or digit of text" if found.part.startswith("[") else _IS[type]
    help = (_mended(whole, found, type, wrong) or _MEANT.get(type, "Write text in quotes.")).format(
        written=found.written, sign="==" if found.sign == "in" else found.sign
    )
    help = wrong.help or help
    hint = ""
    if type == "choice":
        collected = context.collected.get(found.name)
        options = tuple(collected.options.get("options", ())) if collected is not None else ()
        hint = did_you_mean(str(found.fixed), options)
        help = (
            f"Compare it with one of its options by == or !=: {listed(options)}." if options else "Use == and quotes."
        )
    context.report.add(
        "condition-kinds",
        f'"{found.written}" is {is_a}; {found.shown} {wrong.found}.{hint}',
        _place(use, written),
        help,
    )


def _written(source: str, found: Comparison) -> tuple[str, str]:
    """The fixed value and the whole comparison as they stand in the source."""
    value = r"\s*-\s*".join(map(str, found.fixed.numbers)) if isinstance(found.fixed, BareDay) else None
    fixed = value or re.escape(found.shown)
    name = re.escape(found.name) + r"[^<>=!]*?"
    ours = rf"(?P<fixed>{fixed})\s*[<>=!]=?\s*{name}" if found.turned else rf"{name}[<>=!]=?\s*(?P<fixed>{fixed})"
    match = re.search(rf"(?<![\w.]){ours}(?!\w)", source)
    return (match["fixed"], match.group()) if match else (found.shown, "")


def _mended(whole: str, found: Comparison, type: str, wrong: _Wrong) -> str:
    """The mended comparison between ``Write: `` and nothing; empty where it is not known what is meant."""
    if type in _TEXTS and not isinstance(found.fixed, str | bool | BareDay) and not wrong.instead:
        return "To compare its value as a number, write: " + _safe(f"{found.written} | int {found.sign} {found.shown}")
    if not wrong.instead:
        return ""
    if found.sign == "in" or not whole or found.turned:
        return _safe(f"Write {wrong.instead} instead of {found.shown}.")
    return _safe(f"Write: {found.written} {found.sign} {wrong.instead}")


def _safe(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _place(use: Use, written: str) -> Node | Span:
    return use.node.place_of(written) if written and written in use.node.raw else use.node
