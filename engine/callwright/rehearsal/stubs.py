"""The stubs of a test: what the services of a flow answer while it is rehearsed.

    services:
      orders:
        /orders/123456:
          json:
            status: shipped
        POST /orders:
          - status: 503
          - json: {id: 7}
            takes: 3s

By service, then by path, with the method before it where that matters; one reply, or a list of replies in turn. At the
top of a script they hold for all its tests, and a test's own come before them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from callwright.diagnostics.nearest import listing
from callwright.platform.services import Replies, Reply
from callwright.rehearsal.values import Values

if TYPE_CHECKING:
    from callwright.compiler.document import Node

FAILURES = ("timeout", "unreachable", "unavailable", "too_large", "unreadable", "refused", "interrupted")
"""What may go wrong instead of an answer."""

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
_KEYS = ("status", "json", "text", "takes", "fails")
_PATH = re.compile(rf"(?:({'|'.join(METHODS)}) +)?(/\S*)")


def read_stubs(values: Values, node: Node) -> Replies:
    """The replies by service and path; ``values`` hears of what is wrong with them."""
    services = _named(values, node, "`services`", "the names of the flow's services")
    return {name: _service(values, name, value) for name, value in services.items()}


def _named(values: Values, node: Node, what: str, keys: str) -> dict[str, Node]:
    if node.kind != "map":
        values.report("test-shape", f"{what} has keys: {keys}.", node.span, "Write `key:` lines below it.")
        return {}
    return {name: entry.value for name, entry in node.entries.items()}


def _service(values: Values, name: str, node: Node) -> dict[str, tuple[Reply, ...]]:
    replies: dict[str, tuple[Reply, ...]] = {}
    for path, value in _named(values, node, f"The service “{name}”", "paths, such as /orders/123456").items():
        written = _PATH.fullmatch(path.strip())
        if written is None:
            help = "Write it as in /orders/123456, or with the method before it: POST /orders."
            values.report("test-value", f"“{path}” is no path of a service.", node.entries[path].key.span, help)
            continue
        way = f"{written[1]} {written[2]}" if written[1] else written[2]
        several = value.items if value.kind == "list" else (value,)
        replies[way] = tuple(reply for reply in (_reply(values, one) for one in several) if reply is not None)
    return {way: found for way, found in replies.items() if found}


def _reply(values: Values, node: Node) -> Reply | None:
    keys = values.keyed(node, "A reply", _KEYS)
    if node.kind != "map":
        return None
    if "fails" in keys and (keys.keys() - {"fails", "takes"}):
        help = f"Write either `fails` ({listing(FAILURES)}), or what the service answers."
        values.report("test-value", "A service that fails answers nothing.", keys["fails"].span, help)
        return None
    if "text" in keys and keys["text"].kind != "scalar":
        help = "Put the text in quotes; what a service answers as data stands under `json`."
        values.report(
            "test-shape", "`text` is one text, not several lines with keys or dashes.", keys["text"].span, help
        )
        return None
    takes = values.duration(keys["takes"]) if "takes" in keys else 0
    kind = values.one_of(keys.get("fails"), FAILURES, "timeout") if "fails" in keys else ""
    status = values.whole(keys["status"]) if "status" in keys else 200
    if status is not None and not 100 <= status <= 599:
        values.report("test-value", f"There is no status {status}.", keys["status"].span, "Write one such as 404.")
        return None
    return Reply(
        0 if kind else status or 200,
        keys["json"].value if "json" in keys else None,
        keys["text"].raw if "text" in keys else "",
        kind,
        takes or 0,
    )
