"""The line: what plays, what waits behind it, and what an ended means.

The platform plays one thing at a time and says only that a playback ended, never which one nor whether it was cut.
So the queue is ours. The laws (language 5):

1. At most one playback that nobody has cut is open. The next one goes out as the answer to its ended.
2. Each ended closes the oldest open playback, cut ones included.
3. Every ``speak`` carries a timeout: a question its own, everything else a watchdog.
4. Hang-up, transfer and hand-over go out when nothing waits and nothing plays.
5. After each answer something plays, or a timeout is pending that no speech has touched, or the call is ending.
   ``settle`` keeps this, in one place, by the silent speak.
"""

from __future__ import annotations

from dataclasses import replace

from callwright.core import actions, ledger, silence
from callwright.core.model import PROTECTED, HandOver, Kind, Strategy, Transcription, Transfer
from callwright.core.playback import Playback, Silence, Spoken
from callwright.core.session import After, Phase
from callwright.core.speech import OPENING_MS, markup_ms, rest_from_sentence, text_ms
from callwright.core.turn import Turn
from callwright.core.voices import voice_for

WATCHDOG_MS = 10_000
WORDS_MS = 2_000
PATIENCE_MS = 30_000
NO_EVIDENCE_MS = 150
"""An ended sooner than this after its speak proves nothing about cutting (rule 11)."""
DEFAULT_END_OF_TURN_MS = 700
SILENCE_LASTS_MS = 100


# what plays


def playing(turn: Turn) -> Playback | None:
    """The prompt on the line that nobody is known to have cut, if any; a silent speak is none."""
    for playback in turn.session.open:
        if playback.audible and playback.cut_ms is None:
            return playback
    return None


def occupied(turn: Turn) -> bool:
    """Whether anything is on the line, a silent speak included."""
    return any(playback.cut_ms is None for playback in turn.session.open)


def stop(turn: Turn) -> None:
    """Stop whatever plays, by the ``barge_in`` action; its ended is still to come."""
    session = turn.session
    marked: list[Playback] = []
    for playback in session.open:
        if playback.cut_ms is None:
            playback = replace(playback, cut_ms=turn.at - playback.sent_at)
            if not turn.stopped:
                turn.actions.append(actions.barge_in(session.id))
                turn.stopped = True
        marked.append(playback)
    session.open = tuple(marked)


def rest_of(playback: Playback, elapsed: int) -> tuple[Spoken, ...]:
    """What is left of a playback after ``elapsed`` ms: from the cut sentence on; markup and audio from the start."""
    if not playback.spoken:
        return ()
    first = playback.spoken[0]
    if first.kind is not Kind.TEXT:
        return playback.spoken
    played = elapsed - (playback.started_at - playback.sent_at if playback.started_at else 0)
    whole = " ".join(spoken.content for spoken in playback.spoken)
    left = len(rest_from_sentence(whole, played, playback.length_ms))
    rest: list[Spoken] = []
    for spoken in reversed(playback.spoken):
        take = min(left, len(spoken.content))
        if take:
            rest.insert(0, replace(spoken, content=spoken.content[-take:]))
        left -= take + 1
        if left <= 0:
            break
    return tuple(rest)


# what ends


def ended(turn: Turn) -> None:
    """``assistant_speech_ended``: close the oldest open playback and see what follows (rules 1, 4, 10, 11)."""
    session = turn.session
    if not session.open:
        turn.note("ended", "nothing was open")
        return
    playback = session.open[0]
    elapsed = turn.at - playback.sent_at
    session.open = session.open[1:]
    if not playback.audible:
        _silence_ended(turn, playback)
        return
    if playback.cut_ms is not None:
        turn.note("ended", "the prompt that was stopped")
        _enter(turn, playback, playback.cut_ms, cut=True, certain=True)
        return
    why = _cut_shown(turn, playback, elapsed)
    _close(turn, playback, elapsed, cut=bool(why))
    if why:
        session.cut = rest_of(playback, elapsed)
        turn.note("ended", f"seems cut: {why}")
    elif _listens(turn) and playback.timeout_ms is not None and not playback.spent:
        session.armed, session.armed_for = True, Silence.AUDIBLE
        turn.note("ended", "the caller's turn")
    else:
        turn.note("ended", "the queue goes on")


def _silence_ended(turn: Turn, playback: Playback) -> None:
    session = turn.session
    if playback.cut_ms is None and not playback.spent:
        session.armed, session.armed_for = True, playback.silence
    turn.note("ended", "a silent speak")


def _cut_shown(turn: Turn, playback: Playback, elapsed: int) -> str:
    """Why an ended looks like a cut, or nothing."""
    if playback.spoken[0].barge_in.strategy in (Strategy.NONE, Strategy.MANUAL) or elapsed < NO_EVIDENCE_MS:
        return ""
    if turn.session.speech_open:
        return "the caller is making a sound"
    if playback.duration_ms is not None:
        if elapsed * 10 < playback.duration_ms * 8:
            return f"{elapsed} of {playback.duration_ms} ms"
    elif elapsed * 2 < playback.estimate_ms:
        return f"{elapsed} of about {playback.estimate_ms} ms"
    return ""


