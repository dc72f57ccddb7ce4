"""What is said, is being said, or was said: the values of the line. The rules are in ``line.py``.

Stored as lists (``codec``), so that a field may be added at the end of one, with a default, and nowhere else.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from callwright.core.prompt import BargeIn, Kind, Strategy, Voice

_DEAF = (Strategy.NONE, Strategy.MANUAL)
"""Policies under which no voice cuts."""


class Spoken(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One prompt with its words put in, waiting to be said or on the line.

    ``prompt`` is the prompt's id, empty for a built-in sentence. ``content`` is the text or the markup; for audio
    it is the id of the prompt that holds the file, so that a session stays small. ``voice`` speaks the language of
    the words. Times are in ms.
    """

    prompt: str
    kind: Kind
    content: str
    barge_in: BargeIn
    name: str = ""
    voice: Voice | None = None
    no_input_after: int | None = None
    end_of_turn_silence: int | None = None

    @property
    def voice_name(self) -> str:
        """The name of the voice, empty for the telephone line's own."""
        return (self.voice.voice or "") if self.voice is not None else ""

    def joins(self, before: Spoken) -> bool:
        """Whether it may go out in one ``speak`` with the one before (language 5)."""
        return (
            self.kind is Kind.TEXT
            and before.kind is Kind.TEXT
            and self.barge_in.strategy is before.barge_in.strategy
            and self.barge_in.minimum_characters == before.barge_in.minimum_characters
            and not self.barge_in.allow_after_ms
            and self.voice == before.voice
            and self.no_input_after == before.no_input_after
            and self.end_of_turn_silence == before.end_of_turn_silence
        )


class Silence(StrEnum):
    """Why a silent speak was sent; empty for a playback that can be heard."""

    AUDIBLE = ""
    QUESTION = "question"
    """The question's own silence starts again."""
    WORDS = "words"
    """A prompt was cut in mid-queue: two seconds for the words that cut it."""
    KEYS = "keys"
    """The time between two keys."""
    PATIENCE = "patience"
    """The caller asked us to wait."""
    SERVICE = "service"
    """A service is asked, and there is nothing more to say meanwhile."""


class Stop(StrEnum):
    """Who stopped a playback before its end, as far as anybody knows."""

    NOBODY = ""
    OURS = "ours"
    """Our ``barge_in``; its ended tells to the millisecond when that was."""
    VOICE = "voice"
    """The caller; their words, or an old platform, tell about when."""
    EITHER = "either"
    """Our ``barge_in``, unless the caller was faster."""


class Playback(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One ``speak`` or ``audio`` on the line, from its sending to its ended.

    ``estimate_ms`` is how long it should last; ``duration_ms`` is what the platform said; ``timeout_ms`` is what it
    arms on its ended (``None`` for audio).
    ``started_at`` is when it became audible, 0 where nobody told us. ``cut_ms`` is set once we know that it was cut.
    ``spent`` means that its timeout came before its ended. ``presumed`` means that it must have ended although nobody
    said so; it stays open, off the line, for an ended that may still come. ``stop`` is who cut it.
    """

    sent_at: int
    estimate_ms: int
    spoken: tuple[Spoken, ...] = ()
    timeout_ms: int | None = None
    silence: Silence = Silence.AUDIBLE
    duration_ms: int | None = None
    started_at: int = 0
    cut_ms: int | None = None
    spent: bool = False
    presumed: bool = False
    stop: Stop = Stop.NOBODY

    @property
    def protected(self) -> bool:
        """Whether the caller cannot cut it. A silent speak is no prompt."""
        return bool(self.spoken) and self.spoken[0].barge_in.protected

    @property
    def is_audio(self) -> bool:
        """Whether it is a file, whose length we know."""
        return bool(self.spoken) and self.spoken[0].kind is Kind.AUDIO

    @property
    def by_voice(self) -> bool:
        """Whether a voice can cut it."""
        return bool(self.spoken) and self.spoken[0].barge_in.strategy not in _DEAF

    @property
    def told(self) -> bool:
        """Whether the platform said how long it lasts and when it began, so that its end can be judged exactly."""
        return self.duration_ms is not None and self.started_at > 0

    @property
    def audible(self) -> bool:
        """Whether it is a prompt rather than a silent speak."""
        return self.silence is Silence.AUDIBLE

    @property
    def text(self) -> str:
        """All that is said in it, as it goes out."""
        return " ".join(spoken.content for spoken in self.spoken)

    def played(self, elapsed: int) -> int:
        """How much of it can have been audible ``elapsed`` ms after it was sent."""
        return elapsed - (self.started_at - self.sent_at if self.started_at else 0)

    @property
    def length_ms(self) -> int:
        """How long it lasts as far as anybody knows."""
        return self.estimate_ms if self.duration_ms is None else self.duration_ms


class Fate(StrEnum):
    """What became of a prompt."""

    HEARD = "heard"
    """Played to its end, for certain."""
    ENDED = "ended"
    """Its playback ended and nothing spoke of a cut: most likely whole, but nobody said so."""
    CUT = "cut"
    NEVER = "never"


class Heard(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One line of the ledger of what the caller heard. ``ms`` is how much of it was played; ``about`` marks a guess.

    ``left`` is how many of its sentences, the cut one included, were not heard to their end; 0 where it was not cut.
    """

    prompt: str
    name: str
    fate: Fate
    ms: int
    about: bool
    left: int = 0
