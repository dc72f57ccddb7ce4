"""A test as its file: the text of a script, from its values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from callwright.compiler.reading import INVISIBLE
from callwright.platform.behaviour import During, Moment
from callwright.platform.services import Replies, Reply
from callwright.rehearsal.script import (
    Assistant,
    CallerHangsUp,
    CallFacts,
    HandsOver,
    HangsUp,
    Happens,
    Noise,
    Presses,
    PushesButton,
    Rehearsal,
    Says,
    SendsSms,
    Silence,
    Step,
    Transfers,
)

_PLAIN = re.compile(r"[^\W\d_][\w .,?!'’äöüß()-]*[\w.?!)]")
_UNSEEN = re.compile(rf"[{INVISIBLE}\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "none"})


def script(flow: str, rehearsal: Rehearsal, notes: Mapping[int, str], about: Sequence[str]) -> str:
    """The file. ``notes`` are remarks above steps, by their place; ``about`` stands at the top."""
    lines = [*(f"# {line}" for line in about), f"flow: {flow}", "tests:", f"  - name: {_scalar(rehearsal.name)}"]
    lines += _call(rehearsal.call)
    if rehearsal.services:
        lines.append("    services:")
        lines += _services(rehearsal.services)
    lines.append("    steps:")
    for place, step in enumerate(rehearsal.steps):
        if place in notes:
            lines.append(f"      # {notes[place]}")
        lines += _step(step)
    return "\n".join(lines) + "\n"


def _call(call: CallFacts) -> Iterator[str]:
    facts: dict[str, str] = {}
    if call.from_number is not None:
        facts["from"] = f"+{call.from_number}" if call.from_number else '""'
    if call.to_number:
        facts["to"] = f"+{call.to_number}"
    if call.at is not None:
        facts["at"] = call.at.isoformat(" ", "seconds")
    if call.outbound:
        facts["direction"] = "outbound"
    if call.sms_fails:
        facts["sms"] = "fails"
    if call.variables:
        facts["variables"] = _json(dict(call.variables))
    if facts:
        yield "    call:"
        yield from (f"      {name}: {value}" for name, value in facts.items())


def _services(services: Replies) -> Iterator[str]:
    for service, ways in services.items():
        yield f"      {service}:"
        for way, replies in ways.items():
            yield f"        {_key(way)}:"
            for reply in replies:
                first, *rest = _reply(reply)
                several = len(replies) > 1
                yield f"          {'- ' if several else ''}{first}"
                yield from (f"          {'  ' if several else ''}{line}" for line in rest)


def _reply(reply: Reply) -> list[str]:
    lines = [f"fails: {reply.kind}"] if reply.kind else [f"status: {reply.status}"] if reply.status != 200 else []
    if reply.data is not None:
        lines.append(f"json: {_json(reply.data)}")
    elif reply.text:
        lines.append(f"text: {_json(reply.text)}")
    if reply.takes_ms:
        lines.append(f"takes: {_ms(reply.takes_ms)}")
    return lines or ["status: 200"]


def _step(step: Step) -> Iterator[str]:
    match step:
        case Assistant():
            yield from _assistant(step)
        case Says():
            yield f"      - caller: {_scalar(step.words)}"
            yield from _when(step.moment, step.cuts)
        case Presses():
            keys = step.keys if step.keys.isdecimal() else f'"{step.keys}"'
            yield f"      - keys: {keys}"
            yield from _when(step.moment, step.cuts)
        case Noise():
            yield f"      - noise: {_ms(step.lasts_ms)}"
            yield from _when(step.moment, step.cuts)
        case Silence():
            yield "      - silence" if step.ms is None else f"      - silence: {_ms(step.ms)}"
        case CallerHangsUp():
            during = isinstance(step.moment, During)
            yield "      - caller_hangs_up:" if during else "      - caller_hangs_up"
            yield from _when(step.moment, None)
        case Happens():
            yield f"      - event: {_scalar(step.name)}"
            if step.body:
                yield f"        body: {_json(step.body)}"
            yield from _when(step.moment, step.cuts)
        case PushesButton():
            beside = isinstance(step.moment, During) or step.cuts is not None
            force = " force" if step.force else ""
            yield f"      - button:{force}" if beside or force else "      - button"
            yield from _when(step.moment, step.cuts)
        case Transfers():
            yield "      - transfer:"
            if step.to:
                yield f"          to: +{step.to}"
            yield f"          outcome: {step.outcome}"
        case SendsSms():
            yield f"      - sms: {_scalar(step.contains)}" if step.contains else "      - sms: {}"
        case HangsUp():
            yield "      - hangup"
        case HandsOver():
            yield "      - hand_over"


def _assistant(step: Assistant) -> Iterator[str]:
    if step == Assistant(step.span, contains=step.contains):
        yield f"      - assistant: {_scalar(step.contains)}"
        return
    yield "      - assistant:"
    for name, words in (("contains", step.contains), ("is", step.exactly), ("lacks", step.lacks)):
        if words:
            yield f"          {name}: {_scalar(words)}"
    if step.audio:
        yield "          audio: yes"
    policy = {"strategy": step.strategy or None, "minimum_characters": step.minimum_characters}
    policy |= {"allow_after_ms": step.allow_after_ms}
    known = {name: value for name, value in policy.items() if value is not None}
    if known:
        yield f"          barge_in: {_json(known)}"


def _when(moment: Moment, cuts: bool | None) -> Iterator[str]:
    if isinstance(moment, During):
        yield f"        interrupts_after: {_ms(moment.after_ms)}"
    if cuts is not None:
        yield f"        cuts: {'yes' if cuts else 'no'}"


def _ms(ms: int) -> str:
    return f"{ms // 1000}s" if ms and ms % 1000 == 0 else f"{ms}ms"


def _scalar(words: str) -> str:
    """Words as they may stand behind a key; in quotes where YAML would take them for something else."""
    plain = _PLAIN.fullmatch(words) is not None and words.casefold() not in _WORDS
    return words if plain else _json(words)


def _key(way: str) -> str:
    return way if re.fullmatch(r"[\w /.-]+", way) else _json(way)


def _json(data: Any) -> str:
    """JSON, which is YAML too; what nobody can see is written as its number."""
    return _UNSEEN.sub(lambda found: f"\\U{ord(found[0]):08x}", json.dumps(data, ensure_ascii=False))
