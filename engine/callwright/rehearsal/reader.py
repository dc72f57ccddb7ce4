"""Reads a test script and says every mistake in it at its place.

Theory of operation: the document layer gives a tree of nodes with places. ``_STEPS`` names for each kind of step
the function that reads it and the keys that may stand beside its own; whatever else stands there is reported with
the nearest name. A step that cannot be read is left out, so that all mistakes are found in one go.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callwright.compiler.document import parse
from callwright.diagnostics.model import Diagnostic, Span, has_errors, in_order
from callwright.diagnostics.nearest import listing
from callwright.platform.behaviour import WAITING, During, Moment
from callwright.platform.wire import STRATEGIES
from callwright.rehearsal.script import (
    Assistant,
    CallerHangsUp,
    CallFacts,
    HandsOver,
    HangsUp,
    Happens,
    Mention,
    Noise,
    Presses,
    PushesButton,
    Rehearsal,
    Says,
    Script,
    SendsSms,
    Silence,
    Step,
    Transfers,
)
from callwright.rehearsal.stubs import read_stubs
from callwright.rehearsal.values import TRUE, Values, written

if TYPE_CHECKING:
    from callwright.compiler.document import Node
    from callwright.platform.envelope import Outcome
    from callwright.platform.services import Replies

OUTCOMES: tuple[Outcome, ...] = ("answered", "busy", "no_answer", "hangs_up")
DEFAULT_NOISE_MS = 300


def read_script(data: bytes, file: str) -> Script:
    """The script in ``data``; ``file`` is its name in diagnostics. Never raises for an author's mistake."""
    document = parse(data, file)
    reader = _Reader(list(document.diagnostics))
    lines = tuple(document.lines)
    if document.root is None or has_errors(document.diagnostics):
        return Script(file, diagnostics=in_order(reader.found), lines=lines)
    flow, rehearsals = reader.script(document.root)
    return Script(file, flow, rehearsals, in_order(reader.found), lines, tuple(dict.fromkeys(reader.mentions)))


def load_script(path: Path) -> Script:
    """The script in the file ``path``. Raises ``OSError`` where there is none."""
    return read_script(path.read_bytes(), str(path))


