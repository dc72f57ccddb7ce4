"""The picture of a call: whole, well-formed, in order, and the same each time."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

from hypothesis import given, settings

from callwright.core.trace import Trace
from callwright.graph.account import Account, account
from callwright.graph.lettering import width_of
from callwright.graph.style import KINDS
from callwright.graph.timeline import WIDTH, draw
from callwright.graph.witness import Exchange
from callwright.platform.timeline import Entry, HungUp, Playback, Spoken, Understood
from tests.golden import check_golden
from tests.graph.picture import SVG, Thing, parse, things, timelines

GOLDEN = Path(__file__).parent / "golden"
SIZES = {"title": 16, "about": 12, "name": 11, "words": 12, "label": 10, "small": 11}
HOSTILE = '</text><script>alert(1)</script> & "quotes" ]]> <!-- \x00\x1b[31m \u202ereversed \ud800 \'x'


def _picture(timeline: list[Entry]) -> str:
    return draw(account("A call", "any flow", timeline))


def _right(thing: Thing) -> float:
    if thing.name == "text":
        size = next(size for style, size in SIZES.items() if style in thing.style.split())
        wide = width_of(thing.words, size)
        return thing.x + (0 if thing.anchor == "end" else wide / 2 if thing.anchor == "middle" else 0)
    return thing.x + thing.width


@settings(max_examples=150, deadline=None)
@given(timelines())
def test_nothing_stands_outside_the_page(timeline: list[Entry]) -> None:
    """Whatever took place, each element of a well-formed picture stands on its page."""
    picture = _picture(timeline)
    height = float(parse(picture).get("height", "0"))
    for thing in things(picture):
        assert thing.x >= -0.1, thing
        assert _right(thing) <= WIDTH + 0.1, thing
        assert thing.y >= -2, thing
        assert thing.y + thing.height <= height, thing


@settings(max_examples=150, deadline=None)
@given(timelines())
def test_no_two_bars_of_a_lane_overlap(timeline: list[Entry]) -> None:
    """Bars, and what is left of those that were cut, stand beside one another."""
    bars = [t for t in things(_picture(timeline)) if t.name == "rect" and set(t.style.split()) & set(KINDS.values())]
    for one, other in combinations(bars, 2):
        if one.lane == other.lane and one.height > 11:
            first, second = sorted((one, other), key=lambda bar: (bar.x, bar.width))
            assert first.x + first.width <= second.x + 0.15, (first, second)


@settings(max_examples=60, deadline=None)
@given(timelines())
def test_the_same_call_is_the_same_picture(timeline: list[Entry]) -> None:
    """Drawing is a function of what took place."""
    assert _picture(timeline) == _picture(timeline)


def _hostile() -> Account:
    spoken = Playback(
        "speak",
        f"You said {HOSTILE}.",
        4000,
        "immediate",
        3,
        500,
        8000,
        {"type": "speak", "text": "x"},
        0,
        1800,
        "caller",
    )
    timeline: list[Entry] = [
        spoken,
        Spoken(1700, 4200, HOSTILE),
        Understood(4900, HOSTILE, True),
        HungUp(5000, "caller"),
    ]
    exchanges = [
        Exchange(0, {"type": "session_start"}, ({"type": "speak", "text": HOSTILE},)),
        Exchange(4900, {"type": "user_speak", "text": HOSTILE}, (), (Trace("ignored", HOSTILE),)),
    ]
    return account(HOSTILE, HOSTILE, timeline, exchanges)


def test_what_a_caller_says_is_data() -> None:
    """Markup in a caller's words, in a title or in a reason is shown, never obeyed."""
    picture = draw(_hostile())
    tree = parse(picture)
    assert {node.tag.removeprefix(SVG) for node in tree.iter()} <= {
        *("svg", "title", "desc", "style", "defs", "pattern", "line", "rect", "text", "tspan", "g", "path", "circle"),
    }
    assert "“</text><script>alert(1)</script>" in "".join(tree.itertext())
    assert not set(picture) & {"\x00", "\x1b", "\u202e", "\ud800"}
    check_golden(GOLDEN / "hostile.svg", picture)


def test_a_picture_needs_nothing_from_elsewhere() -> None:
    """No font, script or image is fetched, and no element listens to anything."""
    picture = draw(_hostile())
    tree = parse(picture)
    links = {key for node in tree.iter() for key in node.attrib if "href" in key or key.startswith("on")}
    assert links == set()
    style = tree.find(f"{SVG}style")
    assert style is not None
    assert "url(" not in str(style.text)
    assert "@import" not in str(style.text)


def test_a_picture_can_be_read_aloud() -> None:
    """It has a title and, as its description, the whole conversation in words."""
    tree = parse(draw(_hostile()))
    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == "title desc"
    described = tree.find(f"{SVG}desc")
    assert described is not None
    assert "hang-up    by the caller" in str(described.text)


def test_what_was_cut_is_shown_apart() -> None:
    """Words that were not heard stand in the ghost of the prompt and not in its bar."""
    words = "One two three four five six seven eight nine ten."
    playback = Playback("speak", words, 4000, "immediate", 3, 0, 8000, {"type": "speak"}, 0, 2000, "caller")
    picture = _picture([playback, HungUp(5000, "caller")])
    shown = {t.style: t.words for t in things(picture) if "words" in t.style.split()}
    assert f"{shown['words']} {shown['words soft']}".replace(" ", "") == words.replace(" ", "")
    assert shown["words"].startswith("One two three")
    assert shown["words soft"].endswith("nine ten.")


def test_a_call_without_anything() -> None:
    """A call in which nothing took place has a picture too."""
    assert parse(_picture([])).get("width") == "1000"
