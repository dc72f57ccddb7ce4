"""``callwright versions``: the versions that are kept, and what differs between two of them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from callwright.cli.kept import OF_A_SERVICE, SHORT, meant, tell, used_by, when, with_store, wrong
from callwright.cli.store_option import add_store

if TYPE_CHECKING:
    from callwright.stores import Store


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "versions",
        help="list the versions that are kept, and what differs between two",
        description="List the versions that are published or that calls are in, or say what differs between two.",
        epilog="A version is named by the first digits of its name; as many as tell it from the others. "
        "Exit code: 0 well, 2 wrong usage, or the store cannot be used.",
    )
    add_store(parser, OF_A_SERVICE)
    parser.add_argument("--all", action="store_true", help="also those that were served and that nobody uses any more")
    parser.add_argument("--diff", nargs=2, metavar=("A", "B"), help="what differs between two, by name and line")
    parser.add_argument("--forget", metavar="VERSION", help="have it published no more")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """List, compare or forget. Returns 0, or 2 for wrong usage."""
    if arguments.diff and arguments.forget:
        return wrong("versions", "--diff and --forget cannot be done at once.", "Do one after the other.")
    if arguments.diff:
        return with_store("versions", arguments.store, lambda store: _diff(arguments.diff[0], arguments.diff[1], store))
    if arguments.forget is not None:
        return with_store("versions", arguments.store, lambda store: _forget(arguments.forget, store))
    return with_store("versions", arguments.store, lambda store: _list(store, every=arguments.all))


async def _list(store: Store, *, every: bool) -> int:
    from callwright.runtime.aliases import AliasBook
    from callwright.runtime.library import Library

    library = Library(store)
    published, (aliases, _) = await library.published(), await AliasBook(store).read()
    calls = await store.versions()
    rows = [("VERSION", "KEPT", "FLOWS", "STATES", "USED BY", "NOTE")]
    hidden = 0
    for entry in await library.entries():
        users = used_by(entry.version, aliases) + (["calls"] if entry.version in calls else [])
        mark = published.get(entry.version)
        if mark is None and not users and not every:
            hidden += 1
            continue
        at = entry.at if mark is None else mark.at
        note = "(served, not published)" if mark is None else mark.note
        flows, states = str(len(entry.flows)), str(entry.states)
        rows.append((entry.version, when(at), flows, states, ", ".join(users) or "-", note))
    if len(rows) == 1:
        print("No version is published here. Publish one: callwright publish PATH")
    else:
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        for row in rows:
            print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    if hidden:
        print(f"{hidden} more were served and are used no more: callwright versions --all")
    return 0


async def _diff(first: str, second: str, store: Store) -> int:
    from callwright.cli.differences import differences
    from callwright.runtime.library import Library

    library = Library(store)
    versions = await library.versions()
    one, other = meant(first, versions), meant(second, versions)
    before, after = await library.archive(one), await library.archive(other)
    if before is None or after is None:
        lost = one if before is None else other
        return wrong(
            "versions", f"The version {lost} cannot be read by this release of callwright.", "Publish it again."
        )
    if one == other:
        print(f"Both are {one}.")
        return 0
    print(f"{one[:SHORT]} -> {other[:SHORT]}")
    for line in differences(before, after):
        print(line)
    return 0


async def _forget(prefix: str, store: Store) -> int:
    from callwright.runtime.aliases import AliasBook, AliasError
    from callwright.runtime.library import Library

    library = Library(store)
    version = meant(prefix, await library.versions())
    users = used_by(version, (await AliasBook(store).read())[0])
    if users:
        raise AliasError(
            f"The version {version} is used by {', '.join(users)}.",
            "Let the alias stand for another one first: callwright alias",
        )
    if not await library.forget(version):
        print(f"{version} is not published; it goes by itself once nobody needs it.")
        return 0
    await tell(store)
    print(f"{version} is published no more. It goes once no call and no record needs it.")
    return 0
