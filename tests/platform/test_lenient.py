"""The lenient reading of actions."""

from __future__ import annotations

from typing import Any

import pytest

from callwright.platform.wire import check_answer
from tests.platform.applications import act, speak
from tests.platform.test_voice import wav
from tests.platform.test_wire import BAD, GOOD, S

MENDED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (act(S, "hangup", reason="x"), {}),
    (speak(S, "a", {"strategy": "immediate", "allow_after_ms": 20_000}), {"allow_after_ms": 10_000}),
    (speak(S, "a", {"strategy": "immediate", "allow_after_ms": -1}), {"allow_after_ms": 0}),
    (speak(S, "a", {"strategy": "minimum_characters", "minimum_characters": 0}), {"minimum_characters": 1}),
    (speak(S, "a", {"strategy": "immediate", "minimum_characters": 3}), {"strategy": "immediate"}),
    (speak(S, "a", {"strategy": "none", "sensitivity": 3}), {"strategy": "none"}),
    (speak(S, "a", user_input_timeout_seconds=0), {}),
    (speak(S, "a", tts={"provider": "acme", "voice": "x"}), {}),
    (act(S, "mix_audio", audio=wav(0.1), volume=3), {}),
    (act(S, "audio", audio=wav(0.1, rate=8000)), {}),
]


@pytest.mark.parametrize(("action", "policy"), MENDED)
def test_mended(action: dict[str, Any], policy: dict[str, Any]) -> None:
    """What a forgiving platform makes of it is performed, with a warning; strictly it is refused."""
    performed, faults = check_answer(action, S, lenient=True)
    assert [fault.warning for fault in faults] == [True]
    assert len(performed) == 1
    inner = performed[0].get("barge_in", {})
    assert isinstance(inner, dict)
    assert policy.items() <= inner.items()
    assert check_answer(action, S)[0] == []


def test_what_cannot_be_mended_is_left_out() -> None:
    """A bad entry is a fault and missing; the others are performed in their order."""
    answer = [speak(S, "a"), act("other", "hangup"), act(S, "audio", audio="x"), act(S, "barge_in")]
    performed, faults = check_answer(answer, S, lenient=True)
    assert [action["type"] for action in performed] == ["speak", "barge_in"]
    assert [fault.path for fault in faults if not fault.warning] == ["actions[1].session_id", "actions[2].audio"]


@pytest.mark.parametrize("action", GOOD)
def test_nothing_to_mend(action: dict[str, Any]) -> None:
    """A good action is performed as it is, the very same object."""
    performed, faults = check_answer(action, S, lenient=True)
    assert performed[0] is action
    assert faults == []


@pytest.mark.parametrize("answer", [answer for answer, _, _ in BAD])
def test_nothing_bad_goes_unsaid(answer: object) -> None:
    """Whatever the strict reader refuses, the lenient one at least warns of."""
    assert check_answer(answer, S, lenient=True)[1]
