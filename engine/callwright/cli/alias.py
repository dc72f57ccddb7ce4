"""``callwright alias``: which version new calls begin in."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from callwright.cli.kept import OF_A_SERVICE, meant, shares, shares_of, tell, when, with_store, wrong
from callwright.cli.store_option import add_store

if TYPE_CHECKING:
    from callwright.runtime.aliases import Alias, Aliases
    from callwright.runtime.library import Published
    from callwright.stores import Store

_HOW = "callwright alias production=3f2a, or with shares: callwright alias production=3f2a:90,9b1c:10"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "alias",
        help="say which version new calls begin in, or take that back",
        description="Without a name: list the aliases. With a name alone: what it is now, and what it was before.",
        epilog="A version is named by the first digits of its name. Calls in progress keep their own. "
        "Exit code: 0 well, 2 wrong usage, or the store cannot be used.",
    )
    parser.add_argument(
        "what",
        metavar="NAME[=VERSION]",
        nargs="?",
        help="production, production=3f2a, or production=3f2a:90,9b1c:10 (percent of the new calls)",
    )
    parser.add_argument(
        "--numbers", nargs="*", metavar="NUMBER", help="calls to these numbers use this alias, and no others do"
    )
    parser.add_argument("--back", action="store_true", help="what it was before its last change")
    parser.add_argument("--remove", action="store_true", help="have no such alias any more")
    add_store(parser, OF_A_SERVICE)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """List or change. Returns 0, or 2 for wrong usage."""
    if arguments.what is None:
        if arguments.back or arguments.remove or arguments.numbers is not None:
            return wrong("alias", "Which alias? Its name is missing.", _HOW)
        return with_store("alias", arguments.store, _list)
    name, sign, said = arguments.what.partition("=")
    named = [
        option
        for option, given in (
            (arguments.what, bool(sign)),
            ("--back", arguments.back),
            ("--remove", arguments.remove),
            ("--numbers", arguments.numbers is not None),
        )
        if given
    ]
    if len(named) > 1 and (arguments.back or arguments.remove):
        return wrong("alias", f"{' and '.join(named)} cannot be done at once.", "Do one after the other.")
    if not named:
        return with_store("alias", arguments.store, lambda store: _show(name, store))
    return with_store("alias", arguments.store, lambda store: _change(arguments, name, said if sign else None, store))


async def _list(store: Store) -> int:
    from callwright.runtime.aliases import AliasBook
    from callwright.runtime.library import Library

    aliases, _ = await AliasBook(store).read()
    if not aliases:
        print(f"There is no alias yet. A new one: {_HOW}")
        return 0
    published = await Library(store).published()
    for alias in aliases.values():
        _print(alias, published)
    return 0


async def _show(name: str, store: Store) -> int:
    from callwright.runtime.aliases import AliasBook, found
    from callwright.runtime.library import Library

    alias = found((await AliasBook(store).read())[0], name)
    _print(alias, await Library(store).published())
    for index, setting in enumerate(alias.past):
        numbers = f", for {', '.join(setting.numbers)}" if setting.numbers else ""
        lead = "before: " if index == 0 else "        "
        print(f"  {lead}{when(setting.at)}  {shares_of(setting.shares)}{numbers}")
    return 0


async def _change(arguments: argparse.Namespace, name: str, said: str | None, store: Store) -> int:
    from callwright.runtime import aliases as rules
    from callwright.runtime.library import Library

    library = Library(store)
    wanted = None if said is None else _shares(rules.checked_name(name), said, await library.versions())

    def how(aliases: Aliases, at: float) -> Aliases:
        if arguments.remove:
            return rules.removed(aliases, name)
        if arguments.back:
            return rules.taken_back(aliases, name, at)
        return rules.changed(aliases, name, at, wanted, arguments.numbers)

    book = rules.AliasBook(store)
    before = (await book.read())[0]
    after = await book.change(how)
    await tell(store)
    if name not in after:
        print(f'There is no alias "{name}" any more; it was {shares(before[name])}.')
        print("A service that serves it goes on with what it has until it is started anew.")
        return 0
    _print(after[name], await library.published())
    if after == before:
        print("It was so before; nothing changed.")
    else:
        print("New calls begin so; calls in progress keep the version that they began with.")
        if after[name].past and not arguments.back:
            print(f"Take it back: callwright alias {name} --back")
    return 0


def _shares(name: str, said: str, versions: list[str]) -> tuple[tuple[str, int], ...]:
    """What stands behind ``=``. Raises ``AliasError``."""
    from callwright.runtime.aliases import AliasError
    from callwright.runtime.answering import WHOLE

    parts = said.split(",")
    made: list[tuple[str, int]] = []
    for part in parts:
        prefix, colon, percent = part.strip().partition(":")
        if colon:
            digits = percent.strip().removesuffix("%").strip()
            if not (digits.isascii() and digits.isdigit() and len(digits) <= 3):
                raise AliasError(f'"{percent}" is no share.', f"A share is a whole number of percent: {name}=3f2a:90,…")
            made.append((meant(prefix.strip(), versions), int(digits)))
        elif len(parts) > 1:
            raise AliasError(
                f'"{part.strip()}" says no share.', f"Write one behind each version: {name}=3f2a:90,9b1c:10"
            )
        else:
            made.append((meant(prefix, versions), WHOLE))
    return tuple(made)


def _print(alias: Alias, published: Mapping[str, Published]) -> None:
    numbers = f" for {', '.join(alias.now.numbers)}" if alias.now.numbers else ""
    print(f"{alias.name}{numbers}, since {when(alias.now.at)}")
    for version, percent in alias.now.shares:
        note = published[version].note if version in published else ""
        print(f"  {percent:3} %  {version}{'  ' + note if note else ''}")
