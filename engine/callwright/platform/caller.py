"""The caller: how somebody talks, and how the recogniser hears it grow.

Theory of operation: an ``Utterance`` is one breath of speech, described by what can be observed of it: when
voice is noticed, and which partial text the recogniser has at which moment. All times in it are ms from its
beginning. A ``Caller`` makes utterances out of plain sentences, at a pace and with latencies drawn from a seed.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

MS_A_CHARACTER = 65
SHORTEST_MS = 250
PARTIAL_EVERY_MS = 170

TEXT_LATENCY_MS = (50, 200)
VOICE_LATENCY_MS = (20, 100)
ONSET_LATENCY_MS = (20, 120)


@dataclass(frozen=True, slots=True)
class Utterance:
    """One breath of speech; without ``words`` it is noise.

    ``lasts`` is its length, ``onset`` when ``user_speech_started`` can be sent, ``voice`` when voice activity
    interrupts, ``partials`` the recognised text as it grows: (ms, text), in order.
    """

    words: str
    lasts: int
    onset: int
    voice: int
    partials: tuple[tuple[int, str], ...] = ()

    def heard_from(self, ms: int) -> Utterance | None:
        """What of it is heard by somebody who listens only after ``ms``: whole words; None if it is over by then."""
        if ms <= 0:
            return self
        if ms >= self.lasts:
            return None
        missed = len(self.words) * ms // self.lasts
        rest = self.words[missed:]
        if missed and not self.words[missed - 1].isspace():
            rest = rest.partition(" ")[2]
        words = rest.strip()
        lost = len(self.words) - len(words)
        partials = tuple((at, text[lost:].strip()) for at, text in self.partials if at > ms and text[lost:].strip())
        return Utterance(words, self.lasts, self.onset + ms, self.voice + ms, partials)


class Caller:
    """Somebody on the telephone, with a pace of speech (ms a character) and latencies by ``seed``."""

    def __init__(self, seed: int = 0, ms_a_character: int = MS_A_CHARACTER) -> None:
        self._chance = random.Random(f"caller {seed}")
        self._pace = ms_a_character

    def says(self, words: str) -> Utterance:
        """A sentence at this caller's pace."""
        words = words.strip()
        lasts = max(SHORTEST_MS, len(words) * self._pace)
        late = self._between(*TEXT_LATENCY_MS)
        grown = range(PARTIAL_EVERY_MS, lasts, PARTIAL_EVERY_MS)
        partials = [(at + late, words[: len(words) * at // lasts]) for at in grown]
        partials.append((lasts + late, words))
        onset, voice = self._between(*ONSET_LATENCY_MS), self._between(*VOICE_LATENCY_MS)
        return Utterance(words, lasts, onset, voice, tuple(partials))

    def noise(self, lasts: int) -> Utterance:
        """A cough, a passing car: voice activity of ``lasts`` ms that never becomes words."""
        return Utterance("", lasts, self._between(*ONSET_LATENCY_MS), self._between(*VOICE_LATENCY_MS))

    def _between(self, low: int, high: int) -> int:
        return low + int(self._chance.random() * (high - low + 1))
