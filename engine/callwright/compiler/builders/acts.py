"""What a state does but speak and listen: transfer, hand-over, text message, background, transcription."""

from __future__ import annotations

import re

from callwright.compiler.builders import reading
from callwright.compiler.builders.braces import note_braces
from callwright.compiler.builders.context import Context
from callwright.compiler.fixing import write
from callwright.compiler.nodes import Node
from callwright.core.model import Background, HandOver, Sms, Transcription, Transfer
from callwright.core.templates import Template, compile_text

_LEAST_RING_S, _MOST_RING_S, _RING_S = 5, 120, 30
_VOLUME = 0.5
_LONGEST_WORD = 200
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_]\w*)*")
_PHONE = re.compile(r"\+?[0-9][0-9 ()/.-]*")


def transfer(context: Context, node: Node) -> Transfer:
    """``transfer``: a number, or a mapping with ``to``."""
    to = reading.child(node, "to") if node.kind == "map" else node
    name, number, timeout = (reading.child(node, key) for key in ("caller_id_name", "caller_id_number", "timeout"))
    return Transfer(
        to=phone(context, to if to is not None else node),
        caller_id_name=_shown_name(context, name),
        caller_id_number=phone(context, number) if number is not None else None,
        timeout=_ring(context, timeout) if timeout is not None else _RING_S,
        span=node.span,
    )


def _shown_name(context: Context, node: Node | None) -> Template:
    if node is not None:
        return said(context, node, "caller_id_name")
    return context.title or compile_text(context.flow)


def _ring(context: Context, node: Node) -> int:
    ms = reading.duration(node) or 0
    if ms % 1000 or not _LEAST_RING_S <= ms // 1000 <= _MOST_RING_S:
        context.report.add(
            "out-of-range",
            f'"timeout" cannot be {node.raw}.',
            node,
            f"A telephone rings from {_LEAST_RING_S}s to {_MOST_RING_S}s, in whole seconds.",
        )
        return _RING_S
    return ms // 1000


def is_number(written: str) -> bool:
    """Whether a text can be a telephone number."""
    return _PHONE.fullmatch(written) is not None


def phone(context: Context, node: Node) -> Template:
    """A telephone number, or a template that gives one."""
    made = said(context, node, "the number")
    number = reading.text(node)
    if not made.constant or not number:
        return made
    if "{" in number or "}" in number:
        note_braces(context, node)
    elif _NAME.fullmatch(number):
        context.report.add(
            "bad-number",
            f'"{number}" is not a telephone number, but looks like the name of a value.',
            node,
            f'To put its value in, write: "{{{{ {number} }}}}"',
            fixes=(write(f'"{{{{ {number} }}}}"', node.span),) if node.plain else (),
        )
    elif not is_number(number):
        context.report.add(
            "bad-number",
            f'"{number}" is not a telephone number.',
            node,
            "Write it with its country code: +49 211 5566770",
        )
    elif number.startswith("0") and not number.startswith("00"):
        context.report.add(
            "number-without-country",
            f'"{number}" has no country code, so it may not be reached from everywhere.',
            node,
            f"Write it with + and the country code, for Germany: +49 {number[1:]}",
        )
    return made


def said(context: Context, node: Node, key: str) -> Template:
    """A text that must not be empty."""
    if not reading.text(node):
        context.report.add("empty-text", f'"{key}" is empty.', node, "Write a text.")
    if key in ("message", "caller_id_name"):
        note_braces(context, node)
    return context.template(node)


def hand_over(context: Context, node: Node) -> HandOver:
    """``hand_over``: the prompt of the platform's model, or a mapping with ``system_prompt``."""
    prompt = reading.child(node, "system_prompt") if node.kind == "map" else node
    greeting = reading.child(node, "greeting")
    return HandOver(
        system_prompt=said(context, prompt if prompt is not None else node, "system_prompt"),
        span=node.span,
        greeting=said(context, greeting, "greeting") if greeting is not None else None,
        temperature=reading.number(reading.child(node, "temperature")),
        language=reading.text(reading.child(node, "language")) or None,
    )


def send_sms(context: Context, node: Node) -> Sms:
    """``send_sms`` with ``to`` and ``message``."""
    return Sms(
        phone(context, node.entries["to"].value), said(context, node.entries["message"].value, "message"), node.span
    )


def background(context: Context, node: Node) -> Background:
    """``background``: ``stop``, or ``audio`` with its ``volume``."""
    audio = reading.child(node, "audio")
    if audio is None:
        return Background(None)
    volume = reading.number(reading.child(node, "volume"))
    return Background(context.recording(audio), _VOLUME if volume is None else volume)


def transcription(context: Context, node: Node) -> Transcription:
    """``transcription``; the provider as the wire spells it."""
    words = []
    for item in reading.several(reading.child(node, "vocabulary")):
        word = reading.text(item)
        if not word or len(word) > _LONGEST_WORD:
            context.report.add(
                "bad-value",
                f"A word has 1 to {_LONGEST_WORD} characters, not {len(word)}.",
                item,
                "Make it shorter, or leave it out.",
            )
        words.append(word)
    return Transcription(
        provider=reading.text(reading.child(node, "provider")).upper() or None,
        languages=tuple(reading.text(item) for item in reading.several(reading.child(node, "languages"))),
        vocabulary=tuple(words),
    )
