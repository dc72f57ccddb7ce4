"""Reading a picture back: where everything stands in it, and timelines of any kind to draw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from hypothesis import strategies as st

from callwright.platform.timeline import (
    CutBy,
    Entry,
    Flaw,
    HungUp,
    Playback,
    Pressed,
    Setting,
    Spoken,
    TextMessage,
    TimedOut,
    TransferBegun,
    TransferOver,
    Understood,
)
from callwright.platform.wire import Fault

SVG = "{http://www.w3.org/2000/svg}"
_MOVED = re.compile(r"translate\((-?[\d.]+) (-?[\d.]+)\)")


@dataclass(frozen=True)
class Thing:
    """One element of a picture with its place on the page; ``lane`` tells the lanes of the rows apart."""

    name: str
    style: str
    x: float
    y: float
    width: float
    height: float
    words: str
    anchor: str
    lane: int


def parse(picture: str) -> ElementTree.Element:
    """The picture as a tree; raises where it is not well-formed."""
    return ElementTree.fromstring(picture)


def things(picture: str) -> list[Thing]:
    """Everything that is drawn."""
    return list(_things(parse(picture), 0.0, 0.0, 0))


def _things(node: ElementTree.Element, left: float, top: float, lane: int) -> Iterator[Thing]:
    moved = _MOVED.match(node.get("transform", ""))
    if moved:
        left, top, lane = left + float(moved[1]), top + float(moved[2]), id(node)
    name = node.tag.removeprefix(SVG)
    if name in ("defs", "style", "title", "desc"):
        return
    style = node.get("class", "")
    if name in ("rect", "line", "circle", "text", "path"):
        x, y, width, height = _box(name, node)
        words = "".join(node.itertext()) if name == "text" else ""
        yield Thing(name, style, left + x, top + y, width, height, words, node.get("text-anchor", ""), lane)
    for child in node:
        yield from _things(child, left, top, lane)


def _box(name: str, node: ElementTree.Element) -> tuple[float, float, float, float]:
    def number(key: str) -> float:
        return float(node.get(key, "0"))

    if name == "line":
        return number("x1"), number("y1"), number("x2") - number("x1"), number("y2") - number("y1")
    if name == "circle":
        return number("cx"), number("cy"), 0, 0
    if name == "path":
        x, y = re.match(r"M(-?[\d.]+) (-?[\d.]+)", node.get("d", "")).groups()  # type: ignore[union-attr]
        return float(x), float(y), 0, 0
    if name == "text" and len(node):
        return float(node[0].get("x", "0")), float(node[-1].get("y", "0")), 0, 0
    return number("x"), number("y"), number("width"), number("height")


WORDS = st.text(max_size=60) | st.sampled_from(
    ["", "Hello there.", "</text><script>", "a" * 90, "\x00\x1b[31m", "😀\u202ex"]
)
TIMES = st.integers(0, 30_000)


@st.composite
def playbacks(draw: st.DrawFn) -> Playback:
    """A playback, whole, cut or still on the line."""
    at, length = draw(TIMES), draw(st.integers(0, 9000))
    cut: CutBy | None = draw(st.sampled_from([None, "caller", "noise", "action", "hangup"]))
    stopped = at + (draw(st.integers(0, length)) if cut else length)
    return Playback(
        type=draw(st.sampled_from(["speak", "speak", "audio"])),
        words=draw(WORDS),
        length_ms=length,
        strategy=draw(st.sampled_from(["none", "manual", "minimum_characters", "immediate"])),
        minimum_characters=draw(st.integers(1, 100)),
        allow_after_ms=draw(st.sampled_from([0, 500, 10_000])),
        timeout_ms=8000,
        action={"type": "speak"},
        at=at,
        stopped_at=draw(st.sampled_from([stopped, None])) if cut is None else stopped,
        cut_by=cut,
    )


def timelines() -> st.SearchStrategy[list[Entry]]:
    """Any timeline, also one that no line would ever write."""
    spoken = st.builds(lambda at, lasts, words: Spoken(at, at + lasts, words), TIMES, st.integers(0, 5000), WORDS)
    entries: st.SearchStrategy[Entry] = st.one_of(
        playbacks(),
        playbacks(),
        spoken,
        st.builds(Understood, TIMES, WORDS, st.booleans()),
        st.builds(Pressed, TIMES, st.sampled_from("0123456789*#")),
        st.builds(TimedOut, TIMES, st.integers(0, 30_000)),
        st.builds(TransferBegun, TIMES, WORDS, WORDS, WORDS, st.none() | st.integers(5, 120)),
        st.builds(TransferOver, TIMES, st.sampled_from(["answered", "no_answer"]), st.booleans()),
        st.builds(TextMessage, TIMES, WORDS, WORDS, st.booleans()),
        st.builds(Setting, TIMES, st.just("mix_audio"), WORDS),
        st.builds(Flaw, TIMES, st.builds(Fault, st.just("speak"), WORDS, WORDS)),
        st.builds(HungUp, TIMES, st.sampled_from(["assistant", "caller", "platform"])),
    )
    return st.lists(entries, max_size=12)
