"""What the caller's words mean at this point of the call: one small value, and how it is found.

Only what the question and ``anytime`` listen for can win. A value that is asked for and spoken alone wins over an
intent, an intent over a value with words around it. A bare "mhm" is an answer only to a yes/no question.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from callwright.core.model import Asks, Question
from callwright.core.turn import Turn
from callwright.understanding.answer import hear_yes_no
from callwright.understanding.matcher import Candidate, Verdict
from callwright.understanding.normalise import Words
from callwright.understanding.ordinal import hear_choice
from callwright.understanding.values import hear_digits


class Sense(StrEnum):
    """What kind of thing was said."""

    BLANK = "blank"
    HESITATION = "hesitation"
    BACKCHANNEL = "backchannel"
    NOTHING = "nothing"
    INTENT = "intent"
    VALUE = "value"
    YES = "yes"
    NO = "no"
    OTHERWISE = "otherwise"
    CLOSE = "close"
    """Two intents are about as good."""

    @property
    def answers(self) -> bool:
        """Whether something that is listened for was said."""
        return self not in _NO_ANSWER


_NO_ANSWER = frozenset({Sense.BLANK, Sense.HESITATION, Sense.BACKCHANNEL, Sense.NOTHING, Sense.CLOSE})


@dataclass(frozen=True, slots=True)
class Meaning:
    """``intent`` for an intent; ``values`` are what the words fill; ``close`` are the intents that clash."""

    sense: Sense
    intent: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    close: tuple[Candidate, ...] = ()


_EVEN_THEN = frozenset({"main_menu", "back"})
"""The built-ins that make sense where no question waits."""

BLANK = Meaning(Sense.BLANK)
HESITATION = Meaning(Sense.HESITATION)
BACKCHANNEL = Meaning(Sense.BACKCHANNEL)
NOTHING = Meaning(Sense.NOTHING)
YES = Meaning(Sense.YES)
NO = Meaning(Sense.NO)


def understand(turn: Turn, words: Words, *, asked: bool = True) -> Meaning:
    """What the words mean to the question that waits, or to ``anytime`` where none does.

    ``asked`` is false as long as nothing of the question itself was said: then a backchannel answers nothing.
    """
    if words.is_blank:
        return BLANK
    if words.is_backchannel and not asked:
        return BACKCHANNEL
    question = turn.question
    if question is None:
        if words.is_hesitation or words.is_backchannel:
            return NOTHING
        return _intent(turn, words, turn.flow.anytime.keys() | (turn.flow.universals & _EVEN_THEN), frozenset())
    offered = turn.session.offered
    if offered:
        place = hear_choice(words, turn.language, len(offered))
        if place is not None and offered[place - 1] in question.listening:
            return Meaning(Sense.INTENT, offered[place - 1])
    if question.asks is not Asks.INTENT:
        found = _asked_value(turn, words, question)
        if found is not None:
            return found
    found = _intent(turn, words, question.listening, question.own)
    if found.sense is not Sense.NOTHING:
        return found
    if question.asks is Asks.VALUE:
        slot = turn.flow.slot_of(question)
        if slot is not None and slot.type == "digits":
            digits = hear_digits(words, turn.language)
            if digits is not None:
                return Meaning(Sense.VALUE, values={slot.name: digits})
    if words.is_hesitation:
        return HESITATION
    if words.is_backchannel and not question.yes_no:
        return BACKCHANNEL
    return Meaning(Sense.OTHERWISE) if question.otherwise else NOTHING


def _intent(turn: Turn, words: Words, listening: AbstractSet[str], own: frozenset[str]) -> Meaning:
    if not listening:
        return NOTHING
    match = turn.lexicon.match(words, listening, own)
    if match.verdict is Verdict.CLEAR:
        best = match.candidates[0]
        turn.note("heard", f"{best.intent} ({best.score:.2f}) by '{best.phrase}'")
        return Meaning(Sense.INTENT, best.intent, dict(best.values) if best.values else {})
    if match.verdict is Verdict.CLOSE:
        turn.note("heard", "either " + " or ".join(f"{c.intent} ({c.score:.2f})" for c in match.candidates))
        return Meaning(Sense.CLOSE, close=match.candidates)
    return NOTHING


def _asked_value(turn: Turn, words: Words, question: Question) -> Meaning | None:
    """The answer that a form's question asks for, where the whole utterance is one."""
    slot = turn.flow.slot_of(question)
    if question.asks is not Asks.VALUE:
        answer = hear_yes_no(words, turn.language, turn.lexicon)
        if answer:
            return YES
        if slot is not None and slot.type == "digits":
            better = hear_digits(words, turn.language)
            if better is not None:
                return Meaning(Sense.VALUE, values={slot.name: better})
        return None if answer is None else NO
    if slot is None:
        return None
    if slot.type == "yes_no":
        answer = hear_yes_no(words, turn.language, turn.lexicon)
        return None if answer is None else Meaning(Sense.VALUE, values={slot.name: answer})
    digits = turn.language.hear_digits(words.core)
    return None if digits is None else Meaning(Sense.VALUE, values={slot.name: digits})


def is_bare(turn: Turn, words: Words) -> bool:
    """Whether an utterance is a bare yes, no, backchannel or digit, which means little without its question."""
    if words.is_blank or words.is_hesitation or words.is_backchannel:
        return True
    digits = turn.language.hear_digits(words.core)
    if digits is not None and len(digits) <= 2:
        return True
    return len(words.core) <= 2 and hear_yes_no(words, turn.language, turn.lexicon) is not None


def spoken_choices(turn: Turn, close: tuple[Candidate, ...]) -> str:
    """Intents as a caller hears them named: "billing or sales"."""
    names: list[str] = []
    for candidate in close:
        intent = turn.flow.intents.get(candidate.intent)
        if intent is not None and intent.phrases:
            names.append(intent.phrases[0].example())
        else:
            names.append(turn.language.universals.get(candidate.intent, (candidate.intent,))[0])
    return turn.language.join(names, "or")
