"""The picture of a call: an ``Account`` as SVG, row under row, readable in light and in dark.

Theory of operation: ``scale.rows`` says which stretch of the call each row shows; ``lanes`` draws what belongs there;
here they are put under one another, with seconds above, folds across, a title on top and a legend below.
"""

from __future__ import annotations

from collections.abc import Iterator

from callwright.graph import lanes, style
from callwright.graph.account import Account
from callwright.graph.lettering import fit, width_of
from callwright.graph.scale import Row, rows
from callwright.graph.svg import Element, Raw, element

WIDTH = 1000
LEFT, RIGHT, TOP = 84, 16, 58
ROOM = WIDTH - LEFT - RIGHT
AXIS_PX, GAP_PX, LANE_GAP_PX, LEGEND_PX = 20, 24, 3, 20


def draw(account: Account) -> str:
    """The whole picture, ``WIDTH`` px wide, as the text of an SVG file."""
    # What was cut stands in one row with what cut it.
    spoken = [(bar.begin, bar.ghost + bar.cut) for bar in (*account.assistant, *account.voice)]
    lines = rows(account.end, spoken, [mark.at for mark in account.marks], ROOM)
    drawn: list[Element] = []
    y = float(TOP)
    for row in lines:
        elements, height = _row(account, row)
        drawn.append(element("g", *elements, transform=f"translate({LEFT} {y:.0f})"))
        y += height + GAP_PX
    legend, height = _legend(account)
    drawn.append(element("g", *legend, transform=f"translate({LEFT} {y:.0f})"))
    y += height + 14
    picture = element(
        "svg",
        element("title", account.title, id="title"),
        element("desc", account.spoken, id="desc"),
        element("style", Raw(style.sheet())),
        _window(),
        element("rect", class_="page", width=WIDTH, height=round(y), rx=8),
        element("text", fit(account.title, ROOM, 16), class_="title", x=LEFT, y=27),
        element("text", fit(account.about, ROOM, 12), class_="about", x=LEFT, y=45),
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        width=WIDTH,
        height=round(y),
        viewBox=f"0 0 {WIDTH} {round(y)}",
        role="img",
        aria_labelledby="title desc",
    )
    return f"{picture}\n"


def _window() -> Element:
    """The hatching of the time in which a prompt may not yet be cut."""
    stroke = element("line", class_="hatch", x1=0, y1=0, x2=0, y2=6)
    how: dict[str, str] = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    return element("defs", element("pattern", stroke, id="window", width=6, height=6, **how))


def _row(account: Account, row: Row) -> tuple[list[Element], float]:
    shown = [
        ("assistant", lanes.assistant(account.assistant, account.silent, row, ROOM)),
        ("heard", lanes.marked(account.heard, row, ROOM)),
        ("caller", lanes.caller(account.voice, account.caller, row, ROOM)),
        ("call", lanes.marked(account.call, row, ROOM)),
        ("why", lanes.marked(account.reasons, row, ROOM)),
        ("events", lanes.marked(account.events, row, ROOM)),
        ("answers", lanes.marked(account.actions, row, ROOM)),
    ]
    below: list[Element] = []
    above: list[Element] = []
    y = float(AXIS_PX)
    for name, lane in shown:
        if not lane.elements and name not in ("assistant", "caller"):
            continue
        height = lane.height + 4
        below.append(element("rect", class_="lane", x=0, y=y, width=max(1.0, row.width), height=height, rx=3))
        above.append(element("text", name, class_="name", x=-10, y=y + 14, text_anchor="end"))
        above.append(element("g", *lane.elements, transform=f"translate(0 {y + 2:.0f})"))
        y += height + LANE_GAP_PX
    return [*below, *_seconds(row, y - LANE_GAP_PX), *_folds(row, y - LANE_GAP_PX), *above], y - LANE_GAP_PX


