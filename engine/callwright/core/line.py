"""The line: what plays, what waits behind it, and what an ended means.

The platform plays one thing at a time and says only that a playback ended, never which one nor whether it was cut.
So the queue is ours. The laws (language 5):

1. At most one playback that nobody has cut is open. The next one goes out as the answer to its ended (``sending``).
2. Each ended closes the oldest open playback, cut ones included.
3. Nothing counts as cut unless time or a sound shows it, and nothing as whole unless nothing could have cut it.
"""

from __future__ import annotations

from msgspec.structs import replace

from callwright.core import actions, ledger
from callwright.core.playback import Heard, Playback, Spoken, Stop
from callwright.core.prompt import Kind
from callwright.core.session import After, Session
from callwright.core.speech import rest_from_sentence
from callwright.core.turn import Turn

DEFAULT_END_OF_TURN_MS = 700
ON_ITS_WAY_MS = 1_500
"""So long an action of ours, and the ended that it causes, may be on their way."""
SURELY_OVER_MS = 500
"""So long after the end that the platform's figures name, a playback is over although no ended came."""
LEFT_RUNNING_MS = 500
"""So near to its time a timeout may be of a clock that the prompt before has left running."""
MAX_PRESUMED = 3
"""So many playbacks whose ended never came are kept in mind; a voice holds back no more."""
WITH_THE_CALL_MS = 500
"""An ended so shortly before the end of the call, or before an old platform's word of a cut, belongs to that."""


# what plays


def playing(turn: Turn) -> Playback | None:
    """The prompt on the line that nobody is known to have cut, if any; a silent speak is none."""
    for playback in turn.session.open:
        if playback.audible and playback.cut_ms is None:
            return playback
    return None


def occupied(turn: Turn) -> bool:
    """Whether anything is on the line, a silent speak included."""
    for playback in turn.session.open:  # noqa: SIM110  asked in every step, and a generator costs more than it all
        if playback.cut_ms is None:
            return True
    return False


def stop(turn: Turn, by: Stop = Stop.OURS, cut_at: int | None = None) -> None:
    """Stop whatever plays, by the ``barge_in`` action; its ended is still to come.

    ``cut_at`` is when the caller seems to have cut it before that, where words say so (``by`` is ``Stop.VOICE``).
    """
    session = turn.session
    if not occupied(turn):
        return
    marked: list[Playback] = []
    for playback in session.open:
        if playback.cut_ms is None:
            at = turn.at if cut_at is None else max(playback.sent_at, min(cut_at, turn.at))
            playback = replace(playback, cut_ms=at - playback.sent_at, stop=by)
            if not turn.stopped:
                turn.actions.append(actions.barge_in(session.id))
                turn.stopped = True
        marked.append(playback)
    session.open = tuple(marked)


def stopped_by_voice(turn: Turn) -> None:
    """An old platform says that the caller has stopped what plays, or what has ended a moment ago."""
    session = turn.session
    last, now = session.closed, playing(turn)
    if last is not None and turn.at - session.closed_at <= WITH_THE_CALL_MS and not last.protected:
        corrected(turn, cut=True)
        if now is None:
            session.cut = rest_of(last, session.closed_at - last.sent_at)
    elif now is not None and now.by_voice:
        known = replace(now, stop=Stop.VOICE)
        session.open = tuple(known if other is now else other for other in session.open)


