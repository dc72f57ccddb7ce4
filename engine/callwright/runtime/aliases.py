"""Aliases: names for what new calls begin in, which an operator changes while the service runs.

Laws. An alias stands for one version, or for several with shares that are 100 percent together. It may have numbers of
its own: calls to them use this alias; a number belongs to one alias. Each change remembers what was before it, so that
it can be taken back, several times in a row. All aliases are one document, so each change is whole or not at all, and
two people who change them at once cannot undo each other's.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from callwright.compiler.builders.flow import bare
from callwright.runtime.answering import WHOLE
from callwright.stores.base import Conflict, Store, StoreError

SHELF = "aliases"
KEY = "aliases"
FORM = 1
MOST_PAST = 50
ATTEMPTS = 20

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")


class AliasError(ValueError):
    """What cannot be done. ``str`` says what was found, ``mend`` what would be allowed."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.mend = mend


Shares = tuple[tuple[str, int], ...]
"""Versions, and how many percent of the calls each has."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an alias stands for, since when (``at``, Unix seconds), and its numbers as they were written."""

    shares: Shares = ()
    numbers: tuple[str, ...] = ()
    at: float = 0.0

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions alone."""
        return tuple(version for version, _ in self.shares)


@dataclass(frozen=True, slots=True)
class Alias:
    """``past`` is what it stood for before, the newest first."""

    name: str
    now: Setting
    past: tuple[Setting, ...] = ()


Aliases = Mapping[str, Alias]
"""By name."""


# changes, each of one value to another


def checked_name(name: str) -> str:
    """The name. Raises ``AliasError`` for what can be none."""
    if not _NAME.fullmatch(name):
        raise AliasError(
            f'"{name}" cannot be the name of an alias.',
            "A name begins with a letter and has letters, digits, - and _: production",
        )
    return name


def changed(
    aliases: Aliases,
    name: str,
    at: float,
    shares: Shares | None = None,
    numbers: Iterable[str] | None = None,
) -> Aliases:
    """The alias leads to other versions, or has other numbers, from now on. Raises ``AliasError``."""
    before = found(aliases, name) if shares is None else aliases.get(checked_name(name))
    now = before.now if before is not None else Setting()
    if shares is not None:
        now = replace(now, shares=_checked_shares(name, shares))
    if numbers is not None:
        now = replace(now, numbers=_checked_numbers(aliases, name, numbers))
    if before is None:
        return {**aliases, name: Alias(name, replace(now, at=at))}
    if replace(now, at=before.now.at) == before.now:
        return aliases
    return {**aliases, name: Alias(name, replace(now, at=at), (before.now, *before.past)[:MOST_PAST])}


def _checked_shares(name: str, shares: Shares) -> Shares:
    """All of them 100 percent together."""
    percents = [percent for _, percent in shares]
    if not shares or any(not 0 < percent <= WHOLE for percent in percents) or sum(percents) != WHOLE:
        said = " + ".join(str(percent) for percent in percents) or "nothing"
        raise AliasError(
            f"The shares are {said} percent, {sum(percents)} together.",
            f"Shares are whole numbers from 1 to {WHOLE}, and {WHOLE} together: {name}=3f2a:90,9b1c:10",
        )
    versions = [version for version, _ in shares]
    twice = next((version for version in versions if versions.count(version) > 1), None)
    if twice is not None:
        raise AliasError(f'The version "{twice}" stands there twice.', "Write it once, with its whole share.")
    return shares


def _checked_numbers(aliases: Aliases, name: str, numbers: Iterable[str]) -> tuple[str, ...]:
    """Each once, and none that is another alias's."""
    made: dict[str, str] = {}
    for number in numbers:
        written = number.strip()
        if not re.fullmatch(r"\+?[0-9][0-9 ()/.-]*", written) or not bare(written):
            raise AliasError(f'"{number}" is no telephone number.', "Write it with its country code: +492115566770")
        made.setdefault(bare(written), written)
        for other in aliases.values():
            if other.name != name and bare(written) in map(bare, other.now.numbers):
                raise AliasError(
                    f'The number {written} belongs to the alias "{other.name}".',
                    f"Take it away there first: callwright alias {other.name} --numbers"
                    + "".join(f" {one}" for one in other.now.numbers if bare(one) != bare(written)),
                )
    return tuple(made.values())


