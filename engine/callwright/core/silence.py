"""The silent speak: the shortest silence a voice can be asked for, sent only to carry a timeout."""

from __future__ import annotations

from html import escape

from callwright.core.prompt import Voice

SILENCE_MS = 50
"""Nominal length. Engines round a shorter break up to about this, and some refuse zero."""

LASTS_MS = 100
"""How long it takes on the line, as far as anybody knows."""

SERVICE_MS = 2_000
"""How long one silence is while a service is asked."""


def markup(voice: Voice | None, language: str, ms: int = SILENCE_MS) -> str:
    """Markup of a silence, in the shape that the voice's provider takes."""
    pause = f'<break time="{ms}ms"/>'
    if voice is not None and voice.provider == "eleven_labs":
        return f"<speak>{pause}</speak>"
    tag = voice.language if voice is not None and voice.language else language
    if voice is not None and voice.voice:
        pause = f'<voice name="{escape(voice.voice)}">{pause}</voice>'
    return f'<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="{escape(tag)}">{pause}</speak>'
