"""Aliases: what they may be, and that changes at once lose nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.runtime.aliases import (
    KEY,
    MOST_PAST,
    SHELF,
    AliasBook,
    AliasError,
    Aliases,
    changed,
    decoded,
    encoded,
    removed,
    taken_back,
)
from callwright.stores import StoreError
from callwright.stores.memory import MemoryStore

ONE, TWO = (("aaaa", 100),), (("aaaa", 90), ("bbbb", 10))
NONE: Aliases = {}


def test_an_alias_leads_to_a_version_and_remembers_what_was_before() -> None:
    """Each change can be taken back, the last one first."""
    aliases = changed(NONE, "production", 1.0, ONE)
    aliases = changed(aliases, "production", 2.0, TWO, ["+49 211 1"])
    alias = aliases["production"]
    assert (alias.now.shares, alias.now.numbers, alias.now.at) == (TWO, ("+49 211 1",), 2.0)
    back = taken_back(aliases, "production", 3.0)
    assert (back["production"].now.shares, back["production"].now.numbers) == (ONE, ())
    assert back["production"].past == ()
    with pytest.raises(AliasError, match="never anything else"):
        taken_back(back, "production", 4.0)


def test_what_changes_nothing_is_no_change() -> None:
    """It leaves no trace in what was before."""
    aliases = changed(NONE, "production", 1.0, ONE)
    assert changed(aliases, "production", 2.0, ONE) is aliases


@pytest.mark.parametrize(
    ("shares", "found"),
    [
        ((("aaaa", 90),), "90 percent, 90 together"),
        ((("aaaa", 90), ("bbbb", 20)), "90 \\+ 20 percent, 110 together"),
        ((("aaaa", 100), ("bbbb", 0)), "100 \\+ 0"),
        ((("aaaa", 50), ("aaaa", 50)), "stands there twice"),
        ((), "nothing percent"),
    ],
)
def test_shares_are_a_hundred_together(shares: tuple[tuple[str, int], ...], found: str) -> None:
    """Of versions that each stand there once; the mend shows how it is written."""
    with pytest.raises(AliasError, match=found) as refused:
        changed(NONE, "production", 1.0, shares)
    assert refused.value.mend


@pytest.mark.parametrize("name", ["", "1st", "a b", "ü", "a" * 65, "a=b"])
def test_names_are_plain(name: str) -> None:
    """Letters, digits, - and _; the first one a letter."""
    with pytest.raises(AliasError, match="cannot be the name"):
        changed(NONE, name, 1.0, ONE)


def test_a_number_belongs_to_one_alias() -> None:
    """However it is written; who has it is named, with the command that takes it away."""
    aliases = changed(changed(NONE, "production", 1.0, ONE, ["+49 211 1", "+492112"]), "trial", 1.0, ONE)
    with pytest.raises(AliasError, match='belongs to the alias "production"') as refused:
        changed(aliases, "trial", 2.0, numbers=["0049 2111"])
    assert refused.value.mend.endswith("callwright alias production --numbers +492112")
    for number in ("hello", "+", ""):
        with pytest.raises(AliasError, match="is no telephone number"):
            changed(aliases, "trial", 2.0, numbers=[number])
    assert changed(aliases, "trial", 2.0, numbers=["+492113", "00492113"])["trial"].now.numbers == ("+492113",)


def test_going_back_takes_no_number_from_another_alias() -> None:
    """It is refused; nothing is half taken back."""
    aliases = changed(changed(NONE, "production", 1.0, ONE, ["+492111"]), "production", 2.0, numbers=[])
    aliases = changed(aliases, "trial", 3.0, ONE, ["+492111"])
    with pytest.raises(AliasError, match='belongs to the alias "trial" by now'):
        taken_back(aliases, "production", 4.0)


def test_an_alias_that_is_not_there_is_told_with_those_that_are() -> None:
    """For each command that needs one."""
    aliases = changed(NONE, "production", 1.0, ONE)
    changes: tuple[Callable[[], Aliases], ...] = (
        lambda: removed(aliases, "prod"),
        lambda: taken_back(aliases, "prod", 1.0),
        lambda: changed(aliases, "prod", 1.0, numbers=[]),
    )
    for doing in changes:
        with pytest.raises(AliasError, match='no alias "prod"') as refused:
            doing()
        assert "production" in refused.value.mend
    assert removed(aliases, "production") == {}


SHARES = st.integers(1, 99).map(lambda one: (("aaaa", one), ("bbbb", 100 - one)))


@given(st.dictionaries(st.from_regex("[a-z]{1,8}", fullmatch=True), st.lists(SHARES, min_size=1, max_size=60)))
def test_what_is_written_is_read(named: Mapping[str, list[tuple[tuple[str, int], ...]]]) -> None:
    """All of it; and no alias remembers more than it may."""
    aliases = NONE
    for name, settings in named.items():
        for at, shares in enumerate(settings):
            aliases = changed(aliases, name, float(at), shares)
    assert decoded(encoded(aliases)) == aliases
    assert all(len(alias.past) <= MOST_PAST for alias in aliases.values())


def test_changes_at_once_are_all_made() -> None:
    """Whoever was slower makes theirs upon the others'."""

    async def main() -> None:
        store = MemoryStore()
        books = [AliasBook(store) for _ in range(8)]
        names = [f"alias-{n}" for n in range(8)]

        async def add(book: AliasBook, name: str) -> None:
            await book.change(lambda aliases, at: changed(aliases, name, at, ONE))

        await asyncio.gather(*(add(book, name) for book, name in zip(books, names, strict=True)))
        assert sorted((await books[0].read())[0]) == names

    asyncio.run(main())


def test_a_form_of_another_release_is_told() -> None:
    """Not guessed at, and never overwritten."""

    async def main() -> None:
        store = MemoryStore()
        await store.put(SHELF, KEY, b'{"form": 99}')
        with pytest.raises(StoreError, match="cannot be read by this release"):
            await AliasBook(store).change(lambda aliases, at: changed(aliases, "a", at, ONE))

    asyncio.run(main())
