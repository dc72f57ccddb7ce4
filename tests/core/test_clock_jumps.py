"""Somebody sets the clock of the machine while calls are under way: times of events jump, forward or back."""

from __future__ import annotations

from typing import Any

import pytest

from callwright.core.session import Phase
from tests.core.calls import Call

HOUR_MS = 3_600_000

FLOW = """
    flow: bills
    language: en-US
    intents:
      bill:
        - bill
    anytime:
      operator: desk
    states:
      welcome:
        prompts:
          - text: This is a long sentence that nobody may ever interrupt.
            barge_in: none
          - What is it?
        transitions:
          bill: bill
      bill:
        prompts: The bill is here. Anything else?
        transitions:
          no: farewell
      desk:
        prompts: I connect you.
        transfer: +49 211 5566770
        if_fails: welcome
      farewell:
        prompts: Goodbye.
        hangup: true
"""

Events = tuple[tuple[int, str, dict[str, Any]], ...]
ENDED: tuple[str, dict[str, Any]] = ("assistant_speech_ended", {})
TO_ITS_END: Events = (
    (4500, *ENDED),
    (1200, *ENDED),
    (2500, "user_speak", {"text": "my bill"}),
    (2500, *ENDED),
    (8000, "user_input_timeout", {}),
    (2500, *ENDED),
    (2000, "user_speak", {"text": "no"}),
    (900, *ENDED),
)
BACK_FROM_A_TRANSFER: Events = (
    (4500, *ENDED),
    (1200, *ENDED),
    (2500, "user_speak", {"text": "operator"}),
    (1500, *ENDED),
    (30_000, "session_start", {}),
    (4500, *ENDED),
    (1200, *ENDED),
    (2500, "user_speak", {"text": "my bill"}),
)


def _answers(events: Events, jump: int, place: int) -> tuple[Any, Phase]:
    """What is answered where the clock jumps before the event of that place, and where the call stands at the end."""
    call = Call(FLOW)
    answers = [
        call.event(kind, after + jump * (now == place), **what) for now, (after, kind, what) in enumerate(events)
    ]
    assert call.session is not None
    return answers, call.session.phase


@pytest.mark.parametrize("jump", [-HOUR_MS, HOUR_MS], ids=["back", "forward"])
@pytest.mark.parametrize("events", [TO_ITS_END, BACK_FROM_A_TRANSFER], ids=["to its end", "back from a transfer"])
def test_a_caller_does_not_notice(events: Events, jump: int) -> None:
    """An hour forward or back, before any event of the call: every answer is the one that it would have been."""
    undisturbed = _answers(events, 0, 0)
    assert undisturbed[1] is (Phase.HUNG_UP if events is TO_ITS_END else Phase.TALK)
    for place in range(len(events)):
        assert _answers(events, jump, place) == undisturbed, place


def test_words_behind_a_transfer_are_heard_though_the_clock_was_set_back() -> None:
    """A caller who is back without being announced is not ignored until the clock has caught up."""
    call = Call(FLOW)
    for after, kind, what in BACK_FROM_A_TRANSFER[:4]:
        call.event(kind, after, **what)
    away = call.state.phase
    assert away is Phase.TRANSFERRED
    assert call.event("user_speak", 4000, text="hello?") == []
    call.event("user_speak", 40_000 - HOUR_MS, text="hello?")
    assert call.state.phase is Phase.TALK
