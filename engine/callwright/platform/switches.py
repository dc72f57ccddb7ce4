"""What the platform's documents leave open, one switch each.

The defaults are the recommended reading. A switch is one field here and one question where it matters; nothing
else knows about it. An application has to work under every combination, as far as anything can be promised then.

The last word of each docstring, in brackets, says why there is a switch at all: two pages *contradict* each other;
the thing is *unsaid*; it is said to be *optional*; or it depends on the account or the network (*setting*).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Switches:
    """One reading of the platform's documents."""

    # What is told, and when.

    assistant_speak: Literal["start", "before_ended", "after_ended", "missing"] = "start"
    """When ``assistant_speak`` is sent: as playback starts, around its end, or never. (contradict)"""

    announced_words: Literal["told", "missing"] = "told"
    """Whether ``assistant_speak`` repeats the ``text`` or ``ssml`` that is spoken. (optional)"""

    audio_announced: bool = False
    """Whether an ``audio`` has an ``assistant_speak`` too. (unsaid)"""

    started_at_in_seconds: bool = False
    """Whether ``speech_started_at`` is the seconds-sized number that samples show. (contradict)"""

    ended: Literal["at_stop", "after_user_speak"] = "at_stop"
    """Whether a playback that the caller cut is reported at once or only behind the words that cut it. (unsaid)"""

    ended_at_call_end: bool = True
    """Whether what still plays at a hang-up or transfer is reported as ended. (unsaid)"""

    same_moment: Literal["in_order", "reversed"] = "in_order"
    """Which of two things goes first that happen in the same millisecond and have no promised order. (unsaid)"""

    session_end: Literal["plain", "detailed", "missing"] = "plain"
    """Whether ``session_end`` comes at all, and whether with a ``reason`` and a ``timestamp``. (unsaid)"""

    session_end_after_transfer: bool = False
    """Whether an answered transfer is followed by ``session_end``. (unsaid)"""

    sms_reason: Literal["text", "object", "missing"] = "text"
    """What ``reason`` is in ``sms_failed``. (unsaid)"""

    # What events look like.

    session_fields: Literal["full", "short", "id"] = "full"
    """How much of the session later events carry; ``session_start`` always carries all. (contradict)"""

    account_id: bool = True
    """Whether the session carries ``account_id``. (contradict)"""

    direction: bool = True
    """Whether the session carries ``direction``. (optional)"""

    plus: bool = False
    """Whether phone numbers carry a leading ``+``. (contradict)"""

    words_in: Literal["text", "transcript"] = "text"
    """The name of the field that holds the caller's words. (contradict)"""

    barged_in_false: Literal["false", "missing", "null"] = "false"
    """How a turn says that it interrupted nothing. (optional)"""

    unknown_fields: bool = False
    """Whether events and their session carry fields that no page names. (unsaid)"""

    unknown_events: bool = False
    """Whether events of a type that no page names come in between. (unsaid)"""

    # Playback.

    second_speak: Literal["queue", "replace"] = "queue"
    """What a ``speak`` or ``audio`` does that arrives while another one plays. (unsaid)"""

    waiting_after_cut: Literal["plays", "dropped"] = "plays"
    """What becomes of the queue when the playing one is cut. (unsaid)"""

    no_policy: Literal["minimum_characters", "immediate", "none"] = "minimum_characters"
    """The strategy of a ``speak`` or ``audio`` that carries no ``barge_in``. (contradict)"""

    # The caller's voice.

    barged_in_by_action: bool = False
    """Whether words count as interrupting when the application stopped the playback for them. (unsaid)"""

    legacy_barge_in: bool = False
    """Whether the first generation's ``user_barge_in`` is sent at the moment of interruption. (contradict)"""

    legacy_words: bool = True
    """Whether a ``user_barge_in`` carries the words. (contradict)"""

    speech_before_playback: Literal["cuts", "ignored"] = "cuts"
    """Whether a caller who talks already when a playback starts can cut it with that same breath. (unsaid)"""

    window_end: Literal["looks_again", "forgets"] = "looks_again"
    """Whether speech that began inside ``allow_after_ms`` and goes on cuts at its end. (unsaid)"""

    voice_activity: bool = True
    """Whether the account's recogniser notices voice; without it ``immediate`` waits for a partial text. (setting)"""

    speech_started_again: Literal["after_user_speak", "after_silence"] = "after_user_speak"
    """What arms ``user_speech_started`` anew: only the next words, or also the end of a noise. (unsaid)"""

    noise_words: Literal["nothing", "blank"] = "nothing"
    """Whether noise yields no turn at all or one with blank words. (unsaid)"""

    deaf_ms: int = 0
    """How long the recogniser hears nothing after a ``configure_transcription``: 100 to 800 ms are said. (setting)"""

    end_of_turn_ms: int = 700
    """The silence that ends a turn as long as no ``vad`` says otherwise, in ms. (unsaid)"""

    # Silence.

    noise: Literal["restarts", "cancels"] = "restarts"
    """What noise without words does to the silence clock. (unsaid)"""

    key_press: Literal["restarts", "leaves", "cancels"] = "restarts"
    """What a key press does to the silence clock. (unsaid)"""

    newer_playback: Literal["cancels", "leaves"] = "cancels"
    """Whether a newer playback cancels a running silence clock, or may have its timeout in the middle. (unsaid)"""

    # Answers.

    reader: Literal["strict", "lenient"] = "strict"
    """Whether a bad action refuses its answer, or is mended or left out with a warning. (unsaid)"""

    answer_takes_ms: int = 0
    """How long an answer is on its way in virtual time, in ms. (setting)"""

    slow_answer: Literal["waits", "hangs_up"] = "waits"
    """What an answer does that takes longer than 1 s: it is waited for, or the call is hung up. (contradict)"""

    lost: Literal["nothing", "ended", "assistant_speak", "timeout"] = "nothing"
    """Which events the network loses: every third one of this kind, by seed. (setting)"""

    transfer_without_timeout: Literal["ends", "returns"] = "ends"
    """What a failed transfer that carried no ``timeout`` does to the call. (contradict)"""

    def __deepcopy__(self, _: dict[int, object]) -> Switches:
        """It never changes, so copies of a call share it."""
        return self


RECOMMENDED = Switches()
