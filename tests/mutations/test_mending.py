"""``check --fix`` on spoilt files: what it may do to a file, whatever is wrong with it and however its lines end."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.cli.checked import check_paths
from callwright.compiler.editing.mending import Mended, mend
from callwright.compiler.editing.text import TextFile
from callwright.diagnostics.model import Diagnostic, Severity
from tests.mutations.judged import FOLDERS, ROOT, good_files, mutations
from tests.mutations.mutation import Mutation

WAYS: Mapping[str, Callable[[str], bytes]] = {
    "as it is": lambda text: text.encode(),
    "Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "marked": lambda text: text.encode("utf-8-sig"),
    "without a last line end": lambda text: text.rstrip("\n").encode(),
    "in another encoding": lambda text: text.encode("utf-16"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the good folders; each test puts back the file that it spoils."""
    copy = tmp_path_factory.mktemp("spoilt")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="module")
def spoilt() -> Sequence[Mutation]:
    """A few mutations of each rule."""
    return list(mutations(4))


def _mended(path: Path, data: bytes) -> tuple[Sequence[Diagnostic], Mended]:
    path.write_bytes(data)

    def look(known: Mapping[str, bytes]) -> Sequence[Diagnostic]:
        return check_paths([str(path)], known).diagnostics

    return look({}), mend(look, lambda file: Path(file).read_bytes(), lambda file: file == str(path))


def _errors(findings: Sequence[Diagnostic]) -> int:
    return sum(found.severity is Severity.ERROR for found in findings)


@settings(max_examples=25, deadline=None)
@given(number=st.integers(0, 2**32), way=st.sampled_from(sorted(WAYS)))
def test_no_file_is_harmed(folder: Path, spoilt: Sequence[Mutation], number: int, way: str) -> None:
    """Only lines of mended findings change, there are no more errors than before, and a second time nothing changes."""
    mutation = spoilt[number % len(spoilt)]
    path, data = folder / mutation.file, WAYS[way](mutation.text)
    good = path.read_bytes()
    try:
        before, made = _mended(path, data)
        after = made.changed[str(path)][1] if made.changed else data
        assert _errors(made.left) <= _errors(before)
        touched = {edit.span.line for one in made.mends for edit in one.fix.edits}
        old, new = TextFile.of(data), TextFile.of(after)
        assert old is not None
        assert new is not None
        assert (old.encoding, old.mark, old.line_end) == (new.encoding, new.mark, new.line_end)
        lines = old.text.split(old.line_end), new.text.split(new.line_end)
        if len(lines[0]) == len(lines[1]):
            assert {at for at, pair in enumerate(zip(*lines, strict=True), 1) if pair[0] != pair[1]} <= touched
        assert _mended(path, after)[1].changed == {}
    finally:
        path.write_bytes(good)


@settings(max_examples=10, deadline=None)
@given(number=st.integers(0, 2**32), way=st.sampled_from(sorted(WAYS)))
def test_a_file_without_mistakes_stays_as_it_is(folder: Path, number: int, way: str) -> None:
    """There is nothing to mend in a good file, byte by byte."""
    file = good_files()[number % len(good_files())]
    path = folder / file.name
    good = path.read_bytes()
    try:
        assert _mended(path, WAYS[way](file.text))[1].changed == {}
    finally:
        path.write_bytes(good)
