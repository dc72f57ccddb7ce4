"""The files with which the service is put on the internet: what they promise, and that the service can live with it."""

from __future__ import annotations

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONTAINER = (ROOT / "examples" / "deploy" / "Containerfile").read_text(encoding="utf-8")
UNIT = ROOT / "examples" / "deploy" / "callwright.service"
SECURITY = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")

EVERYWHERE = "0.0.0.0"  # noqa: S104  the file of a container says so


def instructions() -> list[tuple[str, str]]:
    """The container file's instructions, with what they are given."""
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"^#.*\n", "", CONTAINER, flags=re.MULTILINE))
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in joined.splitlines()) if word]


def last_stage() -> list[tuple[str, str]]:
    found = instructions()
    begins = max(index for index, (word, _) in enumerate(found) if word == "FROM")
    return found[begins:]


def test_the_container_runs_as_nobody() -> None:
    """The last user is a number above 0, so that whoever starts it can see that it is not root; nothing is sudo."""
    users = [rest for word, rest in last_stage() if word == "USER"]
    assert users == ["65534:65534"]
    words = [word for word, _ in last_stage()]
    assert words.index("USER") < words.index("ENTRYPOINT")
    assert "RUN" not in words[words.index("USER") :]
    assert not re.search(r"sudo|chmod [^\n]*777|ADD |curl|wget", CONTAINER)


def test_what_it_is_made_of_is_named() -> None:
    """Each base by a tag that says a version, and no secret is built in."""
    bases = [rest.split()[0] for word, rest in instructions() if word == "FROM"]
    assert bases
    assert all(re.fullmatch(r"docker\.io/library/python:3\.\d+-slim-[a-z]+", base) for base in bases)
    assert not any(
        word in ("ENV", "ARG") and re.search("token|secret|password", rest, re.I) for word, rest in instructions()
    )


def test_the_last_stage_has_nothing_to_build_with() -> None:
    """No compiler is installed, and what installs is taken out."""
    runs = " ".join(rest for word, rest in last_stage() if word == "RUN")
    assert "apt" not in runs
    assert "uninstall --yes" in runs
    assert "pip install" not in runs
    assert "--without-pip" in CONTAINER


def test_the_container_is_asked_whether_it_is_well() -> None:
    """By a command that is in it, at an address that needs no secret; and it is told to stop as we like it."""
    said = dict(last_stage())
    assert "127.0.0.1:8080/ready" in said["HEALTHCHECK"]
    command = json.loads(said["HEALTHCHECK"].partition("CMD ")[2])
    compile(command[2], "HEALTHCHECK", "exec")
    assert said["STOPSIGNAL"] == "SIGTERM"
    assert said["VOLUME"] == "/var/lib/callwright"


def test_what_the_container_starts_is_understood() -> None:
    """The options are ours, and the store lies in the volume."""
    from callwright.cli.main import COMMANDS

    said = dict(last_stage())
    entry = json.loads(said["ENTRYPOINT"])
    assert entry[:2] == ["callwright", "serve"]
    assert entry[1] in COMMANDS
    assert entry[entry.index("--host") + 1] == EVERYWHERE
    assert entry[entry.index("--store") + 1] == f"sqlite:///{said['VOLUME']}/calls.db"


@pytest.mark.parametrize("flag", ["--read-only", "--tmpfs /tmp", "--cap-drop all", "--security-opt no-new-privileges"])
def test_how_it_is_started_is_said(flag: str) -> None:
    """In the file and in the documentation."""
    assert flag in CONTAINER
    assert flag in SECURITY


def unit() -> dict[str, list[str]]:
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    lines = [line for line in UNIT.read_text(encoding="utf-8").splitlines() if line and not line.startswith(("#", "["))]
    found: dict[str, list[str]] = {}
    for line in lines:
        name, _, value = line.partition("=")
        found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DynamicUser", "yes"),
        ("NoNewPrivileges", "yes"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("PrivateTmp", "yes"),
        ("PrivateDevices", "yes"),
        ("CapabilityBoundingSet", ""),
        ("MemoryDenyWriteExecute", "yes"),
        ("RestrictNamespaces", "yes"),
        ("SystemCallArchitectures", "native"),
        ("UMask", "0077"),
        ("LimitCORE", "0"),
    ],
)
def test_the_unit_keeps_the_service_in(name: str, value: str) -> None:
    """Each of these is set."""
    assert unit()[name] == [value]


def test_the_units_secrets_are_files() -> None:
    """Not in arguments, not in the environment; and it is told to read them anew as we understand it."""
    assert all("TOKEN_FILE=" in value for value in unit()["Environment"])
    assert "token" not in unit()["ExecStart"][0]
    assert unit()["ExecReload"] == ["/bin/kill -HUP $MAINPID"]
    words = shlex.split(unit()["ExecStart"][0])
    assert words[1] == "serve"
    assert words[words.index("--host") + 1] == "127.0.0.1"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    """It knows every line of it, and finds it exposed by less than 2 of 10."""
    text = UNIT.read_text(encoding="utf-8").replace("/opt/callwright/bin/callwright", sys.executable)
    file = tmp_path / "callwright.service"
    file.write_text(text)
    verified = subprocess.run(["systemd-analyze", "verify", file], capture_output=True, text=True, timeout=60)
    if "Failed to initialize manager" in verified.stderr:
        pytest.skip("systemd cannot look at units here")
    assert "callwright.service" not in verified.stderr
    rated = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", file],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert rated.returncode == 0, rated.stdout.splitlines()[-1:]


