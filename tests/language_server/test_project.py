"""When a project is checked, and what is told of it, without a wire."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from callwright.diagnostics.model import Diagnostic
from callwright.language_server.documents import Documents
from callwright.language_server.folder import Known
from callwright.language_server.project import Project
from callwright.language_server.server import guarded
from tests.language_server.desk import FLOW

BROKEN = FLOW.replace("billing: bills", "billing: bils")


class Told:
    """What an editor is told: files, codes and versions, in order."""

    def __init__(self) -> None:
        self.all: list[tuple[str, tuple[str, ...], int | None]] = []

    def __call__(self, file: str, found: tuple[Diagnostic, ...], known: Known, version: int | None) -> None:
        assert file in known.sources or not found
        self.all.append((Path(file).name, tuple(one.code for one in found if one.severity == "error"), version))


class Failing(Executor):
    """A worker that cannot do the first things it is given."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.asked = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.asked += 1
        future: Future[Any] = Future()
        if self.asked <= self.failures:
            future.set_exception(RuntimeError("out of order"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def _project(folder: Path, told: Told, worker: Executor, documents: Documents | None = None) -> Project:
    return Project(folder, documents or Documents(), worker, told, 0)


def test_what_fails_inside_is_a_line_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A check that fails leaves an empty answer and a line in the log; the next one is as if nothing had been."""
    told, file = Told(), str(tmp_path / "flow.yaml")

    async def scene() -> None:
        project = _project(tmp_path, told, Failing(1))
        project.edited(file, BROKEN)
        with caplog.at_level(logging.ERROR):
            assert (await project.present()).sources == {}
        project.edited(file, BROKEN)
        assert file in (await project.present()).ours

    asyncio.run(scene())
    assert "failed" in caplog.text
    assert told.all == [("flow.yaml", ("unknown-state",), None)]


def test_an_answer_that_fails_is_empty(caplog: pytest.LogCaptureFixture) -> None:
    """A question whose answer fails by a mistake of ours is answered with nothing, and the log has a line."""

    @guarded
    async def hover(_: object) -> str:
        raise KeyError("nothing")

    assert asyncio.run(_of(hover)) is None
    assert "hover failed" in caplog.text


async def _of(answer: Callable[[object], Any]) -> Any:
    return await answer(object())


def test_edits_during_a_check_make_one_more(tmp_path: Path) -> None:
    """However many edits come while a check runs, one check follows, of the last of them."""
    told, documents, file = Told(), Documents(), str(tmp_path / "flow.yaml")
    checks = 0

    class Counting(ThreadPoolExecutor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            nonlocal checks
            checks += 1
            return super().submit(fn, *args, **kwargs)

    async def scene() -> None:
        with Counting(1) as worker:
            project = _project(tmp_path, told, worker, documents)
            documents.open("file://" + file, file, 1, FLOW)
            project.opened(file, FLOW)
            await project.present()
            nonlocal checks
            checks = 0
            first = asyncio.ensure_future(_typed(project, documents, file, 2, FLOW + "# a\n"))
            await asyncio.sleep(0)
            for version in range(3, 50):
                await _type(project, documents, file, version, BROKEN)
            await first
            await project.present()

    asyncio.run(scene())
    assert checks <= 2
    assert told.all[-1] == ("flow.yaml", ("unknown-state",), 49)
    assert len(told.all) <= 3


async def _typed(project: Project, documents: Documents, file: str, version: int, text: str) -> None:
    await _type(project, documents, file, version, text)
    await project.present()


async def _type(project: Project, documents: Documents, file: str, version: int, text: str) -> None:
    documents.change(file, version, [text])
    project.edited(file, text)


def test_nothing_is_told_twice(tmp_path: Path) -> None:
    """A check that finds the same of the same version says nothing again; dismissing takes back what was said."""
    told, file = Told(), tmp_path / "flow.yaml"
    file.write_text(BROKEN)

    async def scene() -> None:
        project = _project(tmp_path, told, Failing(0))
        for _ in range(3):
            project.disk_changed()
            await project.present()
        project.dismissed()

    asyncio.run(scene())
    assert told.all == [("flow.yaml", ("unknown-state",), None), ("flow.yaml", (), None)]
