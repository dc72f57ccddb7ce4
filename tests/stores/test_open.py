"""Addresses of stores."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.stores import StoreError, open_store
from callwright.stores.memory import MemoryStore
from callwright.stores.sqlite import SqliteStore


def test_memory() -> None:
    """``memory://`` is the memory store."""
    assert isinstance(open_store("memory://"), MemoryStore)


def test_sqlite_beside_us_and_from_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three slashes are relative, four absolute."""
    monkeypatch.chdir(tmp_path)
    for url in ("sqlite:///a.db", f"sqlite:///{tmp_path}/b.db"):
        store = open_store(url)
        assert isinstance(store, SqliteStore)
        store.close()
    assert (tmp_path / "a.db").is_file()
    assert (tmp_path / "b.db").is_file()


@pytest.mark.parametrize(
    "url", ["", "memory", "sqlite://", "sqlite:///", "calls.db", "sqlite://calls.db", "postgres://x", "MEMORY://"]
)
def test_other_addresses_are_refused_with_those_that_are_allowed(url: str) -> None:
    """The refusal names what would be an address."""
    with pytest.raises(StoreError, match=r"sqlite:///calls\.db"):
        open_store(url)


def test_redis_is_refused_without_showing_its_password() -> None:
    """The message says what it was and hides the secret in it."""
    with pytest.raises(StoreError, match="Redis") as refusal:
        open_store("redis://user:hunter2@cache.example:6379/0")
    assert "hunter2" not in str(refusal.value)
    assert "cache.example" in str(refusal.value)
