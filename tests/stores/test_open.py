"""Addresses of stores."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.stores import StoreError, open_store
from callwright.stores.memory import MemoryStore
from callwright.stores.redis_address import DEFAULT_PREFIX, read
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
    "url",
    ["", "memory", "sqlite://", "sqlite:///", "calls.db", "postgres://x", "MEMORY://", "redis:", "redis", "memory://x"],
)
def test_other_addresses_are_refused_with_those_that_are_allowed(url: str) -> None:
    """The refusal names what would be an address."""
    with pytest.raises(StoreError, match=r"Use (sqlite:///calls\.db|memory://)"):
        open_store(url)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite://calls.db", r"three slashes. Use sqlite:///calls\.db"),
        ("sqlite:///", r"Use sqlite:///calls\.db"),
        ("rediss//x", "is not the address of a store"),
        ("reddis://localhost", "Did you mean redis://"),
        ("sqllite:///calls.db", "Did you mean sqlite://"),
        ("REDIS://localhost", "Did you mean redis://"),
        ("redis://", r"names no server. Write redis://HOST:6379"),
        ("redis://localhost:abc", "port in redis://localhost:abc is no number"),
        ("redis://localhost:0", "no number from 1 to 65535"),
        ("redis://localhost:70000", "no number from 1 to 65535"),
        ("redis://localhost:6379/first", "'first' in .* is no number of a database"),
        ("redis://localhost/0?prefics=x", "'prefics' in .* It can be: prefix, db, ca, verify"),
        ("unix://redis.sock", "three slashes: unix:///run/redis.sock"),
        ("unix://", "three slashes"),
        ("rediss://localhost?ca=/nowhere/ca.pem", "cannot be read"),
    ],
)
def test_a_mistake_in_an_address_is_told_with_its_mend(url: str, says: str) -> None:
    """What was found, in its own words, and what would be right."""
    with pytest.raises(StoreError, match=says):
        open_store(url)


@pytest.mark.parametrize(
    "url",
    [
        "redis://user:hunter2@127.0.0.1:1/0",
        "redis://:hunter2@127.0.0.1:abc",
        "reddis://user:hunter2@host",
        "postgres://user:hunter2@host",
        "redis://:hunter2@/x",
        "redis://:hunter2@host/x?y=1",
        "unix://:hunter2@nowhere",
        "redis://:hunter2@host:99999",
    ],
)
def test_a_password_is_never_shown(url: str) -> None:
    """Whatever is wrong."""
    with pytest.raises(StoreError) as refusal:
        open_store(url)
    assert "hunter2" not in str(refusal.value)
    assert refusal.value.__cause__ is None or "hunter2" not in str(refusal.value.__cause__)


def test_an_address_says_all_there_is_to_say() -> None:
    """Each part, and what stands for one that is missing."""
    told = read("rediss://us%40er:p%3Aw@cache.example:7000/3?prefix=mine:&ca=ca.pem&verify=no")
    assert (told.host, told.port, told.user, told.password, told.number) == ("cache.example", 7000, "us@er", "p:w", 3)
    assert (told.prefix, told.tls, told.ca, told.verify) == ("mine:", True, "ca.pem", False)
    assert "p:w" not in repr(told)
    short = read("valkey://cache")
    assert (short.host, short.port, short.number, short.prefix, short.tls) == ("cache", 6379, 0, DEFAULT_PREFIX, False)
    assert read("unix:///run/redis.sock?db=2").path == "/run/redis.sock"


@given(st.sampled_from(["redis", "rediss", "valkey", "unix"]), st.text(max_size=60))
def test_whatever_is_written_is_an_address_or_a_mistake_that_is_told(scheme: str, rest: str) -> None:
    """Never anything else, and a password stays hidden."""
    try:
        told = read(f"{scheme}://x:hunter2@{rest}")
    except StoreError as mistake:
        assert "hunter2" not in str(mistake)
    else:
        assert "hunter2" not in told.shown


@contextmanager
def _somebody(answers: bytes) -> Iterator[int]:
    """A server that says the same to everybody; its port."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                line, _ = listening.accept()
            except OSError:
                return
            with line:
                line.recv(65_536)
                line.sendall(answers)
                line.settimeout(5)
                while answers and line.recv(65_536):
                    pass

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


def test_a_server_that_is_not_there_is_told_at_once() -> None:
    """Not only when the first call comes."""
    began = time.monotonic()
    with pytest.raises(StoreError, match="nobody answers at this address"):
        open_store("redis://127.0.0.1:1")
    with pytest.raises(StoreError, match="no such host"):
        open_store("redis://nowhere.invalid")
    with pytest.raises(StoreError, match="no such socket"):
        open_store("unix:///nowhere/redis.sock")
    assert time.monotonic() - began < 5


def test_a_server_that_is_too_old_is_told() -> None:
    """With its own version and the oldest that will do."""
    info = b"# Server\r\nredis_version:5.0.14\r\n"
    with (
        _somebody(b"+OK\r\n$%d\r\n%s\r\n" % (len(info), info)) as port,
        pytest.raises(StoreError, match=r"is Redis 5\.0\.14; it must be 6 or later"),
    ):
        open_store(f"redis://127.0.0.1:{port}")


@pytest.mark.parametrize("answers", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b""])
def test_a_server_that_is_something_else_is_told(answers: bytes) -> None:
    """Whatever it says is no Redis."""
    with _somebody(answers) as port, pytest.raises(StoreError, match="closed the connection"):
        open_store(f"redis://127.0.0.1:{port}")
