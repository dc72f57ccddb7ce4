"""``callwright publish PATH``: keep a version of flows in the store, where a service finds it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from callwright.cli.absent import absent
from callwright.cli.kept import OF_A_SERVICE, SHORT, shares_of, tell, with_store, wrong
from callwright.cli.store_option import add_store

if TYPE_CHECKING:
    from callwright.compiler import Compiled
    from callwright.stores import Store


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "publish",
        help="keep a version of flows where a service finds it",
        description="Check flows, and keep them as they are now in the store of a service. Prints the version's name.",
        epilog="Exit code: 0 published, 1 the flows have mistakes, 2 wrong usage.",
    )
    parser.add_argument("path", metavar="PATH", help="a flow file, or a folder of flow files")
    add_store(parser, OF_A_SERVICE)
    parser.add_argument("--as", dest="alias", metavar="NAME", help="and let new calls of this alias begin in it")
    parser.add_argument("--note", default="", metavar="TEXT", help="what is new in it, for the list")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Publish. Returns 0, 1 for flows with mistakes, 2 for wrong usage."""
    if told := absent([arguments.path]):
        return wrong("publish", told)

    from callwright.compiler import compile_path
    from callwright.diagnostics.text import render

    if arguments.alias is not None:
        from callwright.runtime.aliases import AliasError, checked_name

        try:
            checked_name(arguments.alias)
        except AliasError as error:
            return wrong("publish", str(error), error.mend)
    compiled = compile_path(arguments.path)
    if compiled.diagnostics:
        print(render(compiled.diagnostics, compiled.sources, colours=sys.stderr.isatty()), file=sys.stderr)
    if compiled.project is None:
        print("callwright publish: nothing is published until this is mended", file=sys.stderr)
        return 1
    return with_store("publish", arguments.store, lambda store: _publish(arguments, compiled, store), makes=True)


async def _publish(arguments: argparse.Namespace, compiled: Compiled, store: Store) -> int:
    from callwright.runtime.aliases import AliasBook, changed
    from callwright.runtime.answering import WHOLE
    from callwright.runtime.library import Library
    from callwright.stores import hidden

    project, archive, name = compiled.project, compiled.archive, arguments.alias
    assert project is not None
    assert archive is not None
    await Library(store).publish(project, archive, " ".join(arguments.note.split()))
    version = project.version
    print(version)
    states = sum(len(flow.states) for flow in project.flows.values())
    flows = "1 flow" if len(project.flows) == 1 else f"{len(project.flows)} flows"
    print(f"{flows} with {states} states, kept in {hidden(arguments.store)}", file=sys.stderr)
    if name is None:
        print(f"Let new calls begin in it: callwright alias production={version[:SHORT]}", file=sys.stderr)
        return 0
    book = AliasBook(store)
    before = (await book.read())[0].get(name)
    await book.change(lambda aliases, at: changed(aliases, name, at, ((version, WHOLE),)))
    await tell(store)
    was = "" if before is None else f" (it was {shares_of(before.now.shares)})"
    print(f"{name} is {version[:SHORT]}{was}: new calls begin in it.", file=sys.stderr)
    if before is not None:
        print(f"Take it back: callwright alias {name} --back", file=sys.stderr)
    return 0