def _close(turn: Turn, playback: Playback, elapsed: int, *, cut: bool) -> None:
    turn.session.closed, turn.session.closed_at = playback, turn.at
    _enter(turn, playback, elapsed, cut=cut, certain=False)


def _enter(turn: Turn, playback: Playback, elapsed: int, *, cut: bool, certain: bool) -> None:
    turn.session.ledger += ledger.entries(playback, elapsed, cut=cut, certain=certain)


def _listens(turn: Turn) -> bool:
    session = turn.session
    return session.after is After.LISTEN and not session.waiting


def presume_ended(turn: Turn, *, timeout: bool = False) -> bool:
    """Close what must have ended although nobody said so (rule 2). True if a prompt was closed.

    That is what is far past its length; and, where a timeout came, what it may belong to: a timeout follows its
    own ended, so one that comes late enough for that proves the ended that we never got.
    """
    session = turn.session
    closed = False
    while session.open:
        playback = session.open[0]
        gone = turn.at - playback.sent_at
        far_past = 2 * gone > 3 * playback.length_ms + 6000
        own = timeout and playback.timeout_ms and 2 * gone >= playback.length_ms + 2 * playback.timeout_ms
        if not (far_past or own):
            break
        session.open = session.open[1:]
        if not playback.audible:
            session.armed_for = playback.silence
            continue
        turn.note("presumed ended", f"{gone} ms after it was sent, of {playback.length_ms} ms")
        if playback.cut_ms is not None:
            _enter(turn, playback, playback.cut_ms, cut=True, certain=True)
        else:
            _close(turn, playback, gone, cut=False)
            session.armed_for = Silence.AUDIBLE
            closed = True
    return closed


def close_all(turn: Turn) -> None:
    """The call ended or was taken from us: nothing plays any more, and nothing waits."""
    session = turn.session
    for playback in session.open:
        elapsed = turn.at - playback.sent_at if playback.cut_ms is None else playback.cut_ms
        _enter(turn, playback, elapsed, cut=True, certain=False)
    session.ledger += ledger.never(session.waiting)
    session.open, session.waiting, session.cut, session.armed = (), (), (), False


# what is sent


def settle(turn: Turn) -> None:
    """The end of every step: send what is due, and leave nobody on a silent line (law 5)."""
    session = turn.session
    if session.phase is not Phase.TALK or turn.muted:
        return
    due = not session.cut and (session.waiting or session.after is not After.LISTEN)
    if occupied(turn):
        if playing(turn) or not due:
            return
        stop(turn)
    if session.cut:
        if not session.armed:
            _send_silence(turn)
    elif session.waiting:
        _send(turn)
    elif session.after is not After.LISTEN:
        _finish(turn)
    elif not session.armed:
        _send_silence(turn)


def _send(turn: Turn) -> None:
    """Send the first waiting prompt, and those behind it that may go out in the same ``speak``."""
    session = turn.session
    waiting = session.waiting
    count = 1
    while count < len(waiting) and waiting[count].joins(waiting[count - 1]):
        count += 1
    spoken, session.waiting = waiting[:count], waiting[count:]
    first = spoken[0]
    session.armed = False
    session.sent_at = turn.at
    last = _listens(turn)
    vad = _vad(turn, first)
    if first.kind is Kind.AUDIO:
        flow_name, _, prompt_id = first.content.partition(":")
        clip = turn.family[flow_name].prompts[prompt_id].audio
        assert clip is not None
        if vad is not None:
            turn.actions.append(actions.configure_transcription(session.id, Transcription(), vad))
        turn.actions.append(actions.audio(session.id, clip, first.barge_in))
        session.open += (Playback(turn.at, clip.duration_ms, spoken, last=last, duration_ms=clip.duration_ms),)
        if last:
            session.listen_ms = first.no_input_after or _question_ms(turn)
        return
    markup = first.kind is Kind.SSML
    content = first.content if count == 1 else " ".join(s.content for s in spoken)
    timeout = WATCHDOG_MS
    if last:
        session.listen_ms = first.no_input_after or _question_ms(turn)
        timeout = PATIENCE_MS if session.patient else session.listen_ms
    turn.actions.append(
        actions.speak(
            session.id,
            content,
            first.barge_in,
            timeout,
            markup=markup,
            voice=voice_for(first.voice, session.language, turn.flow.language),
            end_of_turn_silence=vad,
        )
    )
    estimate = markup_ms(content, session.pace) if markup else text_ms(content, session.pace)
    session.open += (Playback(turn.at, estimate, spoken, timeout, last),)


