"""Addresses that are refused while a call runs: hosts in a private network, and paths that climb."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from callwright.compiler.builders import reading
from callwright.compiler.checks.subject import Subject
from callwright.compiler.nodes import Node
from callwright.core.model import Form, Request, State
from callwright.core.service import Request as Asked
from callwright.diagnostics.model import Edit, Fix

_HOST = re.compile(r"https?://(?:[^/\s@]*@)?(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<host>[^/:?#\s\[\]{}]+))(?=[:/?#\s]|$)")
_PRIVATE = tuple(map(IPv4Network, ("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
_PRIVATE_6 = tuple(map(IPv6Network, ("::1/128", "fc00::/7")))
_NEVER = tuple(map(IPv4Network, ("0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4")))
_NEVER_6 = tuple(map(IPv6Network, ("fe80::/10", "ff00::/8", "::/128")))
_CLIMBS = re.compile(r"(?:^|/)(?:\.|%2e){2}(?=[/?#]|$)", re.IGNORECASE)


def check(subject: Subject) -> None:
    """The hosts of the services."""
    for name, entry in subject.context.sections.services.items():
        url = reading.child(entry.value, "url")
        found = _HOST.match(reading.text(url)) if url is not None else None
        if url is None or found is None:
            continue
        host = found["v6"] or found["host"]
        kind = _kind(host)
        if kind == "never":
            subject.report.add(
                "private-address",
                f'"{host}" is an address that no service may have: every request to "{name}" fails.',
                url.place_of(host),
                "Write the address of the service itself.",
            )
        elif kind == "private" and not reading.switch(reading.child(entry.value, "allow_private")):
            subject.report.add(
                "private-address",
                f'"{host}" is an address inside a private network: every request to "{name}" is refused.',
                url.place_of(host),
                'If the service is meant to be there, write "allow_private: yes" beside "url:".',
                fixes=_allow(url),
            )


def _kind(host: str) -> str:
    if host.casefold().rstrip(".") == "localhost" or host.casefold().endswith(".localhost"):
        return "private"
    try:
        address = ip_address(host)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if isinstance(address, IPv4Address):
        never, private = any(address in one for one in _NEVER), any(address in one for one in _PRIVATE)
    else:
        never, private = any(address in one for one in _NEVER_6), any(address in one for one in _PRIVATE_6)
    return "never" if never else "private" if private else ""


def _allow(url: Node) -> tuple[Fix, ...]:
    source = url.source
    before = source.text[source.start_of(source.line_of(url.start)) : url.start]
    if before.strip() != "url:":
        return ()
    indent = before[: len(before) - len(before.lstrip())]
    end = source.span(url.end, url.end)
    return (Fix("Allow it: allow_private: yes", (Edit(end, f"\n{indent}allow_private: yes"),)),)


def check_state(subject: Subject, state: State) -> None:
    """The paths of the requests of a state."""
    for request in _requests(state):
        climbs = _CLIMBS.search(request.path.source.partition("?")[0])
        if climbs is not None:
            subject.report.add(
                "climbing-path",
                f'"{climbs.group().lstrip("/")}" climbs out of the address of the service, which no request may do:'
                " something else is asked for.",
                request.span,
                f'Write the path as it is below the "url:" of "{request.service}".',
            )


def _requests(state: State) -> list[Asked]:
    if isinstance(state.act, Request):
        return [state.act]
    if isinstance(state.act, Form):
        return [check.request for slot in state.act.slots for check in slot.checks if check.request is not None]
    return []