class _Reader(Values):
    _shared: Replies = {}  # noqa: RUF012 - never changed: what the services answer in every test of the file

    def __init__(self, found: list[Diagnostic]) -> None:
        super().__init__(found)
        self.mentions: list[Mention] = []

    # The file, a test, its call.

    def script(self, root: Node) -> tuple[str, tuple[Rehearsal, ...]]:
        if root.kind == "map" and "states" in root.entries and "tests" not in root.entries:
            help = "A script has `tests:`. Give this file as the flow, and the script behind --script."
            self.report("test-shape", "This is a flow, not a script.", root.entries["states"].key.span, help)
            return "", ()
        keys = self.keyed(root, "A script", ("flow", "services", "tests"))
        self._shared = self._stubs(keys)
        name = "Write the name of the flow behind `flow:`, or remove the line."
        flow = self.text(keys["flow"], "`flow`", name).strip() if "flow" in keys else ""
        if flow:
            self.mentions.append(Mention("flow", flow, keys["flow"].span))
        if "tests" not in keys:
            if not self.found:
                self.report("test-missing", "This script has no tests.", root.span, "Write a list under `tests:`.")
            return flow, ()
        tests = self.items(keys["tests"], "`tests`")
        rehearsals = tuple(self._rehearsal(node, place) for place, node in enumerate(tests, 1))
        first: dict[str, Rehearsal] = {}
        for rehearsal in rehearsals:
            other = first.setdefault(rehearsal.name, rehearsal)
            if other is not rehearsal:
                message = f"Two tests are called “{rehearsal.name}”; the first is in line {other.span.line}."
                self.report("test-value", message, rehearsal.span, "Give each test a name of its own.")
        return flow, rehearsals

    def _rehearsal(self, node: Node, place: int) -> Rehearsal:
        keys = self.keyed(node, "A test", ("name", "call", "services", "steps"))
        says = "Say in a few words what the test shows."
        name = self.text(keys["name"], "`name`", says).strip() if "name" in keys else f"test {place}"
        if node.kind == "map" and "steps" not in keys and not self.found:
            self.report("test-missing", f"The test “{name}” has no steps.", node.span, "Write a list under `steps:`.")
        nodes = self.items(keys["steps"], "`steps`") if "steps" in keys else []
        steps = tuple(step for step in map(self._step, nodes) if step is not None)
        call = self._call(keys["call"]) if "call" in keys else CallFacts()
        services = self._stubs(keys)
        for service, replies in self._shared.items():
            services = {**services, service: {**replies, **services.get(service, {})}}
        return Rehearsal(name, node.span, steps, call, services)

    def _stubs(self, keys: Mapping[str, Node]) -> Replies:
        """What the services answer, under ``services`` of the file or of a test."""
        if "services" not in keys:
            return {}
        for name, entry in keys["services"].entries.items():
            self.mentions.append(Mention("service", name, entry.key.span))
        return read_stubs(self, keys["services"])

    def _call(self, node: Node) -> CallFacts:
        keys = self.keyed(node, "`call`", ("from", "to", "at", "direction", "sms", "variables"))
        return CallFacts(
            from_number=self.number(keys["from"]) if "from" in keys else None,
            to_number=self.number(keys["to"]) if "to" in keys else None,
            at=self.moment_in_time(keys["at"]) if "at" in keys else None,
            outbound=self.one_of(keys.get("direction"), ("inbound", "outbound"), "inbound") == "outbound",
            sms_fails=self.one_of(keys.get("sms"), ("arrives", "fails"), "arrives") == "fails",
            variables=self._variables(keys["variables"]) if "variables" in keys else {},
        )

    def _variables(self, node: Node) -> dict[str, Any]:
        """What a call that we dial begins with: text as it is written, or lists of it."""
        if node.kind != "map":
            help = "Write `name: value` lines under `variables:`, such as `day: 2026-11-20`."
            self.report("test-shape", "The `variables` of a call have names.", node.span, help)
            return {}
        for name, entry in node.entries.items():
            self.mentions.append(Mention("variable", name, entry.key.span))
        return {name: written(entry.value) for name, entry in node.entries.items()}

    # Steps.

    def _step(self, node: Node) -> Step | None:
        if node.kind == "scalar":
            word = node.raw.strip()
            if word in _WORDS:
                return _WORDS[word](node.span)
            key, _, rest = word.partition(" ")
            if key in _STEPS:
                help = f"Write a colon: `{key}: {rest.strip()}`." if rest.strip() else _VALUES[key]
                self.report("test-shape", f"`{word}` stands here without a value.", node.span, help)
            else:
                self.unknown(f"“{word}”", word, node.span, (*_WORDS, *_STEPS), "A step")
            return None
        if node.kind != "map":
            self.report("test-shape", "A step is a word or one key, not a list.", node.span, _STEP_HELP)
            return None
        kinds = [name for name in node.entries if name in _STEPS]
        if len(kinds) != 1:
            if kinds:
                message = f"A step does one thing, this one {listing([f'`{k}`' for k in kinds])}."
                self.report("test-shape", message, node.span, "Write each on a line of its own, with a dash.")
            else:
                for name, entry in list(node.entries.items())[:1]:
                    self.unknown(f"`{name}`", name, entry.key.span, _STEPS, "A step")
            return None
        read, beside = _STEPS[kinds[0]]
        self.keyed(node, f"`{kinds[0]}`", (kinds[0], *beside))
        entry = node.entries[kinds[0]]
        return read(self, node, entry.value, entry.key.span)

    def assistant(self, _: Node, value: Node, span: Span) -> Step | None:
        if value.kind == "scalar":
            if value.raw.strip():
                return Assistant(value.span, contains=value.raw)
            self.report("test-missing", "What should the assistant say?", span, "Write a part of the sentence.")
            return None
        keys = self.keyed(value, "`assistant`", ("contains", "is", "lacks", "audio", "barge_in"))
        strategy, characters, after = self._policy(keys["barge_in"]) if "barge_in" in keys else ("", None, None)
        return Assistant(
            span,
            contains=self._words(keys, "contains"),
            exactly=self._words(keys, "is"),
            lacks=self._words(keys, "lacks"),
            audio=self.truth(keys["audio"]) or False if "audio" in keys else False,
            strategy=strategy,
            minimum_characters=characters,
            allow_after_ms=after,
        )

    def caller(self, node: Node, value: Node, span: Span) -> Step | None:
        if value.kind != "scalar" or not value.raw.strip():
            self.report("test-shape", "What the caller says is one sentence.", span, "Write it behind `caller:`.")
            return None
        return Says(span, value.raw, self._moment(node), self._cuts(node))

    def keys(self, node: Node, value: Node, span: Span) -> Step | None:
        pressed = re.sub(r"[\s-]", "", value.raw.replace("star", "*").replace("hash", "#"))
        if not pressed or not set(pressed) <= set("0123456789*#"):
            help = "Write digits, `*` (or star) and `#` (or hash); with `*` or `#` put them in quotes."
            self.report("test-value", f"“{value.raw}” cannot be pressed on a telephone.", value.span, help)
            return None
        return Presses(span, pressed, self._moment(node), self._cuts(node))

    def noise(self, node: Node, value: Node, span: Span) -> Step | None:
        lasts = self.duration(value)
        return None if lasts is None else Noise(span, lasts, self._moment(node), self._cuts(node))

    def silence(self, _: Node, value: Node, span: Span) -> Step | None:
        if value.raw.strip() in TRUE:
            return Silence(span)
        ms = self.duration(value)
        return None if ms is None else Silence(span, ms)

    def caller_hangs_up(self, node: Node, _: Node, span: Span) -> Step | None:
        return CallerHangsUp(span, self._moment(node))

    def transfer(self, _: Node, value: Node, span: Span) -> Step | None:
        if value.kind == "scalar":
            return Transfers(value.span, self.number(value))
        keys = self.keyed(value, "`transfer`", ("to", "outcome"))
        outcome = self.one_of(keys.get("outcome"), OUTCOMES, OUTCOMES[0])
        return Transfers(span, self.number(keys["to"]) if "to" in keys else "", outcome)

    def sms(self, _: Node, value: Node, span: Span) -> Step | None:
        if value.kind == "scalar":
            return SendsSms(value.span, contains=value.raw)
        keys = self.keyed(value, "`sms`", ("to", "contains"))
        to = self.number(keys["to"]) if "to" in keys else ""
        return SendsSms(span, to, self._words(keys, "contains"))

    def hangup(self, _: Node, __: Node, span: Span) -> Step | None:
        return HangsUp(span)

    def hand_over(self, _: Node, value: Node, span: Span) -> Step | None:
        if value.kind == "scalar":
            return HandsOver(value.span, value.raw)
        self.report("test-shape", "`hand_over` has words of the instructions, or nothing.", span, "Write one line.")
        return None

    def event(self, node: Node, value: Node, span: Span) -> Step | None:
        if value.kind != "scalar" or not value.raw.strip():
            help = "Write its name behind `event:`, and what comes with it under `body:`."
            self.report("test-shape", "An event from outside has a name.", span, help)
            return None
        data = self.body(node.entries["body"].value) if "body" in node.entries else {}
        if data is None:
            return None
        if not self._refused(node):
            self.mentions.append(Mention("event", value.raw.strip(), value.span))
        return Happens(span, value.raw.strip(), data, self._moment(node), self._cuts(node), self._refused(node))

    def button(self, node: Node, value: Node, span: Span) -> Step | None:
        word = value.raw.strip() if value.kind == "scalar" else "-"
        if word and word != "force" and word not in TRUE:
            help = "Write `button` alone, or `button: force` to stop even a protected prompt."
            self.report("test-value", f"“{value.raw}” is not possible here.", value.span, help)
            return None
        return PushesButton(span, word == "force", self._moment(node), self._cuts(node), self._refused(node))

    # Parts of steps.

    def _words(self, keys: Mapping[str, Node], key: str) -> str:
        mend = "Write words of the sentence, or remove the line."
        return self.text(keys[key], f"`{key}`", mend) if key in keys else ""

    def _refused(self, node: Node) -> bool:
        entry = node.entries.get("refused")
        return entry is not None and self.truth(entry.value) is True

    def _moment(self, node: Node) -> Moment:
        after, over = node.entries.get("interrupts_after"), node.entries.get("over")
        if after is None and over is None:
            return WAITING
        ms = self.duration(after.value) if after is not None else None
        sentence = self._words({"over": over.value}, "over") if over is not None else ""
        return During(ms, sentence) if ms is not None else During(sentence=sentence)

    def _cuts(self, node: Node) -> bool | None:
        entry = node.entries.get("cuts")
        return self.truth(entry.value) if entry is not None else None

    def _policy(self, node: Node) -> tuple[str, int | None, int | None]:
        if node.kind == "scalar":
            return self.one_of(node, STRATEGIES, ""), None, None
        keys = self.keyed(node, "`barge_in`", ("strategy", "minimum_characters", "allow_after_ms"))
        strategy = self.one_of(keys.get("strategy"), STRATEGIES, "")
        return strategy, self.whole(keys.get("minimum_characters")), self.whole(keys.get("allow_after_ms"))


