"""Three readers of one schema agree about the same files: ours, ajv, and check-jsonschema.

They read YAML each with a library of its own, so this holds the languages that they take for YAML together too.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from callwright.compiler.document import parse
from callwright.compiler.validator import errors
from callwright.diagnostics.model import has_errors
from callwright.rehearsal.reader import read_script
from tests.docs.pages import ROOT
from tests.editor.good import good
from tests.editor.mistakes import IN_FLOWS, IN_TESTS
from tests.needs import NODE_PARTS, node, node_part

BAD = ROOT / "tests" / "compiler" / "bad"
OF_LETTERS = "foreign-mark"
"""What is told of signs that another program wrote where YAML has its own. A schema knows no signs, only texts."""


def _files(file: str, folder: Path) -> dict[Path, str]:
    """Good and bad files of a kind, written to a folder; by path, the name of each."""
    texts = good(file) + [(one.name, one.text) for one in (IN_FLOWS if file == "flow" else IN_TESTS)]
    if file == "flow":
        texts += [
            (str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in sorted(BAD.rglob("*.yaml"))
        ]
    written = {}
    for number, (name, text) in enumerate(texts):
        path = folder / f"{number}.yaml"
        path.write_bytes(text.encode())
        written[path] = name
    assert len(set(written.values())) == len(written)
    return written


def _ours(file: str, path: Path) -> bool:
    """Whether callwright accepts the form of a file."""
    if file == "test":
        return not has_errors(read_script(path.read_bytes(), path.name).diagnostics)
    document = parse(path.read_bytes(), path.name)
    of_form = [one for one in document.diagnostics if document.root is None or one.code != OF_LETTERS]
    return not has_errors(of_form) and not errors(document.data)


def _ajv(schema: Path, paths: Sequence[Path]) -> dict[Path, bool]:
    for part in ("ajv", "yaml"):
        node_part(part)
    done = subprocess.run(
        [node(), str(NODE_PARTS / "verdicts.mjs"), str(schema), *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
    )
    verdicts = json.loads(done.stdout)
    return {path: verdicts[str(path)] == "valid" for path in paths}


def _check_jsonschema(schema: Path, paths: Sequence[Path]) -> dict[Path, bool]:
    command = [sys.executable, "-m", "check_jsonschema", "--output-format", "json", "--schemafile", str(schema)]
    command += map(str, paths)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)
    refused = {Path(one["filename"]) for one in (*found["errors"], *found["parse_errors"])}
    return {path: path not in refused for path in paths}


@pytest.mark.parametrize("file", ["flow", "test"])
def test_all_say_the_same(file: str, tmp_path: Path) -> None:
    """Whether a file has the form that the schema asks for is answered alike."""
    schema = ROOT / "schemas" / f"{file}.schema.json"
    names = _files(file, tmp_path)
    ajv, check = _ajv(schema, list(names)), _check_jsonschema(schema, list(names))
    verdicts = {name: (_ours(file, path), ajv[path], check[path]) for path, name in names.items()}
    assert {name: said for name, said in verdicts.items() if len(set(said)) > 1} == {}
    assert list(verdicts.values()).count((False, False, False)) >= 20
    assert list(verdicts.values()).count((True, True, True)) >= 20
