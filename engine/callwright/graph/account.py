"""What a picture of a call shows, lane by lane, before it is known where on the page it stands.

A ``Bar`` lasts, a ``Mark`` is at a moment. Words in them are data and may be anything; ``more`` is what somebody
reads who points at it. Times are ms of the call. In one lane no two bars overlap.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from msgspec.structs import replace as changed

from callwright.core.playback import Fate, Heard
from callwright.core.trace import Trace
from callwright.graph.witness import Dropped, Exchange, Said, audible
from callwright.platform import transcript
from callwright.platform.timeline import (
    Entry,
    Flaw,
    HungUp,
    Playback,
    Pressed,
    Setting,
    Spoken,
    TextMessage,
    TimedOut,
    TransferBegun,
    TransferOver,
    Understood,
)


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that lasts from ``begin`` to ``end``; ``kind`` is its style.

    ``whole`` is when it would have ended uncut (its ``ghost`` is drawn until ``ghost``), ``window`` when it may be
    cut at the earliest, ``cut`` whether it was.
    """

    begin: int
    end: int
    kind: str
    words: str = ""
    label: str = ""
    more: str = ""
    whole: int = 0
    ghost: int = 0
    window: int = 0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happens ``at`` a moment; ``kind`` is its style."""

    at: int
    kind: str
    words: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A whole call. ``title`` and ``about`` stand above it, ``spoken`` is the account in words."""

    title: str
    about: str
    spoken: str
    end: int
    assistant: tuple[Bar, ...] = ()
    silent: tuple[Mark, ...] = ()
    heard: tuple[Mark, ...] = ()
    voice: tuple[Bar, ...] = ()
    caller: tuple[Mark, ...] = ()
    call: tuple[Mark, ...] = ()
    reasons: tuple[Mark, ...] = ()
    events: tuple[Mark, ...] = ()
    actions: tuple[Mark, ...] = ()

    @property
    def marks(self) -> Iterator[Mark]:
        """Every mark of every lane."""
        for lane in (self.silent, self.heard, self.caller, self.call, self.reasons, self.events, self.actions):
            yield from lane


def account(
    title: str,
    about: str,
    timeline: Sequence[Entry],
    exchanges: Sequence[Exchange] = (),
    said: Sequence[Said] = (),
    dropped: Sequence[Dropped] = (),
) -> Account:
    """Everything that a picture of this call shows. Without a witness there is no wire, no record and no reason."""
    playbacks = sorted((e for e in timeline if isinstance(e, Playback) and e.at >= 0), key=lambda p: p.at)
    breaths = [entry for entry in timeline if isinstance(entry, Spoken)]
    moments = [entry.at for entry in timeline if not isinstance(entry, Playback) or entry.at >= 0]
    moments += [b.until for b in breaths] + [p.stopped_at or p.at for p in playbacks] + [e.at for e in exchanges]
    silent = [p for p in playbacks if not _audible(p)]
    return Account(
        title=title,
        about=about,
        spoken="\n".join(transcript.render(timeline)),
        end=max(moments, default=0),
        assistant=_apart([_bar(p, max(moments)) for p in playbacks if _audible(p)]),
        silent=tuple(Mark(p.at, "silent", "", _silence(p)) for p in silent),
        heard=tuple(_heard(playbacks, said, dropped)),
        voice=_apart([_voice(breath, timeline) for breath in sorted(breaths, key=lambda b: b.at)]),
        caller=tuple(mark for entry in timeline for mark in _from_caller(entry)),
        call=tuple(mark for entry in timeline for mark in _of_call(entry)),
        reasons=tuple(_reasons(exchanges)),
        events=tuple(_events(exchanges)),
        actions=tuple(_actions(exchanges)),
    )


# the assistant


def _audible(playback: Playback) -> bool:
    return playback.type == "audio" or bool(playback.words.strip())