_VALUES: Mapping[str, str] = {
    "assistant": "Write a part of what it says behind `assistant:`.",
    "caller": "Write what the caller says behind `caller:`.",
    "keys": "Write the keys behind `keys:`, such as `keys: 123`.",
    "event": "Write its name behind `event:`.",
    "sms": "Write words of the message behind `sms:`.",
}
"""By a step that cannot stand alone, the mend."""

_ReadStep = Callable[[_Reader, "Node", "Node", Span], Step | None]

_WHEN = ("interrupts_after", "over", "cuts")

_STEPS: Mapping[str, tuple[_ReadStep, tuple[str, ...]]] = {
    "assistant": (_Reader.assistant, ()),
    "caller": (_Reader.caller, _WHEN),
    "keys": (_Reader.keys, _WHEN),
    "noise": (_Reader.noise, _WHEN),
    "silence": (_Reader.silence, ()),
    "caller_hangs_up": (_Reader.caller_hangs_up, ("interrupts_after", "over")),
    "event": (_Reader.event, ("body", *_WHEN, "refused")),
    "button": (_Reader.button, (*_WHEN, "refused")),
    "transfer": (_Reader.transfer, ()),
    "sms": (_Reader.sms, ()),
    "hangup": (_Reader.hangup, ()),
    "hand_over": (_Reader.hand_over, ()),
}

_WORDS: Mapping[str, Callable[[Span], Step]] = {
    "silence": lambda span: Silence(span),
    "noise": lambda span: Noise(span, DEFAULT_NOISE_MS),
    "button": lambda span: PushesButton(span),
    "transfer": lambda span: Transfers(span),
    "hangup": lambda span: HangsUp(span),
    "hand_over": lambda span: HandsOver(span),
    "caller_hangs_up": lambda span: CallerHangsUp(span),
}

_STEP_HELP = f"Possible: {listing(sorted({*_WORDS, *_STEPS}))}."
