"""The options of ``serve`` that keep the line safe: secrets, the management's address, limits."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest

from callwright.cli.serving import WrongUsage, external, limits, management, tokens
from callwright.runtime.limits import Bounds

LONG = "a-long-secret-of-ours"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No secret in the environment but what a test puts there."""
    for name in ("CALLWRIGHT_TOKEN", "CALLWRIGHT_MANAGEMENT_TOKEN", "CALLWRIGHT_EXTERNAL_TOKEN"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)


def read(group: Any, *words: str) -> dict[str, Any]:
    """What a group makes of a command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8080)
    for each in (tokens, management, limits, external):
        each.add(parser)
    found: dict[str, Any] = group.read(parser.parse_args(words))
    return found


def test_no_secret_is_none() -> None:
    """Then this machine only."""
    assert read(tokens) == {"token": None, "management_token": None}


def test_several_secrets_in_one_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Separated by blanks or commas."""
    monkeypatch.setenv("CALLWRIGHT_TOKEN", f"{LONG}, another-long-secret")
    assert read(tokens)["token"].values == (LONG.encode(), b"another-long-secret")


def test_a_secret_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Named by the option, or by the variable that containers set."""
    file = tmp_path / "token"
    file.write_text(f"{LONG}\n")
    assert read(tokens, "--token-file", str(file))["token"].values == (LONG.encode(),)
    monkeypatch.setenv("CALLWRIGHT_MANAGEMENT_TOKEN_FILE", str(file))
    assert read(tokens)["management_token"].is_of_a_file
    monkeypatch.setenv("CALLWRIGHT_EXTERNAL_TOKEN_FILE", str(file))
    assert read(external)["external_token"].first == LONG


def test_a_file_that_is_none(tmp_path: Path) -> None:
    """What is wrong with it, and nothing that stands in it."""
    with pytest.raises(WrongUsage) as wrong:
        read(tokens, "--token-file", str(tmp_path / "none"))
    assert "No such file" in wrong.value.message
    (tmp_path / "empty").write_text("\n")
    with pytest.raises(WrongUsage) as wrong:
        read(tokens, "--token-file", str(tmp_path / "empty"))
    assert "no secret in it" in wrong.value.message


def test_a_file_and_a_variable_are_one_too_many(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nobody should have to know which of them counts."""
    (tmp_path / "token").write_text(LONG)
    monkeypatch.setenv("CALLWRIGHT_TOKEN", LONG)
    with pytest.raises(WrongUsage) as wrong:
        read(tokens, "--token-file", str(tmp_path / "token"))
    assert "unset CALLWRIGHT_TOKEN" in wrong.value.mend
    assert LONG not in wrong.value.message + wrong.value.mend


def test_one_secret_for_two_doors_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also if it is only one of several."""
    monkeypatch.setenv("CALLWRIGHT_TOKEN", f"{LONG} the-old-one-of-theirs")
    monkeypatch.setenv("CALLWRIGHT_MANAGEMENT_TOKEN", f"another-long-secret {LONG}")
    with pytest.raises(WrongUsage) as wrong:
        read(tokens)
    assert "hold the same secret" in wrong.value.message


def test_a_weak_secret_is_warned_of(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With the mend and without the secret."""
    monkeypatch.setenv("CALLWRIGHT_TOKEN", "hunter2")
    assert read(tokens)["token"] is not None
    told = capsys.readouterr().err
    assert "CALLWRIGHT_TOKEN has fewer than 16 characters" in told
    assert "openssl rand -hex 24" in told
    assert "hunter2" not in told
    monkeypatch.setenv("CALLWRIGHT_TOKEN", LONG)
    read(tokens)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ([], ("127.0.0.1", 8081)),
        (["--port", "9000"], ("127.0.0.1", 9001)),
        (["--port", "65535"], ("127.0.0.1", 65534)),
        (["--port", "0"], ("127.0.0.1", 0)),
        (["--management", "127.0.0.1:9999"], ("127.0.0.1", 9999)),
        (["--management", "localhost:0"], ("localhost", 0)),
        (["--management", "[::1]:9999"], ("::1", 9999)),
        (["--management", "off"], None),
    ],
)
def test_where_calls_are_managed(words: list[str], address: tuple[str, int] | None) -> None:
    """On this machine, at the port after the platform's, unless somebody says otherwise."""
    assert read(management, *words) == {"management": address}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--management", "127.0.0.1:8080"], "where the platform is answered"),
        (["--management", "8081"], "no address with a port"),
        (["--management", ":8081"], "no address with a port"),
        (["--management", "127.0.0.1:telephone"], "no address with a port"),
        (["--management", "127.0.0.1:70000"], "no address with a port"),
        (["--management", "192.0.2.7:8081"], "no secret for that"),
        (["--management", "[::]:8081"], "no secret for that"),
        (["--management", "box.example:8081"], "no secret for that"),
    ],
)
def test_addresses_that_cannot_be_meant(words: list[str], says: str) -> None:
    """The platform's own, none at all, or another machine's without a secret: refused with a mend."""
    with pytest.raises(WrongUsage) as wrong:
        read(management, *words)
    assert says in wrong.value.message
    assert wrong.value.mend


def test_other_machines_manage_with_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then any address is allowed."""
    monkeypatch.setenv("CALLWRIGHT_MANAGEMENT_TOKEN", LONG)
    assert read(management, "--management", "192.0.2.7:8081") == {"management": ("192.0.2.7", 8081)}


def test_how_much_is_taken() -> None:
    """As much as comes, unless somebody says otherwise."""
    assert read(limits) == {"bounds": Bounds()}
    assert read(limits, "--max-rate", "500", "--max-connections", "1000") == {"bounds": Bounds(500, 1000)}


@pytest.mark.parametrize("word", ["0", "9", "-5", "many", "1e3", "1.5", "10000000", "١٢"])
def test_a_rate_that_cannot_be_meant(word: str) -> None:
    """A whole number that a line can live with."""
    with pytest.raises(WrongUsage) as wrong:
        read(limits, f"--max-rate={word}")
    assert "from 10 to 1000000" in wrong.value.mend
