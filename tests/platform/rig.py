"""A line moved by hand: what the application does on it, and what it was told when."""

from __future__ import annotations

from typing import Any

from callwright.platform.caller import Utterance
from callwright.platform.envelope import CallSetup
from callwright.platform.line import Line
from callwright.platform.switches import Switches
from callwright.platform.timeline import Playback
from tests.platform.applications import act, speak
from tests.platform.test_voice import wav

FOUR_SECONDS = wav(4.0)
NAMES = {
    "assistant_speech_ended": "ended",
    "assistant_speak": "speaking",
    "user_speech_started": "onset",
    "user_speak": "words",
    "user_input_timeout": "timeout",
    "session_start": "start",
    "session_end": "end",
    "dtmf_received": "key",
}
ENGLISH = {value: key for key, value in NAMES.items()}


class Rig:
    """A line, what the application does on it by hand, and what it was told when."""

    def __init__(self, websocket: bool = True, setup: CallSetup | None = None, seed: int = 0, **switches: Any) -> None:
        self._begin(Line(setup, websocket=websocket, switches=Switches(**switches), seed=seed))

    @classmethod
    def reading(cls, switches: Switches, setup: CallSetup) -> Rig:
        """A rig over a WebSocket for one whole reading of the documents."""
        rig = cls.__new__(cls)
        rig._begin(Line(setup, websocket=True, switches=switches))
        return rig

    def _begin(self, line: Line) -> None:
        self.line = line
        self.told: list[tuple[int, str]] = []
        self.events: list[dict[str, Any]] = []
        self.line.begins()
        self.flush()
        self.told.clear()

    def flush(self) -> None:
        while self.line.outbox:
            event = self.line.outbox.popleft()
            self.events.append(event)
            self.told.append((self.line.now, NAMES.get(event["type"], event["type"])))

    def to(self, at: int) -> Rig:
        self.flush()
        while (due := self.line.schedule.next_at()) is not None and due <= at:
            self.line.schedule.run_next()
            self.flush()
        self.line.schedule.run_to(at)
        return self

    def send(self, *actions: dict[str, Any]) -> Rig:
        assert self.line.take(list(actions)) == []
        self.flush()
        return self

    def plays(self, strategy: str, **policy: int) -> Rig:
        """A playback of four seconds, whatever the voice."""
        return self.send(self.audio({"strategy": strategy, **policy}))

    def audio(self, policy: dict[str, Any]) -> dict[str, Any]:
        return act(self.id, "audio", audio=FOUR_SECONDS, barge_in=policy)

    def says(self, words: str, lasts: int, *partials: tuple[int, str], voice: int = 60) -> Rig:
        self.line.says(Utterance(words, lasts, 0, voice, partials))
        return self

    @property
    def id(self) -> str:
        return self.line.session_id

    @property
    def playback(self) -> Playback:
        return self.line.playbacks[-1]

    def last(self, kind: str) -> dict[str, Any]:
        return next(e for e in reversed(self.events) if e["type"] == ENGLISH[kind])


def rig_id() -> str:
    """The session's id in every rig of seed 0."""
    return Line().session_id


def asks(rig: Rig, seconds: float = 2.5) -> int:
    """Ask and let it end; gives when that was."""
    rig.send(speak(rig.id, "Well?", user_input_timeout_seconds=seconds))
    end = rig.line.now + rig.playback.length_ms
    rig.to(end)
    return end


def times(rig: Rig, kind: str) -> list[int]:
    """When the application was told this."""
    return [at for at, name in rig.told if name == kind]
