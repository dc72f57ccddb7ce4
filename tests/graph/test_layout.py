"""Cards and lines of any kind are laid out without overlaps, and the same each time."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.graph.layout import Card, Layout, lay_out

WIDTH = 200.0
Drawn = tuple[list[Card], list[tuple[int, int]], list[int]]


@st.composite
def drawings(draw: st.DrawFn) -> Drawn:
    """A few cards, with lines between any two of them, also to themselves, each from a row of its own."""
    count = draw(st.integers(1, 8))
    ends = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    lines = draw(st.lists(ends, max_size=14, unique=True))
    rows: list[int] = []
    used = [0] * count
    for source, _ in lines:
        rows.append(used[source])
        used[source] += 1
    heads = [draw(st.sampled_from((30.0, 44.0, 90.0))) for _ in range(count)]
    sizes = [tuple(draw(st.sampled_from((20.0, 34.0))) for _ in range(n)) for n in used]
    cards = [Card(WIDTH, head, size, 6.0, 15.0) for head, size in zip(heads, sizes, strict=True)]
    return cards, lines, rows


def _laid(drawn: Drawn) -> Layout:
    return lay_out(*drawn)


LAW = settings(max_examples=50, deadline=None)


@LAW
@given(drawings())
def test_no_two_cards_overlap(drawn: Drawn) -> None:
    """Cards stand apart."""
    made = _laid(drawn)
    boxes = [(at.x, at.y, at.x + WIDTH, at.y + card.height) for at, card in zip(made.cards, drawn[0], strict=True)]
    for one, other in itertools.combinations(boxes, 2):
        beside = one[2] + 10 <= other[0] or other[2] + 10 <= one[0]
        assert beside or one[3] + 10 <= other[1] or other[3] + 10 <= one[1], (one, other)


@LAW
@given(drawings())
def test_no_line_runs_through_a_card(drawn: Drawn) -> None:
    """Lines are level or upright, leave at the right edge of their row, come in at the left, and pass cards by."""
    made = _laid(drawn)
    for (source, target), row, points in zip(drawn[1], drawn[2], made.lines, strict=True):
        top = dict(made.cards[source].rows)[row]
        assert points[0] == (made.cards[source].x + WIDTH, top + drawn[0][source].rows[row] / 2)
        assert points[-1] == (made.cards[target].x, made.cards[target].y + 15)
        for (x1, y1), (x2, y2) in itertools.pairwise(points):
            assert x1 == x2 or y1 == y2
            for at, card in zip(made.cards, drawn[0], strict=True):
                across = min(max(x1, x2), at.x + WIDTH - 1) - max(min(x1, x2), at.x + 1)
                down = min(max(y1, y2), at.y + card.height - 1) - max(min(y1, y2), at.y + 1)
                assert across < 0 or down < 0, (points, at)


@LAW
@given(drawings())
def test_lines_to_different_cards_never_lie_on_each_other_upright(drawn: Drawn) -> None:
    """Two upright pieces at the same place are of lines that lead to the same card."""
    made = _laid(drawn)
    upright: dict[float, list[tuple[float, float, int]]] = {}
    for (_, target), points in zip(drawn[1], made.lines, strict=True):
        for (x1, y1), (x2, y2) in itertools.pairwise(points):
            if x1 == x2:
                upright.setdefault(x1, []).append((min(y1, y2), max(y1, y2), target))
    for pieces in upright.values():
        for one, other in itertools.combinations(pieces, 2):
            assert one[2] == other[2] or one[1] <= other[0] or other[1] <= one[0]


@LAW
@given(drawings())
def test_the_start_is_at_the_left_and_rows_stay_in_their_card(drawn: Drawn) -> None:
    """The first card stands in the first column, and the rows of each card are all there, one under the other."""
    made = _laid(drawn)
    assert made.cards[0].x == min(at.x for at in made.cards)
    for at, card in zip(made.cards, drawn[0], strict=True):
        y = at.y + card.head
        assert sorted(row for row, _ in at.rows) == list(range(len(card.rows)))
        for row, top in at.rows:
            assert top == y
            y += card.rows[row]


@settings(max_examples=20, deadline=None)
@given(drawings())
def test_the_same_cards_are_the_same_picture(drawn: Drawn) -> None:
    """A layout is a function of what is laid out, and everything in it is on the page."""
    made = _laid(drawn)
    assert made == _laid(drawn)
    for x, y in (point for line in made.lines for point in line):
        assert 0 <= x <= made.width
        assert 0 <= y <= made.height


def test_a_straight_line_of_states_is_straight() -> None:
    """What leads only on stands side by side, without a bend or a crossing."""
    cards = [Card(WIDTH, 30.0, (20.0,), 6.0, 40.0) for _ in range(5)]
    made = lay_out(cards, [(n, n + 1) for n in range(4)], [0] * 4)
    assert made.crossings == 0
    assert [len(line) for line in made.lines] == [2] * 4


def test_a_long_flow_is_folded() -> None:
    """Thirty states in a row are no banner of thirty columns."""
    cards = [Card(WIDTH, 60.0, (20.0,), 6.0, 15.0) for _ in range(30)]
    made = lay_out(cards, [(n, n + 1) for n in range(29)], [0] * 29)
    assert made.width < 4000
    assert made.width / made.height < 4


def test_nothing_is_an_empty_picture() -> None:
    """No cards, no lines."""
    assert lay_out([], [], []) == Layout((), (), 0.0, 0.0, 0)
