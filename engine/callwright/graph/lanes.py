"""The lanes of a row: each gives the elements that it needs and how high it is.

Laws: nothing stands outside the row's room; no two bars of a lane overlap, nor do the words of two marks.
Positions are px from the left edge of the row and from the top of the lane.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from callwright.graph.account import Bar, Mark
from callwright.graph.lettering import fit, width_of, wrap
from callwright.graph.scale import Row
from callwright.graph.style import KINDS
from callwright.graph.svg import Element, element

BAR_PX = 64
VOICE_PX = 14
LINE_PX = 16
WORDS_SIZE, LABEL_SIZE, SMALL_SIZE = 12, 10, 11
MARK_PX = 11
LONGEST_PX = 330
MOST_LINES = 3
APART_PX = 8


@dataclass(frozen=True, slots=True)
class Lane:
    """What one lane of one row shows, ``height`` px high."""

    elements: tuple[Element, ...]
    height: float


# bars


def assistant(bars: Sequence[Bar], silent: Sequence[Mark], row: Row, room: float) -> Lane:
    """What the assistant says, with its policy, where it may not yet be cut, and what was cut off."""
    result: list[Element] = []
    cuts: list[Element] = []
    for place, bar in enumerate(bars):
        following = bars[place + 1] if place + 1 < len(bars) else None
        free = row.x(following.begin) - APART_PX if following and row.holds(following.begin) else room
        result.extend(_playback(bar, row, free))
        if bar.cut and (row.begin < bar.end <= row.end or bar.begin == bar.end == row.begin):
            cuts.append(_cut(row.x(bar.end), below_label=_wide(bar, row)))
    for mark in silent:
        if row.holds(mark.at):
            x = row.x(mark.at)
            tick = element("line", class_="tick", x1=x, y1=BAR_PX - 10, x2=x, y2=BAR_PX - 2)
            result.append(_group(mark.more, tick))
    return Lane((*result, *cuts), BAR_PX)


def _playback(bar: Bar, row: Row, free: float) -> list[Element]:
    result: list[Element] = []
    colour = KINDS.get(bar.kind, "none")
    piece = row.piece(bar.begin, bar.end)
    ghost = row.piece(bar.end, bar.ghost) if bar.cut else None
    if piece is not None:
        begin, end = piece
        x, width = _span(row, begin, end)
        shapes = [element("rect", class_=colour, x=x, y=2, width=width, height=BAR_PX - 4, rx=4)]
        window = row.piece(begin, min(bar.window, end))
        if window is not None:
            wx, wide = _span(row, *window)
            shapes.append(element("rect", fill="url(#window)", x=wx, y=2, width=wide, height=BAR_PX - 4, rx=4))
        beyond = free - x - 5 if end == bar.end else 0.0
        label = fit(bar.label, max(width - 10, beyond), LABEL_SIZE) if begin == bar.begin else ""
        if label:
            shapes.append(element("text", label, class_=f"label {colour}-label", x=x + 5, y=14))
        shapes += _lines(_part(bar, begin, end), x + 5, width - 10, 0.0 if ghost else beyond, "words")
        result.append(_group(bar.more, *shapes))
    if ghost is not None:
        x, width = _span(row, *ghost)
        rest = _part(bar, ghost[0], bar.whole if ghost[1] == bar.ghost else ghost[1])
        shapes = [element("rect", class_=f"{colour} ghost", x=x, y=2, width=width, height=BAR_PX - 4, rx=4)]
        shapes += _lines(rest, x + 5, width - 10, free - x - 5 if ghost[1] == bar.ghost else 0.0, "words soft")
        result.append(_group(f"not heard: {rest}", *shapes))
    return result


def _wide(bar: Bar, row: Row) -> bool:
    """Whether a bar's label reaches beyond its end."""
    return row.holds(bar.begin) and width_of(bar.label, LABEL_SIZE) > row.x(bar.end) - row.x(bar.begin) - 8


