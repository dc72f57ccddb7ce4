"""The picture of a flow: a ``Chart`` as SVG, its states as cards, its ways as lines, readable in light and in dark.

Theory of operation: ``boxes`` composes each card, ``layout`` says where it stands and how the lines run; here lines
that lead to the same card run into one another, and a title, a legend and the path of a call come on top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from callwright.core.prompt import BargeIn, Strategy
from callwright.graph import paint
from callwright.graph.boxes import Composed, compose, draw, policy_sign, stay_sign, steps_width, steps_words
from callwright.graph.chart import Box, Chart, Kind, Manner, Walked, Way
from callwright.graph.lanes import sign as fate_sign
from callwright.graph.layout import Layout, lay_out
from callwright.graph.lettering import fit, width_of
from callwright.graph.lines import drawn_once, round_path
from callwright.graph.routing import Point
from callwright.graph.style import FATES, STRATEGIES
from callwright.graph.svg import Element, Raw, element
from callwright.graph.wording import worded

MARGIN, TOP, START_PX, LEGEND_PX, LEAST_WIDTH = 28.0, 78.0, 46.0, 22.0, 720.0
_UNSAFE = re.compile(r"[^\w-]")


@dataclass(frozen=True, slots=True)
class Plan:
    """A chart with a place for everything. ``drawn`` are the numbers of the ways that are lines, as the layout's."""

    chart: Chart
    composed: tuple[Composed, ...]
    layout: Layout
    drawn: tuple[int, ...]
    ids: Mapping[str, str] = field(default_factory=dict)


def plan(chart: Chart) -> Plan:
    """Find a place for everything."""
    boxes = sorted(chart.boxes, key=lambda box: (not box.start, box.kind is Kind.ANYTIME))
    number = {box.key: place for place, box in enumerate(boxes)}
    names = {box.key: box.name for box in boxes}
    ids = _ids(boxes)
    leaving: dict[str, list[tuple[int, Way]]] = {}
    for place, way in enumerate(chart.ways):
        leaving.setdefault(way.source, []).append((place, way))
    composed = tuple(compose(box, ids[box.key], leaving.get(box.key, ()), names) for box in boxes)
    drawn = tuple(place for place, way in enumerate(chart.ways) if way.manner is not Manner.STAY)
    rows = {row.number: place for one in composed for place, row in enumerate(one.rows)}
    lines = [(number[chart.ways[place].source], number[chart.ways[place].target]) for place in drawn]
    layout = lay_out([one.card for one in composed], lines, [rows[place] for place in drawn])
    return Plan(chart, composed, layout, drawn, ids)


def picture(chart: Chart, walked: Walked | None = None) -> str:
    """The whole picture as the text of an SVG file; with ``walked``, the path of a call over it."""
    return render(plan(chart), walked)


def render(made: Plan, walked: Walked | None = None) -> str:
    """The picture of what has its places."""
    chart, layout = made.chart, made.layout
    width = round(max(LEAST_WIDTH, layout.width + 2 * MARGIN + START_PX))
    legend, needs = _legend(made, walked, width - 2 * MARGIN)
    bottom = TOP + layout.height + 34
    height = round(bottom + needs + 16)
    about = _counted(chart) if walked is None else f"{_counted(chart)} · the path of a call: {walked.title}"
    drawing = element(
        "svg",
        element("title", chart.title, id="title"),
        element("desc", _in_words(chart), id="desc"),
        element("style", Raw(paint.sheet())),
        element("rect", class_="page", width=width, height=height, rx=8),
        element("text", fit(chart.title, width - 2 * MARGIN, 22), class_="title", x=MARGIN, y=38),
        element("text", fit(about, width - 2 * MARGIN, 12), class_="about", x=MARGIN, y=58),
        element(
            "g",
            *_start(made, walked),
            *_lines(made, walked),
            *(draw(one, made.layout.cards[n], walked, made.ids) for n, one in enumerate(made.composed)),
            *_steps(made, walked),
            id="flow",
            transform=f"translate({MARGIN + START_PX:.0f} {TOP:.0f})",
        ),
        element("g", *legend, id="legend", transform=f"translate({MARGIN:.0f} {bottom:.0f})"),
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_labelledby="title desc",
    )
    return f"{drawing}\n"


def _ids(boxes: Sequence[Box]) -> dict[str, str]:
    """An id for each box that a link may name: ``state-`` and the state's name."""
    ids: dict[str, str] = {}
    for box in boxes:
        wanted = _UNSAFE.sub(lambda found: f".{ord(found[0]):x}.", box.key.replace(":", "-", 1))
        ids[box.key] = wanted
    return ids


def _counted(chart: Chart) -> str:
    states = sum(box.key.startswith("state:") for box in chart.boxes)
    numbers = f" · {', '.join(chart.numbers)}" if chart.numbers else ""
    return f"{chart.flow} · {states} {'state' if states == 1 else 'states'}{numbers}"


def _in_words(chart: Chart) -> str:
    names = {box.key: box.name for box in chart.boxes}
    return "\n".join(f"{names[w.source]} → {names[w.target]}: {worded(w.labels) or 'then'}" for w in chart.ways)


# lines


