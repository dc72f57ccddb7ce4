"""Secrets in plain text: whoever may read the flow, or its history, has them.

What is a secret is told by the name of what holds it (``Authorization``, ``api_key``), by how tokens of well-known
services begin, and in headers, values of a query and bodies by letters and digits that take turns as in no word and no
number. The secret itself is in no message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from callwright.compiler.builders import reading
from callwright.compiler.checks.subject import Subject
from callwright.compiler.nodes import Node
from callwright.core.model import Form, Request, State
from callwright.diagnostics.model import Edit, Fix, Span

_NAMES = re.compile(
    r"(?:^|[_-])(?:authorization|auth|token|secret|password|passwd|pwd|passwort|kennwort|api_?key|x_?api_?key|apikey"
    r"|cookie|credentials?|access_?key|private_?key|signature)$"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_KNOWN = re.compile(
    r"(?:sk|pk|rk)_(?:live|test)_\w{8,}|sk-[\w-]{16,}|gh[pousr]_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}"
    r"|AKIA[0-9A-Z]{12,}|AIza[\w-]{30,}|eyJ[\w-]{8,}\.[\w-]{8,}|-----BEGIN [A-Z ]*PRIVATE KEY"
)
_BEARER = re.compile(r"(?P<how>Bearer|Basic|Token|ApiKey)\s+(?P<secret>[^\s{}]{6,})", re.IGNORECASE)
_USER = re.compile(r"^https?://(?P<login>[^/\s@{}]*:[^/\s@{}]+)@")
_RANDOM = re.compile(r"(?<![\w+/-])[A-Za-z0-9_+/=-]{24,}(?![\w+/-])")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_QUERY = re.compile(r"[?&](?P<name>[\w-]+)=(?P<value>[^&{}\s]+)")
_NOTHING = frozenset({"none", "null", "empty", "unknown", "missing"})
_SWITCH = re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_PLAIN_WORDS = re.compile(r"(?:authorization|auth|cookie|signature|token)")
"""Names outside the headers that may hold words: a biscuit, a cloakroom token, what somebody signs with."""
_SWITCHES = 5
"""Letters and digits that take turns so often are no words and no number."""


def check(subject: Subject) -> None:
    """The services of a flow, and its variables."""
    for name, entry in subject.context.sections.services.items():
        url, headers = reading.child(entry.value, "url"), reading.child(entry.value, "headers")
        if url is not None:
            _address(subject, url, name)
        for header, found in (headers.entries if headers is not None else {}).items():
            _value(subject, header, found.value, name, header=True)
    for name, entry in subject.context.sections.variables.items():
        written = reading.child(entry.value, "value") if entry.value.kind == "map" else entry.value
        if written is not None and written.kind == "scalar" and _is_secret_variable(name, written):
            _tell(subject, name, written.span, "", (), variable=True)


def check_state(subject: Subject, state: State) -> None:
    """The requests of a state."""
    act = state.act
    if isinstance(act, Request) or (isinstance(act, Form) and any(c.request for s in act.slots for c in s.checks)):
        for request in _requests(subject.written(state.name).value):
            service = reading.text(reading.child(request, "service"))
            path = reading.child(request, "path")
            if path is not None:
                _path(subject, path, service)
            for key in ("query", "body"):
                part = reading.child(request, key)
                for name, node in _values(key, part) if part is not None else ():
                    _value(subject, name, node, service)


def _requests(node: Node) -> Iterator[Node]:
    pending = [node]
    while pending:
        part = pending.pop()
        for key, entry in part.entries.items():
            if key == "request" and entry.value.kind == "map":
                yield entry.value
            pending.append(entry.value)
        pending.extend(part.items)


def _values(name: str, node: Node) -> Iterator[tuple[str, Node]]:
    if node.kind == "scalar":
        yield name, node
    for key, entry in node.entries.items():
        yield from _values(key, entry.value)
    for item in node.items:
        yield from _values(name, item)


def _holds_a_secret(name: str) -> bool:
    return _NAMES.search(_CAMEL.sub("_", name).replace("-", "_").lower()) is not None


def _is_secret_variable(name: str, node: Node) -> bool:
    return _KNOWN.search(node.raw) is not None or _is_named_secret(name, node)


def _is_named_secret(name: str, node: Node) -> bool:
    """Whether a variable, or a part of what is sent, holds a secret by its name."""
    plain = _PLAIN_WORDS.fullmatch(name.lower()) is not None and not re.search(r"\d", node.raw)
    return _holds_a_secret(name) and _is_written(node) and not plain


def _is_written(node: Node) -> bool:
    """Whether a value is one word, more than a switch or a small number, and comes from nowhere else."""
    raw = node.raw.strip()
    one_word = len(raw) >= 4 and " " not in raw
    return one_word and "{{" not in raw and not reading.is_switch(node) and raw.casefold() not in _NOTHING


def _value(subject: Subject, name: str, node: Node, service: str, *, header: bool = False) -> None:
    raw = node.raw
    if (bearer := _BEARER.search(raw)) is not None and "{{" not in raw:
        _tell(subject, name, node.span, service, _mend(node, f"{bearer['how']} {_env(service)}", service))
    elif _is_named_secret(name, node) or (header and _holds_a_secret(name) and _is_written(node)):
        _tell(subject, name, node.span, service, _mend(node, f'"{_env(service)}"', service))
    elif _looks_random(raw):
        mend = _mend(node, f'"{_env(service)}"', service) if _RANDOM.fullmatch(raw.strip()) else ()
        _tell(subject, name, node.span, service, mend)


def _looks_random(raw: str) -> bool:
    if _KNOWN.search(raw) is not None:
        return True
    if "{{" in raw or "://" in raw:
        return False
    return any(_is_random(found.group()) for found in _RANDOM.finditer(raw))


def _is_random(word: str) -> bool:
    return _UUID.fullmatch(word) is None and len(_SWITCH.findall(word)) >= _SWITCHES


def _address(subject: Subject, node: Node, service: str) -> None:
    raw = node.raw.strip()
    login = _USER.match(raw)
    if login is not None:
        _tell(subject, "url", node.place_of(login["login"]), service, ())
    elif _KNOWN.search(raw) is not None:
        _tell(subject, "url", node.span, service, ())


def _path(subject: Subject, node: Node, service: str) -> None:
    raw = node.raw
    for found in _QUERY.finditer(raw):
        if _holds_a_secret(found["name"]) or _KNOWN.search(found["value"]) is not None:
            _tell(subject, found["name"], node.place_of(found.group()[1:]), service, ())
            return
    if _KNOWN.search(raw) is not None:
        _tell(subject, "path", node.span, service, ())


def _env(service: str) -> str:
    name = re.sub(r"[^A-Z0-9]+", "_", service.upper()).strip("_") or "SERVICE"
    return f"{{{{ env.{name}_TOKEN }}}}"


def _mend(node: Node, text: str, service: str) -> tuple[Fix, ...]:
    if "\n" in node.raw.strip():
        return ()
    return (Fix(f"Take it from the environment: {_env(service)}", (Edit(node.span, text),)),)


def _tell(
    subject: Subject, name: str, at: Span, service: str, fixes: tuple[Fix, ...], *, variable: bool = False
) -> None:
    subject.report.add(
        "plain-secret",
        f'"{name}" holds a secret in plain text: whoever sees this file has it.',
        at,
        "Write it where it is sent, in the headers of the service, as {{ env.SERVICE_TOKEN }}, and give it to the"
        " server as SERVICE_TOKEN."
        if variable
        else f"Write {_env(service)} in its place, and give it to the server as"
        f" {_env(service).strip('{} ').removeprefix('env.')}. A secret that others have seen has to be changed.",
        fixes=fixes,
    )
