"""What a call that we dial begins with: values for the flow's variables, held against their types.

Laws
1. A typed variable takes what the flow's author could have written as its value, and keeps it in the same form.
2. A variable without a type takes text, a number, true or false, or a list of them; text that is typed on a command
   line is read as the flow's file would be.
3. A variable that has to be ``given`` is.
4. Whatever is refused says which variable, what was found, and what would be allowed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from callwright.core.model import Flow, Variable
from callwright.diagnostics.nearest import listing, nearest
from callwright.understanding.typed import canonical

MOST_TEXT = 2_000
"""Characters of one value."""

MOST_ITEMS = 100
"""Items of a list."""

_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,15})(?:\.[0-9]{1,15})?")
_EXAMPLES = {"date": "2026-11-24", "time": "10:30", "yes_no": "yes", "number": "3", "digits": "4711", "name": "Weber"}
_SWITCHES = {"true": True, "false": False}


class WrongValue(NamedTuple):
    """What cannot be begun with: the ``name`` as it was given, what is wrong with it, and the mend."""

    name: str
    message: str
    mend: str


def values_for(flow: Flow, given: Mapping[str, Any], *, typed: bool = False) -> tuple[dict[str, Any], list[WrongValue]]:
    """The values as the call keeps them, and everything that is wrong with what was ``given``.

    ``typed``: all of it is text from a keyboard, so that ``3`` is a number where the variable has no type.
    """
    values: dict[str, Any] = {}
    wrong: list[WrongValue] = []
    for name, value in given.items():
        variable = flow.variables.get(name)
        if variable is None:
            wrong.append(_unknown(flow, name))
            continue
        try:
            values[name] = _value(flow, name, variable.type, value, typed=typed)
        except ValueError as problem:
            message, _, mend = str(problem).partition("; ")
            mend = f"{mend[:1].upper()}{mend[1:]}" if mend else "Give it another value."
            wrong.append(WrongValue(name, f'The variable "{name}": {message.rstrip(".")}.', mend))
    wrong += [
        WrongValue(name, f'The flow "{flow.name}" needs a value for "{name}".', f"Give it one: {_example(variable)}.")
        for name, variable in flow.variables.items()
        if variable.given and variable.value is None and name not in given
    ]
    return values, wrong


def _value(flow: Flow, name: str, type: str, value: Any, *, typed: bool) -> Any:
    if isinstance(value, str) and len(value) > MOST_TEXT:
        raise ValueError(f"its value has {len(value)} characters; at most {MOST_TEXT} are allowed.")
    if type:
        return canonical(type, value, language=flow.language, **flow.wanted.get(name, {}))
    if typed and isinstance(value, str):
        return _read(value)
    if isinstance(value, list):
        if len(value) > MOST_ITEMS:
            raise ValueError(f"its list has {len(value)} items; at most {MOST_ITEMS} are allowed.")
        return [_plain(item) for item in value]
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, str) and len(value) <= MOST_TEXT:
        return value
    if isinstance(value, bool | int | float) and math.isfinite(value) and abs(value) < 10**16:
        return value
    found = "nothing (null)" if value is None else f"“{str(value)[:60]}”"
    raise ValueError(f"{found} cannot be kept; text, a number, true or false, or a list of them would do.")


def _read(text: str) -> Any:
    """As the flow's file reads a value that stands there without quotes."""
    if text in _SWITCHES:
        return _SWITCHES[text]
    if _PLAIN_NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text.strip()


def _example(variable: Variable) -> str:
    example = _EXAMPLES.get(variable.type, "…")
    return f"{variable.name}={example}" + (f" ({variable.type})" if variable.type else "")


def _unknown(flow: Flow, name: str) -> WrongValue:
    near = nearest(name, flow.variables)
    meant = f' Did you mean "{near}"?' if near else ""
    known = listing(sorted(flow.variables))
    mend = f"It has: {known}." if known else 'It has none; write them in its file, under "variables:".'
    return WrongValue(name, f'The flow "{flow.name}" has no variable "{name[:80]}".{meant}', mend)
