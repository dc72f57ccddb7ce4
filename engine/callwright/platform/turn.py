"""A caller's turn, and the moment at which it cuts a playback.

A turn is one or more breaths of speech with less than the end-of-turn silence between them; its words go out
as one ``user_speak``. ``trigger_at`` is the whole rule of interruption by voice:

1. ``none`` and ``manual`` are never cut by voice.
2. ``minimum_characters`` is cut when the recognised text of the turn, trimmed, reaches that many characters.
3. ``immediate`` is cut by voice activity, or, where the recogniser has none to offer, by the first partial text.
4. What happens before ``allow_after_ms`` of playback does not count. If the caller still talks at the end of that
   window the condition is looked at again then (unless a switch says that it is not); if they have stopped, only a
   further partial text counts.
"""

from __future__ import annotations

from callwright.platform.caller import Utterance
from callwright.platform.timeline import Playback, Spoken


class Turn:
    """What the caller has said since they were last silent long enough. Times in ms of the call."""

    __slots__ = ("began", "interrupted", "partials", "record", "until", "voice_at", "words")

    def __init__(self) -> None:
        self.words = ""
        self.began = 0
        self.until = 0
        self.voice_at = 0
        self.partials: list[tuple[int, int]] = []
        self.interrupted = False
        self.record = Spoken(0, 0, "")

    def add(self, utterance: Utterance, now: int, said: str | None = None) -> Spoken:
        """The caller draws breath and is heard to say this; gives what is to be written into the timeline.

        ``said`` is what they really say, where the recogniser did not hear all of it.
        """
        before = len(self.words) + 1 if self.words else 0
        self.began, self.until = now, now + utterance.lasts
        self.voice_at = now + utterance.voice
        self.partials += [(now + at, before + len(text.strip())) for at, text in utterance.partials]
        self.words = f"{self.words} {utterance.words}".strip()
        self.record = Spoken(now, self.until, utterance.words if said is None else said)
        return self.record

    def breaks_off(self, now: int) -> None:
        """The call ended or went elsewhere in the middle of a word."""
        self.until = self.record.until = min(self.until, now)


def trigger_at(
    playback: Playback, turn: Turn, *, by_text: bool, before_counts: bool, looks_again: bool = True
) -> int | None:
    """When this turn, as far as it is spoken, cuts this playback; None if it does not.

    ``by_text``: the recogniser offers no voice activity, so that ``immediate`` needs a first partial text.
    ``before_counts``: whether a caller who was talking before playback began may cut it with that breath.
    ``looks_again``: whether speech that goes on cuts at the end of the protected window.
    """
    strategy = playback.strategy
    if strategy not in ("immediate", "minimum_characters"):
        return None
    window = playback.at + playback.allow_after_ms
    if turn.began < playback.at:
        if not before_counts:
            return None
        # Nothing reacts at once: the breath that was there before is noticed as late as any other.
        window = max(window, playback.at + turn.voice_at - turn.began)
    if strategy == "immediate" and not by_text:
        reached: int | None = turn.voice_at if turn.voice_at < turn.until else None
        later: list[int] = []
    else:
        enough = playback.minimum_characters if strategy == "minimum_characters" else 1
        times = [at for at, characters in turn.partials if characters >= enough]
        reached = times[0] if times else None
        later = times
    if reached is None or reached >= window:
        return reached
    if turn.until > window and (looks_again or not playback.allow_after_ms):
        return window
    return next((at for at in later if at >= window), None)