_CAGE = r"""
set -e
mount --make-rprivate /
mount --bind "$DATA" /mnt
mount --bind "$FLOWS" /opt
for hidden in $HIDDEN; do
  mkdir "$ROOM/keep"
  mount --bind "$hidden" "$ROOM/keep"
  mount -t tmpfs -o mode=755 none "/$(cut -d/ -f2 <<< "$hidden")"
  mkdir -p "$hidden"
  mount --bind "$ROOM/keep" "$hidden"
done
mount -o remount,bind,ro /
case "$PYTHON" in
  /tmp/*) ;;  # the repository itself lies there, and is read-only now
  *) mount -t tmpfs none /tmp ;;
esac
cd /mnt
exec setpriv --reuid 65534 --regid 65534 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all \
  "$PYTHON" -c '
import ctypes, os, sys
ctypes.CDLL(None).prctl(65, 1, 0, 0, 0)  # PR_SET_MDWE
os.execv(sys.executable, [sys.executable, "-m", "callwright", *sys.argv[1:]])
' serve /opt/flows --port 0 --store sqlite:////mnt/calls.db
"""


@contextmanager
def caged(flows: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The service as nobody, on a root that is read-only, without any privilege; and what it says first."""
    prefix = Path(sys.base_prefix)
    closed = next((p for p in reversed(prefix.parents) if not p.stat().st_mode & 0o001), None)
    hidden = "" if closed is None else str(closed / prefix.relative_to(closed).parts[0])
    with tempfile.TemporaryDirectory(dir="/tmp") as room:
        data = Path(room) / "data"
        data.mkdir()
        os.chown(data, 65534, 65534)
        os.chmod(room, 0o755)  # noqa: S103
        shutil.copytree(flows, Path(room) / "flows" / "flows")
        environment = {
            **os.environ,
            "DATA": str(data),
            "FLOWS": str(Path(room) / "flows"),
            "ROOM": room,
            "HIDDEN": hidden,
            "PYTHON": sys.executable,
            "HOME": "/tmp",  # noqa: S108
            "PYTHONDONTWRITEBYTECODE": "1",
            "CALLWRIGHT_TOKEN": "a-long-secret-of-ours",
        }
        process = subprocess.Popen(
            ["unshare", "--mount", "bash", "-c", _CAGE],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout is not None
            welcome = ""
            for line in process.stdout:
                welcome += line
                if line.startswith("Try it:"):
                    break
            yield process, welcome
        finally:
            process.kill()
            process.communicate()


def _can_cage() -> bool:
    if sys.platform != "linux" or os.geteuid() != 0 or not all(map(shutil.which, ("unshare", "setpriv"))):
        return False
    tried = subprocess.run(["unshare", "--mount", "mount", "--make-rprivate", "/"], capture_output=True)
    return tried.returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not _can_cage(), reason="only root may be nobody on a root of its own")
def test_it_serves_as_nobody_on_a_root_that_is_read_only(tmp_path: Path) -> None:
    """No privilege, no new executable memory, one folder to write to: a call is answered, and kept in that folder."""
    flows = tmp_path / "flows"
    flows.mkdir()
    shutil.copy(ROOT / "examples" / "pick-up.yaml", flows)
    with caged(flows) as (process, welcome):
        if "webhook" not in welcome:
            process.kill()
            raise AssertionError(process.communicate()[1])
        status = Path(f"/proc/{process.pid}/status").read_text()
        assert re.search(r"^Uid:\s+65534\s+65534\s+65534\s+65534$", status, re.MULTILINE)
        assert re.search(r"^NoNewPrivs:\s+1$", status, re.MULTILINE)
        assert re.search(r"^CapEff:\s+0+$", status, re.MULTILINE)
        mounts = Path(f"/proc/{process.pid}/mounts").read_text()
        assert any(line.split()[1] == "/" and line.split()[3].startswith("ro") for line in mounts.splitlines())
        address = next(line.split()[-1] for line in welcome.splitlines() if line.startswith("  webhook"))
        body = json.dumps({"type": "session_start", "session": {"id": "c1"}}).encode()
        headers = {"Content-Type": "application/json", "X-API-TOKEN": "a-long-secret-of-ours"}
        with urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=20) as answer:
            assert json.loads(answer.read())["type"] == "speak"
        assert Path(f"/proc/{process.pid}/root/mnt/calls.db").stat().st_uid == 65534
        process.terminate()
        assert process.wait(20) is not None
