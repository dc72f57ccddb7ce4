"""What the laws ask of a rehearsed call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from callwright.core.events import Key, UserSpeak
from callwright.core.playback import Fate, Heard, Spoken
from callwright.core.prompt import Prompt
from callwright.core.session import Session
from callwright.platform.timeline import Playback
from callwright.platform.timeline import Spoken as Breath
from tests.laws.witness import Moment, Sent, Witness

SLACK_MS = 50
"""What nobody can tell apart on a telephone line."""
LONGEST_PAUSE_MS = 2_000
"""A caller who pauses for longer has begun anew."""


def timer_taken_unseen(call: Witness) -> bool:
    switches = call.case.switches
    # Words that fall into the time in which the platform hears nothing are a noise, too.
    noises = call.noises > 0 or (switches.deaf_ms > 0 and call.sounds > 0)
    return switches.noise == "cancels" and switches.noise_words == "nothing" and noises


def events_lost(call: Witness) -> bool:
    lost = call.case.switches.lost
    if lost != "ended" or call.speaks_first:
        return lost in ("timeout", "ended")
    return call.sounds > 0 or any(sent.action["type"] == "audio" for sent in call.sent)


def played_of(call: Witness) -> dict[int, Playback]:
    """What was played, by the identity of the action that asked for it: both in the order in which they were sent."""
    return {id(sent.action): playback for sent, playback in pairs(call)}


def pairs(call: Witness) -> list[tuple[Sent, Playback]]:
    pairs, place = [], 0
    for playback in call.line.playbacks:
        while place < len(call.sent):
            sent = call.sent[place]
            place += 1
            if content_of(sent.action) == content_of(playback.action):
                pairs.append((sent, playback))
                break
    return pairs


def content_of(action: Mapping[str, Any]) -> Any:
    return action.get("text") or action.get("ssml") or action.get("audio")


def protected(sent: Sent) -> bool:
    return any(spoken.barge_in.protected for spoken in sent.spoken)


def ended_with_it(call: Witness, sent: Sent) -> bool:
    """Whether the call ended before what was sent could begin to play."""
    if not call.line.over and not call.line.transferring:
        return False
    ended_at = call.line.timeline[-1].at
    return sent.sounding.sent_at - call.line.setup.epoch_ms + call.case.switches.answer_takes_ms >= ended_at


def author_of(call: Witness, spoken: Spoken) -> Prompt | None:
    """The author's prompt behind what is said; ``None`` for a sentence of our own."""
    flow, _, name = spoken.prompt.partition(":")
    return call.flow.family[flow].prompts[name] if spoken.prompt else None


def base_of(tag: str) -> str:
    return tag.partition("-")[0].lower()


def languages(call: Witness, prompt: Prompt, spoken: Spoken) -> set[str]:
    """In which languages these words may be: those in which the author wrote them, or any where they serve all."""
    written = {
        base_of(tag)
        for tag, variants in prompt.texts.items()
        if tag and any(spoken.content in variant.source for variant in variants)
    }
    flow, _, _ = spoken.prompt.partition(":")
    return written or {base_of(tag) for tag in call.flow.family[flow].languages}


def moved(before: Session, after: Session) -> str:
    """What of the dialogue changed."""
    changed = [
        name
        for name in ("phase", "state", "question", "values", "waiting", "after", "failures", "streak", "keys", "waits")
        if getattr(before, name) != getattr(after, name)
    ]
    return ", ".join(f"{name} is {getattr(after, name)!r}" for name in changed)


def what_came(moment: Moment) -> str:
    event = moment.event
    detail = event.text if isinstance(event, UserSpeak) else event.key if isinstance(event, Key) else ""
    return f"{type(event).__name__} {detail}".strip()


def shown(playback: Playback | None) -> str:
    if playback is None:
        return "it was never played"
    name = playback.words or f"audio of {playback.length_ms} ms"
    return f"“{name}” ({playback.strategy}, {played_ms(playback)} of {playback.length_ms} ms, cut by {playback.cut_by})"


def played_ms(playback: Playback) -> int:
    return playback.played_ms or 0


def was_whole(playback: Playback) -> bool:
    """Whether it was played to its end, or so nearly that nobody could tell."""
    return playback.cut_by is None or playback.length_ms - played_ms(playback) <= SLACK_MS


def breath_over(call: Witness, playback: Playback) -> Breath | None:
    """The first of what the caller was saying when this playback stopped, if anything."""
    if playback.cut_by is None:
        return None
    first = None
    for entry in reversed(call.line.timeline):
        if isinstance(entry, Breath) and entry.at <= (playback.stopped_at or 0):
            if first is not None and first.at - entry.until > LONGEST_PAUSE_MS:
                break
            first = entry
    return first


def ended_is_lost(call: Witness) -> bool:
    """Whether the network loses what the platform has to say about endings."""
    return call.case.switches.lost == "ended"


def cut_was_clear(call: Witness, playback: Playback) -> bool:
    """Whether the cut shows by its time: neither at the very beginning nor near the end."""
    switches = call.case.switches
    told = switches.assistant_speak == "start" and not switches.answer_takes_ms and switches.lost == "nothing"
    share = 0.75 if told else 0.3
    if switches.ended != "at_stop" or ended_is_lost(call):
        return False
    return 200 + switches.answer_takes_ms < played_ms(playback) < playback.length_ms * share


def doubt(call: Witness) -> int:
    return call.case.switches.answer_takes_ms + SLACK_MS


def record_of(call: Witness) -> list[Heard] | None:
    """The record of what was sent; ``None`` where the call was so long that its beginning was left out."""
    assert call.session is not None
    ledger = call.session.ledger
    if len(ledger) >= 100 and sum(len(sent.spoken) for sent in call.sent) > 100:
        return None
    return [heard for heard in ledger if heard.fate is not Fate.NEVER or heard.about]


def accounts(call: Witness) -> Iterator[tuple[Sent, Sequence[Heard]]]:
    """Each playback that is in the record, with its prompts' lines there."""
    ledger = record_of(call) or []
    place = 0
    for sent in call.sent:
        entries = ledger[place : place + len(sent.spoken)]
        place += len(sent.spoken)
        if sent.spoken and len(entries) == len(sent.spoken):
            yield sent, entries
