"""No law stands for nothing: each one is broken once the rule behind it is taken out of the engine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import callwright
from tests.laws.laws import LAWS
from tests.laws.mutations import MUTATIONS, Mutation

PACKAGE = Path(callwright.__file__).parent
ROOT = Path(__file__).parents[2]
CALLS = ("--flows", "400", "--calls", "10")
ONE_FLOW = ("--calls", "6000")


def copied(folder: Path) -> Path:
    """A copy of the engine in ``folder``, as an installed package has it; gives the package."""
    package = folder / "callwright"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "schemas", package / "schemas", dirs_exist_ok=True)
    return package


def rehearse(copy: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Rehearse calls with the engine that lies in ``copy``."""
    environment = {**os.environ, "PYTHONPATH": f"{copy}{os.pathsep}{ROOT}", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "tests.laws", "--workers", "1", "--show", "0", "--first", *options]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.law)
def test_a_law_is_broken_once_its_rule_is_taken_out(mutation: Mutation, tmp_path: Path) -> None:
    """The calls that pass with the engine as it is fail with exactly that law's name."""
    file = copied(tmp_path) / mutation.file
    source = file.read_text(encoding="utf-8")
    assert source.count(mutation.old) == 1, (
        f"The text of this mutation is {source.count(mutation.old)} times in {mutation.file}. The code that keeps "
        f"“{mutation.rule}” was moved: write the mutation anew in tests/laws/mutations.py."
    )
    file.write_text(source.replace(mutation.old, mutation.new), encoding="utf-8")
    where = ("--flow", mutation.flow, *ONE_FLOW) if mutation.flow else CALLS
    done = rehearse(tmp_path, "--law", mutation.law, *where)
    assert done.returncode == 1, f"{mutation.law} holds without “{mutation.rule}”:\n{done.stdout}{done.stderr}"
    assert f"broken: {{'{mutation.law}': 1}}" in done.stdout


def test_every_law_has_a_mutation() -> None:
    """A law that nothing can break would prove nothing."""
    assert {mutation.law for mutation in MUTATIONS} == LAWS.keys()


def test_the_engine_that_is_not_mutated_passes(tmp_path: Path) -> None:
    """The same calls, run in the same way, break no law with a copy that is only a copy."""
    copied(tmp_path)
    done = rehearse(tmp_path, "--flows", "200", "--calls", "2")
    assert done.returncode == 0, done.stdout + done.stderr