def taken_back(aliases: Aliases, name: str, at: float) -> Aliases:
    """The alias is what it was before its last change. Raises ``AliasError``, also where its numbers are taken."""
    alias = found(aliases, name)
    if not alias.past:
        raise AliasError(f'The alias "{name}" was never anything else.', "See what it was: callwright alias " + name)
    again = alias.past[0]
    others = {bare(one): other.name for other in aliases.values() if other.name != name for one in other.now.numbers}
    lost = next((one for one in again.numbers if bare(one) in others), None)
    if lost is not None:
        raise AliasError(
            f'The number {lost} belongs to the alias "{others[bare(lost)]}" by now.',
            f"Take it away there first, or say what {name} is to be: callwright alias {name}={again.shares[0][0][:8]}",
        )
    return {**aliases, name: Alias(name, replace(again, at=at), alias.past[1:])}


def removed(aliases: Aliases, name: str) -> Aliases:
    """There is no such alias any more. Raises ``AliasError`` if there was none."""
    found(aliases, name)
    return {other: alias for other, alias in aliases.items() if other != name}


def found(aliases: Aliases, name: str) -> Alias:
    """The alias of that name. Raises ``AliasError`` with the names that there are."""
    alias = aliases.get(name)
    if alias is None:
        there = f"There are: {', '.join(sorted(aliases))}." if aliases else "There are none yet."
        raise AliasError(f'There is no alias "{name}".', f"{there} A new one: callwright alias {name}=VERSION")
    return alias


# where they are kept


class AliasBook:
    """The aliases in a store. Any method may raise ``StoreError``."""

    def __init__(self, store: Store, *, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock

    async def read(self) -> tuple[Aliases, int]:
        """All of them, and a number that is another one after each change."""
        document = await self._store.take(SHELF, KEY)
        if document is None:
            return MappingProxyType({}), 0
        return decoded(document.value), document.revision

    async def change(self, how: Callable[[Aliases, float], Aliases]) -> Aliases:
        """Change them: ``how`` makes of all of them, and of the time, what they are to be. It may be asked again.

        Raises what ``how`` raises.
        """
        for _ in range(ATTEMPTS):
            aliases, revision = await self.read()
            made = how(aliases, self._clock())
            if made == aliases:
                return aliases
            try:
                await self._store.put(SHELF, KEY, encoded(made), revision)
            except Conflict:
                continue
            return made
        raise StoreError("The aliases change all the time, and this change did not get through. Try it again.")


def encoded(aliases: Aliases) -> bytes:
    """As bytes for the store."""
    made = {
        name: {"now": _plain(alias.now), "past": [_plain(setting) for setting in alias.past]}
        for name, alias in aliases.items()
    }
    return json.dumps({"form": FORM, "aliases": made}).encode()


def decoded(value: bytes) -> Aliases:
    """What ``encoded`` made. Raises ``StoreError`` for a form that this release does not know."""
    try:
        body = json.loads(value)
        if body["form"] != FORM:
            raise ValueError(body["form"])
        return MappingProxyType(
            {
                name: Alias(name, _setting(one["now"]), tuple(_setting(setting) for setting in one["past"]))
                for name, one in body["aliases"].items()
            }
        )
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            "The aliases in the store cannot be read by this release of callwright. Use the one that wrote them."
        ) from error


def _plain(setting: Setting) -> dict[str, Any]:
    return {"shares": setting.shares, "numbers": setting.numbers, "at": setting.at}


def _setting(body: Mapping[str, Any]) -> Setting:
    shares = tuple((str(version), int(percent)) for version, percent in body["shares"])
    return Setting(shares, tuple(map(str, body["numbers"])), float(body["at"]))
