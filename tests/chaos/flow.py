"""The flow that is called: it counts what it was told, so that a turn that is lost or taken twice can be heard."""

from __future__ import annotations

import json
import re
from typing import Any

FLOW = """
flow: counting
language: en-US
answers: everything
start: counting
variables:
  count: 0
intents:
  next:
    - next
anytime:
  events:
    jump:
      interrupt: true
      set:
        count: "{{ count + 1 }}"
      go_to: counting
states:
  counting:
    no_input:
      - question
      - question
      - question
    prompts:
      text: This is number {{ count }}.
      barge_in: {strategy: immediate}
    transitions:
      next:
        set:
          count: "{{ count + 1 }}"
        go_to: counting
"""

_NUMBER = re.compile(r"number (\d+)")


def event(kind: str, call: str, **fields: object) -> bytes:
    """An event as the platform sends it."""
    numbers = {"from_phone_number": "4930123456", "to_phone_number": "4921112345", "direction": "inbound"}
    return json.dumps({"type": kind, "session": {"id": call, "account_id": "a", **numbers}, **fields}).encode()


def texts(body: bytes) -> str:
    """What an answer says."""
    if not body:
        return ""
    answer: Any = json.loads(body)
    actions = answer if isinstance(answer, list) else [answer]
    return " ".join(action.get("text", "") for action in actions)


def number(said: str) -> int | None:
    """The number in it; ``None`` if there is none."""
    found = _NUMBER.findall(said)
    return int(found[-1]) if found else None
