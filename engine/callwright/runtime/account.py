"""The account of a call, which can be read for a while after its end.

Theory of operation. When a call ends its session is kept without what the caller said or gave, and with what the line
was doing at that moment. How the call ended (what was cut, what was never said) is worked out from that when somebody
looks: ``step`` is pure, so it is the same then. Mostly nobody does, and an end costs next to nothing.

What the line was doing has the words of prompts in it, and a secret may have been read back. So in a flow with secrets
that is worked out at once, and of the line nothing is kept.
"""

from __future__ import annotations

from typing import Any

from callwright.core import record
from callwright.core.events import Parties, SessionEnd
from callwright.core.interpreter import ledger_at_end, step
from callwright.core.model import Flow
from callwright.core.session import Phase, Session


def of(flow: Flow | None, session: Session, anyone: Flow) -> dict[str, Any]:
    """See ``record.of``. Where the call's own flow is served no more, ``anyone`` of the others has to do."""
    if flow is None:
        return _with_button(record.of(anyone, session), session)
    if session.phase is Phase.OVER:
        before = session.fork()
        before.phase = Phase.TALK
        session = step(flow, before, SessionEnd(session.id, session.phase_at, Parties())).session
    return _with_button(record.of(flow, session), session)


def _with_button(account: dict[str, Any], session: Session) -> dict[str, Any]:
    """A pressed button waits before all events."""
    return account | {"pending": ["button", *account["pending"]]} if session.halt else account


def ended(flow: Flow, session: Session, at: int) -> Session:
    """What is kept of a call that ended ``at`` (Unix ms). ``flow`` is the one that it began with."""
    over = Session(
        session.id,
        session.flow,
        session.version,
        session.started_at,
        direction=session.direction,
        language=session.language,
        phase=Phase.OVER,
        phase_at=at,
        state=session.state,
    )
    if any(one.secrets for one in flow.family.values()):
        over.ledger = ledger_at_end(session, at)
    else:
        over.open, over.waiting, over.ledger = session.open, session.waiting, session.ledger
        over.closed, over.closed_at = session.closed, session.closed_at
    return over
