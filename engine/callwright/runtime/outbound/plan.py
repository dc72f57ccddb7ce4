"""How the platform is asked to ring somebody: what the service was told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from callwright.runtime.tokens import Tokens

PLATFORM_URL = "https://api.sipgate.com/v3"
RATE = 60
"""Calls a minute, if nobody says otherwise."""

WINDOW_SECONDS = 120.0
"""How long after it was dialled a call may be answered and still be known as ours."""

EVERY = ""
"""The flow's name that stands for all flows that have no entry of their own."""


@dataclass(frozen=True, slots=True)
class Plan:
    """``token`` holds the secret of the platform's API. ``ai_flows`` are the platform's ids of its flows, and
    ``billing_devices`` who pays (``e2``), each by the name of our flow, or under ``EVERY``.

    ``plus``: whether numbers go out with a ``+``. ``allow``: the beginnings of numbers (digits) that may be dialled,
    all where it is empty. ``rate``: calls a minute, all workers together.
    """

    token: Tokens
    ai_flows: Mapping[str, str]
    billing_devices: Mapping[str, str]
    url: str = PLATFORM_URL
    plus: bool = False
    allow: tuple[str, ...] = ()
    rate: int = RATE
    window: float = WINDOW_SECONDS
    timeout: float = 10.0

    def ai_flow(self, flow: str) -> str | None:
        """The platform's flow that our ``flow`` is dialled through."""
        return self.ai_flows.get(flow) or self.ai_flows.get(EVERY)

    def device(self, flow: str) -> str | None:
        """Who pays for it."""
        return self.billing_devices.get(flow) or self.billing_devices.get(EVERY)


def wrong_address(url: str) -> tuple[str, str] | None:
    """Why this is no address of the platform's API, and the mend; or ``None``."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return "The address of the platform is no web address.", f"Write one such as {PLATFORM_URL}."
    if not usable or not url.isascii() or not url.isprintable() or " " in url:
        return "The address of the platform is no web address.", f"Write one such as {PLATFORM_URL}."
    if parts.username or parts.password or parts.query or parts.fragment:
        return (
            "The address of the platform has a password, a '?' or a '#' in it.",
            "Write it without, and put the secret into CALLWRIGHT_PLATFORM_TOKEN.",
        )
    if parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        return (
            "The address of the platform begins with http://, so its secret could be read on the way.",
            "Write https://. Only an address of this machine may begin with http://.",
        )
    return None
