"""A recorded call, done once more."""

from __future__ import annotations

import pytest

from callwright.core import codec
from callwright.core.hiding import veil_of
from callwright.core.model import Flow
from callwright.rehearsal.recording import kept
from callwright.rehearsal.replay import replay
from tests.laws.calls import case_called, flow_called
from tests.laws.known import known
from tests.rehearsal.recorded import Recorded

CALLS = 6


def recorded(name: str, call: int, seed: int = 0) -> tuple[Flow, Recorded]:
    flow = flow_called(name, seed)
    made = Recorded(flow, case_called(name, call, seed))
    made.lead()
    assert not made.crashed, made.crashed
    return flow, made


@pytest.mark.parametrize("name", [*sorted(known()), *map(str, range(12))])
def test_a_replay_gives_every_answer_byte_for_byte(name: str) -> None:
    """Whatever a caller, the platform, services and the world outside did: the same answers, and the same ledger."""
    stepped = 0
    for call in range(CALLS):
        flow, made = recorded(name, call)
        if not made.lines:
            continue

        def flow_of(_version: str, _name: str, flow: Flow = flow) -> Flow:
            return flow

        replayed = list(replay(made.recording, flow_of))
        assert len(replayed) == len(made.bodies)
        for turn, body in zip(replayed, made.bodies, strict=True):
            assert turn.same, (name, call, turn.number, turn.turn, turn.answer)
            if turn.step is not None and not turn.turn.masked and body is not None:
                stepped += 1
                assert turn.answer == kept(codec.decode_answer(body), body)
        assert made.session is not None
        veil = veil_of(flow)
        now = made.session if veil is None else veil.stripped(made.session)
        assert replayed[-1].after.ledger == now.ledger
    assert stepped > 5
