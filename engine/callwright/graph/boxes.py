"""One box of the picture of a flow: its head, what it says with the sign of each policy, and its ways out, row by row.

Theory of operation: ``compose`` decides what stands in a box and how much room that needs, which is all that the
layout wants to know; ``draw`` puts it on the page once the layout has said where. Positions inside a box are px from
its top left corner.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from callwright.core.prompt import BargeIn, Strategy
from callwright.graph.chart import Box, Kind, Manner, Said, Walked, Way
from callwright.graph.lanes import sign as fate_sign
from callwright.graph.layout import Card, Placed
from callwright.graph.lettering import fit, width_of, wrap
from callwright.graph.paint import HEADS
from callwright.graph.style import KINDS
from callwright.graph.svg import Element, element
from callwright.graph.wording import worded

WIDTH = 252.0
HEAD_PX, LINE_PX, ROW_PX, PAD_PX = 30.0, 14.0, 20.0, 12.0
SIGN_PX = 22.0
_MOST_PROMPTS, _MOST_LINES = 4, 2
_STEPS_PX = 36.0
_BOLD = 1.08
"""How much wider bold letters are than what ``lettering`` reckons with."""


@dataclass(frozen=True, slots=True)
class Row:
    """A way out as it is written: its label in lines, and the name of where it leads."""

    way: Way
    number: int
    lines: tuple[str, ...]
    to: str

    @property
    def height(self) -> float:
        return ROW_PX + LINE_PX * max(0, len(self.lines) - 1)


@dataclass(frozen=True, slots=True)
class Composed:
    """A box with everything that stands in it. ``words`` are its prompts in lines, each with what it says in full."""

    box: Box
    id: str
    words: tuple[tuple[Said, tuple[str, ...]], ...]
    notes: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def head(self) -> float:
        """How high everything above the rows is."""
        lines = sum(len(lines) for _, lines in self.words) + len(self.notes)
        room = 8 + lines * LINE_PX + 3 * len(self.words) if lines else 0.0
        return HEAD_PX + room + (4 if self.rows else 0)

    @property
    def card(self) -> Card:
        """What the layout has to know of it."""
        return Card(WIDTH, self.head, tuple(row.height for row in self.rows), 6 if self.rows else 0, HEAD_PX / 2)


def compose(box: Box, id: str, ways: Sequence[tuple[int, Way]], names: Mapping[str, str]) -> Composed:
    """What stands in a box; ``ways`` leave it, each with its number, and ``names`` are those of all boxes by key."""
    shown = box.said if len(box.said) <= _MOST_PROMPTS else box.said[: _MOST_PROMPTS - 1]
    room = WIDTH - 2 * PAD_PX - SIGN_PX
    words = [(said, tuple(wrap(said.words, room, 11, _MOST_LINES)) or ("",)) for said in shown]
    notes = [line for note in box.notes for line in wrap(note, WIDTH - 2 * PAD_PX, 10, 2)]
    if len(shown) < len(box.said):
        notes.append(f"and {len(box.said) - len(shown)} prompts more")
    rows = [_row(number, way, "" if way.manner is Manner.STAY else names[way.target]) for number, way in ways]
    return Composed(box, id, tuple(words), tuple(notes), tuple(rows))


def _row(number: int, way: Way, to: str) -> Row:
    label = worded(way.labels)
    room = WIDTH - 2 * PAD_PX - 6
    to = fit(to, room if not label else room * 0.55, 10)
    beside = room - (width_of(to, 10) + 14 if to else 10)
    lines = wrap(label, beside / _BOLD, 11, 3) if label else []
    return Row(way, number, tuple(lines), to)


# on the page


def draw(made: Composed, placed: Placed, walked: Walked | None, ids: Mapping[str, str]) -> Element:
    """The box where the layout has put it; with ``walked``, what a call has made of it."""
    box, height = made.box, made.card.height
    been = walked is not None and box.key in walked.boxes
    classes = ["box"] + ["unreached"] * (not box.reached) + ["pale"] * (walked is not None and not been)
    return element(
        "g",
        element("title", _title(box)),
        element("desc", _about(box)),
        *_frame(made, height, been=been),
        *_prompts(made, walked),
        *(part for row, top in placed.rows for part in _out(made.rows[row], top - placed.y, walked, ids)),
        id=made.id,
        class_=" ".join(classes),
        transform=f"translate({placed.x:.0f} {placed.y:.0f})",
    )


def _title(box: Box) -> str:
    return box.name if box.reached else f"{box.name}: no call ever comes here"


def _about(box: Box) -> str:
    lines = [f"{box.kind.value}; {PurePath(box.span.file).name}:{box.span.line}", *box.notes]
    lines += [f"{policy_of(said.barge_in)}: {said.words}" for said in box.said]
    return "\n".join(lines)


def policy_of(policy: BargeIn) -> str:
    """A policy in a few words."""
    match policy.strategy:
        case Strategy.NONE:
            words = "protected"
        case Strategy.MINIMUM_CHARACTERS:
            words = f"cut by {policy.minimum_characters} letters"
        case _:
            words = policy.strategy.value
    return f"{words} after {policy.allow_after_ms} ms" if policy.allow_after_ms else words


def _frame(made: Composed, height: float, *, been: bool) -> Iterator[Element]:
    box = made.box
    # An ending is round, what is not of this flow is dashed.
    corner = 14 if box.ending else 6
    tint = HEADS.get(box.kind, "plain")
    ink = "ends-ink" if tint == "ends" and box.reached else ""
    frame = ["frame"] + ["dashed"] * (box.kind in (Kind.FLOW, Kind.ANYTIME)) + ["start"] * box.start + ["been"] * been
    yield element("rect", class_="card", x=0, y=0, width=WIDTH, height=height, rx=corner)
    below = f"V{HEAD_PX:.0f}H0V{corner}" if height > HEAD_PX else f"V{HEAD_PX - corner:.0f}{_corner(-1, 1, corner)}"
    if height > HEAD_PX:
        d = f"M0 {corner}A{corner} {corner} 0 0 1 {corner} 0H{WIDTH - corner:.0f}{_corner(1, 1, corner)}{below}Z"
        yield element("path", class_=f"head {tint}", d=d)
    else:
        yield element("rect", class_=f"head {tint}", x=0, y=0, width=WIDTH, height=height, rx=corner)
    yield element("rect", class_=" ".join(frame), x=0, y=0, width=WIDTH, height=height, rx=corner)
    tag = box.kind.value if box.kind is not Kind.ANYTIME else ""
    room = WIDTH - 2 * PAD_PX - (width_of(tag, 10) + 10 if tag else 0)
    name = fit(box.name, room / _BOLD, 13)
    yield element("text", name, class_=f"name {ink}".strip(), x=PAD_PX, y=HEAD_PX / 2 + 5)
    if tag:
        yield element("text", tag, class_=f"tag {ink}".strip(), x=WIDTH - PAD_PX, y=HEAD_PX / 2 + 4, text_anchor="end")


def _corner(x: int, y: int, radius: int) -> str:
    return f"a{radius} {radius} 0 0 1 {x * radius} {y * radius}"


def _prompts(made: Composed, walked: Walked | None) -> Iterator[Element]:
    y = HEAD_PX + 5
    for said, lines in made.words:
        fate = walked.fates.get(said.span) if walked is not None else None
        spans = [element("tspan", line, x=PAD_PX + SIGN_PX, y=y + 11 + LINE_PX * n) for n, line in enumerate(lines)]
        yield element(
            "g",
            element("title", f"{policy_of(said.barge_in)}: {said.words}"),
            *policy_sign(said.barge_in, PAD_PX, y + 1),
            element("text", *spans, class_="words"),
            *(fate_sign(fate, WIDTH - 7, y + 7) if fate else ()),
        )
        y += LINE_PX * len(lines) + 3
    for note in made.notes:
        yield element("text", note, class_="note", x=PAD_PX, y=y + 11)
        y += LINE_PX


def policy_sign(policy: BargeIn, x: float, y: float) -> Iterator[Element]:
    """The sign of a policy, 17 px wide and 13 high: a lock, a flash, a hand on a button, or how many letters cut."""
    name = KINDS[policy.strategy.value]
    yield element("rect", class_=name, x=x, y=y, width=17, height=13, rx=3)
    match policy.strategy:
        case Strategy.NONE:
            yield element("rect", class_=f"{name}-ink", x=x + 5, y=y + 6, width=7, height=5, rx=1)
            yield element("path", class_=f"glyph {name}-line", d=f"M{x + 6.5} {y + 6}v-1.4a2 2 0 0 1 4 0v1.4")
        case Strategy.IMMEDIATE:
            d = f"M{x + 9.6} {y + 1.6}l-4.4 5.6h3l-1 4.4l4.6-5.8h-3z"
            yield element("path", class_=f"{name}-ink", d=d)
        case Strategy.MANUAL:
            yield element("circle", class_=f"glyph {name}-line", cx=x + 8.5, cy=y + 6.5, r=4)
            yield element("circle", class_=f"{name}-ink", cx=x + 8.5, cy=y + 6.5, r=1.8)
        case Strategy.MINIMUM_CHARACTERS:
            least = f"{policy.minimum_characters}"
            yield element("text", least, class_=f"sign {name}-ink", x=x + 8.5, y=y + 10, text_anchor="middle")


def steps_words(steps: Sequence[int]) -> str:
    """The numbers of the steps in which a way was taken; of many the first ones."""
    shown = next((n for n in (3, 2) if width_of(", ".join(map(str, steps[:n])), 10) <= _STEPS_PX), 1)
    return ", ".join(map(str, steps[:shown])) + (" …" if len(steps) > shown else "")


def steps_width(steps: Sequence[int]) -> float:
    """How wide the sign with these numbers is, which reaches 20 px beyond its box."""
    return max(16.0, width_of(steps_words(steps), 10) + 8)


def stay_sign(x: float, y: float) -> list[Element]:
    """The sign of what leads nowhere else: an arrow round in a circle."""
    ring = element("path", class_="way", d=f"M{x + 3.5} {y - 3}a4.5 4.5 0 1 0 1 3.5")
    return [ring, element("path", class_="tip", d=f"M{x + 1} {y - 2.2}h5v-4.6z")]


def _out(row: Row, top: float, walked: Walked | None, ids: Mapping[str, str]) -> Iterator[Element]:
    middle = top + row.height / 2
    first = top + 14 if row.lines else middle + 4
    steps = walked.ways.get(row.number, ()) if walked is not None else ()
    yield element("line", class_="rule", x1=1, y1=top, x2=WIDTH - 1, y2=top)
    if row.lines:
        spans = [element("tspan", line, x=PAD_PX, y=first + LINE_PX * n) for n, line in enumerate(row.lines)]
        yield element("text", *spans, class_="label")
    if row.way.manner is Manner.STAY:
        yield from stay_sign(WIDTH - PAD_PX - 6, middle)
        if steps:
            yield element(
                "text", steps_words(steps), class_="number", x=WIDTH - PAD_PX - 15, y=middle + 4, text_anchor="end"
            )
        return
    # Room for many numbers is taken from the name beside them, which the line and its end say as well.
    taken = max(0.0, steps_width(steps) + 4 - 20 - PAD_PX) if steps else 0.0
    to = fit(row.to, width_of(row.to, 10) - taken, 10)
    words = element("text", to, class_="to", x=WIDTH - PAD_PX - taken, y=middle + 4, text_anchor="end")
    yield element("a", words, href=f"#{ids[row.way.target]}")
    if not steps:
        yield element("circle", class_=f"port {row.way.manner.value}", cx=WIDTH, cy=middle, r=3)
