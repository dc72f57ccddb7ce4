"""What is told to the application: in which order, what the network loses, what nobody knows.

Theory of operation: the line says what took place, ``Post`` puts it into ``outbox`` as the switches ask for. Two
events that wait there together stand in the order in which they took place, unless ``same_moment`` turns them
round. What is promised stays even then (``_PROMISED``): nothing comes before the start or after the end of a call, and
the ended of what was cut comes before whatever the next playback says of itself.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from callwright.platform.envelope import Envelope
from callwright.platform.switches import Switches
from callwright.platform.timeline import Playback

LOSES_EVERY = 3
UNKNOWN_EVERY = 4

_LOST = {
    "ended": "assistant_speech_ended",
    "assistant_speak": "assistant_speak",
    "timeout": "user_input_timeout",
}
_PROMISED = {
    ("assistant_speech_ended", "assistant_speak"),
    ("assistant_speech_ended", "user_input_timeout"),
    ("user_speech_started", "user_speak"),
    ("dtmf_received", "dtmf_received"),
}


class Post:
    """The events of one call that the application has not been told yet. ``seed`` says which ones get lost."""

    def __init__(self, envelope: Envelope, switches: Switches, seed: int) -> None:
        self.outbox: deque[dict[str, Any]] = deque()
        self._envelope = envelope
        self._switches = switches
        self._loses = _LOST.get(switches.lost, "")
        self._losable = seed
        self._turns_round = switches.same_moment == "reversed"
        self._told = 0
        self._held: list[Playback] = []

    def tell(self, event: dict[str, Any]) -> None:
        """This took place."""
        kind = event["type"]
        if kind == self._loses:
            self._losable += 1
            if self._losable % LOSES_EVERY == 0:
                return
        if self._turns_round and self.outbox and _may_overtake(kind, self.outbox[-1]["type"]):
            self.outbox.insert(len(self.outbox) - 1, event)
        else:
            self.outbox.append(event)
        if self._switches.unknown_events and kind != "session_end":
            self._told += 1
            if self._told % UNKNOWN_EVERY == 0:
                self.outbox.append(self._envelope.event("call_quality", score=4.2))

    def began(self, playback: Playback) -> None:
        """A playback began to sound."""
        if self._switches.assistant_speak == "start":
            self._announce(playback)

    def ended(self, playback: Playback) -> None:
        """A playback fell silent."""
        when = self._switches.assistant_speak
        if when == "before_ended":
            self._announce(playback)
        self.tell(self._envelope.event("assistant_speech_ended"))
        if when == "after_ended":
            self._announce(playback)

    def hold(self, playback: Playback) -> None:
        """A playback fell silent, which is told once ``release`` says so."""
        self._held.append(playback)

    def release(self) -> None:
        """Tell what was held back, oldest first."""
        for playback in self._held:
            self.ended(playback)
        self._held.clear()

    def _announce(self, playback: Playback) -> None:
        if playback.type == "speak" or self._switches.audio_announced:
            self.tell(self._envelope.speaking(playback.action, playback.length_ms, playback.at))


def _may_overtake(later: str, earlier: str) -> bool:
    if earlier == "session_start" or later == "session_end":
        return False
    return (earlier, later) not in _PROMISED
