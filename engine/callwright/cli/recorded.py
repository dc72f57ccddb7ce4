"""Where recorded calls are: what ``calls``, ``why``, ``replay`` and ``record-to-test`` share.

Theory of operation. A store is opened by its address and read directly, beside a service that runs. What a service
keeps in its own memory only the service can read: its management door is asked (an address that begins with ``http``).
The version that a call had comes from the store; through the door, and where it is gone, a flow has to be named.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from callwright.cli import store_option

if TYPE_CHECKING:
    from callwright.cli.managed import Managed
    from callwright.compiler import Project
    from callwright.core.model import Flow
    from callwright.rehearsal.recording import Recording
    from callwright.rehearsal.summary import Summary
    from callwright.stores import Store

FOR_EVER = 100 * 365 * 86_400.0
"""A reader hides nothing because of its age: how long records are kept is for the service to say."""

MOST = 100_000
MOST_OF_A_SERVICE = 1_000
"""A service lists no more at once, and its memory keeps no more."""

_NUMBER = re.compile(r"\+?\d[\d ()/-]{5,}\d")


def add_store(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where calls are recorded."""
    store_option.add_store(
        parser,
        "where calls are kept, as callwright serve was told, or the management address of a service that keeps them in "
        "memory, such as http://127.0.0.1:8081",
    )
    parser.add_argument(
        "--management-token-env",
        default="CALLWRIGHT_MANAGEMENT_TOKEN",
        metavar="NAME",
        help="environment variable that holds the secret for that address (default: %(default)s)",
    )


class Source(Protocol):
    """Somewhere where calls are recorded."""

    def ids(self, limit: int = MOST) -> list[str]:
        """The recorded calls, the last one first."""

    def lines(self, call: str) -> list[bytes]:
        """A call's record; empty if there is none."""

    def forget(self, call: str) -> bool:
        """Erase a call's record. Whether there was one."""

    def project(self, version: str) -> Project | None:
        """A version of the flows, if it is kept here."""

    def summary(self, call: str) -> Summary | None:
        """A call in one line, where whoever keeps it says so; ``None``: it has to be worked out."""


@contextmanager
def source(arguments: argparse.Namespace) -> Iterator[Source]:
    """The place that the options name. Raises ``UsageError`` and ``Unreachable``."""
    from callwright.cli.target import UsageError
    from callwright.stores import StoreError, open_store

    logging.getLogger("callwright").addHandler(logging.NullHandler())
    address = arguments.store
    if re.match(r"https?://", address):
        from callwright.cli.managed import managed

        asked = argparse.Namespace(service=address, management_token_env=arguments.management_token_env)
        with managed(asked, "--store") as service:
            yield _Door(service)
        return
    if address == "memory://":
        raise UsageError(
            "what a service keeps in its memory only the service can read; ask it where it is managed: "
            "--store http://127.0.0.1:8081"
        )
    _must_be_there(address)
    try:
        store = open_store(address, retention=FOR_EVER)
    except StoreError as error:
        raise UsageError(str(error)) from error
    kept = _Kept(store)
    try:
        yield kept
    except StoreError as error:
        raise UsageError(str(error)) from error
    finally:
        kept.close()


def _must_be_there(address: str) -> None:
    """Raise ``UsageError`` where opening would only make an empty file."""
    from callwright.cli.target import UsageError

    if address.startswith("sqlite:///"):
        file = Path(address.removeprefix("sqlite:///"))
        if not file.is_file():
            raise UsageError(
                f"there is no {file}, so nothing was recorded there. callwright serve records calls into the store "
                f"that it is given ({store_option.DEFAULT} if none is); name the same one here with --store"
            )


