"""What a caller hears where no flow can answer: never silence, and never apologies for ever.

Theory of operation.

*No flow for the number.* A rule without memory, so that a restart or a forgotten call changes nothing: ended or a
timeout is answered with ``hangup``, ``session_start``, words and keys with the apology, anything else with nothing.
Only a call that we asked to wait a moment, and that the store then did not know any more, hears an apology first.

*A fault of ours.* An exception is logged with the call's id, the session stays as it was, and the caller hears the
apology; the third in a row for one call is answered with ``hangup``.

*The store does not work.* Nothing is wrong with the call, so nobody apologises and nobody hangs up: the caller hears
that it takes a moment, and after two seconds of silence the platform asks us again. When the store is back, the call
goes on where it stood, which then asks its question again. Only who has waited for very long is let go.
"""

from __future__ import annotations

from callwright.core import actions
from callwright.core.events import Event, InputTimeout, Key, SessionStart, SpeechEnded, UserSpeak
from callwright.core.interpreter import sorry
from callwright.core.prompt import PROTECTED
from callwright.languages import get as language_of
from callwright.runtime import log

FAULTS = 3
"""The how many-th fault in a row ends a call."""

FAULTS_KEPT = 10_000

MOMENTS = 20
"""The how many-th "one moment" in a row ends a call: after a minute and more."""

MOMENT_MS = 2_000
"""How long the caller is left in silence after it, until the platform asks again."""

_ASK = (SessionStart, UserSpeak, Key)
_CUT_IN = (UserSpeak, Key)
HEARD = frozenset({*_ASK, SpeechEnded, InputTimeout})
"""The events to which a caller hears an answer, and with which a call begins that nobody knows."""


class Apologies:
    """Counts the faults of each call."""

    def __init__(self) -> None:
        self._faults: dict[str, int] = {}
        self._moments: dict[str, tuple[int, int]] = {}

    def unserved(self, language: str, event: Event) -> tuple[actions.Action, ...]:
        """No flow answers this number."""
        if type(event) in HEARD and self._moments.pop(event.session, None) is not None:
            return sorry(language, event, "technical")  # it waited for a store that came back without it
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

    def moment(self, language: str, event: Event) -> tuple[actions.Action, ...]:
        """An event that a caller hears an answer to could not be taken while the store does not work.

        Words and keys that come while that is being said need no sentence of their own.
        """
        call = event.session
        if len(self._moments) >= FAULTS_KEPT:
            self._moments.clear()
        moments, said_at = self._moments.get(call, (0, 0))
        if isinstance(event, _CUT_IN) and moments and 0 <= event.at - said_at < MOMENT_MS:
            return ()
        if moments + 1 >= MOMENTS:
            del self._moments[call]
            return (actions.hangup(call),)
        self._moments[call] = (moments + 1, event.at)
        text = language_of(language).sentences["one_moment"]
        return (actions.speak(call, text, PROTECTED, MOMENT_MS),)

    def worked(self, call: str) -> None:
        """The next fault is the first again."""
        if self._faults:
            self._faults.pop(call, None)
        if self._moments:
            self._moments.pop(call, None)
