"""A timeline as people read it: who said what when, what was cut, and what else the call did.

One line a thing: the time in minutes and seconds, who, what, and at the right how it may be interrupted or how it
went. Silence that the application sends only to wait (markup without words) is no part of what people read.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from callwright.platform.timeline import (
    Entry,
    Flaw,
    HungUp,
    Outside,
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

WIDTH = 60

_OUTCOMES = {
    "answered": "answered; the call goes on there",
    "busy": "busy",
    "no_answer": "nobody answers",
    "hangs_up": "refused",
}

_TAKEN = {
    "now": "",
    "next_answer": "(goes out with the next answer)",
    "over": "(refused: the call is over)",
    "unknown": "(refused: the flow knows no such event)",
    "unheard": "(refused: not listened for in this state)",
    "protected": "(refused: the prompt is protected)",
    "full": "(refused: too much waits already)",
}


def time_of(ms: int) -> str:
    """A time on the line, such as `` 0:03.4``."""
    return f"{ms // 60_000:2}:{ms // 1000 % 60:02}.{ms // 100 % 10}"


def seconds(ms: int) -> str:
    """A length, such as ``1.2 s``."""
    return f"{ms / 1000:.1f} s" if ms % 1000 else f"{ms // 1000} s"


def policy(playback: Playback) -> str:
    """How a playback may be interrupted, in few words."""
    after = f" after {playback.allow_after_ms} ms" if playback.allow_after_ms else ""
    if playback.strategy == "minimum_characters":
        return f"minimum_characters {playback.minimum_characters}{after}"
    return playback.strategy + (after if playback.strategy == "immediate" else "")


def render(timeline: Sequence[Entry], start: int = 0) -> list[str]:
    """The lines of a transcript, from the entry ``start`` on."""
    cuts = _cuts(timeline)
    lines: list[str] = []
    typing = False
    for entry in timeline[start:]:
        if isinstance(entry, Pressed) and typing:
            lines[-1] += f" {entry.digit}"
        elif told := list(_told(entry, cuts)):
            lines.extend(told)
            typing = isinstance(entry, Pressed)
    return lines


def _told(entry: Entry, cuts: dict[int, Playback]) -> Iterator[str]:
    match entry:
        case Playback(type="audio"):
            yield _line(entry.at, "assistant", f"♪ audio, {seconds(entry.length_ms)}", _manner(entry))
        case Playback():
            if entry.words:
                yield _line(entry.at, "assistant", entry.words, _manner(entry))
        case Spoken():
            cut = cuts.get(id(entry))
            words = entry.words or f"(noise, {seconds(entry.until - entry.at)})"
            if cut is None:
                yield _line(entry.at, "caller", words)
            else:
                yield _line(entry.at, "caller", f"✂ {words}", f"(interrupts after {seconds(cut.played_ms or 0)})")
        case TimedOut():
            yield _line(entry.at, "silence", f"nobody spoke for {seconds(entry.waited_ms)}")
        case TransferBegun():
            rings = "" if entry.timeout is None else f", rings for up to {entry.timeout} s"
            shows = f"(shows {entry.caller_id_name}, {entry.caller_id_number})"
            yield _line(entry.at, "transfer", f"to {entry.to}{rings}", shows)
        case TransferOver():
            back = "; the caller is back" if entry.back else ""
            yield _line(entry.at, "transfer", f"{_OUTCOMES[entry.outcome]}{back}")
        case HungUp():
            yield _line(entry.at, "hang-up", f"by the {entry.by}")
        case TextMessage():
            yield _line(entry.at, "sms", f"to {entry.to}: {entry.message}", "" if entry.sent else "(not delivered)")
        case Setting():
            yield _line(entry.at, "setting", entry.says or entry.type)
        case Outside(name=""):
            yield _line(entry.at, "button", "force" if entry.body else "", _became(entry))
        case Outside():
            yield _line(entry.at, "outside", _outside(entry.name, entry.body), _became(entry))
        case Flaw():
            yield _line(entry.at, "warning" if entry.fault.warning else "fault", str(entry.fault))
        case Pressed():
            yield _line(entry.at, "keys", entry.digit)
        case Understood():
            return


def _became(entry: Outside) -> str:
    return _TAKEN.get(entry.taken, f"(refused: {entry.taken})")


def _outside(name: str, body: Mapping[str, Any]) -> str:
    """What happened and what came with it, on one line: it is data, and may be long and anything."""
    fields = (
        f"{key if key.isidentifier() else json.dumps(key)}: {json.dumps(value, ensure_ascii=False, default=str)}"
        for key, value in body.items()
    )
    words = f"{name} {{{', '.join(fields)}}}" if body else name
    shown = "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in words[:WIDTH])
    return shown if len(words) <= WIDTH and len(shown) <= WIDTH else f"{shown[: WIDTH - 1]}…"


def _manner(playback: Playback) -> str:
    """How it may be interrupted and, where it was not the caller's voice that cut it, after how long it stopped."""
    cut = playback.cut_by not in (None, "caller", "noise")
    return f"[{policy(playback)}]" + (f" ✂ after {seconds(playback.played_ms or 0)}" if cut else "")


def _line(at: int, who: str, what: str, aside: str = "") -> str:
    first, *rest = textwrap.wrap(what, WIDTH, break_on_hyphens=False) or [""]
    lines = [f"{time_of(at)}  {who:<10} {first:<{WIDTH}}  {aside}".rstrip()]
    lines += [f"{'':19}{more}" for more in rest]
    return "\n".join(lines)


def _cuts(timeline: Sequence[Entry]) -> dict[int, Playback]:
    """By the identity of what the caller said, the playback that it cut."""
    breaths = [entry for entry in timeline if isinstance(entry, Spoken)]
    cuts: dict[int, Playback] = {}
    for playback in timeline:
        if isinstance(playback, Playback) and playback.cut_by in ("caller", "noise"):
            before = [b for b in breaths if b.at <= (playback.stopped_at or 0)]
            if before:
                cuts[id(before[-1])] = playback
    return cuts
