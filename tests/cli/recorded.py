"""Calls that a real service recorded, for the commands that look at them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from callwright.platform.clock import VirtualClock
from callwright.platform.dial_http import Webhook
from callwright.platform.envelope import CallSetup
from callwright.rehearsal.reader import read_script
from callwright.rehearsal.run import perform
from callwright.runtime.app import create_app
from tests.runtime.serving import FLOW, serving

SCRIPT = """
flow: hotline
tests:
  - name: bill-1
    steps:
      - assistant: This call may be recorded.
      - assistant: Would you like billing
      - caller: it's about my bill
        interrupts_after: 1.2s
        cuts: yes
      - assistant: Please type the digits
      - keys: 123
      - caller_hangs_up
  - name: lost-2
    steps:
      - assistant: This call may be recorded.
      - assistant: Would you like billing
      - caller: purple elephants in the garden
      - caller: purple elephants in the garden
      - silence
      - caller: when are you open
      - assistant: from nine to six
      - caller_hangs_up
"""


async def _call(port: int) -> None:
    for rehearsal in read_script(SCRIPT.encode(), "calls.test.yaml").rehearsals:
        setup = CallSetup(session_id=rehearsal.name)
        connection = Webhook(f"http://127.0.0.1:{port}/webhook", virtual_time=True)
        played = await perform(replace(rehearsal, name=rehearsal.name), connection, VirtualClock(), setup=setup)
        assert all(result.passed for result in played.results), played.results


@contextmanager
def recorded(folder: Path, store: str) -> Iterator[int]:
    """A service that has recorded the calls ``bill-1`` and ``lost-2``; gives its port."""
    flow = folder / "hotline.yaml"
    flow.write_text(FLOW)
    with serving(create_app(flow, store=store, trust_clock=True)) as port:
        asyncio.run(_call(port))
        yield port
