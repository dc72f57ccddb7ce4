"""The services of a flow that is talked to at the keyboard: they are asked for real."""

from __future__ import annotations

import asyncio
import sys
import time
from typing import TYPE_CHECKING

from callwright.platform.services import Reply

if TYPE_CHECKING:
    from callwright.core.inquiry import Inquiry
    from callwright.core.model import Flow


class RealServices:
    """Asks over HTTP what the flows of a project ask; how long that took is how long it takes in the call."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    def __deepcopy__(self, _: dict[int, object]) -> RealServices:
        """It remembers nothing of a call, so copies of a call share it."""
        return self

    def reply(self, inquiry: Inquiry) -> Reply:
        """What the service answers. Raises nothing: what goes wrong is a kind of reply."""
        from callwright.runtime.services.services import Services

        named = (flow.services.get(inquiry.service) for flow in self._flow.family.values())
        service = next(service for service in named if service is not None)

        async def ask() -> Reply:
            services = Services()
            began = time.monotonic()
            try:
                answer = await services.ask(service, inquiry)
            finally:
                await services.close()
            took = round((time.monotonic() - began) * 1000)
            if answer.kind:
                why = f": {answer.found}" if answer.found else ""
                print(f'(the service "{service.name}" gave no answer, {answer.kind}{why})', file=sys.stderr)
            return Reply(answer.status, answer.json, answer.text, answer.kind, took)

        return asyncio.run(ask())
