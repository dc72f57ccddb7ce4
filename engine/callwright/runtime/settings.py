"""What the service may be told, in one value; the numbers nobody needs to tell it, beside it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from callwright.core.interpreter import quiet_after
from callwright.runtime.limits import Bounds
from callwright.runtime.outbound.plan import Plan
from callwright.runtime.ticks import Quiet
from callwright.runtime.tokens import Tokens

BODY_LIMIT = 256 * 1024
"""Bytes of one event; a bigger one is refused with 413, on a WebSocket with 1009."""

BODY_SECONDS = 10.0
"""How long the body of a request may take to arrive."""

HEAD_SECONDS = 10.0
"""How long the head of a request may take, the hand-shake of a WebSocket included."""

KEEP_ALIVE_SECONDS = 75
"""How long a connection may be silent between two requests."""

LINGER_BYTES = 4 * 1024 * 1024
LINGER_SECONDS = 2.0
"""How much of a refused body is read and thrown away, so that its sender reads our answer instead of a reset."""

IDLE_SECONDS = 2 * 3600.0
"""How long a call is remembered after its last event."""

GONE_SECONDS = 600.0
"""How long after a hang-up, a transfer or the call's end: what comes late must still be known to be late."""

OUTSIDE_LIMIT = 8 * 1024
"""Bytes of the body that comes with an event from outside."""

OUTSIDE_DEPTH = 16
"""Levels of objects and arrays in it."""

SWEEP_SECONDS = 60.0

READY_SECONDS = 1.0
"""How old what strangers are told of the store may be, so that they do not make it work."""

TOKEN_SECONDS = 1.0
"""How often we look whether a file of secrets changed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """``token`` holds the platform's secrets, ``management_token`` those of whoever looks at calls or sends events
    (``None``: only this machine is answered). ``external_url`` is where the platform takes actions that it did not ask
    for, ``external_token`` the secret for that; ``None``: there is no such place. ``management`` is the host and the
    port where calls are managed; ``None``: nowhere, or where an embedder mounts it. ``bounds`` are how much is taken.

    ``reload`` watches the flows' folders; ``live`` moves calls in progress to what was saved, for trying out.
    ``aliases`` are served in the place of files; after ``follow_seconds`` they are looked at where nobody tells of a
    change. ``trust_clock`` takes an event's time from its sender (see
    ``clock``), which is for the emulator and its virtual time, never for a service that others can reach. ``quiet``
    says how long a call may be without any event before we speak first. ``records`` is for how many seconds calls
    are recorded; ``None``: none is. ``dialling`` is how the platform is asked to ring somebody; ``None``: it is
    not. ``environment`` is where ``env.NAME`` of a flow's services is found.
    ``traces`` makes traces also where no ``OTEL_…`` variable says where they go. ``counts`` is a folder where the
    workers of one machine add up what they count.
    ``workers`` is how many processes of this one command answer.
    """

    token: Tokens | None = None
    reload: bool = False
    live: bool = False
    aliases: tuple[str, ...] = ()
    follow_seconds: float = 2.0
    trust_clock: bool = False
    management_token: Tokens | None = None
    external_url: str | None = None
    external_token: Tokens | None = None
    management: tuple[str, int] | None = None
    bounds: Bounds = field(default_factory=Bounds)
    quiet: Quiet = quiet_after
    records: float | None = 30 * 86_400.0
    dialling: Plan | None = None
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    traces: bool = False
    counts: Path | None = None
    workers: int = 1