def _start(made: Plan, walked: Walked | None) -> Iterator[Element]:
    card = made.layout.cards[0]
    y = card.y + 15
    yield element("circle", class_="ends" if walked is None else "walk", cx=-START_PX + 8, cy=y, r=7)
    yield element("path", class_="way" if walked is None else "walked", d=f"M{-START_PX + 15:.0f} {y}H{card.x - 7:.0f}")
    yield element("path", class_="tip" if walked is None else "walk", d=_tip(card.x, y))


def _tip(x: float, y: float) -> str:
    return f"M{x:.1f} {y:.1f}l-9 -4.5v9z"


def _lines(made: Plan, walked: Walked | None) -> Iterator[Element]:
    chart, layout = made.chart, made.layout
    ways = [chart.ways[number] for number in made.drawn]
    names = {box.key: box.name for box in chart.boxes}
    reached = {box.key for box in chart.boxes if box.reached}
    for place, points in drawn_once([(way.target, way.manner) for way in ways], layout.lines):
        way = ways[place]
        words = f"{names[way.source]} → {names[way.target]}: {worded(way.labels) or 'then'}"
        pale = " pale" if walked is not None or way.source not in reached else ""
        line = element("path", class_=f"way {way.manner.value}{pale}", d=round_path(points))
        yield element("g", element("title", words), line)
    for key in dict.fromkeys(way.target for way in ways):
        end = next(points[-1] for way, points in zip(ways, layout.lines, strict=True) if way.target == key)
        never = walked is not None and key not in walked.boxes
        yield element("path", class_="tip pale" if never else "tip", d=_tip(*end))


def _steps(made: Plan, walked: Walked | None) -> Iterator[Element]:
    """The path of a call, over everything: each way that it took, with its numbers in order."""
    if walked is None:
        return
    taken = [(place, walked.ways[number]) for place, number in enumerate(made.drawn) if number in walked.ways]
    for place, _ in taken:
        points = made.layout.lines[place]
        yield element("path", class_="walked", d=round_path([*points[:-1], (points[-1][0] - 7, points[-1][1])]))
        yield element("path", class_="walk", d=_tip(*points[-1]))
    for place, steps in taken:
        yield from _numbers(steps, made.layout.lines[place][0])


def _numbers(steps: Sequence[int], at: Point) -> Iterator[Element]:
    words, wide = steps_words(steps), steps_width(steps)
    x = at[0] + 20 - wide
    yield element("rect", class_="walk", x=x, y=at[1] - 8, width=wide, height=16, rx=8)
    yield element("text", words, class_="number walk-ink", x=x + wide / 2, y=at[1] + 3.6, text_anchor="middle")


# the legend


def _legend(made: Plan, walked: Walked | None, room: float) -> tuple[list[Element], float]:
    result: list[Element] = []
    x, y = 0.0, 0.0
    for shapes, words in _entries(made.chart, walked):
        needs = 34 + width_of(words, 11) + 20
        if x and x + needs > room:
            x, y = 0.0, y + LEGEND_PX
        letters = element("text", fit(words, room - 34, 11), class_="small", x=34, y=12)
        result.append(element("g", *shapes, letters, transform=f"translate({x:.0f} {y:.0f})"))
        x += needs
    return result, y + LEGEND_PX


def _entries(chart: Chart, walked: Walked | None) -> Iterator[tuple[list[Element], str]]:
    said = {said.barge_in.strategy for box in chart.boxes for said in box.said}
    signs = {
        Strategy.NONE: BargeIn(Strategy.NONE, None, None),
        Strategy.MINIMUM_CHARACTERS: BargeIn(),
        Strategy.IMMEDIATE: BargeIn(Strategy.IMMEDIATE, None, 0),
        Strategy.MANUAL: BargeIn(Strategy.MANUAL, None, None),
    }
    for strategy, policy in signs.items():
        if strategy in said:
            counted = "cut by so many letters" if strategy is Strategy.MINIMUM_CHARACTERS else ""
            yield list(policy_sign(policy, 5, 2)), counted or STRATEGIES[strategy.value]
    manners = {way.manner for way in chart.ways}
    for manner, meaning in paint.LINES.items():
        if manner in manners:
            line = element("path", class_=f"way {manner.value}", d="M0 8.5H27")
            yield stay_sign(14, 8.5) if manner is Manner.STAY else [line], meaning
    kinds = {paint.HEADS.get(box.kind, "plain") for box in chart.boxes}
    for tint, meaning in (
        ("waits", "waits for the caller"),
        ("works", "has something done"),
        ("ends", "the end of the call, or of a small task"),
    ):
        if tint in kinds:
            yield [element("rect", class_=tint, x=3, y=1, width=22, height=14, rx=7 if tint == "ends" else 3)], meaning
    if not all(box.reached for box in chart.boxes):
        shape = element("rect", class_="plain", x=3, y=1, width=22, height=14, rx=3)
        yield [shape], "grey: no call ever comes here"
    if walked is not None:
        yield [element("path", class_="walked", d="M2 8.5H25")], "the path of the call, step by step"
        for fate, meaning in FATES.items():
            if fate in walked.fates.values():
                yield fate_sign(fate, 14, 8), meaning