def _bar(playback: Playback, over: int) -> Bar:
    end = over if playback.stopped_at is None else playback.stopped_at
    length, cut = playback.length_ms / 1000, playback.cut_by is not None
    words = playback.words if playback.type == "speak" else "♪ a recording"
    policy = transcript.policy(playback)
    fate = f"cut after {transcript.seconds(end - playback.at)} of {length:.1f} s" if cut else f"{length:.1f} s"
    return Bar(
        playback.at,
        end,
        playback.strategy,
        words=words,
        label=policy,
        more=f"{words}\n{policy}; {fate}",
        whole=max(end, playback.at + playback.length_ms) if cut else end,
        window=playback.at + min(playback.allow_after_ms, playback.length_ms) if playback.allow_after_ms else 0,
        cut=cut,
    )


def _silence(playback: Playback) -> str:
    waits = transcript.seconds(playback.timeout_ms)
    return f"a silence that nobody hears, sent only to wait {waits} for the caller"


def _apart(bars: Sequence[Bar]) -> tuple[Bar, ...]:
    """The bars without an overlap, each with as much of a ghost as there is room for before the next."""
    result: list[Bar] = []
    free = 0
    for place, bar in enumerate(bars):
        begin = max(bar.begin, free)
        end = max(begin, bar.end)
        next_begin = max(end, bars[place + 1].begin) if place + 1 < len(bars) else bar.whole
        result.append(replace(bar, begin=begin, end=end, ghost=max(end, min(bar.whole, next_begin))))
        free = end
    return tuple(result)


def _heard(playbacks: Sequence[Playback], said: Sequence[Said], dropped: Sequence[Dropped]) -> Iterator[Mark]:
    left = [s for s in said if s.fates]
    for playback in playbacks:
        match = next((s for s in left if s.action == playback.action), None)
        if match is None:
            continue
        left.remove(match)
        fates = [_fate(heard) for heard in match.fates]
        kind = max((heard.fate for heard in match.fates), key=list(Fate).index)
        same = len(set(fates)) == 1 and kind is not Fate.CUT
        words = fates[0] if same else ", ".join(fates)
        yield Mark(playback.at, kind.value, words, f"What our record says: {', '.join(map(_told, match.fates))}")
    for prompt in dropped:
        yield Mark(prompt.at, "never", f"never: {prompt.words}", "Dropped before it was spoken")


def _fate(heard: Heard) -> str:
    if heard.fate is Fate.CUT:
        return f"cut after {'about ' if heard.about else ''}{heard.ms / 1000:.1f} s"
    return heard.fate.value


def _told(heard: Heard) -> str:
    name = f"{heard.name}: " if heard.name else ""
    means = "ended, as far as anybody knows to its end" if heard.fate is Fate.ENDED else _fate(heard)
    return name + means


# the caller


def _voice(breath: Spoken, timeline: Sequence[Entry]) -> Bar:
    lasts = transcript.seconds(breath.until - breath.at)
    if not breath.words:
        return Bar(breath.at, breath.until, "noise", more=f"noise for {lasts}", whole=breath.until)
    turns = (entry.at for entry in timeline if isinstance(entry, Understood) and entry.at >= breath.until)
    over = min(turns, default=breath.until)
    return Bar(breath.at, breath.until, "speech", more=f"{breath.words}\nspoken for {lasts}", whole=over)


def _from_caller(entry: Entry) -> Iterator[Mark]:
    match entry:
        case Spoken():
            yield Mark(entry.at, "said", f"“{entry.words}”" if entry.words else "noise", entry.words)
        case Pressed():
            yield Mark(entry.at, "key", f"key {entry.digit}")
        case TimedOut():
            yield Mark(entry.at, "waited", f"silent for {transcript.seconds(entry.waited_ms)}")