class _Kept:
    """A store. All of it runs on one event loop, since a driver may hold on to it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._runner = asyncio.Runner()

    def ids(self, limit: int = MOST) -> list[str]:
        return [one.call for one in self._runner.run(self._store.recorded(limit))]

    def lines(self, call: str) -> list[bytes]:
        return self._runner.run(self._store.record(call))

    def forget(self, call: str) -> bool:
        return self._runner.run(self._store.forget(call))

    def project(self, version: str) -> Project | None:
        from callwright.runtime.library import Library

        return self._runner.run(Library(self._store).project(version))

    def summary(self, call: str) -> Summary | None:
        del call
        return None

    def close(self) -> None:
        async def leave() -> None:
            self._store.close()

        self._runner.run(leave())
        self._runner.close()


class _Door:
    """The management door of a service."""

    def __init__(self, service: Managed) -> None:
        self._service = service

    def ids(self, limit: int = MOST) -> list[str]:
        status, told = self._service.ask("GET", f"/records?limit={min(limit, MOST_OF_A_SERVICE)}&brief=yes")
        self._well(status, told)
        return [one["call"] for one in told["calls"]]

    def summary(self, call: str) -> Summary | None:
        from callwright.rehearsal.summary import from_data

        status, told = self._service.ask("GET", "/records/{}", None, call)
        return from_data(told["summary"]) if status == 200 and "summary" in told else None

    def lines(self, call: str) -> list[bytes]:
        status, told = self._service.ask("GET", "/records/{}", None, call)
        if status == 404:
            return []
        self._well(status, told)
        return [line.encode() for line in told["lines"]]

    def forget(self, call: str) -> bool:
        status, told = self._service.ask("DELETE", "/records/{}", None, call)
        if status == 404:
            return False
        self._well(status, told)
        return True

    def project(self, version: str) -> Project | None:
        del version  # the door gives out no flows
        return None

    def _well(self, status: int, told: dict[str, object]) -> None:
        from callwright.cli.managed import Unreachable

        if status != 200:
            raise Unreachable(str(told.get("error", f"the service answers with status {status}")))


def find(place: Source, wanted: str) -> str:
    """The id of a recorded call of which the beginning is enough. Raises ``UsageError``."""
    from callwright.cli.target import UsageError
    from callwright.diagnostics.nearest import listing, nearest

    if place.lines(wanted):
        return wanted
    every = place.ids()
    found = [call for call in every if call.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f'"{wanted}" begins {len(found)} calls: {listing(found[:6])}. Write more of the one you mean.')
    if not every:
        raise UsageError(f'there is no call "{wanted}": nothing is recorded here yet')
    near = nearest(wanted, every[:500])
    meant = f"did you mean {near}?" if near else f"the last ones are {listing(every[:3])}."
    raise UsageError(f'there is no recorded call "{wanted}"; {meant} callwright calls lists them')


def recording(place: Source, call: str) -> Recording:
    """A call's record, read. Raises ``UsageError`` where it cannot be."""
    from callwright.cli.target import UsageError
    from callwright.rehearsal.recording import BrokenRecordError, read

    try:
        return read(place.lines(call))
    except BrokenRecordError as error:
        raise UsageError(f"the record of {call} cannot be used. {error}") from error


class Flows:
    """The flows of recorded calls, by version; ``path`` names files where a version is gone.

    ``instead`` are versions that the files stood in for.
    """

    def __init__(self, place: Source, path: str | None = None) -> None:
        self._place = place
        self._path = path
        self._known: dict[str, Project | None] = {}
        self._files: Project | None = None
        self.instead: set[str] = set()

    def __call__(self, version: str, name: str) -> Flow | None:
        """See ``replay.FlowOf``."""
        if version not in self._known:
            self._known[version] = self._look(version)
        project = self._known[version]
        return None if project is None else project.flows.get(name)

    def _look(self, version: str) -> Project | None:
        project = self._place.project(version)
        if project is None and self._path is not None:
            project = self.files()
            if project.version != version:
                self.instead.add(version)
        return project

    def files(self) -> Project:
        """The flows in the files that were named. Raises ``UsageError``."""
        if self._files is None:
            assert self._path is not None
            self._files = compiled(self._path)
        return self._files


class MistakesError(Exception):
    """The flow that was named has mistakes, which have been printed."""


def compiled(path: str) -> Project:
    """The flows of a file or folder. Raises ``UsageError`` where there is none, ``MistakesError`` for mistakes."""
    from callwright.cli.target import must_exist, print_diagnostics
    from callwright.compiler import compile_path

    must_exist(path)
    made = compile_path(path)
    if made.project is None:
        print_diagnostics(made.diagnostics, made.sources)
        raise MistakesError
    return made.project


def masked(number: str, *, shown: bool = False) -> str:
    """A telephone number of which the last three digits are left; all of it where numbers are to be ``shown``."""
    if not number:
        return "hidden number"
    return number if shown or len(number) <= 3 else f"…{number[-3:]}"


def without_numbers(text: str) -> str:
    """A text in which of telephone numbers the last three digits are left; a shorter number may be anything."""
    return _NUMBER.sub(lambda found: "…" + re.sub(r"\D", "", found[0])[-3:], text)


def when(ms: int) -> str:
    """A moment, on the clock of this machine."""
    from datetime import datetime

    return datetime.fromtimestamp(ms / 1000).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def lasting(ms: int) -> str:
    """A length in minutes and seconds, such as ``1:05``."""
    return f"{ms // 60_000}:{ms // 1000 % 60:02}"


def gone(versions: Sequence[str]) -> str:
    """What to say where a version is not kept any more."""
    return (
        f"The version of the flow that this call had ({', '.join(versions)}) is not kept in this store. "
        "Name the files as they were: --flow PATH"
    )
