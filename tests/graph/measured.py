"""Measuring the picture of a flow: where its boxes, its letters and its lines are, read back from the SVG."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from callwright.graph.lettering import width_of

SVG = "{http://www.w3.org/2000/svg}"
SIZES = {"title": 20, "about": 12, "small": 11, "name": 13, "tag": 10, "words": 11, "note": 10, "label": 11, "to": 10}
SIZES |= {"sign": 9, "number": 10}
BOLD = {"title", "name", "label", "sign", "number"}
_MOVED = re.compile(r"translate\((-?[\d.]+) (-?[\d.]+)\)")
_POINT = re.compile(r"(-?[\d.]+) (-?[\d.]+)")


@dataclass(frozen=True)
class Area:
    """A part of the page: whose it is (the id of a box, or empty), what stands there, and where."""

    owner: str
    words: str
    left: float
    top: float
    right: float
    bottom: float
    numbers: bool = False

    def meets(self, other: Area, slack: float = 0.0) -> bool:
        """Whether the two overlap by more than ``slack`` px."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > slack and down > slack

    def holds(self, other: Area) -> bool:
        """Whether the other is inside this one."""
        across = self.left - 0.5 <= other.left and other.right <= self.right + 0.5
        return across and self.top - 0.5 <= other.top and other.bottom <= self.bottom + 0.5


@dataclass(frozen=True)
class Stroke:
    """A piece of a line from one place to another; ``ends`` are the names of the boxes that the line is between."""

    ends: tuple[str, str]
    begin: tuple[float, float]
    end: tuple[float, float]

    @property
    def area(self) -> Area:
        (x1, y1), (x2, y2) = self.begin, self.end
        return Area("", "", min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


@dataclass(frozen=True)
class Measured:
    """Everything in a picture of a flow. ``names`` are those of the boxes by their id."""

    page: Area
    boxes: tuple[Area, ...]
    letters: tuple[Area, ...]
    strokes: tuple[Stroke, ...]
    names: dict[str, str]


def measure(picture: str) -> Measured:
    """Read a picture back."""
    root = ElementTree.fromstring(picture)
    page = Area("", "", 0, 0, float(root.get("width", "0")), float(root.get("height", "0")))
    boxes: list[Area] = []
    letters: list[Area] = []
    strokes: list[Stroke] = []
    names: dict[str, str] = {}
    for node, left, top, owner in _walk(root, 0.0, 0.0, ""):
        style = node.get("class", "").split()
        if node.tag == f"{SVG}rect" and "frame" in style:
            x, y = left + float(node.get("x", "0")), top + float(node.get("y", "0"))
            area = Area(owner, owner, x, y, x + float(node.get("width", "0")), y + float(node.get("height", "0")))
            boxes.append(area)
        elif node.tag == f"{SVG}g" and "box" in style:
            title = node.find(f"{SVG}title")
            names[node.get("id", "")] = (title.text or "") if title is not None else ""
        elif node.tag == f"{SVG}text":
            letters += _letters(node, style, left, top, owner)
        elif node.tag == f"{SVG}g":
            strokes += _strokes(node, left, top)
    return Measured(page, tuple(boxes), tuple(letters), tuple(strokes), names)


def _walk(
    node: ElementTree.Element, left: float, top: float, owner: str
) -> Iterator[tuple[ElementTree.Element, float, float, str]]:
    moved = _MOVED.match(node.get("transform", ""))
    if moved:
        left, top = left + float(moved[1]), top + float(moved[2])
    if "box" in node.get("class", "").split():
        owner = node.get("id", "")
    yield node, left, top, owner
    for child in node:
        yield from _walk(child, left, top, owner)


def _letters(node: ElementTree.Element, style: list[str], left: float, top: float, owner: str) -> Iterator[Area]:
    kind = next(name for name in style if name in SIZES)
    size = SIZES[kind]
    for line in list(node) or [node]:
        words = line.text or ""
        if not words:
            continue
        wide = width_of(words, size) * (1.08 if kind in BOLD else 1.0)
        x, y = left + float(line.get("x", "0")), top + float(line.get("y", "0"))
        anchor = node.get("text-anchor", "start")
        x -= wide if anchor == "end" else wide / 2 if anchor == "middle" else 0
        yield Area(owner, words, x, y - size * 0.75, x + wide, y + size * 0.2, numbers=kind == "number")


def _strokes(node: ElementTree.Element, left: float, top: float) -> Iterator[Stroke]:
    path, title = node.find(f"{SVG}path"), node.find(f"{SVG}title")
    if path is None or title is None or "way" not in path.get("class", "").split() or " → " not in (title.text or ""):
        return
    source, _, rest = (title.text or "").partition(" → ")
    points = [(left + float(x), top + float(y)) for x, y in _POINT.findall(path.get("d", ""))]
    for begin, end in itertools.pairwise(points):
        yield Stroke((source, rest.split(": ")[0]), begin, end)


def complaints(found: Measured) -> list[str]:
    """What in the picture could not be read: empty for a good one."""
    told = [
        f"the boxes {one.owner} and {other.owner} overlap"
        for one, other in itertools.combinations(found.boxes, 2)
        if one.meets(other)
    ]
    frames = {box.owner: box for box in found.boxes}
    for letters in found.letters:
        if not found.page.holds(letters):
            told.append(f"“{letters.words}” stands outside the page")
        if letters.owner and not frames[letters.owner].holds(letters):
            told.append(f"“{letters.words}” stands outside its box {letters.owner}")
        told += [
            f"“{letters.words}” stands in the box {box.owner}"
            for box in found.boxes
            # The numbers of a call's steps stand on the edge of the box that they leave.
            if box.owner != letters.owner and not letters.numbers and box.meets(letters)
        ]
    told += [
        f"“{one.words}” and “{other.words}” overlap"
        for one, other in itertools.combinations(found.letters, 2)
        if one.meets(other, 0.5)
    ]
    for stroke in found.strokes:
        told += [
            f"the line {stroke.ends} runs through {box.owner}" for box in found.boxes if _through(stroke.area, box)
        ]
    return told


def _through(stroke: Area, box: Area) -> bool:
    """Whether a piece of a line is inside a box, beyond its edge."""
    across = min(stroke.right, box.right - 1) - max(stroke.left, box.left + 1)
    down = min(stroke.bottom, box.bottom - 1) - max(stroke.top, box.top + 1)
    return across >= 0 and down >= 0
