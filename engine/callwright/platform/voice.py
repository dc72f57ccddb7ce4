"""How long speech lasts, and what of it can be heard.

Theory of operation: a voice needs so many milliseconds for a letter, a digit and a pause; each voice has its
own pace, drawn once from its name and the call's seed. Markup is not spoken, but its breaks last. A WAV lasts
what its header says. The same words, voice and seed always last equally long.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache

LETTER_MS = 62
DIGIT_MS = 290
COMMA_MS = 170
SENTENCE_MS = 320

BREAK_STRENGTH_MS = {"none": 0, "x-weak": 100, "weak": 250, "medium": 500, "strong": 750, "x-strong": 1000}

_BREAK = re.compile(r"<break\b([^>]*)>", re.IGNORECASE)
_TIME = re.compile(r"""\btime\s*=\s*["']\s*\+?(\d+(?:\.\d+)?)\s*(ms|s)\s*["']""", re.IGNORECASE)
_STRENGTH = re.compile(r"""\bstrength\s*=\s*["']([a-z-]+)["']""", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_PAUSE = re.compile(r"[,;:–—](?=\s)")
_STOP = re.compile(r"[.!?…]+(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Wav:
    """What a WAV's header says. ``format`` is its format tag (1 is PCM); ``length_ms`` the length of its sound."""

    format: int
    channels: int
    rate: int
    bits: int
    length_ms: int


@lru_cache(maxsize=2048)
def plain(ssml: str) -> str:
    """The words that markup leaves to be heard, white space collapsed."""
    return " ".join(html.unescape(_TAG.sub(" ", _COMMENT.sub(" ", ssml))).split())


@lru_cache(maxsize=4096)
def speech_ms(text: str, voice: str = "", seed: int = 0) -> int:
    """How long plain ``text`` lasts in ms, spoken by ``voice`` (its name, empty for the flow's own)."""
    words = text.strip()
    digits = sum(map(str.isdigit, words))
    stops = len(_STOP.findall(words))
    # The pause behind the last word is not part of the speech.
    pauses = COMMA_MS * len(_PAUSE.findall(words)) + SENTENCE_MS * max(0, stops - 1)
    return round((LETTER_MS * (len(words) - digits) + DIGIT_MS * digits + pauses) * _pace(voice, seed))


@lru_cache(maxsize=4096)
def ssml_ms(ssml: str, voice: str = "", seed: int = 0) -> int:
    """How long markup lasts in ms: its words and its breaks; at least 1."""
    breaks = sum(_break_ms(attributes) for attributes in _BREAK.findall(ssml))
    return max(1, speech_ms(plain(ssml), voice, seed) + breaks)


@lru_cache(maxsize=64)
def read_wav(audio: str) -> Wav | None:
    """What the base64 text ``audio`` holds; None when it is not a complete WAV file in padded standard base64."""
    try:
        data = base64.b64decode(audio, validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(data) < 12 or data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        return None
    place, header = 12, None
    while place + 8 <= len(data):
        name, size = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        place += 8
        if place + size > len(data):
            return None
        if name == b"fmt " and size >= 16:
            header = struct.unpack_from("<HHIIHH", data, place)
        elif name == b"data" and header is not None:
            tag, channels, rate, bytes_a_second, _, bits = header
            return Wav(tag, channels, rate, bits, round(size * 1000 / bytes_a_second) if bytes_a_second else 0)
        place += size + size % 2
    return None


@lru_cache(maxsize=256)
def _pace(voice: str, seed: int) -> float:
    return 0.92 + (zlib.crc32(f"{seed}:{voice}".encode()) % 1000) / 6250


def _break_ms(attributes: str) -> int:
    time = _TIME.search(attributes)
    if time:
        return round(float(time[1]) * (1000 if time[2].lower() == "s" else 1))
    strength = _STRENGTH.search(attributes)
    return BREAK_STRENGTH_MS.get(strength[1].lower() if strength else "medium", BREAK_STRENGTH_MS["medium"])
