"""What a caller hears where no flow can answer: never silence, and never apologies for ever.

Theory of operation.

*No flow for the number.* A rule without memory, so that a restart or a forgotten call changes nothing: ended or a
timeout is answered with ``hangup``, ``session_start``, words and keys with the apology, anything else with nothing.

*A fault of ours.* An exception is logged with the call's id, the session stays as it was, and the caller hears the
apology; the third in a row for one call is answered with ``hangup``.
"""

from __future__ import annotations

from callwright.core import actions
from callwright.core.events import Event, InputTimeout, Key, SessionStart, SpeechEnded, UserSpeak
from callwright.core.interpreter import sorry
from callwright.runtime import log

FAULTS = 3
"""The how many-th fault in a row ends a call."""

FAULTS_KEPT = 10_000

_ASK = (SessionStart, UserSpeak, Key)


class Apologies:
    """Counts the faults of each call."""

    def __init__(self) -> None:
        self._faults: dict[str, int] = {}

    def unserved(self, language: str, event: Event) -> tuple[actions.Action, ...]:
        """No flow answers this number."""
        if isinstance(event, _ASK):
            log.warn("no flow answers this number", call=event.session, number=log.masked(event.parties.called))
            return sorry(language, event)
        if isinstance(event, SpeechEnded | InputTimeout):
            return (actions.hangup(event.session),)
        return ()

    def fault(self, language: str, event: Event) -> tuple[actions.Action, ...]:
        """An event that a caller hears an answer to could not be answered."""
        call = event.session
        if len(self._faults) >= FAULTS_KEPT:
            self._faults.clear()
        faults = self._faults[call] = self._faults.get(call, 0) + 1
        if faults < FAULTS:
            return sorry(language, event, "technical")
        del self._faults[call]
        return (actions.hangup(call),)

    def worked(self, call: str) -> None:
        """The next fault is the first again."""
        if self._faults:
            self._faults.pop(call, None)
