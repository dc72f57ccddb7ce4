"""What is released: a wheel that works in an empty environment, far from the repository."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tomllib
import urllib.request
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


_ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "CALLWRIGHT_TOKEN")}


def _run(*words: str | Path, cwd: Path) -> str:
    """Run a command that must end well; gives what it printed."""
    done = subprocess.run([*map(str, words)], cwd=cwd, env=_ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the commands of an environment that has the wheel and nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    _run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    commands: Path = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    _run(commands / "python", "-m", "pip", "install", "--quiet", wheel, cwd=folder)
    return commands


def test_the_wheel_carries_what_it_needs(wheel: Path) -> None:
    """The schema, the starter, the mark of its types and the licence are in it, and no test is."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in ("schemas/flow.schema.json", "starter/reception.yaml", "starter/chime.wav", "py.typed"):
        assert f"callwright/{name}" in names
    assert any(name.endswith("/LICENSE") for name in names)
    assert all(name.startswith(("callwright/", "callwright-")) for name in names)


def test_an_installed_callwright_works(installed: Path, tmp_path: Path) -> None:
    """From ``pip install`` to an answered call, without the repository."""
    callwright = installed / "callwright"
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert _run(callwright, "--version", cwd=tmp_path) == f"callwright {version}\n"
    _run(callwright, "new", "line", cwd=tmp_path)
    assert "no mistakes found" in _run(callwright, "check", "line/flows", cwd=tmp_path)
    flow, script = "line/flows/reception.yaml", "line/flows/reception.test.yaml"
    assert "3 of 3 tests went as written" in _run(callwright, "call", flow, "--script", script, cwd=tmp_path)
    assert _first_sentence(callwright, tmp_path) == "audio"


def _first_sentence(callwright: Path, folder: Path) -> str:
    """Serve the new project and begin a call; gives the type of the first action."""
    arguments = ["serve", "line/flows", "--port", "0", "--store", "sqlite:///calls.db"]
    process = subprocess.Popen(
        [str(callwright), *arguments],
        cwd=folder,
        env=_ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        found = re.search(r"http://\S+", "".join(process.stdout.readline() for _ in range(2)))
        assert found
        session = {"id": "call-1", "from_phone_number": "4915120304050", "to_phone_number": "12125550123"}
        body = json.dumps({"type": "session_start", "session": session}).encode()
        request = urllib.request.Request(found[0], body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return str(json.load(answer)["type"])
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
        process.stdout.close()


def test_importing_the_package_imports_little(installed: Path, tmp_path: Path) -> None:
    """``import callwright`` alone brings in none of the libraries, so that every command starts fast."""
    program = "import sys, callwright; print(sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = _run(installed / "python", "-c", program, cwd=tmp_path)
    for library in ("starlette", "uvicorn", "ruamel", "jsonschema", "jinja2", "aiohttp", "watchfiles"):
        assert f"'{library}'" not in loaded
