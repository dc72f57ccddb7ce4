"""``if_fails``: where a request, a sub-flow or a transfer leads that did not work, by what went wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.policy import Policy
from callwright.compiler.builders.targets import targets
from callwright.compiler.fixing import bare, near_name, write
from callwright.compiler.nodes import Node
from callwright.compiler.report import did_you_mean
from callwright.compiler.schema_keys import BELONGS
from callwright.core.model import Failures, Targets

REST = "any"
"""The key for whatever has no line of its own."""

CANCELLED = "cancelled"

_OF_A_TARGET = frozenset({"go_to", "return", "call", "with", "when", "set", "prompts"})
_KINDS = ("timeout", "unreachable", "unavailable", "too_large", "unreadable", "refused", "interrupted", "4xx", "5xx")
_STATUS = re.compile(r"[345][0-9][0-9]")
_WORKED = re.compile(r"[12][0-9][0-9]")
_MEANT: Mapping[str, str] = {
    **dict.fromkeys(("error", "errors", "else", "other", "otherwise", "default", "rest", "all"), REST),
    **dict.fromkeys(("4XX", "40x", "400s", "client_error"), "4xx"),
    **dict.fromkeys(("5XX", "50x", "500s", "server_error"), "5xx"),
    **dict.fromkeys(("not_found", "notfound"), "404"),
    "cancel": CANCELLED,
}


def failures(context: Context, node: Node, policy: Policy, name: str, act: str) -> Failures:
    """The ``if_fails`` of a state; a short form, which has no names, is for whatever went wrong."""
    written = reading.child(node, "if_fails")
    if written is None:
        return MappingProxyType({})
    route, asks = f"{name}/if_fails", act in ("request", "collect")
    with context.seeing(*(("response",) if asks else ())):
        if written.kind != "map" or written.entries.keys() <= _OF_A_TARGET:
            return MappingProxyType({REST: targets(context, written, policy, route, leads_on="if_fails")})
        made: dict[str, Targets] = {}
        if _OF_A_TARGET & written.entries.keys() and not any(_may_fail(key, act) for key in written.entries):
            _strange_keys(context, written)
            return MappingProxyType({})
        for key, entry in written.entries.items():
            if key in _OF_A_TARGET:
                context.report.add(
                    "misplaced-key",
                    f'"{key}" stands among the names of what may go wrong.',
                    entry.key,
                    f'Move it below "{REST}:", or below the name that it is for.',
                )
                continue
            if key != REST:
                _known(context, entry.key, key, act)
            below = route if key == REST else f"{route}/{key}"  # the prompts of both forms have the same ids
            made[key] = targets(context, entry.value, policy, below, leads_on="if_fails")
    return MappingProxyType(made)


def _may_fail(key: str, act: str) -> bool:
    """Whether a key can be the name of something that goes wrong."""
    if key in _OF_A_TARGET or key == "interrupt":
        return False
    return key == REST or key in _KINDS or act == "call" or bool(_STATUS.fullmatch(key))


def _strange_keys(context: Context, node: Node) -> None:
    """Report what stands beside the keys of a target and is none."""
    for key, entry in node.entries.items():
        if key not in _OF_A_TARGET:
            context.report.add(
                "unknown-key",
                f'There is no key "{key}" in a target.{did_you_mean(key, _OF_A_TARGET)}',
                entry.key,
                f"{BELONGS.get(key, '')} Allowed here: go_to, return, when, set, prompts; or the names of what may go"
                " wrong, each with where it leads.".strip(),
            )


def _known(context: Context, node: Node, key: str, act: str) -> None:
    """Report what cannot go wrong with this act. The names of a sub-flow are compared once all flows are built."""
    if act == "transfer":
        context.report.add(
            "unknown-failure",
            f'A transfer does not tell why it failed, so "{key}" would never be taken.',
            node,
            f"Write {REST}: in its place.",
            fixes=(write(REST, bare(node)),),
        )
    elif act in ("request", "collect") and key not in _KINDS and not _STATUS.fullmatch(key):
        meant = _MEANT.get(key) or _MEANT.get(key.lower())
        hint = f' Did you mean "{meant}"?' if meant else did_you_mean(key, (*_KINDS, REST))
        context.report.add(
            "unknown-failure",
            f"{key} says that it worked; that leads to go_to."
            if _WORKED.fullmatch(key)
            else f'A request cannot fail with "{key}".{hint}',
            node,
            f"What can go wrong: a status such as 404, {', '.join(_KINDS)}, and {REST} for the rest.",
            fixes=(write(meant, bare(node)),) if meant else near_name(key, (*_KINDS, REST), node),
        )


def failure_keys(node: Node | None) -> tuple[Node, ...]:
    """The names below an ``if_fails`` as it is written; none of a short form."""
    if node is None or node.kind != "map" or node.entries.keys() <= _OF_A_TARGET:
        return ()
    return tuple(entry.key for key, entry in node.entries.items() if key not in _OF_A_TARGET)


def meant_by(key: str) -> str:
    """What a name that no sub-flow fails with most likely means; empty for none."""
    return _MEANT.get(key, "")
