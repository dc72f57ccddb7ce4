"""Reads a test script and says every mistake in it at its place.

Theory of operation: the document layer gives a tree of nodes with places. ``_STEPS`` names for each kind of step
the function that reads it and the keys that may stand beside its own; whatever else stands there is reported with
the nearest name. A step that cannot be read is left out, so that all mistakes are found in one go.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from callwright.compiler.document import parse
from callwright.diagnostics.model import Diagnostic, Severity, Span, has_errors, in_order
from callwright.diagnostics.nearest import listing, nearest
from callwright.platform.behaviour import WAITING, During, Moment
from callwright.platform.wire import STRATEGIES
from callwright.rehearsal.script import (
    Assistant,
    CallerHangsUp,
    CallFacts,
    HandsOver,
    HangsUp,
    Noise,
    Presses,
    Rehearsal,
    Says,
    Script,
    SendsSms,
    Silence,
    Step,
    Transfers,
)

if TYPE_CHECKING:
    from callwright.compiler.document import Node
    from callwright.platform.envelope import Outcome

OUTCOMES: tuple[Outcome, ...] = ("answered", "busy", "no_answer", "hangs_up")
DEFAULT_NOISE_MS = 300

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|m)")
Choice = TypeVar("Choice", bound=str)

_UNITS = {"ms": 1, "s": 1000, "m": 60_000}
_TRUE, _FALSE = ("yes", "true", "on"), ("no", "false", "off")


def read_script(data: bytes, file: str) -> Script:
    """The script in ``data``; ``file`` is its name in diagnostics. Never raises for an author's mistake."""
    document = parse(data, file)
    reader = _Reader(list(document.diagnostics))
    lines = tuple(document.lines)
    if document.root is None or has_errors(document.diagnostics):
        return Script(file, diagnostics=in_order(reader.found), lines=lines)
    flow, rehearsals = reader.script(document.root)
    return Script(file, flow, rehearsals, in_order(reader.found), lines)


def load_script(path: Path) -> Script:
    """The script in the file ``path``. Raises ``OSError`` where there is none."""
    return read_script(path.read_bytes(), str(path))


