"""What is sent, and when: the end of every step.

Laws (language 5). Every ``speak`` carries a timeout: a question its own, everything else a watchdog. Hang-up, transfer
and hand-over go out when nothing waits and nothing plays. After each answer something plays, or a timeout is pending
that no speech has touched, or the call is ending: ``settle`` keeps this, in one place, by the silent speak.
"""

from __future__ import annotations

from callwright.core import actions, inquiring, silence
from callwright.core.line import DEFAULT_END_OF_TURN_MS, occupied, playing, stop
from callwright.core.model import HandOver, Transcription, Transfer
from callwright.core.playback import Playback, Silence, Spoken
from callwright.core.prompt import PROTECTED, Kind
from callwright.core.session import After, Phase
from callwright.core.speech import markup_ms, text_ms
from callwright.core.turn import Failed, Turn

WATCHDOG_MS = 10_000
WORDS_MS = 2_000
PATIENCE_MS = 30_000
KEY_PAUSE_MS = 4_000


def settle(turn: Turn) -> None:
    """The end of every step: send what is due, and leave nobody on a silent line (law 5)."""
    session = turn.session
    if session.phase is not Phase.TALK or turn.muted:
        return
    asking = session.inquiry is not None
    due = session.cut is None and (session.waiting or not (asking or session.after is After.LISTEN))
    if occupied(turn):
        if playing(turn) or not (due or _carries_another_time(turn)):
            return
        stop(turn)
    if session.cut is not None:
        if not session.armed:
            _send_silence(turn)
    elif session.waiting:
        _send(turn)
    elif asking:
        # Else whoever runs the call waits a moment for the response, and then has something said.
        if turn.takes_long:
            _send_silence(turn)
    elif session.after is After.ASK:
        inquiring.begin(turn)
    elif session.after is not After.LISTEN:
        _finish(turn)
    elif session.armed != _what_we_wait_for(turn)[1]:
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
    session.armed = 0
    session.sent_at = turn.at
    last = session.after is After.LISTEN and not session.waiting
    before = session.vad
    vad = _vad(turn, first) if before or turn.flow.sends_vad else None
    if first.kind is Kind.AUDIO:
        flow_name, _, prompt_id = first.content.partition(":")
        clip = turn.family[flow_name].prompts[prompt_id].audio
        assert clip is not None
        # A change of settings restarts the recogniser, so none is sent that changes nothing.
        if vad is not None and vad != before:
            turn.actions.append(actions.configure_transcription(session.id, Transcription(), vad))
        turn.actions.append(actions.audio(session.id, clip, first.barge_in))
        session.open += (Playback(turn.at, clip.duration_ms, spoken, duration_ms=clip.duration_ms),)
        if last:
            session.listen_ms = first.no_input_after or _question_ms(turn)
        return
    markup = first.kind is Kind.SSML
    content = first.content if count == 1 else " ".join(s.content for s in spoken)
    timeout = WATCHDOG_MS
    if last:
        session.listen_ms = first.no_input_after or _question_ms(turn)
        timeout = _what_we_wait_for(turn)[1]
    turn.actions.append(
        actions.speak(
            session.id,
            content,
            first.barge_in,
            timeout,
            markup=markup,
            voice=first.voice,
            end_of_turn_silence=vad,
        )
    )
    pace = session.paces.get(first.voice_name, 0.0) if session.paces else 0.0
    estimate = markup_ms(content, pace) if markup else text_ms(content, pace)
    session.open += (Playback(turn.at, estimate, spoken, timeout),)


def _question_ms(turn: Turn) -> int:
    question = turn.question
    return question.no_input_after if question else turn.flow.no_input_after


