"""Recordings as the platform plays them."""

from __future__ import annotations

import io
import math
import struct
import wave
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.compiler.wav import WavProblem, convert


def tone(rate: int, *, width: int = 2, channels: int = 1, seconds: float = 0.25, pitch: int = 440) -> bytes:
    """A WAV file with a tone."""
    top = {1: 100, 2: 20_000, 3: 5_000_000, 4: 1_300_000_000}[width]
    frames = bytearray()
    for index in range(int(rate * seconds)):
        sample = int(top * math.sin(2 * math.pi * pitch * index / rate))
        one = bytes([sample + 128]) if width == 1 else sample.to_bytes(width, "little", signed=True)
        frames += one * channels
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(width)
        out.setframerate(rate)
        out.writeframes(bytes(frames))
    return file.getvalue()


def _samples(data: bytes) -> tuple[int, ...]:
    with wave.open(io.BytesIO(data)) as made:
        assert (made.getframerate(), made.getnchannels(), made.getsampwidth()) == (16_000, 1, 2)
        frames = made.readframes(made.getnframes())
    return struct.unpack(f"<{len(frames) // 2}h", frames)


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize("width", [1, 2, 3, 4])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_tone_stays_the_tone(rate: int, width: int, channels: int) -> None:
    """Length, pitch and loudness survive, whatever the recording is made of."""
    made = convert(tone(rate, width=width, channels=channels))
    samples = _samples(made.data)
    assert made.duration_ms == pytest.approx(250, abs=2)
    assert max(samples) == pytest.approx(20_000, rel=0.35 if width == 1 else 0.06)
    crossings = sum(a < 0 <= b for a, b in pairwise(samples))
    assert crossings == pytest.approx(110, abs=2)


def test_what_is_right_already_is_not_touched() -> None:
    """A file of 16 kHz, mono, 16 bit comes out as it went in."""
    data = tone(16_000)
    assert convert(data).data == data


def test_what_is_too_high_does_not_come_back_as_noise() -> None:
    """A tone above what 16 kHz can hold is much weaker afterwards, not another tone at full strength."""
    assert max(_samples(convert(tone(48_000, pitch=15_500)).data)) < 8_000


def test_other_chunks_are_left_out() -> None:
    """Notes that a recorder adds do not disturb."""
    data = tone(16_000)
    noted = data[:12] + b"LIST" + struct.pack("<I", 5) + b"abcde\0" + data[12:]
    assert convert(noted).data == data


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "not a WAV"),
        (b"This is no recording.", "not a WAV"),
        (b"ID3\x03" + b"\0" * 60, "not a WAV"),
        (tone(16_000)[:20], "damaged"),
        (tone(16_000)[:44], "empty"),
        (tone(16_000).replace(b"\x01\x00\x01\x00", b"\x07\x00\x01\x00", 1), "µ-law"),
        (tone(16_000).replace(b"\x01\x00\x01\x00", b"\x01\x00\x09\x00", 1), "channels"),
    ],
)
def test_what_cannot_be_played_is_said(data: bytes, part: str) -> None:
    """Each kind of unusable file has its own sentence."""
    with pytest.raises(WavProblem) as found:
        convert(data)
    assert part in found.value.message
    assert found.value.help


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 200), st.binary(max_size=6))
def test_damage_is_a_problem_or_sound(at: int, put: bytes) -> None:
    """A damaged file is converted or refused, and nothing else happens."""
    data = tone(8_000, seconds=0.02)
    damaged = data[:at] + put + data[at + len(put) :]
    try:
        made = convert(damaged)
    except WavProblem:
        return
    assert len(_samples(made.data)) >= 1
