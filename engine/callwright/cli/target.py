"""What ``call`` and ``talk`` are pointed at: a flow in a file, or a service at a URL."""

from __future__ import annotations

import os
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from callwright.compiler import Project
    from callwright.core.model import Flow
    from callwright.diagnostics.model import Diagnostic
    from callwright.platform.dial_http import Webhook
    from callwright.platform.dial_websocket import Socket


class UsageError(Exception):
    """The command was given something it cannot use; the text says what would do."""


def is_url(target: str) -> bool:
    """Whether this is a service, rather than a file."""
    return "://" in target


def connect(url: str, *, token_env: str, virtual_time: bool = False) -> Webhook | Socket:
    """The way to the service at ``url``; by its scheme a webhook or a WebSocket. Raises ``UsageError``."""
    from callwright.platform.dial_http import Webhook
    from callwright.platform.dial_websocket import Socket

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https", "ws", "wss") or not parts.hostname:
        raise UsageError(f'"{url}" is no address to call; one begins with http://, https://, ws:// or wss://')
    token = os.environ.get(token_env, "")
    if parts.scheme in ("http", "https"):
        return Webhook(url, token=token, virtual_time=virtual_time, must_welcome=True)
    return Socket(url, token=token, virtual_time=virtual_time)


def why_not(url: str, error: ConnectionError, *, token_env: str) -> str:
    """Why nobody talks to us at ``url``, with what can be done about it."""
    from callwright.platform.dial import RefusedError

    if not isinstance(error, RefusedError):
        return str(error)
    if error.status == 401:
        wrong = "wrong" if os.environ.get(token_env) else "missing"
        return f"the token is {wrong}: set {token_env} to the secret of {url}"
    parts = urlsplit(url)
    path, what = ("/webhook", "webhook") if parts.scheme in ("http", "https") else ("/websocket", "WebSocket")
    meant = "" if parts.path == path else f": did you mean {parts.scheme}://{parts.netloc}{path}?"
    if error.status == 403:
        # Servers answer this to a WebSocket for either reason.
        return f"{url} turned us away: there is no {what}{meant}, or the token is wrong: set {token_env}"
    return f"there is no {what} at {url}{meant}"


def telephone_number(option: str, written: str | None) -> str | None:
    """A number as somebody typed it; an empty one is a hidden one. Raises ``UsageError`` where it is none."""
    if written and not re.fullmatch(r"\+?[0-9][0-9 ()/.-]*", written.strip()):
        raise UsageError(f'{option} "{written}" is no telephone number; write digits, such as {option} +49 211 5566770')
    return written


def must_exist(path: str) -> None:
    """Raise ``UsageError`` where there is no such flow file or folder."""
    if not Path(path).exists():
        from callwright.cli.absent import did_you_mean

        near = did_you_mean(path) or "; give a flow file, or the URL of a service"
        raise UsageError(f'there is no file "{path}"{near}')


def load_flow(path: str, dialled: str | None = None) -> Flow | None:
    """The compiled flow in a file, or in a folder the one that answers ``dialled``.

    Which one of several it is, and how to call another, is said on standard error. None when it has mistakes,
    which have been printed. Raises ``UsageError`` where there is nothing to call.
    """
    from callwright.compiler import compile_path

    must_exist(path)
    compiled = compile_path(path)
    if compiled.project is None:
        print_diagnostics(compiled.diagnostics, compiled.sources)
        return None
    if dialled is None:
        _say_which(path, compiled.project)
        return compiled.project.entry()
    flow = compiled.project.answering(dialled)
    if flow is None:
        raise UsageError(f'no flow of "{path}" answers the number {dialled}')
    return flow


def _say_which(path: str, project: Project) -> None:
    if len(project.flows) < 2:
        return
    taken = project.entry()
    # A sub-flow is called by another flow, not by anybody who dials.
    answering = (f.name for f in project.flows.values() if f.numbers or f.answers_everything)
    others = sorted(name for name in answering if name != taken.name)
    if not others:
        return
    numbers = [number for name in others for number in project.flows[name].numbers[:1]]
    how = f"name its file, or dial it: --to {numbers[0]}" if numbers else "name its file"
    print(
        f'"{path}" has {len(project.flows)} flows; this is {taken.name}. For {" or ".join(others)}, {how}.',
        file=sys.stderr,
    )


def print_diagnostics(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Sequence[str]]) -> None:
    """Say mistakes in files, with their lines (``sources``, by file), on standard error."""
    from callwright.diagnostics.text import render

    print(render(list(diagnostics), sources, colours=sys.stderr.isatty()), end="", file=sys.stderr)


def moment(written: str, timezone: str = "UTC") -> int:
    """A date and time as Unix time in ms; without an offset it is of ``timezone``. Raises ``UsageError``."""
    from callwright.core.moment import zone

    try:
        when = datetime.fromisoformat(written)
    except ValueError:
        raise UsageError(f'"{written}" is no date and time; write 2026-11-20T10:00') from None
    return round((when if when.tzinfo else when.replace(tzinfo=zone(timezone))).timestamp() * 1000)
