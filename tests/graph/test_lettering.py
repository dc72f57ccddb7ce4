"""Letters and the room they need."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from callwright.graph.lettering import ELLIPSIS, fit, width_of, wrap

WORDS = st.text(max_size=80)


@given(WORDS, st.floats(0, 400), st.integers(8, 20))
def test_what_is_fitted_fits(words: str, width: float, size: int) -> None:
    """One line is never wider than its room, and whole where there is room enough."""
    fitted = fit(words, width, size)
    assert not fitted or width_of(fitted, size) <= width
    whole = " ".join(words.split())
    assert (fitted == whole) == (width_of(whole, size) <= width) or fitted == whole + ELLIPSIS


@given(WORDS, st.floats(20, 400), st.integers(1, 4))
def test_lines_fit_and_are_few(words: str, width: float, lines: int) -> None:
    """No more lines than allowed, none wider than its room, and no word twice."""
    wrapped = wrap(words, width, 12, lines)
    assert len(wrapped) <= lines
    assert all(width_of(line, 12) <= width for line in wrapped)


def test_words_are_kept_whole_where_there_is_room() -> None:
    """Lines break between words, and only the last one is shortened."""
    assert wrap("You can book a table, or ask for directions.", 120, 12, 2) == ["You can book a", "table, or ask for…"]
    assert wrap("You can book a table.", 400, 12, 2) == ["You can book a table."]


def test_wide_letters_need_more_room() -> None:
    """A Chinese character is wider than a letter, and an accent that stands on another takes no room."""
    assert width_of("語", 10) > width_of("a", 10) > width_of("\u0301", 10) == 0
