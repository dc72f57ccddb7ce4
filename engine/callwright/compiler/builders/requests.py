"""Requests and services: who may be asked over HTTP, and what is asked."""

from __future__ import annotations

import re

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.destinations import assignments
from callwright.compiler.builders.policy import Policy
from callwright.compiler.builders.prompts import build_prompts
from callwright.compiler.fixing import near_name
from callwright.compiler.nodes import Node
from callwright.compiler.report import did_you_mean, listed
from callwright.core.model import Body, Request, Service
from callwright.core.templates import Template

_TIMEOUT_MS, _LEAST_MS, _MOST_MS = 10_000, 100, 60_000
_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s?#]*")
_HOST = re.compile(r"https://[^\s/?#.]+\.[^\s?#]+")
_WITHOUT_BODY = frozenset({"GET", "DELETE"})


def services(context: Context) -> dict[str, Service]:
    """Every service of the flow."""
    made: dict[str, Service] = {}
    for name, entry in context.sections.services.items():
        if not context.sections.usable("services", name):
            continue
        node, timeout = entry.value, reading.child(entry.value, "timeout")
        headers = reading.child(node, "headers")
        with context.seeing("env", only=True):
            made[name] = Service(
                name=name,
                url=_url(context, node.entries["url"].value),
                span=entry.key.span,
                headers={
                    header: context.template(found.value)
                    for header, found in (headers.entries if headers is not None else {}).items()
                },
                timeout=_timeout(context, timeout) if timeout is not None else _TIMEOUT_MS,
                allow_private=reading.switch(reading.child(node, "allow_private")),
            )
    return made


def _url(context: Context, node: Node) -> Template:
    made, written = context.template(node), reading.text(node)
    if "{" in re.sub(r"\{\{.*?\}\}", "", written):
        return made  # the braces have been told
    if not written.startswith("{{") and not _ADDRESS.fullmatch(re.sub(r"\{\{.*?\}\}", "x", written)):
        mended = f"https://{written}"
        hint = f' Did you mean "{mended}"?' if "://" not in written and _HOST.fullmatch(mended) else ""
        context.report.add(
            "bad-address",
            f'"{written.partition("?")[0]}{"?…" if "?" in written else ""}" is not the address of a service.{hint}',
            node,
            "Write it with http:// or https:// in front and nothing after a ?, for example: https://orders.example/api",
        )
    return made


def _timeout(context: Context, node: Node) -> int:
    ms = reading.duration(node) or 0
    if not _LEAST_MS <= ms <= _MOST_MS:
        context.report.add(
            "out-of-range",
            f'"timeout" cannot be {node.raw}.',
            node,
            f"A service is waited for from {_LEAST_MS}ms to {_MOST_MS // 1000}s; 10s is usual.",
        )
        return _TIMEOUT_MS
    return ms


def request(context: Context, node: Node, policy: Policy, id: str, route: str) -> Request:
    """``request`` of a state or of a check. ``id`` is unique in the flow; ``route`` begins the ids of its fillers."""
    service = node.entries["service"].value
    name = reading.text(service)
    known = context.sections.services
    if name not in known:
        context.report.add(
            "unknown-service",
            f'There is no service "{name}".{did_you_mean(name, known)}',
            service,
            f"Services of this flow: {listed(known)}."
            if known
            else f"Write it at the top of the file:\nservices:\n  {name or 'orders'}:\n    url: https://orders.example/api",
            fixes=near_name(name, known, service),
        )
    method = reading.text(reading.child(node, "method")) or "GET"
    query, body, path = (reading.child(node, key) for key in ("query", "body", "path"))
    if body is not None and method in _WITHOUT_BODY:
        context.report.add(
            "misplaced-key",
            f'A request with {method} sends no "body".',
            reading.key_of(node, "body"),
            'Write "method: POST" beside it, or put the values into "query:".',
        )
    with context.seeing("env"):
        where = _path(context, path)
        asked = {name: context.value(entry.value) for name, entry in (query.entries if query else {}).items()}
        sent = _body(context, body) if body is not None else None
    with context.seeing("response"):
        save = assignments(context, reading.child(node, "save"))
    return Request(
        id=id,
        service=name,
        path=where,
        span=node.span,
        method=method,
        query=asked,
        body=sent,
        filler=build_prompts(context, reading.child(node, "filler"), policy, f"{route}/filler"),
        save=save,
    )


def _path(context: Context, node: Node | None) -> Template:
    written = reading.text(node)
    if node is not None and not written.startswith(("/", "{{", "?")) and written:
        context.report.add(
            "bad-address",
            f'The path "{written}" does not begin with /.',
            node,
            "The address of the service stands in its url; here stands what comes behind it, for example: /orders"
            if "://" in written
            else f"Write: /{written}",
        )
    return context.path(node)


def _body(context: Context, node: Node) -> Body:
    if node.kind == "map":
        return {name: _body(context, entry.value) for name, entry in node.entries.items()}
    if node.kind == "list":
        return [_body(context, item) for item in node.items]
    return context.value(node)
