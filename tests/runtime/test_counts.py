"""Numbers that are counted, and how they are added up."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from callwright.runtime.counts import MOST, OTHER, Across, Counts, Family, Kind

NAMES = st.sampled_from(["a", "b", "c"])
SECONDS = st.floats(0, 10)
LIVES = st.lists(st.tuples(NAMES, SECONDS), max_size=20)
BOUNDS = (0.1, 1, 5)


def lived(life: list[tuple[str, float]]) -> Counts:
    """A worker that counted these."""
    counts = Counts()
    for name, seconds in life:
        counts.turns.add(name)
        counts.service.observe(counts.service.cells(name), seconds)
        counts.open.set(seconds)
        counts.started.set(seconds)
        counts.sockets.set(len(life))
    return counts


@given(st.lists(LIVES, min_size=1, max_size=4))
def test_the_sum_of_workers_is_what_one_would_have_counted(lives: list[list[tuple[str, float]]]) -> None:
    """Counters and histograms add up, gauges become what their family says, whatever the order of the workers."""
    total, backwards = Counts(), Counts()
    for life in lives:
        total.add(lived(life).snapshot())
    for life in reversed(lives):
        backwards.add(lived(life).snapshot())
    alone = lived([each for life in lives for each in life])
    assert total.turns.values == alone.turns.values == backwards.turns.values
    for labels, cells in alone.service.values.items():
        assert total.service.values[labels][:-1] == cells[:-1]
        assert abs(total.service.values[labels][-1] - cells[-1]) < 1e-6
    lasts = [life[-1][1] for life in lives if life]
    if lasts:
        assert total.open.values[()] == max(lasts)
        assert total.started.values[()] == min(lasts)
        assert total.sockets.values[()] == sum(len(life) for life in lives)


@given(LIVES)
def test_a_snapshot_stays_as_it_was(life: list[tuple[str, float]]) -> None:
    """What is counted later does not change it."""
    counts = lived(life)
    snapshot = counts.snapshot()
    before = {name: [(labels, repr(value)) for labels, value in rows] for name, rows in snapshot.items()}
    counts.turns.add("a")
    counts.service.observe(counts.service.cells("a"), 1)
    assert {name: [(labels, repr(value)) for labels, value in rows] for name, rows in snapshot.items()} == before


@given(st.lists(SECONDS, max_size=30))
def test_a_histogram_puts_each_time_into_one_bucket(times: list[float]) -> None:
    """The first whose upper end is not below it."""
    family = Family(Kind.HISTOGRAM, "x", "x", bounds=BOUNDS)
    cells = family.cells()
    for seconds in times:
        family.observe(cells, seconds)
    ends = (-1.0, *BOUNDS, float("inf"))
    assert cells[:-1] == [sum(low < each <= high for each in times) for low, high in pairwise(ends)]


def test_a_family_holds_only_so_many_label_sets() -> None:
    """What comes beyond is counted together; what was there before counts on."""
    family = Family(Kind.COUNTER, "x", "x", ("state",))
    for number in range(MOST + 5):
        family.add(str(number))
    family.add("0")
    assert len(family.values) == MOST + 1
    assert family.values[OTHER,] == 5
    assert family.values["0",] == 2


def test_what_is_no_snapshot_of_this_release_is_left_out() -> None:
    """Unknown names, other labels, other buckets: the rest is added all the same."""
    counts = Counts()
    counts.service.observe(counts.service.cells("shop"), 1)
    counts.add(
        {
            "callwright_of_tomorrow_total": [[["x"], 1]],
            "callwright_turns_total": [[["Key", "more"], 7], [["Key"], 2]],
            "callwright_service_seconds": [[["shop"], [1, 2, 0.5]]],
        }
    )
    assert counts.turns.values == {("Key",): 2}
    assert sum(counts.service.values["shop",][:-1]) == 1


def test_gauges_can_be_left_out() -> None:
    """What a dead worker counted is added, and not how it was doing."""
    counts = Counts()
    counts.add(lived([("a", 1.0)]).snapshot(), gauges=False)
    assert counts.turns.values == {("a",): 1}
    assert counts.open.values == {}


def test_every_name_is_there_once() -> None:
    """Also the names that Prometheus makes of them."""
    names = [family.name for family in Counts()]
    assert len(set(names)) == len(names)
    assert all(
        name.endswith("_total") == (family.kind is Kind.COUNTER) for name, family in zip(names, Counts(), strict=True)
    )
    assert {family.across for family in Counts()} == set(Across)
