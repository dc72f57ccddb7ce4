"""``callwright talk`` with its input from a pipe, as a program and as a function."""

from __future__ import annotations

import argparse
import io
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from callwright.cli import talk
from tests.cli.test_call import Foreman
from tests.platform.applications import Hotline, over_http, over_websocket, serving
from tests.platform.test_application import SMALL


def run(typed: str, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    parser = argparse.ArgumentParser()
    talk.register(parser.add_subparsers())
    arguments = parser.parse_args(["talk", *words])
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    code: int = arguments.run(arguments)
    return code


@pytest.fixture
def small(tmp_path: Path) -> str:
    (tmp_path / "small.yaml").write_text(SMALL)
    return str(tmp_path / "small.yaml")


def test_a_conversation(small: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A piped conversation is printed with policies, and ends when the assistant hangs up."""
    assert run("!my bill\nnever heard\n", monkeypatch, small) == 0
    out = capsys.readouterr().out
    assert "You are calling small. Type what the caller says; just enter is silence, #123 are keys." in out
    assert "[none]" in out
    assert "✂ my bill" in out
    assert out.rstrip().endswith("hang-up    by the assistant")
    assert "never heard" not in out


def test_end_of_input(small: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The end of the input hangs up."""
    assert run("\n", monkeypatch, small) == 0
    out = capsys.readouterr().out
    assert "nobody spoke for 8 s" in out
    assert out.rstrip().endswith("hang-up    by the caller")


@pytest.mark.parametrize("way", ["http", "ws"])
def test_a_service(way: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A service is talked to in real time; an interruption happens while the sentence sounds."""
    hotline = Hotline()
    served = over_http(hotline) if way == "http" else over_websocket(hotline)
    path = "webhook" if way == "http" else "websocket"
    with serving(served) as host:
        assert run("!bye\n", monkeypatch, f"{way}://{host}/{path}") == 0
    out = capsys.readouterr().out
    assert "caller     bye" in out
    assert "This call may be recorded." in out
    assert out.rstrip().endswith("hang-up    by the assistant")


def test_wrong_usage(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What cannot be called is one plain line."""
    assert run("", monkeypatch, str(tmp_path / "absent.yaml")) == 2
    assert "there is no file" in capsys.readouterr().err
    assert run("", monkeypatch, "http://127.0.0.1:9/webhook", "--at", "2026-01-01") == 2
    assert "has its own clock" in capsys.readouterr().err
    assert run("", monkeypatch, "http://127.0.0.1:9/webhook", "--from", "abc") == 2
    assert '--from "abc" is no telephone number' in capsys.readouterr().err
    assert run("", monkeypatch, str(tmp_path), "--external-api", "0") == 2
    assert "--external-api is for a URL" in capsys.readouterr().err
    assert run("", monkeypatch, "http://127.0.0.1:9/webhook", "--external-api", "-1") == 2
    assert "--external-api -1 is no port" in capsys.readouterr().err
    assert run("", monkeypatch, "http://127.0.0.1:9/webhook") == 1
    assert "nobody answers" in capsys.readouterr().err


def test_a_flow_with_mistakes(small: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Mistakes in the flow are shown with their lines, and nobody is called."""
    Path(small).write_text(SMALL.replace("billing: bill", "billing: bell"))
    assert run("", monkeypatch, small) == 1
    assert "small.yaml:12:" in capsys.readouterr().err


def test_as_a_program(small: str) -> None:
    """The command works as a program with a pipe for its input."""
    command = [sys.executable, "-m", "callwright.cli.main", "talk", small]
    done = subprocess.run(command, input="my bill\n", capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Bills are sent on Mondays" in done.stdout


@pytest.mark.parametrize("way", ["http", "ws"])
def test_a_wrong_address_is_told_once(
    way: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the service has nothing at this address, the likely one is offered, once and in words."""
    hotline = Hotline()
    path, what = ("webhook", "webhook") if way == "http" else ("websocket", "WebSocket")
    with serving(over_http(hotline) if way == "http" else over_websocket(hotline)) as host:
        assert run("hello\n", monkeypatch, f"{way}://{host}/wrong") == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert f"there is no {what}" in told
    assert f": did you mean {way}://{host}/{path}?" in told


def test_a_wrong_token_is_told_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A service that wants another token is one plain line that names the variable."""
    monkeypatch.delenv("CALLWRIGHT_TOKEN", raising=False)
    with serving(over_http(Hotline(), "s3cret")) as host:
        assert run("hello\n", monkeypatch, f"http://{host}/webhook") == 1
        told = capsys.readouterr().err
        assert "the token is missing: set CALLWRIGHT_TOKEN" in told
        assert told.count("\n") == 1
        monkeypatch.setenv("CALLWRIGHT_TOKEN", "guessed")
        assert run("hello\n", monkeypatch, f"http://{host}/webhook") == 1
    assert "the token is wrong" in capsys.readouterr().err


def test_a_folder_says_which_flow_it_is(
    small: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of several flows in a folder the one that is called is named, and how to call another."""
    folder = Path(small).parent
    (folder / "small.yaml").write_text(SMALL + "\nanswers: everything\n")
    (folder / "other.yaml").write_text(SMALL.replace("flow: small", "flow: other") + "\nnumbers:\n  - +49 211 77\n")
    assert run("", monkeypatch, str(folder)) == 0
    assert (
        "has 2 flows; this is small. For other, name its file, or dial it: --to +49 211 77." in capsys.readouterr().err
    )


def test_a_service_that_reaches_the_call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With --external-api a service ends the call by itself while the caller listens; the address is said."""
    foreman = Foreman()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    foreman.address = f"http://127.0.0.1:{port}/sessions/{{session_id}}/actions"
    monkeypatch.setenv("CALLWRIGHT_EXTERNAL_TOKEN", "s3cret")
    with serving(over_http(foreman)) as host:
        assert run("!#4\n", monkeypatch, f"http://{host}/webhook", "--external-api", str(port)) == 0
    told = capsys.readouterr()
    assert told.out.rstrip().endswith("hang-up    by the assistant")
    assert f"the service reaches this call at {foreman.address}" in told.err


def test_the_clock_is_that_of_the_flow_and_failures_are_told(tmp_path: Path) -> None:
    """``--at`` without an offset is the time where the flow's calls are, and what fails names the author's line."""
    flow = tmp_path / "x.yaml"
    flow.write_text(
        "language: en-GB\ntimezone: Europe/London\nvariables:\n  code: {type: digits}\nstates:\n  a:\n"
        "    prompts: It is {{ now }}.\n    go_to: b\n  b:\n    set: {code: ''}\n    on_error: c\n    go_to: c\n"
        "  c:\n    hangup: yes\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "callwright", "talk", str(flow), "--at", "2026-07-06T08:30"],
        input="", capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "It is 2026-07-06T08:30." in done.stdout or f"{flow}:10" in done.stderr
    assert f"{flow}:10:11: code: There is no value here" in done.stderr
