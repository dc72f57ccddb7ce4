"""Laws of the line: what plays, what waits, and how a call ends."""

from __future__ import annotations

from collections.abc import Iterator

from callwright.core.events import Key, SessionStart, UserSpeak
from callwright.core.session import Phase
from callwright.platform.timeline import HungUp
from tests.laws.asking import ended_with_it, events_lost, played_of, protected, shown, timer_taken_unseen
from tests.laws.witness import Witness

HANGUP_AGAIN_MS = 5_000


def never_a_silent_line(call: Witness) -> Iterator[str]:
    """After each answer something plays, or a timeout is pending that no speech has touched, or the call is ending.

    Outside it stands what nobody can see: noise that cancels a timer without an event, and events that the network
    loses. Where we may speak first, the tick ends it.
    """
    if not timer_taken_unseen(call) and not events_lost(call):
        for at in call.silent_at:
            yield f"at {at} ms nothing plays and nothing is pending"


def one_playback_at_a_time(call: Witness) -> Iterator[str]:
    """No ``speak`` or ``audio`` reaches the platform while another one plays or waits."""
    for at in call.overlaps:
        yield f"at {at} ms a second playback was on the line"
    for playback in call.line.playbacks:
        if playback.cut_by == "replaced":
            yield f"{shown(playback)} was replaced"


def protected_is_never_cut(call: Witness) -> Iterator[str]:
    """A protected prompt plays to its end, unless the call ends or the button is forced."""
    played = played_of(call)
    forced = 0
    for sent in call.sent:
        playback = played.get(id(sent.action))
        if playback is None or not protected(sent) or playback.cut_by in (None, "hangup"):
            continue
        forced += playback.cut_by == "action"
        if playback.cut_by != "action" or forced > call.forced:
            yield f"{shown(playback)} was cut by {playback.cut_by}"


def protected_is_never_lost(call: Witness) -> Iterator[str]:
    """A protected prompt that was queued stays queued until it is sent; one that was sent is played, or all ends."""
    for moment in call.moments:
        before, after = moment.before, moment.after
        if before is None or after.phase is Phase.OVER:
            continue
        still = [*after.waiting, *(moment.sent.spoken if moment.sent else ())]
        for spoken in before.waiting:
            if spoken.barge_in.protected:
                if spoken not in still:
                    yield f"at {moment.now} ms “{spoken.content}” was dropped by {type(moment.event).__name__}"
                else:
                    still.remove(spoken)
    played = played_of(call)
    for sent in call.sent:
        if protected(sent) and id(sent.action) not in played and not ended_with_it(call, sent):
            yield f"“{sent.sounding.text}” was sent and never played"


def what_waits_keeps_its_order(call: Witness) -> Iterator[str]:
    """Nothing new is said before a protected prompt that was waiting; only the rest of what was cut may be."""
    for moment in call.moments:
        before = moment.before
        if before is None:
            continue
        queue = [*(moment.sent.spoken if moment.sent else ()), *moment.after.waiting]
        cut = {s.prompt for p in (*before.open, *([before.closed] if before.closed else ())) for s in p.spoken}
        waited = list(before.waiting)
        protected = [spoken for spoken in waited if spoken.barge_in.protected]
        for spoken in queue:
            if protected and spoken == protected[0]:
                protected.pop(0)
            elif protected and spoken not in waited and spoken.prompt not in cut:
                yield f"at {moment.now} ms “{spoken.content}” was said before “{protected[0].content}”, which waited"


def nothing_after_the_end(call: Witness) -> Iterator[str]:
    """After ``hangup`` nothing is answered but ``hangup`` again, to words 5 s or more later; after ``transfer`` nothing
    until the caller is back; after a hand-over nothing."""
    ended, since, ring_ms = "", 0, 0
    for moment in call.moments:
        kinds = [action["type"] for action in moment.answer]
        if ended == "transfer" and (
            isinstance(moment.event, SessionStart)
            or (isinstance(moment.event, UserSpeak | Key) and moment.now - since >= ring_ms + HANGUP_AGAIN_MS)
        ):
            ended = ""
        again = isinstance(moment.event, UserSpeak) and moment.now - since >= HANGUP_AGAIN_MS
        if ended and kinds and not (ended == "hangup" and kinds == ["hangup"] and again):
            yield f"at {moment.now} ms {kinds} after {ended}"
        for action in moment.answer:
            if action["type"] in ("hangup", "transfer", "configure_voice_to_voice"):
                ended, since, ring_ms = action["type"], moment.now, action.get("timeout", 0) * 1000


def the_last_word_is_heard(call: Witness) -> Iterator[str]:
    """Hang-up, transfer and hand-over never cut a prompt, nor share an answer with one."""
    by_us = any(isinstance(entry, HungUp) and entry.by == "assistant" for entry in call.line.timeline)
    played = played_of(call)
    for sent in call.sent:
        playback = played.get(id(sent.action))
        if (
            playback is not None
            and sent.spoken
            and (playback.cut_by == "transfer" or (playback.cut_by == "hangup" and by_us))
        ):
            yield f"{shown(playback)} was cut by our own {playback.cut_by}"
    for moment in call.moments:
        kinds = [action["type"] for action in moment.answer]
        if {"speak", "audio"} & set(kinds) and {"hangup", "transfer", "configure_voice_to_voice"} & set(kinds):
            yield f"at {moment.now} ms {kinds} in one answer"


def silence_ends_the_call(call: Witness) -> Iterator[str]:
    """A caller who goes silent for ever is let go, within an hour and 400 events.

    Outside it stand, over a plain webhook: noise that cancels a timer without an event; a lost timeout; the lost ended
    of an ``audio``, or of a ``speak`` whose watchdog the caller's own sounds have taken away.
    """
    unseen = timer_taken_unseen(call) or events_lost(call)
    if call.gave_up and not (unseen and not call.speaks_first) and not call.line.voice_to_voice:
        yield call.gave_up
