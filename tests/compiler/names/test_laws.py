"""Laws of names, over every flow that we ship."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callwright.compiler import compile_path
from callwright.compiler.names import BUILT_IN, Index, Kind, Occurrence, Refusal, Role, is_test, place_at, read_names
from callwright.diagnostics.model import Edit
from tests.compiler.names.projects import FOLDERS, GOOD, ROOT, documents, files, index_of

_EVERY = (*FOLDERS, GOOD)
_IDS = [folder.relative_to(ROOT).as_posix() for folder in _EVERY]


@cache
def _index(folder: Path) -> Index:
    return index_of(folder)


@cache
def _occurrences(folder: Path) -> tuple[Occurrence, ...]:
    return tuple(one for document in documents(folder).values() for one in read_names(document).occurrences)


@cache
def _defined() -> list[tuple[Path, Occurrence]]:
    """One definition of every name that an author chose."""
    found: dict[tuple[Path, Kind, str], Occurrence] = {}
    for folder in FOLDERS:
        for one in _occurrences(folder):
            if one.role is not Role.USES and one.exact and one.name not in BUILT_IN.get(one.kind, ()):
                found.setdefault((folder, one.kind, one.name), one)
    return [(key[0], one) for key, one in found.items()]


@pytest.mark.parametrize("folder", _EVERY, ids=_IDS)
def test_a_span_covers_the_letters_of_the_name(folder: Path) -> None:
    """What stands at the span of an occurrence is its name, letter by letter."""
    lines = {str(file): file.read_text(encoding="utf-8").split("\n") for file in files(folder)}
    for one in _occurrences(folder):
        span = one.span
        if one.exact:
            assert lines[span.file][span.line - 1][span.column - 1 : span.end_column - 1] == one.name
        else:
            assert one.kind is Kind.FLOW


@pytest.mark.parametrize("folder", _EVERY, ids=_IDS)
def test_nothing_is_used_without_a_definition(folder: Path) -> None:
    """In a flow without mistakes every name is defined somewhere, or built in."""
    lost = [
        one
        for one in _occurrences(folder)
        if one.exact and not _index(folder).definition(one) and one.name not in BUILT_IN.get(one.kind, ())
    ]
    assert lost == []


@pytest.mark.parametrize("folder", _EVERY, ids=_IDS)
def test_references_are_the_same_from_each_of_them(folder: Path) -> None:
    """Whichever place one asks from, the same places mean the same."""
    names = _index(folder)
    for one in filter(lambda one: one.exact, _occurrences(folder)):
        every = names.references(one)
        assert one.span in {other.span for other in every}
        assert all(names.references(other) == every for other in every[:3])


@pytest.mark.parametrize("folder", _EVERY, ids=_IDS)
def test_what_stands_there_could_be_written_there(folder: Path) -> None:
    """At the end of each name its kind is expected, in the whole file and where the file ends behind it."""
    for file in files(folder):
        text = file.read_text(encoding="utf-8")
        for one in _occurrences(folder):
            span = one.span
            new = one.role is Role.DEFINES and one.kind not in (Kind.VARIABLE, Kind.RESULT, Kind.FAILURE, Kind.EVENT)
            if span.file != str(file) or not one.exact or new:
                continue
            lines = text.split("\n")[: span.line]
            begun = "\n".join([*lines[:-1], lines[-1][: span.end_column - 1]])
            for written in (text, begun):
                place = place_at(written, span.line, span.end_column, is_test=is_test(str(file)))
                if place is not None and len(place.route) == 1 and one.role is Role.DEFINES:
                    continue  # a name that is given here for the first time
                assert place is not None
                assert (place.kind, place.typed) == (one.kind, one.name), one
                assert (place.span.column, place.span.end_column) == (span.column, span.end_column)


def _written(folder: Path, edits: tuple[Edit, ...]) -> dict[str, str]:
    """The texts of a folder with the edits in them."""
    texts = {str(file): file.read_bytes().decode() for file in files(folder)}
    for edit in sorted(edits, key=lambda one: one.span, reverse=True):
        lines = texts[edit.span.file].split("\n")
        line = lines[edit.span.line - 1]
        lines[edit.span.line - 1] = line[: edit.span.column - 1] + edit.text + line[edit.span.end_column - 1 :]
        texts[edit.span.file] = "\n".join(lines)
    return texts


def test_renaming_back_gives_the_same_bytes() -> None:
    """Every name can be given another one, and that one the first again: not a byte is different then."""
    from tests.compiler.names.projects import index

    for folder, one in _defined():
        edits = _index(folder).renamed(one, "fresh_name")
        assert not isinstance(edits, Refusal), (one, edits)
        texts = _written(folder, edits)
        names = index({file: text for file, text in texts.items() if any(e.span.file == file for e in edits)})
        first = edits[0].span
        renamed = names.at(first.file, first.line, first.column)
        assert renamed is not None
        assert renamed.name == "fresh_name"
        assert all(text.count("fresh_name") == sum(e.span.file == file for e in edits) for file, text in texts.items())


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_renamed_project_compiles_to_the_same_findings(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """A project in which a name was replaced everywhere has the findings that it had, in the same places."""
    folder, one = data.draw(st.sampled_from(_defined()))
    edits = _index(folder).renamed(one, "fresh_name")
    assert not isinstance(edits, Refusal)
    copy = tmp_path_factory.mktemp("renamed") / folder.name
    shutil.copytree(folder, copy)
    for file, text in _written(folder, edits).items():
        (copy / Path(file).relative_to(folder)).write_bytes(text.encode())
    assert _findings(copy) == _told(folder)
    again = index_of(copy)
    place = edits[0].span
    renamed = again.at(str(copy / Path(place.file).relative_to(folder)), place.line, place.column)
    assert renamed is not None
    back = again.renamed(renamed, one.name)
    assert not isinstance(back, Refusal)
    for file, text in _written(copy, back).items():
        assert text.encode() == (folder / Path(file).relative_to(copy)).read_bytes()


@cache
def _told(folder: Path) -> str:
    return _findings(folder)


def _findings(folder: Path) -> str:
    made = compile_path(folder)
    return "\n".join(
        f"{Path(one.span.file).relative_to(folder)}:{one.span.line} {one.code}" for one in made.diagnostics
    )
