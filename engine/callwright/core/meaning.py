"""What the caller's words mean at this point of the call: one small value, and how it is found.

Only what the question and ``anytime`` listen for can win. A value that is asked for and spoken alone wins over an
intent, an intent over a value with words around it. A bare "mhm" is an answer only to a yes/no question.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from msgspec.structs import replace

from callwright.core import collecting, correcting, crossing, parents
from callwright.core.model import Asks, Flow, Form, Question
from callwright.core.sense import BACKCHANNEL, BLANK, HESITATION, NOTHING, Meaning, Sense
from callwright.core.turn import Turn
from callwright.understanding.answer import hear_yes_no
from callwright.understanding.matcher import Candidate, Verdict
from callwright.understanding.normalise import Words, normalise
from callwright.understanding.ordinal import hear_choice

_EVEN_THEN = frozenset({"main_menu", "back"})
"""The built-ins that make sense where no question waits."""


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
        even_then = _EVEN_THEN | {"cancel"} if turn.session.inquiry else _EVEN_THEN
        return _intent(turn, words, turn.flow.anytime.keys() | (turn.flow.universals & even_then), frozenset())
    offered = turn.session.offered
    if offered:
        place = hear_choice(words, turn.language, len(offered))
        if place is not None and offered[place - 1] in question.listening:
            return Meaning(Sense.INTENT, offered[place - 1])
    if question.asks is not Asks.INTENT:
        found = collecting.plain(turn, words, question)
        if found is not None:
            return found
    found = _intent(turn, words, question.listening, question.own)
    if question.asks is Asks.INTENT:
        if found.sense is not Sense.NOTHING:
            return found
    elif found.sense is Sense.NOTHING or (found.sense is Sense.INTENT and not _stands(turn, words, question, found)):
        value = collecting.around(turn, words, question)
        if value is not None:
            return value
    else:
        mended = _mends(turn, words, question, found)
        if mended.sense is Sense.CORRECTION and question.asks is Asks.VALUE:
            # "On Friday for four people" answers the question first, however like a correction it sounds.
            value = collecting.around(turn, words, question)
            if value is not None and question.slot in value.values:
                return value
        return mended
    if found.sense is not Sense.NOTHING:
        return found
    if words.is_hesitation:
        return HESITATION
    if words.is_backchannel and not question.yes_no:
        return BACKCHANNEL
    return Meaning(Sense.OTHERWISE) if question.otherwise else NOTHING


def _intent(turn: Turn, words: Words, listening: AbstractSet[str], own: frozenset[str]) -> Meaning:
    """The intent that these words mean, of those that are listened for here and by those who wait for this sub-flow.

    The best one wins; where several are as good, the one that is nearest.
    """
    found, score = _match(turn, turn.flow, words, listening, own)
    if turn.session.stack and score < 1.0:
        for depth, (flow, _) in enumerate(crossing.parents(turn), 1):
            other, better = _match(turn, flow, words, flow.anytime.keys(), frozenset())
            if other.sense is Sense.INTENT and better > score:
                found, score = replace(other, depth=depth), better
    return found


def _stands(turn: Turn, words: Words, question: Question, found: Meaning) -> bool:
    """Whether an intent wins over the value that is asked for.

    Not where none of its conditions holds; and in free words only if hardly anything else was said: "she spoke very
    good English" is an answer, "English, please" is not.
    """
    if found.depth:
        return True
    targets = question.transitions.get(found.intent) or turn.flow.anytime.get(found.intent)
    if targets is not None and parents.choose(turn, targets, 0, found.values) is None:
        return False
    slot = turn.flow.slot_of(question) if question.asks is Asks.VALUE else None
    if slot is None or slot.type != "text" or found.score >= 1.0:
        return True
    explained = {*normalise(found.phrase, turn.language).tokens, *turn.language.light}
    return all(word in explained for word in words.core)


def _match(
    turn: Turn, flow: Flow, words: Words, listening: AbstractSet[str], own: frozenset[str]
) -> tuple[Meaning, float]:
    """What the words mean among the intents of a flow, and how sure that is, 0 to 1."""
    if not listening:
        return NOTHING, 0.0
    lexicon = turn.lexicon_of(flow)
    now = turn.now if lexicon.tells_time else None
    match = lexicon.match(words, listening, own, now=now, language=turn.session.language)
    winners = match.candidates[:1] if match.verdict is Verdict.CLEAR else ()
    if match.verdict is Verdict.CLOSE:
        # What the author wrote wins over the built-in words of the language.
        winners = tuple(one for one in match.candidates if one.intent in flow.intents)
    if len(winners) == 1:
        best = winners[0]
        turn.note("heard", f"{best.intent} ({best.score:.2f}) by '{best.phrase}'")
        values = dict(best.values) if best.values else {}
        return Meaning(Sense.INTENT, best.intent, values, phrase=best.phrase, score=best.score), best.score
    if match.verdict is Verdict.CLOSE:
        turn.note("heard", "either " + " or ".join(f"{c.intent} ({c.score:.2f})" for c in match.candidates))
        return Meaning(Sense.CLOSE, close=match.candidates), match.candidates[0].score
    return NOTHING, 0.0


def _mends(turn: Turn, words: Words, question: Question, found: Meaning) -> Meaning:
    """An intent that an author lists under ``corrections: on`` mends what its words name."""
    form = turn.flow.states[question.state].act
    if found.sense is not Sense.INTENT or found.depth or not isinstance(form, Form):
        return found
    here = [slot for slot in form.slots if slot.name == question.slot] or list(form.slots)
    if found.intent not in form.corrections.on.union(*(slot.corrections.on for slot in here)):
        return found
    ours = {slot.name for slot in form.slots}
    values = {name: value for name, value in found.values.items() if name in ours}
    if values:
        return Meaning(Sense.CORRECTION, found.intent, values)
    intent = turn.flow.intents.get(found.intent)
    named = {
        name for phrase in (intent.phrases if intent else ()) for name in [ref.name for ref in phrase.slots]
    } & ours
    named = named or set(correcting.names_in(turn, words, form)) or {slot.name for slot in here}
    return Meaning(Sense.CORRECTION, found.intent, slots=tuple(sorted(named)))


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