def rest_of(playback: Playback, elapsed: int) -> tuple[Spoken, ...]:
    """What is left of a playback after ``elapsed`` ms: from the cut sentence on; markup and audio from the start."""
    if not playback.spoken:
        return ()
    first = playback.spoken[0]
    if first.kind is not Kind.TEXT:
        return playback.spoken
    left = len(rest_from_sentence(playback.text, playback.played(elapsed), playback.length_ms))
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
    if session.open[0].presumed and _is_late(turn):
        turn.note("ended", "late, of a prompt that was presumed to have ended")
        return
    playback = session.open[0]
    if playback.started_at and turn.at - playback.started_at < ledger.NO_EVIDENCE_MS:
        # The platform told us at the end, not at the start.
        playback = replace(playback, started_at=0)
    elapsed = turn.at - playback.sent_at
    session.open = session.open[1:]
    session.counted = playback.timeout_ms or 0
    # Audio that we stopped may still be announced, behind its end, with a length that we knew.
    hushed = playback.cut_ms is not None and playback.is_audio
    session.untold_at = 0 if playback.duration_ms is not None and not hushed else turn.at
    if not playback.audible:
        _silence_ended(turn, playback)
        return
    if playback.cut_ms is not None:
        turn.note("ended", "the prompt that was stopped")
        # Our own action stops it when it arrives, and the ended tells when that was, unless it comes too late for that.
        at_once = playback.stop is not Stop.VOICE and elapsed <= playback.cut_ms + ON_ITS_WAY_MS
        turn.record(ledger.stopped(playback, elapsed if at_once else playback.cut_ms))
        return
    why = _cut_shown(turn, playback, elapsed)
    whole = playback.stop is not Stop.VOICE and ledger.said(playback, elapsed)
    rest = rest_of(playback, elapsed) if why and not whole else ()
    _close(turn, playback, elapsed, cut=bool(rest))
    if why:
        session.cut = rest
        turn.note("ended", f"seems cut: {why}" if rest else f"said, but {why}")
    elif listens(turn) and playback.timeout_ms is not None and not playback.spent:
        session.armed = playback.timeout_ms
        turn.note("ended", f"{_no_cut(playback, elapsed)}; the caller's turn")
    else:
        turn.note("ended", f"{_no_cut(playback, elapsed)}; the queue goes on")


def _is_late(turn: Turn) -> bool:
    """Whether an ended is of a playback that was presumed to have ended; if not, theirs were lost."""
    session = turn.session
    live = tuple(playback for playback in session.open if not playback.presumed)
    if live and live[0].cut_ms is None and not _too_early(live[0], turn.at - live[0].sent_at):
        session.open = live
        return False
    session.open = session.open[1:]
    return True


def _silence_ended(turn: Turn, playback: Playback) -> None:
    session = turn.session
    if playback.cut_ms is None and not playback.spent:
        session.armed = playback.timeout_ms or 0
    turn.note("ended", "a silent speak")


def _cut_shown(turn: Turn, playback: Playback, elapsed: int) -> str:
    """Why an ended looks like a cut, or nothing."""
    if playback.stop is Stop.VOICE:
        return "the platform said so"
    if not playback.by_voice or elapsed < ledger.NO_EVIDENCE_MS:
        return ""
    if turn.session.speech_at >= playback.sent_at and not listens(turn):
        return "the caller is making a sound"
    return _too_early(playback, elapsed)


def _no_cut(playback: Playback, elapsed: int) -> str:
    """Why an ended does not look like a cut."""
    if not playback.by_voice:
        return "whole: no voice can cut it"
    if elapsed < ledger.NO_EVIDENCE_MS:
        return f"{elapsed} ms prove nothing"
    if playback.duration_ms is None:
        return f"taken as whole: {elapsed} of about {playback.estimate_ms} ms"
    return f"taken as whole: {elapsed} of {playback.duration_ms} ms"


def _too_early(playback: Playback, elapsed: int) -> str:
    """Why an ended after ``elapsed`` ms comes too early to be of the whole playback, or nothing."""
    if playback.duration_ms is not None:
        if elapsed * 10 < playback.duration_ms * 8:
            return f"{elapsed} of {playback.duration_ms} ms"
    elif elapsed * 2 < playback.estimate_ms:
        return f"{elapsed} of about {playback.estimate_ms} ms"
    return ""


def _close(turn: Turn, playback: Playback, elapsed: int, *, cut: bool) -> None:
    turn.session.closed, turn.session.closed_at = playback, turn.at
    turn.record(ledger.entries(playback, elapsed, cut=cut, certain=cut and playback.told))


def listens(turn: Turn) -> bool:
    """Whether nothing waits but the caller's answer."""
    session = turn.session
    return session.after is After.LISTEN and not session.waiting


