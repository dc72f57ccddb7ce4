"""Laws of the record: it says what was heard, and never more."""

from __future__ import annotations

from collections.abc import Iterator

from callwright.core.events import SpeechEnded
from callwright.core.line import DEFAULT_END_OF_TURN_MS
from callwright.core.playback import Fate
from callwright.core.session import Phase
from tests.laws.asking import (
    accounts,
    breath_over,
    doubt,
    ended_is_lost,
    played_ms,
    played_of,
    protected,
    record_of,
    shown,
    was_whole,
)
from tests.laws.witness import Witness

_PROVES_MS = 150
"""An ended sooner than this after its prompt was sent proves nothing."""
_GUESSED_MS = 500
"""So short a prompt may end long before it was guessed to, where nobody told its length."""


def the_record_is_complete(call: Witness) -> Iterator[str]:
    """Every prompt that was sent is in the record once, in the order sent; at the end of the call none is missing."""
    wanted = [spoken.prompt for sent in call.sent for spoken in sent.spoken]
    ledger = record_of(call)
    if ledger is None:
        return
    found = [heard.prompt for heard in ledger]
    assert call.session is not None
    if found != wanted[: len(found)] or (call.session.phase is Phase.OVER and len(found) != len(wanted)):
        yield f"sent {wanted}, in the record {found}"


def heard_means_heard(call: Witness) -> Iterator[str]:
    """What the record calls heard was played to its end, and what it says was sent and never spoken was not played.

    Three things nobody can know: a platform that holds the ended of what a noise cut back until the noise is over makes
    that playback look whole, a lost ended says nothing of the one that it belonged to, and where neither a length nor
    the end of the call is told, what the hang-up cut has ended like any other.
    """
    switches = call.case.switches
    held = switches.ended == "after_user_speak"
    untold = switches.session_end == "missing" and (
        switches.assistant_speak != "start" or switches.lost == "assistant_speak"
    )
    for sent, entries in accounts(call):
        playback = played_of(call).get(id(sent.action))
        unknown = {"noise": held, "hangup": untold}
        whole = playback is not None and (was_whole(playback) or unknown.get(playback.cut_by or "", False))
        if not whole and any(heard.fate is Fate.HEARD for heard in entries):
            yield f"heard: {sent.sounding.text!r}, but {shown(playback)}"
        never = all(heard.fate is Fate.NEVER for heard in entries)
        if never and playback is not None and played_ms(playback) > doubt(call) and not ended_is_lost(call):
            yield f"never: {sent.sounding.text!r}, but {shown(playback)}"


def protected_is_heard(call: Witness) -> Iterator[str]:
    """A protected prompt that was played to its end is heard in the record, unless the call ended within a second.

    Lengths that are told late or get lost, and without their words, may be those of any prompt: there nobody can tell.
    Nor can anybody of what is over so soon after it was sent that its ended may be another one's.
    """
    switches = call.case.switches
    told_late = switches.assistant_speak != "start" or switches.lost == "assistant_speak"
    if ended_is_lost(call) or (switches.announced_words == "missing" and told_late):
        return
    for sent, entries in accounts(call):
        playback = played_of(call).get(id(sent.action))
        if playback is None or playback.stopped_at is None or not protected(sent) or call.forced:
            continue
        if playback.length_ms < (_GUESSED_MS if told_late else _PROVES_MS):
            continue
        ends_too = call.line.over and call.line.timeline[-1].at - playback.stopped_at < 1_000
        if playback.cut_by is None and not ends_too and any(heard.fate is not Fate.HEARD for heard in entries):
            yield f"{[heard.fate.value for heard in entries]}: {shown(playback)}"


def the_record_is_exact(call: Witness) -> Iterator[str]:
    """Where nothing says ``about``, the ms are true, but for the way of an answer and 50 ms.

    A platform that keeps to itself what a voice has cut, until something else happens, tells nothing exactly.
    """
    held = call.case.switches.ended == "after_user_speak"
    for sent, entries in accounts(call):
        playback = played_of(call).get(id(sent.action))
        if playback is None or ended_is_lost(call) or any(heard.about for heard in entries):
            continue
        told = sum(heard.ms for heard in entries)
        if abs(told - played_ms(playback)) > doubt(call) and not (held and playback.cut_by in ("caller", "noise")):
            yield f"{told} ms in the record of {shown(playback)}: {entries}"


def about_is_near(call: Witness) -> Iterator[str]:
    """``about`` and cut: at least what was played when the caller began to speak, at most what was played.

    Added to both are the way of an answer and 50 ms; to the first a guess of when the words began (10 ms a character,
    700 ms where there are none) and, where lengths are not told in time, a tenth of the length; to the second the time
    for which the platform kept the stop to itself. ``about`` and ended says that it ended and how long it is, not how
    much of it was heard.
    """
    for sent, entries in accounts(call):
        playback = played_of(call).get(id(sent.action))
        if playback is None or playback.stopped_at is None or ended_is_lost(call):
            continue
        if not any(heard.about for heard in entries) or all(heard.fate is Fate.ENDED for heard in entries):
            continue
        if playback.cut_by is None and _missed_the_cut(call):
            continue
        held = call.case.switches.ended == "after_user_speak"
        since = playback.stopped_at + held
        told = [m.now for m in call.moments if isinstance(m.event, SpeechEnded) and m.now >= since]
        most = played_ms(playback) + (told[0] - playback.stopped_at if told else 0)
        least = played_ms(playback)
        breath = breath_over(call, playback)
        if breath is not None:
            guessed = 10 * len(breath.words) if breath.words else DEFAULT_END_OF_TURN_MS
            least = min(least, breath.at - playback.at - guessed)
        if call.case.switches.assistant_speak != "start" or call.case.switches.lost == "assistant_speak":
            least = min(least, round(playback.length_ms * 0.9))
        found = sum(heard.ms for heard in entries)
        if not least - doubt(call) <= found <= most + doubt(call):
            yield f"about {found} ms, not {least} to {most}, in the record of {shown(playback)}: {entries}"


def _missed_the_cut(call: Witness) -> bool:
    """Whether a platform may call words an interruption that cut nothing, and our own stop may come too late."""
    return call.case.switches.speech_before_playback == "ignored" and call.case.switches.answer_takes_ms > 0
