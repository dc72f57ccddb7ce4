"""What ``call`` and ``talk`` are pointed at: a flow in a file, or a service at a URL."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        raise UsageError(f"“{url}” is no address to call; one begins with http://, https://, ws:// or wss://")
    kind = Webhook if parts.scheme in ("http", "https") else Socket
    return kind(url, token=os.environ.get(token_env, ""), virtual_time=virtual_time)


def load_flow(path: str) -> Flow | None:
    """The compiled flow in a file; None when it has mistakes, which have been printed. Raises ``UsageError``."""
    from callwright.compiler import compile_path

    file = Path(path)
    if not file.is_file():
        raise UsageError(f"there is no file “{path}”; give a flow file, or the URL of a service")
    compiled = compile_path(file)
    if compiled.flow is None:
        print_diagnostics(compiled.diagnostics)
    return compiled.flow


def print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Say mistakes in files, with the lines they are in, on standard error."""
    from callwright.diagnostics.text import render

    found = list(diagnostics)
    sources = {name: _lines(name) for name in {d.span.file for d in found}}
    print(render(found, sources, colours=sys.stderr.isatty()), file=sys.stderr)


def moment(written: str) -> int:
    """A date and time as Unix time in ms; without an offset it is UTC. Raises ``UsageError``."""
    try:
        when = datetime.fromisoformat(written)
    except ValueError:
        raise UsageError(f"“{written}” is no date and time; write 2026-11-20T10:00+01:00") from None
    return round((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() * 1000)


def _lines(name: str) -> list[str]:
    try:
        return Path(name).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:
        return []
