"""What a caller may do where the assistant waits for them, one small value a move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from callwright.core.model import Asks, Flow, Question, Slot
from callwright.languages import get as language_of
from callwright.platform import behaviour
from callwright.platform.call import Call
from callwright.platform.caller import Utterance
from callwright.understanding.phrases import Phrase, SlotRef, parse

NUMBER = "412335"
"""Six digits, of which the first is what our flows want an order to begin with."""

_NONSENSE = {"en": "purple elephants in the garden", "de": "lila Elefanten im Garten"}

MS_A_CHARACTER = 65
SHORTEST_MS = 250
PARTIAL_EVERY_MS = 170
TEXT_LATENCY_MS = 100
VOICE_LATENCY_MS = 60
ONSET_LATENCY_MS = 70


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that a caller does."""

    kind: Literal["says", "presses", "is silent", "makes a noise"]
    text: str = ""

    def __str__(self) -> str:
        return f"{self.kind} “{self.text}”" if self.text else self.kind

    def begin(self, call: Call) -> None:
        """Start doing it now."""
        if self.kind == "presses":
            call.line.presses(self.text[0])
        elif self.kind != "is silent":
            call.line.says(self.utterance)

    async def perform(self, call: Call) -> None:
        """Do it to its end, where the assistant waits, and until the application has been told."""
        if self.kind == "presses":
            await behaviour.press(call, self.text)
        elif self.kind == "is silent":
            await behaviour.stay_silent(call)
        else:
            await behaviour.speak(call, self.utterance)

    @property
    def utterance(self) -> Utterance:
        """How it sounds: always at the same pace and with the same latencies, so that all figures are exact."""
        lasts = max(SHORTEST_MS, len(self.text) * MS_A_CHARACTER)
        if not self.text:
            return Utterance("", NOISE_MS, ONSET_LATENCY_MS, VOICE_LATENCY_MS)
        grown = range(PARTIAL_EVERY_MS, lasts, PARTIAL_EVERY_MS)
        partials = [(at + TEXT_LATENCY_MS, self.text[: len(self.text) * at // lasts]) for at in grown]
        partials.append((lasts + TEXT_LATENCY_MS, self.text))
        return Utterance(self.text, lasts, ONSET_LATENCY_MS, VOICE_LATENCY_MS, tuple(partials))


NOISE_MS = 400
SILENT = Move("is silent")
NOISE = Move("makes a noise")
MHM = Move("says", "mhm")


def nonsense(flow: Flow) -> Move:
    """Words that nothing listens for."""
    return Move("says", _NONSENSE[flow.language[:2]])


def at_a_question(flow: Flow, question: Question) -> Iterator[Move]:
    """All that may be done at a question, what its author wrote first."""
    slot = flow.slot_of(question)
    if question.asks is Asks.VALUE and slot is not None and slot.type == "digits":
        yield from _digits(slot)
    if question.yes_no or question.asks is not Asks.INTENT:
        yield said_universal(flow, "yes")
        yield said_universal(flow, "no")
    for name in sorted(question.own) + sorted(question.listening - question.own):
        if name not in ("yes", "no"):
            yield said(flow, name)
    yield nonsense(flow)
    yield SILENT
    for key in question.keys:
        yield Move("presses", {"star": "*", "hash": "#"}.get(key, key))
    yield Move("presses", next(key for key in "9876" if key not in question.keys))


def _digits(slot: Slot) -> Iterator[Move]:
    length = max(slot.min_length, min(len(NUMBER), slot.max_length))
    right = (NUMBER * 3)[:length]
    yield Move("says", " ".join(right))
    yield Move("says", " ".join("1" + right[1:]))
    yield Move("presses", right + ("#" if slot.end_key and slot.max_length > length else ""))


def said(flow: Flow, intent: str) -> Move:
    """An intent's first phrase."""
    known = flow.intents.get(intent)
    return Move("says", _example(known.phrases[0])) if known and known.phrases else said_universal(flow, intent)


def said_universal(flow: Flow, name: str) -> Move:
    """One of the language's own words."""
    language = language_of(flow.language)
    if name in ("yes", "no"):
        return Move("says", language.sentences[name])
    phrase = parse(language.universals[name][0])
    assert isinstance(phrase, Phrase)
    return Move("says", phrase.example())


def _example(phrase: Phrase) -> str:
    words = [" ".join(NUMBER) if isinstance(piece, SlotRef) else piece for piece in phrase.expansions[0]]
    return " ".join("".join(words).split())
