"""Going elsewhere: the line rings somebody else for the caller, and what comes of it.

While it rings nobody is heard and nothing is performed. An answered call is elsewhere: nothing follows. One that
fails brings the caller back with a second ``session_start`` where a ``timeout`` was given, else it ends the call.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from callwright.platform.timeline import TransferBegun, TransferOver

if TYPE_CHECKING:
    from callwright.platform.line import Line

RINGS_MS = 30_000
"""How long it rings where the application names no time."""


class Switchboard:
    """Transfers of one call. How the first, second, … goes stands in the call's setup; further ones are answered."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._rung = 0
        self._outcomes = list(line.setup.transfers)

    def transfer(self, to: str, caller_id_name: str, caller_id_number: str, timeout: int | None) -> None:
        """Ring ``to``; ``timeout`` in s, None where the application named none."""
        line = self._line
        line.fall_silent("transfer")
        line.transferring = True
        line.timeline.append(TransferBegun(line.now, to, caller_id_name, caller_id_number, timeout))
        outcome = self._outcomes.pop(0) if self._outcomes else "answered"
        patience = RINGS_MS if timeout is None else timeout * 1000
        share = 1.0 if outcome == "no_answer" else 0.05 + 0.25 * self._chance()
        line.schedule.at(line.now + round(patience * share), self._over, outcome, timeout is not None)

    def _chance(self) -> float:
        self._rung += 1
        chances = random.Random(f"transfers {self._line.seed}")
        return [chances.random() for _ in range(self._rung)][-1]

    def _over(self, outcome: str, fallback: bool) -> None:
        line = self._line
        if line.over:
            return
        line.transferring = False
        back = outcome != "answered" and (fallback or line.switches.transfer_without_timeout == "returns")
        line.timeline.append(TransferOver(line.now, outcome, back))
        if back:
            line.begins()
        elif outcome != "answered":
            line.end("platform")
        else:
            line.over = True
            if line.switches.session_end_after_transfer:
                line.tell_end("transfer")
