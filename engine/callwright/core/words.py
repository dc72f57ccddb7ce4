"""Words: to which prompt they belong, and whether they count (language 5, rules 4 and 7 to 10).

over a protected prompt            not an answer, nor a failure
over an interruptible prompt       they count if they match something; then it is stopped
barged_in                          they belong to the last prompt that could be cut
begun before the present prompt    they belong to what came before it
after the question                 an answer
"""

from __future__ import annotations

from callwright.core import answers, asking, ladders, line, outside
from callwright.core.events import UserSpeak
from callwright.core.ladders import Failure
from callwright.core.meaning import is_bare, understand
from callwright.core.playback import Playback, Stop
from callwright.core.sense import Meaning, Sense
from callwright.core.turn import Turn
from callwright.understanding.normalise import Words, normalise

MS_PER_HEARD_CHARACTER = 60
CUT_AFTER_MS = 300
"""So long after somebody began to speak a voice or a few characters have cut what was said."""
SAME_SOUND_MS = 2_000
"""A sound that began so long before the words seem to have begun was another one."""
LONG_PAST_MS = 2_000
"""A prompt that ended so long before the words began was not cut by them."""
MAX_TEXT = 16 * 1024


def heard(turn: Turn, event: UserSpeak) -> None:
    """``user_speak``: decide where the words belong and what they do."""
    session = turn.session
    text = event.text[:MAX_TEXT]
    if not event.barged_in:
        # What these words cut has its ended still to come, however long they were.
        line.presume_ended(turn)
    sound = session.speech_at
    session.speech_at = session.armed = 0
    words = normalise(text, turn.language)
    turn.words, turn.said = (text, event.barged_in), words
    playing = line.playing(turn)
    begun = _begun(turn, text)
    late = not event.barged_in and session.started_at <= begun < max(session.sent_at, session.moved_at)
    if late and _belongs_to_nothing(turn, words, begun):
        return
    # A sound long before the words was another one: it is told of only once until words come.
    began = sound if sound and begun - sound <= SAME_SOUND_MS else begun
    before_the_rung = late and session.last_failure != ""
    if session.pending and (playing is None or not playing.protected) and _give_way(turn, words):
        if event.barged_in and playing is not None:
            line.stop(turn, Stop.VOICE, min(began + CUT_AFTER_MS, turn.at))
        elif event.barged_in:
            line.corrected(turn, cut=True)
        return
    if event.barged_in or (playing is not None and playing.stop is Stop.VOICE):
        _interruption(turn, words, playing, began)
    elif playing is None:
        if session.cut:
            _interruption(turn, words, None, session.closed_at - CUT_AFTER_MS)
        elif session.cut is not None and session.closed is not None:
            session.cut = None
            _over(turn, words, session.closed, before_the_rung)
        else:
            line.corrected(turn, cut=False)
            _answer(turn, understand(turn, words), before_the_rung)
    elif playing.protected and not (late and session.moved_at <= begun):
        turn.note("ignored", "said over a protected prompt")
    else:
        _over(turn, words, playing, before_the_rung)


def _give_way(turn: Turn, words: Words) -> bool:
    """Whether the words are dropped, since they match nothing and this turn belongs to what came from outside."""
    if not outside.carried(turn):
        return False
    turn.answered = understand(turn, words).sense.answers
    if turn.answered:
        return False
    turn.session.cut = None
    turn.note("dropped", "what came from outside is said instead")
    return True


def _begun(turn: Turn, text: str) -> int:
    """When words that arrive now must have begun (rule 8): before their own length and the silence that ended them."""
    end_of_turn = turn.session.vad or line.DEFAULT_END_OF_TURN_MS
    return turn.at - end_of_turn - MS_PER_HEARD_CHARACTER * len(text)