def _vad(turn: Turn, spoken: Spoken | None) -> int | None:
    """The end-of-turn silence to send: always one in a flow where any prompt sets it, since it persists."""
    if not turn.flow.sends_vad and not turn.session.vad:
        return None
    session = turn.session
    if spoken is None and session.vad and session.sent_at >= session.moved_at:
        # The question was spoken with its own, which the silent speak behind it must not take back.
        return session.vad
    value = spoken.end_of_turn_silence if spoken else None
    if value is None:
        question = turn.question
        value = question.end_of_turn_silence if question else None
    own = turn.family.get(spoken.prompt.partition(":")[0], turn.flow) if spoken is not None else turn.flow
    session.vad = value or own.end_of_turn_silence or DEFAULT_END_OF_TURN_MS
    return session.vad


def _carries_another_time(turn: Turn) -> bool:
    """Whether the silent speak that is open waits for something else than we wait for now."""
    silent = next(playback for playback in turn.session.open if playback.cut_ms is None)
    return (silent.silence, silent.timeout_ms) != _what_we_wait_for(turn)


def _what_we_wait_for(turn: Turn) -> tuple[Silence, int]:
    """What a silent speak would be for now, and for how long."""
    session = turn.session
    if session.cut is not None and (session.waiting or session.after is not After.LISTEN):
        return Silence.WORDS, WORDS_MS
    if session.inquiry is not None:
        return Silence.SERVICE, WATCHDOG_MS
    if (session.keys or session.pieces) and not session.patient:
        return Silence.KEYS, _key_pause(turn)
    if session.patient:
        return Silence.PATIENCE, PATIENCE_MS
    return Silence.QUESTION, session.listen_ms or _question_ms(turn)


def _send_silence(turn: Turn) -> None:
    """The silent speak: no prompt, only the timeout of what we wait for."""
    session = turn.session
    purpose, timeout = _what_we_wait_for(turn)
    serves = purpose is Silence.SERVICE
    voice = turn.voice(turn.flow.voice)
    turn.actions.append(
        actions.speak(
            session.id,
            silence.markup(voice, session.language, silence.SERVICE_MS if serves else silence.SILENCE_MS),
            PROTECTED,
            timeout,
            markup=True,
            voice=voice,
            end_of_turn_silence=_vad(turn, None),
        )
    )
    turn.note("silent speak", purpose.value)
    lasts = silence.SERVICE_MS if serves else silence.LASTS_MS
    session.open += (Playback(turn.at, lasts, (), timeout, purpose),)


def awaits(turn: Turn) -> bool:
    """Whether a service is asked and nothing is on the line: the caller must not wait long for the next word."""
    session = turn.session
    if session.inquiry is None or session.phase is not Phase.TALK or turn.muted:
        return False
    # While we listen for the words that have cut a filler a timeout is pending, and nothing is to be said.
    return not (occupied(turn) or (session.cut is not None and session.armed))


def _key_pause(turn: Turn) -> int:
    question = turn.question
    slot = turn.flow.slot_of(question) if question else None
    pause = slot.key_pause if slot else KEY_PAUSE_MS
    return min(pause, turn.session.piece_ms) if turn.session.piece_ms and not turn.session.keys else pause


def _finish(turn: Turn) -> None:
    """The last word was said: hang up, transfer or hand over (rule 6)."""
    session = turn.session
    act = turn.flow.states[session.state].act if session.state in turn.flow.states else None
    session.phase_at = turn.at
    if session.after is After.TRANSFER and isinstance(act, Transfer):
        action = _transfer(turn, act)
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


def _transfer(turn: Turn, act: Transfer) -> actions.Action:
    """The transfer that a state asks for. Raises ``Failed`` where its number has no digits."""
    session = turn.session
    to = turn.text_of(act.to, act.span)
    if not actions.bare(to):
        raise Failed(f"'{to}' is no number to transfer to", act.span)
    shown = turn.text_of(act.caller_id_number, act.span) if act.caller_id_number else ""
    known = (shown, session.called, *turn.flow.numbers, session.caller, to)
    number = next(number for number in known if actions.bare(number))
    name = turn.text_of(act.caller_id_name, act.span).strip() or turn.flow.title
    return actions.transfer(session.id, to, name, number, act.timeout)
