"""Where a moment stands on the page."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from callwright.graph.scale import BREATH_MS, FOLD_FROM_MS, FOLD_PX, PX_A_SECOND, rows

STRETCHES = st.lists(
    st.tuples(st.integers(0, 60_000), st.integers(0, 8000)).map(lambda s: (s[0], s[0] + s[1])), max_size=9
)


@given(STRETCHES, st.lists(st.integers(0, 60_000), max_size=9), st.sampled_from([200.0, 900.0]))
def test_rows_follow_one_another(spoken: list[tuple[int, int]], moments: list[int], width: float) -> None:
    """The rows hold the whole call, each moment once, none wider than the page, and later is never further left."""
    end = max([*(until for _, until in spoken), *moments], default=0)
    found = rows(end, spoken, moments, width)
    assert found[0].begin == 0
    assert found[-1].end == end
    assert all(one.end == other.begin for one, other in pairwise(found))
    for row in found:
        assert row.width <= width + 0.001
        places = [row.x(at) for at in range(row.begin, row.end + 1, max(1, (row.end - row.begin) // 50))]
        assert places == sorted(places)
    for at in moments:
        assert sum(row.holds(at) for row in found) == 1


def test_a_second_is_as_long_everywhere() -> None:
    """Where nothing is folded, time runs evenly."""
    (row,) = rows(2000, [(0, 2000)], [], 900)
    assert row.x(1000) - row.x(0) == row.x(2000) - row.x(1000) == PX_A_SECOND


def test_a_long_silence_is_folded() -> None:
    """Ten minutes in which nothing happens take no more room than a short word."""
    (row,) = rows(602_000, [(0, 1000)], [601_000], 900)
    assert row.width < PX_A_SECOND * 4 + FOLD_PX + 1
    (short,) = rows(FOLD_FROM_MS, [], [0, FOLD_FROM_MS], 900)
    assert short.folds == ()


def test_rows_break_between_prompts() -> None:
    """A row ends where a prompt begins rather than in the middle of one."""
    first, second = rows(16_000, [(0, 8000), (8000, 16_000)], [], 900)
    assert (first.end, second.begin) == (8000, 8000)


def test_rows_break_a_breath_after_a_prompt() -> None:
    """Where the next prompt does not follow at once, what its end causes stays in its row."""
    first, _ = rows(14_000, [(0, 7000), (9500, 14_000)], [], 800)
    assert first.end in (7000 + BREATH_MS, 9500)


def test_a_prompt_longer_than_a_row_is_broken() -> None:
    """Who reads out a novel gets as many rows as it takes."""
    assert len(rows(60_000, [(0, 60_000)], [], 900)) == 6
