"""Random services: what they answer to the nth inquiry of a call, and how long they take, as ``seed`` has it."""

from __future__ import annotations

from random import Random

from callwright.core.inquiry import Inquiry
from callwright.platform.services import Reply
from tests.laws.errands import KINDS, STATUSES

TAKES_MS = (0, 0, 1, 80, 300, 850, 899, 900, 901, 1000, 1500, 2500, 4000, 7000, 12_000)


class RandomServices:
    """``asked`` are the inquiries of the call; the nth answer brings the number n."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.asked: list[Inquiry] = []

    def reply(self, inquiry: Inquiry) -> Reply:
        """What the service answers to this one."""
        self.asked.append(inquiry)
        chance = Random(f"reply {self.seed} {len(self.asked)}")
        takes_ms = chance.choice(TAKES_MS)
        if chance.random() < 0.15:
            return Reply(0, kind=chance.choice(KINDS), takes_ms=takes_ms)
        data = {"number": len(self.asked)} if chance.random() < 0.95 else "a body that nobody expected"
        return Reply(chance.choice(STATUSES), data, takes_ms=takes_ms)