def _question_ms(turn: Turn) -> int:
    question = turn.question
    return question.no_input_after if question else turn.flow.no_input_after


def _vad(turn: Turn, spoken: Spoken | None) -> int | None:
    """The end-of-turn silence to send: always one in a flow where any prompt sets it, since it persists."""
    if not turn.flow.sends_vad:
        return None
    value = spoken.end_of_turn_silence if spoken else None
    if value is None:
        question = turn.question
        value = question.end_of_turn_silence if question else None
    turn.session.vad = value or turn.flow.end_of_turn_silence or DEFAULT_END_OF_TURN_MS
    return turn.session.vad


def _send_silence(turn: Turn) -> None:
    """The silent speak: no prompt, only the timeout of what we wait for."""
    session = turn.session
    if session.cut and (session.waiting or session.after is not After.LISTEN):
        purpose, timeout = Silence.WORDS, WORDS_MS
    elif session.keys:
        slot = _key_pause(turn)
        purpose, timeout = Silence.KEYS, slot
    elif session.patient:
        purpose, timeout = Silence.PATIENCE, PATIENCE_MS
    else:
        purpose, timeout = Silence.QUESTION, session.listen_ms or _question_ms(turn)
    voice = voice_for(turn.flow.voice, session.language, turn.flow.language)
    turn.actions.append(
        actions.speak(
            session.id,
            silence.markup(voice, session.language),
            PROTECTED,
            timeout,
            markup=True,
            voice=voice,
            end_of_turn_silence=_vad(turn, None),
        )
    )
    turn.note("silent speak", purpose.value)
    session.open += (Playback(turn.at, SILENCE_LASTS_MS, (), timeout, True, purpose),)


def _key_pause(turn: Turn) -> int:
    question = turn.question
    slot = turn.flow.slot_of(question) if question else None
    return slot.key_pause if slot else 4000


def _finish(turn: Turn) -> None:
    """The last word was said: hang up, transfer or hand over (rule 6)."""
    session = turn.session
    act = turn.flow.states[session.state].act if session.state in turn.flow.states else None
    session.phase_at = turn.at
    if session.after is After.TRANSFER and isinstance(act, Transfer):
        number = act.caller_id_number
        action = actions.transfer(
            session.id,
            turn.text_of(act.to, act.span),
            turn.text_of(act.caller_id_name, act.span),
            turn.text_of(number, act.span) if number else session.called,
            act.timeout,
        )
        session.phase, session.ring_ms = Phase.TRANSFERRED, act.timeout * 1000
    elif session.after is After.HAND_OVER and isinstance(act, HandOver):
        action = actions.configure_voice_to_voice(
            session.id,
            turn.text_of(act.system_prompt, act.span),
            turn.text_of(act.greeting, act.span) if act.greeting else None,
            act.temperature,
            act.language,
        )
        session.phase = Phase.HANDED_OVER
    else:
        action = actions.hangup(session.id)
        session.phase = Phase.HUNG_UP
    turn.actions.append(action)
    turn.note(session.phase.value)


# what the platform tells us about lengths


def told_length(turn: Turn, duration_ms: int | None, text: str) -> None:
    """``assistant_speak``: how long a prompt lasts; may come early, late or never."""
    session = turn.session
    if duration_ms is None or not 0 <= duration_ms < 3_600_000:
        return
    for index, playback in enumerate(session.open):
        if playback.duration_ms is not None or (text and playback.audible and text != _text(playback)):
            continue
        gone = turn.at - playback.sent_at
        started = turn.at if 2 * gone < duration_ms + 2000 else 0
        told = replace(playback, duration_ms=duration_ms, started_at=started)
        session.open = (*session.open[:index], told, *session.open[index + 1 :])
        _measure(turn, playback, duration_ms)
        turn.note("length", f"{duration_ms} ms, estimated {playback.estimate_ms} ms")
        return


def _text(playback: Playback) -> str:
    return " ".join(spoken.content for spoken in playback.spoken)


def _measure(turn: Turn, playback: Playback, duration_ms: int) -> None:
    """Learn the voice's pace from a text whose length we were told."""
    if not playback.spoken or playback.spoken[0].kind is not Kind.TEXT:
        return
    length = len(_text(playback))
    if length < 20:
        return
    pace = min(200.0, max(20.0, (duration_ms - OPENING_MS) / length))
    old = turn.session.pace
    turn.session.pace = round((old + pace) / 2 if old else pace, 1)


def corrected(turn: Turn, *, cut: bool) -> None:
    """What came next shows that the last prompt had been cut, or that it had not; put the ledger right."""
    session = turn.session
    playback = session.closed
    if playback is None:
        return
    if cut:
        elapsed = session.closed_at - playback.sent_at
        session.ledger = ledger.cut_after_all(session.ledger, playback, elapsed)
    else:
        session.ledger = ledger.whole_after_all(session.ledger, playback)
