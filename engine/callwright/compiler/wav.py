"""WAV files to what the platform plays: 16 kHz, mono, 16-bit PCM.

A recording with more samples than needed is averaged over each new sample's stretch of time, which keeps what is too
high for 16 kHz from folding back as noise; one with fewer is drawn through with straight lines.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

RATE = 16_000
_PCM, _EXTENSIBLE = 1, 0xFFFE
_OTHER_FORMATS = {2: "ADPCM", 3: "floating point", 6: "A-law", 7: "µ-law", 85: "MP3"}
_LOWEST_RATE, _HIGHEST_RATE = 4_000, 192_000


class WavProblem(Exception):  # noqa: N818 - an author's mistake, told in a diagnostic
    """A file that cannot be played. ``help`` is the mend."""

    def __init__(self, message: str, help: str = "Save the recording as WAV, PCM, 16 bit.") -> None:
        super().__init__(message)
        self.message = message
        self.help = help


class Converted(NamedTuple):
    """A whole WAV file as the platform wants it, and how long it lasts."""

    data: bytes
    duration_ms: int


class _Format(NamedTuple):
    channels: int
    rate: int
    bits: int


def convert(data: bytes) -> Converted:
    """Convert a WAV file. Raises ``WavProblem``."""
    form, frames = _read(data)
    samples = _mono(_samples(frames, form.bits), form.channels)
    if not samples:
        raise WavProblem("This recording is empty.", "Record it again.")
    made = _resampled(samples, form.rate)
    return Converted(_written(made), round(len(made) * 1000 / RATE))


def _read(data: bytes) -> tuple[_Format, bytes]:
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise WavProblem("This file is not a WAV recording.")
    form: _Format | None = None
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if name == b"fmt ":
            form = _format(body)
        elif name == b"data":
            if form is None:
                raise WavProblem("This WAV file is damaged: it does not say how it was recorded.")
            return form, body
        at += 8 + size + size % 2
    raise WavProblem("This WAV file is damaged: it holds no sound.")


def _format(body: bytes) -> _Format:
    if len(body) < 16:
        raise WavProblem("This WAV file is damaged: its head is too short.")
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", body)
    if kind == _EXTENSIBLE and len(body) >= 26:
        kind = int.from_bytes(body[24:26], "little")
    if kind != _PCM:
        raise WavProblem(f"This recording is saved as {_OTHER_FORMATS.get(kind, 'another format')}, not as PCM.")
    if bits not in (8, 16, 24, 32):
        raise WavProblem(f"This recording has {bits} bits a sample; 8, 16, 24 and 32 can be read.")
    if not 1 <= channels <= 8:
        raise WavProblem(f"This recording has {channels} channels; at most 8 can be read.")
    if not _LOWEST_RATE <= rate <= _HIGHEST_RATE:
        raise WavProblem(f"This recording has {rate} samples a second; {_LOWEST_RATE} to {_HIGHEST_RATE} can be read.")
    return _Format(channels, rate, bits)


def _samples(frames: bytes, bits: int) -> Sequence[int]:
    """Samples of any width as whole numbers of 16 bits."""
    width = bits // 8
    frames = frames[: len(frames) - len(frames) % width]
    if bits == 8:
        return [(byte - 128) << 8 for byte in frames]
    if bits == 24:  # a sample's upper two bytes are the 16-bit sample
        kept = bytearray(len(frames) // 3 * 2)
        kept[0::2], kept[1::2] = frames[1::3], frames[2::3]
        return _from_bytes("h", bytes(kept))
    if bits == 32:
        return [sample >> 16 for sample in _from_bytes("i", frames)]
    return _from_bytes("h", frames)


def _from_bytes(code: str, data: bytes) -> array[int]:
    samples: array[int] = array(code)
    samples.frombytes(data)
    if struct.pack("=H", 1) != struct.pack("<H", 1):
        samples.byteswap()
    return samples


def _mono(samples: Sequence[int], channels: int) -> Sequence[int]:
    if channels == 1:
        return samples
    whole = len(samples) - len(samples) % channels
    parts = [samples[channel:whole:channels] for channel in range(channels)]
    return [sum(frame) // channels for frame in zip(*parts, strict=True)]


def _resampled(samples: Sequence[int], rate: int) -> Sequence[int]:
    if rate == RATE:
        return samples
    count = max(1, len(samples) * RATE // rate)
    if rate > RATE:
        sums = [0, *accumulate(samples)]
        edges = [index * rate // RATE for index in range(count + 1)]
        edges[-1] = min(edges[-1], len(samples))
        return [
            (sums[end] - sums[start]) // (end - start) if end > start else samples[start]
            for start, end in pairwise(edges)
        ]
    last = len(samples) - 1
    made = []
    for index in range(count):
        place, part = divmod(index * rate, RATE)
        here, then = samples[place], samples[min(place + 1, last)]
        made.append(here + (then - here) * part // RATE)
    return made


def _written(samples: Sequence[int]) -> bytes:
    body = struct.pack(f"<{len(samples)}h", *samples)
    form = struct.pack("<HHIIHH", _PCM, 1, RATE, RATE * 2, 2, 16)
    chunks = b"WAVE" + _chunk(b"fmt ", form) + _chunk(b"data", body)
    return _chunk(b"RIFF", chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body
