"""The lanes of a row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from callwright.graph import lanes
from callwright.graph.account import Bar, Mark
from callwright.graph.lettering import width_of
from callwright.graph.scale import Row, rows
from callwright.graph.svg import Element

ROOM = 900.0
KINDS = ["heard", "ended", "cut", "never", "key", "event", "outside", "action", "faint", "said", "over"]


def _row(end: int = 10_000) -> Row:
    return rows(end, [(0, end)], [], ROOM)[0]


def _texts(lane: lanes.Lane) -> list[Element]:
    groups = [child for group in lane.elements for child in group.children if isinstance(child, Element)]
    return [child for child in groups if child.name == "text"]


MARKS = st.lists(
    st.builds(Mark, st.integers(0, 10_000), st.sampled_from(KINDS), st.text("abcdeXYZ ", max_size=50)), max_size=15
)


@given(MARKS)
def test_no_words_stand_in_others(marks: list[Mark]) -> None:
    """However close together marks are, each one's words have a place of their own within the room."""
    taken: list[tuple[float, float, float]] = []
    for text in _texts(lanes.marked(marks, _row(), ROOM)):
        x, y = float(text.attributes["x"]), float(text.attributes["y"])
        wide = width_of(str(text.children[0]), lanes.SMALL_SIZE)
        left = x - wide if text.attributes.get("text_anchor") == "end" else x
        assert left >= -0.01
        assert left + wide <= ROOM + 0.01
        assert all(y != other or left + wide <= a + 0.01 or left >= b - 0.01 for a, b, other in taken)
        taken.append((left, left + wide, y))


@given(MARKS)
def test_a_lane_is_as_high_as_its_lines(marks: list[Mark]) -> None:
    """No words stand below the lane."""
    lane = lanes.marked(marks, _row(), ROOM)
    assert all(float(text.attributes["y"]) < lane.height for text in _texts(lane))


def test_a_mark_belongs_to_one_row() -> None:
    """A mark at the moment where a row ends belongs to the next."""
    first, second = rows(16_000, [(0, 8000), (8000, 16_000)], [], ROOM)
    mark = Mark(8000, "event", "user_speak")
    assert lanes.marked([mark], first, ROOM).elements == ()
    assert len(lanes.marked([mark], second, ROOM).elements) == 1


def test_what_does_not_fit_is_given_whole() -> None:
    """Long words are shortened with an ellipsis, and whoever points at them reads them whole."""
    words = "never: " + "a long sentence " * 9
    (group,) = lanes.marked([Mark(0, "never", words, "Dropped before it was spoken")], _row(), ROOM).elements
    text = next(child for child in group.children if isinstance(child, Element) and child.name == "text")
    assert str(text.children[0]).endswith("…")
    assert words in str(group.children[0])


def test_a_cut_is_drawn_where_it_was() -> None:
    """The cut stands at the end of what was heard, in front of every bar."""
    row = _row()
    bars = [
        Bar(0, 4000, "immediate", "One two three.", "immediate", whole=6000, ghost=4000, cut=True),
        Bar(4000, 8000, "none", "Four.", "none", whole=8000, ghost=8000),
    ]
    cut = lanes.assistant(bars, [], row, ROOM).elements[-1]
    assert cut.attributes["class_"] == "cut"
    assert str(cut.attributes["d"]).startswith(f"M{row.x(4000):.1f} ")


def test_the_protected_beginning_is_hatched() -> None:
    """A bar is hatched for as long as it cannot be cut, and no longer than it lasts."""
    row = _row()
    (bar,) = lanes.assistant([Bar(0, 2000, "immediate", "Hi.", "immediate", window=800)], [], row, ROOM).elements
    (hatched,) = [c for c in bar.children if isinstance(c, Element) and c.attributes.get("fill") == "url(#window)"]
    assert float(hatched.attributes["width"]) == row.x(800) - 1
