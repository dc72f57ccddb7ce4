"""Giving a name another name: which names fit, and why some cannot be changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from callwright.compiler.names.grammar import BUILT_IN, NOT_VARIABLES, OF_A_TARGET, OTHERWISE
from callwright.compiler.names.occurrence import Kind, Occurrence, Role
from callwright.diagnostics.model import Edit


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a name cannot be given, and what would do."""

    message: str
    help: str


_VARIABLE = re.compile(r"[A-Za-z_\u00C0-\u024F][A-Za-z0-9_\u00C0-\u024F]*")
_FLOW = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN = re.compile(r"[^\W_][\w-]*(?:\.[\w-]+)*")
_IN_TEMPLATES = frozenset({Kind.VARIABLE, Kind.RESULT})
_SWITCHES = frozenset("yes no on off true false null".split())
_TAKEN = {
    Kind.INTENT: frozenset({OTHERWISE, "events"}),
    Kind.STATE: _SWITCHES,
    Kind.EVENT: frozenset({"interrupt"}),
    Kind.VARIABLE: NOT_VARIABLES,
    Kind.RESULT: NOT_VARIABLES,
    Kind.FAILURE: OF_A_TARGET,
}
"""Words that mean something of their own where a name of that kind stands."""


def refused(occurrence: Occurrence, every: Sequence[Occurrence]) -> Refusal | None:
    """Why this name cannot be changed; ``every``: all places where it stands."""
    name, kind = occurrence.name, occurrence.kind
    if name in BUILT_IN.get(kind, ()):
        return Refusal(f'"{name}" is built into callwright, so it keeps its name.', "")
    if not every or all(one.role is Role.USES for one in every):
        return Refusal(f'Nothing defines "{name}", so it cannot be renamed.', f'Define the {kind} "{name}" first.')
    vague = next((one for one in every if not one.exact), None)
    if vague is None:
        return None
    where = f"line {vague.span.line} of {shown(vague.span.file)}"
    if kind is Kind.FLOW:
        return Refusal(
            f'The flow "{name}" has its name from its file.',
            f'Write "flow: {name}" at the top of {shown(vague.span.file)}.',
        )
    return Refusal(
        f'"{name}" stands in {where} in a way that cannot be rewritten safely.',
        "Write that text without escapes (a backslash and a code), then rename.",
    )


def unfit(kind: Kind, new: str) -> Refusal | None:
    """Why a word cannot be a name of this kind."""
    if kind in _IN_TEMPLATES:
        fits, shape = _VARIABLE, "letters, digits and _, and begins with a letter, for example order_number"
    elif kind is Kind.FLOW:
        fits, shape = _FLOW, "letters without accents, digits, - and _, for example acme-hotline"
    else:
        fits, shape = _PLAIN, "letters, digits, - and _, without blanks, for example opening_hours"
    if not fits.fullmatch(new):
        return Refusal(f'"{new}" cannot be a name here.', f"A name has {shape}.")
    if new in BUILT_IN.get(kind, ()) or new in _TAKEN.get(kind, ()) or new.lower() in _SWITCHES:
        return Refusal(f'"{new}" has a meaning of its own in callwright.', f"Choose another one, for example my_{new}.")
    return None


def shown(file: str) -> str:
    """A file as a sentence names it."""
    return PurePath(file).name


def edits(every: Sequence[Occurrence], new: str) -> tuple[Edit, ...]:
    """The new name in every place."""
    return tuple(Edit(one.span, new) for one in every)