def _belongs_to_nothing(turn: Turn, words: Words, begun: int) -> bool:
    """Late words that answer nothing any more: over a protected prompt, or bare ones after the call moved on."""
    session = turn.session
    before = session.closed
    if before is not None and before.protected and before.sent_at <= begun < session.closed_at <= session.sent_at:
        turn.note("late", "said over a protected prompt")
        return True
    if begun < session.moved_at and is_bare(turn, words):
        turn.note("late", "meant for the question before")
        return True
    return False


def _over(turn: Turn, words: Words, playing: Playback, before_the_rung: bool) -> None:
    """Words over a prompt that they did not stop (rule 7)."""
    meaning = understand(turn, words, asked=_asked(turn, playing, turn.at))
    if not meaning.sense.answers:
        turn.note("ignored", f"said over a prompt: {meaning.sense.value}")
        return
    if not playing.protected:
        line.stop(turn)
    _answer(turn, meaning, before_the_rung)


def _asked(turn: Turn, cut: Playback | None, at: int) -> bool:
    """Whether the caller heard something of the question, its last prompt, before they began to speak over ``cut``."""
    question = turn.question
    if question is None or cut is None:
        return True
    failures = turn.session.failures
    if failures and any(key.endswith(f":{turn.flow.name}:{question.id}") for key in failures):
        # It was asked before, to its end, and is only asked again.
        return True
    # Of one prompt alone nothing is to come but its own rest.
    to_come = line.rest_of(cut, at - cut.sent_at)[1:] if len(cut.spoken) > 1 else ()
    to_come += turn.session.waiting
    if not to_come:
        return True
    own = {f"{turn.flow.name}:{prompt.id}" for prompt in asking.prompts_of(turn, question)}
    return not any(spoken.prompt in own for spoken in to_come)


def _answer(turn: Turn, meaning: Meaning, before_the_rung: bool) -> None:
    """Words that count; if they were on their way before the last rung was said, that is not held against them."""
    if before_the_rung and meaning.sense.answers:
        ladders.take_back(turn)
    answers.answer(turn, meaning)


def _interruption(turn: Turn, words: Words, playing: Playback | None, begun: int) -> None:
    """Words that cut a prompt, or seem to have; ``begun`` is about when they began (rules 4 and 9)."""
    session = turn.session
    rest, session.cut = session.cut or (), None
    cut, at = session.closed, session.closed_at
    later = playing is not None and not playing.by_voice
    if playing is not None and not later:
        if begun < max(playing.sent_at, playing.started_at):
            # They cut the prompt before, if there was any, and we stop the present one now.
            if begun >= session.started_at:
                line.corrected(turn, cut=True)
            cut, at = playing, turn.at
            line.stop(turn, Stop.EITHER)
        else:
            cut, at = playing, min(begun + CUT_AFTER_MS, turn.at)
            line.stop(turn, Stop.VOICE, at)
    elif cut is not None and (cut.protected or begun > at + LONG_PAST_MS):
        # What these words cut is no longer what ended last.
        cut = None
    elif cut is not None:
        line.corrected(turn, cut=True)
    meaning = understand(turn, words, asked=_asked(turn, cut, at))
    if meaning.sense.answers or meaning.sense is Sense.CLOSE:
        if playing is not None and not playing.protected:
            line.stop(turn)
        answers.answer(turn, meaning)
        return
    if later:
        turn.note("interruption", f"{meaning.sense.value}; a later prompt plays already")
        return
    if cut is not None and (cut is playing or not rest):
        rest = line.rest_of(cut, at - cut.sent_at)
    allowed = 2 if meaning.sense is Sense.BACKCHANNEL else 1
    if cut is None and session.forgiven < allowed:
        session.forgiven += 1
        turn.note("interruption", f"{meaning.sense.value}; what was cut is past")
        return
    no_way_on = turn.question is None
    if (session.forgiven < allowed or no_way_on) and rest:
        session.forgiven += 1
        turn.note("interruption", f"{meaning.sense.value}: the rest is said again")
        session.waiting = rest + session.waiting
        return
    if no_way_on:
        return
    turn.drop_waiting()
    ladders.fail(turn, Failure.NO_MATCH)
