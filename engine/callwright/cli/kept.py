"""What ``publish``, ``versions`` and ``alias`` share: the store, versions by the beginning of their names, a change."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callwright.runtime.aliases import Alias, Aliases
    from callwright.stores import Store

SHORT = 8
"""How many digits of a version people are shown where it need not be copied."""


OF_A_SERVICE = "the store of the service: sqlite:///FILE or redis://HOST"


def with_store(command: str, address: str, work: Callable[[Store], Awaitable[int]], *, makes: bool = False) -> int:
    """Do something in a store and close it; the exit code. What goes wrong is said in one sentence, with the mend.

    Only who ``makes`` something makes the file of a store where there is none.
    """
    from callwright.runtime.aliases import AliasError
    from callwright.stores import StoreError, open_store

    if address.startswith("memory:"):
        return wrong(command, f"--store {address} is gone when this command ends", "Name the store of the service.")
    file = Path(address.removeprefix("sqlite:///"))
    if not makes and address.startswith("sqlite:///") and not file.exists():
        return wrong(
            command,
            f"there is no {file}, so nothing was published there",
            "Name the store of the service with --store; callwright publish begins one.",
        )

    async def run() -> int:
        store = open_store(address)
        try:
            return await work(store)
        finally:
            store.close()

    try:
        return asyncio.run(run())
    except AliasError as error:
        return wrong(command, str(error), error.mend)
    except StoreError as error:
        return wrong(command, str(error))


def wrong(command: str, message: str, mend: str = "") -> int:
    """Say what cannot be used, and what could be."""
    print(f"callwright {command}: {message}", file=sys.stderr)
    if mend:
        print(f"  {mend}", file=sys.stderr)
    return 2


async def tell(store: Store) -> None:
    """Tell the services of this store that an alias changed. Who cannot be told finds out by itself."""
    import json

    from callwright.runtime.published import KIND
    from callwright.stores import StoreError

    try:
        await store.bus().tell_all(json.dumps({"kind": KIND}).encode())
    except StoreError:
        return


def meant(prefix: str, versions: Sequence[str]) -> str:
    """The version whose name begins so. Raises ``AliasError`` where there is none, or more than one."""
    from callwright.runtime.aliases import AliasError

    if not prefix:
        raise AliasError("A version's name is missing.", "See which there are: callwright versions")
    found = [version for version in versions if version.startswith(prefix.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(found[:6])
        more = "" if len(found) <= 6 else f" and {len(found) - 6} more"
        raise AliasError(
            f'{len(found)} versions begin with "{prefix}": {listed}{more}.', "Write as many digits as tell them apart."
        )
    raise AliasError(
        f'No kept version begins with "{prefix}".',
        "See which there are: callwright versions --all. A new one: callwright publish PATH",
    )


def when(at: float) -> str:
    """A moment as people here read it."""
    return datetime.fromtimestamp(at).astimezone().strftime("%Y-%m-%d %H:%M")


def shares(alias: Alias) -> str:
    """``3f2a1b2c`` or ``3f2a1b2c 90 %, 9b1c0d1e 10 %``."""
    return shares_of(alias.now.shares)


def shares_of(parts: Sequence[tuple[str, int]]) -> str:
    """The same of any shares."""
    if len(parts) == 1:
        return parts[0][0][:SHORT]
    return ", ".join(f"{version[:SHORT]} {percent} %" for version, percent in parts)


def used_by(version: str, aliases: Aliases) -> list[str]:
    """The aliases that lead to a version, with its share where it is not the whole."""
    return [
        name if percent == 100 else f"{name} {percent} %"
        for name, alias in sorted(aliases.items())
        for used, percent in alias.now.shares
        if used == version
    ]
