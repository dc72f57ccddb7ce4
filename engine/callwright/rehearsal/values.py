"""Values and shapes of a test script: each read from its node, with a complaint at its place where it is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from callwright.diagnostics.model import Diagnostic, Edit, Fix, Severity, Span
from callwright.diagnostics.nearest import listing, nearest, only_near

if TYPE_CHECKING:
    from callwright.compiler.document import Node

Choice = TypeVar("Choice", bound=str)

TRUE, FALSE = ("yes", "true", "on"), ("no", "false", "off")

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|m)")
BODY_LIMIT, BODY_DEPTH = 8 * 1024, 16
"""Bytes and levels of what may come with an event; a service takes no more."""

_UNITS = {"ms": 1, "s": 1000, "m": 60_000}


class Values:
    """Reads values; ``found`` grows by what is wrong with them."""

    def __init__(self, found: list[Diagnostic]) -> None:
        self.found = found

    def text(self, node: Node, what: str, mend: str) -> str:
        """Words; ``what`` names the key that has them, ``mend`` says what to write where there are none."""
        if node.kind != "scalar":
            kind = "list" if node.kind == "list" else "map"
            self.report("test-shape", f"{what} is one text, not a {kind}.", node.span, mend)
        elif not node.raw.strip():
            self.report("test-missing", f"{what} has no text.", node.span, mend)
        return node.raw

    def duration(self, node: Node) -> int | None:
        """A length of time in ms."""
        written = _DURATION.fullmatch(node.raw.strip())
        if written:
            return round(float(written[1]) * _UNITS[written[2]])
        help = "Write a number with its unit, such as 500ms, 1.2s or 2m."
        if node.raw.strip().isdigit():
            help = f"Write {node.raw.strip()}ms or {node.raw.strip()}s."
        self.report("test-value", f"“{node.raw}” is not a length of time.", node.span, help)
        return None

    def whole(self, node: Node | None) -> int | None:
        """A whole number."""
        if node is None or node.raw.strip().isdecimal():
            return None if node is None else int(node.raw)
        self.report("test-value", f"“{node.raw}” is not a whole number.", node.span, "Write digits only.")
        return None

    def truth(self, node: Node) -> bool | None:
        """Yes or no."""
        word = node.raw.strip().lower()
        if word in TRUE or word in FALSE:
            return word in TRUE
        self.report("test-value", f"“{node.raw}” is neither yes nor no.", node.span, "Write yes or no.")
        return None

    def number(self, node: Node) -> str:
        """A telephone number: digits with the country first."""
        if node.kind != "scalar":
            help = "Write digits, with the country first: +49 211 5566770."
            self.report("test-value", "A telephone number is expected here.", node.span, help)
        digits = re.sub(r"[\s()/.-]", "", node.raw)
        bare = digits.removeprefix("+") if digits.startswith("+") else digits.removeprefix("00")
        if bare and (not bare.isdecimal() or not bare.isascii()):
            help = "Write digits, with the country first: +49 211 5566770."
            self.report("test-value", f"“{node.raw}” is not a telephone number.", node.span, help)
        return bare

    def moment_in_time(self, node: Node) -> datetime | None:
        """Date and time; without an offset it is the time of the place that the flow's call is at."""
        try:
            return datetime.fromisoformat(node.raw.strip())
        except ValueError:
            help = "Write date and time: 2026-11-20 10:00, with an offset where it matters: 2026-11-20 10:00+01:00."
            self.report("test-value", f"“{node.raw}” is not a date with a time.", node.span, help)
            return None

    def one_of(self, node: Node | None, choices: tuple[Choice, ...], otherwise: Choice) -> Choice:
        """One of these words; ``otherwise`` where there is none or a wrong one."""
        if node is None:
            return otherwise
        word = node.raw.strip()
        for choice in choices:
            if word == choice:
                return choice
        near = nearest(word, choices)
        help = f"{f'Did you mean {near}? ' if near else ''}Possible: {listing(choices)}."
        fixes = meant(word, choices, node.span)
        self.report("test-value", f"“{word}” is not possible here.", node.span, help, fixes)
        return otherwise

    def body(self, node: Node) -> dict[str, Any] | None:
        """What comes with an event."""
        data: Any = node.value
        if not isinstance(data, dict):
            found = "a list" if node.kind == "list" else f"“{node.raw}”" if node.raw.strip() else "empty"
            help = "Write `key: value` lines under `body:`, such as `order: 47`, or leave `body:` out."
            self.report("test-shape", f"The `body` of an event has keys; this is {found}.", node.span, help)
            return None
        levels = _depth(data)
        if levels > BODY_DEPTH:
            message = f"This `body` is {levels} levels deep; at most {BODY_DEPTH} are possible."
            self.report("test-value", message, node.span, "A service refuses it too: send less in one event.")
            return None
        size = len(json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str).encode(errors="replace"))
        if size > BODY_LIMIT:
            message = f"This `body` has {size} bytes as JSON; at most {BODY_LIMIT} (8 KiB) are possible."
            self.report("test-value", message, node.span, "A service refuses it too: send less in one event.")
            return None
        return data

    # Shapes.

    def items(self, node: Node, what: str) -> Iterable[Node]:
        """The entries of a list."""
        if node.kind == "list":
            return node.items
        self.report("test-shape", f"{what} is a list.", node.span, "Begin each line of it with a dash and a blank.")
        return ()

    def keyed(self, node: Node, what: str, allowed: Iterable[str]) -> dict[str, Node]:
        """The values of a mapping, by key, those that are allowed."""
        if node.kind != "map":
            self.report("test-shape", f"{what} has keys: {listing(allowed)}.", node.span, "Write `key: value` lines.")
            return {}
        names = tuple(allowed)
        for name, entry in node.entries.items():
            if name not in names:
                self.unknown(f"`{name}`", name, entry.key.span, names, what)
        return {name: entry.value for name, entry in node.entries.items() if name in names}

    def unknown(self, shown: str, name: str, span: Span, allowed: Iterable[str], what: str) -> None:
        """Complain about a key or word that there is not."""
        names = sorted(set(allowed))
        near = nearest(name, names)
        help = f"{f'Did you mean `{near}`? ' if near else ''}Possible: {listing(names)}."
        self.report("test-unknown-key", f"{what} has no {shown}.", span, help, meant(name, names, span))

    def report(self, code: str, message: str, span: Span, help: str, fixes: tuple[Fix, ...] = ()) -> None:
        """Complain."""
        self.found.append(Diagnostic(code, Severity.ERROR, message, span, help, fixes=fixes))


def meant(word: str, names: Iterable[str], span: Span) -> tuple[Fix, ...]:
    """The mend of a misspelt word at ``span``; safe where no other name is like it. None where it stands in quotes."""
    known = set(names)
    near = nearest(word, known)
    if near is None or span.line != span.end_line or span.end_column - span.column != len(word):
        return ()
    return (Fix(f"Write “{near}”", (Edit(span, near),), safe=only_near(word, known)),)


def _depth(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inside is None else 1 + max(map(_depth, inside), default=0)


def written(node: Node) -> Any:
    """A value as it was typed: text, a list, or keys."""
    if node.kind == "map":
        return {name: written(entry.value) for name, entry in node.entries.items()}
    return [written(item) for item in node.items] if node.kind == "list" else node.raw.strip()
