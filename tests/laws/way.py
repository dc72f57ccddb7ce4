"""The way to the flow: in the same process, but with what may go wrong with what the flow does of its own accord."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from callwright.core.interpreter import undone
from callwright.platform.dial import NOTHING, Answer, InProcess, Taken

if TYPE_CHECKING:
    from tests.laws.witness import Witness


class Way(InProcess):
    """An external API that fails says so, and nothing of what was to go out by it arrives.

    What was held back for a service is the answer to an event: it arrives all the same.
    """

    def __init__(self, witness: Witness) -> None:
        reach = witness.case.reach
        super().__init__(witness, websocket=reach == "websocket", external_api=reach == "api")
        self.witness = witness
        self.fails = reach == "api" and not witness.speaks_first
        self.gave_up = False

    def acts_at(self) -> int | None:
        """As the service does it: a tick that nobody took is the last, until the next event."""
        return self.witness.acts_at(reachable=self.reachable and not self.gave_up)

    async def deliver(self, event: dict[str, Any], at: int) -> Answer:
        self.gave_up = False
        return await super().deliver(event, at)

    async def act(self, at: int) -> Answer:
        held_back = self.witness.holds_back
        answer = await super().act(at)
        return answer if held_back else self._unless_it_fails(answer)

    def outside(self, name: str, body: Mapping[str, Any], at: int) -> Taken:
        return self._taken(super().outside(name, body, at))

    def button(self, at: int, *, force: bool = False) -> Taken:
        return self._taken(super().button(at, force=force))

    def _taken(self, taken: Taken) -> Taken:
        if not taken.actions or not self.fails:
            return taken
        self._undone()
        return Taken(None, False)

    def _unless_it_fails(self, answer: Answer) -> Answer:
        if answer.value is NOTHING or not self.fails:
            return answer
        self.gave_up = True
        self._undone()
        return Answer()

    def _undone(self) -> None:
        """As the service does it: what was our own and never arrived has not happened yet."""
        witness, last = self.witness, self.witness.moments[-1]
        assert last.before is not None
        witness.sent = [sent for sent in witness.sent if sent is not last.sent]
        witness.undone(undone(witness.flow, last.before, last.event), last.event.at)
        assert witness.session is not None
        witness.moments[-1] = replace(last, after=witness.session, answer=(), sent=None, kept=b"", awaits=False)
