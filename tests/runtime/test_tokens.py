"""Secrets: which are valid, and how they are exchanged."""

from __future__ import annotations

import hmac
import os
import statistics
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.runtime.tokens import MOST_BYTES, Tokens

SECRET = st.text(st.characters(codec="utf-8").filter(lambda c: not c.isspace() and c != ","), min_size=1)


@given(st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=4), st.binary(max_size=40))
def test_each_of_several_is_valid_and_nothing_else(values: list[bytes], given_one: bytes) -> None:
    """Whatever bytes are shown: no exception, and only equal ones are in."""
    tokens = Tokens(*values)
    assert all(value in tokens for value in values)
    assert (given_one in tokens) is (given_one in values)


def test_all_are_compared_even_where_the_first_one_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the time says nothing about which one it was."""
    compared: list[bytes] = []
    compare = hmac.compare_digest

    def watched(one: bytes, other: bytes) -> bool:
        compared.append(other)
        return compare(one, other)

    monkeypatch.setattr("callwright.runtime.tokens.compare_digest", watched)
    tokens = Tokens("first", "second", "third")
    assert b"first" in tokens
    assert b"none" not in tokens
    assert compared == [b"first", b"second", b"third"] * 2


@pytest.mark.parametrize("text", ["old,new", "old new", "old\nnew\n", " old ,\r\n new", "\told\n\n,new,"])
def test_several_stand_in_one_text(text: str) -> None:
    """Blanks, commas and lines separate them."""
    assert Tokens.parse(text).values == (b"old", b"new")
    assert Tokens.parse(text).first == "old"


@pytest.mark.parametrize("values", [(), ("",), ("a", ""), (b"",)])
def test_an_empty_secret_is_none(values: tuple[str | bytes, ...]) -> None:
    """It would let everybody in who shows nothing."""
    with pytest.raises(ValueError, match="empty"):
        Tokens(*values)


@pytest.mark.parametrize(("secret", "weak"), [("x" * 15, True), ("x" * 16, False), ("ü" * 8, False)])
def test_a_short_secret_is_weak(secret: str, weak: bool) -> None:
    """Fewer than sixteen bytes, also if it is one of several."""
    assert Tokens("y" * 40, secret).are_weak is weak


def test_a_file_is_read_again_when_it_changed(tmp_path: Path) -> None:
    """Both are valid while both stand in it, and the old one is not any more when it is taken out."""
    file = tmp_path / "token"
    file.write_text("the-old-one\n")
    tokens = Tokens.read(file)
    assert not tokens.reread()
    file.write_text("the-new-one\nthe-old-one\n")
    assert tokens.reread()
    assert b"the-old-one" in tokens
    assert b"the-new-one" in tokens
    file.write_text("the-new-one\n")
    assert tokens.reread()
    assert b"the-old-one" not in tokens


def test_a_link_that_is_turned_is_a_change(tmp_path: Path) -> None:
    """As containers exchange secrets: the link points into another folder, and no file was written to."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "token").write_text(f"secret-{name}")
        os.utime(tmp_path / name / "token", ns=(1, 1))
    (tmp_path / "data").symlink_to("one")
    tokens = Tokens.read(tmp_path / "data" / "token")
    (tmp_path / "turned").symlink_to("two")
    (tmp_path / "turned").replace(tmp_path / "data")
    assert tokens.reread()
    assert tokens.values == (b"secret-two",)


@pytest.mark.parametrize("content", [b"", b" \n, ,\n", b"\xff\xfe\x00", b"x" * (MOST_BYTES + 1), None])
def test_a_file_that_cannot_be_used_opens_no_door(
    tmp_path: Path, content: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    """At the start it is refused; later the secrets stay as they were, and there is a warning without a secret."""
    file = tmp_path / "token"
    file.write_text("the-old-one")
    tokens = Tokens.read(file)
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    assert not tokens.reread()
    assert tokens.values == (b"the-old-one",)
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "the-old-one" not in caplog.text
    with pytest.raises(ValueError, match=str(file)):
        Tokens.read(file)
    assert not tokens.reread(), "it is told once, not every second"
    assert len(caplog.records) == 1


def test_no_secret_opens_two_doors(tmp_path: Path) -> None:
    """Not even after the file changed."""
    file = tmp_path / "token"
    file.write_text("mine")
    tokens, others = Tokens.read(file), Tokens("theirs")
    file.write_text("mine theirs")
    assert not tokens.reread(others)
    assert tokens.values == (b"mine",)
    assert Tokens("a", "b").shares(Tokens("b", "c"))
    assert not Tokens("a").shares(None)


@given(st.lists(SECRET, min_size=1, max_size=4))
def test_what_is_written_into_a_text_is_read_from_it(secrets: list[str]) -> None:
    """Any characters but blanks and commas."""
    assert Tokens.parse("\n".join(secrets)).values == tuple(secret.encode() for secret in secrets)


def test_how_much_of_a_guess_is_right_cannot_be_timed() -> None:
    """Guesses with none, half and all but the last of the right bytes: their medians are the same within a twentieth.

    The smallest median of several rounds counts, so that what else the machine does is not measured.
    """
    secret = os.urandom(24).hex().encode()
    tokens = Tokens(secret, os.urandom(24).hex())
    guesses = [secret[:right] + b"\x00" * (len(secret) - right) for right in (0, 24, 47)]
    best = [float("inf")] * len(guesses)
    for _ in range(20):
        rounds: list[list[int]] = [[] for _ in guesses]
        for _ in range(170):
            for times, guess in zip(rounds, guesses, strict=True):
                began = time.perf_counter_ns()
                for _ in range(10):
                    guess in tokens  # noqa: B015
                times.append(time.perf_counter_ns() - began)
        best = [min(one, statistics.median(times)) for one, times in zip(best, rounds, strict=True)]
    assert max(best) < min(best) * 1.05
