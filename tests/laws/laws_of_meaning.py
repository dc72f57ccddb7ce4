"""Laws of what the caller meant: what counts as an answer, and what is held against nobody."""

from __future__ import annotations

from collections.abc import Iterator

from callwright.core.events import Button, InputTimeout, Key, Outside, Tick, UserSpeak
from callwright.core.line import DEFAULT_END_OF_TURN_MS
from callwright.core.session import Phase
from callwright.platform.timeline import Spoken as Breath
from tests.laws.asking import cut_was_clear, moved, pairs, played_of, protected, shown, what_came
from tests.laws.sentences import BACKCHANNEL, STRAY
from tests.laws.witness import Witness

SURELY_LATER_MS = 400
"""By how much the end of a short word may be misjudged from its letters."""
BARE = ("yes", "no", "ja", "nein", "4", "44")


def words_over_protected_change_nothing(call: Witness) -> Iterator[str]:
    """Words and keys that begin and arrive while a protected prompt plays are neither an answer nor a failure."""
    uncuttable = {id(playback) for sent, playback in pairs(call) if protected(sent)}
    for moment in call.moments:
        playing, event, before = moment.playing, moment.event, moment.before
        if playing is None or before is None or moment.unsettled or id(playing) not in uncuttable:
            continue
        if isinstance(event, UserSpeak):
            counts = event.barged_in or moment.began < playing.at + SURELY_LATER_MS or call.case.switches.deaf_ms > 0
        else:
            counts = not isinstance(event, Key)
        if not counts and not before.pending and not before.halt and moved(before, moment.after):
            yield f"at {moment.now} ms {what_came(moment)} over {shown(playing)}: {moved(before, moment.after)}"


def a_backchannel_is_no_answer(call: Witness) -> Iterator[str]:
    """A bare "mhm" never takes a transition nor fills a slot, unless the question is a yes/no question."""
    for moment in call.moments:
        event, before = moment.event, moment.before
        if before is None or not isinstance(event, UserSpeak) or event.text != BACKCHANNEL:
            continue
        question = call.flow_of(before).questions.get(before.question)
        if question is not None and question.yes_no:
            continue
        if {"take", "value", "confirmed", "denied"} & set(moment.rules):
            yield f"at {moment.now} ms “{event.text}” was taken for an answer: {moment.rules}"


def a_stray_interruption_is_forgiven(call: Witness) -> Iterator[str]:
    """Words that cut a prompt and match nothing are not held against the caller the first time."""
    for moment in call.moments:
        event, before = moment.event, moment.before
        if before is None or not isinstance(event, UserSpeak) or not event.barged_in or event.text not in STRAY:
            continue
        question = call.flow_of(before).questions.get(before.question)
        if before.forgiven or before.pending or moment.unsettled or question is None or question.otherwise is not None:
            continue
        if event.text == BACKCHANNEL and question.yes_no:
            continue
        cut = [
            p for p in call.line.playbacks if p.cut_by == "caller" and moment.began <= (p.stopped_at or 0) <= moment.now
        ]
        if not cut:
            continue
        if moment.after.streak > before.streak:
            yield f"at {moment.now} ms “{event.text}” was counted: {moment.rules}"


def a_late_yes_answers_nothing(call: Witness) -> Iterator[str]:
    """A bare yes, no or digit that began before the call moved on to another question is not taken for its answer.

    As far as that can be known: from its letters and from the end-of-turn silence that was in force.
    """
    moved_at = 0
    in_force = [(0, call.case.switches.end_of_turn_ms), (0, DEFAULT_END_OF_TURN_MS)]
    for moment in call.moments:
        event, before = moment.event, moment.before
        if before is not None and isinstance(event, UserSpeak) and not event.barged_in and not moment.unsettled:
            # A noise behind the words keeps the turn open: then nobody can tell when they began.
            plain = not any(isinstance(b, Breath) and moment.began < b.at <= moment.now for b in call.line.timeline)
            late = plain and event.text.lower() in BARE and not call.case.switches.deaf_ms
            late = (
                late
                and moment.began
                + SURELY_LATER_MS
                + _unsure(in_force, moment.began - call.case.switches.answer_takes_ms)
                < moved_at
            )
            # What a service has answered meanwhile waits for any event at all.
            due = before.waiting and not any(p.spoken for p in before.open)
            counts = not late or due or before.pending or before.halt or before.phase is not Phase.TALK
            if not counts and moved(before, moment.after):
                yield f"at {moment.now} ms “{event.text}” of {moment.began} ms: {moved(before, moment.after)}"
        if before is None or before.question != moment.after.question:
            moved_at = moment.now
        in_force += [(moment.now, a["vad"]["end_of_turn_silence_ms"]) for a in moment.answer if "vad" in a]


def _unsure(in_force: list[tuple[int, int]], began: int) -> int:
    """By how much the end-of-turn silence in force may be misjudged, of words that began then."""
    known = [ms for at, ms in in_force if at > began] + [ms for at, ms in in_force if at <= began][-1:]
    if len(in_force) == 2:
        # Nobody has told the platform: it waits as long as it likes, and we can only guess.
        known = [ms for _, ms in in_force]
    return max(known) - min(known)


def noise_is_not_counted_as_silence(call: Witness) -> Iterator[str]:
    """The silence after a stop without words is not counted, the first time: what was cut is said again."""
    played = played_of(call)
    for moment in call.moments:
        before = moment.before
        if (
            before is None
            or not isinstance(moment.event, InputTimeout | Tick)
            or before.noise_resumed
            or before.pending
        ):
            continue
        gone_by = [sent for sent in call.sent if sent.sounding.sent_at <= moment.event.at and sent.spoken]
        gone_by = [sent for sent in gone_by if sent.sounding.sent_at < moment.event.at]
        last = played.get(id(gone_by[-1].action)) if gone_by else None
        if last is None or last.cut_by != "noise" or last.type == "audio" or not cut_was_clear(call, last):
            continue
        something_since = any(
            isinstance(other.event, UserSpeak | Key | Button | Outside)
            and (last.stopped_at or 0) <= other.now <= moment.now
            for other in call.moments
        )
        if not something_since and moment.after.streak > before.streak:
            yield f"at {moment.now} ms the silence after a noise was counted: {moment.rules}"
