"""Calls to the outside: one is dialled, waits in the store, and is known again when somebody answers.

Theory of operation. ``dial`` looks at everything that can be wrong before it asks the platform: the flow, the number,
the variables and their types, how many calls this minute. Then the dial is written down (see ``dials``), the platform
is asked once (see ``platform``), and what it said is written beside it.

A call that begins is one of ours if it is outbound (or its direction is not told) and its number waits. Then it begins
in the dialled flow, with the dialled variables. ``beginning`` is asked for the first event of such a call only; inbound
calls never come here. An outbound call for which nobody waits (dialled by another program, or answered too late) begins
as the numbers say, with the flow's own variables.

What is given again under the same idempotency key is not dialled again: the answer is what became of the first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Any, NamedTuple

from callwright.core.dialled import values_for
from callwright.core.events import Event, Parties, SessionStart
from callwright.core.model import Flow
from callwright.diagnostics.nearest import listing, nearest
from callwright.runtime import clock, log
from callwright.runtime.catalog import Catalog
from callwright.runtime.outbound import numbers
from callwright.runtime.outbound.dials import Dial, Dials, State, id_of
from callwright.runtime.outbound.plan import Plan
from callwright.runtime.outbound.platform import Platform, Said
from callwright.stores.base import Store, StoreError


class Wish(NamedTuple):
    """What somebody wants dialled. ``typed``: the variables are text from a keyboard."""

    flow: str
    to: str
    variables: Mapping[str, Any]
    key: str = ""
    typed: bool = False


class Objection(NamedTuple):
    """Why it is not dialled, as an HTTP status and in the shape of all our refusals. ``wait``: seconds to wait."""

    status: int
    error: str
    found: str
    allowed: str
    wait: int | None = None


class Outbound:
    """One a service. ``plan`` is ``None`` where nobody said how to dial; then calls are still known again."""

    def __init__(self, catalog: Catalog, store: Store, plan: Plan | None) -> None:
        self._catalog = catalog
        self._dials = Dials(store)
        self._plan = plan
        self._platform = None if plan is None else Platform(plan)

    async def dial(self, wish: Wish) -> tuple[Dial, Said | None] | Objection:
        """Have somebody rung. The dial, and what the platform said (``None``: the key was used before).

        Raises what the store raises; then nobody was rung, unless the platform had been asked.
        """
        plan, platform = self._plan, self._platform
        if plan is None or platform is None:
            return Objection(
                409,
                "This service was not told how to dial.",
                "no token for the platform's API",
                "start it with CALLWRIGHT_PLATFORM_TOKEN, --ai-flow and --billing-device",
            )
        flow = self._catalog.named(wish.flow, "")
        if flow is None:
            return self._unknown(wish.flow)
        refusal = numbers.refuses(wish.to, plan.allow)
        if refusal is not None:
            status = 403 if refusal.is_number else 400
            return Objection(status, "This number is not dialled.", refusal.found, refusal.allowed)
        for missing, option in ((plan.ai_flow(flow.name), "--ai-flow"), (plan.device(flow.name), "--billing-device")):
            if not missing:
                return Objection(
                    409,
                    "This service was not told how to dial for this flow.",
                    f'no {option} for the flow "{flow.name}"',
                    f"start it with {option} {flow.name}=…, or with one for all flows: {option} …",
                )
        values, wrong = values_for(flow, wish.variables, typed=wish.typed)
        if wrong:
            message = " ".join(problem.message for problem in wrong)
            return Objection(400, "The variables cannot be used.", message, wrong[0].mend)
        now = clock.now() / 1000
        number = numbers.digits(wish.to)
        asked = _hash([flow.name, number, values])
        dial = Dial(id_of(wish.key), flow.name, number, now, now + plan.window, values, asked=asked)
        if wish.key and (found := await self._dials.find(dial.id)) and found.state is not State.REFUSED:
            return _again(found, asked)
        if not await self._dials.count(now, plan.rate):
            return Objection(
                429,
                "Too many calls are dialled.",
                f"{plan.rate} in this minute already",
                f"at most {plan.rate} a minute; --dial-rate says how many",
                wait=60 - int(now % 60),
            )
        found = await self._dials.add(dial)
        if found is not None:
            return _again(found, asked)
        said = await platform.ring(dial.id, flow.name, number)
        written = await self._told(dial, said)
        tell = log.note if said.state is State.INITIATED else log.warn
        fields: dict[str, object] = {"problem": said.problem} if said.problem else {}
        tell("a call was dialled", dial=dial.id, flow=flow.name, to=log.masked(number), state=said.state, **fields)
        return written, said

    async def _told(self, dial: Dial, said: Said) -> Dial:
        try:
            return await self._dials.told(dial, said.state, said.problem)
        except StoreError as error:
            # It rings, or does not, whatever we can write: it goes on waiting as one that is being asked.
            log.fault(str(error), dial=dial.id)
            return replace(dial, state=said.state, problem=said.problem)

    async def find(self, id: str) -> Dial | None:
        """The dial of that id, for an hour after its time."""
        return await self._dials.find(id)

    def concerns(self, event: Event) -> bool:
        """Whether the first event of a call has to be looked up: only one that is outbound, or may be.

        Where nobody dials here, a call whose direction is not told is none of ours.
        """
        if type(event) is not SessionStart or not event.parties.called:
            return False
        direction = event.parties.direction
        return direction == "outbound" or (direction != "inbound" and self._plan is not None)

    async def beginning(self, event: Event) -> tuple[Flow, Event] | None:
        """The flow of a call that was dialled, and its first event with the variables; ``None``: it was not."""
        if not isinstance(event, SessionStart) or not self.concerns(event):
            return None
        parties = event.parties
        now = clock.now() / 1000
        caller = numbers.digits(parties.caller)
        flows = self._catalog.current.flows.values()
        prefers = frozenset(
            flow.name for flow in flows if caller and caller in {numbers.digits(number) for number in flow.numbers}
        )
        dial = await self._dials.take(numbers.digits(parties.called), event.session, now, prefers)
        if dial is None:
            if parties.direction == "outbound":
                log.warn("an outbound call began for which no dial waits", call=event.session)
            return None
        flow = self._catalog.named(dial.flow, event.session)
        if flow is None:
            log.warn("a dialled flow is not served any more", call=event.session, flow=dial.flow, dial=dial.id)
            return None
        values, wrong = values_for(flow, dial.variables)
        for problem in wrong:
            log.warn("a variable cannot be used any more", call=event.session, dial=dial.id, found=problem.message)
        log.note("a dialled call was answered", call=event.session, dial=dial.id, flow=flow.name)
        ours = Parties(parties.caller, parties.called, "outbound")
        return flow, SessionStart(event.session, event.at, ours, values)

    async def sweep(self) -> int:
        """Remove old dials; how many there were."""
        return await self._dials.sweep(clock.now() / 1000)

    async def close(self) -> None:
        """Let go of the platform."""
        if self._platform is not None:
            await self._platform.close()

    def _unknown(self, name: str) -> Objection:
        known = sorted(self._catalog.current.flows)
        near = nearest(name, known)
        meant = f'; did you mean "{near}"?' if near else ""
        return Objection(404, "There is no such flow here.", f'the flow "{name[:80]}"{meant}', listing(known))


def _again(found: Dial, asked: str) -> tuple[Dial, None] | Objection:
    if found.asked == asked:
        return found, None
    return Objection(
        409,
        "This idempotency key was used for another call.",
        "the same key with another flow, number or other variables",
        "a new key for each call, and the same one only for the very same call",
    )


def _hash(value: object) -> str:
    return blake2b(json.dumps(value, sort_keys=True).encode(), digest_size=12).hexdigest()