def _cut(x: float, *, below_label: bool) -> Element:
    top = 18 if below_label else 0
    steps = " ".join(f"L{x + (3 if n % 2 else -3):.1f} {top + n * 6}" for n in range(1, (BAR_PX - top) // 6 + 1))
    return element("path", class_="cut", d=f"M{x:.1f} {top} {steps}")


def _lines(words: str, x: float, width: float, beyond: float, style: str) -> list[Element]:
    """Words within a bar; where they are too many for it they may go ``beyond`` it, as far as nothing else stands."""
    lines = wrap(words, width, WORDS_SIZE, MOST_LINES)
    if " ".join(lines) != " ".join(words.split()) and beyond > width:
        lines = wrap(words, beyond, WORDS_SIZE, MOST_LINES)
    if not lines:
        return []
    spans = [element("tspan", line, x=x, y=28 + 14 * n) for n, line in enumerate(lines)]
    return [element("text", *spans, class_=style)]


def _part(bar: Bar, begin: int, end: int) -> str:
    """The words that are said from ``begin`` to ``end``; a word belongs to the piece in which it begins."""
    lasts = bar.whole - bar.begin
    if lasts <= 0 or (begin <= bar.begin and end >= bar.whole):
        return bar.words
    first, last = ((at - bar.begin) / lasts * len(bar.words) for at in (begin, end))
    at, part = 0, []
    for word in bar.words.split():
        if first <= at < last or (at == 0 and begin <= bar.begin):
            part.append(word)
        at += len(word) + 1
    return " ".join(part)


def _span(row: Row, begin: int, end: int) -> tuple[float, float]:
    """Left edge and width of a stretch, a hair narrower than it lasts so that neighbours stand apart."""
    x, right = row.x(begin), row.x(end)
    width = right - x
    return x, width - 1 if width > 3 else width


def caller(bars: Sequence[Bar], marks: Sequence[Mark], row: Row, room: float) -> Lane:
    """What the caller does: their voice, their keys, their silence."""
    result: list[Element] = []
    for bar in bars:
        piece = row.piece(bar.begin, bar.end)
        if piece is not None:
            x, width = _span(row, *piece)
            shape = element(
                "rect", class_=KINDS[bar.kind], x=x, y=4, width=width, height=VOICE_PX - 4, rx=3 if width > 6 else 0
            )
            result.append(_group(bar.more, shape))
        waited = row.piece(bar.end, bar.ghost)
        if waited is not None:
            x, right = row.x(waited[0]), row.x(waited[1])
            d = f"M{x:.1f} 9H{right:.1f}" + (f"M{right:.1f} 5V13" if waited[1] == bar.ghost else "")
            line = element("path", class_="wait", d=d)
            result.append(_group("the platform waits whether the caller goes on; then their turn is over", line))
    below = marked(marks, row, room)
    result += [element("g", *below.elements, transform=f"translate(0 {VOICE_PX})")] if below.elements else []
    return Lane(tuple(result), VOICE_PX + 4 + below.height)


# marks


def marked(marks: Sequence[Mark], row: Row, room: float) -> Lane:
    """Marks with their words, on as many lines as it takes for none to stand in another's."""
    result: list[Element] = []
    lines: list[list[tuple[float, float]]] = []
    for mark in marks:
        if not row.holds(mark.at):
            continue
        x = row.x(mark.at)
        if not mark.words:
            notch = element("line", class_="tick", x1=x, y1=-2, x2=x, y2=3)
            result.append(_group(mark.more, notch))
            continue
        words = fit(mark.words, LONGEST_PX, SMALL_SIZE)
        needs = MARK_PX + width_of(words, SMALL_SIZE)
        backward = x + needs > room
        left, right = (max(0.0, x - needs), x + 5) if backward else (x - 5, x + needs)
        line = next((n for n, taken in enumerate(lines) if _fits(left, right, taken)), len(lines))
        if line == len(lines):
            lines.append([])
        lines[line].append((left, right))
        y = line * LINE_PX
        letters = element(
            "text",
            words,
            class_=_STYLES.get(mark.kind, "small"),
            x=x - MARK_PX + 3 if backward else x + MARK_PX - 3,
            y=y + 12,
            **({"text_anchor": "end"} if backward else {}),
        )
        more = mark.more if mark.more and words == mark.words else f"{mark.words}\n{mark.more}".strip()
        result.append(_group(more if more != words else "", *sign(mark.kind, x, y + 8), letters))
    return Lane(tuple(result), max(len(lines), 1 if result else 0) * LINE_PX)


def _fits(left: float, right: float, taken: Sequence[tuple[float, float]]) -> bool:
    return all(right + APART_PX <= begin or left >= end + APART_PX for begin, end in taken)


_STYLES = {
    "faint": "small faint",
    "why": "small",
    "waited": "small soft",
    "never": "small soft",
    "ended": "small soft",
    "cut": "small alarm",
    "flaw": "small alarm",
    "outside": "small strong manual-label",
    "over": "small strong",
    "said": "small caller-label",
}


def sign(kind: str, x: float, y: float) -> list[Element]:
    """The small shape of a mark, around (``x``, ``y``)."""
    ring = element("circle", class_="open", cx=x, cy=y, r=3.6)
    match kind:
        case "heard":
            return [element("circle", class_="full", cx=x, cy=y, r=3.6)]
        case "ended":
            return [ring, element("circle", class_="arrow", cx=x, cy=y, r=1.4)]
        case "cut":
            half = f"M{x:.1f} {y - 3.6:.1f}A3.6 3.6 0 0 0 {x:.1f} {y + 3.6:.1f}Z"
            return [ring, element("path", class_="half", d=half)]
        case "never":
            return [ring]
        case "key":
            return [element("rect", class_="key", x=x - 3.5, y=y - 3.5, width=7, height=7, rx=1.5)]
        case "event" | "outside":
            return [element("path", class_="out" if kind == "outside" else "arrow", d=_arrow(x, y, up=True))]
        case "action":
            return [element("path", class_="arrow", d=_arrow(x, y, up=False))]
        case "faint":
            return [element("line", class_="tick", x1=x, y1=y - 3, x2=x, y2=y + 3)]
    return [element("circle", class_="arrow", cx=x, cy=y, r=2)]


def _arrow(x: float, y: float, *, up: bool) -> str:
    tip, base = (y - 4, y + 3) if up else (y + 4, y - 3)
    return f"M{x - 3.5:.1f} {base:.1f}H{x + 3.5:.1f}L{x:.1f} {tip:.1f}Z"


def _group(more: str, *shapes: Element) -> Element:
    return element("g", *([element("title", more)] if more else []), *shapes)
