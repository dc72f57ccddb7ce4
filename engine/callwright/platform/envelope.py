"""A call's papers, and the events made out of them."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from callwright.platform.switches import Switches

Outcome = Literal["answered", "busy", "no_answer", "hangs_up"]

# The moment at which a call begins that names none: a Monday morning, the same on every machine.
DEFAULT_EPOCH_MS = 1_767_607_200_000  # 2026-01-05 10:00 UTC


@dataclass(frozen=True, slots=True)
class CallSetup:
    """Who calls whom, when, and what the world has in store for the call.

    Numbers are given with or without ``+``; an empty ``from_number`` is a withheld one. ``epoch_ms`` is Unix time
    at the beginning. ``transfers`` says how the first, second, … transfer goes; further ones are answered.
    """

    to_number: str = "492115566770"
    from_number: str = "4915120304050"
    direction: Literal["inbound", "outbound"] = "inbound"
    session_id: str = ""
    account_id: str = "account-1"
    epoch_ms: int = DEFAULT_EPOCH_MS
    transfers: tuple[Outcome, ...] = ()
    sms_fails: bool = False


def bare(number: str) -> str:
    """A telephone number as the platform writes it: digits with the country first, no ``+``, no ``00``."""
    digits = "".join(c for c in number if c in "0123456789")
    return digits if number.lstrip().startswith("+") else digits.removeprefix("00")


class Envelope:
    """Makes the events of one call, in the shape that the switches ask for."""

    def __init__(self, setup: CallSetup, switches: Switches, seed: int) -> None:
        self._switches = switches
        chance = random.Random(f"session {seed}")
        self.session_id = setup.session_id or str(uuid.UUID(int=chance.getrandbits(128), version=4))
        plus = "+" if switches.plus else ""
        caller, called = bare(setup.from_number), bare(setup.to_number)
        self._full = {
            "id": self.session_id,
            "account_id": setup.account_id,
            "phone_number": plus + called,
            "direction": setup.direction,
            "from_phone_number": plus + caller if caller else "",
            "to_phone_number": plus + called,
        }
        kept = {"full": tuple(self._full), "short": ("id", "account_id", "phone_number"), "id": ("id",)}
        self._later = {name: self._full[name] for name in kept[switches.session_fields]}

    def event(self, kind: str, **fields: object) -> dict[str, Any]:
        """One event as it goes over the wire."""
        session = self._full if kind == "session_start" else self._later
        return {"type": kind, "session": dict(session), **fields}

    def words(self, words: str, barged_in: bool) -> dict[str, Any]:
        """A caller's turn."""
        event = self.event("user_speak", **{self._switches.words_in: words})
        if barged_in or self._switches.barged_in_false == "false":
            event["barged_in"] = barged_in
        return event

    def speaking(self, action: Mapping[str, Any], length_ms: int, started_ms: int) -> dict[str, Any]:
        """The assistant began to speak at ``started_ms`` (Unix time)."""
        said = {name: action[name] for name in ("text", "ssml") if name in action}
        started = started_ms // 1000 if self._switches.started_at_in_seconds else started_ms
        return self.event("assistant_speak", **said, duration_ms=length_ms, speech_started_at=started)
