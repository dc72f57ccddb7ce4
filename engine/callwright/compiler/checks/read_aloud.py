"""What a voice reads otherwise than it is meant: markup in a text, addresses of the web, long numbers, shouting."""

from __future__ import annotations

import re

from callwright.compiler.checks.groups import Group
from callwright.compiler.checks.places import place, text_of, written
from callwright.compiler.checks.subject import Subject
from callwright.core.model import State
from callwright.core.prompt import Kind, Prompt
from callwright.diagnostics.model import Edit, Fix

_SUSPECT = re.compile(r"[<@]|://|www\.|\d{6}|[A-ZÄÖÜ]{4}")
"""What is in every text that is looked at closely."""
_MARKUP = re.compile(
    r"</?(?:speak|break|prosody|emphasis|say-as|voice|phoneme|sub|audio|p|s|lang|mstts:[\w-]+)(?:\s[^<>]*)?/?>"
)
_WEB = re.compile(r"(?:https?://|www\.)[^\s{}]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"(?<![\w{.,/-])\+?\d{6,}(?![\w}]|[.,]\d)")
_INSERTED = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_SHOUTED = re.compile(r"(?:\b[A-ZÄÖÜ]{4,}\b[ ,!]+){2,}[A-ZÄÖÜ]{4,}\b")


def look(subject: Subject, state: State, group: Group) -> None:
    """Look at every text; ``ssml`` may hold markup, and says itself how a number is read."""
    for prompt in group.prompts:
        if prompt.kind is not Kind.TEXT:
            continue
        for texts in prompt.texts.values():
            for text in texts:
                if _SUSPECT.search(text.source):
                    _text(subject, state, prompt, text.source)


def _text(subject: Subject, state: State, prompt: Prompt, source: str) -> None:
    plain = _INSERTED.sub(lambda found: " " * len(found.group()), source)
    if (markup := _MARKUP.search(plain)) is not None:
        subject.report.add(
            "markup-in-text",
            f'"{markup.group()}" is markup, but this is a text: the voice reads it out, or nothing is heard at all.',
            place(subject, state, prompt, source, markup.group()),
            'Write "ssml:" in the place of "text:", or leave the markup out.',
            fixes=_as_ssml(subject, state, prompt),
        )
        return
    if (web := _WEB.search(plain)) is not None:
        address = web.group().rstrip(".,;:!?")
        subject.report.add(
            "address-in-speech",
            f'"{address}" is read out sign by sign, and nobody can write that down.',
            place(subject, state, prompt, source, address),
            'Write it as people say it, for example "acme dot com", or send it: send_sms.',
        )
    for number in _NUMBER.finditer(plain):
        if number.group().endswith("000"):
            continue  # a quantity, meant as one
        _number(subject, state, prompt, source, number.group())
    if (loud := _SHOUTED.search(plain)) is not None:
        subject.report.add(
            "capital-letters",
            f'"{loud.group()}" is in capital letters, which some voices spell letter by letter.',
            place(subject, state, prompt, source, loud.group()),
            "Write it as usual; a voice does not shout.",
        )


def _number(subject: Subject, state: State, prompt: Prompt, source: str, number: str) -> None:
    digits = " ".join(number)
    node = text_of(subject, state, prompt, source)
    at = place(subject, state, prompt, source, number)
    whole = node is None or at == node.span
    subject.report.add(
        "number-in-one",
        f'"{number}" is read as one large number.',
        at,
        f'If it is a telephone number or a code, write it digit by digit: "{digits}".',
        fixes=() if whole else (Fix(f'Write "{digits}"', (Edit(at, digits),)),),
    )


def _as_ssml(subject: Subject, state: State, prompt: Prompt) -> tuple[Fix, ...]:
    node = written(subject, state, prompt)
    if node is None or "text" not in node.entries or node.entries["text"].value.kind != "scalar":
        return ()
    return (Fix('Make it "ssml:"', (Edit(node.entries["text"].key.span, "ssml"),)),)
