"""Lengths: what the platform tells of how long a prompt lasts, early, late, or of another than the one that plays.

Law: in doubt nothing is believed. A length that is taken for the wrong prompt makes that one seem over, or cut.
"""

from __future__ import annotations

from msgspec.structs import replace

from callwright.core import ledger
from callwright.core.playback import Playback
from callwright.core.prompt import Kind
from callwright.core.speech import OPENING_MS, weight
from callwright.core.turn import Turn

LATEST_START_MS = 2_000
"""A length told later than this after its prompt was sent is no sign of the prompt's beginning."""
TOLD_TOO_LATE_MS = 500
"""So long after an ended a length may still be that of what has ended."""


def told(turn: Turn, duration_ms: int | None, text: str) -> None:
    """``assistant_speak``: how long a prompt lasts; may come early, late or never."""
    session = turn.session
    if duration_ms is None or not 0 <= duration_ms < 3_600_000:
        return
    if not text and _of_an_audio(turn, duration_ms):
        turn.note("length", f"{duration_ms} ms, of an audio")
        return
    if _told_too_late(turn, duration_ms, text):
        return
    for index, playback in enumerate(session.open):
        if playback.presumed or playback.duration_ms is not None or (text and text.split() != playback.text.split()):
            continue
        gone = turn.at - playback.sent_at
        started = turn.at if gone < LATEST_START_MS and 10 * gone < 9 * duration_ms else 0
        known = replace(playback, duration_ms=duration_ms, started_at=started)
        session.open = (*session.open[:index], known, *session.open[index + 1 :])
        _measure(turn, playback, duration_ms)
        turn.note("length", f"{duration_ms} ms, estimated {playback.estimate_ms} ms")
        return
    turn.note("length", f"{duration_ms} ms, of nothing that plays")


def _of_an_audio(turn: Turn, duration_ms: int) -> bool:
    """Whether this is the length of an audio that plays or has just ended; we knew it."""
    last = turn.session.closed
    every = turn.session.open if last is None else (*turn.session.open, last)
    return any(playback.is_audio and playback.duration_ms == duration_ms for playback in every)


def _told_too_late(turn: Turn, duration_ms: int, text: str) -> bool:
    """Whether this is, or may be, the length of a playback that has just ended; then the record is put right."""
    session = turn.session
    if not session.untold_at or turn.at - session.untold_at > TOLD_TOO_LATE_MS:
        return False
    last = session.closed
    its_own = last is not None and session.closed_at == session.untold_at
    if text and not (its_own and last is not None and text.split() == last.text.split()):
        return False
    turn.note("length", f"{duration_ms} ms, of what has just ended")
    session.untold_at = 0
    if its_own and last is not None and (text or _fits(turn, duration_ms, last)):
        session.closed = replace(last, duration_ms=duration_ms)
        session.ledger = ledger.too_short(session.ledger, session.closed, session.closed_at - last.sent_at)
    return True


def _fits(turn: Turn, duration_ms: int, last: Playback) -> bool:
    """Whether a length without words is more likely that of what has ended than that of what plays."""
    playing = next((playback for playback in turn.session.open if not playback.presumed), None)
    return playing is None or abs(duration_ms - last.estimate_ms) <= abs(duration_ms - playing.estimate_ms)


def _measure(turn: Turn, playback: Playback, duration_ms: int) -> None:
    """Learn the voice's pace from a text whose length we were told."""
    if not playback.spoken or playback.spoken[0].kind is not Kind.TEXT:
        return
    if len(playback.text) < 20:
        return
    pace = min(200.0, max(20.0, (duration_ms - OPENING_MS) / weight(playback.text)))
    voice, paces = playback.spoken[0].voice_name, turn.session.paces
    turn.session.paces = {**paces, voice: round((paces.get(voice, pace) + pace) / 2, 1)}
