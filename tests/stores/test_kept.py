"""What a worker keeps decoded."""

from __future__ import annotations

from callwright.stores.base import Stored
from callwright.stores.kept import KEPT, Kept


def test_what_was_written_longest_ago_gives_way() -> None:
    """So many are kept and no more; who is written again counts as new."""
    kept = Kept()
    for n in range(KEPT):
        kept.keep(str(n), 10.0, Stored(None, n))
    kept.keep("0", 10.0, Stored(None, 99))
    kept.keep("more", 10.0, Stored(None, 1))
    assert kept.get("1", 5.0) is None
    assert kept.get("0", 5.0) == Stored(None, 99)
    assert kept.get("more", 5.0) == Stored(None, 1)


def test_what_is_past_its_time_is_not_given() -> None:
    """To the very moment."""
    kept = Kept()
    kept.keep("a", 10.0, Stored(None, 1))
    assert kept.get("a", 9.9) is not None
    assert kept.get("a", 10.0) is None
