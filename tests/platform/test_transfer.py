"""Going elsewhere, and coming back."""

from __future__ import annotations

from typing import Any

import pytest

from callwright.platform.envelope import CallSetup
from tests.platform.applications import act
from tests.platform.rig import Rig, times


def transfers(rig: Rig, **more: Any) -> Rig:
    fields = {"target_phone_number": "49211", "caller_id_name": "A", "caller_id_number": "49211", **more}
    return rig.send(act(rig.id, "transfer", **fields))


def test_answered_transfer_is_followed_by_nothing() -> None:
    """After an answered transfer nothing is heard or said any more."""
    rig = transfers(Rig(), timeout=30).to(60_000)
    rig.line.presses("1")
    rig.line.hangs_up()
    assert rig.to(90_000).told == []
    assert rig.line.over


@pytest.mark.parametrize("outcome", ["busy", "no_answer", "hangs_up"])
def test_failed_transfer_with_timeout_returns(outcome: Any) -> None:
    """Where timeout is given, a failed transfer brings the caller back with session_start and the same id."""
    rig = transfers(Rig(setup=CallSetup(transfers=(outcome,))), timeout=20).to(1_000)
    rig.says("hello?", 300).to(60_000)
    assert [kind for _, kind in rig.told] == ["start"]
    assert outcome != "no_answer" or rig.told[0][0] == 20_000
    assert rig.events[0]["session"] == rig.events[-1]["session"]
    assert times(rig.plays("none").to(99_000), "ended") == [64_000]


def test_failed_transfer_without_timeout() -> None:
    """Without timeout a failed transfer ends the call; a switch brings the caller back."""
    setup = CallSetup(transfers=("busy",))
    assert [k for _, k in transfers(Rig(setup=setup)).to(60_000).told] == ["end"]
    assert [k for _, k in transfers(Rig(setup=setup, transfer_without_timeout="returns")).to(60_000).told] == ["start"]


def test_session_end_after_an_answered_transfer() -> None:
    """A switch tells the end of the call when somebody else has taken it over."""
    assert [kind for _, kind in transfers(Rig(session_end_after_transfer=True)).to(60_000).told] == ["end"]