def _seconds(row: Row, bottom: float) -> Iterator[Element]:
    free = -1.0
    for at in range(-(-row.begin // 1000) * 1000, row.end + 1, 1000):
        if not row.holds(at) or any(begin < at < end for begin, end in row.folds):
            continue
        x, words = row.x(at), _clock(at)
        yield element("line", class_="second", x1=x, y1=AXIS_PX - 5, x2=x, y2=bottom)
        right = x + 3 + width_of(words, 11)
        beside = all(right <= row.x(begin) or x >= row.x(end) for begin, end in row.folds if row.piece(begin, end))
        if x >= free and right <= ROOM and beside:
            yield element("text", words, class_="name", x=x + 3, y=AXIS_PX - 7)
            free = right + 5


def _clock(at: int) -> str:
    seconds = at // 1000
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60}:{seconds % 60:02} min"


def _folds(row: Row, bottom: float) -> Iterator[Element]:
    for begin, end in row.folds:
        piece = row.piece(begin, end)
        if piece is None:
            continue
        x, width = row.x(piece[0]), row.x(piece[1]) - row.x(piece[0])
        lasts = f"{(end - begin) / 1000:.1f} s"
        yield element(
            "g",
            element("title", f"{lasts} in which nothing happens, folded"),
            element("rect", class_="fold", x=x, y=AXIS_PX - 5, width=width, height=bottom - AXIS_PX + 5),
            element("text", f"⋯ {lasts}", class_="name", x=x + width / 2, y=AXIS_PX - 7, text_anchor="middle"),
        )


# the legend


def _legend(account: Account) -> tuple[list[Element], float]:
    result: list[Element] = []
    x, y = 0.0, 0.0
    for shapes, words in _entries(account):
        needs = 26 + width_of(words, 11) + 18
        if x and x + needs > ROOM:
            x, y = 0.0, y + LEGEND_PX
        letters = element("text", fit(words, ROOM - 26, 11), class_="name", x=26, y=12)
        result.append(element("g", *shapes, letters, transform=f"translate({x:.1f} {y:.0f})"))
        x += needs
    return result, y + LEGEND_PX


def _entries(account: Account) -> Iterator[tuple[list[Element], str]]:
    kinds = {bar.kind for bar in account.assistant}
    for strategy, meaning in style.STRATEGIES.items():
        if strategy in kinds:
            yield [_swatch(style.KINDS[strategy])], f"{strategy}: {meaning}"
    if any(bar.window for bar in account.assistant):
        hatched = element("rect", fill="url(#window)", x=0, y=3, width=20, height=11, rx=3)
        yield [_swatch("lane"), hatched], "cannot be cut yet"
    if any(bar.cut for bar in account.assistant):
        zigzag = element("path", class_="cut", d="M10 1 L13 5 L7 9 L13 13 L10 16")
        yield [zigzag], "cut here; what follows was not heard"
    if any(bar.ghost > bar.end for bar in account.voice):
        line = element("path", class_="wait", d="M0 9H20M20 5V13")
        yield [line], "until the caller's turn is taken to be over"
    if account.silent:
        tick = element("line", class_="tick", x1=10, y1=4, x2=10, y2=13)
        yield [tick], "a silence that nobody hears, sent to wait for the caller"
    yield lanes.sign("event", 10, 9), "an event of the platform"
    if any(mark.kind == "outside" for mark in account.events):
        yield lanes.sign("outside", 10, 9), "not of the platform: from your own program, the button or the clock"
    yield lanes.sign("action", 10, 9), "an answer of the flow"
    fates = {mark.kind for mark in account.heard}
    for fate, meaning in style.FATES.items():
        if fate in fates:
            yield lanes.sign(fate, 10, 8), meaning
    if any(bar.kind == "noise" for bar in account.voice):
        yield [_swatch("noise")], "noise"


def _swatch(colour: str) -> Element:
    return element("rect", class_=colour, x=0, y=3, width=20, height=11, rx=3)
