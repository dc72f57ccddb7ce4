"""What the platform's documents leave open, one switch each.

The defaults are the recommended reading. A switch is one field here and one question where it matters; nothing
else knows about it. An application has to work under every combination.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Switches:
    """One reading of the platform's documents."""

    assistant_speak: Literal["start", "before_ended", "after_ended", "missing"] = "start"
    """When ``assistant_speak`` is sent: as playback starts, around its end, or never."""

    audio_announced: bool = False
    """Whether an ``audio`` has an ``assistant_speak`` too."""

    started_at_in_seconds: bool = False
    """Whether ``speech_started_at`` is the seconds-sized number that samples show."""

    ended: Literal["at_stop", "after_user_speak"] = "at_stop"
    """Whether a playback that the caller cut is reported at once or only behind the words that cut it."""

    ended_at_call_end: bool = True
    """Whether what still plays at a hang-up or transfer is reported as ended."""

    second_speak: Literal["queue", "replace"] = "queue"
    """What a ``speak`` or ``audio`` does that arrives while another one plays."""

    waiting_after_cut: Literal["plays", "dropped"] = "plays"
    """What becomes of the queue when the playing one is cut."""

    session_fields: Literal["full", "short", "id"] = "full"
    """How much of the session later events carry; ``session_start`` always carries all."""

    plus: bool = False
    """Whether phone numbers carry a leading ``+``."""

    words_in: Literal["text", "transcript"] = "text"
    """The name of the field that holds the caller's words."""

    barged_in_false: Literal["false", "missing"] = "false"
    """How a turn says that it interrupted nothing."""

    barged_in_by_action: bool = False
    """Whether words count as interrupting when the application stopped the playback for them."""

    legacy_barge_in: bool = False
    """Whether the first generation's ``user_barge_in`` is sent at the moment of interruption."""

    noise: Literal["restarts", "cancels"] = "restarts"
    """What noise without words does to the silence clock."""

    noise_words: Literal["nothing", "blank"] = "nothing"
    """Whether noise yields no turn at all or one with blank words."""

    speech_started_again: Literal["after_user_speak", "after_silence"] = "after_user_speak"
    """What arms ``user_speech_started`` anew: only the next words, or also the end of a noise."""

    speech_before_playback: Literal["cuts", "ignored"] = "cuts"
    """Whether a caller who talks already when a playback starts can cut it with that same breath."""

    end_of_turn_ms: int = 700
    """The silence that ends a turn as long as no ``vad`` says otherwise, in ms."""

    transfer_without_timeout: Literal["ends", "returns"] = "ends"
    """What a failed transfer that carried no ``timeout`` does to the call."""

    session_end_after_transfer: bool = False
    """Whether an answered transfer is followed by ``session_end``."""

    answer_takes_ms: int = 0
    """How long an answer is on its way in virtual time, in ms."""


RECOMMENDED = Switches()
