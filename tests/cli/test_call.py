"""``callwright call``, in process and over real connections."""

from __future__ import annotations

import argparse
import json
import socket
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from callwright.cli import call
from tests.cli.scripts import SCRIPT as GOOD
from tests.platform.applications import Event, Hotline, act, over_http, over_websocket, serving
from tests.platform.test_application import SMALL

HOTLINE = """\
tests:
  - name: Over the line
    steps:
      - assistant: may be recorded
      - assistant: billing
      - caller: bye
      - assistant: Goodbye
      - hangup
"""


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    call.register(parser.add_subparsers())
    arguments = parser.parse_args(["call", *words])
    code: int = arguments.run(arguments)
    return code


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "small.yaml").write_text(SMALL)
    (tmp_path / "small.test.yaml").write_text(GOOD)
    (tmp_path / "hotline.test.yaml").write_text(HOTLINE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("transport", ["http", "websocket"])
def test_as_written(capsys: pytest.CaptureFixture[str], transport: str) -> None:
    """A script that goes as written exits with 0 and prints each conversation."""
    assert run("small.yaml", "--script", "small.test.yaml", "--transport", transport) == 0
    out = capsys.readouterr().out
    assert "✓ Straight to the bill" in out
    assert "✂ my bill" in out
    assert "2 of 2 tests went as written" in out


def test_a_difference(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A difference exits with 1 and says what was said instead, at the script's line."""
    (folder / "small.test.yaml").write_text(GOOD.replace("Bills are sent", "Bills are free"))
    assert run("small.yaml", "--script", "small.test.yaml", "--test", "Straight to the bill") == 1
    out = capsys.readouterr().out
    assert "small.test.yaml:10:20: “Bills are free” was expected, but the assistant said “Bills are sent" in out
    assert "0 of 1 test went as written" in out


@pytest.mark.usefixtures("folder")
def test_heard(capsys: pytest.CaptureFixture[str]) -> None:
    """--heard says of each prompt what became of it, and where it is written."""
    assert run("small.yaml", "--script", "small.test.yaml", "--test", "Straight to the bill", "--heard") == 0
    said = capsys.readouterr().out.splitlines()
    assert any(line.startswith("  heard ") and "small.yaml:" in line for line in said)
    assert any(line.startswith("  cut ") and ", after 1." in line and "in “" in line for line in said)


@pytest.mark.usefixtures("folder")
def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    """--json gives every step with its place and the whole timeline."""
    assert run("small.yaml", "--script", "small.test.yaml", "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["passed"] is True
    assert data["tests"][0]["steps"][0]["line"] == 5
    assert data["tests"][0]["timeline"][0]["kind"] == "playback"
    assert data["tests"][0]["heard"][0]["fate"] == "heard"


@pytest.mark.usefixtures("folder")
def test_everything_is_walked(capsys: pytest.CaptureFixture[str]) -> None:
    """The last line says what the tests have walked, and that nothing is left."""
    assert run("small.yaml", "--script", "small.test.yaml") == 0
    assert capsys.readouterr().out.endswith("\nWalked: 2 of 2 states, 1 of 1 transition: everything.\n")


@pytest.mark.usefixtures("folder")
def test_coverage(capsys: pytest.CaptureFixture[str]) -> None:
    """--coverage lists what is left, each with its line; without it one line says how much that is."""
    words = ("small.yaml", "--script", "small.test.yaml", "--test", "Says nothing")
    assert run(*words) == 0
    counts = "Walked: 1 of 2 states, 0 of 1 transition."
    assert capsys.readouterr().out.endswith(f"\n{counts} --coverage lists what this test has not walked.\n")
    assert run(*words, "--coverage") == 0
    listed = "\n  small.yaml:12: welcome, intent billing\n  small.yaml:13: state bill\n"
    assert capsys.readouterr().out.endswith(f"\n{counts} Here is what this test has not walked:\n{listed}")


@pytest.mark.usefixtures("folder")
def test_coverage_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """--json has the same as data."""
    run("small.yaml", "--script", "small.test.yaml", "--test", "Says nothing", "--json")
    coverage = json.loads(capsys.readouterr().out)["coverage"]
    assert coverage["transitions"] == {"walked": 0, "all": 1}
    assert coverage["unwalked"][0] == {
        "kind": "transition",
        "what": "welcome, intent billing",
        "file": "small.yaml",
        "line": 12,
    }


@pytest.mark.parametrize("way", ["http", "ws"])
@pytest.mark.usefixtures("folder")
def test_over_the_network(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    """A URL is called over its own transport, with the token of the named environment variable."""
    monkeypatch.setenv("SECRET", "s3cret")
    hotline = Hotline()
    served = over_http(hotline, "s3cret") if way == "http" else over_websocket(hotline, token="s3cret")
    path = "webhook" if way == "http" else "websocket"
    with serving(served) as host:
        url = f"{way}://{host}/{path}"
        words = (url, "--script", "hotline.test.yaml", "--virtual-time", "--token-env", "SECRET", "--to", "+49 211 9")
        assert run(*words) == 0
    out = capsys.readouterr().out
    assert "1 of 1 test went as written" in out
    assert "Walked" not in out, "a service cannot be looked into"
    assert hotline.events[0]["session"]["to_phone_number"] == "492119"


@pytest.mark.usefixtures("folder")
def test_nobody_there(capsys: pytest.CaptureFixture[str]) -> None:
    """A service that is not there is one plain line and exit code 1."""
    assert run("http://127.0.0.1:9/webhook", "--script", "hotline.test.yaml", "--virtual-time") == 1
    assert "nobody answers at http://127.0.0.1:9/webhook" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("small.yaml", "--script", "absent.yaml"), '"absent.yaml" cannot be read'),
        (("absent.yaml", "--script", "hotline.test.yaml"), 'there is no file "absent.yaml"'),
        (("ftp://a", "--script", "hotline.test.yaml"), "http://, https://, ws:// or wss://"),
        (("small.yaml", "--script", "small.test.yaml", "--test", "x"), 'there are: "Straight to the bill"'),
        (("small.yaml", "--script", "small.test.yaml", "--at", "noon"), "2026-11-20T10:00"),
        (("small.yaml", "--script", "small.test.yaml", "--virtual-time"), "is for a URL"),
        (("small.yaml", "--script", "small.test.yaml", "--external-api", "0"), "--external-api is for a URL"),
        (("http://127.0.0.1:9", "--script", "hotline.test.yaml", "--external-api", "70000"), "is no port"),
        (("ws://127.0.0.1:9", "--script", "hotline.test.yaml", "--transport", "http"), "is no http address"),
        (("ws://127.0.0.1:9", "--script", "hotline.test.yaml", "--coverage"), "--coverage is for a flow file"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_wrong_usage(capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str) -> None:
    """Wrong usage is one line that says what would do, and exit code 2."""
    assert run(*words) == 2
    assert says in capsys.readouterr().err


def test_another_flow(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A script for another flow is not played."""
    (folder / "small.test.yaml").write_text(GOOD.replace("flow: small", "flow: large"))
    assert run("small.yaml", "--script", "small.test.yaml") == 2
    assert 'is for the flow "large", not for "small"' in capsys.readouterr().err


def test_mistakes_in_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Mistakes in the script and in the flow are shown with their lines, and nothing is played."""
    (folder / "bad.test.yaml").write_text(GOOD.replace("- silence", "- silense"))
    assert run("small.yaml", "--script", "bad.test.yaml") == 1
    assert "bad.test.yaml:15:9" in capsys.readouterr().err
    (folder / "small.yaml").write_text(SMALL.replace("billing: bill", "billing: bell"))
    assert run("small.yaml", "--script", "small.test.yaml") == 1
    assert "small.yaml:12:" in capsys.readouterr().err


class Foreman(Hotline):
    """A hotline that hangs up by itself, through the platform's external API, when the caller presses a key."""

    address = ""
    statuses: tuple[int, ...] = ()

    def answer(self, kind: str, event: Event, session: str) -> dict[str, Any] | None:
        if kind != "dtmf_received":
            return super().answer(kind, event, session)
        body = json.dumps(act(session, "hangup")).encode()
        for token in ("wrong", "s3cret"):
            headers = {"Authorization": f"Bearer {token}"}
            request = urllib.request.Request(self.address.replace("{session_id}", session), body, headers)
            try:
                self.statuses += (urllib.request.urlopen(request).status,)
            except urllib.error.HTTPError as refused:
                self.statuses += (refused.code,)
                refused.close()
        return None


@pytest.mark.parametrize("way", ["http", "ws"])
def test_a_service_that_reaches_the_call(folder: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    """With --external-api a service sends actions by itself, with the token of the named variable."""
    (folder / "key.test.yaml").write_text(
        "tests:\n  - name: a\n    steps:\n      - assistant: recorded\n"
        "      - keys: 4\n        interrupts_after: 200ms\n      - hangup\n"
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("OUTSIDE", "s3cret")
    foreman = Foreman()
    foreman.address = f"http://127.0.0.1:{port}/sessions/{{session_id}}/actions"
    served = over_http(foreman) if way == "http" else over_websocket(foreman)
    path = "webhook" if way == "http" else "websocket"
    with serving(served) as host:
        words = (f"{way}://{host}/{path}", "--script", "key.test.yaml", "--external-api", str(port))
        assert run(*words, "--external-token-env", "OUTSIDE") == 0
    assert foreman.statuses == (401, 202)


@pytest.mark.usefixtures("folder")
def test_a_port_that_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    """A port that somebody else has is one plain line."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert run("http://127.0.0.1:9/webhook", "--script", "hotline.test.yaml", "--external-api", port) == 2
    assert f"port {port} cannot be used" in capsys.readouterr().err
