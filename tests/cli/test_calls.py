"""``callwright calls``: the list of recorded calls."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from callwright.cli.main import main
from callwright.stores import Answered, open_store
from tests.cli.recorded import recorded
from tests.runtime.serving import management


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("calls")
    address = f"sqlite:///{folder / 'calls.db'}"
    with recorded(folder, address):
        yield address


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(["calls", *words]) == code
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return out if code == 0 else err


def test_the_last_call_comes_first(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a call, no wider than a terminal, with how it ended and how well it went."""
    head, second, first, *_ = told(capsys, "--store", store).splitlines()
    assert head.split()[:3] == ["when", "call", "from"]
    assert "lost-2" in second
    assert "bill-1" in first
    assert first.endswith("caller hung up")
    assert "…050" in first
    assert max(map(len, (head, first, second))) <= 100


def test_what_went_wrong_is_counted(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON, with numbers masked unless they are asked for."""
    calls = json.loads(told(capsys, "--store", store, "--json"))
    by_id = {one["call"]: one for one in calls}
    assert by_id["bill-1"]["interruptions"] == 1
    assert by_id["lost-2"]["no_matches"] == 2
    assert by_id["lost-2"]["no_inputs"] == 1
    assert by_id["bill-1"]["states"] == ["welcome", "billing"]
    assert by_id["bill-1"]["caller"] == "…050"
    (one,) = json.loads(told(capsys, "--store", store, "--json", "--numbers", "--limit", "1"))
    assert one["caller"] == "4915120304050"


@pytest.mark.parametrize(
    ("words", "calls"),
    [
        (["--flow", "hotline"], ["lost-2", "bill-1"]),
        (["--flow", "other"], []),
        (["--state", "billing"], ["bill-1"]),
        (["--unhappy"], ["lost-2"]),
        (["--open"], []),
        (["--ended"], ["lost-2", "bill-1"]),
        (["--from", "+49 151 20304050"], ["lost-2", "bill-1"]),
        (["--from", "999"], []),
        (["--since", "2020-01-01"], ["lost-2", "bill-1"]),
        (["--since", "2040-01-01"], []),
    ],
)
def test_calls_are_chosen(store: str, capsys: pytest.CaptureFixture[str], words: list[str], calls: list[str]) -> None:
    """By flow, state, time, number, and by whether something went wrong."""
    assert [one["call"] for one in json.loads(told(capsys, "--store", store, "--json", *words))] == calls


def test_nothing_chosen_says_so(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """That is no mistake."""
    assert "No recorded call is like that" in told(capsys, "--store", store, "--flow", "other")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--since", "yesterday"], "no moment"),
        (["--limit", "0"], "would list nothing"),
        (["--store", "memory://"], "http://127.0.0.1:8081"),
        (["--store", "sqlite:///nowhere.db"], "there is no nowhere.db"),
        (["--store", "postgres://x"], "postgres"),
        (["--forget", "nobody"], "no recorded call"),
    ],
)
def test_wrong_usage_says_what_would_do(
    store: str, capsys: pytest.CaptureFixture[str], words: list[str], found: str
) -> None:
    """In one sentence, with exit code 2, and no file is made."""
    known = [] if "--store" in words else ["--store", store]
    assert found in told(capsys, *known, *words, code=2)
    assert not Path("nowhere.db").exists()


def test_a_broken_record_is_named_and_the_others_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever tore it, or wrote it with another release: the line is named, and nobody sees a traceback."""
    address = f"sqlite:///{tmp_path / 'calls.db'}"
    with recorded(tmp_path, address):
        pass
    store = open_store(address)
    asyncio.run(store.save("torn", None, None, 60, Answered(b"", None), b'{"record":1,"at":1,"call":"torn"'))
    asyncio.run(store.save("newer", None, None, 60, Answered(b"", None), b'{"record":7,"at":1,"call":"newer"}'))
    store.close()
    assert main(["calls", "--store", address]) == 0
    out, err = capsys.readouterr()
    assert "2 calls" in out
    assert "the record of torn cannot be used. Line 1" in err
    assert "another release" in err
    assert main(["why", "torn", "--store", address]) == 2
    assert main(["replay", "--all", "--store", address]) == 0
    assert "2 calls left out" in capsys.readouterr().out


def test_an_empty_store_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing recorded is no mistake either."""
    open_store(f"sqlite:///{tmp_path}/empty.db").close()
    assert "Nothing is recorded" in told(capsys, "--store", f"sqlite:///{tmp_path}/empty.db")


def test_calls_in_memory_are_asked_of_the_service(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At its management address; there a record can be erased, too."""
    with recorded(tmp_path, "memory://") as port:
        address = f"http://127.0.0.1:{management(port)}"
        calls = json.loads(told(capsys, "--store", address, "--json"))
        assert [(one["call"], one["no_matches"]) for one in calls] == [("lost-2", 2), ("bill-1", 0)]
        assert "lost-2" in told(capsys, "--store", address, "--forget", "lost")
        assert "lost-2" not in told(capsys, "--store", address)
    nobody = told(capsys, "--store", address, code=1)
    assert "nobody answers" in nobody
    assert "say where it is with --store" in nobody