def presume_ended(turn: Turn, *, timeout: bool = False) -> None:
    """Close what must have ended although nobody said so (rule 2).

    That is what is far past its length; and, where a timeout came, what it may belong to: a timeout follows its
    own ended, so one that comes late enough for that proves the ended that we never got.
    """
    session = turn.session
    for playback in session.open:
        if playback.presumed:
            continue
        gone = turn.at - playback.sent_at
        far_past = 2 * gone > 3 * playback.length_ms + 6000 or _surely_over(playback, gone)
        if not (far_past or (timeout and _is_own(session, playback, gone))):
            break
        _presume(turn, playback)


def give_up(turn: Turn) -> None:
    """Nothing came for too long: whatever is open has ended."""
    for playback in turn.session.open:
        if not playback.presumed:
            _presume(turn, playback)


def _presume(turn: Turn, playback: Playback) -> None:
    """Close a playback whose ended never came; it stays in mind, off the line, should it come all the same."""
    session = turn.session
    gone = turn.at - playback.sent_at
    if playback.audible:
        turn.note("presumed ended", f"{gone} ms after it was sent, of {playback.length_ms} ms")
        if playback.cut_ms is not None:
            turn.record(ledger.stopped(playback, playback.cut_ms))
        else:
            session.closed = replace(playback, presumed=True)
            session.closed_at = min(turn.at, playback.sent_at + playback.length_ms)
            turn.record(ledger.presumed(playback))
    left = replace(playback, cut_ms=gone, presumed=True)
    session.open = tuple(left if other is playback else other for other in session.open)
    presumed = [other for other in session.open if other.presumed]
    if len(presumed) > MAX_PRESUMED:
        session.open = tuple(other for other in session.open if other is not presumed[0])


def _is_own(session: Session, playback: Playback, gone: int) -> bool:
    """Whether a timeout that comes ``gone`` ms after a playback was sent is that playback's own."""
    if not playback.timeout_ms or gone < _at_least(playback) + playback.timeout_ms:
        return False
    # A platform may let the clock of the prompt before run on; only lengths that were told are exact enough to tell.
    return playback.duration_ms is not None or not playback.audible or abs(gone - session.counted) > LEFT_RUNNING_MS


def _at_least(playback: Playback) -> int:
    """How long it lasts at the least, as far as anybody knows; a silent speak may take no time at all."""
    if not playback.audible:
        return 0
    if playback.duration_ms is None:
        return playback.estimate_ms * 3 // 4
    return playback.duration_ms - ledger.SLACK_MS


def _surely_over(playback: Playback, gone: int) -> bool:
    """Whether the platform's own figures say that a playback is over: its length, and when it began."""
    return playback.told and playback.played(gone) > playback.length_ms + SURELY_OVER_MS


def close_all(turn: Turn, *, over: bool) -> None:
    """The call is over, or was elsewhere for a while: nothing plays any more, and nothing waits."""
    session = turn.session
    session.ledger = ledger_if_closed(session, turn.at, over=over)
    session.open, session.waiting, session.cut, session.armed = (), (), None, 0


def ledger_if_closed(session: Session, at: int, *, over: bool) -> tuple[Heard, ...]:
    """What was heard if nothing plays any more ``at`` (Unix ms), and nothing waits."""
    lines, closed = session.ledger, session.closed
    if over and closed is not None and at - session.closed_at <= WITH_THE_CALL_MS:
        lines = ledger.doubted(lines, closed, session.closed_at - closed.sent_at)
    for playback in session.open:
        if not playback.presumed:
            elapsed = at - playback.sent_at if playback.cut_ms is None else playback.cut_ms
            lines += ledger.entries(playback, elapsed, cut=True, certain=False)
    if session.waiting:
        lines += ledger.never(session.waiting)
    return ledger.latest(lines)


def corrected(turn: Turn, *, cut: bool) -> None:
    """What came next shows that the last prompt had been cut, or that it had not; put the ledger right."""
    session = turn.session
    playback = session.closed
    if playback is None:
        return
    elapsed = session.closed_at - playback.sent_at
    put_right = ledger.cut_after_all if cut else ledger.whole_after_all
    right = put_right(session.ledger, playback, elapsed)
    if right is not session.ledger:
        session.ledger = right
        turn.note("put right", "the last prompt was cut" if cut else "the last prompt was heard whole")