class _Reader:
    def __init__(self, found: list[Diagnostic]) -> None:
        self.found = found

    # The file, a test, its call.

    def script(self, root: Node) -> tuple[str, tuple[Rehearsal, ...]]:
        if root.kind == "map" and "states" in root.entries and "tests" not in root.entries:
            help = "A script has `tests:`. Give this file as the flow, and the script behind --script."
            self._report("test-shape", "This is a flow, not a script.", root.entries["states"].key.span, help)
            return "", ()
        keys = self._keys(root, "A script", ("flow", "tests"))
        flow = keys["flow"].raw if "flow" in keys else ""
        if "tests" not in keys:
            if not self.found:
                self._report("test-missing", "This script has no tests.", root.span, "Write a list under `tests:`.")
            return flow, ()
        tests = self._list(keys["tests"], "`tests`")
        rehearsals = tuple(self._rehearsal(node, place) for place, node in enumerate(tests, 1))
        first: dict[str, Rehearsal] = {}
        for rehearsal in rehearsals:
            other = first.setdefault(rehearsal.name, rehearsal)
            if other is not rehearsal:
                message = f"Two tests are called “{rehearsal.name}”; the first is in line {other.span.line}."
                self._report("test-value", message, rehearsal.span, "Give each test a name of its own.")
        return flow, rehearsals

    def _rehearsal(self, node: Node, place: int) -> Rehearsal:
        keys = self._keys(node, "A test", ("name", "call", "services", "steps"))
        name = keys["name"].raw.strip() if "name" in keys else f"test {place}"
        if node.kind == "map" and "steps" not in keys and not self.found:
            self._report("test-missing", f"The test “{name}” has no steps.", node.span, "Write a list under `steps:`.")
        nodes = self._list(keys["steps"], "`steps`") if "steps" in keys else []
        steps = tuple(step for step in map(self._step, nodes) if step is not None)
        call = self._call(keys["call"]) if "call" in keys else CallFacts()
        services = keys["services"].value if "services" in keys else None
        return Rehearsal(name, node.span, steps, call, services)

    def _call(self, node: Node) -> CallFacts:
        keys = self._keys(node, "`call`", ("from", "to", "at", "direction", "sms"))
        return CallFacts(
            from_number=self._number(keys["from"]) if "from" in keys else None,
            to_number=self._number(keys["to"]) if "to" in keys else None,
            at_ms=self._moment_in_time(keys["at"]) if "at" in keys else None,
            outbound=self._one_of(keys.get("direction"), ("inbound", "outbound"), "inbound") == "outbound",
            sms_fails=self._one_of(keys.get("sms"), ("arrives", "fails"), "arrives") == "fails",
        )

    # Steps.

    def _step(self, node: Node) -> Step | None:
        if node.kind == "scalar":
            word = node.raw.strip()
            if word in _WORDS:
                return _WORDS[word](node.span)
            self._unknown(f"“{word}”", word, node.span, (*_WORDS, *_STEPS), "A step")
            return None
        if node.kind != "map":
            self._report("test-shape", "A step is a word or one key, not a list.", node.span, _STEP_HELP)
            return None
        kinds = [name for name in node.entries if name in _STEPS]
        if len(kinds) != 1:
            if kinds:
                message = f"A step does one thing, this one {listing([f'`{k}`' for k in kinds])}."
                self._report("test-shape", message, node.span, "Write each on a line of its own, with a dash.")
            else:
                for name, entry in list(node.entries.items())[:1]:
                    self._unknown(f"`{name}`", name, entry.key.span, _STEPS, "A step")
            return None
        read, beside = _STEPS[kinds[0]]
        self._keys(node, f"`{kinds[0]}`", (kinds[0], *beside))
        entry = node.entries[kinds[0]]
        return read(self, node, entry.value, entry.key.span)

    def assistant(self, _: Node, value: Node, span: Span) -> Step | None:
        if value.kind == "scalar":
            if value.raw.strip():
                return Assistant(value.span, contains=value.raw)
            self._report("test-missing", "What should the assistant say?", span, "Write a part of the sentence.")
            return None
        keys = self._keys(value, "`assistant`", ("contains", "is", "lacks", "audio", "barge_in"))
        strategy, characters, after = self._policy(keys["barge_in"]) if "barge_in" in keys else ("", None, None)
        return Assistant(
            span,
            contains=keys["contains"].raw if "contains" in keys else "",
            exactly=keys["is"].raw if "is" in keys else "",
            lacks=keys["lacks"].raw if "lacks" in keys else "",
            audio=self._truth(keys["audio"]) or False if "audio" in keys else False,
            strategy=strategy,
            minimum_characters=characters,
            allow_after_ms=after,
        )

    def caller(self, node: Node, value: Node, span: Span) -> Step | None:
        if value.kind != "scalar" or not value.raw.strip():
            self._report("test-shape", "What the caller says is one sentence.", span, "Write it behind `caller:`.")
            return None
        return Says(span, value.raw, self._moment(node), self._cuts(node))

    def keys(self, node: Node, value: Node, span: Span) -> Step | None:
        pressed = re.sub(r"[\s-]", "", value.raw.replace("star", "*").replace("hash", "#"))
        if not pressed or not set(pressed) <= set("0123456789*#"):
            help = "Write digits, `*` (or star) and `#` (or hash); with `*` or `#` put them in quotes."
            self._report("test-value", f"“{value.raw}” cannot be pressed on a telephone.", value.span, help)
            return None
        return Presses(span, pressed, self._moment(node), self._cuts(node))

    def noise(self, node: Node, value: Node, span: Span) -> Step | None:
        lasts = self._duration(value)
        return None if lasts is None else Noise(span, lasts, self._moment(node), self._cuts(node))

    def silence(self, _: Node, value: Node, span: Span) -> Step | None:
        if value.raw.strip() in _TRUE:
            return Silence(span)
        ms = self._duration(value)
        return None if ms is None else Silence(span, ms)

    def caller_hangs_up(self, node: Node, _: Node, span: Span) -> Step | None:
        return CallerHangsUp(span, self._moment(node))

    def transfer(self, _: Node, value: Node, span: Span) -> Step | None:
        if value.kind == "scalar":
            return Transfers(value.span, self._number(value))
        keys = self._keys(value, "`transfer`", ("to", "outcome"))
        outcome = self._one_of(keys.get("outcome"), OUTCOMES, OUTCOMES[0])
        return Transfers(span, self._number(keys["to"]) if "to" in keys else "", outcome)

    def sms(self, _: Node, value: Node, span: Span) -> Step | None:
        if value.kind == "scalar":
            return SendsSms(value.span, contains=value.raw)
        keys = self._keys(value, "`sms`", ("to", "contains"))
        to = self._number(keys["to"]) if "to" in keys else ""
        return SendsSms(span, to, keys["contains"].raw if "contains" in keys else "")

    def hangup(self, _: Node, __: Node, span: Span) -> Step | None:
        return HangsUp(span)

    def hand_over(self, _: Node, value: Node, span: Span) -> Step | None:
        if value.kind == "scalar":
            return HandsOver(value.span, value.raw)
        self._report("test-shape", "`hand_over` has words of the instructions, or nothing.", span, "Write one line.")
        return None

    # Parts of steps.

    def _moment(self, node: Node) -> Moment:
        after, over = node.entries.get("interrupts_after"), node.entries.get("over")
        if after is None and over is None:
            return WAITING
        ms = self._duration(after.value) if after is not None else None
        sentence = over.value.raw if over is not None else ""
        return During(ms, sentence) if ms is not None else During(sentence=sentence)

    def _cuts(self, node: Node) -> bool | None:
        entry = node.entries.get("cuts")
        return self._truth(entry.value) if entry is not None else None

    def _policy(self, node: Node) -> tuple[str, int | None, int | None]:
        if node.kind == "scalar":
            return self._one_of(node, STRATEGIES, ""), None, None
        keys = self._keys(node, "`barge_in`", ("strategy", "minimum_characters", "allow_after_ms"))
        strategy = self._one_of(keys.get("strategy"), STRATEGIES, "")
        return strategy, self._whole(keys.get("minimum_characters")), self._whole(keys.get("allow_after_ms"))

    # Values.

    def _duration(self, node: Node) -> int | None:
        written = _DURATION.fullmatch(node.raw.strip())
        if written:
            return round(float(written[1]) * _UNITS[written[2]])
        help = "Write a number with its unit, such as 500ms, 1.2s or 2m."
        if node.raw.strip().isdigit():
            help = f"Write {node.raw.strip()}ms or {node.raw.strip()}s."
        self._report("test-value", f"“{node.raw}” is not a length of time.", node.span, help)
        return None

    def _whole(self, node: Node | None) -> int | None:
        if node is None or node.raw.strip().isdecimal():
            return None if node is None else int(node.raw)
        self._report("test-value", f"“{node.raw}” is not a whole number.", node.span, "Write digits only.")
        return None

    def _truth(self, node: Node) -> bool | None:
        word = node.raw.strip().lower()
        if word in _TRUE or word in _FALSE:
            return word in _TRUE
        self._report("test-value", f"“{node.raw}” is neither yes nor no.", node.span, "Write yes or no.")
        return None

    def _number(self, node: Node) -> str:
        digits = re.sub(r"[\s()/.-]", "", node.raw)
        bare = digits.removeprefix("+") if digits.startswith("+") else digits.removeprefix("00")
        if bare and (not bare.isdecimal() or not bare.isascii()):
            help = "Write digits, with the country first: +49 211 5566770."
            self._report("test-value", f"“{node.raw}” is not a telephone number.", node.span, help)
        return bare

    def _moment_in_time(self, node: Node) -> int | None:
        try:
            moment = datetime.fromisoformat(node.raw.strip())
        except ValueError:
            help = "Write date and time: 2026-11-20 10:00, with an offset where it matters: 2026-11-20 10:00+01:00."
            self._report("test-value", f"“{node.raw}” is not a date with a time.", node.span, help)
            return None
        return round((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)

    def _one_of(self, node: Node | None, choices: tuple[Choice, ...], otherwise: Choice) -> Choice:
        if node is None:
            return otherwise
        word = node.raw.strip()
        for choice in choices:
            if word == choice:
                return choice
        near = nearest(word, choices)
        help = f"Did you mean {near}? " if near else ""
        self._report("test-value", f"“{word}” is not possible here.", node.span, f"{help}Possible: {listing(choices)}.")
        return otherwise

    # Shapes.

    def _list(self, node: Node, what: str) -> Iterable[Node]:
        if node.kind == "list":
            return node.items
        self._report("test-shape", f"{what} is a list.", node.span, "Begin each line of it with a dash and a blank.")
        return ()

    def _keys(self, node: Node, what: str, allowed: Iterable[str]) -> dict[str, Node]:
        if node.kind != "map":
            self._report("test-shape", f"{what} has keys: {listing(allowed)}.", node.span, "Write `key: value` lines.")
            return {}
        names = tuple(allowed)
        for name, entry in node.entries.items():
            if name not in names:
                self._unknown(f"`{name}`", name, entry.key.span, names, what)
        return {name: entry.value for name, entry in node.entries.items() if name in names}

    def _unknown(self, shown: str, name: str, span: Span, allowed: Iterable[str], what: str) -> None:
        near = nearest(name, allowed)
        meant = f"Did you mean `{near}`? " if near else ""
        self._report(
            "test-unknown-key", f"{what} has no {shown}.", span, f"{meant}Possible: {listing(sorted(set(allowed)))}."
        )

    def _report(self, code: str, message: str, span: Span, help: str) -> None:
        self.found.append(Diagnostic(code, Severity.ERROR, message, span, help))


_ReadStep = Callable[[_Reader, "Node", "Node", Span], Step | None]

_WHEN = ("interrupts_after", "over", "cuts")

_STEPS: Mapping[str, tuple[_ReadStep, tuple[str, ...]]] = {
    "assistant": (_Reader.assistant, ()),
    "caller": (_Reader.caller, _WHEN),
    "keys": (_Reader.keys, _WHEN),
    "noise": (_Reader.noise, _WHEN),
    "silence": (_Reader.silence, ()),
    "caller_hangs_up": (_Reader.caller_hangs_up, ("interrupts_after", "over")),
    "transfer": (_Reader.transfer, ()),
    "sms": (_Reader.sms, ()),
    "hangup": (_Reader.hangup, ()),
    "hand_over": (_Reader.hand_over, ()),
}

_WORDS: Mapping[str, Callable[[Span], Step]] = {
    "silence": lambda span: Silence(span),
    "noise": lambda span: Noise(span, DEFAULT_NOISE_MS),
    "transfer": lambda span: Transfers(span),
    "hangup": lambda span: HangsUp(span),
    "hand_over": lambda span: HandsOver(span),
    "caller_hangs_up": lambda span: CallerHangsUp(span),
}

_STEP_HELP = f"Possible: {listing(sorted({*_WORDS, *_STEPS}))}."
