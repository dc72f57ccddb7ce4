"""The path of a recorded call over a ``Chart``: which ways it took, in which order, and what was heard.

A record is what ``callwright call --record`` writes, a JSON object a line. The account of a running service
(``GET /calls/ID``) does as well, but it only knows which prompts were said: of that the path is what lies between.

Theory of operation: a record names places in the author's files, and so do boxes and ways. The last place before a
state was entered says which way was taken; where it says nothing (what a state decides by itself) it is the way from
the state before. A file is known by its name alone, since a record may come from another machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from callwright.core.playback import Fate
from callwright.diagnostics.model import Span
from callwright.graph.chart import Chart, Kind, Manner, Walked
from callwright.graph.drafting import ANYTIME

Place = tuple[str, int]
"""A file's name without its folder, and a line in it."""


class RecordError(Exception):
    """This is no record, or none of this flow; the text says so to whoever gave it."""


@dataclass(frozen=True, slots=True)
class Record:
    """One recorded call: what led where, in order, as (rule, detail, place), and each prompt's fate by its place."""

    name: str
    flow: str
    why: tuple[tuple[str, str, Place | None], ...] = ()
    heard: tuple[tuple[Place, str], ...] = ()
    whole: bool = True
    """Whether it says what led where, and not only what was said."""


def read(text: str) -> list[Record]:
    """The calls of a record. Raises ``RecordError``."""
    try:
        data = [json.loads(text)]
    except ValueError:
        try:
            data = [json.loads(line) for line in text.splitlines() if line.strip()]
        except ValueError:
            raise RecordError("it is not JSON; callwright call --record writes one") from None
    if not data or not all(isinstance(one, dict) for one in data):
        raise RecordError("it holds no call; callwright call --record writes one")
    if "record" not in data[0]:
        return [_account(data[0])]
    heads = [number for number, one in enumerate(data) if "record" in one]
    return [_record(data[a:b]) for a, b in zip(heads, [*heads[1:], len(data)], strict=True)]


def _record(data: Sequence[Mapping[str, Any]]) -> Record:
    steps = [why for one in data for why in _dicts(one.get("why"))]
    why = tuple((str(one.get("rule")), str(one.get("detail", "")), _place(one)) for one in steps)
    heard = tuple(pair for one in data for pair in _fates(one))
    return Record(str(data[0].get("call", "")), str(data[0].get("flow", "")), why, heard)


def _account(data: Mapping[str, Any]) -> Record:
    """What a service says of a call: the states that its prompts belong to, in order."""
    if "heard" not in data or "flow" not in data:
        raise RecordError("it holds no call; callwright call --record writes one")
    said = [one for one in _dicts(data["heard"]) if one.get("flow") == data["flow"]]
    states = dict.fromkeys(str(one.get("prompt", "")).partition("/")[0] for one in said)
    why = tuple(("said in", state, None) for state in states)
    return Record(str(data.get("id", "")), str(data["flow"]), why, tuple(_fates(data)), whole=False)


def _fates(data: Mapping[str, Any]) -> list[tuple[Place, str]]:
    places = [(_place(one.get("place")), str(one.get("fate"))) for one in _dicts(data.get("heard"))]
    return [(place, fate) for place, fate in places if place is not None and fate in set(Fate)]


def _dicts(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _place(data: object) -> Place | None:
    if not isinstance(data, dict) or not isinstance(data.get("file"), str) or not isinstance(data.get("line"), int):
        return None
    return PurePath(data["file"]).name, data["line"]


def walk(chart: Chart, record: Record) -> Walked:
    """The path of a call over the chart. Raises ``RecordError`` where it is a call of another flow."""
    walker = _Walker(chart)
    for rule, detail, place in record.why:
        walker.follow(rule, detail, place)
    if not walker.boxes:
        raise RecordError(f"it is a call of the flow “{record.flow}”, and never comes to “{chart.flow}”")
    fates: dict[Span, str] = {}
    by_place = {_at(said.span): said.span for box in chart.boxes for said in box.said}
    for place, fate in record.heard:
        if place in by_place:
            span = by_place[place]
            # A prompt that was said twice: what was cut is what somebody looks for.
            fates[span] = max(fates.get(span, fate), fate, key=(Fate.NEVER, Fate.ENDED, Fate.HEARD, Fate.CUT).index)
    about = record.name if record.whole else f"{record.name}, as far as its prompts tell"
    return Walked(about, {n: tuple(steps) for n, steps in walker.ways.items()}, walker.boxes, fates)


def _at(span: Span) -> Place:
    return PurePath(span.file).name, span.line


@dataclass(slots=True)
class _Walker:
    chart: Chart
    here: str = ""
    because: list[Place] = field(default_factory=list)
    ways: dict[int, list[int]] = field(default_factory=dict)
    boxes: dict[str, int] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    """Where sub-flows were called, the outermost first."""
    taken: int = 0

    def follow(self, rule: str, detail: str, place: Place | None) -> None:
        """One decision of the call."""
        if rule == "enter" and place is not None:
            entered = [b.key for b in self.chart.boxes if b.key == f"state:{detail}" and _at(b.span) == place]
            if entered:
                self._arrive(entered[0])
        elif rule == "said in":
            self._arrive(f"state:{detail}")
        elif rule == "call":
            self.waiting.append(self.here)
            if any(box.key == f"flow:{detail}" for box in self.chart.boxes):
                self._arrive(f"flow:{detail}")
                self.here = self.waiting[-1]
        elif rule == "return":
            self.here = self.waiting.pop() if self.waiting else self.here
        elif place is not None:
            self.because.append(place)
            self._stay(place)

    def _arrive(self, key: str) -> None:
        if not any(box.key == key for box in self.chart.boxes):
            return
        way = self._way(key)
        if way is not None and self.here:
            self._take(way)
        self.boxes.setdefault(key, self.taken)
        self.here = key
        self.because = []

    def _way(self, key: str) -> int | None:
        led = [
            (number, way)
            for number, way in enumerate(self.chart.ways)
            if way.target == key and way.source in (self.here, ANYTIME) and way.manner is not Manner.STAY
        ]
        places = set(self.because)
        certain = [number for number, way in led if places & {_at(span) for span in way.spans}]
        own = [number for number, way in led if way.source == self.here]
        return next(iter((*certain, *own, *(number for number, _ in led))), None)

    def _take(self, number: int) -> None:
        self.taken += 1
        self.ways.setdefault(number, []).append(self.taken)
        self.boxes.setdefault(self.chart.ways[number].source, self.taken)

    def _stay(self, place: Place) -> None:
        """What leads to no state: the question waits again, or the sub-flow is over."""
        for number, way in enumerate(self.chart.ways):
            if way.source not in (self.here, ANYTIME) or place not in map(_at, way.spans):
                continue
            if way.manner is Manner.STAY or self._returns(way.target):
                self._take(number)
                self.boxes.setdefault(way.target, self.taken)
                return

    def _returns(self, key: str) -> bool:
        return key.startswith("return:") and self.chart.box(key).kind is Kind.RETURNS
