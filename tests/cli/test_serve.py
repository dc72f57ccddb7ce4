"""``callwright serve``, as a whole process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.runtime.serving import FLOW

EVERYWHERE = "0.0.0.0"  # noqa: S104  what must be refused
COMMAND = [sys.executable, "-m", "callwright", "serve"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hotline.yaml").write_text(FLOW)
    return tmp_path


def environment(**more: str) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("CALLWRIGHT_")}
    return plain | {"PYTHONWARNINGS": "error"} | more


def serve(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run it where it does not get to serving."""
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@contextmanager
def serving(folder: Path, *arguments: str, **more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run it, and wait for its last line of welcome."""
    with subprocess.Popen(
        [*COMMAND, ".", "--port", "0", *arguments],
        cwd=folder,
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        welcome = ""
        for line in process.stdout:
            welcome += line
            if line.startswith("Try it:"):
                break
        try:
            yield process, welcome
        finally:
            process.kill()


def post(welcome: str, kind: str, **headers: str) -> tuple[int, bytes]:
    address = next(line.split()[-1] for line in welcome.splitlines() if line.startswith("  webhook"))
    body = json.dumps({"type": kind, "session": {"id": "c1", "to_phone_number": "4921112345"}}).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json", **headers})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.read()


def test_it_serves_and_says_where(folder: Path) -> None:
    """Three lines say what, where and how guarded; the fourth is a command that works."""
    with serving(folder) as (_process, welcome):
        assert "hotline" in welcome
        assert "this machine only" in welcome
        assert "ws://127.0.0.1:" in welcome
        status, answer = post(welcome, "session_start")
        assert status == 200
        assert b"This call may be recorded." in answer
        command = welcome.splitlines()[-1].removeprefix("Try it:")
        tried = subprocess.run(command, shell=True, capture_output=True, timeout=20, check=True)
        assert b'"type":"speak"' in tried.stdout


def test_the_token_comes_from_the_environment(folder: Path) -> None:
    """From ``CALLWRIGHT_TOKEN``, or the name that ``--token-env`` gives."""
    for arguments, name in (((), "CALLWRIGHT_TOKEN"), (("--token-env", "SECRET"), "SECRET")):
        with serving(folder, *arguments, **{name: "s3cret"}) as (_process, welcome):
            assert "s3cret" not in welcome
            assert post(welcome, "session_start")[0] == 401
            assert post(welcome, "session_start", **{"X-API-TOKEN": "s3cret"})[0] == 200


def look(welcome: str, call: str, **headers: str) -> int:
    """Ask for the account of a call; the status."""
    address = next(line.split()[1] for line in welcome.splitlines() if line.startswith("  calls"))
    request = urllib.request.Request(f"{address.removesuffix('ID')}{call}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            status: int = answer.status
            return status
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code


def test_the_management_token_is_another_one(folder: Path) -> None:
    """From ``CALLWRIGHT_MANAGEMENT_TOKEN`` or the name that is given; the welcome says so, and no secret."""
    named = ("--management-token-env", "MINE")
    for arguments, name in (((), "CALLWRIGHT_MANAGEMENT_TOKEN"), (named, "MINE")):
        with serving(folder, *arguments, CALLWRIGHT_TOKEN="t0ken", **{name: "m4nage"}) as (_process, welcome):
            assert "/calls/" in welcome
            assert name in welcome
            assert "m4nage" not in welcome
            assert look(welcome, "c9", Authorization="Bearer m4nage") == 404
            assert look(welcome, "c9", Authorization="Bearer t0ken") == 401
            assert look(welcome, "c9", **{"X-API-TOKEN": "t0ken"}) == 401
    with serving(folder) as (_process, welcome):
        assert "no secret in CALLWRIGHT_MANAGEMENT_TOKEN, so this machine only" in welcome
        assert look(welcome, "c9") == 404


def test_the_external_api_is_named_without_its_secret(folder: Path) -> None:
    """The welcome says through where we speak first."""
    url = "https://p.example/sessions/{session_id}/actions?key=s3cret"
    with serving(folder, "--external-url", url, CALLWRIGHT_EXTERNAL_TOKEN="t0ken") as (_process, welcome):
        assert "https://p.example/sessions/{session_id}/actions" in welcome
        assert "s3cret" not in welcome
        assert "t0ken" not in welcome


def test_variables_that_a_service_needs_are_named(folder: Path) -> None:
    """What is missing is said on the terminal and in the log, by name; with it nothing is said."""
    needing = FLOW.replace("intents:", "services:\n  shop:\n    url: https://{{ env.SHOP_HOST }}\nintents:", 1)
    (folder / "hotline.yaml").write_text(needing)
    with serving(folder) as (process, welcome):
        assert post(welcome, "session_start")[0] == 200
        process.terminate()
        told = process.communicate(timeout=20)[1]
    assert "services of these flows need SHOP_HOST, which the environment lacks" in told
    assert '"names": ["SHOP_HOST"]' in told
    with serving(folder, SHOP_HOST="shop.example") as (process, welcome):
        assert post(welcome, "session_start")[0] == 200
        process.terminate()
        assert "SHOP_HOST" not in process.communicate(timeout=20)[1]


def test_secrets_that_cannot_be_meant(folder: Path) -> None:
    """The same secret for both doors, or one that no header can hold: exit 2, with the mend."""
    same = serve(folder, ".", CALLWRIGHT_TOKEN="t", CALLWRIGHT_MANAGEMENT_TOKEN="t")
    assert same.returncode == 2
    assert "Choose another one" in same.stderr
    broken = serve(folder, ".", CALLWRIGHT_EXTERNAL_TOKEN="a\x07b")
    assert broken.returncode == 2
    assert "one line" in broken.stderr


def test_a_restart_in_mid_call_loses_nothing(folder: Path) -> None:
    """kill -9 between two events; the next process goes on with the call."""
    with serving(folder) as (process, welcome):
        assert post(welcome, "session_start")[0] == 200
        process.send_signal(signal.SIGKILL)
        process.wait(20)
    with serving(folder) as (_process, welcome):
        assert b"Would you like" in post(welcome, "assistant_speech_ended")[1]


def test_killed_before_the_answer_was_read_the_retry_gets_the_same_answer(folder: Path) -> None:
    """The process died after the save: the same bytes get the same answer from the next process."""
    with serving(folder) as (process, welcome):
        post(welcome, "session_start")
        first = post(welcome, "assistant_speech_ended")
        process.send_signal(signal.SIGKILL)
        process.wait(20)
    with serving(folder) as (_process, welcome):
        assert post(welcome, "assistant_speech_ended") == first


def test_told_to_stop_it_ends_in_order(folder: Path) -> None:
    """SIGTERM ends it, leaves no lease behind, and logs nothing that is no JSON."""
    with serving(folder) as (process, welcome):
        post(welcome, "session_start")
        process.terminate()
        process.wait(20)
        assert process.stderr is not None
        for line in process.stderr:
            json.loads(line)
    assert not list(folder.glob("calls.db-lease-*"))


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="only Linux tells the limits of another process")
def test_a_crash_leaves_no_memory_behind(folder: Path) -> None:
    """Secrets are in it, and what callers said. Workers inherit it."""
    with serving(folder) as (process, _):
        limits = Path(f"/proc/{process.pid}/limits").read_text().splitlines()
        (line,) = [line for line in limits if line.startswith("Max core file size")]
        assert line.split()[4] == "0"


def test_flows_with_mistakes_are_not_served(folder: Path) -> None:
    """Exit 1, the mistake with its line, no traceback, and no database is left behind."""
    (folder / "hotline.yaml").write_text(FLOW.replace("go_to: welcome", "go_to: welcom"))
    done = serve(folder, ".")
    assert done.returncode == 1
    assert "hotline.yaml:" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "calls.db").exists()


def test_an_address_of_another_machine_is_not_taken_for_a_busy_port(folder: Path) -> None:
    """What would help is another address."""
    (folder / "secret").write_text("a-secret-that-is-long-enough")
    done = serve(folder, ".", "--store", "memory://", "--host", "192.0.2.1", "--token-file", "secret")
    assert done.returncode == 2
    assert "This machine has no such address" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([".", "--host", EVERYWHERE], "CALLWRIGHT_TOKEN"),
        ([".", "--host", "example.org"], "no token"),
        ([".", "--port", "telephone"], "0 to 65535"),
        ([".", "--port", "70000"], "0 to 65535"),
        ([".", "--store", "postgres://x"], "sqlite:///calls.db"),
        ([".", "--store", "redis://localhost:1"], "start the server"),
        ([".", "--store", "sqlite:///nowhere/calls.db", "--port", "0"], "does not exist"),
        ([".", "--log-level", "loud"], "warning"),
        ([".", "--external-url", "https://p.example/actions"], "as in https://platform.example"),
        ([".", "--external-url", "p.example/{session_id}"], "begins with https://"),
        ([".", "--external-url", "https://{session_id}.example/"], "single slash"),
        (["nothing.yaml"], "nothing.yaml"),
        ([], "PATH"),
    ],
)
def test_wrong_usage(folder: Path, arguments: list[str], says: str) -> None:
    """Exit 2, what was wrong and what is allowed, no traceback."""
    done = serve(folder, *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_token_is_none(folder: Path) -> None:
    """A variable that is set to nothing does not open the service to the world."""
    assert serve(folder, ".", "--host", EVERYWHERE, CALLWRIGHT_TOKEN=" ").returncode == 2


def test_a_port_that_is_taken(folder: Path) -> None:
    """Exit 2, and the message names the port."""
    with serving(folder) as (_process, welcome):
        port = welcome.split("/webhook")[0].rpartition(":")[2]
        done = serve(folder, ".", "--port", port, "--store", "memory://")
    assert done.returncode == 2
    assert "--port 8090, or with make: make serve PORT=8090" in done.stderr
    assert port in done.stderr