def _of_call(entry: Entry) -> Iterator[Mark]:
    match entry:
        case HungUp():
            yield Mark(entry.at, "over", f"the {entry.by} hangs up")
        case TransferBegun():
            yield Mark(entry.at, "moves", f"transfer to {entry.to}")
        case TransferOver():
            yield Mark(entry.at, "moves", f"transfer: {entry.outcome.replace('_', ' ')}")
        case TextMessage():
            words = f"text message to {entry.to}" + ("" if entry.sent else ", not delivered")
            yield Mark(entry.at, "moves", words, entry.message)
        case Setting():
            yield Mark(entry.at, "moves", entry.says or entry.type)
        case Flaw():
            yield Mark(entry.at, "flaw", str(entry.fault))


# the wire


def _reasons(exchanges: Sequence[Exchange]) -> Iterator[Mark]:
    for exchange in exchanges:
        # What was decided now comes before what it says of the past.
        telling = sorted(filter(_tells, exchange.reasons), key=lambda trace: trace.rule == "put right")
        told = list(dict.fromkeys(map(_reason, telling)))
        # "button" beside "button: stops the prompt" says nothing more.
        told = [words for words in told if not any(other.startswith(f"{words}: ") for other in told)]
        if told:
            more = "\n".join(map(_in_full, exchange.reasons))
            yield Mark(exchange.at, "why", "; ".join(told), more)


_TELLING = frozenset(
    "ignored late interruption take confirmed denied timeout outside button dropped ending no_match no_input refused"
    " tick undelivered transfer".split()
) | {"presumed ended", "put right", "taken back", "value dropped"}


def _tells(trace: Trace) -> bool:
    if trace.rule == "ended":
        return trace.detail.startswith("seems cut")
    return trace.rule in _TELLING and trace.detail not in ("SpeechStarted", "SessionEnd", "AssistantSpeak")


def _in_full(trace: Trace) -> str:
    """A reason with its line; the folder is the machine's business, and a picture goes to others."""
    span = trace.span
    return str(trace if span is None else changed(trace, span=replace(span, file=PurePath(span.file).name)))


def _reason(trace: Trace) -> str:
    if trace.rule == "take":
        return f"→ {trace.detail}"
    if trace.rule in ("ended", "timeout"):
        return trace.detail
    if trace.rule == "interruption":
        return re.sub(r"^nothing\b", "no match", trace.detail)
    return f"{trace.rule.replace('_', '-')}: {trace.detail}" if trace.detail else trace.rule


def _events(exchanges: Sequence[Exchange]) -> Iterator[Mark]:
    # An ended does not say of what; they come in the order in which the playbacks were sent.
    sent: list[bool] = []
    for exchange in exchanges:
        kind = str(exchange.event["type"])
        faint = False
        if kind == "assistant_speech_ended" and sent:
            faint = not sent.pop(0)
        elif kind == "assistant_speak":
            faint = not audible({**exchange.event, "type": "speak"})
        sent += [audible(a) for a in exchange.actions if a["type"] in ("speak", "audio")]
        if faint:
            yield Mark(exchange.at, "faint", "", f"{kind}, of a silence")
        elif exchange.outside:
            words = "nothing came for too long" if kind == "tick" else f"POST {kind}"
            yield Mark(exchange.at, "outside", words, _fields(exchange.event))
        else:
            more = "\n".join([_fields(exchange.event), *map(_in_full, exchange.reasons)])
            yield Mark(exchange.at, "event", kind, more.strip())


def _actions(exchanges: Sequence[Exchange]) -> Iterator[Mark]:
    for exchange in exchanges:
        for action in exchange.actions:
            kind = str(action["type"])
            if kind == "speak" and not audible(action):
                yield Mark(exchange.at, "faint", "speak (silence)", _fields(action))
            else:
                yield Mark(exchange.at, "action", kind, _fields(action))


def _fields(message: Mapping[str, Any]) -> str:
    hidden = ("type", "session", "session_id", "audio")
    shown = {name: value for name, value in message.items() if name not in hidden}
    return "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in shown.items())
