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
    at the beginning, ``timezone`` where the flow's call is.
    ``transfers`` says how the first, second, … transfer goes; further ones are answered.
    """

    to_number: str = "492115566770"
    from_number: str = "4915120304050"
    direction: Literal["inbound", "outbound"] = "inbound"
    session_id: str = ""
    account_id: str = "account-1"
    epoch_ms: int = DEFAULT_EPOCH_MS
    transfers: tuple[Outcome, ...] = ()
    sms_fails: bool = False
    timezone: str = "UTC"

    def __deepcopy__(self, _: dict[int, object]) -> CallSetup:
        """It never changes, so copies of a call share it."""
        return self


def bare(number: str) -> str:
    """A telephone number as the platform writes it: digits with the country first, no ``+``, no ``00``."""
    digits = "".join(c for c in number if c in "0123456789")
    return digits if number.lstrip().startswith("+") else digits.removeprefix("00")


class Envelope:
    """Makes the events of one call, in the shape that the switches ask for. It never changes: copies share it."""

    def __init__(self, setup: CallSetup, switches: Switches, seed: int) -> None:
        self._switches = switches
        self._epoch_ms = setup.epoch_ms
        chance = random.Random(f"session {seed}")
        self.session_id = setup.session_id or str(uuid.UUID(int=chance.getrandbits(128), version=4))
        plus = "+" if switches.plus else ""
        caller, called = bare(setup.from_number), bare(setup.to_number)
        every: dict[str, object] = {
            "id": self.session_id,
            "account_id": setup.account_id,
            "phone_number": plus + called,
            "direction": setup.direction,
            "from_phone_number": plus + caller if caller else "",
            "to_phone_number": plus + called,
        }
        left_out = {"" if switches.account_id else "account_id", "" if switches.direction else "direction"}
        more = {"region": "eu-1", "recording": None} if switches.unknown_fields else {}
        kept = {"full": tuple(every), "short": ("id", "account_id", "phone_number"), "id": ("id",)}
        self._full = {name: value for name, value in every.items() if name not in left_out} | more
        self._later = {name: self._full[name] for name in kept[switches.session_fields] if name in self._full} | more

    def __deepcopy__(self, _: dict[int, object]) -> Envelope:
        return self

    def event(self, kind: str, **fields: object) -> dict[str, Any]:
        """One event as it goes over the wire."""
        session = self._full if kind == "session_start" else self._later
        event = {"type": kind, "session": dict(session), **fields}
        if self._switches.unknown_fields:
            event |= {"schema": {"version": 7}, "sequence": None}
        return event

    def words(self, words: str, barged_in: bool) -> dict[str, Any]:
        """A caller's turn."""
        event = self.event("user_speak", **{self._switches.words_in: words})
        if barged_in:
            event["barged_in"] = True
        elif self._switches.barged_in_false != "missing":
            event["barged_in"] = False if self._switches.barged_in_false == "false" else None
        return event

    def legacy(self, words: str) -> dict[str, Any]:
        """The first generation's event of an interruption."""
        return self.event("user_barge_in", **({"text": words} if self._switches.legacy_words else {}))

    def speaking(self, action: Mapping[str, Any], length_ms: int, began: int) -> dict[str, Any]:
        """The assistant began to speak at ``began`` (ms of the call)."""
        told = ("text", "ssml") if self._switches.announced_words == "told" else ()
        said = {name: action[name] for name in told if name in action}
        started = self._epoch_ms + began
        if self._switches.started_at_in_seconds:
            started //= 1000
        return self.event("assistant_speak", **said, duration_ms=length_ms, speech_started_at=started)

    def sms_failed(self) -> dict[str, Any]:
        """A text message did not go out."""
        text = "the number takes no messages"
        reasons: dict[str, dict[str, object]] = {
            "text": {"reason": text},
            "object": {"reason": {"code": 470, "message": text}},
            "missing": {},
        }
        return self.event("sms_failed", **reasons[self._switches.sms_reason])

    def ended(self, by: str, at: int) -> dict[str, Any]:
        """The call is over since ``at`` (ms of the call)."""
        detailed = {"reason": f"{by}_hangup", "timestamp": self._epoch_ms + at}
        return self.event("session_end", **(detailed if self._switches.session_end == "detailed" else {}))
